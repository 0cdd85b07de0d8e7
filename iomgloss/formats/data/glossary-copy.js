
// Copying a text, and saying so.
const clipboard = (() => {
  let silence = 0;
  function tell(text) {
    document.getElementById("_said").textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { document.getElementById("_said").textContent = ""; }, 2500);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea"); // where the clipboard is not for pages
      field.value = text;
      document.body.append(field);
      const before = document.activeElement;
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      before?.focus();
      if (!done) return tell(speech.say("cannot copy: select the term and copy it"));
    }
    return tell(`${speech.say("copied:")} ${text}`);
  }

  return { copy };
})();
