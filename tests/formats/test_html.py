"""The page of the term base: what is in it, that it stays harmless, and that a browser runs it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from formats.support import DATA, concept, read, write

from iomgloss.errors import FormatError
from iomgloss.formats import html_write
from iomgloss.model import (
    AdministrativeStatus,
    Attestation,
    Concept,
    Definition,
    LanguageSection,
    ProcessStatus,
    TermSection,
)
from iomgloss.model.status import GENDERS, NUMBERS, PARTS_OF_SPEECH, TERM_TYPES

PLACE = Path(html_write.__file__).parent / "data"
HOSTILE = '</script></style><img src=x onerror=alert(1)>&amp;"\' onclick="x" {{words}} {{x}} \u202e'
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


def samples() -> list[Concept]:
    outcome = read("json", DATA / "html" / "concepts.json")
    assert outcome.warnings == [] and outcome.rejected == []
    return outcome.items


def page(items: list[Concept], **options: object) -> str:
    return write("html", items, **options)[0].decode()


class Parsed(HTMLParser):
    """What a page consists of."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is not None:
            self.raw[self.cdata_elem].append(data)
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


# ------------------------------------------------------------------- what is in it


def test_concepts_as_they_are_written() -> None:
    data, losses = write("html", samples())
    found = re.search(r'<div id="_concepts">.*(?=</main>)', data.decode(), re.DOTALL)
    assert found is not None
    assert found.group() == (DATA / "html" / "concepts.html").read_text(encoding="utf-8")
    assert losses == {"imported data categories": 2, "match rules": 1}


def test_only_the_languages_that_are_wanted() -> None:
    text = page(samples()[:1], source_language="bg", target_languages=("en",))
    parsed = Parsed(text)
    assert "незаконный ввоз" not in parsed.text
    assert '<option value="bg" selected>' in text
    assert '<option value="en" selected>' in text
    assert '<h2><a href="#migrant-smuggling" lang="bg">каналджийство на мигранти</a>' in text
    assert page([]).count("<article") == 0


def test_repeated_ids_lead_to_the_first() -> None:
    data, losses = write("html", [concept("a"), concept("a")])
    assert data.decode().count('id="a"') == 1
    assert data.decode().count("<article") == 2
    assert losses == {"repeated ids (no link leads there)": 1}


