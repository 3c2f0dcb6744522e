// What a reader chose, and how it stands in the address of the page: codes, which mean the same in every language.
import { dayNumber } from "./dates.js";
import { FACETS } from "./explore-data.js";

/** @import { Facet } from "./explore-data.js" */
/** @import { Choice, Index } from "./explore-index.js" */

/** @typedef {"on" | "from" | "to" | "text" | "sort"} Field */

/** Tells of what else stands in an address whether it has a meaning.
 *  @type {Record<Field, (text: string) => boolean>} */
const MEANINGFUL = {
  on: (text) => dayNumber(text) !== null,
  from: isYear,
  to: isYear,
  text: () => true,
  sort: (text) => ["oldest", "title"].includes(text),
};

/**
 * Return the choice of somebody who chose nothing.
 * @returns {Choice}
 */
export function nothing() {
  return { party: [], duty: [], subject: [], status: [], kind: [], on: "", from: "", to: "", text: "", sort: "" };
}

/**
 * Return the choice that an address holds, and what in it has no meaning here.
 * @param {string} search the query of the address
 * @param {Index} index
 */
export function readChoice(search, index) {
  const choice = nothing();
  /** @type {string[]} */
  const leftOut = [];
  for (const [name, value] of new URLSearchParams(search)) {
    if (isFacet(name)) {
      for (const code of value.split(",").filter(Boolean)) {
        if (!index.numbers[name].has(code)) leftOut.push(code);
        else if (!choice[name].includes(code)) choice[name].push(code);
      }
    } else if (value && isField(name)) {
      if (MEANINGFUL[name](value)) choice[name] = value;
      else leftOut.push(value);
    }
  }
  return { choice, leftOut };
}

/**
 * Return a choice as the query of an address, empty if nothing is chosen.
 * @param {Choice} choice
 */
export function writeChoice(choice) {
  const pairs = Object.entries(choice)
    .map(([name, value]) => [name, (Array.isArray(value) ? value : [value.trim()]).map(encodeURIComponent).join(",")])
    .filter(([, value]) => value);
  return pairs.length ? "?" + pairs.map(([name, value]) => `${name}=${value}`).join("&") : "";
}

/** @param {string} text */
function isYear(text) {
  return /^\d{1,4}$/.test(text);
}

/** @param {string} name @returns {name is Facet} */
export function isFacet(name) {
  return FACETS.some((facet) => facet === name);
}

/** @param {string} name @returns {name is Field} */
export function isField(name) {
  return Object.hasOwn(MEANINGFUL, name);
}
