// Who defends whom on the day and for the party that the reader chooses. The page is written for the day up to which
// the registry is known; this reads the same data for any other. The address holds the day and the party.
import { dayNumber, inWords, isoDay, localDay } from "./dates.js";
import { readDefence } from "./defence-data.js";
import { changesOf, neighboursOf, stateOn } from "./defence-duties.js";
import { Picture } from "./defence-picture.js";
import { fillTable } from "./defence-table.js";
import { partyNamed, withYear, yearOf, yearsUntil } from "./defence-choice.js";
import { find, findAll } from "./elements.js";
import { fill } from "./texts.js";

/** @import { Defence } from "./defence-data.js" */
/** @import { TreatyState } from "./defence-duties.js" */

class DefencePage {
  /** @type {number | null} the one party that is chosen, if any */
  focus = null;
  /** @type {TreatyState[]} */
  state = [];

  /**
   * @param {HTMLElement} page
   * @param {Defence} data
   */
  constructor(page, data) {
    this.data = data;
    this.controls = find(page, "[data-controls]", HTMLFormElement);
    this.year = find(page, "[data-year]", HTMLInputElement);
    this.yearShown = find(page, "[data-year-shown]", HTMLElement);
    this.dayField = find(page, "[data-day]", HTMLInputElement);
    this.name = find(page, "[data-party-name]", HTMLInputElement);
    this.clear = find(page, "[data-clear]", HTMLButtonElement);
    this.summary = find(page, "[data-summary]", HTMLElement);
    this.table = find(page, "[data-table] tbody", HTMLTableSectionElement);
    this.picture = new Picture(page, data, (party) => this.look(this.focus === party ? null : party));
    const today = isoDay(localDay());
    this.day = today > data.known ? today : data.known;
    this.years = yearsUntil(data.years, yearOf(today));
    page.addEventListener("keydown", (event) => event.key === "Escape" && this.focus !== null && this.look(null));
  }

  /** Show what the address holds, and wait for the reader. */
  open() {
    this.read();
    this.year.max = String(this.years.length - 1);
    this.dayField.min = withYear("0000-01-01", this.years[0]);
    this.dayField.max = withYear("0000-12-31", this.years[this.years.length - 1]);
    this.show();
    this.controls.hidden = false;
    this.controls.addEventListener("submit", (event) => event.preventDefault());
    this.year.addEventListener("input", () => this.choose(withYear(this.day, this.years[Number(this.year.value)])));
    this.dayField.addEventListener("change", () => this.dayField.value && this.choose(this.dayField.value));
    for (const button of findAll(this.controls, "[data-step]", HTMLButtonElement)) {
      button.addEventListener("click", () => this.step(Number(button.dataset.step)));
    }
    this.name.addEventListener("change", () => this.search());
    this.name.addEventListener("keydown", (event) => event.key === "Enter" && this.search());
    this.name.addEventListener("input", () => {
      if (!this.name.value) this.look(null);
      else if (partyNamed(this.data.parties, this.name.value, true) !== null) this.search();
    });
    this.clear.addEventListener("click", () => {
      this.look(null);
      this.name.focus();
    });
    addEventListener("popstate", () => {
      this.read();
      this.show();
    });
  }

  /** @param {string} day */
  choose(day) {
    this.day = day;
    this.show();
    this.write();
  }

  /** @param {number | null} party */
  look(party) {
    this.focus = party;
    this.show();
    this.write();
  }

  /** Look at the party whose name was typed. */
  search() {
    if (!this.name.value.trim()) return this.look(null);
    const party = partyNamed(this.data.parties, this.name.value);
    if (party === null) this.summary.textContent = fill(this.data.words.unknown, { party: this.name.value });
    else if (party !== this.focus) this.look(party);
  }

  /**
   * Go to the next change, or to the one before.
   * @param {number} direction
   */
  step(direction) {
    const changes = changesOf(this.data, this.focus);
    const next = direction > 0 ? changes.find((day) => day > this.day) : changes.findLast((day) => day < this.day);
    if (next) this.choose(next);
  }

  /** Show the chosen day and party: controls, picture, table and summary. */
  show() {
    const { data, day, focus, years } = this;
    this.state = stateOn(data, day);
    this.picture.show(this.state, focus);
    fillTable(this.table, data, this.state, focus);
    this.summary.textContent = this.summed();
    const year = yearOf(day);
    const nearest = years.reduce((best, other) =>
      Math.abs(other - year) < Math.abs(best - year) ? other : best,
    );
    this.year.value = String(years.indexOf(nearest));
    this.year.setAttribute("aria-valuetext", this.dayInWords());
    this.yearShown.textContent = String(year);
    this.dayField.value = day;
    this.clear.hidden = focus === null;
    if (focus !== null) this.name.value = data.parties[focus].name;
    else if (document.activeElement !== this.name) this.name.value = "";
  }

  dayInWords() {
    return inWords(new Date(`${this.day}T00:00:00Z`), this.data.language);
  }

  /** Return what is shown, in a sentence. */
  summed() {
    const { words, parties, none } = this.data;
    const day = this.dayInWords();
    /** @param {number} number @param {"treaty" | "partner"} what */
    const counted = (number, what) =>
      number === 1 ? words[`one-${what}`] : fill(words[what === "treaty" ? "treaties" : "partners"], { number });
    if (this.focus === null) {
      const binding = this.state.filter(({ members }) => members.size);
      const present = new Set(binding.flatMap(({ members }) => [...members.keys()]));
      return fill(binding.length ? words.summary : words.empty, {
        day,
        treaties: counted(binding.length, "treaty"),
        parties: fill(words.parties, { number: present.size }),
      });
    }
    const own = neighboursOf(this.state, this.focus, none);
    return fill(own.treaties.size ? words.focus : words.nothing, {
      day,
      party: parties[this.focus].name,
      treaties: counted(own.treaties.size, "treaty"),
      partners: counted(own.parties.size - 1, "partner"),
    });
  }

  /** Take the day and the party from the address. */
  read() {
    const asked = new URLSearchParams(location.search.slice(1) || location.hash.slice(1));
    const day = asked.get("date") ?? "";
    if (dayNumber(day) !== null) this.day = day;
    const party = this.data.parties.findIndex(({ code }) => code === asked.get("party"));
    this.focus = party < 0 ? null : party;
  }

  /** Put the day and the party into the address. */
  write() {
    const asked = new URLSearchParams({ date: this.day });
    if (this.focus !== null) asked.set("party", this.data.parties[this.focus].code);
    try {
      history.replaceState(null, "", `?${asked}`);
    } catch {
      location.replace(`#${asked}`); // a page from a disk may not change its address otherwise
    }
  }
}

const page = document.querySelector("[data-defence]");
if (page instanceof HTMLElement) {
  const content = find(page, "[data-content]", HTMLScriptElement).textContent;
  new DefencePage(page, readDefence(JSON.parse(content))).open();
}
