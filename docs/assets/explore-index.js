// The treaties as numbers in columns, and which of them fit a choice: nothing here touches the page.
// A filter step looks at each row once for each filter in use and once for the counts: some milliseconds at 10,000 rows.

/** What a reader can choose among. In the first three a treaty has many values and must have all that are chosen; in
 *  the others it has one, which must be among those chosen. */
export const FACETS = ["party", "duty", "subject", "status", "kind"];
const HAS_MANY = new Set(["party", "duty", "subject"]);
const LISTS = { party: "parties", duty: "duties", subject: "subjects", status: "statuses", kind: "kinds" };

const NEVER = 2 ** 31 - 1;
const PIECE = 500; // so many rows are put in order at a time

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
export function folded(text) {
  const small = text.toLowerCase();
  // Most titles have no accent, and to look costs less than to take them away.
  return /^[\x00-\x7f]*$/.test(small) ? small : small.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

export class Index {
  constructor(data) {
    this.rows = data.rows;
    this.days = data.days;
    this.size = data.rows.id.length;
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
    this.many = Object.fromEntries([...HAS_MANY].map((facet) => [facet, flat(data.rows[facet])]));
    this.kind = Uint16Array.from(data.rows.kind);
    // The first and the last possible day of signature. Without any, no span of years has it.
    this.first = new Int32Array(this.size).fill(NEVER);
    this.last = new Int32Array(this.size).fill(-NEVER);
    data.rows.signed.forEach((signed, row) => {
      if (signed !== null) [this.first[row], this.last[row]] = typeof signed === "number" ? [signed, signed] : signed;
    });
    this.history = histories(data.rows.status, this.first);
    this.places = new Uint32Array(this.size);
    this.status = new Uint16Array(this.size);
    this.known = {};
    this.named = new Set(data.named ?? this.rows.id.keys());
    this.heirs = new Map(data.heirs.map(([row, ...steps]) => [row, new Set(sums(steps))]));
    this.limits = new Map();
    for (const [row, ...limit] of data.limits) this.limits.set(row, [...(this.limits.get(row) ?? []), limit]);
    this.data = data;
  }

  /** Return the numbers of what a row has of a facet, of which it may have many. */
  list(facet, row) {
    const { starts, values } = this.many[facet];
    return [...values.subarray(starts[row], starts[row + 1])];
  }

  /** Tell of which rows a word of free text stands in the title, the id, what it has of some facet, or more words. */
  saying(word) {
    const { id, kind } = this.rows;
    const titles = (this.titles ??= this.rows.title.map(folded));
    const has = (texts) => Uint8Array.from(texts, (text) => text.includes(word));
    const known = (facet) => has((this.known[facet] ??= this.labels[facet].map(folded)));
    this.words ??= flat(this.rows.words, Uint32Array);
    const lists = [...HAS_MANY].map((facet) => [this.many[facet], known(facet)]);
    lists.push([this.words, has(this.data.words)]);
    const told = lists.filter(([, marks]) => marks.includes(1));
    const kinds = known("kind");
    const bits = this.data.common.filter(([common]) => common.includes(word)).map(([, coded]) => atob(coded));
    const among = ([{ starts, values }, marks], row) => {
      for (let place = starts[row]; place < starts[row + 1]; place += 1) if (marks[values[place]]) return true;
      return false;
    };
    return (row) =>
      titles[row].includes(word) ||
      id[row].includes(word) ||
      kinds[kind[row]] === 1 ||
      told.some((list) => among(list, row)) ||
      bits.some((one) => (one.charCodeAt(row >> 3) >> (row & 7)) & 1);
  }

  /** Put all rows in the order of their titles, some milliseconds of work at each step: pieces first, then two and
   *  two made one. */
  *ordering() {
    if (this.byTitle) return;
    const before = this.comparing();
    let runs = [];
    for (let start = 0; start < this.size; start += PIECE) {
      const length = Math.min(PIECE, this.size - start);
      runs.push(Array.from({ length }, (_, place) => start + place).sort(before));
      yield;
    }
    while (runs.length > 1) {
      const longer = [];
      for (let place = 0; place < runs.length; place += 2) {
        longer.push(place + 1 < runs.length ? merged(runs[place], runs[place + 1], before) : runs[place]);
        yield;
      }
      runs = longer;
    }
    this.byTitle = runs[0] ?? [];
  }

  comparing() {
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const { title } = this.rows;
    return (one, other) => compare(title[one], title[other]);
  }

  /** Find every row's status on a day, as numbers, and where in its history that stands. */
  statusesOn(day) {
    if (this.asked === day) return;
    this.asked = day;
    const { starts, values } = this.history;
    for (let row = 0; row < this.size; row += 1) {
      let place = starts[row];
      while (place + 1 < starts[row + 1] && values[place + 1] <= day) place += 2;
      this.places[row] = place;
      this.status[row] = values[place];
    }
  }

  /** Return the first day of a row's status on the day last asked about, where it is certain; otherwise null. */
  since(row) {
    const place = this.places[row];
    const { starts, values } = this.history;
    const unsure = ["cannot-tell", "disputed"];
    if (place === starts[row] || unsure.includes(this.codes.status[values[place]])) return null;
    return unsure.includes(this.codes.status[values[place - 2]]) ? null : values[place - 1];
  }

  /** Return the parties that took part themselves, without those that only continue one. */
  acting(row) {
    const heirs = this.heirs.get(row);
    const parties = this.list("party", row);
    return heirs ? parties.filter((number) => !heirs.has(number)) : parties;
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
      const start = dayNumber(`${(choice.from || "0").padStart(4, "0")}-01-01`);
      const end = dayNumber(`${(choice.to || "9999").padStart(4, "0")}-12-31`);
      test((row) => this.first[row] <= end && this.last[row] >= start);
    }
    for (const word of folded(choice.text).split(/\s+/).filter(Boolean)) {
      test(this.saying(word));
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
    if (sort !== "title") return rows;
    if (!this.byTitle && rows.length <= PIECE) return rows.sort(this.comparing());
    finish(this.ordering());
    return this.byTitle.filter((row) => !failed[row]);
  }
}

/** Do all steps of a work at once. */
function finish(steps) {
  while (!steps.next().done);
}

/** Lists hold what each number is more than the one before. */
function sums(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** Lists of such numbers, one after the other, with where each starts. */
function flat(lists, Numbers = Uint16Array) {
  const starts = startsOf(lists);
  const values = new Numbers(starts[lists.length]);
  let place = 0;
  for (const steps of lists) {
    let sum = 0;
    for (const step of steps) values[place++] = sum += step;
  }
  return { starts, values };
}

/** Histories of statuses, one after the other: a status, then for each that follows its first day, and itself.
 *  A history begins to count at the first possible day of signature. */
function histories(lists, first) {
  const starts = startsOf(lists);
  const values = new Int32Array(starts[lists.length]);
  let place = 0;
  lists.forEach((history, row) => {
    let day = first[row] === NEVER ? 0 : first[row];
    history.forEach((value, number) => (values[place++] = number % 2 ? (day += value) : value));
  });
  return { starts, values };
}

function startsOf(lists) {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, row) => (starts[row + 1] = starts[row] + list.length));
  return starts;
}

/** Make one list in order of two. */
function merged(ones, others, before) {
  const both = [];
  let place = 0;
  for (const one of ones) {
    while (place < others.length && before(others[place], one) < 0) both.push(others[place++]);
    both.push(one);
  }
  return both.concat(others.slice(place));
}
