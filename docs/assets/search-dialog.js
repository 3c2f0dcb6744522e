// The search in its dialog, which search.js opens. Its words stand in the page's header, translated.
import { SearchIndex } from "./search-index.js";
import { figures, inWords, lastDay, typedDate } from "./search-dates.js";
import { hits, marked, words } from "./search-words.js";

const SHOWN = 8; // answers at a time
const PATIENCE = 120; // milliseconds after the last letter
const QUOTED = 190; // letters of a text that is quoted

const dialog = document.querySelector("#search");
const say = JSON.parse(dialog.querySelector("[data-search-words]").textContent);
const language = document.documentElement.lang || "en";
const locale = language === "en" ? "en-GB" : language;
const top = new URL(".", new URL(dialog.dataset.top, location.href));
const index = new SearchIndex(new URL(`search/${language}/`, top));
const form = dialog.querySelector("form");
const box = dialog.querySelector("input");
const list = dialog.querySelector("ol");
const status = dialog.querySelector("[role=status]");
const hint = dialog.querySelector("[data-search-hint]");
let ready = null; // the index, while it is read and after
let turn = 0;
let timer = 0;

dialog.addEventListener("keydown", move);
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PATIENCE);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  await search();
  list.querySelector("a")?.click();
});

function move(event) {
  const links = [...list.querySelectorAll("a, button")];
  const place = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && (place >= 0 || step > 0)) {
    event.preventDefault();
    (links[place + step] ?? (place + step < 0 ? box : links.at(-1)))?.focus();
  } else if (links[place]?.matches("a") && types(event)) {
    box.focus(); // the letter then goes into the box
  }
  event.stopPropagation(); // the theme has keys of its own
}

function types(event) {
  return (event.key.length === 1 || event.key === "Backspace") && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Shows the answers to what stands in the box; without anything, makes ready for what will be typed. */
export async function search() {
  const text = box.value.trim();
  const own = (turn += 1);
  if (!text) {
    list.replaceChildren();
    status.textContent = "";
    hint.hidden = false;
    opened();
    return;
  }
  try {
    await opened();
    const when = typedDate(text, [...new Set([language, "en", "fr"])]);
    const asked = when?.month ? inWords(when, locale) : text;
    const [found, signed] = await Promise.all([index.find(asked), when ? index.signed(figures(when)) : []]);
    if (when && !found.all) found.ranked = [];
    const first = new Set(signed);
    const numbers = [...signed, ...found.ranked.filter((number) => !first.has(number))];
    const items = await answers(numbers.slice(0, SHOWN), found.sought, first);
    if (own !== turn) return;
    hint.hidden = true;
    list.replaceChildren(...(when ? dateAnswers(when) : []), ...items);
    if (numbers.length > SHOWN) list.append(more(numbers, found.sought, first));
    status.textContent = told(numbers.length, found, signed.length > 0);
  } catch (error) {
    if (own === turn) status.textContent = say.failed;
    ready = null;
  }
}

/** Reads the index, once. */
function opened() {
  ready ??= index.open();
  ready.catch(() => (ready = null));
  return ready;
}

function told(count, { all, common }, signed) {
  if (!count) return say.nothing;
  if (common && !signed) return say.common;
  const number = new Intl.NumberFormat(language).format(count);
  return (count === 1 ? say.one : say.many.replace("{count}", number)) + (all || signed ? "" : ` ${say.some}`);
}

async function answers(numbers, sought, signed) {
  const documents = await Promise.all(numbers.map((number) => index.document(number)));
  return documents.map((document, place) => answer(document, sought, signed.has(numbers[place])));
}

function answer(document, sought, signed) {
  const piece = best(document.pieces, sought);
  const address = piece?.[0] ? `${document.address}#${piece[0]}` : document.address;
  const link = element("a", "search__link", { href: new URL(index.home + address, top).href });
  const kind = signed ? say.signed : say[document.kind];
  const title = element("span", "search__title", { lang: document.language });
  title.append(...highlighted(document.title, sought));
  link.append(element("span", "search__kind", {}, kind), title);
  if (document.line) link.append(element("span", "search__line", {}, document.line));
  if (piece) {
    const quote = element("span", "search__quote");
    if (piece[1]) quote.append(element("b", "", {}, `${piece[1]}. `));
    quote.append(...highlighted(quoted(piece[2], sought), sought));
    link.append(quote);
  }
  const item = element("li", `search__item search__item--${document.kind}`);
  item.append(link);
  return item;
}

function dateAnswers(when) {
  const day = lastDay(when);
  const address = `${index.home}explore.html?on=${figures(day)}`;
  const link = element("a", "search__link", { href: new URL(address, top).href });
  link.append(
    element("span", "search__kind", {}, say.date),
    element("span", "search__title", {}, say.inForce.replace("{day}", inWords(day, locale))),
  );
  const item = element("li", "search__item search__item--date");
  item.append(link);
  return [item];
}

function more(numbers, ...rest) {
  const item = element("li", "search__more");
  const button = element("button", "", { type: "button" }, say.more);
  let shown = SHOWN;
  button.addEventListener("click", async () => {
    const next = await answers(numbers.slice(shown, shown + SHOWN), ...rest);
    shown += SHOWN;
    item.before(...next);
    next[0]?.querySelector("a").focus();
    if (shown >= numbers.length) item.remove();
  });
  item.append(button);
  return item;
}

/** Returns the part of a document that has the most of the words, if one has any. */
function best(pieces, sought) {
  let most = 0;
  let chosen = null;
  for (const piece of pieces) {
    const own = words(`${piece[1]} ${piece[2]}`, index.letters);
    const count = sought.filter((one) => own.some((word) => hits(word, one))).length;
    if (count > most) [most, chosen] = [count, piece];
  }
  return chosen;
}

/** Returns a stretch of a text around the first of the words. */
function quoted(text, sought) {
  if (text.length <= QUOTED) return text;
  const pieces = marked(text, sought, index.letters);
  const before = pieces[0]?.[1] ? 0 : (pieces[0]?.[0].length ?? 0);
  let from = before < QUOTED * 0.7 ? 0 : text.lastIndexOf(" ", before - 50) + 1;
  if (before >= text.length) from = 0;
  const end = from + QUOTED >= text.length ? text.length : text.lastIndexOf(" ", from + QUOTED);
  return (from ? "… " : "") + text.slice(from, Math.max(end, from + 1)) + (end < text.length ? " …" : "");
}

function highlighted(text, sought) {
  return marked(text, sought, index.letters).map(([piece, isHit]) => (isHit ? element("mark", "", {}, piece) : piece));
}

function element(name, className, attributes = {}, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
