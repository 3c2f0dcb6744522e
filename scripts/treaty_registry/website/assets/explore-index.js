// Which of the treaties fit a choice: nothing here touches the page.
// A filter step looks at each row once for each filter in use and once for the counts: milliseconds at 10,000 rows.
import { dayNumber, today } from "./dates.js";
import { COLUMN_FACETS, FACETS, LIST_FACETS, VALUES, histories, listsOf, signedDays } from "./explore-data.js";
import { countMarked, wordTests } from "./explore-words.js";
import { sums } from "./steps.js";
import { fold } from "./texts.js";

/** @import { ColumnFacet, Data, Facet, ListFacet } from "./explore-data.js" */

/** What a reader chose: codes of each facet, a day for the status, years of signature, words, an order.
 *  @typedef {Record<Facet, string[]> & { on: string, from: string, to: string, text: string, sort: string }} Choice */

/** @typedef {(row: number) => boolean} Test */

/** Which tests the rows fail: of each row how many, and the last of them, by its number from 1 on.
 *  @typedef {{ count: Uint8Array, last: Uint8Array }} Failures */

const FEW = 500; // so many rows are put in order by themselves; for more, the order of all is worked out
const UNSURE = ["cannot-tell", "disputed"];

export class Index {
  /** @type {Uint32Array | undefined} */
  #byTitle;
  /** @type {number | undefined} the day of which the columns hold the statuses */
  #day;

  /**
   * @param {Data} data
   * @param {string} language by whose alphabet titles are sorted
   */
  constructor(data, language) {
    const { rows } = data;
    this.rows = rows;
    this.days = data.days;
    this.size = rows.id.length;
    this.compare = new Intl.Collator(language, { numeric: true }).compare;
    /** For each facet, the codes and the labels of its values, and the numbers of the codes. */
    this.codes = forFacets((facet) => data[VALUES[facet]].map(([code]) => code));
    this.labels = forFacets((facet) => data[VALUES[facet]].map(([, label]) => label));
    this.numbers = forFacets((facet) => new Map(data[VALUES[facet]].map(([code], number) => [code, number])));
    this.lists = { party: listsOf(rows.party), duty: listsOf(rows.duty), subject: listsOf(rows.subject) };
    this.columns = { status: new Uint16Array(this.size), kind: Uint16Array.from(rows.kind) };
    this.signed = signedDays(rows.signed);
    this.history = histories(rows.status, this.signed.first);
    this.places = new Uint32Array(this.size); // of the statuses of the day, in the histories
    this.named = new Set(data.named ?? rows.id.keys());
    this.heirs = new Map(data.heirs.map(([row, ...steps]) => [row, new Set(sums(steps))]));
    this.open = new Set(data.open);
    this.limits = data.limits;
    this.wordTest = wordTests(data, this.lists);
  }

  /**
   * Return the numbers of what a row has of a facet, of which it may have many.
   * @param {ListFacet} facet
   * @param {number} row
   */
  list(facet, row) {
    const { starts, values } = this.lists[facet];
    return [...values.subarray(starts[row], starts[row + 1])];
  }

  /**
   * Return the parties that took part themselves, without those that only continue one.
   * @param {number} row
   */
  acting(row) {
    const heirs = this.heirs.get(row);
    return this.list("party", row).filter((number) => !heirs?.has(number));
  }

  /**
   * Return in words which duties between some of a row's parties are suspended on a day.
   * @param {number} row
   * @param {number} day
   */
  limitsOn(row, day) {
    return this.limits
      .filter(([limited, start, end]) => limited === row && start <= day && day < end)
      .map(([, , , text]) => text);
  }

  /**
   * Return the first day of a row's status on the day last asked about, where it is certain; otherwise null.
   * @param {number} row
   */
  since(row) {
    const { starts, values } = this.history;
    const place = this.places[row];
    if (place === starts[row]) return null;
    const isUnsure = [values[place - 2], values[place]].some((status) => UNSURE.includes(this.codes.status[status]));
    return isUnsure ? null : values[place - 1];
  }

