import assert from "node:assert/strict";
import test from "node:test";
import { figures, lastDay, typedDate, typedInWords } from "../../scripts/treaty_registry/website/assets/search-dates.js";

const BOTH = ["en", "fr"];

/** @type {[typed: string, figures: string | null][]} */
const TYPED = [
  ["1949", "1949"],
  ["1949-04", "1949-04"],
  ["1949-4-4", "1949-04-04"],
  ["4/4/1949", "1949-04-04"],
  ["4.4.1949", "1949-04-04"],
  ["4 April 1949", "1949-04-04"],
  ["on the 4th of April 1949", null],
  ["on 4th of April 1949", "1949-04-04"],
  ["le 1er janvier 1970", "1970-01-01"],
  ["April 4th, 1949", "1949-04-04"],
  ["Sept. 1951", "1951-09"],
  ["AOÛT 1951", "1951-08"],
  ["29 février 2024", "2024-02-29"],
  ["29 February 2023", null],
  ["31.4.1949", null],
  ["0.4.1949", null],
  ["1949-00", null],
  ["1949-13", null],
  ["0999", null],
  ["ju 1949", null],
  ["mar 1949", "1949-03"],
  ["treaty 1949", null],
  ["1949-1950", null],
  ["", null],
];

for (const [typed, expected] of TYPED) {
  test(`“${typed}” is ${expected ?? "no date"}`, () => {
    const date = typedDate(typed, BOTH);
    assert.equal(date && figures(date), expected);
  });
}

test("a month or year stands for its last day", () => {
  assert.deepEqual(lastDay({ year: 1951 }), { year: 1951, month: 12, day: 31 });
  assert.deepEqual(lastDay({ year: 2024, month: 2 }), { year: 2024, month: 2, day: 29 });
  assert.deepEqual(lastDay({ year: 1949, month: 4, day: 4 }), { year: 1949, month: 4, day: 4 });
});

test("a date is written as precisely as it was typed", () => {
  assert.equal(typedInWords({ year: 1949, month: 4, day: 1 }, "fr"), "1er avril 1949");
  assert.equal(typedInWords({ year: 1949, month: 4 }, "en"), "April 1949");
  assert.equal(typedInWords({ year: 1949 }, "en"), "1949");
});
