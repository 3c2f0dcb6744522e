// Finds documents in the index that the site was built with, and reads no more of it than a search needs.
import { hits, whole, words } from "./search-words.js";
import { sums } from "./steps.js";

const NAMES = 12; // what it is worth that a word stands in a document's names,
const RELATED = 4; // in the names of its parties,
const TEXT = 1; // in its text
const BEGINS = 0.5; // a word that only begins with what was typed counts half
const PARTY = 2; // the page of a party goes before what is called after it
const MAX_FILES = 3; // a word that is still being typed reads no more files

/**
 * How the index is cut, as search_index.py writes it.
 * @typedef {object} Contents
 * @property {string} files the folder of all other files
 * @property {string} home leads from the top of the site to what the addresses are relative to
 * @property {number} count how many documents there are
 * @property {number} together how many documents stand in one file
 * @property {{ treaty?: number, page?: number }} kinds the first document of each kind; parties come first
 * @property {string[]} shards the first word of each file of words
 */

/** Lists of documents, as steps from one number to the next: with the word in their names, in the names of their
 *  parties, in their text; and 1 if these are only the first of very many.
 *  @typedef {[names: number[], related: number[], text: number[], isCommon?: 1]} Entry */

/**
 * What is shown of a document.
 * @typedef {object} Shown
 * @property {string} kind
 * @property {string} address
 * @property {string} title
 * @property {string} [language] of the title, if it is not the page's
 * @property {string} [line] that follows the title
 * @property {[anchor: string, heading: string, text: string][]} pieces of its text
 */

/** The documents with a word, and how well it fits each.
 *  @typedef {{ scores: Map<number, number>, common: boolean, by: string[] }} Fitting */

/**
 * What a search finds: documents, the best first; whether the index holds only the first of all that have the words;
 * whether these have all the words; and by which words they were found.
 * @typedef {{ ranked: number[], common: boolean, all: boolean, sought: string[] }} Found
 */

export class SearchIndex {
  /** @type {Map<string, Promise<any>>} */
  #answers = new Map();
  /** @type {(name: string) => Promise<any>} */
  #fetch;
  /** @type {Contents} */
  #contents = { files: "", home: "", count: 0, together: 1, kinds: {}, shards: [] };

  /** @param {(name: string) => Promise<any>} fetch reads one of the index's files, which hold JSON */
  constructor(fetch) {
    this.#fetch = fetch;
  }

  /** Read how the index is cut. Everything else waits for this. */
  async open() {
    this.#answers.clear(); // those of an earlier build, if the site has changed since
    this.#contents = await this.#read("index.json");
  }

  /** What leads from the top of the site to what the addresses are relative to. */
  get home() {
    return this.#contents.home;
  }

  /**
   * Find the documents that have the words of a text.
   * @param {string} text
   * @returns {Promise<Found>}
   */
  async find(text) {
    const asked = words(text);
    const sought = asked.length > 1 ? asked.filter((word) => word.length > 1 || !/[a-z]/.test(word)) : asked;
    const [called, ...fitting] = await Promise.all([
      this.#under(`=${whole(text)}`), // those whose name the text is come first
      ...sought.map((word) => this.#documentsWith(word)),
    ]);
    return ranking(called, fitting);
  }

  /**
   * Return the numbers of the treaties that were signed in a year, in a month or on a day.
   * @param {string} moment in figures
   */
  signed(moment) {
    return this.#under(`@${moment}`);
  }

  /**
   * Return what is shown of a document.
   * @param {number} number
   * @returns {Promise<Shown>}
   */
  async document(number) {
    const { files, together } = this.#contents;
    const shown = await this.#read(`${files}documents-${Math.floor(number / together)}.json`);
    return shown[number % together];
  }

  /**
   * Return the numbers of the documents that stand under a key, which is no word.
   * @param {string} key
   * @returns {Promise<number[]>}
   */
  async #under(key) {
    const entry = (await this.#entriesOf(key, 1)).find(([word]) => word === key);
    return entry ? sums(entry[1][0]) : [];
  }

  /** @param {string} word */
  async #documentsWith(word) {
    let fitting = await this.#exact(word);
    // Words bend at their end: what finds nothing is tried without its last letters.
    for (let length = word.length - 1; !fitting.scores.size && length >= Math.max(4, word.length * 0.6); length -= 1) {
      fitting = await this.#exact(word.slice(0, length));
    }
    return fitting;
  }

