// Days as the pages count, write and read them. Their times of day are all midnight in UTC.

const DAY = 86_400_000; // milliseconds
const DAYS_TO_1970 = 719_163; // 1 is 1 January of the year 1, as Python counts

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * Return the number of a day given as YYYY-MM-DD, or null if there is no such day.
 * @param {string} text
 */
export function dayNumber(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || isoDay(new Date(time)) !== text) return null;
  return time / DAY + DAYS_TO_1970;
}

/**
 * Return the moment at which the day of a number begins.
 * @param {number} day
 */
export function dateOf(day) {
  return new Date((day - DAYS_TO_1970) * DAY);
}

/**
 * Return the beginning of the reader's day: the day of the reader's own clock, as a moment in UTC.
 * @param {Date} [now]
 */
export function localDay(now = new Date()) {
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

/** Return the number of the reader's day. */
export function today() {
  return localDay().getTime() / DAY + DAYS_TO_1970;
}

/**
 * Return a day as YYYY-MM-DD.
 * @param {Date} date
 */
export function isoDay(date) {
  return date.toISOString().slice(0, 10);
}

/**
 * Return a date in words, as the rest of the site writes it.
 * @param {Date} date
 * @param {string} language of the page
 * @param {"day" | "month" | "year"} [precision] the smallest unit that is written
 */
export function inWords(date, language, precision = "day") {
  const key = `${language} ${precision}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      timeZone: "UTC",
      year: "numeric",
      month: precision === "year" ? undefined : "long",
      day: precision === "day" ? "numeric" : undefined,
    });
    formats.set(key, format);
  }
  const words = format.format(date);
  return language === "fr" && precision === "day" ? words.replace(/^1 /, "1er ") : words;
}
