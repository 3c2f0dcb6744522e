// Elements of a page: found, made, and handed over as files.

/**
 * Return the first element at a selector. Throws a TypeError if the page has none of that class there.
 * @template {Element} Kind
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Kind} kind the element's class
 * @returns {Kind}
 */
export function find(parent, selector, kind) {
  const element = parent.querySelector(selector);
  if (!(element instanceof kind)) throw new TypeError(`The page has no ${kind.name} at ${selector}.`);
  return element;
}

/**
 * Return all elements of a class at a selector, in the order of the page.
 * @template {Element} Kind
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind[]}
 */
export function findAll(parent, selector, kind) {
  /** @param {Element} element @returns {element is Kind} */
  const isKind = (element) => element instanceof kind;
  return [...parent.querySelectorAll(selector)].filter(isKind);
}

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | undefined>} [attributes] those that are undefined or empty are left out
 * @param {...(string | Node)} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== "") element.setAttribute(key, String(value));
  }
  element.append(...content);
  return element;
}

/**
 * Return the texts that an element holds for a script, in its attributes data-*.
 * @param {HTMLElement} element
 * @returns {Record<string, string>}
 */
export function textsOf(element) {
  return Object.fromEntries(Object.entries(element.dataset).map(([name, text]) => [name, text ?? ""]));
}

/**
 * Return a copy of the one element that a template holds.
 * @template {Element} Kind
 * @param {HTMLTemplateElement} template
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function copyOf(template, kind) {
  const copy = template.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof kind)) throw new TypeError(`The template holds no ${kind.name}.`);
  return copy;
}

/**
 * Hand a text to the reader as a file.
 * @param {string} name of the file
 * @param {string} content
 * @param {string} type the file's media type
 */
export function save(name, content, type) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
