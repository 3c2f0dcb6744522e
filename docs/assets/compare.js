// The page of all clauses of mutual defence: choose rows, sort them, and hold two to four side by side.
// Every word comes from the page; without this script the whole table stands there.
const page = document.querySelector("[data-compare]");
if (page) start(page);

function start(page) {
  const table = page.querySelector("[data-clauses]");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const form = page.querySelector("form");
  const beside = page.querySelector(".compare__beside");
  const bar = page.querySelector(".compare__bar");
  const boxes = new Map(rows.map((row) => [row.dataset.key, row.querySelector("input[name=with]")]));
  const most = Number(page.dataset.most);
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const title = (row) => row.querySelector(".compare__title").textContent.trim();
  let chosen = [];

  const orders = {
    "": () => 0,
    oldest: (a, b) => a.dataset.year - b.dataset.year,
    firm: (a, b) => a.dataset.rank - b.dataset.rank,
    exit: (a, b) => a.dataset.exit - b.dataset.exit,
  };

  function filter() {
    const { party, firm, sort, now } = form.elements;
    const order = orders[sort.value] ?? orders[""];
    body.append(...[...rows].sort((a, b) => order(a, b) || rows.indexOf(a) - rows.indexOf(b)));
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        (party.value && !row.dataset.parties.split(" ").includes(party.value)) ||
        (firm.value && row.dataset.firm !== firm.value) ||
        (now.checked && row.dataset.status !== "in-force");
      if (!row.hidden) shown += 1;
    }
    page.querySelector(".compare__count").textContent = say(page.dataset.shown, { shown, all: rows.length });
    page.querySelector(".compare__none").hidden = shown > 0;
  }

  // Copies what stands in a cell, without what only makes sense in the table.
  function copy(cell) {
    const content = cell.cloneNode(true);
    content.querySelectorAll(".compare__pick, .compare__words, .compare__title").forEach((part) => part.remove());
    content.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return [...content.childNodes];
  }

  function make(tag, className, ...content) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  }

  function line(head, picked, contents) {
    const row = make("tr", "", make("th", "", head));
    row.firstChild.scope = "row";
    const texts = contents.map((content) => content.map((node) => node.textContent).join("").replace(/\s+/g, " ").trim());
    if (texts.every((text) => text === texts[0])) {
      row.className = "compare__same";
      row.firstChild.append(" ", make("span", "tag tag--quiet", page.dataset.same));
    }
    contents.forEach((content, place) => {
      const cell = make("td", "", make("div", "", ...content));
      cell.dataset.label = title(picked[place]);
      row.append(cell);
    });
    return row;
  }

  function chip(row) {
    const remove = make("button", "compare__remove", `${title(row)} ×`);
    remove.type = "button";
    remove.setAttribute("aria-label", say(page.dataset.remove, { title: title(row) }));
    remove.addEventListener("click", () => {
      choose(row.dataset.key, false);
      if (beside.hidden) boxes.get(row.dataset.key).focus();
      else page.querySelector("#side-by-side").focus();
    });
    return make("li", "", remove);
  }

  function draw() {
    const picked = chosen.map((key) => rows.find((row) => row.dataset.key === key));
    for (const [key, box] of boxes) {
      box.checked = chosen.includes(key);
      box.disabled = !box.checked && chosen.length >= most;
    }
    bar.hidden = chosen.length === 0;
    page.querySelector(".compare__names").textContent =
      `${say(page.dataset.chosen, { number: chosen.length })}: ${picked.map(title).join(", ")}. ` +
      (chosen.length === 1 ? page.dataset.one : "");
    page.querySelector(".compare__go").hidden = chosen.length < 2;
    beside.hidden = chosen.length < 2;
    if (chosen.length < 2) return;
    const table = make("table", "");
    table.dataset.registry = "";
    table.dataset.columns = chosen.length;
    const top = make("tr", "", make("th", "", page.dataset.aspect));
    for (const row of picked) top.append(make("th", "", row.querySelector(".compare__title").cloneNode(true)));
    for (const cell of top.cells) cell.scope = "col";
    table.append(make("thead", "", top), make("tbody", ""));
    heads.forEach((head, place) => {
      const contents = picked.map((row) => copy(row.cells[place]));
      table.tBodies[0].append(line(place ? head : page.dataset.treaty, picked, contents));
    });
    const words = picked.map((row) => [...row.querySelector(".compare__words p").cloneNode(true).childNodes]);
    table.tBodies[0].append(line(page.dataset.words, picked, words));
    page.querySelector(".compare__table").replaceChildren(table);
    page.querySelector(".compare__chosen").replaceChildren(...picked.map(chip));
  }

  // The address: ?party=GBR&firm=automatic&with=1951-anzus,1955-warsaw-pact
  function write() {
    const state = new URLSearchParams();
    for (const name of ["party", "firm", "sort"]) {
      if (form.elements[name].value) state.set(name, form.elements[name].value);
    }
    if (form.elements.now.checked) state.set("now", "yes");
    if (chosen.length) state.set("with", chosen.join(","));
    const query = state.toString().replaceAll("%2C", ",").replaceAll("%7E", "~");
    history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  }

  function read() {
    const state = new URLSearchParams(location.search);
    for (const name of ["party", "firm", "sort"]) {
      const field = form.elements[name];
      field.value = state.get(name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    form.elements.now.checked = state.get("now") === "yes";
    const asked = (state.get("with") ?? "").split(",");
    chosen = [...new Set(asked)].filter((key) => boxes.has(key)).slice(0, most);
  }

  function choose(key, wanted) {
    chosen = chosen.filter((one) => one !== key);
    if (wanted && chosen.length < most) chosen.push(key);
    draw();
    write();
  }

  for (const [key, box] of boxes) {
    box.closest(".compare__pick").hidden = false;
    box.addEventListener("change", () => choose(key, box.checked));
  }
  form.addEventListener("change", () => (filter(), write()));
  form.addEventListener("submit", (event) => event.preventDefault());
  page.querySelector(".compare__go").addEventListener("click", (event) => {
    event.preventDefault();
    const head = page.querySelector("#side-by-side");
    head.focus({ preventScroll: true });
    head.scrollIntoView();
  });
  page.querySelector(".compare__clear").addEventListener("click", () => {
    chosen = [];
    draw();
    write();
    form.elements.party.focus();
  });
  // The bar at the window's foot leads to the comparison; while that is in view, it only stands in the way.
  new IntersectionObserver(([seen]) => bar.classList.toggle("compare__bar--away", seen.isIntersecting)).observe(beside);
  form.hidden = false;
  page.classList.add("compare--live");
  page.querySelector(".compare__how").hidden = false;
  read();
  filter();
  draw();
}