  /**
   * Return the rows that fit a choice, in order, and for each value of each facet how many there would be with it.
   * @param {Choice} choice
   */
  select(choice) {
    this.#findStatuses((choice.on && dayNumber(choice.on)) || today());
    const count = new Uint8Array(this.size);
    const last = new Uint8Array(this.size);
    /** @type {Partial<Record<Facet, number>>} */
    const numbers = {};
    this.#testsOf(choice).forEach(([facet, test], place) => {
      if (facet) numbers[facet] = place + 1;
      for (let row = 0; row < count.length; row += 1) {
        if (test(row)) continue;
        count[row] += 1;
        last[row] = place + 1;
      }
    });
    const counts = forFacets((facet) => this.#count(facet, { count, last }, numbers[facet]));
    return { rows: this.#ordered(count, choice.sort), counts };
  }

  /** Put all rows in the order of their titles, once. At 10,000 rows this takes about a tenth of a second. */
  sortByTitle() {
    this.#byTitle ??= Uint32Array.from(this.#sorted([...this.rows.id.keys()]));
    return this.#byTitle;
  }

  /**
   * Find every row's status on a day, and where in its history that stands.
   * @param {number} day
   */
  #findStatuses(day) {
    if (this.#day === day) return;
    this.#day = day;
    const { starts, values } = this.history;
    const { status } = this.columns;
    for (let row = 0; row < status.length; row += 1) {
      let place = starts[row];
      while (place + 1 < starts[row + 1] && values[place + 1] <= day) place += 2;
      this.places[row] = place;
      status[row] = values[place];
    }
  }

  /**
   * Return the tests that a row must pass, with the facet of each that has one.
   * @param {Choice} choice
   */
  #testsOf(choice) {
    /** @type {[Facet | null, Test][]} */
    const tests = [];
    for (const facet of LIST_FACETS) if (choice[facet].length) tests.push([facet, this.#hasAll(facet, choice[facet])]);
    for (const facet of COLUMN_FACETS) if (choice[facet].length) tests.push([facet, this.#isAny(facet, choice[facet])]);
    if (choice.from || choice.to) {
      const start = dayNumber(`${(choice.from || "0").padStart(4, "0")}-01-01`) ?? -Infinity;
      const end = dayNumber(`${(choice.to || "9999").padStart(4, "0")}-12-31`) ?? Infinity;
      const { first, last } = this.signed;
      tests.push([null, (row) => first[row] <= end && last[row] >= start]);
    }
    for (const word of fold(choice.text).split(/\s+/).filter(Boolean)) tests.push([null, this.wordTest(word)]);
    return tests;
  }

  /**
   * @param {ListFacet} facet
   * @param {string[]} codes
   * @returns {Test}
   */
  #hasAll(facet, codes) {
    const lists = this.lists[facet];
    const marks = this.#marks(facet, codes);
    return (row) => countMarked(lists, row, marks) === codes.length;
  }

  /**
   * @param {ColumnFacet} facet
   * @param {string[]} codes
   * @returns {Test}
   */
  #isAny(facet, codes) {
    const column = this.columns[facet];
    const marks = this.#marks(facet, codes);
    return (row) => marks[column[row]] === 1;
  }

  /**
   * @param {Facet} facet
   * @param {string[]} codes
   */
  #marks(facet, codes) {
    const marks = new Uint8Array(this.codes[facet].length);
    for (const code of codes) marks[this.numbers[facet].get(code) ?? marks.length] = 1;
    return marks;
  }

  /**
   * Count how many rows there would be with each value of a facet.
   * @param {Facet} facet
   * @param {Failures} failures
   * @param {number | undefined} own the number of the facet's own test, if it has one
   */
  #count(facet, { count, last }, own) {
    const counts = new Uint32Array(this.codes[facet].length);
    if (facet === "status" || facet === "kind") {
      const column = this.columns[facet];
      for (let row = 0; row < count.length; row += 1) {
        // Another value of this facet would add the rows that fail nothing but this facet.
        if (count[row] === 0 || (count[row] === 1 && last[row] === own)) counts[column[row]] += 1;
      }
      return counts;
    }
    const { starts, values } = this.lists[facet];
    for (let row = 0; row < count.length; row += 1) {
      if (count[row]) continue;
      for (let place = starts[row]; place < starts[row + 1]; place += 1) counts[values[place]] += 1;
    }
    return counts;
  }

  /**
   * Return the rows that fail nothing, in an order.
   * @param {Uint8Array} failed
   * @param {string} order
   */
  #ordered(failed, order) {
    if (order === "title" && this.#byTitle) return [...this.#byTitle.filter((row) => !failed[row])];
    /** @type {number[]} */
    const rows = [];
    for (let row = 0; row < failed.length; row += 1) if (!failed[row]) rows.push(row);
    if (order === "oldest") return rows.reverse();
    if (order !== "title") return rows;
    return rows.length <= FEW ? this.#sorted(rows) : [...this.sortByTitle().filter((row) => !failed[row])];
  }

  /** @param {number[]} rows */
  #sorted(rows) {
    const { title } = this.rows;
    return rows.sort((one, other) => this.compare(title[one], title[other]));
  }
}

/**
 * Return something for every facet.
 * @template Value
 * @param {(facet: Facet) => Value} make
 */
function forFacets(make) {
  return /** @type {Record<Facet, Value>} */ (Object.fromEntries(FACETS.map((facet) => [facet, make(facet)])));
}
