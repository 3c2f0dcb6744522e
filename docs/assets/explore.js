// The explorer: filters with counts over all treaties. The address holds what is chosen.
// Its words stand in the page (data-*), its data in a block of the page or, for a large registry, in a file beside it.
import { FACETS, Index, dayNumber, folded, today } from "./explore-index.js";
import { nothing, read, write } from "./explore-address.js";
import { Writer, say } from "./explore-rows.js";

const AT_ONCE = 100; // so many rows are shown, and more at each wish
const DRAWN = 15; // so many are drawn first, more than most windows hold; the others when these can be seen
const page = document.querySelector("[data-explore]");

async function start(page) {
  const texts = page.dataset;
  let data;
  try {
    const block = page.querySelector("[data-explore-data]");
    data = block ? JSON.parse(block.textContent) : await (await fetch(texts.source)).json();
  } catch {
    const plain = page.querySelector(".explore__plain");
    plain.prepend(texts.notLoaded + " ");
    return;
  }
  const index = new Index(data);
  new Explorer(page, index, new Writer(index, texts)).open();
  prepare(index.ordering());
}

/** Take one step after the other of a work that is needed later, while there is nothing else to do. */
function prepare(steps, deadline) {
  do {
    if (steps.next().done) return;
  } while (deadline?.timeRemaining() > 8);
  const later = globalThis.requestIdleCallback ?? setTimeout;
  later((next) => prepare(steps, next));
}

/** Call when what was changed until now can be seen: its frame is done when the next one begins. */
const afterDrawing = (next) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next)));

/** Change a property only if it is another: what is set again may be drawn again. */
function put(element, name, value) {
  if (element[name] !== value) element[name] = value;
}

class Explorer {
  constructor(page, index, writer) {
    Object.assign(this, { page, index, writer, texts: page.dataset });
    this.form = page.querySelector("form");
    this.table = page.querySelector("table");
    this.body = this.table.tBodies[0];
    this.template = page.querySelector("template[data-row]");
    this.sort = page.querySelector("select[name=sort]");
    this.more = page.querySelector(".explore__more");
    this.waiting = new Map();
    this.turn = 0; // of drawing: who draws anew ends what came before
    this.fields = Object.fromEntries(["text", "on", "from", "to"].map((name) => [name, this.form.elements[name]]));
    this.options = Object.fromEntries(FACETS.map((facet) => [facet, this.makeOptions(facet)]));
  }

  open() {
    this.form.hidden = false;
    this.page.querySelector(".explore__bar").hidden = false;
    this.page.querySelector(".explore__plain").hidden = true;
    this.page.classList.add("explore--live");
    if (matchMedia("(max-width: 59.984375em)").matches) this.form.querySelector("details").open = false;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", (event) => this.chose(event.target));
    this.sort.addEventListener("change", () => this.take({ ...this.choice, sort: this.sort.value }));
    for (const field of Object.values(this.fields)) field.addEventListener("input", () => this.typed(field));
    const narrow = this.form.querySelector(".explore__narrow input");
    narrow.addEventListener("input", () => this.narrow(folded(narrow.value.trim())));
    this.page.querySelector("[data-csv]").addEventListener("click", () => this.download());
    this.page.querySelector("[data-more]").addEventListener("click", () => this.drawMore(true));
    addEventListener("popstate", () => this.restore());
    this.restore();
  }

  /** Make a box to tick for every value that a treaty has, parties in the order of the alphabet. */
  makeOptions(facet) {
    const list = this.form.querySelector(`[data-facet=${facet}] .explore__options`);
    const { compare } = new Intl.Collator(this.texts.language);
    const labels = this.index.labels[facet];
    const numbers = [...labels.keys()];
    if (facet === "party") numbers.sort((one, other) => compare(labels[one], labels[other]));
    const made = numbers.map((number) => {
      const [item, label, box, counted] = ["li", "label", "input", "span"].map((name) => document.createElement(name));
      const count = document.createTextNode("");
      box.type = "checkbox";
      box.name = facet;
      box.value = this.index.codes[facet][number];
      counted.className = "explore__count";
      counted.append(count);
      label.append(box, ` ${labels[number]} `, counted);
      item.append(label);
      return { item, box, count, number, code: box.value, key: folded(`${labels[number]} ${box.value}`), fits: true };
    });
    list.append(...made.map(({ item }) => item));
    return made;
  }

  /** Take what the address holds. */
  restore() {
    const { choice, leftOut } = read(location.search, this.index);
    const note = this.page.querySelector(".explore__left-out");
    note.hidden = !leftOut.length;
    note.textContent = leftOut.length ? say(this.texts.leftOut, { what: leftOut.join(", ") }) : "";
    this.typing = null;
    this.show(choice, true);
  }

  /** Take a choice of the reader: a step that the back button undoes, or one more letter of the same step. */
  take(choice, sameStep = false) {
    const address = location.pathname + write(choice) + location.hash;
    if (sameStep) history.replaceState(null, "", address);
    else if (write(choice) !== location.search) history.pushState(null, "", address);
    this.page.querySelector(".explore__left-out").hidden = true;
    this.show(choice);
  }

  chose(field) {
    if (FACETS.includes(field.name)) {
      const ticked = [...this.form.querySelectorAll(`input[name=${field.name}]:checked`)].map((box) => box.value);
      this.typing = null;
      this.take({ ...this.choice, ...this.allTyped(), [field.name]: ticked });
    } else if (field.name in this.fields) {
      this.typed(field, true);
    }
  }

  /** Wait for a pause in the typing: a count that is read aloud at every letter helps nobody. */
  typed(field, now = false) {
    clearTimeout(this.waiting.get(field));
    this.waiting.set(field, setTimeout(() => this.takeTyped(field), 200));
    if (now) {
      this.takeTyped(field);
      this.typing = null;
    }
  }

