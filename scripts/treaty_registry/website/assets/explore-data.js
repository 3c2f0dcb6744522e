// The explorer's data: the treaties in columns, as website/pages/explore.py writes them, and as numbers in arrays.
// Days are numbers, of which 1 is 1 January of the year 1. Lists of numbers are written as steps from one to the next.

/** What a reader can choose among. In the lists a treaty has many values and must have all that are chosen; in the
 *  columns it has one, which must be among those chosen.
 *  @typedef {"party" | "duty" | "subject"} ListFacet
 *  @typedef {"status" | "kind"} ColumnFacet
 *  @typedef {ListFacet | ColumnFacet} Facet */

/** When a treaty was signed: a day; or first and last possible day, words and EDTF where it is less simple; or null.
 *  @typedef {number | [first: number, last: number, words: string, edtf: string] | null} Signed */

/** Values with their codes and labels.
 *  @typedef {[code: string, label: string][]} Values */

/**
 * The columns, the newest treaty first.
 * @typedef {object} Rows
 * @property {string[]} id
 * @property {string[]} title
 * @property {number[][]} party steps
 * @property {number[]} kind
 * @property {number[][]} subject steps
 * @property {number[][]} duty steps
 * @property {Signed[]} signed
 * @property {number[][]} status histories: a status, then for each that follows after how many days, and itself
 * @property {number[]} verified the places of days among the data's `days`
 * @property {number[][]} words steps: the rare words of official titles that the title and the id lack
 */

/**
 * The data.
 * @typedef {object} Data
 * @property {Values} parties
 * @property {Values} kinds
 * @property {Values} subjects
 * @property {Values} duties
 * @property {Values} statuses
 * @property {Rows} rows
 * @property {[row: number, ...steps: number[]][]} heirs those who only continue somebody who took part
 * @property {number[] | null} named the rows with a title in the page's language, if not all
 * @property {number[]} open the rows in whose treaties others than those listed may have a part
 * @property {[row: number, start: number, end: number, text: string][]} limits duties between some are suspended
 * @property {number[]} days
 * @property {string[]} words
 * @property {[word: string, bits: string][]} common the common words, with a bit for each row
 */

/** Lists of numbers, one after the other, with where each starts.
 *  @typedef {{ starts: Uint32Array, values: Uint32Array }} Lists */

/** @type {ListFacet[]} */
export const LIST_FACETS = ["party", "duty", "subject"];
/** @type {ColumnFacet[]} */
export const COLUMN_FACETS = ["status", "kind"];
/** @type {Facet[]} */
export const FACETS = [...LIST_FACETS, ...COLUMN_FACETS];

/** The name under which the data hold the values of each facet.
 *  @type {Record<Facet, "parties" | "duties" | "subjects" | "statuses" | "kinds">} */
export const VALUES = { party: "parties", duty: "duties", subject: "subjects", status: "statuses", kind: "kinds" };

const NEVER = 2 ** 31 - 1;

/**
 * Return lists of steps as lists of numbers.
 * @param {number[][]} lists
 * @returns {Lists}
 */
export function listsOf(lists) {
  const starts = startsOf(lists);
  const values = new Uint32Array(starts[lists.length]);
  let place = 0;
  for (const steps of lists) {
    let sum = 0;
    for (const step of steps) {
      sum += step;
      values[place] = sum;
      place += 1;
    }
  }
  return { starts, values };
}

/**
 * Return the first and the last possible days of signature. Without any, no span of years has it.
 * @param {Signed[]} column
 */
export function signedDays(column) {
  const first = new Int32Array(column.length).fill(NEVER);
  const last = new Int32Array(column.length).fill(-NEVER);
  column.forEach((signed, row) => {
    if (signed !== null) [first[row], last[row]] = typeof signed === "number" ? [signed, signed] : signed;
  });
  return { first, last };
}

/**
 * Return histories of statuses: a status, then for each that follows its first day, and itself.
 * @param {number[][]} column
 * @param {Int32Array} first the first possible days of signature, at which histories begin to count
 */
export function histories(column, first) {
  const starts = startsOf(column);
  const values = new Int32Array(starts[column.length]);
  column.forEach((history, row) => {
    let day = first[row] === NEVER ? 0 : first[row];
    history.forEach((value, place) => {
      if (place % 2) day += value;
      values[starts[row] + place] = place % 2 ? day : value;
    });
  });
  return { starts, values };
}

/** @param {number[][]} lists */
function startsOf(lists) {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, row) => (starts[row + 1] = starts[row] + list.length));
  return starts;
}
