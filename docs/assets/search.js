// The search's button and its key, which every page has. The search itself is read when somebody opens it.
const dialog = document.querySelector("#search");
if (dialog && location.protocol !== "file:") start();

function start() {
  for (const button of document.querySelectorAll("[data-search-open]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  for (const link of document.querySelectorAll("[data-search-instead]")) link.hidden = true;
  dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // the theme has keys of its own
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", shortcut);
}

async function open() {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input").select();
  try {
    const { search } = await import("./search-dialog.js");
    search(); // the reader may have typed already
  } catch {
    const words = JSON.parse(dialog.querySelector("[data-search-words]").textContent);
    dialog.querySelector("[role=status]").textContent = words.failed;
  }
}

function shortcut(event) {
  const fields = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
  const typing = event.target.closest?.(fields);
  const wanted = (event.key === "/" && !typing && !event.altKey) || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (!wanted || (event.key === "/" && (event.ctrlKey || event.metaKey))) return;
  event.preventDefault();
  event.stopPropagation();
  open();
}