  takeTyped(field) {
    const typed = this.allTyped();
    if (Object.keys(typed).some((name) => typed[name] !== this.choice[name])) {
      this.take({ ...this.choice, ...typed }, this.typing === field);
      this.typing = field;
    }
  }

  /** Return what was typed and not yet taken. A date or year that is only half typed changes nothing yet. */
  allTyped() {
    const fields = [...this.waiting.keys()];
    this.waiting.forEach(clearTimeout);
    this.waiting.clear();
    return Object.fromEntries(fields.filter((one) => one.validity.valid).map((one) => [one.name, one.value]));
  }

  /** Show a choice: fields, counts, chosen filters, and the first rows that fit. */
  show(choice, everywhere = false) {
    this.choice = choice;
    this.on = choice.on ? dayNumber(choice.on) : today();
    const { rows, counts } = this.index.select(choice);
    this.found = rows;
    for (const [name, field] of Object.entries(this.fields)) {
      if (everywhere || field !== document.activeElement) field.value = choice[name];
    }
    this.sort.value = choice.sort;
    for (const facet of FACETS) {
      for (const option of this.options[facet]) {
        const chosen = choice[facet].includes(option.code);
        const count = counts[facet][option.number];
        put(option.box, "checked", chosen);
        put(option.count, "data", String(count));
        option.has = count > 0 || chosen;
        put(option.item, "hidden", !option.has || !option.fits);
      }
    }
    const head = this.page.querySelector("[data-status-head]");
    head.textContent = choice.on ? say(this.texts.statusOn, { day: this.writer.day(this.on) }) : this.texts.statusToday;
    this.showChosen();
    this.body.replaceChildren();
    this.wanted = 0;
    this.drawMore();
  }

  narrow(text) {
    for (const option of this.options.party) {
      option.fits = option.key.includes(text);
      put(option.item, "hidden", !option.has || !option.fits);
    }
  }

  /** Say how many there are, and list what is chosen, each with a button that takes it away. */
  showChosen() {
    const { choice, texts, writer } = this;
    const chips = [];
    const chip = (label, without) => chips.push([label, without]);
    if (choice.text.trim()) chip(say(texts.quoted, { text: choice.text.trim() }), { text: "" });
    for (const facet of FACETS) {
      for (const code of choice[facet]) {
        const label = this.index.labels[facet][this.index.numbers[facet].get(code)];
        chip(label, { [facet]: choice[facet].filter((other) => other !== code) });
      }
    }
    if (choice.on) chip(say(texts.statusOn, { day: writer.day(this.on) }), { on: "" });
    if (choice.from) chip(say(texts.signedFrom, { year: choice.from }), { from: "" });
    if (choice.to) chip(say(texts.signedTo, { year: choice.to }), { to: "" });
    const items = chips.map(([label, without]) => {
      const [item, button] = ["li", "button"].map((name) => document.createElement(name));
      button.type = "button";
      button.textContent = label;
      button.setAttribute("aria-label", say(texts.remove, { what: label }));
      button.addEventListener("click", () => this.leave({ ...choice, ...without }));
      item.append(button);
      return item;
    });
    if (items.length) {
      const item = document.createElement("li");
      const clear = this.page.querySelector("template[data-clear]").content.firstElementChild.cloneNode(true);
      clear.addEventListener("click", () => this.leave({ ...nothing(), sort: choice.sort }));
      item.append(clear);
      items.push(item);
    }
    this.page.querySelector(".explore__chosen").replaceChildren(...items);
  }

  /** Take something away by its button, which then is gone: the keyboard goes on at the next, or at the filters. */
  leave(choice) {
    const list = this.page.querySelector(".explore__chosen");
    const place = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    this.allTyped();
    this.take(choice);
    const left = list.querySelectorAll("button");
    (left[Math.min(place, left.length - 1)] ?? this.form.querySelector("summary")).focus();
  }

  drawMore(byHand = false) {
    if (this.body.rows.length < this.wanted) this.draw(AT_ONCE);
    const drawn = this.wanted;
    this.wanted = Math.min(drawn + AT_ONCE, this.found.length);
    this.draw();
    this.more.hidden = this.wanted === this.found.length;
    this.page.querySelector(".explore__found").textContent = this.counted(this.wanted);
    if (byHand && this.more.hidden) this.body.rows[drawn].querySelector("a").focus();
  }

  /** Draw the rows that are wanted and not there yet, or at least the first of them. */
  draw(most = DRAWN) {
    const drawn = this.body.rows.length;
    const next = this.found.slice(drawn, Math.min(drawn + most, this.wanted));
    this.body.append(...next.map((row) => this.writer.element(this.template, row, this.on)));
    const turn = (this.turn += 1);
    if (drawn + next.length < this.wanted) {
      this.table.setAttribute("aria-busy", "true");
      afterDrawing(() => turn === this.turn && this.draw(AT_ONCE));
    } else {
      this.table.removeAttribute("aria-busy");
    }
  }

  counted(drawn) {
    const [number, total, { texts }] = [this.found.length, this.index.size, this];
    if (!number) return texts.foundNone;
    const form = number === total ? texts.foundAll : number === 1 ? texts.foundOne : texts.foundMany;
    const shown = drawn < number ? ` (${say(texts.drawn, { number: drawn })})` : "";
    return say(form, { number: number.toLocaleString(texts.language), total: total.toLocaleString(texts.language) }) + shown;
  }

  /** Hand over all rows that fit, in the order shown, as a file. */
  download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.writer.csv(this.found, this.on)], { type: "text/csv" }));
    link.download = "treaties.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
}

if (page) await start(page);