  /** @param {string} word */
  async #exact(word) {
    const entries = await this.#entriesOf(word, word.length > 2 ? MAX_FILES : 1);
    const { count, kinds } = this.#contents;
    return fittingOf(word, entries, count, kinds.treaty ?? kinds.page ?? count);
  }

  /**
   * Return the entries of the files that may hold a word, and words that begin with it.
   * @param {string} word
   * @param {number} most how many files may be read
   * @returns {Promise<[word: string, entry: Entry][]>}
   */
  async #entriesOf(word, most) {
    const { files, shards } = this.#contents;
    // The singular of a word stands before it, perhaps in the file before.
    const earliest = /^\p{L}/u.test(word) ? singularOf(word) : word;
    const after = shards.findIndex((first) => first > earliest);
    const start = Math.max(0, (after < 0 ? shards.length : after) - 1);
    const reading = [];
    for (let number = start; number < shards.length && reading.length < most; number += 1) {
      if (number > start && shards[number] > word && !shards[number].startsWith(word)) break;
      reading.push(this.#read(`${files}words-${number}.json`));
    }
    return (await Promise.all(reading)).flatMap((shard) => Object.entries(shard));
  }

  /**
   * Read a file, once.
   * @param {string} name
   * @returns {Promise<any>}
   */
  #read(name) {
    const earlier = this.#answers.get(name);
    if (earlier) return earlier;
    const answer = this.#fetch(name);
    answer.catch(() => this.#answers.delete(name));
    this.#answers.set(name, answer);
    return answer;
  }
}

/**
 * Put documents in order: first those that are called what was typed, then those that have the most of the words.
 * @param {number[]} called
 * @param {Fitting[]} fitting what each of the words found
 * @returns {Found}
 */
function ranking(called, fitting) {
  const telling = fitting.filter(({ common }) => !common);
  /** @type {Map<number, { score: number, words: number }>} */
  const totals = new Map();
  for (const { scores, common } of fitting) {
    for (const [number, score] of scores) {
      const total = totals.get(number) ?? { score: 0, words: 0 };
      total.score += score;
      total.words += common && telling.length ? 0 : 1;
      totals.set(number, total);
    }
  }
  const most = [...totals.values()].reduce((highest, total) => Math.max(highest, total.words), 0);
  const others = [...totals]
    .filter(([, total]) => total.words === most)
    .sort(([one, first], [other, second]) => second.score - first.score || one - other)
    .map(([number]) => number);
  return {
    ranked: [...new Set([...called, ...others])],
    common: fitting.length > 0 && !telling.length,
    all: most >= (telling.length || Math.min(1, fitting.length)),
    sought: [...new Set(fitting.flatMap(({ by }) => by))],
  };
}

/**
 * Return how well documents fit a word.
 * @param {string} word
 * @param {[word: string, entry: Entry][]} entries
 * @param {number} count how many documents there are
 * @param {number} firstTreaty those before it are parties
 * @returns {Fitting}
 */
function fittingOf(word, entries, count, firstTreaty) {
  const singular = singularOf(word);
  /** @type {Map<number, number>} */
  const scores = new Map();
  let common = false;
  for (const [own, [names, related, text, isCommon]] of entries) {
    const isWhole = own === word || own === singular;
    if (!isWhole && !hits(own, word)) continue;
    common ||= Boolean(isCommon) && isWhole;
    /** @param {number[]} steps @param {(number: number) => number} worth */
    const weigh = (steps, worth) => {
      const rarity = Math.log(1 + count / (1 + steps.length)) * (isWhole ? 1 : BEGINS);
      for (const number of sums(steps)) {
        scores.set(number, Math.max(scores.get(number) ?? 0, worth(number) * rarity));
      }
    };
    weigh(names, (number) => (number < firstTreaty ? NAMES * PARTY : NAMES));
    weigh(related, () => RELATED);
    weigh(text, () => TEXT);
  }
  return { scores, common, by: singular === word ? [word] : [word, singular] };
}

/**
 * Return a word without the s of its plural, or the word itself.
 * @param {string} word
 */
function singularOf(word) {
  return word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word;
}
