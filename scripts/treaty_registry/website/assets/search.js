// The search's button and its key, which every page has. The search itself is read when somebody opens it.
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const dialog = document.querySelector("#search");
if (dialog instanceof HTMLDialogElement && location.protocol !== "file:") start(dialog);

/**
 * Show the buttons of the search, and wait for them and for its keys.
 * @param {HTMLDialogElement} dialog
 */
function start(dialog) {
  for (const button of document.querySelectorAll("[data-search-open]")) {
    button.removeAttribute("hidden");
    button.addEventListener("click", () => open(dialog));
  }
  for (const link of document.querySelectorAll("[data-search-instead]")) link.setAttribute("hidden", "");
  dialog.querySelector("[data-search-close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // The theme has keys of its own. A closed dialog can have the focus for a moment longer: its keys are the page's.
  dialog.addEventListener("keydown", (event) => dialog.open && event.stopPropagation());
  dialog.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event)) return;
    event.preventDefault();
    event.stopPropagation();
    open(dialog);
  });
}

/**
 * Open the dialog, and let it search.
 * @param {HTMLDialogElement} dialog
 */
async function open(dialog) {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input")?.select();
  try {
    const { search } = await import("./search-dialog.js");
    search(); // the reader may have typed already
  } catch {
    const words = JSON.parse(dialog.querySelector("[data-search-words]")?.textContent ?? "{}");
    const status = dialog.querySelector("[role=status]");
    if (status) status.textContent = words.failed;
  }
}

/**
 * Tell whether a key opens the search: Control or Command with K anywhere, a slash where nobody is typing.
 * @param {KeyboardEvent} event
 */
function isShortcut(event) {
  const withControl = event.ctrlKey || event.metaKey;
  if (event.key === "k") return withControl;
  const isTyping = event.target instanceof Element && event.target.closest(FIELDS);
  return event.key === "/" && !isTyping && !event.altKey && !withControl;
}
