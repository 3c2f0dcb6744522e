import assert from "node:assert/strict";
import test from "node:test";
import { dateOf, dayNumber, inWords, isoDay, localDay, today } from "../../scripts/treaty_registry/website/assets/dates.js";

test("days are counted as Python counts them", () => {
  assert.equal(dayNumber("0001-01-01"), 1);
  assert.equal(dayNumber("1970-01-01"), 719163);
  assert.equal(dayNumber("1949-04-04"), 711586);
  assert.equal(isoDay(dateOf(711586)), "1949-04-04");
});

test("what is no day has no number", () => {
  for (const text of ["", "1949", "1949-4-4", "2023-02-29", "1949-13-01", "1949-04-31", "x1949-04-04"]) {
    assert.equal(dayNumber(text), null, text);
  }
  assert.equal(dayNumber("2024-02-29"), 738945);
});

test("the reader's day is that of the reader's clock", () => {
  assert.equal(isoDay(localDay(new Date(2026, 0, 1, 0, 5))), "2026-01-01");
  assert.equal(isoDay(localDay(new Date(2026, 11, 31, 23, 55))), "2026-12-31");
  assert.equal(dateOf(today()).getTime(), localDay().getTime());
});

test("dates are written as the rest of the site writes them", () => {
  const first = new Date("1985-01-01T00:00:00Z");
  assert.equal(inWords(first, "en"), "1 January 1985");
  assert.equal(inWords(first, "fr"), "1er janvier 1985");
  assert.equal(inWords(new Date("1985-08-11T00:00:00Z"), "fr"), "11 août 1985");
  assert.equal(inWords(first, "fr", "month"), "janvier 1985");
  assert.equal(inWords(first, "en", "year"), "1985");
});
