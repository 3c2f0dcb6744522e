// The explorer's list of what is chosen, each with what takes it away.
import { fill } from "./texts.js";
import { FACETS } from "./explore-data.js";

/** @import { Choice, Index } from "./explore-index.js" */

/**
 * Return what is chosen, in words, each with the choice that is left without it.
 * @param {Choice} choice
 * @param {Index} index
 * @param {Record<string, string>} texts of the page
 * @param {string} day of the status, in words
 * @returns {{ label: string, without: Choice }[]}
 */
export function chosenOf(choice, index, texts, day) {
  /** @type {[label: string, change: Partial<Choice>][]} */
  const chosen = [];
  const text = choice.text.trim();
  if (text) chosen.push([fill(texts.quoted, { text }), { text: "" }]);
  for (const facet of FACETS) {
    for (const code of choice[facet]) {
      const label = index.labels[facet][index.numbers[facet].get(code) ?? -1];
      chosen.push([label, { [facet]: choice[facet].filter((other) => other !== code) }]);
    }
  }
  if (choice.on) chosen.push([fill(texts.statusOn, { day }), { on: "" }]);
  if (choice.from) chosen.push([fill(texts.signedFrom, { year: choice.from }), { from: "" }]);
  if (choice.to) chosen.push([fill(texts.signedTo, { year: choice.to }), { to: "" }]);
  return chosen.map(([label, change]) => ({ label, without: { ...choice, ...change } }));
}

/**
 * Say how many treaties fit.
 * @param {number} count
 * @param {number} total
 * @param {number} drawn how many of them are shown
 * @param {Record<string, string>} texts of the page
 */
export function countInWords(count, total, drawn, texts) {
  if (!count) return texts.foundNone;
  const form = count === total ? texts.foundAll : count === 1 ? texts.foundOne : texts.foundMany;
  const values = { number: count.toLocaleString(texts.language), total: total.toLocaleString(texts.language) };
  const shown = drawn < count ? ` (${fill(texts.drawn, { number: drawn })})` : "";
  return fill(form, values) + shown;
}
