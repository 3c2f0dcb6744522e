// Who defends whom on the day and for the party that the reader chooses. The page is written for the day up to which
// the registry is known; this reads the same data for any other. The address holds the day and the party.
import { standing, stateOn } from "./defence-duties.js";
import { fillTable } from "./defence-table.js";

const page = document.querySelector("[data-defence]");
if (page) start(page, JSON.parse(page.querySelector("[data-content]").textContent));

function start(page, data) {
  const find = (selector) => page.querySelector(selector);
  const all = (selector) => [...page.querySelectorAll(selector)];
  const year = find("[data-year]"), day = find("[data-day]"), name = find("[data-party-name]");
  const clear = find("[data-clear]"), summary = find("[data-summary]"), table = find("[data-table] tbody");
  const parties = all("[data-party]"), treaties = all("[data-treaty]"), edges = all("[data-edge]");
  const changes = changesOf(data);
  const today = localDay(new Date());
  const years = yearsUntil(data.years, Math.floor(today / 10000));
  let chosen = Math.max(today, data.known), focus = null, state = null;

  read();
  year.max = years.length - 1;
  day.min = iso(years[0] * 10000 + 101);
  day.max = iso(years.at(-1) * 10000 + 1231);
  show();
  find("[data-controls]").hidden = false;

  find("[data-controls]").addEventListener("submit", (event) => event.preventDefault());
  year.addEventListener("input", () => choose(withYear(chosen, years[year.value])));
  day.addEventListener("change", () => day.value && choose(Number(day.value.replaceAll("-", ""))));
  for (const button of all("[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));
  name.addEventListener("change", search);
  name.addEventListener("keydown", (event) => event.key === "Enter" && search());
  name.addEventListener("input", () => {
    if (!name.value) look(null);
    else if (data.parties.some((one) => plain(one[1]) === plain(name.value))) search();
  });
  clear.addEventListener("click", () => { look(null); name.focus(); });
  page.addEventListener("keydown", (event) => event.key === "Escape" && focus !== null && look(null));
  addEventListener("popstate", () => { read(); show(); });
  for (const node of parties) {
    const party = Number(node.dataset.party);
    node.setAttribute("role", "button");
    node.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      look(focus === party ? null : party);
    });
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      look(focus === party ? null : party);
    });
    hover(node, () => lit(party));
  }
  for (const node of treaties) {
    const treaty = Number(node.dataset.treaty);
    hover(node, () => ({ treaties: new Set([treaty]), parties: new Set(state[treaty].members.keys()) }));
  }

  function hover(node, what) {
    for (const kind of ["mouseenter", "focus"]) node.addEventListener(kind, () => highlight(what()));
    for (const kind of ["mouseleave", "blur"]) node.addEventListener(kind, () => highlight());
  }

  function choose(number) {
    chosen = number;
    show();
    write();
  }

  function look(party) {
    focus = party;
    show();
    write();
  }

  function search() {
    const wanted = plain(name.value);
    if (!wanted) return look(null);
    const names = data.parties.map((one) => [one[0].toLowerCase(), plain(one[1])]);
    const tests = [([code, own]) => own === wanted || code === wanted, ([, own]) => own.startsWith(wanted),
      ([, own]) => own.includes(wanted)];
    const found = tests.map((test) => names.findIndex(test)).find((place) => place >= 0);
    if (found === undefined) summary.textContent = said("unknown", { party: name.value });
    else if (found !== focus) look(found);
  }

  function step(direction) {
    const own = focus === null ? changes : changesOf(data, focus);
    const next = direction > 0 ? own.find((one) => one > chosen) : own.findLast((one) => one < chosen);
    if (next) choose(next);
  }

  // What belongs to a party on the chosen day: its treaties, and everybody whom they make it help or be helped by.
  function lit(party) {
    const mine = new Set(), partners = new Set([party]);
    state.forEach((treaty, place) => {
      if (!treaty.members.has(party)) return;
      mine.add(place);
      for (const group of treaty.groups) {
        for (const other of new Set([...group.owes.keys(), ...group.owed.keys()])) {
          const none = data.standings.length;
          if (standing(group, party, other, none) < none || standing(group, other, party, none) < none) partners.add(other);
        }
      }
    });
    return { treaties: mine, parties: partners, centre: party };
  }

  function highlight(what = focus === null ? null : lit(focus)) {
    page.toggleAttribute("data-lit", Boolean(what));
    const mark = (node, yes) => node.classList.toggle("is-lit", Boolean(what) && yes);
    for (const node of parties) mark(node, what?.parties.has(Number(node.dataset.party)));
    for (const node of treaties) mark(node, what?.treaties.has(Number(node.dataset.treaty)));
    for (const line of edges) {
      const [treaty, party] = line.dataset.edge.split("-").map(Number);
      mark(line, what?.treaties.has(treaty) && what.parties.has(party));
      line.classList.toggle("is-own", what?.centre === party);
    }
  }

  function show() {
    state = stateOn(data, chosen);
    const here = new Set(state.flatMap((treaty) => [...treaty.members.keys()]));
    for (const node of parties) place(node, here.has(Number(node.dataset.party)));
    for (const node of treaties) place(node, state[node.dataset.treaty].members.size > 0);
    for (const line of edges) {
      const [treaty, party] = line.dataset.edge.split("-").map(Number);
      const look = state[treaty].members.get(party);
      line.dataset.standing = look ? data.standings[look.standing] : "none";
      line.toggleAttribute("data-part", Boolean(look?.part));
      arrow(line, "marker-end", look?.gives && !look.gets);
      arrow(line, "marker-start", look?.gets && !look.gives);
    }
    for (const node of parties) {
      const yes = Number(node.dataset.party) === focus;
      node.classList.toggle("is-focus", yes);
      node.setAttribute("aria-pressed", yes);
      if (yes) { node.removeAttribute("tabindex"); node.removeAttribute("aria-hidden"); }
    }
    highlight();
    fillTable(table, data, state, chosen, focus);
    summary.textContent = told(here);
    const nearest = years.reduce((best, one, place) =>
      Math.abs(one - Math.floor(chosen / 10000)) < Math.abs(years[best] - Math.floor(chosen / 10000)) ? place : best, 0);
    year.value = nearest;
    year.setAttribute("aria-valuetext", inWords(chosen));
    find("[data-year-shown]").textContent = Math.floor(chosen / 10000);
    day.value = iso(chosen);
    clear.hidden = focus === null;
    if (focus !== null) name.value = data.parties[focus][1];
    else if (document.activeElement !== name) name.value = "";
  }

  function place(node, here) {
    node.classList.toggle("is-absent", !here);
    if (here) { node.removeAttribute("tabindex"); node.removeAttribute("aria-hidden"); }
    else { node.setAttribute("tabindex", "-1"); node.setAttribute("aria-hidden", "true"); }
  }

  function arrow(line, end, yes) {
    if (yes) line.setAttribute(end, "url(#defence-arrow)");
    else line.removeAttribute(end);
  }

  function told(here) {
    const day = inWords(chosen);
    const count = (number, one, many) => (number === 1 && one in data.words ? said(one) : said(many, { number }));
    const under = (number) => count(number, "one-treaty", "treaties");
    if (focus === null) {
      const treaties = state.filter((one) => one.members.size).length;
      return said(treaties ? "summary" : "empty", { day, treaties: under(treaties), parties: count(here.size, "", "parties") });
    }
    const own = lit(focus), party = data.parties[focus][1];
    const partners = count(own.parties.size - 1, "one-partner", "partners");
    return said(own.treaties.size ? "focus" : "nothing", { day, party, treaties: under(own.treaties.size), partners });
  }

  function said(key, values = {}) {
    return data.words[key].replace(/\{(\w+)\}/g, (_, one) => values[one]);
  }

  function inWords(number) {
    const words = new Intl.DateTimeFormat(data.language === "en" ? "en-GB" : data.language, { dateStyle: "long", timeZone: "UTC" });
    const text = words.format(new Date(`${iso(number)}T00:00:00Z`));
    return data.language === "fr" ? text.replace(/^1 /, "1er ") : text;
  }

  function read() {
    const asked = new URLSearchParams(location.search.slice(1) || location.hash.slice(1));
    const number = Number((asked.get("date") ?? "").replaceAll("-", ""));
    if (/^\d{4}-\d\d-\d\d$/.test(asked.get("date") ?? "") && !Number.isNaN(Date.parse(asked.get("date")))) chosen = number;
    const place = data.parties.findIndex((one) => one[0] === asked.get("party"));
    focus = place < 0 ? null : place;
  }

  function write() {
    const state = new URLSearchParams({ date: iso(chosen) });
    if (focus !== null) state.set("party", data.parties[focus][0]);
    try {
      history.replaceState(null, "", `?${state}`);
    } catch {
      location.replace(`#${state}`); // a page from a disk may not change its address otherwise
    }
  }
}

// Every day on which something changes, for all or for one party, in order.
function changesOf(data, party = null) {
  const days = new Set();
  for (const [, , , , groups] of data.treaties) {
    for (const group of groups) {
      for (const [who, from, until] of [...group.owes, ...(group.owed ?? [])]) {
        if (party === null || who === party) { days.add(from); days.add(until); }
      }
      for (const [one, other, from, until] of group.except ?? []) {
        if (party === null || one === party || other === party) { days.add(from); days.add(until); }
      }
    }
  }
  return [...days].filter((one) => one > 0 && one < 99999999).sort((a, b) => a - b);
}

function yearsUntil(years, last) {
  const found = [...years];
  for (let year = found.at(-1) + 1; year <= last; year += 1) found.push(year);
  return found;
}

function withYear(number, year) {
  const rest = number % 10000;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year * 10000 + (rest === 229 && !leap ? 228 : rest);
}

function localDay(when) {
  return when.getFullYear() * 10000 + (when.getMonth() + 1) * 100 + when.getDate();
}

function iso(number) {
  const text = String(number).padStart(8, "0");
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").trim().toLowerCase();
}
