// The table of who owes whom on a day: for all, condensed by treaty, or for one party with its partners.
import { everybody, isMutual, standing } from "./defence-duties.js";
import { make } from "./elements.js";
import { fillWith, fold } from "./texts.js";

/** @import { Defence, Treaty } from "./defence-data.js" */
/** @import { Duty, TreatyState } from "./defence-duties.js" */

/** A sentence with parties in it: its text, by its name among the words of the page, or just the parties; who stands
 *  in it; and how sure it is, where that is said.
 *  @typedef {{ text: string | null, parties: Record<string, number[]>, standing?: number, isSuspended?: boolean }} Line */

/**
 * Write the table of a day.
 * @param {HTMLTableSectionElement} body
 * @param {Defence} data
 * @param {TreatyState[]} state of the day
 * @param {number | null} focus the one party whose duties are shown, if not all are
 */
export function fillTable(body, data, state, focus) {
  const rows = state.flatMap(({ duties }, number) =>
    duties
      .filter(({ owes }) => owes.size)
      .map((duty) => rowOf(data, data.treaties[number], duty, focus))
      .filter((row) => row !== null),
  );
  body.replaceChildren(...rows);
}

/**
 * Return who owes whom as the page itself writes it: all at once, then those who are less sure, then the exceptions.
 * @param {Duty} duty
 * @param {number} none
 * @returns {Line[]}
 */
export function linesOf(duty, none) {
  const { owes, owed, exceptions, suspended } = duty;
  /** @type {Line[]} */
  const lines = isMutual(duty)
    ? [{ text: "mutual", parties: { parties: [...owes.keys()] } }]
    : [{ text: "sides", parties: { by: [...owes.keys()], towards: [...owed.keys()] } }];
  for (let weaker = Math.min(...owes.values()) + 1; weaker < none; weaker += 1) {
    const fewer = everybody(duty).filter((party) => owes.get(party) === weaker || owed.get(party) === weaker);
    if (fewer.length) lines.push({ text: null, parties: { parties: fewer }, standing: weaker });
  }
  for (const { by, towards, standing } of exceptions) {
    const isSuspended = standing === none && suspended.some((pair) => pair.by === by && pair.towards === towards);
    lines.push(
      isSuspended
        ? suspendedLine(by, towards, none)
        : { text: "sides", parties: { by: [by], towards: [towards] }, standing },
    );
  }
  return lines;
}

/**
 * Return one party's partners, those with the same duties in both directions together, the surest first.
 * @param {Duty} duty
 * @param {number} focus
 * @param {number} none
 * @returns {Line[]}
 */
export function linesOfParty(duty, focus, none) {
  /** @type {Map<number, { helps: number, helped: number, parties: number[] }>} */
  const kinds = new Map();
  for (const other of everybody(duty)) {
    const helps = standing(duty, focus, other, none);
    const helped = standing(duty, other, focus, none);
    if (helps === none && helped === none) continue;
    const order = helps * (none + 1) + helped;
    const kind = kinds.get(order) ?? { helps, helped, parties: [] };
    kind.parties.push(other);
    kinds.set(order, kind);
  }
  const suspended = duty.suspended
    .filter(({ by, towards }) => by === focus || towards === focus)
    .map(({ by, towards }) => suspendedLine(by, towards, none));
  const lines = [...kinds]
    .sort(([one], [other]) => one - other)
    .flatMap(([, { helps, helped, parties }]) =>
      helps === helped
        ? [lineOf("each", parties, helps)]
        : [lineOf("helps", parties, helps), lineOf("helped", parties, helped)].filter((line) => line.standing !== none),
    );
  return [...lines, ...suspended];
}

/**
 * @param {number} by
 * @param {number} towards
 * @param {number} none
 * @returns {Line}
 */
function suspendedLine(by, towards, none) {
  return { text: "sides", parties: { by: [by], towards: [towards] }, standing: none, isSuspended: true };
}

/**
 * @param {string} text
 * @param {number[]} parties
 * @param {number} standing is not said of the surest
 * @returns {Line}
 */
function lineOf(text, parties, standing) {
  return { text, parties: { parties }, standing: standing || undefined };
}

/**
 * Return the row of a duty, or null if it does not concern the party that is chosen.
 * @param {Defence} data
 * @param {Treaty} treaty
 * @param {Duty} duty
 * @param {number | null} focus
 */
function rowOf(data, treaty, duty, focus) {
  const { owes, owed, reserved, articles } = duty;
  const { none, words } = data;
  const lines = focus === null ? linesOf(duty, none) : linesOfParty(duty, focus, none);
  if (!lines.length) return null;
  const surest =
    focus === null ? Math.min(...owes.values()) : Math.min(owes.get(focus) ?? none, owed.get(focus) ?? none);
  const code = data.standings[surest];
  const lang = treaty.language === data.language ? undefined : treaty.language;
  const notes = reserved.length ? [{ text: "reserved", parties: { parties: reserved } }] : [];
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, make("a", { href: treaty.href, lang }, treaty.title)),
    make("td", { class: "nowrap", "data-label": words.article }, articles),
    make(
      "td",
      { class: "nowrap", "data-label": words.standing },
      make("span", { class: `status status--${code === "owed" ? "in-force" : code}` }, labelOf(data, surest)),
    ),
    make(
      "td",
      { "data-label": words.who },
      ...[...lines, ...notes].map((line) => make("span", { class: "defence__line" }, ...contentOf(data, line))),
    ),
  );
}

/**
 * Return how sure a duty is, in words.
 * @param {Defence} data
 * @param {number} standing
 */
function labelOf(data, standing) {
  return data.words[data.standings[standing] ?? "none"];
}

/**
 * Return a line as text and links.
 * @param {Defence} data
 * @param {Line} line
 */
function contentOf(data, { text, parties, standing, isSuspended }) {
  const links = Object.fromEntries(Object.entries(parties).map(([name, those]) => [name, linksTo(data, those)]));
  const content = text === null ? links.parties : fillWith(data.words[text], links);
  if (standing === undefined) return content;
  const label = isSuspended ? data.words.suspended : labelOf(data, standing);
  return fillWith(data.words.so, { standing: [label], parties: content });
}

/**
 * Return links to parties, in the order of their names without accents.
 * @param {Defence} data
 * @param {number[]} parties
 */
function linksTo(data, parties) {
  return parties
    .map((number) => ({ ...data.parties[number], key: fold(data.parties[number].name) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .flatMap(({ name, href }, place) => [...(place ? [", "] : []), make("a", { href }, name)]);
}
