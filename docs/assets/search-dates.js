// Understands a typed date: 1949-04-04, 4.4.1949, 4 April 1949, April 4, 1949, avril 1949, 1949.

/** Returns what a text says as a date, as `{year, month, day}` with as many of them as it says, or nothing. */
export function typedDate(text, locales) {
  const plain = bare(text).trim();
  let match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(plain);
  if (match) return checked(match[1], match[2], match[3]);
  match = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(plain);
  if (match) return checked(match[3], match[2], match[1]);
  match = /^(?:(?:on|le|the)\s+)?(?:(\d{1,2})(?:st|nd|rd|th|er)?\s+(?:of\s+)?)?([a-z]{3,})\.?,?\s+(\d{4})$/.exec(plain);
  if (match) return checked(match[3], monthOf(match[2], locales), match[1]);
  match = /^(?:on\s+)?([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(plain);
  if (match) return checked(match[3], monthOf(match[1], locales), match[2]);
  return null;
}

/** Returns a date in figures, as long as it is precise: 1949-04-04, 1949-04, 1949. */
export function figures({ year, month, day }) {
  return [String(year).padStart(4, "0"), month, day]
    .filter(Boolean)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/** Returns the day itself, or the last day of the month or year. */
export function lastDay({ year, month, day }) {
  const last = day ?? new Date(Date.UTC(year, month ?? 12, 0)).getUTCDate();
  return { year, month: month ?? 12, day: last };
}

/** Returns a date in words. */
export function inWords({ year, month, day }, locale) {
  const form = { timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric" };
  const words = new Intl.DateTimeFormat(locale, form).format(new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1)));
  return locale.startsWith("fr") && day === 1 ? words.replace(/^1 /, "1er ") : words;
}

function checked(year, month, day) {
  const parts = { year: Number(year) };
  if (month === 0 || parts.year < 1000) return null;
  if (month !== undefined) parts.month = Number(month);
  if (day !== undefined) parts.day = Number(day);
  if (parts.month < 1 || parts.month > 12) return null;
  if (parts.day < 1 || parts.day > new Date(Date.UTC(parts.year, parts.month, 0)).getUTCDate()) return null;
  return parts;
}

function monthOf(word, locales) {
  const found = new Set();
  for (const locale of locales) {
    const form = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
    for (let month = 1; month <= 12; month += 1) {
      const name = bare(form.format(new Date(Date.UTC(2000, month - 1, 1))));
      if (name === word) return month;
      if (name.startsWith(word)) found.add(month);
    }
  }
  return found.size === 1 ? [...found][0] : 0;
}

function bare(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
