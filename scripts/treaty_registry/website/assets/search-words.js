// Words as the search compares them: the same as scripts/treaty_registry/website/search/words.py, which made the index.
import { fold } from "./texts.js";

const UNSPACED = /[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** A piece of a text, and whether it has one of the words that are looked for.
 *  @typedef {[text: string, isHit: boolean]} Piece */

/**
 * Return a text as its words in order, with nothing between them but spaces.
 * @param {string} text
 */
export function whole(text) {
  return (fold(text).match(WORD) ?? []).join(" ");
}

/**
 * Return the different words of a text. Scripts without spaces are cut into pairs of letters.
 * @param {string} text
 */
export function words(text) {
  /** @type {Set<string>} */
  const different = new Set();
  for (const word of fold(text).match(WORD) ?? []) {
    for (const spaced of word.split(UNSPACED)) {
      if (spaced) different.add(spaced);
    }
    for (const run of word.match(UNSPACED) ?? []) {
      for (let place = 0; place < Math.max(run.length - 1, 1); place += 1) different.add(run.slice(place, place + 2));
    }
  }
  return [...different];
}

/**
 * Tell whether a word of a text is one that is looked for, or begins with it.
 * @param {string} word
 * @param {string} sought
 */
export function hits(word, sought) {
  return word === sought || (sought.length > 1 && word.startsWith(sought));
}

/**
 * Cut a text at the words that are looked for.
 * @param {string} text
 * @param {string[]} sought
 */
export function marked(text, sought) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const own = words(match[0]);
    if (!own.some((word) => sought.some((wanted) => hits(word, wanted)))) continue;
    if (match.index > end) pieces.push([text.slice(end, match.index), false]);
    end = match.index + match[0].length;
    pieces.push([match[0], true]);
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}

/**
 * Return a stretch of a text around the first of the words that are looked for.
 * @param {string} text
 * @param {string[]} sought
 * @param {number} length how many letters may be quoted
 */
export function quoted(text, sought, length) {
  if (text.length <= length) return text;
  const [first] = marked(text, sought);
  const before = first[1] ? 0 : first[0].length;
  const late = before >= length * 0.7 && before < text.length;
  const start = late ? text.lastIndexOf(" ", before - 50) + 1 : 0;
  const end = start + length >= text.length ? text.length : text.lastIndexOf(" ", start + length);
  return (start ? "… " : "") + text.slice(start, Math.max(end, start + 1)) + (end < text.length ? " …" : "");
}
