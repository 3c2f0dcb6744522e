// The treaties as numbers in columns, and which of them fit a choice: nothing here touches the page.
// A filter step looks at each row once for each filter in use and once for the counts: some milliseconds at 10,000 rows.

/** What a reader can choose among. In the first three a treaty has many values and must have all that are chosen; in
 *  the others it has one, which must be among those chosen. */
export const FACETS = ["party", "duty", "subject", "status", "kind"];
const HAS_MANY = new Set(["party", "duty", "subject"]);
const LISTS = { party: "parties", duty: "duties", subject: "subjects", status: "statuses", kind: "kinds" };

const DAYS_TO_1970 = 719163; // 1 is 1 January of the year 1
const DAY = 86400000;

/** Return the number of a day given as YYYY-MM-DD, or null if there is no such day. */
export function dayNumber(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(text + "T00:00:00Z");
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return null;
  return time / DAY + DAYS_TO_1970;
}

/** Return the moment at which the day of a number begins, in UTC. */
export const dateOf = (day) => new Date((day - DAYS_TO_1970) * DAY);

/** Return the number of the reader's day. */
export function today() {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY + DAYS_TO_1970;
}

/** Return a text as it is compared: small letters without accents. */
export const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");

export class Index {
  constructor(data) {
    this.rows = unpacked(data.rows);
    this.days = data.days;
    this.size = this.rows.id.length;
    /** For each facet, the codes and the labels of its values. */
    this.codes = {};
    this.labels = {};
    this.numbers = {};
    for (const facet of FACETS) {
      const list = data[LISTS[facet]];
      this.codes[facet] = list.map(([code]) => code);
      this.labels[facet] = list.map(([, label]) => label);
      this.numbers[facet] = new Map(list.map(([code], number) => [code, number]));
    }
    this.many = {};
    for (const facet of HAS_MANY) this.many[facet] = flat(this.rows[facet]);
    this.kind = Uint16Array.from(this.rows.kind);
    this.years = this.rows.signed.map((signed) => {
      if (signed === null) return null;
      const [first, last] = typeof signed === "number" ? [signed, signed] : signed;
      return [dateOf(first).getUTCFullYear(), dateOf(last).getUTCFullYear()];
    });
    this.named = new Set(data.named ?? this.rows.id.keys());
    this.heirs = new Map(data.heirs.map(([row, ...steps]) => [row, new Set(sums(steps))]));
    this.limits = new Map();
    for (const [row, ...limit] of data.limits) this.limits.set(row, [...(this.limits.get(row) ?? []), limit]);
    this.data = data;
  }

  /** What free text is looked for in, row by row, put together when somebody first looks. */
  get texts() {
    return (this.haystacks ??= this.makeTexts(this.data));
  }

  makeTexts({ words, common }) {
    const { id, title, party, kind, subject, duty, words: more } = this.rows;
    const known = {};
    for (const facet of FACETS) known[facet] = this.labels[facet].map(folded);
    const bits = common.map(([word, coded]) => [word, atob(coded)]);
    return id.map((name, row) =>
      [
        folded(title[row]),
        name,
        known.kind[kind[row]],
        ...party[row].map((number) => known.party[number]),
        ...subject[row].map((number) => known.subject[number]),
        ...duty[row].map((number) => known.duty[number]),
        ...more[row].map((number) => words[number]),
        ...bits.filter(([, has]) => (has.charCodeAt(row >> 3) >> (row & 7)) & 1).map(([word]) => word),
      ].join(" "),
    );
  }

  /** Return every row's status on a day, as numbers, and where in its history that stands. */
  statusesOn(day) {
    if (this.asked !== day) {
      this.asked = day;
      this.places = Uint16Array.from(this.rows.status, (history) => {
        let place = 0;
        while (place + 1 < history.length && history[place + 1] <= day) place += 2;
        return place;
      });
      this.status = Uint16Array.from(this.rows.status, (history, row) => history[this.places[row]]);
    }
    return this.status;
  }

  /** Return the first day of a row's status on the day last asked about, where it is certain; otherwise null. */
  since(row) {
    const place = this.places[row];
    const history = this.rows.status[row];
    const unsure = ["cannot-tell", "disputed"];
    if (place === 0 || unsure.includes(this.codes.status[history[place]])) return null;
    return unsure.includes(this.codes.status[history[place - 2]]) ? null : history[place - 1];
  }

