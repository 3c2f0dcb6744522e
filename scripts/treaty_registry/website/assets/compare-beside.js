// Clauses side by side: a table that has a column for each, with what stands in the cells of their rows.
import { find, make } from "./elements.js";

/**
 * Make the table.
 * @param {HTMLTableRowElement[]} rows of the clauses
 * @param {string[]} heads of the columns of the table of all clauses, which here become rows
 * @param {Record<string, string>} texts
 */
export function besideTable(rows, heads, texts) {
  const titles = rows.map((row) => find(row, ".compare__title", HTMLElement));
  const labels = titles.map((title) => title.textContent.trim());
  const columns = titles.map((title) => make("th", { scope: "col" }, title.cloneNode(true)));
  const lines = heads.map((head, place) => {
    const contents = rows.map((row) => contentOf(row.cells[place]));
    return lineOf(place ? head : texts.treaty, labels, contents, texts.same);
  });
  const words = rows.map((row) => [...find(row, ".compare__words p", HTMLElement).cloneNode(true).childNodes]);
  const table = make(
    "table",
    { "data-columns": rows.length },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, texts.aspect), ...columns)),
    make("tbody", {}, ...lines, lineOf(texts.words, labels, words, texts.same)),
  );
  table.dataset.registry = "";
  return table;
}

/**
 * Make a row, which says so where it has the same for all.
 * @param {string} head
 * @param {string[]} labels of the columns
 * @param {Node[][]} contents of the cells
 * @param {string} same what is said then
 */
function lineOf(head, labels, contents, same) {
  const texts = contents.map((nodes) => textOf(nodes));
  const isSame = texts.every((text) => text === texts[0]);
  return make(
    "tr",
    { class: isSame ? "compare__same" : "" },
    make("th", { scope: "row" }, head, ...(isSame ? [" ", make("span", { class: "tag tag--quiet" }, same)] : [])),
    ...contents.map((nodes, place) => make("td", { "data-label": labels[place] }, make("div", {}, ...nodes))),
  );
}

/**
 * Return copies of what stands in a cell, without what only makes sense in the table of all clauses.
 * @param {HTMLTableCellElement} cell
 */
function contentOf(cell) {
  const copy = make("div", {}, ...cell.cloneNode(true).childNodes);
  for (const element of copy.querySelectorAll(".compare__pick, .compare__words, .compare__title")) element.remove();
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return [...copy.childNodes];
}

/** @param {Node[]} nodes */
function textOf(nodes) {
  return nodes.map((node) => node.textContent).join("").replace(/\s+/g, " ").trim();
}
