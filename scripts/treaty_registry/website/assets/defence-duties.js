// Who owes whom on a day: the same as in website/charts/.
import { ALWAYS, NEVER } from "./defence-data.js";

/** @import { Defence, Obligation, Spell } from "./defence-data.js" */

/**
 * An obligation on one day: who owes it and to whom, each with how sure it is, and the pairs for which it is otherwise.
 * @typedef {object} Duty
 * @property {Map<number, number>} owes
 * @property {Map<number, number>} owed
 * @property {{ by: number, towards: number, standing: number }[]} exceptions
 * @property {string} articles
 * @property {number[]} reserved the parties with a reservation
 * @property {{ by: number, towards: number }[]} suspended between whom it is suspended
 */

/** How a party stands in a treaty on a day: how surely at best, and whether it is in an exception, gives or gets help.
 *  @typedef {{ standing: number, isExcepted: boolean, gives: boolean, gets: boolean }} Membership */

/** A treaty on one day.
 *  @typedef {{ duties: Duty[], members: Map<number, Membership> }} TreatyState */

/**
 * Return each treaty on a day.
 * @param {Defence} data
 * @param {string} day
 * @returns {TreatyState[]}
 */
export function stateOn(data, day) {
  return data.treaties.map(({ obligations }) => {
    const duties = obligations.map((obligation) => dutyOn(obligation, day));
    return { duties, members: membersOf(duties) };
  });
}

/**
 * Return how surely one owes another help; the data's `none`: not at all.
 * @param {Duty} duty
 * @param {number} obligor
 * @param {number} beneficiary
 * @param {number} none
 */
export function standing(duty, obligor, beneficiary, none) {
  if (obligor === beneficiary) return none;
  const exception = duty.exceptions.find(({ by, towards }) => by === obligor && towards === beneficiary);
  return exception?.standing ?? Math.max(duty.owes.get(obligor) ?? none, duty.owed.get(beneficiary) ?? none);
}

/**
 * Return whether all owe what all are owed.
 * @param {Duty} duty
 */
export function isMutual({ owes, owed }) {
  return owes.size === owed.size && [...owes].every(([party, standing]) => owed.get(party) === standing);
}

/**
 * Return everybody who owes a duty or is owed it, those who owe it first.
 * @param {Duty} duty
 */
export function everybody({ owes, owed }) {
  return [...new Set([...owes.keys(), ...owed.keys()])];
}

/**
 * Return the treaties that bind a party in a state, and everybody whom they make it help or be helped by, with itself.
 * @param {TreatyState[]} state
 * @param {number} party
 * @param {number} none
 */
export function neighboursOf(state, party, none) {
  const treaties = new Set();
  const parties = new Set([party]);
  state.forEach(({ duties, members }, number) => {
    if (!members.has(party)) return;
    treaties.add(number);
    for (const duty of duties) {
      for (const other of everybody(duty)) {
        if (standing(duty, party, other, none) < none || standing(duty, other, party, none) < none) parties.add(other);
      }
    }
  });
  return { treaties, parties };
}

/**
 * Return every day on which something changes, for all or for one party, in order.
 * @param {Defence} data
 * @param {number | null} [party]
 */
export function changesOf(data, party = null) {
  const days = new Set();
  for (const { owes, owed, exceptions } of data.treaties.flatMap(({ obligations }) => obligations)) {
    const concerned = [
      ...[...owes, ...owed].filter((spell) => party === null || spell.party === party),
      ...exceptions.filter(({ by, towards }) => party === null || by === party || towards === party),
    ];
    for (const { from, until } of concerned) days.add(from).add(until);
  }
  return [...days].filter((day) => day > ALWAYS && day < NEVER).sort();
}

/**
 * @param {Obligation} obligation
 * @param {string} day
 * @returns {Duty}
 */
function dutyOn({ owes, owed, exceptions, articles, reserved, suspended }, day) {
  /** @param {{ from: string, until: string }} days */
  const isCurrent = ({ from, until }) => from <= day && day < until;
  /** @param {Spell[]} spells */
  const standings = (spells) => new Map(spells.filter(isCurrent).map(({ party, standing }) => [party, standing]));
  return {
    owes: standings(owes),
    owed: standings(owed),
    exceptions: exceptions.filter(isCurrent),
    articles: articles.find(isCurrent)?.text ?? "",
    reserved: reserved.filter(isCurrent).map(({ party }) => party),
    suspended: suspended.filter(isCurrent).map(({ by, towards }) => ({ by, towards })),
  };
}

/**
 * @param {Duty[]} duties
 * @returns {Map<number, Membership>}
 */
function membersOf(duties) {
  const members = new Map();
  for (const { owes, owed, exceptions } of duties) {
    const excepted = new Set(exceptions.flatMap(({ by, towards }) => [by, towards]));
    for (const [side, way] of /** @type {const} */ ([[owes, "gives"], [owed, "gets"]])) {
      for (const [party, standing] of side) {
        const member = members.get(party) ?? { standing, isExcepted: false, gives: false, gets: false };
        member.standing = Math.min(member.standing, standing);
        member.isExcepted ||= excepted.has(party);
        member[way] = true;
        members.set(party, member);
      }
    }
  }
  return members;
}
