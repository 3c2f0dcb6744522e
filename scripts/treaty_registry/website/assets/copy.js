// Buttons that copy the text of another element. The page hides them; without a script the text can be selected.

/**
 * Copy a text, by the older way where a browser keeps the clipboard from pages that came without encryption.
 * @param {Element} element whose text it is
 * @returns {Promise<boolean>} whether it was copied
 */
async function copy(element) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      // Not allowed here: the older way may be.
    }
  }
  getSelection()?.selectAllChildren(element);
  return document.execCommand("copy");
}

/**
 * Show a button, and make it copy.
 * @param {HTMLButtonElement} button names the element to copy, and is followed by where to say how it went
 */
function enable(button) {
  const label = button.textContent;
  const { copy: id = "", copied = "", failed = "" } = button.dataset;
  const element = document.getElementById(id);
  const report = button.nextElementSibling;
  if (!element || !report) return;
  let timer = 0;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(element);
    clearTimeout(timer);
    if (done) button.textContent = copied;
    report.textContent = done ? copied : failed;
    report.classList.toggle("copy__said--seen", !done);
    timer = window.setTimeout(() => {
      button.textContent = label;
      report.textContent = "";
    }, 4000);
  });
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (button instanceof HTMLButtonElement) enable(button);
}
