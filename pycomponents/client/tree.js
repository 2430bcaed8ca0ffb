/**
 * Addresses and the nodes that stand there.
 *
 * No table of nodes is kept. A step is `childNodes[i]`, unless the parent is *irregular*: it holds nodes of others
 * or raw ranges, and is counted by a walk. Keys and component numbers of patched nodes are kept on the nodes.
 */

import * as dom from "./dom.js";
import { page } from "./page.js";

/** @typedef {import("./protocol.js").Address} Address */
/** @typedef {import("./protocol.js").Step} Step */

/** The DOM is not what the server thinks it is. */
export class Mismatch extends Error {}

const KEY = Symbol("key");
const NUMBERS = Symbol("numbers");
/** @typedef {{[KEY]?: string | undefined, [NUMBERS]?: number[] | undefined}} Marks */

/** @type {Map<number, Element>} */
export const components = new Map();

/** Nodes that something else put into our tree. @type {WeakSet<Node>} */
export const foreign = new WeakSet();
/** @type {WeakSet<Node>} */
export const irregular = new WeakSet();
/** The keyed children of a parent, found when first asked for. @type {WeakMap<Node, Map<string, Node>>} */
const keyed = new WeakMap();

const marks = (/** @type {Node} */ node) => /** @type {Marks} */ (/** @type {unknown} */ (node));

/** @param {Node} node @param {string | undefined} key */
export const setKey = (node, key) => void (marks(node)[KEY] = key);

/** @param {Node} node @returns {string | null} */
export const keyOf = (node) =>
  marks(node)[KEY] ?? (dom.isElement(node) ? dom.getAttribute(node, "data-pc-key") : null);

/** The components whose root this is, outermost first. @param {Node} node */
export const numbersOf = (node) => marks(node)[NUMBERS];

/** @param {Element} element @param {number[] | undefined} numbers */
export function setNumbers(element, numbers) {
  marks(element)[NUMBERS] = numbers;
  for (const number of numbers ?? []) components.set(number, element);
}

/** The root element around a component. @param {number} number */
export const rootOf = (number) => /** @type {Element} */ (components.get(number % page.tickets.length));

/** Components that have gone leave the table when there is time, so that clearing a long list costs nothing extra. */
export function sweep() {
  for (const [number, element] of components)
    if (!dom.isConnected(element) && rootOf(number) !== element) components.delete(number);
}

// Raw ranges ---------------------------------------------------------------------------------------------------------

const isComment = (/** @type {Node} */ node, /** @type {string} */ data) =>
  dom.nodeType(node) === 8 && /** @type {Comment} */ (node).data === data;

/** @param {Node} node */
export const isRange = (node) => isComment(node, "pc");
/** @param {Node} node */
export const endsRange = (node) => isComment(node, "/pc");

/** The last node of what begins at `node`. @param {Node} node @returns {Node} */
export function endOf(node) {
  if (!isRange(node)) return node;
  for (let next = dom.nextSibling(node), depth = 1; next; next = dom.nextSibling(next)) {
    if (isRange(next)) depth++;
    else if (endsRange(next) && --depth === 0) return next;
  }
  throw new Mismatch("a raw range has no end");
}

/** All nodes of the child that begins at `node`. @param {Node} node @returns {Node[]} */
export function extent(node) {
  const nodes = [node];
  for (let next = node, end = endOf(node); next !== end; nodes.push(next))
    next = /** @type {Node} */ (dom.nextSibling(next));
  return nodes;
}

// From a step to a node ----------------------------------------------------------------------------------------------

/** Our children: elements, texts, component roots, and the opening comments of raw ranges. @param {Node} parent */
export function children(parent) {
  /** @type {Node[]} */
  const found = [];
  for (let node = dom.firstChild(parent); node; node = dom.nextSibling(foreign.has(node) ? node : endOf(node)))
    if (!foreign.has(node)) found.push(node);
  return found;
}

/** @param {Node} parent */
function keysOf(parent) {
  let keys = keyed.get(parent);
  if (keys) return keys;
  keyed.set(parent, (keys = new Map()));
  for (const child of irregular.has(parent) ? children(parent) : dom.childNodes(parent)) {
    const key = keyOf(child);
    if (key !== null) keys.set(key, child);
  }
  return keys;
}

