// Rows of the explorer, as cells of the table and as CSV.
import { csv } from "./csv.js";
import { dateOf, inWords, isoDay } from "./dates.js";
import { copyOf, make } from "./elements.js";
import { fill } from "./texts.js";

/** @import { ListFacet } from "./explore-data.js" */
/** @import { Index } from "./explore-index.js" */

const MAX_NAMES = 4; // of more parties, the number is given
const COLUMNS = "id,title,kind,party_codes,parties,subjects,duties,signed,status,status_on,known,page".split(",");

/** Everything that a row of the table or of a file says. */
export class RowWriter {
  /**
   * @param {Index} index
   * @param {Record<string, string>} texts of the page
   */
  constructor(index, texts) {
    this.index = index;
    this.texts = texts;
    const locale = texts.language === "en" ? "en-GB" : texts.language;
    this.conjunction = new Intl.ListFormat(locale, { style: "long", type: "conjunction" });
  }

  /**
   * Return a day in words.
   * @param {number} day
   */
  day(day) {
    return inWords(dateOf(day), this.texts.language);
  }

  /**
   * Return when a row was signed, in words.
   * @param {number} row
   */
  signed(row) {
    const signed = this.index.rows.signed[row];
    if (signed === null) return this.texts.noDate;
    return typeof signed === "number" ? this.day(signed) : signed[2];
  }

  /**
   * Return the code of a row's status on the day last asked about.
   * @param {number} row
   */
  statusCode(row) {
    return this.index.codes.status[this.index.columns.status[row]];
  }

  /**
   * Return a row's status on the day last asked about, with the day since when, where that is certain.
   * @param {number} row
   */
  status(row) {
    const label = this.index.labels.status[this.index.columns.status[row]];
    const since = this.index.since(row);
    const code = this.statusCode(row);
    const form = code === "in-force" ? this.texts.since : code === "terminated" ? this.texts.over : "";
    return form && since !== null ? fill(form, { status: label, day: this.day(since) }) : label;
  }

  /**
   * Return what a row has of a facet, in words.
   * @param {ListFacet} facet
   * @param {number} row
   */
  labels(facet, row) {
    return this.index.list(facet, row).map((number) => this.index.labels[facet][number]);
  }

  /**
   * Return a row of the table.
   * @param {HTMLTemplateElement} template
   * @param {number} row
   * @param {number} day of the status
   */
  element(template, row, day) {
    const { index, texts } = this;
    const { title, kind, verified } = index.rows;
    const acting = index.acting(row);
    const bound = this.labels("duty", row);
    const line = copyOf(template, HTMLTableRowElement);
    const [name, parties, subjects, duties, signed, status] = line.cells;
    const lang = index.named.has(row) ? "" : "en";
    name.firstElementChild?.replaceWith(make("a", { href: this.address(row), lang }, title[row]));
    name.lastElementChild?.append(index.labels.kind[kind[row]]);
    if (acting.length > MAX_NAMES) parties.textContent = fill(index.open.has(row) ? texts.ofAtLeast : texts.ofParties, { number: acting.length });
    else parties.append(...this.links(acting));
    subjects.textContent = this.labels("subject", row).join(texts.semicolon);
    duties.textContent = bound.join(texts.semicolon) || texts.noDuty;
    duties.classList.toggle("quiet", !bound.length);
    signed.textContent = this.signed(row);
    const [label, limit, note] = status.children;
    const lastVerified = index.days[verified[row]];
    label.textContent = this.status(row);
    label.classList.add(`status--${this.statusCode(row)}`);
    limit.textContent = index.limitsOn(row, day).join(" ");
    note.textContent = day > lastVerified ? fill(texts.known, { day: this.day(lastVerified) }) : "";
    return line;
  }

  /**
   * Return the address of a row's page.
   * @param {number} row
   */
  address(row) {
    return `${this.texts.treaties}${this.index.rows.id[row]}.html`;
  }

  /**
   * Return parties as links, as the language lists them.
   * @param {number[]} parties
   */
  links(parties) {
    const { codes, labels } = this.index;
    return this.conjunction.formatToParts(parties.map(String)).map(({ type, value }) => {
      if (type !== "element") return value;
      const number = Number(value);
      return make("a", { href: `${this.texts.parties}${codes.party[number]}.html` }, labels.party[number]);
    });
  }

  /**
   * Return rows as CSV.
   * @param {number[]} rows
   * @param {number} day of the status
   * @param {string} base of the addresses of pages
   */
  csv(rows, day, base) {
    const { labels, codes, columns, days, rows: treaties } = this.index;
    const lines = rows.map((row) => {
      const acting = this.index.acting(row);
      const signed = treaties.signed[row];
      return [
        treaties.id[row],
        treaties.title[row],
        labels.kind[treaties.kind[row]],
        acting.map((number) => codes.party[number]).join("; "),
        acting.map((number) => labels.party[number]).join("; "),
        this.labels("subject", row).join("; "),
        this.labels("duty", row).join("; "),
        signed === null ? "unknown" : typeof signed === "number" ? isoDay(dateOf(signed)) : signed[3],
        labels.status[columns.status[row]],
        isoDay(dateOf(day)),
        isoDay(dateOf(days[treaties.verified[row]])),
        new URL(this.address(row), base).href,
      ];
    });
    return csv([COLUMNS, ...lines]);
  }
}
