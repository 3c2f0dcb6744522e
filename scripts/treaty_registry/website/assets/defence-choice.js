// What a reader may choose on the page of who defends whom: a day by its year, and a party by its name.
import { fold } from "./texts.js";

/** @import { Party } from "./defence-data.js" */

/**
 * Return the years of the slider, continued up to one.
 * @param {number[]} years
 * @param {number} last
 */
export function yearsUntil(years, last) {
  const continued = [...years];
  for (let year = years[years.length - 1] + 1; year <= last; year += 1) continued.push(year);
  return continued;
}

/**
 * Return the year of a day.
 * @param {string} day
 */
export function yearOf(day) {
  return Number(day.slice(0, 4));
}

/**
 * Return a day in another year; the 29th of February becomes the 28th if that year has none.
 * @param {string} day
 * @param {number} year
 */
export function withYear(day, year) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const rest = day.slice(4);
  return String(year).padStart(4, "0") + (rest === "-02-29" && !isLeap ? "-02-28" : rest);
}

/**
 * Return the number of the party that is called so: by its whole name or its code, else by the beginning of its name,
 * else by any part of it. If there is none, return null.
 * @param {Party[]} parties
 * @param {string} typed
 * @param {boolean} [isWhole] whether only the whole name counts
 */
export function partyNamed(parties, typed, isWhole = false) {
  const wanted = plain(typed);
  const names = parties.map(({ code, name }) => ({ code: code.toLowerCase(), name: plain(name) }));
  /** @type {((party: { code: string, name: string }) => boolean)[]} */
  const tests = isWhole
    ? [({ name }) => name === wanted]
    : [
        ({ code, name }) => name === wanted || code === wanted,
        ({ name }) => name.startsWith(wanted),
        ({ name }) => name.includes(wanted),
      ];
  const place = tests.map((test) => names.findIndex(test)).find((number) => number >= 0);
  return place ?? null;
}

/** @param {string} text */
function plain(text) {
  return fold(text).replaceAll("’", "'").trim();
}
