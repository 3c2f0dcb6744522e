// Takes one step after the other on the explorer's page, as a reader would, and returns how long each took, in
// milliseconds: until the script was done, until what the window shows was painted, until all rows were there.
async (steps) => {
  const page = document.querySelector("[data-explore]");
  const form = page.querySelector("form");
  const table = page.querySelector("table");
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
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  /** What was changed is painted in the frame after the first call; when the second comes, that frame is done. */
  const painted = async () => {
    await frame();
    await frame();
  };
  const whole = async () => {
    if (table.ariaBusy !== "true") return;
    while (table.ariaBusy === "true") await frame(); // the last of these paints the rows that came before it
    await frame();
  };
  const times = [];
  for (const [action, ...values] of steps) {
    await new Promise((done) => setTimeout(done, 50)); // nothing is left over from the step before
    await painted();
    const take = actions[action](...values);
    const started = performance.now();
    const passed = () => performance.now() - started;
    take();
    const time = [passed()];
    await painted();
    time.push(passed());
    await whole();
    time.push(passed());
    times.push(time);
  }
  return times;
}
