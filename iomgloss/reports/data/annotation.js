"use strict";
// Shows the entries of a term beside it, on hover and on keyboard focus (WCAG 1.4.13: Escape closes
// the card, the pointer may move onto it, it stays until then). Without this, terms are links.

const WAIT = 250;
const card = document.createElement("div");
card.id = "card";
card.setAttribute("role", "tooltip");
card.hidden = true;
document.body.append(card);
let owner = null;
let leaving = 0;

function entries(link) {
  return link.getAttribute("aria-describedby").split(" ").map((id) => {
    const copy = document.getElementById(id).cloneNode(true);
    copy.removeAttribute("id");
    for (const inner of copy.querySelectorAll("a")) inner.tabIndex = -1;
    return copy;
  });
}

function show(link) {
  clearTimeout(leaving);
  if (owner === link) return;
  owner = link;
  card.replaceChildren(...entries(link));
  card.hidden = false;
  place();
}

function place() {
  const at = owner.getClientRects()[0];
  const left = Math.min(at.left, innerWidth - card.offsetWidth - 8);
  const below = at.bottom + 4;
  const above = at.top - card.offsetHeight - 4;
  const fits = below + card.offsetHeight <= innerHeight || above < 0;
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${fits ? below : above}px`;
}

function hide() {
  clearTimeout(leaving);
  owner = null;
  card.hidden = true;
}

document.addEventListener("mouseover", (event) => {
  const link = event.target.closest("a.term");
  if (link) show(link);
  else if (card.contains(event.target)) clearTimeout(leaving);
  else if (owner && owner !== document.activeElement) {
    clearTimeout(leaving);
    leaving = setTimeout(hide, WAIT);
  }
});
document.addEventListener("focusin", (event) => {
  const link = event.target.closest("a.term");
  if (link) show(link);
  else if (!card.contains(event.target)) hide();
});
document.addEventListener("focusout", () => {
  leaving = setTimeout(hide, WAIT);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("a.term")) hide();
});
document.addEventListener("scroll", () => {
  if (owner && owner === document.activeElement) place(); // a key may have scrolled to it
  else hide();
}, { passive: true });
