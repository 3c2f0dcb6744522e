import assert from "node:assert/strict";
import test from "node:test";
import { nothing } from "../../scripts/treaty_registry/website/assets/explore-address.js";
import { Index } from "../../scripts/treaty_registry/website/assets/explore-index.js";
import { RowWriter } from "../../scripts/treaty_registry/website/assets/explore-rows.js";
import { DATA, day } from "./explorer-data.js";

const TEXTS = {
  language: "en",
  treaties: "treaties/",
  noDate: "date unknown",
  since: "{status} since {day}",
  over: "{status} on {day}",
};

/** Return the writer of the rows on a day. @param {string} on @param {Record<string, string>} [texts] */
function writerOn(on, texts = TEXTS) {
  const index = new Index(DATA, texts.language);
  index.select({ ...nothing(), on });
  return new RowWriter(index, texts);
}

test("a status says since when, where that is certain", () => {
  assert.equal(writerOn("1955-06-01").status(0), "In force since 24 May 1955");
  assert.equal(writerOn("1955-07-01").status(0), "Terminated on 13 June 1955");
  assert.equal(writerOn("1955-05-20").status(0), "Signed");
  assert.equal(writerOn("1955-07-01").status(1), "In force");
  assert.equal(writerOn("1955-06-01").statusCode(0), "in-force");
});

test("a day of signature is written as precisely as it is known", () => {
  const writer = writerOn("1955-06-01", { ...TEXTS, language: "fr" });
  assert.deepEqual([0, 1, 2].map((row) => writer.signed(row)), ["14 mai 1955", "1949", "date unknown"]);
});

test("rows become lines of CSV", () => {
  const text = writerOn("1955-06-01").csv([1, 0, 2], day("1955-06-01"), "https://example.org/fr/explore.html?x=1");
  assert.deepEqual(text.split("\r\n"), [
    "\ufeffid,title,kind,party_codes,parties,subjects,duties,signed,status,status_on,known,page",
    "1949-accord,Pact 9 of l’Œuvre,Accord,BBB,Belgium,Mutual defence; Trade,Consultation,1949,In force,1955-06-01," +
      "2026-11-01,https://example.org/fr/treaties/1949-accord.html",
    "1955-pact,Pact 10,Pact,AAA; BBB,Åland; Belgium,Mutual defence,Defence; Consultation,1955-05-14,In force," +
      "1955-06-01,2026-11-01,https://example.org/fr/treaties/1955-pact.html",
    "1900-old,Éternelle alliance,Pact,AAA,Åland,,,unknown,In force,1955-06-01,2026-10-01," +
      "https://example.org/fr/treaties/1900-old.html",
    "",
  ]);
});
