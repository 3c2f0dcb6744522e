// Understands a typed date: 1949-04-04, 4.4.1949, 4 April 1949, April 4, 1949, avril 1949, 1949.
import { inWords } from "./dates.js";
import { fold } from "./texts.js";

/** A date, as precise as it was typed.
 *  @typedef {{ year: number, month?: number, day?: number }} TypedDate */

const FIGURES = /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/;
const FIGURES_DAY_FIRST = /^(?<day>\d{1,2})[./](?<month>\d{1,2})[./](?<year>\d{4})$/;
const DAY_FIRST =
  /^(?:(?:on|le|the)\s+)?(?:(?<day>\d{1,2})(?:st|nd|rd|th|er)?\s+(?:of\s+)?)?(?<name>[a-z]{3,})\.?,?\s+(?<year>\d{4})$/;
const MONTH_FIRST = /^(?:on\s+)?(?<name>[a-z]{3,})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})$/;

/**
 * Return what a text says as a date, or null if it says none, or one that there is not.
 * @param {string} text
 * @param {string[]} languages in which months may be named
 * @returns {TypedDate | null}
 */
export function typedDate(text, languages) {
  const folded = fold(text).trim();
  for (const form of [FIGURES, FIGURES_DAY_FIRST, DAY_FIRST, MONTH_FIRST]) {
    const typed = form.exec(folded)?.groups;
    if (!typed) continue;
    const month = typed.name ? monthOf(typed.name, languages) : typed.month && Number(typed.month);
    return checked(Number(typed.year), month, typed.day && Number(typed.day));
  }
  return null;
}

/**
 * Return a date in figures, as long as it is precise: 1949-04-04, 1949-04, 1949.
 * @param {TypedDate} date
 */
export function figures({ year, month, day }) {
  return [String(year).padStart(4, "0"), month, day]
    .filter(Boolean)
    .map((number) => String(number).padStart(2, "0"))
    .join("-");
}

/**
 * Return the day itself, or the last day of the month or year.
 * @param {TypedDate} date
 */
export function lastDay({ year, month = 12, day }) {
  return { year, month, day: day ?? daysIn(year, month) };
}

/**
 * Return a date in words.
 * @param {TypedDate} date
 * @param {string} language
 */
export function typedInWords({ year, month, day }, language) {
  const precision = day ? "day" : month ? "month" : "year";
  return inWords(new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1)), language, precision);
}

/**
 * Return a date if there is such a one; otherwise null.
 * @param {number} year
 * @param {number | "" | undefined} month
 * @param {number | "" | undefined} day
 * @returns {TypedDate | null}
 */
function checked(year, month, day) {
  if (year < 1000) return null;
  if (month === undefined || month === "") return { year };
  if (month < 1 || month > 12) return null;
  if (day === undefined || day === "") return { year, month };
  return day < 1 || day > daysIn(year, month) ? null : { year, month, day };
}

/**
 * @param {number} year
 * @param {number} month from 1 on
 */
function daysIn(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Return the number of the one month whose name begins with a word, or 0.
 * @param {string} word
 * @param {string[]} languages
 */
function monthOf(word, languages) {
  /** @type {Set<number>} */
  const months = new Set();
  for (const language of languages) {
    const form = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
    for (let month = 1; month <= 12; month += 1) {
      const name = fold(form.format(new Date(Date.UTC(2000, month - 1, 1))));
      if (name === word) return month;
      if (name.startsWith(word)) months.add(month);
    }
  }
  return months.size === 1 ? [...months][0] : 0;
}
