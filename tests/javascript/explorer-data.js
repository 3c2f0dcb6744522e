// A small registry, as the explorer gets it.
import { dayNumber } from "../../scripts/treaty_registry/website/assets/dates.js";

/** @import { Data } from "../../scripts/treaty_registry/website/assets/explore-data.js" */

/** Return the number of a day that there is. @param {string} text */
export function day(text) {
  const number = dayNumber(text);
  if (number === null) throw new RangeError(text);
  return number;
}

/** Rows from the newest to the oldest: 0 a pact of A and B, 1 an accord of B and its heir C, 2 an undated one of A.
 *  @type {Data} */
export const DATA = {
  parties: [["AAA", "Åland"], ["BBB", "Belgium"], ["CCC", "Côte d’Ivoire"]],
  kinds: [["pact", "Pact"], ["accord", "Accord"]],
  subjects: [["defence", "Mutual defence"], ["trade", "Trade"]],
  duties: [["defence", "Defence"], ["consultation", "Consultation"]],
  statuses: [["signed", "Signed"], ["in-force", "In force"], ["terminated", "Terminated"], ["disputed", "Disputed"]],
  rows: {
    id: ["1955-pact", "1949-accord", "1900-old"],
    title: ["Pact 10", "Pact 9 of l’Œuvre", "Éternelle alliance"],
    party: [[0, 1], [1, 1], [0]],
    kind: [0, 1, 0],
    subject: [[0], [0, 1], []],
    duty: [[0, 1], [1], []],
    signed: [day("1955-05-14"), [day("1949-01-01"), day("1949-12-31"), "1949", "1949"], null],
    status: [[0, 10, 1, 20, 2], [0, 5, 3, 5, 1], [1]],
    verified: [0, 0, 1],
    words: [[0, 1], [1], []],
  },
  heirs: [[1, 2]],
  named: [0],
  open: [1],
  limits: [[0, day("1955-06-01"), day("1955-06-03"), "Suspended."]],
  days: [day("2026-11-01"), day("2026-10-01")],
  words: ["mutuelle", "assistance"],
  common: [["treaty", btoa("\u0005")]],
};
