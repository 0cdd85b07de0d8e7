
// The glossary's search, filters and buttons. All texts are read from the page's elements, and
// nothing but textContent is ever written, so a term can contain what it likes.
(() => {
  const { fold, line, rank, similar } = matching;
  const { copy } = clipboard;
  const { languages, nameOf, say, speak, translate } = speech;
  const id = (name) => document.getElementById(name);
  const root = document.documentElement;
  const list = id("_concepts");
  const results = document.createElement("div"); // what a search finds is moved here, best first
  list.before(results);
  const cards = [...list.children];
  const place = new Map(cards.map((card, number) => [card, number]));
  const query = id("_query");
  const choices = ["_from", "_to", "_subject", "_show", "_details", "_words", "_theme"].map(id);
  const BEST = 200; // results of a search that are shown: nobody reads more, and it stays quick

  // ------------------------------------------------------------------ what is kept for next time

  // Some browsers refuse to keep anything for a file on a disk.
  const KEY = "iomgloss-glossary";
  const load = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; } };
  const save = (values) => { try { localStorage.setItem(KEY, JSON.stringify(values)); } catch { /* not kept */ } };

  // ------------------------------------------------------------------ cards that are in sight

  const dressed = new Set();

  // Buttons and translated words are made when a card comes into sight: most never do.
  function dress(card) {
    translate(card);
    for (const head of card.querySelectorAll("h3")) {
      const tag = head.parentElement.dataset.language;
      const name = nameOf(tag);
      head.textContent = name === tag ? tag : `${name} · ${tag}`;
    }
    if (!dressed.has(card)) {
      for (const term of card.querySelectorAll("li > b")) term.after(button("copy"));
      if (card.querySelector(".more")) card.querySelector(".languages").before(button("details"));
    }
    for (const one of card.querySelectorAll("button")) {
      const copies = one.className === "copy";
      one.textContent = say(copies ? "copy" : "Details");
      if (copies) one.setAttribute("aria-label", `${say("copy")} ${one.previousElementSibling.textContent}`);
      else one.setAttribute("aria-expanded", card.classList.contains("open"));
    }
    dressed.add(card);
  }

  function button(kind) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    return made;
  }

  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) { sight.unobserve(target); dress(target); }
    }
    mark();
  }, { rootMargin: "50%" });

  addEventListener("beforeprint", () => shown.forEach(dress)); // in the reader's language to the end

  // ------------------------------------------------------------------ search

  const index = [];

  function indexed(until = cards.length) {
    for (let number = index.length; number < until; number += 1) {
      const card = cards[number];
      const terms = [...card.querySelectorAll("li > b")].map((term) => line(term.textContent));
      const rest = [...card.querySelectorAll("h2, p:not(.confusable, .broader, .narrower, .related)")].map((text) => text.textContent);
      index.push({ terms, all: terms.join("\n"), rest: line(rest.join(" ")) });
    }
    return index;
  }

  // Numbers of the concepts that answer, best first, and whether words only begin alike.
  function search(text) {
    const asked = line(text);
    const tokens = asked.trim().split(" ").filter(Boolean);
    if (!tokens.length) return { found: cards.map((_, number) => number), near: false, tokens };
    const ranks = indexed().map((entry) => rank(entry, asked, tokens));
    const found = ranks.map((_, number) => number).filter((number) => ranks[number] !== undefined);
    found.sort((left, right) => ranks[left] - ranks[right] || order[left] - order[right]);
    const near = found.length > 0 && ranks[found[0]] === 5;
    return { found, near, tokens };
  }

  // ------------------------------------------------------------------ what is shown

  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  let order = cards.map((_, number) => number); // concept → its place when sorted by the first language
  let shown = cards;
  let tokens = [];

  // The two languages side by side; all others are left out.
  function pair() {
    const [from, to] = [id("_from").value, id("_to").value];
    const section = (tag) => `section[data-language="${CSS.escape(tag)}"]`;
    const rules = [];
    if (from) rules.push(`${section(from)} { order: -2 }`);
    if (to) rules.push(`${section(to)} { order: -1 }`);
    if (from && to) rules.push(`section:not(${section(from)}, ${section(to)}) { display: none }`);
    sheet.replaceSync(rules.join("\n"));
    restore();
    const collator = new Intl.Collator(from || "en");
    const keys = cards.map((card) => {
      const own = from && card.querySelector(section(from));
      const term = own && (own.querySelector(".preferred > b") ?? own.querySelector("b"));
      return term ? `0${term.textContent}` : `1${card.querySelector("h2").textContent}`;
    });
    const numbers = cards.map((_, number) => number);
    if (from) numbers.sort((left, right) => collator.compare(keys[left], keys[right]));
    numbers.forEach((number, at) => { order[number] = at; });
    list.append(...numbers.map((number) => cards[number]));
  }

  const byOrder = (left, right) => order[place.get(left)] - order[place.get(right)];

  // Puts cards that a search had moved back among the others.
  function restore() {
    const sorted = [];
    for (const number of cards.keys()) sorted[order[number]] = cards[number];
    for (const card of [...results.children].sort(byOrder).reverse()) {
      list.insertBefore(card, sorted[order[place.get(card)] + 1] ?? null);
    }
  }

  function show() {
    const { found, near, tokens: asked } = search(query.value);
    tokens = asked;
    const subject = id("_subject").value;
    const both = [id("_from").value, id("_to").value].filter(Boolean);
    const isWanted = (card) =>
      (!subject || card.querySelector(".subject")?.textContent === subject) &&
      (both.length < 2 || [...card.querySelectorAll("section")].some(
        (section) => both.includes(section.dataset.language)));
    const all = found.map((number) => cards[number]).filter(isWanted);
    restore();
    if (asked.length) {
      shown = all.slice(0, BEST);
      for (const card of shown) card.hidden = false;
      results.append(...shown);
    } else {
      shown = all.sort(byOrder);
      const now = new Set(shown);
      for (const card of cards) if (card.hidden === now.has(card)) card.hidden = !now.has(card);
    }
    list.hidden = asked.length > 0;
    id("_count").textContent =
      all.length === cards.length ? `${cards.length}` : `${all.length} ${say("of")} ${cards.length}`;
    id("_near").textContent = [
      near ? say("no term as typed; similar:") : "",
      all.length > shown.length ? `${say("shown are the first")} ${BEST}` : "",
    ].filter(Boolean).join(" ");
    root.dataset.show = id("_show").value;
    root.dataset.details = id("_details").checked || shown.length < 3 ? "yes" : "no";
    mark();
  }

  // Shows where the words that were typed stand, without touching the page's elements.
  function mark() {
    if (!window.CSS?.highlights || typeof Highlight !== "function") return;
    const ranges = [];
    for (const card of tokens.length ? shown : []) {
      if (!dressed.has(card)) continue;
      for (const text of card.querySelectorAll("li > b, p")) ranges.push(...places(text.firstChild));
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function* places(node) {
    if (node?.nodeType !== Node.TEXT_NODE) return;
    for (const match of node.data.matchAll(/[\p{L}\p{N}\p{M}'‘’ʻʼ`´ʹ′]+/gu)) {
      const word = fold(match[0]);
      if (tokens.some((token) => token === word || similar(token, word)
        || (token.length > 2 && word.includes(token)))) {
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        yield range;
      }
    }
  }

  let waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { show(); scrollTo(0, 0); });
  }

  // ------------------------------------------------------------------ copying

  // The term to copy from a card: the best usable one of the language that is translated into.
  function target(card) {
    const sections = [...card.querySelectorAll("section")].filter((one) => getComputedStyle(one).display !== "none");
    const wanted = id("_to").value;
    const from = id("_from").value;
    const section = sections.find((one) => one.dataset.language === wanted)
      ?? sections.find((one) => one.dataset.language !== from) ?? sections[0];
    return section?.querySelector(".preferred > b") ?? section?.querySelector(".admitted > b");
  }

  // ------------------------------------------------------------------ keys, clicks, links

  function move(step) {
    const current = document.activeElement?.closest?.("article");
    const at = current ? shown.indexOf(current) + step : 0;
    if (at < 0) query.focus();
    else if (shown[at]) { shown[at].focus(); shown[at].scrollIntoView({ block: "nearest" }); }
  }

  addEventListener("keydown", (event) => {
    const { target: on, key } = event;
    const typing = on === query;
    const elsewhere = !typing && on.matches("input, select, textarea, button, a");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (key === "/" && !typing) query.focus(), query.select();
    else if (key === "Escape" && !typing) query.focus();
    else if (key === "Escape") { query.value = ""; show(); }
    else if (key === "ArrowDown" && !on.matches("select")) move(1);
    else if (key === "ArrowUp" && !typing && !on.matches("select")) move(-1);
    else if (key === "Enter" && typing) move(0);
    else if (key === "Enter" && !elsewhere && on.matches("article")) {
      const term = target(on);
      if (term) copy(term.textContent);
    } else return;
    event.preventDefault();
  });

  id("_main").addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (pressed?.className === "copy") copy(pressed.previousElementSibling.textContent);
    else if (pressed) {
      const card = pressed.closest("article");
      pressed.setAttribute("aria-expanded", card.classList.toggle("open"));
    }
  });

  // A link may lead to a concept that the search or a filter hides.
  function arrive() {
    let wanted = "";
    try { wanted = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const card = wanted && id(wanted)?.closest("article");
    if (!card) return;
    if (!shown.includes(card)) { query.value = id("_subject").value = ""; show(); }
    if (!shown.includes(card)) { id("_from").value = id("_to").value = ""; pair(); show(); }
    card.classList.add("open");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }
  addEventListener("hashchange", arrive);

  function changed(event) {
    const control = event.target;
    if (control.id === "_words") {
      speak(control.value);
      for (const card of dressed) dress(card);
    }
    if (control.id === "_theme") root.dataset.theme = control.value;
    if (control.id === "_from" || control.id === "_to") pair();
    save(Object.fromEntries(
      choices.filter((one) => one.id !== "_subject")
        .map((one) => [one.id, one.type === "checkbox" ? one.checked : one.value])));
    show();
  }

  // ------------------------------------------------------------------ beginning

  const before = load();
  const language = [before._words, ...navigator.languages.map((tag) => tag.split("-")[0])]
    .find((tag) => languages.includes(tag)) ?? "en";
  id("_words").value = language;
  for (const choice of choices) {
    const value = before[choice.id];
    if (choice.type === "checkbox") choice.checked = value === true;
    else if ([...choice.options].some((option) => option.value === value)) choice.value = value;
    choice.addEventListener("change", changed);
  }
  root.dataset.theme = id("_theme").value;
  query.addEventListener("input", soon);
  id("_controls").addEventListener("submit", (event) => event.preventDefault());
  id("_controls").hidden = id("_keys").hidden = false;
  speak(language);
  if (id("_from").value || id("_to").value) pair();
  show();
  for (const card of cards) sight.observe(card);
  arrive();
  // The index is made while nobody is looking, or when the first letter is typed.
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  const prepare = () => {
    indexed(Math.min(cards.length, index.length + 100));
    if (index.length < cards.length) idle(prepare);
  };
  idle(prepare);
})();
