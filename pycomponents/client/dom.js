/**
 * The DOM through its prototypes, taken at load. A form's fields and a document's named elements can stand in for
 * members of the same name (`<input name=childNodes>`), so nothing here is ever read through the object itself.
 */

/** @typedef {(self: Node) => Node | null} Neighbour */

const call = Function.prototype.call;
/** @param {string} names @param {(name: string) => unknown} take @returns {any} what stands for the names, in order */
const each = (names, take) => names.split(" ").map((name) => call.bind(/** @type {any} */ (take(name))));
/** @param {object} prototype @param {string} names */
const getters = (prototype, names) => each(names, (name) => Object.getOwnPropertyDescriptor(prototype, name)?.get);
/** @param {any} prototype @param {string} names */
const methods = (prototype, names) => each(names, (name) => prototype[name]);

const node = Node.prototype;
const element = Element.prototype;
const page = Document.prototype;

/** @type {[Neighbour, Neighbour, Neighbour, Neighbour, (self: Node) => NodeListOf<ChildNode>, (self: Node) => number, (self: Node) => boolean]} */
const ofNode = getters(node, "firstChild nextSibling previousSibling parentNode childNodes nodeType isConnected");
export const [firstChild, nextSibling, previousSibling, parentNode, childNodes, nodeType, isConnected] = ofNode;

/** @type {[(self: Element) => string, (self: Element) => string | null]} */
export const [localName, namespace] = getters(element, "localName namespaceURI");

/** @type {[(self: Document) => Element | null, (self: Document) => HTMLElement, (self: Document) => HTMLElement]} */
const [activeElement, documentElement, body] = getters(page, "activeElement documentElement body");

/**
 * @type {[(parent: Node, child: Node, before: Node | null) => Node, (parent: Node, child: Node) => Node,
 *   (self: Node, deep: boolean) => Node, (self: Node, other: Node | null) => boolean, (self: Node) => void]}
 */
export const [insertBefore, removeChild, clone, contains, normalize] =
  methods(node, "insertBefore removeChild cloneNode contains normalize");

/**
 * @type {[(self: Element, name: string) => string | null, (self: Element, name: string, value: string) => void,
 *   (self: Element, name: string) => void, (self: Element, name: string) => boolean,
 *   (self: Element, selector: string) => boolean, (self: Element, ...nodes: Node[]) => void,
 *   (self: Element, space: string, name: string, value: string) => void,
 *   (self: Element, selector: string) => NodeListOf<Element>]}
 */
const ofElement = methods(
  element,
  "getAttribute setAttribute removeAttribute hasAttribute matches replaceChildren setAttributeNS querySelectorAll",
);
export const [getAttribute, setAttribute, removeAttribute, hasAttribute, matches, replaceChildren] = ofElement;
const [, , , , , , setAttributeNS, findAll] = ofElement;

/**
 * @type {[(self: Document, selector: string) => NodeListOf<Element>, (self: Document, name: string) => HTMLElement,
 *   (self: Document, space: string, name: string) => Element, (self: Document, data: string) => Text,
 *   (self: Document, data: string) => Comment, (self: Document) => DocumentFragment,
 *   (self: Document, root: Node, show?: number) => TreeWalker]}
 */
const [findAllInPage, newElement, newElementNS, newText, newComment, newFragment, newWalker] = methods(
  page,
  "querySelectorAll createElement createElementNS createTextNode createComment createDocumentFragment createTreeWalker",
);

/** @type {[(self: EventTarget, type: string, heard: (event: any) => void, options?: AddEventListenerOptions | boolean) => void, (self: EventTarget, event: Event) => boolean]} */
export const [listen, dispatch] = methods(EventTarget.prototype, "addEventListener dispatchEvent");

/** @param {string} name */
export const createElement = (name) => newElement(document, name);
/** @param {string} data */
export const createText = (data) => newText(document, data);
/** @param {string} data */
export const createComment = (data) => newComment(document, data);
export const createFragment = () => newFragment(document);
/** @param {Node} root @param {number} [show] */
export const walk = (root, show) => newWalker(document, root, show);
/** @param {HTMLFormElement} form @returns {Iterable<Element>} */
export const fieldsOf = (form) => member(form, "elements");

