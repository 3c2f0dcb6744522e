// The clauses of mutual defence as a reader chooses and sorts them, and how the address holds that.

/**
 * What a row of the table says of its clause.
 * @typedef {object} Clause
 * @property {string} key
 * @property {string} title of the treaty
 * @property {string[]} parties
 * @property {string} firm how firm it is
 * @property {string} status of the treaty
 * @property {number} year
 * @property {number} rank the lower, the firmer
 * @property {number} exit how long before leaving notice must be given
 */

/**
 * What a reader chose: whose clauses, how firm, in which order, only those in force, and which stand side by side.
 * @typedef {{ party: string, firm: string, sort: string, now: boolean, with: string[] }} Choice
 */

/** What clauses are sorted by, the lowest first.
 *  @type {Record<string, "year" | "rank" | "exit">} */
const ORDERS = { oldest: "year", firm: "rank", exit: "exit" };

/**
 * Return clauses in an order; in an unknown one, as they came.
 * @template {Clause} Row
 * @param {Row[]} clauses
 * @param {string} order
 */
export function sorted(clauses, order) {
  const column = ORDERS[order];
  return column ? [...clauses].sort((one, other) => one[column] - other[column]) : [...clauses];
}

/**
 * Tell whether a clause is among those that a reader chose.
 * @param {Clause} clause
 * @param {Choice} choice
 */
export function fits(clause, { party, firm, now }) {
  return (
    (!party || clause.parties.includes(party)) &&
    (!firm || clause.firm === firm) &&
    (!now || clause.status === "in-force")
  );
}

/**
 * Return the choice that an address holds.
 * @param {string} search the query of the address
 * @param {(key: string) => boolean} isClause tells whether there is such a clause
 * @param {number} most how many may stand side by side
 * @returns {Choice}
 */
export function readChoice(search, isClause, most) {
  const asked = new URLSearchParams(search);
  const keys = (asked.get("with") ?? "").split(",").filter(isClause);
  return {
    party: asked.get("party") ?? "",
    firm: asked.get("firm") ?? "",
    sort: asked.get("sort") ?? "",
    now: asked.get("now") === "yes",
    with: [...new Set(keys)].slice(0, most),
  };
}

/**
 * Return a choice as the query of an address: ?party=GBR&firm=automatic&with=1951-anzus,1955-warsaw-pact
 * @param {Choice} choice
 */
export function writeChoice({ party, firm, sort, now, with: keys }) {
  const values = { party, firm, sort, now: now ? "yes" : "", with: keys.join(",") };
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return query && `?${query.replaceAll("%2C", ",").replaceAll("%7E", "~")}`;
}
