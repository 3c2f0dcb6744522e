// Texts as the pages compare them, and as they complete them.

/** Letters that Unicode does not take apart, and what people type for them: the same as in website/search/words.py.
 *  @type {Record<string, string>} */
const LETTERS = { æ: "ae", œ: "oe", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const TO_REPLACE = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const PLACES = /\{(\w+)\}/g;

/**
 * Return a text as texts are compared: small letters without accents and other marks.
 * @param {string} text
 */
export function fold(text) {
  // Most texts have no accent, and to look costs less than to take them away.
  if (/^\p{ASCII}*$/u.test(text)) return text.toLowerCase();
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(TO_REPLACE, (letter) => LETTERS[letter]).normalize("NFC");
}

/**
 * Return a text with values in its places, which are written as {name}. A place without a value stays as it is.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function fill(text, values = {}) {
  return text.replace(PLACES, (place, name) => String(values[name] ?? place));
}

/**
 * Return a text, cut at its places, with lists of other things (links, say) in them.
 * @template Content
 * @param {string} text
 * @param {Record<string, Content[]>} contents
 * @returns {(string | Content)[]}
 */
export function fillWith(text, contents) {
  /** @type {(string | Content)[]} */
  const filled = [];
  text.split(PLACES).forEach((piece, number) => {
    if (number % 2) filled.push(...contents[piece]);
    else if (piece) filled.push(piece);
  });
  return filled;
}
