// Opens the search, fills in a text as a paste does, and returns the milliseconds until the first answers are painted.
(text) =>
  new Promise((done, failed) => {
    const dialog = document.querySelector("#search");
    const list = dialog.querySelector("ol");
    const box = dialog.querySelector("input");
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)));
    new MutationObserver(() => list.children.length && painted()).observe(list, { childList: true });
    setTimeout(() => failed(new Error(`no answer to ${text}`)), 60000);
    const started = performance.now();
    document.querySelector("[data-search-open]").click();
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
