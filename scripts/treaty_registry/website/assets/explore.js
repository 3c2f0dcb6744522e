// The explorer: filters with counts over all treaties. The address holds what is chosen.
// Its words stand in the page (data-*), its data in a block of the page or, for a large registry, in a file beside it.
import { dayNumber, today } from "./dates.js";
import { copyOf, find, findAll, make, save, textsOf } from "./elements.js";
import { isFacet, isField, nothing, readChoice, writeChoice } from "./explore-address.js";
import { chosenOf, countInWords } from "./explore-chosen.js";
import { FACETS } from "./explore-data.js";
import { Index } from "./explore-index.js";
import { Options } from "./explore-options.js";
import { RowWriter } from "./explore-rows.js";
import { RowTable } from "./explore-table.js";
import { fill } from "./texts.js";

/** @import { Choice } from "./explore-index.js" */
/** @import { Facet } from "./explore-data.js" */

/** @typedef {"text" | "on" | "from" | "to"} TypedField */

const PAUSE = 200; // milliseconds in the typing: a count that is read aloud at every letter helps nobody

class Explorer {
  choice = nothing();
  day = today(); // of the status
  /** @type {number[]} the rows that fit */
  rows = [];
  /** @type {Map<TypedField, number>} the fields that wait for a pause in the typing */
  waiting = new Map();
  /** @type {TypedField | null} the field that was typed into last, if nothing else was done since */
  typing = null;

  /**
   * @param {HTMLElement} page
   * @param {Index} index
   */
  constructor(page, index) {
    this.page = page;
    this.index = index;
    this.texts = textsOf(page);
    this.writer = new RowWriter(index, this.texts);
    this.form = find(page, "form", HTMLFormElement);
    this.table = new RowTable(find(page, "table", HTMLTableElement));
    this.template = find(page, "template[data-row]", HTMLTemplateElement);
    this.sort = find(page, "select[name=sort]", HTMLSelectElement);
    this.more = find(page, ".explore__more", HTMLElement);
    this.leftOut = find(page, ".explore__left-out", HTMLElement);
    this.chosenList = find(page, ".explore__chosen", HTMLElement);
    /** @type {Record<TypedField, HTMLInputElement>} */
    this.fields = {
      text: find(this.form, "input[name=text]", HTMLInputElement),
      on: find(this.form, "input[name=on]", HTMLInputElement),
      from: find(this.form, "input[name=from]", HTMLInputElement),
      to: find(this.form, "input[name=to]", HTMLInputElement),
    };
    /** @type {Map<Facet, Options>} */
    this.options = new Map(FACETS.map((facet) => [facet, new Options(this.form, index, facet, this.texts.language)]));
  }

