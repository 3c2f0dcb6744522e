import assert from "node:assert/strict";
import test from "node:test";
import { nothing } from "../../scripts/treaty_registry/website/assets/explore-address.js";
import { Index } from "../../scripts/treaty_registry/website/assets/explore-index.js";
import { DATA, day } from "./explorer-data.js";

/** @import { Choice } from "../../scripts/treaty_registry/website/assets/explore-index.js" */

/** Return the rows that fit. @param {Partial<Choice>} choice */
function rowsOf(choice) {
  return new Index(DATA, "en").select({ ...nothing(), ...choice }).rows;
}

test("steps become numbers, and codes are found by them", () => {
  const index = new Index(DATA, "en");
  assert.deepEqual(index.list("party", 0), [0, 1]);
  assert.deepEqual(index.list("party", 1), [1, 2]);
  assert.deepEqual(index.list("subject", 2), []);
  assert.deepEqual(index.acting(1), [1]);
  assert.equal(index.numbers.duty.get("consultation"), 1);
});

test("of parties, duties and subjects a treaty must have all, of status and kind one", () => {
  assert.deepEqual(rowsOf({}), [0, 1, 2]);
  assert.deepEqual(rowsOf({ party: ["AAA"] }), [0, 2]);
  assert.deepEqual(rowsOf({ party: ["AAA", "BBB"] }), [0]);
  assert.deepEqual(rowsOf({ duty: ["consultation"] }), [0, 1]);
  assert.deepEqual(rowsOf({ kind: ["pact", "accord"] }), [0, 1, 2]);
  assert.deepEqual(rowsOf({ status: ["in-force"], on: "1955-05-30" }), [0, 1, 2]);
  assert.deepEqual(rowsOf({ status: ["terminated"], on: "1955-05-30" }), []);
});

test("years are those in which it may have been signed", () => {
  assert.deepEqual(rowsOf({ from: "1949" }), [0, 1]);
  assert.deepEqual(rowsOf({ to: "1954" }), [1]);
  assert.deepEqual(rowsOf({ from: "1956" }), []);
  assert.deepEqual(rowsOf({ from: "1", to: "9999" }), [0, 1]);
});

test("words may stand in titles, ids, names, kinds, subjects and more words, all of them, in any writing", () => {
  assert.deepEqual(rowsOf({ text: "ETERNELLE" }), [2]);
  assert.deepEqual(rowsOf({ text: "oeuvre" }), [1]);
  assert.deepEqual(rowsOf({ text: "œuvre" }), [1]);
  assert.deepEqual(rowsOf({ text: "1955-pact" }), [0]);
  assert.deepEqual(rowsOf({ text: "cote ivoire" }), [1]);
  assert.deepEqual(rowsOf({ text: "cote d’ivoire" }), [1]);
  assert.deepEqual(rowsOf({ text: "accord" }), [1]);
  assert.deepEqual(rowsOf({ text: "trade" }), [1]);
  assert.deepEqual(rowsOf({ text: "assistance" }), [0, 1]);
  assert.deepEqual(rowsOf({ text: "assistance mutuelle" }), [0]);
  assert.deepEqual(rowsOf({ text: "treaty" }), [0, 2]);
});

test("titles are sorted as a reader sorts them, numbers by their size", () => {
  assert.deepEqual(rowsOf({ sort: "title" }), [2, 1, 0]);
  assert.deepEqual(rowsOf({ sort: "oldest" }), [2, 1, 0]);
  const index = new Index(DATA, "en");
  assert.deepEqual([...index.sortByTitle()], [2, 1, 0]);
  assert.deepEqual(index.select({ ...nothing(), sort: "title", party: ["BBB"] }).rows, [1, 0]);
});

test("more titles than are sorted by themselves come in the same order", () => {
  const rows = /** @type {Record<string, any[]>} */ (/** @type {unknown} */ (DATA.rows));
  const size = 1200;
  const many = Object.fromEntries(
    Object.entries(rows).map(([name, column]) => [name, Array.from({ length: size }, (_, row) => column[row % 3])]),
  );
  many.title = many.title.map((title, row) => `${title} ${(row * 7919) % size}`);
  const data = { ...DATA, rows: /** @type {any} */ (many), heirs: [], limits: [], common: [] };
  const { rows: sorted } = new Index(data, "en").select({ ...nothing(), sort: "title", party: ["AAA"] });
  const { compare } = new Intl.Collator("en", { numeric: true });
  const titles = many.title.filter((_, row) => row % 3 !== 1).sort(compare);
  assert.deepEqual(sorted.map((row) => many.title[row]), titles);
});

test("a status is certain since a day, unless it or the one before is unsure or it is the first", () => {
  const index = new Index(DATA, "en");
  /** @param {string} on */
  const statuses = (on) => {
    index.select({ ...nothing(), on });
    return [0, 1, 2].map((row) => [index.codes.status[index.columns.status[row]], index.since(row)]);
  };
  assert.deepEqual(statuses("1955-05-23")[0], ["signed", null]);
  assert.deepEqual(statuses("1955-05-24")[0], ["in-force", day("1955-05-24")]);
  assert.deepEqual(statuses("1955-06-13")[0], ["terminated", day("1955-06-13")]);
  assert.deepEqual(statuses("1949-01-06")[1], ["disputed", null]);
  assert.deepEqual(statuses("1949-01-11")[1], ["in-force", null]);
  assert.deepEqual(statuses("1800-01-01")[2], ["in-force", null]);
});

test("suspensions are told of their days only", () => {
  const index = new Index(DATA, "en");
  assert.deepEqual(index.limitsOn(0, day("1955-06-02")), ["Suspended."]);
  assert.deepEqual(index.limitsOn(0, day("1955-06-03")), []);
  assert.deepEqual(index.limitsOn(1, day("1955-06-02")), []);
});

test("counts say how many rows each choice would leave", () => {
  // Compared with choosing: of status and kind another value instead, of the others one more.
  const index = new Index(DATA, "en");
  /** @type {Partial<Choice>[]} */
  const choices = [
    {},
    { party: ["BBB"] },
    { kind: ["pact"] },
    { status: ["in-force"], kind: ["pact"] },
    { text: "pact" },
  ];
  for (const change of choices) {
    const choice = { ...nothing(), on: "1955-05-30", ...change };
    const { counts } = index.select(choice);
    for (const facet of /** @type {const} */ (["party", "duty", "subject", "status", "kind"])) {
      index.codes[facet].forEach((code, number) => {
        const isOne = facet === "status" || facet === "kind";
        const others = isOne || choice[facet].includes(code) ? [] : choice[facet];
        const kept = isOne || !choice[facet].includes(code) ? [...others, code] : choice[facet];
        const { rows } = index.select({ ...choice, [facet]: kept });
        assert.equal(counts[facet][number], rows.length, `${JSON.stringify(change)} ${facet} ${code}`);
      });
    }
  }
});
