
// The page's own words, in the language that its reader chooses.
const speech = (() => {
  const dictionary = JSON.parse(document.getElementById("_dictionary").textContent);
  let words = {};
  let names = { of: (tag) => tag };
  const say = (word) => Object.hasOwn(words, word) ? words[word] : word;
  const original = new WeakMap();

  function translate(element) {
    for (const one of element.querySelectorAll("i, small, option[data-word]")) {
      if (!original.has(one)) original.set(one, one.textContent);
      one.textContent = original.get(one).split(", ").map(say).join(", ");
    }
  }

  const nameOf = (tag) => { try { return names.of(tag) ?? tag; } catch { return tag; } };

  // What the style writes before paragraphs.
  const LABELS = {
    definition: "definition", context: "context", source: "source", note: "note", forms: "forms",
    aliases: "formerly", instead: "use instead", confusable: "not to be confused with",
    broader: "broader", narrower: "narrower", related: "related",
  };

  function speak(language) {
    const root = document.documentElement;
    root.lang = language;
    words = dictionary[language] ?? {};
    for (const [name, label] of Object.entries(LABELS)) {
      root.style.setProperty(`--${name}`, JSON.stringify(say(label)));
    }
    names = new Intl.DisplayNames([language], { type: "language" });
    translate(document.getElementById("_top"));
    for (const option of document.querySelectorAll("select.languages option[value]:not([data-word])")) {
      const name = nameOf(option.value);
      option.textContent = name === option.value ? name : `${name} (${option.value})`;
    }
  }

  return { languages: ["en", ...Object.keys(dictionary)], nameOf, say, speak, translate };
})();