  /** Show what the address holds, and wait for the reader. */
  open() {
    const { form, page } = this;
    form.hidden = false;
    find(page, ".explore__bar", HTMLElement).hidden = false;
    find(page, ".explore__plain", HTMLElement).hidden = true;
    page.classList.add("explore--live");
    if (matchMedia("(max-width: 59.984375em)").matches) find(form, "details", HTMLDetailsElement).open = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => target instanceof HTMLInputElement && this.changed(target.name));
    this.sort.addEventListener("change", () => this.take({ ...this.choice, sort: this.sort.value }));
    for (const name of this.fieldNames()) this.fields[name].addEventListener("input", () => this.typed(name));
    const narrow = find(form, ".explore__narrow input", HTMLInputElement);
    narrow.addEventListener("input", () => this.options.get("party")?.narrow(narrow.value));
    find(page, "[data-csv]", HTMLElement).addEventListener("click", () => this.download());
    find(page, "[data-more]", HTMLElement).addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => this.restore());
    this.restore();
  }

  fieldNames() {
    return /** @type {TypedField[]} */ (Object.keys(this.fields));
  }

  /** Take what the address holds. */
  restore() {
    const { choice, leftOut } = readChoice(location.search, this.index);
    this.leftOut.hidden = !leftOut.length;
    this.leftOut.textContent = leftOut.length ? fill(this.texts.leftOut, { what: leftOut.join(", ") }) : "";
    this.typing = null;
    this.show(choice, true);
  }

  /**
   * Take a choice of the reader: a step that the back button undoes, or one more letter of the same step.
   * @param {Choice} choice
   * @param {boolean} [isSameStep]
   */
  take(choice, isSameStep = false) {
    const query = writeChoice(choice);
    const address = location.pathname + query + location.hash;
    if (isSameStep) history.replaceState(null, "", address);
    else if (query !== location.search) history.pushState(null, "", address);
    this.leftOut.hidden = true;
    this.show(choice);
  }

  /**
   * Take a box that was ticked, or a field that the reader is done with.
   * @param {string} name
   */
  changed(name) {
    if (isFacet(name)) {
      const ticked = this.options.get(name)?.ticked;
      this.typing = null;
      this.take({ ...this.choice, ...this.allTyped(), [name]: ticked });
    } else if (isField(name) && name !== "sort") {
      this.typed(name);
      this.takeTyped(name);
      this.typing = null;
    }
  }

  /**
   * Wait for a pause in the typing.
   * @param {TypedField} name of the field
   */
  typed(name) {
    clearTimeout(this.waiting.get(name));
    this.waiting.set(name, window.setTimeout(() => this.takeTyped(name), PAUSE));
  }

  /** @param {TypedField} name of the field */
  takeTyped(name) {
    const typed = this.allTyped();
    if (this.fieldNames().some((field) => field in typed && typed[field] !== this.choice[field])) {
      this.take({ ...this.choice, ...typed }, this.typing === name);
      this.typing = name;
    }
  }

  /**
   * Return what was typed and not yet taken. A date or year that is only half typed changes nothing yet.
   * @returns {Partial<Record<TypedField, string>>}
   */
  allTyped() {
    const names = [...this.waiting.keys()];
    this.waiting.forEach((timer) => clearTimeout(timer));
    this.waiting.clear();
    const valid = names.filter((name) => this.fields[name].validity.valid);
    return Object.fromEntries(valid.map((name) => [name, this.fields[name].value]));
  }

  /**
   * Show a choice: fields, counts, chosen filters, and the first rows that fit.
   * @param {Choice} choice
   * @param {boolean} [isEverywhere] whether to fill in even the field that the reader is in
   */
  show(choice, isEverywhere = false) {
    const { index, texts, writer } = this;
    this.choice = choice;
    this.day = (choice.on && dayNumber(choice.on)) || today();
    const { rows, counts } = index.select(choice);
    this.rows = rows;
    for (const name of this.fieldNames()) {
      const field = this.fields[name];
      if (isEverywhere || field !== document.activeElement) field.value = choice[name];
    }
    this.sort.value = choice.sort;
    for (const [facet, options] of this.options) options.show(choice[facet], counts[facet]);
    const day = writer.day(this.day);
    const head = find(this.page, "[data-status-head]", HTMLElement);
    head.textContent = choice.on ? fill(texts.statusOn, { day }) : texts.statusToday;
    this.showChosen(day);
    this.table.show(rows, (row) => writer.element(this.template, row, this.day));
    this.showCount();
  }

  /** Show more rows. If these are the last, the button goes, and the keyboard goes on at the first of them. */
  showMore() {
    const first = this.table.showMore();
    this.showCount();
    if (this.more.hidden) this.table.body.rows[first].querySelector("a")?.focus();
  }

  showCount() {
    this.more.hidden = this.table.shown === this.rows.length;
    const count = countInWords(this.rows.length, this.index.size, this.table.shown, this.texts);
    find(this.page, ".explore__found", HTMLElement).textContent = count;
  }

  /**
   * List what is chosen, each with a button that takes it away, and with one that clears all.
   * @param {string} day of the status, in words
   */
  showChosen(day) {
    const { choice, index, texts } = this;
    const buttons = chosenOf(choice, index, texts, day).map(({ label, without }) => {
      const name = fill(texts.remove, { what: label });
      const button = make("button", { type: "button", "aria-label": name }, label);
      button.addEventListener("click", () => this.leave(without));
      return button;
    });
    if (buttons.length) {
      const clear = copyOf(find(this.page, "template[data-clear]", HTMLTemplateElement), HTMLButtonElement);
      clear.addEventListener("click", () => this.leave({ ...nothing(), sort: choice.sort }));
      buttons.push(clear);
    }
    this.chosenList.replaceChildren(...buttons.map((button) => make("li", {}, button)));
  }

  /**
   * Take something away by its button, which then is gone: the keyboard goes on at the next, or at the filters.
   * @param {Choice} choice
   */
  leave(choice) {
    const buttons = () => findAll(this.chosenList, "button", HTMLButtonElement);
    const place = buttons().findIndex((button) => button === document.activeElement);
    this.allTyped();
    this.take(choice);
    const left = buttons();
    (left[Math.min(place, left.length - 1)] ?? find(this.form, "summary", HTMLElement)).focus();
  }

  /** Hand over all rows that fit, in the order shown, as a file. */
  download() {
    save("treaties.csv", this.writer.csv(this.rows, this.day, document.baseURI), "text/csv");
  }
}

/**
 * Read the data, and open the explorer over them.
 * @param {HTMLElement} page
 */
async function start(page) {
  const { source, language, notLoaded } = textsOf(page);
  let data;
  try {
    const block = page.querySelector("[data-explore-data]");
    data = block ? JSON.parse(block.textContent) : await (await fetch(source)).json();
  } catch {
    find(page, ".explore__plain", HTMLElement).prepend(`${notLoaded} `);
    return;
  }
  const index = new Index(data, language);
  new Explorer(page, index).open();
  // The order by title is made ready while there is nothing else to do.
  const later = globalThis.requestIdleCallback ?? setTimeout;
  later(() => index.sortByTitle());
}

const page = document.querySelector("[data-explore]");
if (page instanceof HTMLElement) await start(page);