/** @param {Node} parent @param {Step} step @returns {Node} */
export function childAt(parent, step) {
  const node = typeof step === "string" ? keysOf(parent).get(step.slice(1))
    : irregular.has(parent) ? children(parent)[step]
    : dom.childNodes(parent)[step];
  if (!node || dom.parentNode(node) !== parent) throw new Mismatch(`no child ${step}`);
  return node;
}

/** @param {Address} address @returns {Node} */
export function nodeAt([number, ...steps]) {
  const element = components.get(/** @type {number} */ (number));
  if (!element) throw new Mismatch(`no component ${number}`);
  return steps.reduce(childAt, /** @type {Node} */ (element));
}

/** A child came: its key is known from now on. @param {Node} parent @param {Node} child */
export function addKey(parent, child) {
  const key = keyOf(child);
  if (key !== null) keyed.get(parent)?.set(key, child);
}

/** @param {Node} parent @param {Node} child */
export function dropKey(parent, child) {
  const keys = keyed.get(parent);
  const key = keys && keyOf(child);
  if (key != null && keys?.get(key) === child) keys.delete(key);
}

/** @param {Node} parent */
export const forgetKeys = (parent) => keyed.delete(parent);
/** @param {Node} parent */
export const knowsKeys = (parent) => keyed.has(parent);

// From a node to its address -----------------------------------------------------------------------------------------

/** @param {Node} parent @param {Node} child @returns {Step | null} */
function stepOf(parent, child) {
  if (irregular.has(parent)) {
    const index = children(parent).indexOf(child);
    return index < 0 ? null : keyStep(child) ?? index;
  }
  return keyStep(child) ?? dom.indexOf(child);
}

const keyStep = (/** @type {Node} */ child) => {
  const key = keyOf(child);
  return key === null ? null : "#" + key;
};

/**
 * Steps from the node for which `stop` gives a first item, or null where the node is not one of ours.
 * @param {Node} node
 * @param {(node: Node) => Step | undefined} stop
 * @returns {Address | null}
 */
export function climb(node, stop) {
  /** @type {Address} */
  const steps = [];
  for (let at = node; ; ) {
    const first = stop(at);
    if (first !== undefined) return [first, ...steps.reverse()];
    const parent = dom.parentNode(at);
    const step = parent && stepOf(parent, at);
    if (parent === null || step === null) return null;
    steps.push(step);
    at = parent;
  }
}

/** @param {Node} node @returns {Address | null} */
export const addressOf = (node) => climb(node, (at) => numbersOf(at)?.at(-1));

/** The number of the innermost component around a node. @param {Node} node @returns {number | undefined} */
export function componentOf(node) {
  for (let at = /** @type {Node | null} */ (node); at; at = dom.parentNode(at)) {
    const numbers = numbersOf(at);
    if (numbers) return numbers.at(-1);
  }
  return undefined;
}

// Adoption -----------------------------------------------------------------------------------------------------------

/**
 * Make HTML that the server wrote ours: note its components and raw ranges. Returns how many elements it has, what
 * stands in raw ranges not counted.
 * @param {Element} root
 * @param {(number: number) => number} [shift] from a number of the HTML to that of the page
 * @returns {number}
 */
export function adopt(root, shift = Number) {
  dom.normalize(root); // the parser splits a text of more than 64 K
  const ranges = rangesIn(root);
  const elements = dom.within(root, "*");
  const within = ranges.length ? new Set(ranges.flatMap(elementsOf)) : undefined;
  for (const element of dom.within(root, "[data-pc]")) {
    const mark = dom.getAttribute(element, "data-pc");
    if (mark !== null && !within?.has(element)) setNumbers(element, mark.split(" ").map((number) => shift(+number)));
  }
  return elements.length - (within?.size ?? 0);
}

/** @param {Element} root */
function rangesIn(root) {
  /** @type {Node[]} */
  const ranges = [];
  const walk = dom.walk(root, NodeFilter.SHOW_COMMENT);
  for (let end = /** @type {Node | null} */ (null), node; (node = walk.nextNode()); ) {
    if (end) end = node === end ? null : end;
    else if (isRange(node)) {
      ranges.push(node);
      irregular.add(/** @type {Node} */ (dom.parentNode(node)));
      end = endOf(node);
    }
  }
  return ranges;
}

/** @param {Node} range */
const elementsOf = (range) =>
  extent(range).flatMap((node) => (dom.isElement(node) ? dom.within(node, "*") : []));
