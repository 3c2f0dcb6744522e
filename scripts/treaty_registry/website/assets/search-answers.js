// The answers of the search, as items of its list.
import { figures, lastDay, typedInWords } from "./search-dates.js";
import { hits, marked, quoted, words } from "./search-words.js";
import { make } from "./elements.js";
import { fill } from "./texts.js";

/** @import { Shown } from "./search-index.js" */
/** @import { TypedDate } from "./search-dates.js" */

const QUOTED = 190; // letters of a text that is quoted

/**
 * Make the item of a document.
 * @param {Shown} shown
 * @param {string} kind in words, which stands before the title
 * @param {URL} home what addresses are relative to
 * @param {string[]} sought the words to mark
 */
export function documentItem(shown, kind, home, sought) {
  const piece = bestPiece(shown.pieces, sought);
  const address = piece?.[0] ? `${shown.address}#${piece[0]}` : shown.address;
  const link = make(
    "a",
    { class: "search__link", href: new URL(address, home).href },
    make("span", { class: "search__kind" }, kind),
    make("span", { class: "search__title", lang: shown.language }, ...highlighted(shown.title, sought)),
  );
  if (shown.line) link.append(make("span", { class: "search__line" }, shown.line));
  if (piece) {
    const [, heading, text] = piece;
    const quote = make("span", { class: "search__quote" });
    if (heading) quote.append(make("b", {}, `${heading}. `));
    quote.append(...highlighted(quoted(text, sought, QUOTED), sought));
    link.append(quote);
  }
  return make("li", { class: `search__item search__item--${shown.kind}` }, link);
}

/**
 * Make the item that leads to what was in force on a typed date.
 * @param {TypedDate} date
 * @param {string} language
 * @param {Record<string, string>} texts
 * @param {URL} home
 */
export function dateItem(date, language, texts, home) {
  const day = lastDay(date);
  const link = make(
    "a",
    { class: "search__link", href: new URL(`explore.html?on=${figures(day)}`, home).href },
    make("span", { class: "search__kind" }, texts.date),
    make("span", { class: "search__title" }, fill(texts.inForce, { day: typedInWords(day, language) })),
  );
  return make("li", { class: "search__item search__item--date" }, link);
}

/**
 * Return the piece of a document that has the most of the words, or null if none has any.
 * @param {Shown["pieces"]} pieces
 * @param {string[]} sought
 */
export function bestPiece(pieces, sought) {
  let most = 0;
  let best = null;
  for (const piece of pieces) {
    const own = words(`${piece[1]} ${piece[2]}`);
    const count = sought.filter((wanted) => own.some((word) => hits(word, wanted))).length;
    if (count > most) [most, best] = [count, piece];
  }
  return best;
}

/**
 * @param {string} text
 * @param {string[]} sought
 */
function highlighted(text, sought) {
  return marked(text, sought).map(([piece, isHit]) => (isHit ? make("mark", {}, piece) : piece));
}
