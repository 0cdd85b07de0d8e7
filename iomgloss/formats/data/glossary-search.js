
"use strict";
// How the glossary compares words, and which of two answers is the better one. Nothing here knows
// the page.
const matching = (() => {
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u00ad\u200b-\u200f\u2060\ufeff'‘’ʻʼ`´ʹ′]/g;
  // Small letters without accents, ё as е, without apostrophes.
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/ı/g, "i");
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  // A blank before each word, so that " ab" asks for a word's beginning.
  const line = (text) => ` ${wordsOf(text).join(" ")} `;

  // Do two words begin alike, so that one may be a form of the other? They part at their ends only,
  // or one is the beginning of the other.
  function similar(left, right) {
    const [shorter, longer] = [left.length, right.length].sort((one, other) => one - other);
    let same = 0;
    while (same < shorter && left[same] === right[same]) same += 1;
    return same >= 3 && same >= shorter - 2 && (2 * same >= longer || (same === shorter && same >= 5));
  }

  // The rank of a concept, 0 being the best; undefined: it does not answer.
  function rank(entry, asked, tokens) {
    let best = tokens.every((token) => entry.all.includes(token)) ? 4 : undefined;
    if (best) { // its words stand somewhere in the terms
      const start = asked.trimEnd();
      for (const term of entry.terms) {
        if (term === asked) return 0;
        if (best > 1 && term.startsWith(start)) best = 1;
        else if (best > 2 && term.includes(start)) best = 2;
        else if (best > 3 && tokens.every((token) => term.includes(` ${token}`))) best = 3;
      }
    } else if (alike(entry, tokens)) best = 5;
    else if (tokens.every((token) => entry.rest.includes(` ${token}`))) best = 6;
    return best;
  }

  const alike = (entry, tokens) => entry.terms.some((term) => {
    if (!tokens.every((token) => term.includes(` ${token.slice(0, 3)}`))) return false; // most of them
    const found = term.trim().split(" ");
    return tokens.every((token) => found.some((word) => word === token || similar(word, token)));
  });

  return { fold, line, rank, similar };
})();
