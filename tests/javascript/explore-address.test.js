import assert from "node:assert/strict";
import test from "node:test";
import { nothing, readChoice, writeChoice } from "../../scripts/treaty_registry/website/assets/explore-address.js";
import { chosenOf, countInWords } from "../../scripts/treaty_registry/website/assets/explore-chosen.js";
import { Index } from "../../scripts/treaty_registry/website/assets/explore-index.js";
import { DATA } from "./explorer-data.js";

const index = new Index(DATA, "en");

test("an address holds a choice", () => {
  const shown = { on: "1955-05-30", text: "a b&c", sort: "title" };
  const choice = { ...nothing(), party: ["AAA", "BBB"], kind: ["pact"], ...shown };
  const query = writeChoice(choice);
  assert.equal(query, "?party=AAA,BBB&kind=pact&on=1955-05-30&text=a%20b%26c&sort=title");
  assert.deepEqual(readChoice(query, index), { choice, leftOut: [] });
  assert.equal(writeChoice({ ...nothing(), text: "  " }), "");
});

test("what has no meaning here is left out and told", () => {
  const { choice, leftOut } = readChoice("?party=ZZZ,AAA,AAA&on=1985-02-30&from=old&to=1960&sort=x&page=2", index);
  assert.deepEqual(choice, { ...nothing(), party: ["AAA"], to: "1960" });
  assert.deepEqual(leftOut, ["ZZZ", "1985-02-30", "old", "x"]);
  assert.deepEqual(readChoice("?toString=1&constructor=2", index), { choice: nothing(), leftOut: [] });
});

test("what is chosen is told in words, each with what is left without it", () => {
  const texts = { quoted: "“{text}”", statusOn: "Status on {day}", signedFrom: "from {year}", signedTo: "to {year}" };
  const choice = { ...nothing(), party: ["AAA", "BBB"], on: "1955-05-30", from: "1900", to: "1999", text: " pact " };
  const chosen = chosenOf(choice, index, texts, "30 May 1955");
  assert.deepEqual(
    chosen.map(({ label }) => label),
    ["“pact”", "Åland", "Belgium", "Status on 30 May 1955", "from 1900", "to 1999"],
  );
  assert.deepEqual(chosen[1].without, { ...choice, party: ["BBB"] });
  assert.deepEqual(chosen[3].without, { ...choice, on: "" });
  assert.deepEqual(chosenOf(nothing(), index, texts, ""), []);
});

test("it is said how many fit, and how many of them are shown", () => {
  const texts = {
    language: "en",
    foundNone: "None.",
    foundAll: "All {total}",
    foundOne: "1 of {total}",
    foundMany: "{number} of {total}",
    drawn: "first {number}",
  };
  assert.equal(countInWords(0, 10000, 0, texts), "None.");
  assert.equal(countInWords(1, 10000, 1, texts), "1 of 10,000");
  assert.equal(countInWords(1200, 10000, 100, texts), "1,200 of 10,000 (first 100)");
  assert.equal(countInWords(10000, 10000, 100, texts), "All 10,000 (first 100)");
});
