// Buttons that copy the text of another element. The page hides them; without a script the text can be selected.

/** Copy a text, by the older way where a browser keeps the clipboard from pages that came without encryption. */
async function copy(element) {
  const text = element.textContent;
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed here: the older way may be.
    }
  }
  getSelection().selectAllChildren(element);
  return document.execCommand("copy");
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const label = button.textContent;
  const said = button.nextElementSibling;
  let timer;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(document.getElementById(button.dataset.copy));
    clearTimeout(timer);
    if (done) {
      button.textContent = button.dataset.copied;
    }
    said.textContent = done ? button.dataset.copied : button.dataset.failed;
    said.classList.toggle("copy__said--seen", !done);
    timer = setTimeout(() => {
      button.textContent = label;
      said.textContent = "";
    }, 4000);
  });
}
