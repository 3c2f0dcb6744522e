// The explorer's boxes to tick: one for every value that a treaty may have, each with a count.
import { find, make } from "./elements.js";
import { fold } from "./texts.js";

/** @import { Facet } from "./explore-data.js" */
/** @import { Index } from "./explore-index.js" */

/** A value with its box; `has` is whether any treaty has it, `fits` whether its name has what the reader looks for.
 *  @typedef {object} Option
 *  @property {HTMLLIElement} item
 *  @property {HTMLInputElement} box
 *  @property {Text} count
 *  @property {number} number
 *  @property {string} code
 *  @property {string} key what its name is compared by
 *  @property {boolean} has
 *  @property {boolean} fits */

/** The boxes of one facet. */
export class Options {
  /**
   * Make the boxes, parties in the order of the alphabet.
   * @param {HTMLElement} form
   * @param {Index} index
   * @param {Facet} facet
   * @param {string} language
   */
  constructor(form, index, facet, language) {
    const { compare } = new Intl.Collator(language);
    const labels = index.labels[facet];
    const numbers = [...labels.keys()];
    if (facet === "party") numbers.sort((one, other) => compare(labels[one], labels[other]));
    this.options = numbers.map((number) => optionOf(facet, number, index.codes[facet][number], labels[number]));
    const list = find(form, `[data-facet=${facet}] .explore__options`, HTMLElement);
    list.append(...this.options.map(({ item }) => item));
  }

  /** The codes of the values that are ticked. */
  get ticked() {
    return this.options.filter(({ box }) => box.checked).map(({ code }) => code);
  }

  /**
   * Tick what is chosen, and show counts. A value that no treaty has is hidden, unless it is chosen.
   * @param {string[]} chosen codes
   * @param {Uint32Array} counts of each value
   */
  show(chosen, counts) {
    for (const option of this.options) {
      const isChosen = chosen.includes(option.code);
      const count = counts[option.number];
      put(option.box, "checked", isChosen);
      put(option.count, "data", String(count));
      option.has = count > 0 || isChosen;
      put(option.item, "hidden", !option.has || !option.fits);
    }
  }

  /**
   * Show only the values whose names have a text.
   * @param {string} text
   */
  narrow(text) {
    const wanted = fold(text.trim());
    for (const option of this.options) {
      option.fits = option.key.includes(wanted);
      put(option.item, "hidden", !option.has || !option.fits);
    }
  }
}

/**
 * @param {Facet} facet
 * @param {number} number
 * @param {string} code
 * @param {string} label
 * @returns {Option}
 */
function optionOf(facet, number, code, label) {
  const count = document.createTextNode("");
  const box = make("input", { type: "checkbox", name: facet, value: code });
  const item = make("li", {}, make("label", {}, box, ` ${label} `, make("span", { class: "explore__count" }, count)));
  return { item, box, count, number, code, key: fold(`${label} ${code}`), has: true, fits: true };
}

/**
 * Change a property only if it is another: what is set again may be drawn again.
 * @template {object} Target
 * @template {keyof Target} Name
 * @param {Target} target
 * @param {Name} name
 * @param {Target[Name]} value
 */
function put(target, name, value) {
  if (target[name] !== value) target[name] = value;
}
