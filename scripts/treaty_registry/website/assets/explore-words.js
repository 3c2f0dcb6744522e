// In which treaties a word of free text stands: in the title, the id, what a treaty has of some facet, or more words.
import { LIST_FACETS, VALUES, listsOf } from "./explore-data.js";
import { fold } from "./texts.js";

/** @import { Data, ListFacet, Lists } from "./explore-data.js" */

/**
 * Prepare the search for words. The first search does what it needs; opening the page does not wait for it.
 * @param {Data} data
 * @param {Record<ListFacet, Lists>} lists
 * @returns {(word: string) => (row: number) => boolean} makes the test for a word, which must be folded
 */
export function wordTests(data, lists) {
  const prepared = once(() => ({
    titles: data.rows.title.map(fold),
    labels: LIST_FACETS.map((facet) => ({ lists: lists[facet], texts: foldedLabels(data[VALUES[facet]]) })),
    kinds: foldedLabels(data.kinds),
    rare: { lists: listsOf(data.rows.words), texts: data.words },
  }));
  return (word) => {
    const { titles, labels, kinds, rare } = prepared();
    const { id, kind } = data.rows;
    const ofKinds = marksOf(kinds, word);
    const marked = [...labels, rare]
      .map(({ lists, texts }) => ({ lists, marks: marksOf(texts, word) }))
      .filter(({ marks }) => marks.includes(1));
    const common = data.common.filter(([text]) => text.includes(word)).map(([, bits]) => atob(bits));
    return (row) =>
      titles[row].includes(word) ||
      id[row].includes(word) ||
      ofKinds[kind[row]] === 1 ||
      marked.some(({ lists, marks }) => hasMarked(lists, row, marks)) ||
      common.some((bits) => (bits.charCodeAt(row >> 3) >> (row & 7)) & 1);
  };
}

/**
 * Return how many of a row's numbers are marked.
 * @param {Lists} lists
 * @param {number} row
 * @param {Uint8Array} marks by number, 1 or 0
 */
export function countMarked({ starts, values }, row, marks) {
  let count = 0;
  for (let place = starts[row]; place < starts[row + 1]; place += 1) count += marks[values[place]];
  return count;
}

/**
 * @param {Lists} lists
 * @param {number} row
 * @param {Uint8Array} marks
 */
function hasMarked({ starts, values }, row, marks) {
  for (let place = starts[row]; place < starts[row + 1]; place += 1) if (marks[values[place]]) return true;
  return false;
}

/** @param {string[]} texts @param {string} word */
function marksOf(texts, word) {
  return Uint8Array.from(texts, (text) => (text.includes(word) ? 1 : 0));
}

/** @param {[code: string, label: string][]} values */
function foldedLabels(values) {
  return values.map(([, label]) => fold(label));
}

/**
 * Return a function that does some work when it is first called, and keeps what came of it.
 * @template Result
 * @param {() => Result} work
 */
function once(work) {
  /** @type {Result | undefined} */
  let result;
  return () => (result ??= work());
}
