// What a reader chose, and how it stands in the address of the page: codes, which mean the same in every language.
import { FACETS, dayNumber } from "./explore-index.js";

export const nothing = () => ({ ...Object.fromEntries(FACETS.map((facet) => [facet, []])), on: "", from: "", to: "", text: "", sort: "" });

/** Return the choice that an address holds, and what in it is not known here. */
export function read(search, index) {
  const choice = nothing();
  const leftOut = [];
  const year = (text) => /^\d{1,4}$/.test(text);
  const known = { on: (text) => dayNumber(text) !== null, from: year, to: year, text: () => true, sort: (text) => ["oldest", "title"].includes(text) };
  for (const [name, value] of new URLSearchParams(search)) {
    if (FACETS.includes(name)) {
      for (const code of value.split(",").filter(Boolean)) {
        if (!index.numbers[name].has(code)) leftOut.push(code);
        else if (!choice[name].includes(code)) choice[name].push(code);
      }
    } else if (value && name in known) {
      if (known[name](value)) choice[name] = value;
      else leftOut.push(value);
    }
  }
  return { choice, leftOut };
}

/** Return a choice as the query of an address, empty if nothing is chosen. */
export function write(choice) {
  const parts = Object.entries(choice)
    .map(([name, value]) => [name, (Array.isArray(value) ? value : [value.trim()]).map(encodeURIComponent).join(",")])
    .filter(([, value]) => value);
  return parts.length ? "?" + parts.map(([name, value]) => `${name}=${value}`).join("&") : "";
}
