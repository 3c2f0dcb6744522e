// The explorer's table: its first rows at once, the others while the reader looks at these, and more at each wish.

const AT_ONCE = 100; // rows that are shown, and more at each wish
const FIRST = 15; // rows that are drawn first, more than most windows hold; the others when these can be seen

export class RowTable {
  /** @type {number[]} the rows that may be shown */
  #rows = [];
  /** @type {(row: number) => HTMLTableRowElement} */
  #element = () => document.createElement("tr");
  #turn = 0; // of drawing: who draws anew ends what came before

  /** How many rows are shown, or will be as soon as they are drawn. */
  shown = 0;

  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.table = table;
    this.body = table.tBodies[0];
  }

  /**
   * Show the first of some rows.
   * @param {number[]} rows
   * @param {(row: number) => HTMLTableRowElement} element makes a row of the table
   */
  show(rows, element) {
    this.#rows = rows;
    this.#element = element;
    this.body.replaceChildren();
    this.shown = 0;
    this.showMore();
  }

  /** Show more of the rows. Return the number of the first that was not shown yet. */
  showMore() {
    if (this.body.rows.length < this.shown) this.#draw(AT_ONCE);
    const before = this.shown;
    this.shown = Math.min(before + AT_ONCE, this.#rows.length);
    this.#draw(FIRST);
    return before;
  }

  /** Draw rows that are to be shown and are not there yet, and later the rest of them.
   *  @param {number} most */
  #draw(most) {
    const drawn = this.body.rows.length;
    const next = this.#rows.slice(drawn, Math.min(drawn + most, this.shown));
    this.body.append(...next.map(this.#element));
    const turn = (this.#turn += 1);
    if (drawn + next.length < this.shown) {
      this.table.setAttribute("aria-busy", "true");
      afterDrawing(() => turn === this.#turn && this.#draw(AT_ONCE));
    } else {
      this.table.removeAttribute("aria-busy");
    }
  }
}

/** Call when what was changed until now can be seen: its frame is done when the next one begins.
 *  @param {() => void} next */
function afterDrawing(next) {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next)));
}
