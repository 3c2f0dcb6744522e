// The picture of who defends whom: who is in it on a day, and what is lit up around a party or a treaty.
import { findAll } from "./elements.js";
import { neighboursOf } from "./defence-duties.js";

/** @import { Defence } from "./defence-data.js" */
/** @import { TreatyState } from "./defence-duties.js" */

/** What is lit up: treaties and parties, and the party around which it is.
 *  @typedef {{ treaties: Set<number>, parties: Set<number>, centre?: number }} Lit */

/** @typedef {SVGElement} Node */

/** A party or a treaty, or the line between two, each with its place in the data.
 *  @typedef {{ node: Node, number: number }} Dot
 *  @typedef {{ node: Node, treaty: number, party: number }} Edge */

export class Picture {
  /** @type {TreatyState[]} */
  #state = [];
  /** @type {number | null} */
  #focus = null;

  /**
   * @param {HTMLElement} page
   * @param {Defence} data
   * @param {(party: number) => void} choose is called when the reader chooses a party
   */
  constructor(page, data, choose) {
    this.page = page;
    this.data = data;
    this.parties = dotsOf(page, "party");
    this.treaties = dotsOf(page, "treaty");
    this.edges = edgesOf(page);
    for (const { node, number } of this.parties) {
      makeButton(node, () => choose(number));
      this.#lightOnHover(node, () => this.#around(number));
    }
    for (const { node, number } of this.treaties) {
      this.#lightOnHover(node, () => ({
        treaties: new Set([number]),
        parties: new Set(this.#state[number].members.keys()),
      }));
    }
  }

  /**
   * Show a state.
   * @param {TreatyState[]} state
   * @param {number | null} focus the one party that is chosen, if any
   */
  show(state, focus) {
    this.#state = state;
    this.#focus = focus;
    const present = new Set(state.flatMap(({ members }) => [...members.keys()]));
    for (const { node, number } of this.treaties) setPresent(node, state[number].members.size > 0);
    for (const { node, number } of this.parties) {
      const isFocus = number === focus;
      setPresent(node, present.has(number), isFocus);
      node.classList.toggle("is-focus", isFocus);
      node.setAttribute("aria-pressed", String(isFocus));
    }
    for (const edge of this.edges) this.#showEdge(edge);
    this.#light();
  }

  /** @param {Edge} edge */
  #showEdge({ node, treaty, party }) {
    const member = this.#state[treaty].members.get(party);
    node.dataset.standing = member ? this.data.standings[member.standing] : "none";
    node.toggleAttribute("data-part", Boolean(member?.isExcepted));
    setArrow(node, "marker-end", Boolean(member?.gives && !member.gets));
    setArrow(node, "marker-start", Boolean(member?.gets && !member.gives));
  }

  /**
   * @param {number} party
   * @returns {Lit}
   */
  #around(party) {
    return { ...neighboursOf(this.#state, party, this.data.none), centre: party };
  }

  /**
   * @param {Node} node
   * @param {() => Lit} lit
   */
  #lightOnHover(node, lit) {
    for (const kind of ["mouseenter", "focus"]) node.addEventListener(kind, () => this.#light(lit()));
    for (const kind of ["mouseleave", "blur"]) node.addEventListener(kind, () => this.#light());
  }

  /** Light something up; unless told what, what is around the chosen party, or nothing.
   *  @param {Lit | null} [lit] */
  #light(lit = this.#focus === null ? null : this.#around(this.#focus)) {
    this.page.toggleAttribute("data-lit", lit !== null);
    for (const { node, number } of this.parties) node.classList.toggle("is-lit", Boolean(lit?.parties.has(number)));
    for (const { node, number } of this.treaties) node.classList.toggle("is-lit", Boolean(lit?.treaties.has(number)));
    for (const { node, treaty, party } of this.edges) {
      node.classList.toggle("is-lit", Boolean(lit?.treaties.has(treaty) && lit.parties.has(party)));
      node.classList.toggle("is-own", lit?.centre === party);
    }
  }
}

/**
 * @param {HTMLElement} page
 * @param {"party" | "treaty"} kind
 * @returns {Dot[]}
 */
function dotsOf(page, kind) {
  return findAll(page, `[data-${kind}]`, SVGElement).map((node) => ({ node, number: Number(node.dataset[kind]) }));
}

/**
 * @param {HTMLElement} page
 * @returns {Edge[]}
 */
function edgesOf(page) {
  return findAll(page, "[data-edge]", SVGElement).map((node) => {
    const [treaty, party] = (node.dataset.edge ?? "").split("-").map(Number);
    return { node, treaty, party };
  });
}

/**
 * Make a link work as a button, but for clicks that open it elsewhere.
 * @param {Node} node
 * @param {() => void} press
 */
function makeButton(node, press) {
  node.setAttribute("role", "button");
  node.addEventListener("click", (event) => {
    if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    press();
  });
  node.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    press();
  });
}

/**
 * Show a party or a treaty as there or not. What is not there is reached neither by keyboard nor by screen readers,
 * unless it is chosen.
 * @param {Node} node
 * @param {boolean} isPresent
 * @param {boolean} [isChosen]
 */
function setPresent(node, isPresent, isChosen = false) {
  node.classList.toggle("is-absent", !isPresent);
  if (isPresent || isChosen) {
    node.removeAttribute("tabindex");
    node.removeAttribute("aria-hidden");
  } else {
    node.setAttribute("tabindex", "-1");
    node.setAttribute("aria-hidden", "true");
  }
}

/**
 * @param {Node} line
 * @param {"marker-start" | "marker-end"} end
 * @param {boolean} hasArrow
 */
function setArrow(line, end, hasArrow) {
  if (hasArrow) line.setAttribute(end, "url(#defence-arrow)");
  else line.removeAttribute(end);
}
