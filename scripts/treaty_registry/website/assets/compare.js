// The page of all clauses of mutual defence: choose rows, sort them, and hold two to four side by side.
// Every word comes from the page; without this script the whole table stands there.
import { besideTable } from "./compare-beside.js";
import { fits, readChoice, sorted, writeChoice } from "./compare-clauses.js";
import { find, findAll, make, textsOf } from "./elements.js";
import { fill } from "./texts.js";

/** @import { Clause } from "./compare-clauses.js" */

/** A clause with its row, and the box that chooses it.
 *  @typedef {Clause & { row: HTMLTableRowElement, box: HTMLInputElement }} ClauseRow */

class ComparePage {
  /** @type {string[]} the keys of the clauses side by side */
  chosen = [];

  /** @param {HTMLElement} page */
  constructor(page) {
    this.page = page;
    this.texts = textsOf(page);
    this.most = Number(this.texts.most);
    const table = find(page, "[data-clauses]", HTMLTableElement);
    this.body = table.tBodies[0];
    this.heads = findAll(table, "thead th", HTMLElement).map((cell) => cell.textContent.trim());
    this.clauses = [...this.body.rows].map(clauseOf);
    this.byKey = new Map(this.clauses.map((clause) => [clause.key, clause]));
    this.form = find(page, "form", HTMLFormElement);
    this.fields = {
      party: find(this.form, "[name=party]", HTMLSelectElement),
      firm: find(this.form, "[name=firm]", HTMLSelectElement),
      sort: find(this.form, "[name=sort]", HTMLSelectElement),
    };
    this.now = find(this.form, "[name=now]", HTMLInputElement);
    this.beside = find(page, ".compare__beside", HTMLElement);
    this.besideHead = find(page, "#side-by-side", HTMLElement);
    this.bar = find(page, ".compare__bar", HTMLElement);
    this.go = find(page, ".compare__go", HTMLElement);
  }

  /** Show what the address holds, and wait for the reader. */
  open() {
    for (const { key, box } of this.clauses) {
      box.closest(".compare__pick")?.removeAttribute("hidden");
      box.addEventListener("change", () => this.choose(key, box.checked));
    }
    this.form.addEventListener("change", () => {
      this.filter();
      this.write();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.go.addEventListener("click", (event) => {
      event.preventDefault();
      this.besideHead.focus({ preventScroll: true });
      this.besideHead.scrollIntoView();
    });
    find(this.page, ".compare__clear", HTMLElement).addEventListener("click", () => {
      this.take([]);
      this.fields.party.focus();
    });
    // The bar at the window's foot leads to the comparison; while that is in view, it only stands in the way.
    const watcher = new IntersectionObserver(([seen]) =>
      this.bar.classList.toggle("compare__bar--away", seen.isIntersecting),
    );
    watcher.observe(this.beside);
    this.form.hidden = false;
    this.page.classList.add("compare--live");
    find(this.page, ".compare__how", HTMLElement).hidden = false;
    this.read();
    this.filter();
    this.draw();
  }

  /** What the fields and boxes say. */
  get choice() {
    const { party, firm, sort } = this.fields;
    return { party: party.value, firm: firm.value, sort: sort.value, now: this.now.checked, with: this.chosen };
  }

  /** Sort the rows, and hide those that were not chosen. */
  filter() {
    const { choice, clauses } = this;
    this.body.append(...sorted(clauses, choice.sort).map(({ row }) => row));
    for (const clause of clauses) clause.row.hidden = !fits(clause, choice);
    const shown = clauses.filter(({ row }) => !row.hidden).length;
    const count = find(this.page, ".compare__count", HTMLElement);
    count.textContent = fill(this.texts.shown, { shown, all: clauses.length });
    find(this.page, ".compare__none", HTMLElement).hidden = shown > 0;
  }

  /**
   * Put a clause beside the others, or take it away.
   * @param {string} key
   * @param {boolean} isWanted
   */
  choose(key, isWanted) {
    const others = this.chosen.filter((other) => other !== key);
    this.take(isWanted && others.length < this.most ? [...others, key] : others);
  }

  /** @param {string[]} keys */
  take(keys) {
    this.chosen = keys;
    this.draw();
    this.write();
  }

  /** Show which clauses are chosen, and two or more of them side by side. */
  draw() {
    const { chosen, texts } = this;
    const picked = chosen.flatMap((key) => this.byKey.get(key) ?? []);
    for (const { key, box } of this.clauses) {
      box.checked = chosen.includes(key);
      box.disabled = !box.checked && chosen.length >= this.most;
    }
    this.bar.hidden = chosen.length === 0;
    const titles = picked.map(({ title }) => title).join(", ");
    find(this.page, ".compare__names", HTMLElement).textContent =
      `${fill(texts.chosen, { number: chosen.length })}: ${titles}. ` + (chosen.length === 1 ? texts.one : "");
    this.go.hidden = chosen.length < 2;
    this.beside.hidden = chosen.length < 2;
    if (chosen.length < 2) return;
    const table = besideTable(picked.map(({ row }) => row), this.heads, texts);
    find(this.page, ".compare__table", HTMLElement).replaceChildren(table);
    const items = picked.map((clause) => this.removeButton(clause));
    find(this.page, ".compare__chosen", HTMLElement).replaceChildren(...items);
  }

  /**
   * Make the item with the button that takes a clause away.
   * @param {ClauseRow} clause
   */
  removeButton({ key, title, box }) {
    const label = fill(this.texts.remove, { title });
    const button = make("button", { type: "button", class: "compare__remove", "aria-label": label }, `${title} ×`);
    button.addEventListener("click", () => {
      this.choose(key, false);
      (this.beside.hidden ? box : this.besideHead).focus();
    });
    return make("li", {}, button);
  }

  /** Take the choice from the address. A field that has no such value stays empty. */
  read() {
    const choice = readChoice(location.search, (key) => this.byKey.has(key), this.most);
    for (const name of /** @type {const} */ (["party", "firm", "sort"])) {
      const field = this.fields[name];
      field.value = choice[name];
      if (field.selectedIndex < 0) field.value = "";
    }
    this.now.checked = choice.now;
    this.chosen = choice.with;
  }

  /** Put the choice into the address. */
  write() {
    history.replaceState(null, "", location.pathname + writeChoice(this.choice) + location.hash);
  }
}

/**
 * Return what a row says of its clause, with the row.
 * @param {HTMLTableRowElement} row
 * @returns {ClauseRow}
 */
function clauseOf(row) {
  const { key, parties, firm, status, year, rank, exit } = textsOf(row);
  return {
    row,
    box: find(row, "input[name=with]", HTMLInputElement),
    title: find(row, ".compare__title", HTMLElement).textContent.trim(),
    key,
    parties: parties.split(" "),
    firm,
    status,
    year: Number(year),
    rank: Number(rank),
    exit: Number(exit),
  };
}

const page = document.querySelector("[data-compare]");
if (page instanceof HTMLElement) new ComparePage(page).open();
