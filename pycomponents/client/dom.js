/**
 * The DOM through its prototypes, taken at load. A form's fields and a document's named elements can stand in for
 * members of the same name (`<input name=childNodes>`), so nothing here is ever read through the object itself.
 */

/**
 * @template T, R
 * @template {unknown[]} A
 * @param {(this: T, ...args: A) => R} f
 * @returns {(self: T, ...args: A) => R}
 */
const method = (f) => Function.prototype.call.bind(f);

/**
 * @template T
 * @template {keyof T & string} K
 * @param {T} prototype
 * @param {K} name
 * @returns {(self: T) => T[K]}
 */
const getter = (prototype, name) =>
  Function.prototype.call.bind(/** @type {any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get));

const node = Node.prototype;
const element = Element.prototype;
const page = Document.prototype;

export const firstChild = getter(node, "firstChild");
export const nextSibling = getter(node, "nextSibling");
export const previousSibling = getter(node, "previousSibling");
export const parentNode = getter(node, "parentNode");
export const childNodes = getter(node, "childNodes");
export const nodeType = getter(node, "nodeType");
export const isConnected = getter(node, "isConnected");
export const localName = getter(element, "localName");
export const namespace = getter(element, "namespaceURI");
export const fieldsOf = getter(HTMLFormElement.prototype, "elements");
const activeElement = getter(page, "activeElement");
const documentElement = getter(page, "documentElement");
const body = getter(page, "body");

export const insertBefore = /** @type {(parent: Node, child: Node, before: Node | null) => Node} */ (
  method(node.insertBefore)
);
export const removeChild = /** @type {(parent: Node, child: Node) => Node} */ (method(node.removeChild));
export const clone = method(node.cloneNode);
export const contains = method(node.contains);
export const normalize = method(node.normalize);
export const getAttribute = method(element.getAttribute);
export const setAttribute = /** @type {(self: Element, name: string, value: string) => void} */ (
  method(element.setAttribute)
);
export const removeAttribute = method(element.removeAttribute);
export const hasAttribute = method(element.hasAttribute);
export const matches = method(element.matches);
export const replaceChildren = method(element.replaceChildren);
const setAttributeNS = /** @type {(self: Element, space: string, name: string, value: string) => void} */ (
  method(element.setAttributeNS)
);
const findAll = /** @type {(self: Element, selector: string) => NodeListOf<Element>} */ (
  method(element.querySelectorAll)
);
const findAllInPage = /** @type {(self: Document, selector: string) => NodeListOf<Element>} */ (
  method(page.querySelectorAll)
);
export const listen =
  /** @type {(self: EventTarget, type: string, heard: (event: any) => void, options?: AddEventListenerOptions | boolean) => void} */ (
    method(EventTarget.prototype.addEventListener)
  );
const dispatch = method(EventTarget.prototype.dispatchEvent);

export const createElement = /** @type {(name: string) => HTMLElement} */ (page.createElement.bind(document));
export const createElementNS = /** @type {(space: string, name: string) => Element} */ (
  page.createElementNS.bind(document)
);
export const createText = page.createTextNode.bind(document);
export const createComment = page.createComment.bind(document);
export const createFragment = page.createDocumentFragment.bind(document);

/** @param {string} selector */
export const inPage = (selector) => Array.from(findAllInPage(document, selector));
/** @param {Element} self @param {string} selector */
export const inside = (self, selector) => Array.from(findAll(self, selector));
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

/** @param {Node} child */
export function remove(child) {
  const parent = parentNode(child);
  if (parent) removeChild(parent, child);
}

/** @param {Element} self @param {string} type @param {unknown} [detail] */
export const emit = (self, type, detail) =>
  dispatch(self, new CustomEvent("pycomponents:" + type, { bubbles: true, detail }));

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
  return own === HTML ? createElement(tag) : createElementNS(own, tag);
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