/** @param {string} selector */
export const inPage = (selector) => Array.from(findAllInPage(document, selector));
/** @param {Element} self @param {string} selector */
export const inside = (self, selector) => Array.from(findAll(self, selector));
/** @param {Element} self @param {string} selector which self need not match */
export const within = (self, selector) => [self, ...inside(self, selector)];
export const focused = () => activeElement(document);
export const rootElement = () => documentElement(document);
export const bodyElement = () => body(document);

/**
 * A member of any object, as its class has it: the form's own fields do not answer.
 * @param {object} self
 * @param {string} name
 */
export const member = (self, name) => Reflect.get(Object.getPrototypeOf(self), name, self);

/** @param {Node} self @returns {string} */
export const textOf = (self) => member(self, "textContent");

/** @param {Node} self @returns {self is Element} */
export const isElement = (self) => nodeType(self) === 1;

/** How many nodes stand before this one. @param {Node} self */
export function indexOf(self) {
  let index = 0;
  for (let at = self, before; (before = previousSibling(at)); at = before) index++;
  return index;
}

/** @param {Node} child */
export function remove(child) {
  const parent = parentNode(child);
  if (parent) removeChild(parent, child);
}

/** @param {Element} self @param {string} type @param {unknown} [detail] */
export const emit = (self, type, detail) =>
  // What has gone cannot be heard; the page can.
  dispatch(isConnected(self) ? self : rootElement(), new CustomEvent("pycomponents:" + type, { bubbles: true, detail }));

export const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const MATH = "http://www.w3.org/1998/Math/MathML";
/** @type {Map<string, string>} */
const opens = new Map([["svg", SVG], ["math", MATH]]);
/** Where foreign content holds HTML again, as the parser has it. */
const integration = /^(foreignObject|desc|title|mi|mo|mn|ms|mtext|annotation-xml)$/;
/** @type {Map<string, string>} */
const prefixes = new Map([
  ["xlink", "http://www.w3.org/1999/xlink"],
  ["xml", "http://www.w3.org/XML/1998/namespace"],
  ["xmlns", "http://www.w3.org/2000/xmlns/"],
]);

/** The namespace that children of `parent` are born in. @param {Node} parent @returns {string} */
export function inward(parent) {
  if (!isElement(parent)) return HTML;
  const space = namespace(parent) ?? HTML;
  return space !== HTML && integration.test(localName(parent)) ? HTML : space;
}

/** @param {string} tag @param {string} space @returns {Element} */
export function create(tag, space) {
  const own = opens.get(tag) ?? space;
  return own === HTML ? createElement(tag) : newElementNS(document, own, tag);
}

/** @param {Element} self @param {string} name @param {string | null} value */
export function attribute(self, name, value) {
  if (value === null) return removeAttribute(self, name);
  const prefix = namespace(self) === HTML ? undefined : prefixes.get(name.split(":", 1)[0] ?? "");
  if (prefix) setAttributeNS(self, prefix, name, value);
  else setAttribute(self, name, value);
}

/** The only way from text to nodes, and the only Trusted Types policy. */
const policy = /* @__PURE__ */ (() => {
  try {
    return /** @type {any} */ (globalThis).trustedTypes?.createPolicy?.("pycomponents", {
      createHTML: (/** @type {string} */ text) => text,
    });
  } catch {
    return undefined; // not allowed by the page's policy: assignments fail where they are enforced, and are reported
  }
})();

/**
 * Nodes of trusted HTML, parsed as children in namespace `space`. Scripts in it never run.
 * @param {string} html
 * @param {string} space
 * @returns {DocumentFragment}
 */
export function parse(html, space) {
  const template = /** @type {HTMLTemplateElement} */ (createElement("template"));
  const wrapper = space === SVG ? "svg" : space === MATH ? "math" : "";
  const text = wrapper ? `<${wrapper}>${html}</${wrapper}>` : html;
  template.innerHTML = policy ? policy.createHTML(text) : text;
  if (!wrapper) return template.content;
  const fragment = createFragment();
  const outer = /** @type {Node} */ (firstChild(template.content));
  for (let child; (child = firstChild(outer)); ) insertBefore(fragment, child, null);
  return fragment;
}
