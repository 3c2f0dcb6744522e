// The search in its dialog, which search.js opens. Its words stand in the page's header, translated.
import { dateItem, documentItem } from "./search-answers.js";
import { figures, typedDate, typedInWords } from "./search-dates.js";
import { SearchIndex } from "./search-index.js";
import { find, findAll, make } from "./elements.js";
import { fill } from "./texts.js";

/** @import { Found } from "./search-index.js" */

const AT_ONCE = 8; // answers that are shown, and more at each wish
const PATIENCE = 120; // milliseconds after the last letter

const dialog = find(document, "#search", HTMLDialogElement);
const box = find(dialog, "input", HTMLInputElement);
const list = find(dialog, "ol", HTMLOListElement);
const status = find(dialog, "[role=status]", HTMLElement);
const hint = find(dialog, "[data-search-hint]", HTMLElement);
/** @type {Record<string, string>} */
const texts = JSON.parse(find(dialog, "[data-search-words]", HTMLScriptElement).textContent);
const language = document.documentElement.lang || "en";
const top = new URL(".", new URL(dialog.dataset.top ?? "", location.href));
const index = new SearchIndex(readJson);
/** @type {Promise<void> | null} the index, while it is read and after */
let ready = null;
let turn = 0; // of searching: what a later one has overtaken shows nothing
let timer = 0;

dialog.addEventListener("keydown", move);
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = window.setTimeout(search, PATIENCE);
});
find(dialog, "form", HTMLFormElement).addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await search();
  list.querySelector("a")?.click();
});

/** Show the answers to what stands in the box; without anything, make ready for what will be typed. */
export async function search() {
  const text = box.value.trim();
  const own = (turn += 1);
  if (!text) {
    list.replaceChildren();
    status.textContent = "";
    hint.hidden = false;
    open();
    return;
  }
  try {
    await open();
    const date = typedDate(text, [...new Set([language, "en", "fr"])]);
    const asked = date?.month ? typedInWords(date, language) : text;
    const [found, signed] = await Promise.all([index.find(asked), date ? index.signed(figures(date)) : []]);
    const onDate = new Set(signed);
    const others = date && !found.all ? [] : found.ranked.filter((number) => !onDate.has(number));
    const numbers = [...signed, ...others];
    const items = await itemsOf(numbers.slice(0, AT_ONCE), found.sought, onDate);
    if (own !== turn) return;
    hint.hidden = true;
    list.replaceChildren(...(date ? [dateItem(date, language, texts, home())] : []), ...items);
    if (numbers.length > AT_ONCE) list.append(more(numbers, found.sought, onDate));
    status.textContent = summary(numbers.length, found, signed.length > 0);
  } catch {
    if (own === turn) status.textContent = texts.failed;
    ready = null;
  }
}

/** Read the index, once. */
function open() {
  ready ??= index.open();
  ready.catch(() => (ready = null));
  return ready;
}

/**
 * Read a file of the index of the page's language.
 * @param {string} name
 */
async function readJson(name) {
  const answer = await fetch(new URL(`search/${language}/${name}`, top));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** Return what the addresses of answers are relative to. */
function home() {
  return new URL(index.home, top);
}

/**
 * Say how many answers there are.
 * @param {number} count
 * @param {Found} found
 * @param {boolean} hasDate whether any answers a date
 */
function summary(count, { all, common }, hasDate) {
  if (!count) return texts.nothing;
  if (common && !hasDate) return texts.common;
  const number = new Intl.NumberFormat(language).format(count);
  const counted = count === 1 ? texts.one : fill(texts.many, { count: number });
  return all || hasDate ? counted : `${counted} ${texts.some}`;
}

/**
 * Return documents as items of the list.
 * @param {number[]} numbers
 * @param {string[]} sought
 * @param {Set<number>} onDate those that were signed on the typed date
 */
async function itemsOf(numbers, sought, onDate) {
  const documents = await Promise.all(numbers.map((number) => index.document(number)));
  return documents.map((shown, place) =>
    documentItem(shown, onDate.has(numbers[place]) ? texts.signed : texts[shown.kind], home(), sought),
  );
}

/**
 * Make the item with the button that shows more answers.
 * @param {number[]} numbers
 * @param {string[]} sought
 * @param {Set<number>} onDate
 */
function more(numbers, sought, onDate) {
  const button = make("button", { type: "button" }, texts.more);
  const item = make("li", { class: "search__more" }, button);
  let shown = AT_ONCE;
  button.addEventListener("click", async () => {
    const next = await itemsOf(numbers.slice(shown, shown + AT_ONCE), sought, onDate);
    shown += AT_ONCE;
    item.before(...next);
    next[0]?.querySelector("a")?.focus();
    if (shown >= numbers.length) item.remove();
  });
  return item;
}

/**
 * Go through the answers by the arrow keys, and back into the box by any letter.
 * @param {KeyboardEvent} event
 */
function move(event) {
  const links = findAll(list, "a, button", HTMLElement);
  const place = links.findIndex((link) => link === document.activeElement);
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step && (place >= 0 || step > 0)) {
    event.preventDefault();
    (links[place + step] ?? (place + step < 0 ? box : links.at(-1)))?.focus();
  } else if (links[place]?.matches("a") && isTyped(event)) {
    box.focus(); // the letter then goes into the box
  }
}

/** @param {KeyboardEvent} event */
function isTyped(event) {
  return (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey && !event.altKey;
}
