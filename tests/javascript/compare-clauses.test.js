import assert from "node:assert/strict";
import test from "node:test";
import { fits, readChoice, sorted, writeChoice } from "../../scripts/treaty_registry/website/assets/compare-clauses.js";

const ALL = { party: "", firm: "", sort: "", now: false, with: [] };
const base = { title: "", parties: ["FRA", "GBR"], firm: "automatic", status: "in-force" };
const clauses = [
  { ...base, key: "b", year: 1955, rank: 2, exit: 365 },
  { ...base, key: "a", year: 1949, rank: 2, exit: 100000 },
  { ...base, key: "c", year: 1373, rank: 1, exit: 365 },
];

test("clauses are sorted by a column, and stay as they came where it is the same", () => {
  /** @param {string} order */
  const keys = (order) => sorted(clauses, order).map(({ key }) => key).join("");
  assert.equal(keys("oldest"), "cab");
  assert.equal(keys("firm"), "cba");
  assert.equal(keys("exit"), "bca");
  assert.equal(keys(""), "bac");
  assert.equal(keys("nonsense"), "bac");
});

test("a clause must fit all that is chosen", () => {
  const [clause] = clauses;
  assert.ok(fits(clause, ALL));
  assert.ok(fits(clause, { ...ALL, party: "GBR", firm: "automatic", now: true }));
  assert.ok(!fits(clause, { ...ALL, party: "GB" }));
  assert.ok(!fits(clause, { ...ALL, firm: "own-judgement" }));
  assert.ok(!fits({ ...clause, status: "terminated" }, { ...ALL, now: true }));
});

test("an address holds a choice", () => {
  const choice = { party: "GBR", firm: "", sort: "oldest", now: true, with: ["a", "b~x"] };
  const query = writeChoice(choice);
  assert.equal(query, "?party=GBR&sort=oldest&now=yes&with=a,b~x");
  assert.deepEqual(readChoice(query, Boolean, 4), choice);
  assert.equal(writeChoice(ALL), "");
  assert.deepEqual(readChoice("", Boolean, 4), ALL);
});

test("of an address, only clauses that there are count, each once, and not too many", () => {
  const isClause = (/** @type {string} */ key) => key !== "" && key !== "nothing";
  assert.deepEqual(readChoice("?with=nothing,a,a,b,c&now=no", isClause, 2), { ...ALL, with: ["a", "b"] });
});
