import assert from "node:assert/strict";
import test from "node:test";
import { bestPiece } from "../../scripts/treaty_registry/website/assets/search-answers.js";
import { hits, marked, quoted, whole, words } from "../../scripts/treaty_registry/website/assets/search-words.js";

test("a text is its words with spaces between them", () => {
  assert.equal(whole("  The “North-Atlantic” Traité, 1949! "), "the north atlantic traite 1949");
  assert.equal(whole("…"), "");
});

test("each word counts once, and writing without spaces is cut into pairs", () => {
  assert.deepEqual(words("Pact pact PACT of Łódź"), ["pact", "of", "lodz"]);
  assert.deepEqual(words("日本国"), ["日本", "本国"]);
  assert.deepEqual(words("日"), ["日"]);
  assert.deepEqual(words("NATO条約x"), ["nato", "x", "条約"]);
});

test("a word is hit by its beginning, but not by its first letter alone", () => {
  assert.ok(hits("defence", "def"));
  assert.ok(hits("a", "a"));
  assert.ok(!hits("article", "a"));
  assert.ok(!hits("def", "defence"));
});

test("the words that are looked for are marked as they are written", () => {
  assert.deepEqual(marked("The Traité of Łódź.", ["traite", "lo"]), [
    ["The ", false],
    ["Traité", true],
    [" of ", false],
    ["Łódź", true],
    [".", false],
  ]);
  assert.deepEqual(marked("nothing", ["x"]), [["nothing", false]]);
});

test("a quotation holds the first of the words", () => {
  const text = `${"before ".repeat(60)}armed attack ${"after ".repeat(60)}`.trim();
  const quote = quoted(text, ["armed"], 190);
  assert.match(quote, /^… (before )+armed attack (after )*after …$/);
  assert.ok(quote.length <= 190 + 4);
  assert.equal(quoted("short", ["short"], 190), "short");
  assert.match(quoted(text, ["before"], 190), /^before (before )*before …$/);
  assert.match(quoted(text, ["missing"], 190), /^before (before )*before …$/);
  assert.match(quoted(`${"before ".repeat(60)}end`, ["end"], 190), /^… (before )+end$/);
});

test("the piece with the most of the words is quoted", () => {
  /** @type {[string, string, string][]} */
  const pieces = [
    ["a", "Article 1", "an attack"],
    ["b", "Article 2", "an armed attack"],
    ["c", "Article 3", "an armed attack again"],
  ];
  assert.equal(bestPiece(pieces, ["armed", "attack"]), pieces[1]);
  assert.equal(bestPiece(pieces, ["article", "3"]), pieces[2]);
  assert.equal(bestPiece(pieces, ["nothing"]), null);
});