def test_every_link_leads_to_an_element() -> None:
    parsed = Parsed(page(samples()))
    ids = [value for name, value in parsed.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = [value for name, value in parsed.attributes if name == "href"]
    assert links
    assert {html_write.quote(name or "", safe="") for name in ids} >= {
        (link or "").removeprefix("#") for link in links
    }


# ------------------------------------------------------------------------ harmless


def hostile() -> Concept:
    term = TermSection(
        term=HOSTILE,
        part_of_speech=HOSTILE,
        gender=HOSTILE,
        number=HOSTILE,
        type=HOSTILE,
        register=HOSTILE,
        region=HOSTILE,
        forms=(HOSTILE,),
        context=Attestation(text=HOSTILE, source=HOSTILE),
        source=HOSTILE,
        note=HOSTILE,
    )
    bad = replace(term, status=AdministrativeStatus.FORBIDDEN)
    return Concept(
        id=HOSTILE,
        subject=HOSTILE,
        broader=(HOSTILE, "gone" + HOSTILE),
        aliases=("former" + HOSTILE,),
        note=HOSTILE,
        definitions=(Definition(language=HOSTILE, text=HOSTILE, source=HOSTILE),),
        languages=(LanguageSection(language=HOSTILE, terms=(term, bad)),),
    )


def test_hostile_text_stays_text() -> None:
    options = {"source_language": HOSTILE, "tool_version": HOSTILE}
    plain = Parsed(page([replace(samples()[0], aliases=())]))
    parsed = Parsed(page([hostile()], **options))
    assert set(parsed.tags) <= set(plain.tags)
    assert [tag for tag in parsed.tags if tag in ("script", "style")] == [
        "style", "script", "script",
    ]  # fmt: skip
    assert {name for name, _ in parsed.attributes} <= {name for name, _ in plain.attributes} | {
        "selected"
    }
    assert parsed.text.count(HOSTILE) == 38
    assert parsed.raw == plain.raw


def test_the_policy_allows_our_style_and_script_only() -> None:
    text = page(samples())
    parsed = Parsed(text)
    style, (_, script) = parsed.raw["style"][0], parsed.raw["script"]
    hashes = [
        "sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        for part in (style, script)
    ]
    assert text.index("Content-Security-Policy") < text.index("<style>")
    assert dict(parsed.attributes)["http-equiv"] == "Content-Security-Policy"
    assert (
        f"default-src 'none'; style-src '{hashes[0]}'; script-src '{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    ) in [value for name, value in parsed.attributes if name == "content"]


def test_nothing_is_loaded() -> None:
    parsed = Parsed(page(samples()))
    assert not {name for name, _ in parsed.attributes} & {"src", "srcset", "style", "onclick"}
    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(parsed.tags)
    for code in ("glossary.css", *html_write._SCRIPTS):
        text = (PLACE / code).read_text(encoding="utf-8")
        assert not re.search(r"url\(|@import|https?:|innerHTML|outerHTML|insertAdjacent", text)
        assert "</" not in text


@pytest.mark.parametrize("bad", ["a\0b", "a\x1bb", "a\ud800b", "a\uffffb"])
def test_what_no_page_can_hold_is_refused(bad: str) -> None:
    with pytest.raises(FormatError, match=r"the concept a cannot be written: HTML cannot hold"):
        page([concept("a", note=bad)])


# ---------------------------------------------------------------------- its words


def said() -> Iterator[str]:
    """Every word that the page can say in its reader's language."""
    markup = (PLACE / "glossary.html").read_text(encoding="utf-8")
    yield from re.findall(r"(?<=<i>)[^<]+", markup)
    yield from re.findall(r"(?<= data-word>)[^<]+", markup)
    script = (PLACE / "glossary-words.js").read_text(encoding="utf-8")
    labels = re.search(r"const LABELS = \{(.*?)\}", script, re.DOTALL)
    assert labels is not None
    yield from re.findall(r'"(.*?)"', labels.group(1))
    for name in html_write._SCRIPTS:
        script = (PLACE / name).read_text(encoding="utf-8")
        for call in re.findall(r"say\((.*?)\)", script):
            yield from re.findall(r'"(.*?)"', call)
    yield from AdministrativeStatus
    yield ProcessStatus.PROPOSED
    yield from (*PARTS_OF_SPEECH, *GENDERS, *NUMBERS, *TERM_TYPES, "do not translate")


def test_every_word_has_its_translations_and_none_is_idle() -> None:
    words = tomllib.loads((PLACE / "glossary.toml").read_text(encoding="utf-8"))
    assert set(words) == {"bg", "ru"}
    for table in words.values():
        assert set(table) == set(said())
        assert all(table.values())


def test_the_style_names_paragraphs_as_the_script_does() -> None:
    style = (PLACE / "glossary.css").read_text(encoding="utf-8")
    script = (PLACE / "glossary-words.js").read_text(encoding="utf-8")
    labels = re.search(r"const LABELS = \{(.*?)\}", script, re.DOTALL)
    assert labels is not None
    named = re.findall(r'(\w+): "(.*?)"', labels.group(1))
    assert named == re.findall(r'--(\w+): "(.*?)";', style)
    for name, _ in named:
        assert f'.{name}::before {{ content: var(--{name}) ": "; }}' in style


# -------------------------------------------------------------------- in a browser

DRIVER = """
// No frames are drawn where a page is only dumped.
window.requestAnimationFrame = (work) => setTimeout(work);
window.cancelAnimationFrame = clearTimeout;
addEventListener("load", async () => {
  const id = (name) => document.getElementById(name);
  const frame = () => new Promise((done) => setTimeout(done, 50));
  const result = {};
  const visible = () => [...document.querySelectorAll("article")]
    .filter((card) => card.checkVisibility()).map((card) => card.id);
  const type = async (text) => {
    id("_query").value = text;
    id("_query").dispatchEvent(new Event("input"));
    await frame();
  };
  const choose = async (name, value) => {
    id(name).value = value;
    id(name).dispatchEvent(new Event("change"));
    await frame();
  };
  const key = (name) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  for (const text of QUERIES) {
    await type(text);
    result[text] = [visible(), id("_count").textContent, id("_near").textContent];
  }
  await type("");
  await choose("_words", "ru");
  await choose("_subject", "crime");
  result.subject = [visible(), id("_count").textContent];
  await choose("_subject", "");
  await choose("_from", "en");
  await choose("_to", "bg");
  result.pair = [...document.querySelectorAll("section")]
    .filter((one) => one.checkVisibility()).map((one) => one.firstElementChild.textContent);
  await choose("_show", "preferred");
  result.preferred = [...document.querySelectorAll("li > b")]
    .filter((one) => one.checkVisibility()).map((one) => one.textContent);
  await choose("_show", "");
  document.body.focus();
  key("/");
  result.slash = document.activeElement.id;
  key("Enter");
  result.enter = document.activeElement.id;
  key("Escape");
  result.escape = document.activeElement.id;
  location.hash = "#smuggling-of-migrants";
  await type("zzz");
  await frame();
  location.hash = "#" + encodeURIComponent("трафик");
  await frame();
  result.link = [document.activeElement.id, id("_query").value, id("_from").value];
  result.buttons = document.querySelectorAll("#migrant-smuggling button.copy").length;
  result.status = document.querySelector(".deprecated .status").textContent;
  const pre = document.createElement("pre");
  pre.id = "_result";
  pre.textContent = JSON.stringify(result);
  document.body.append(pre);
});
"""
QUERIES = [
    "КАНАЛДЖИЙСТВО",
    "каналджийството",
    "мигрантите",
    "smuggling people",
    "الاتجار",
    "protocol",
    "черный ход",
    "ввоз незаконныи",
    "zzz",
    "",
]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_searches_filters_and_follows_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = html_write._data

    def with_driver(name: str) -> str:
        queries = json.dumps(QUERIES, ensure_ascii=False)
        return load(name) + (DRIVER.replace("QUERIES", queries) if name == "glossary.js" else "")

    monkeypatch.setattr(html_write, "_data", with_driver)
    file = tmp_path / "glossary.html"
    file.write_text(page([*samples(), hostile()]), encoding="utf-8")
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/p",
         "--lang=en", "--virtual-time-budget=30000", "--dump-dom", file.as_uri()],
        capture_output=True, timeout=120, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    dumped = Parsed(done.stdout)
    assert "img" not in dumped.tags
    found = json.loads(dumped.text[dumped.text.rindex('{"КАНАЛ') :].strip())
    smuggling, trafficking, other = "migrant-smuggling", "трафик", HOSTILE
    near = "no term as typed; similar:"
    assert found == {
        "КАНАЛДЖИЙСТВО": [[smuggling], "1 of 3", ""],
        "каналджийството": [[smuggling], "1 of 3", near],
        "мигрантите": [[smuggling], "1 of 3", near],
        "smuggling people": [[smuggling], "1 of 3", ""],
        "الاتجار": [[trafficking], "1 of 3", ""],
        "protocol": [[smuggling], "1 of 3", ""],
        "черный ход": [[smuggling], "1 of 3", ""],
        "ввоз незаконныи": [[smuggling], "1 of 3", ""],
        "zzz": [[], "0 of 3", ""],
        "": [[smuggling, trafficking, other], "3", ""],
        "subject": [[smuggling], "1 из 3"],
        "pair": ["болгарский · bg", "английский · en"],
        "preferred": ["каналджийство на мигранти", "migrant smuggling"],
        "slash": "_query",
        "enter": smuggling,
        "escape": "_query",
        "link": [trafficking, "", ""],
        "buttons": 5,
        "status": "нерекомендуемый",
    }
