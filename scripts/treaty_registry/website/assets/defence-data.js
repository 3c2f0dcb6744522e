// The duties of defence as the page of who defends whom holds them: parties and standings by their numbers, days as
// numbers of eight digits. This is the only reader of that form, which website/charts/ writes;
// everybody else gets what stands here, with days as YYYY-MM-DD, which compare as texts.

/** @typedef {{ code: string, name: string, href: string }} Party */

/** Somebody's place in a duty from a day until the day after its last, and how sure it is: the lower, the surer.
 *  @typedef {{ party: number, from: string, until: string, standing: number }} Spell */

/** The same for a pair for which it is otherwise.
 *  @typedef {{ by: number, towards: number, from: string, until: string, standing: number }} Exception */

/**
 * One obligation: who owes it and to whom, for which pairs it is otherwise, its articles, who has a reservation.
 * @typedef {object} Obligation
 * @property {Spell[]} owes
 * @property {Spell[]} owed
 * @property {Exception[]} exceptions
 * @property {{ from: string, until: string, text: string }[]} articles
 * @property {{ party: number, from: string, until: string }[]} reserved
 * @property {{ by: number, towards: number, from: string, until: string }[]} suspended between whom it is suspended
 */

/** @typedef {{ language: string, title: string, href: string, obligations: Obligation[] }} Treaty */

/**
 * All that the page holds for its scripts.
 * @typedef {object} Defence
 * @property {string} language
 * @property {string} known the day up to which the registry was verified
 * @property {number[]} years in which something changed, and those shortly before and after
 * @property {string[]} standings the names of how sure a duty is, the surest first
 * @property {number} none what stands for no duty at all
 * @property {Party[]} parties
 * @property {Treaty[]} treaties
 * @property {Record<string, string>} words of the page
 */

/** The form in which all this is written. `owed` is left out where it is the same as `owes`, the others where empty.
 *  @typedef {[party: number, from: number, until: number, standing: number]} WrittenSpell
 *  @typedef {[by: number, towards: number, from: number, until: number, standing: number]} WrittenException
 *  @typedef {{
 *    owes: WrittenSpell[], owed?: WrittenSpell[], except?: WrittenException[],
 *    articles: [from: number, until: number, text: string][],
 *    reserved?: [party: number, from: number, until: number][],
 *    suspended?: [by: number, towards: number, from: number, until: number][],
 *  }} WrittenObligation
 *  @typedef {{
 *    language: string, known: number, years: number[], standings: string[], words: Record<string, string>,
 *    parties: [code: string, name: string, href: string][],
 *    treaties: [id: string, language: string, title: string, href: string, obligations: WrittenObligation[]][],
 *  }} Written */

export const ALWAYS = "0000-00-00";
export const NEVER = "9999-99-99";

/**
 * Read what the page holds.
 * @param {Written} written
 * @returns {Defence}
 */
export function readDefence({ language, known, years, standings, words, parties, treaties }) {
  return {
    language,
    known: dayOf(known),
    years,
    standings,
    none: standings.length,
    words,
    parties: parties.map(([code, name, href]) => ({ code, name, href })),
    treaties: treaties.map(([, titleLanguage, title, href, obligations]) => ({
      language: titleLanguage,
      title,
      href,
      obligations: obligations.map(obligationOf),
    })),
  };
}

/**
 * @param {WrittenObligation} written
 * @returns {Obligation}
 */
function obligationOf({ owes, owed = owes, except = [], articles, reserved = [], suspended = [] }) {
  return {
    owes: owes.map(spellOf),
    owed: owed.map(spellOf),
    exceptions: except.map(([by, towards, ...rest]) => {
      const { from, until, standing } = spellOf([by, ...rest]);
      return { by, towards, from, until, standing };
    }),
    articles: articles.map(([from, until, text]) => ({ from: dayOf(from), until: dayOf(until), text })),
    reserved: reserved.map(([party, from, until]) => ({ party, from: dayOf(from), until: dayOf(until) })),
    suspended: suspended.map(([by, towards, from, until]) => ({ by, towards, from: dayOf(from), until: dayOf(until) })),
  };
}

/**
 * @param {WrittenSpell} written
 * @returns {Spell}
 */
function spellOf([party, from, until, standing]) {
  return { party, from: dayOf(from), until: dayOf(until), standing };
}

/** @param {number} number of eight digits; 0 and 99999999 stand for ever */
function dayOf(number) {
  const text = String(number).padStart(8, "0");
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
