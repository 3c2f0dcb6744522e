// Words as the search compares them: the same as scripts/treaty_registry/website/search/words.py, which made the index.
const UNSPACED = /[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+/gu;

/** Returns a text in small letters, without accents and other marks. */
export function fold(text, letters) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^\x00-\x7f]/gu, (letter) => letters[letter] ?? letter).normalize("NFC");
}

/** Returns a text as its words in order, with nothing between them but spaces. */
export function whole(text, letters) {
  return (fold(text, letters).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** Returns the different words of a text. */
export function words(text, letters) {
  const found = new Set();
  for (const word of fold(text, letters).match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (const part of word.split(UNSPACED)) {
      if (part) found.add(part);
    }
    for (const run of word.match(UNSPACED) ?? []) {
      for (let place = 0; place < Math.max(run.length - 1, 1); place += 1) found.add(run.slice(place, place + 2));
    }
  }
  return [...found];
}

/** Cuts a text into pieces, each with whether it has one of the words that are looked for. */
export function marked(text, sought, letters) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const own = words(match[0], letters);
    if (!own.some((word) => sought.some((one) => hits(word, one)))) continue;
    if (match.index > end) pieces.push([text.slice(end, match.index), false]);
    end = match.index + match[0].length;
    pieces.push([match[0], true]);
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}

/** Tells whether a word of a text is one that is looked for, or begins with it. */
export function hits(word, sought) {
  return word === sought || (sought.length > 1 && word.startsWith(sought));
}
