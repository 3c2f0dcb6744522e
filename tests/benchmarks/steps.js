// Takes one step after the other on the explorer's page, as a reader would, and returns how long each took: until the
// script was done and until the page was drawn, in milliseconds.
async (steps) => {
  const page = document.querySelector("[data-explore]");
  const form = page.querySelector("form");
  const count = (box) => Number(box.parentElement.querySelector(".explore__count").textContent);
  const changed = (field) => {
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const actions = {
    /** Tick the box of a facet that the most rows have and that is not ticked yet. */
    tick: (facet) => {
      const boxes = [...form.querySelectorAll(`input[name=${facet}]:not(:checked)`)];
      const box = boxes.reduce((best, one) => (count(one) > count(best) ? one : best));
      return () => box.click();
    },
    fill: (name, value) => () => {
      form.elements[name].value = value;
      changed(form.elements[name]);
    },
    order: (value) => () => {
      const select = page.querySelector("select[name=sort]");
      select.value = value;
      changed(select);
    },
    clear: () => () => page.querySelector(".explore__clear").click(),
  };
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (const [action, ...values] of steps) {
    await new Promise((done) => setTimeout(done, 50)); // nothing is left over from the step before
    await drawn();
    const take = actions[action](...values);
    const started = performance.now();
    take();
    const done = performance.now() - started;
    await drawn();
    times.push([done, performance.now() - started]);
  }
  return times;
}
