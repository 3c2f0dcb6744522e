// Rows of the explorer, as cells of the table and as CSV.
import { dateOf } from "./explore-index.js";

export const FEW = 4; // so many parties are named; of more, the number is given

export const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Everything that a row of the table or of a file says. */
export class Writer {
  constructor(index, texts) {
    this.index = index;
    this.texts = texts;
    this.days = new Map();
    const language = texts.language === "fr" ? "fr" : "en-GB";
    this.format = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    this.lists = new Intl.ListFormat(language, { style: "long", type: "conjunction" });
  }

  /** Return a day in words, as the rest of the site writes it. */
  day(number) {
    if (!this.days.has(number)) {
      const words = this.format.format(dateOf(number));
      this.days.set(number, this.texts.language === "fr" ? words.replace(/^1 /, "1er ") : words);
    }
    return this.days.get(number);
  }

  signed(row) {
    const signed = this.index.rows.signed[row];
    if (signed === null) return this.texts.noDate;
    return typeof signed === "number" ? this.day(signed) : signed[2];
  }

  /** Return the code of a row's status on the day last asked about. */
  code(row) {
    return this.index.codes.status[this.index.status[row]];
  }

  /** Return a row's status on the day last asked about, with the day since when, where that is certain. */
  status(row) {
    const label = this.index.labels.status[this.index.status[row]];
    const since = this.index.since(row);
    const form = { "in-force": this.texts.since, terminated: this.texts.over }[this.code(row)];
    return form && since !== null ? say(form, { status: label, day: this.day(since) }) : label;
  }

  labels(facet, row) {
    return this.index.list(facet, row).map((number) => this.index.labels[facet][number]);
  }

  /** Return a row of the table, made from the template of one. */
  element(template, row, day) {
    const { index, texts } = this;
    const { id, title, kind, verified } = index.rows;
    const acting = index.acting(row);
    const bound = this.labels("duty", row);
    const line = template.content.firstElementChild.cloneNode(true);
    const [name, parties, subjects, duties, signed, status] = line.cells;
    name.firstElementChild.textContent = title[row];
    if (!index.named.has(row)) name.firstElementChild.lang = "en";
    name.firstElementChild.href = `${texts.treaties}${id[row]}.html`;
    name.lastElementChild.textContent = index.labels.kind[kind[row]];
    if (acting.length > FEW) parties.textContent = say(texts.ofParties, { number: acting.length });
    else parties.append(...this.links(acting));
    subjects.textContent = this.labels("subject", row).join(texts.semicolon);
    duties.textContent = bound.join(texts.semicolon) || texts.noDuty;
    duties.classList.toggle("quiet", !bound.length);
    signed.textContent = this.signed(row);
    const [label, limit, note] = status.children;
    const known = index.days[verified[row]];
    label.textContent = this.status(row);
    label.classList.add(`status--${this.code(row)}`);
    limit.textContent = index.limitsOn(row, day).join(" ");
    note.textContent = day > known ? say(texts.known, { day: this.day(known) }) : "";
    return line;
  }

  links(numbers) {
    const links = numbers.map((number) => {
      const link = document.createElement("a");
      link.href = `${this.texts.parties}${this.index.codes.party[number]}.html`;
      link.textContent = this.index.labels.party[number];
      return link;
    });
    const names = links.map((_, place) => String(place));
    return this.lists.formatToParts(names).map(({ type, value }) => (type === "element" ? links[Number(value)] : value));
  }

  /** Return rows as CSV (RFC 4180, with the mark that makes spreadsheets read UTF-8). */
  csv(rows, day) {
    const { index } = this;
    const iso = (number) => dateOf(number).toISOString().slice(0, 10);
    const head = "id,title,kind,party_codes,parties,subjects,duties,signed,status,status_on,known,page".split(",");
    const lines = rows.map((row) => {
      const { id, title, kind, signed, verified } = index.rows;
      const acting = index.acting(row);
      return [
        id[row],
        title[row],
        index.labels.kind[kind[row]],
        acting.map((number) => index.codes.party[number]).join("; "),
        acting.map((number) => index.labels.party[number]).join("; "),
        this.labels("subject", row).join("; "),
        this.labels("duty", row).join("; "),
        signed[row] === null ? "unknown" : typeof signed[row] === "number" ? iso(signed[row]) : signed[row][3],
        index.labels.status[index.status[row]],
        iso(day),
        iso(index.days[verified[row]]),
        new URL(`${this.texts.treaties}${id[row]}.html`, document.baseURI).href,
      ];
    });
    return "\ufeff" + [head, ...lines].map((line) => line.map(cell).join(",") + "\r\n").join("");
  }
}

/** Return a value as CSV. What a spreadsheet would take for a formula gets an apostrophe. */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