  /** Return the parties that took part themselves, without those that only continue one. */
  acting(row) {
    const heirs = this.heirs.get(row);
    return heirs ? this.rows.party[row].filter((number) => !heirs.has(number)) : this.rows.party[row];
  }

  /** Return in words which duties between some of a row's parties are suspended on a day. */
  limitsOn(row, day) {
    return (this.limits.get(row) ?? []).filter(([start, end]) => start <= day && day < end).map(([, , text]) => text);
  }

  /** Return the rows that fit a choice, in order, and for each value of each facet how many there would be with it. */
  select(choice) {
    this.statusesOn(choice.on ? dayNumber(choice.on) : today());
    const failed = new Uint8Array(this.size);
    const where = new Uint8Array(this.size);
    let filter = 0;
    const test = (fits) => {
      filter += 1;
      for (let row = 0; row < this.size; row += 1) {
        if (!fits(row)) {
          failed[row] += 1;
          where[row] = filter;
        }
      }
      return filter;
    };
    const tested = {};
    for (const facet of FACETS) {
      if (choice[facet].length) tested[facet] = test(this.fitting(facet, choice[facet]));
    }
    if (choice.from || choice.to) {
      const [from, to] = [Number(choice.from || 0), Number(choice.to || 9999)];
      test((row) => this.years[row] !== null && this.years[row][0] <= to && this.years[row][1] >= from);
    }
    for (const word of folded(choice.text).split(/\s+/).filter(Boolean)) {
      const texts = this.texts;
      test((row) => texts[row].includes(word));
    }
    return { rows: this.ordered(failed, choice.sort), counts: this.counts(failed, where, tested) };
  }

  fitting(facet, codes) {
    const wanted = new Uint8Array(this.codes[facet].length);
    for (const code of codes) wanted[this.numbers[facet].get(code)] = 1;
    if (!HAS_MANY.has(facet)) {
      const column = this[facet];
      return (row) => wanted[column[row]] === 1;
    }
    const { starts, values } = this.many[facet];
    return (row) => {
      let found = 0;
      for (let place = starts[row]; place < starts[row + 1]; place += 1) found += wanted[values[place]];
      return found === codes.length;
    };
  }

  counts(failed, where, tested) {
    const counts = {};
    for (const facet of FACETS) {
      const count = (counts[facet] = new Uint32Array(this.codes[facet].length));
      const own = tested[facet];
      if (HAS_MANY.has(facet)) {
        const { starts, values } = this.many[facet];
        for (let row = 0; row < this.size; row += 1) {
          if (failed[row]) continue;
          for (let place = starts[row]; place < starts[row + 1]; place += 1) count[values[place]] += 1;
        }
      } else {
        const column = this[facet];
        for (let row = 0; row < this.size; row += 1) {
          // Another value of this facet would add the rows that fail nothing but this facet.
          if (failed[row] === 0 || (failed[row] === 1 && where[row] === own)) count[column[row]] += 1;
        }
      }
    }
    return counts;
  }

  ordered(failed, sort) {
    const rows = [];
    for (let row = 0; row < this.size; row += 1) if (!failed[row]) rows.push(row);
    if (sort === "oldest") rows.reverse();
    if (sort === "title") rows.sort((one, other) => this.alphabet[one] - this.alphabet[other]);
    return rows;
  }

  /** Each row's place in the order of titles, worked out when it is first asked for. */
  get alphabet() {
    if (!this.placeByTitle) {
      const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const order = [...this.rows.title.keys()].sort((a, b) => compare(this.rows.title[a], this.rows.title[b]));
      this.placeByTitle = new Uint32Array(this.size);
      order.forEach((row, place) => (this.placeByTitle[row] = place));
    }
    return this.placeByTitle;
  }
}

function sums(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** Lists hold what each number is more than the one before; a history of statuses begins to count at the signature. */
function unpacked(rows) {
  const status = rows.status.map((history, row) => {
    const signed = rows.signed[row];
    let day = Array.isArray(signed) ? signed[0] : (signed ?? 0);
    return history.map((value, place) => (place % 2 ? (day += value) : value));
  });
  const lists = Object.fromEntries(["party", "subject", "duty", "words"].map((name) => [name, rows[name].map(sums)]));
  return { ...rows, ...lists, status };
}

/** Lists of numbers, one after the other, with where each starts. */
function flat(lists) {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, row) => (starts[row + 1] = starts[row] + list.length));
  return { starts, values: Uint16Array.from(lists.flat()) };
}
