
"use strict";
const form = document.querySelector("form");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function show() {
  const wanted = new Set(all("input:checked", form).map((box) => box.value));
  for (const item of all("li[data-code]")) item.hidden = !wanted.has(item.dataset.code);
  for (const mark of all("mark")) {
    mark.classList.toggle("off", !mark.dataset.codes.split(" ").some((code) => wanted.has(code)));
  }
  for (const article of all("article")) {
    article.hidden = !article.querySelector("li:not([hidden])");
  }
  for (const section of all("section")) {
    section.hidden = !section.querySelector(".fault, article:not([hidden])");
  }
}

form.hidden = form.querySelectorAll("input").length < 2;
form.addEventListener("change", show);
show();
