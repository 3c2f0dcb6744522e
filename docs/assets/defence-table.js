// The table of who owes whom on a day: for all, condensed by treaty, or for one party with its partners.
import { mutual, standing } from "./defence-duties.js";

export function fillTable(body, data, state, day, focus) {
  const rows = [];
  state.forEach((treaty, place) => {
    for (const group of treaty.groups) {
      if (!group.owes.size) continue;
      const lines = focus === null ? forAll(data, group) : forOne(data, group, focus);
      if (lines.length) rows.push(row(data, data.treaties[place], group, lines, focus));
    }
  });
  body.replaceChildren(...rows);
}

function row(data, [, language, title, href], group, lines, focus) {
  const none = data.standings.length;
  const strongest = focus === null ? Math.min(...group.owes.values())
    : Math.min(group.owes.get(focus) ?? none, group.owed.get(focus) ?? none);
  const made = element("tr");
  const head = element("th", { scope: "row" });
  const name = link(title, href);
  if (language !== data.language) name.lang = language;
  head.append(name);
  const article = element("td", { class: "nowrap", "data-label": data.words.article });
  article.append(group.articles);
  const sure = element("td", { class: "nowrap", "data-label": data.words.standing });
  const code = data.standings[strongest];
  const status = element("span", { class: `status status--${code === "owed" ? "in-force" : code}` });
  status.append(label(data, strongest));
  sure.append(status);
  const who = element("td", { "data-label": data.words.who });
  const reserved = group.reserved.length ? [["reserved", { parties: group.reserved }]] : [];
  for (const [key, values, before] of [...lines, ...reserved]) {
    const line = element("span", { class: "defence__line" });
    const text = said(data, key, values);
    line.append(...(before === undefined ? text : told(data, before, text)));
    who.append(line);
  }
  made.append(head, article, sure, who);
  return made;
}

// As the page itself writes it: all at once, then those whose part is less sure, then the exceptions.
function forAll(data, group) {
  const strongest = Math.min(...group.owes.values());
  const lines = mutual(group) ? [["mutual", { parties: [...group.owes.keys()] }]]
    : [["sides", { by: [...group.owes.keys()], towards: [...group.owed.keys()] }]];
  for (let weaker = strongest + 1; weaker < data.standings.length; weaker += 1) {
    const fewer = [...new Set([...group.owes.keys(), ...group.owed.keys()])]
      .filter((party) => group.owes.get(party) === weaker || group.owed.get(party) === weaker);
    if (fewer.length) lines.push([null, { parties: fewer }, weaker]);
  }
  for (const [by, towards, held] of group.exceptions) lines.push(["sides", { by: [by], towards: [towards] }, held]);
  return lines;
}

// One party's partners, those with the same duties in both directions together.
function forOne(data, group, focus) {
  const none = data.standings.length;
  const kinds = new Map();
  for (const other of new Set([...group.owes.keys(), ...group.owed.keys()])) {
    const helps = standing(group, focus, other, none), helped = standing(group, other, focus, none);
    if (helps === none && helped === none) continue;
    const key = helps * (none + 1) + helped;
    kinds.set(key, [...(kinds.get(key) ?? []), other]);
  }
  const lines = [];
  for (const [key, parties] of [...kinds].sort(([one], [other]) => one - other)) {
    const helps = Math.floor(key / (none + 1)), helped = key % (none + 1);
    const sure = (held) => (held > 0 ? held : undefined);
    if (helps === helped) lines.push(["each", { parties }, sure(helps)]);
    else {
      if (helps < none) lines.push(["helps", { parties }, sure(helps)]);
      if (helped < none) lines.push(["helped", { parties }, sure(helped)]);
    }
  }
  return lines;
}

function label(data, held) {
  return data.words[data.standings[held] ?? "none"];
}

// A text with parties in it, as text and links.
function said(data, key, values) {
  const parts = key === null ? ["", "parties", ""] : data.words[key].split(/\{(\w+)\}/);
  return parts.flatMap((part, place) => (place % 2 ? named(data, values[part]) : [part]));
}

// The same with how sure it is before it.
function told(data, held, text) {
  return data.words.so.split(/\{(\w+)\}/)
    .flatMap((part, place) => (place % 2 === 0 ? [part] : part === "standing" ? [label(data, held)] : text));
}

// Sorted by their letters without accents.
function named(data, parties) {
  const plain = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const sorted = parties.map((party) => data.parties[party]).sort((a, b) => (plain(a[1]) < plain(b[1]) ? -1 : 1));
  return sorted.flatMap(([, name, href], place) => (place ? [", ", link(name, href)] : [link(name, href)]));
}

function link(text, href) {
  const made = element("a", { href });
  made.append(text);
  return made;
}

function element(name, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
