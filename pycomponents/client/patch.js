/** A patch is applied: in place, in order, only what it names. What does not fit damages its component. */

import { append, compile, rows } from "./build.js";
import { keepChoice, setAttribute, setProperty } from "./controls.js";
import * as dom from "./dom.js";
import { damage, isDamaged } from "./foreign.js";
import { parts } from "./lazy.js";
import { relocate } from "./move.js";
import { page } from "./page.js";
import { table } from "./protocol.js";
import * as tree from "./tree.js";

/** @typedef {import("./protocol.js").Wire} Wire */
/** @typedef {import("./protocol.js").Step} Step */
/** @typedef {import("./protocol.js").Operation} Operation */
/** @typedef {import("./build.js").Shape} Shape */
/** @typedef {{source: Wire, compiled: Map<string, Shape>}} Defined */

/** The shapes of this connection, each compiled once for every namespace it is used in. @type {Defined[]} */
let shapes = [];
/** @type {WeakMap<object, Defined>} */
const defined = new WeakMap();
export const forgetShapes = () => { shapes = []; };

/**
 * Apply the entries of a patch. A component that does not fit is damaged; the others go on.
 * @param {Wire[]} entries
 */
export function apply(entries) {
  for (const [number, ...items] of entries) {
    if (!isDamaged(number)) attempt(number, items);
    if (isDamaged(number)) defineShapes(items);
  }
}

/** @param {number} number @param {Wire[]} items */
function attempt(number, items) {
  try {
    change(tree.nodeAt([number]), items, number);
  } catch (error) {
    damage(tree.components.has(number) ? number : number % page.tickets.length, error);
    defineShapes(items);
  }
}

/** @param {Node} node @param {Wire[]} items @param {number} number */
function change(node, items, number) {
  let at = node;
  for (const item of items) {
    if (!Array.isArray(item)) at = tree.childAt(at, item);
    else if (isOperation(item)) operate(at, item, number);
    else change(at, item, number);
  }
}

/** @param {Wire[]} item */
const isOperation = (item) => typeof item[0] === "string" && !item[0].startsWith("#");

/** @param {Node} node @param {Wire[]} operation @param {number} number */
function operate(node, [name, ...rest], number) {
  const operation = /** @type {Record<string, Operate>} */ (operations)[name];
  if (!operation) throw new tree.Mismatch(`no operation ${name}`);
  operation(node, rest, number);
}

/** A connection numbers its shapes in order, so those of skipped changes count too. @param {Wire[]} items */
function defineShapes(items) {
  for (const item of items) {
    if (!Array.isArray(item)) continue;
    if (!isOperation(item)) defineShapes(item);
    else if (item[0] === "rows" && Array.isArray(item[2])) define(item[2]);
  }
}

/** @param {Wire[]} source */
function define(source) {
  let shape = defined.get(source);
  if (!shape) defined.set(source, shapes[shapes.length] = shape = { source, compiled: new Map() });
  return shape;
}

/** @param {Wire} given @param {string} space @returns {Shape} */
function shapeOf(given, space) {
  const { source, compiled } = fits(Array.isArray(given) ? define(given) : shapes[given]);
  let shape = compiled.get(space);
  if (!shape) compiled.set(space, shape = compile(source, space));
  return shape;
}

/** @template T @param {T | null | undefined | false} value @returns {T} */
function fits(value) {
  if (value === null || value === undefined || value === false) throw new tree.Mismatch("the node does not fit");
  return value;
}

/** Live properties, by address. @param {import("./protocol.js").Properties} properties */
export function setProperties(properties) {
  for (const [address, values] of properties) {
    const node = tree.nodeAt(address);
    for (const name of Object.keys(values)) setProperty(/** @type {Element} */ (node), name, values[name]);
  }
}

// Operations ---------------------------------------------------------------------------------------------------------

/** @typedef {(node: Node, rest: Wire[], number: number) => void} Operate */

/** @type {Record<Operation, Operate>} */
const operations = table({
  text(node, [data]) {
    fits(dom.nodeType(node) === 3);
    /** @type {Text} */ (node).data = data;
  },
  raw(node, [html]) {
    fits(tree.isRange(node));
    fits(parts.morph).fillRange(node, html);
  },
  attr: (node, pairs) => each(node, pairs, setAttribute),
  prop: (node, pairs) => each(node, pairs, setProperty),
  on: (node, [spec]) => dom.attribute(element(node), "data-pc-on", spec === null ? null : String(spec)),
  each(node, [steps, inward, values], number) {
    const way = inward.slice(0, -1);
    for (const i in steps) change(tree.childAt(node, steps[i]), [...way, [...inward.at(-1), values[i]]], number);
  },
  insert(node, [before, ...nodes]) {
    const fragment = built(node, nodes);
    place(node, fragment, childOrEnd(node, before));
  },
  rows(node, [before, shape, columns]) {
    const compiled = shapeOf(shape, dom.inward(element(node)));
    const next = childOrEnd(node, before);
    for (const fragment of rows(compiled, columns)) place(node, fragment, next);
  },
  remove(node, steps) {
    for (const step of steps) take(node, tree.childAt(node, step));
  },
  move(node, [step, before]) {
    const child = tree.childAt(node, step);
    const next = childOrEnd(node, before);
    for (const part of tree.extent(child)) relocate(node, part, next);
  },
  replace(node, [step, other]) {
    const old = tree.childAt(node, step);
    const fragment = built(node, [other]);
    const next = dom.nextSibling(tree.endOf(old));
    take(node, old);
    place(node, fragment, next);
  },
  clear(node) {
    tree.forgetKeys(node);
    if (!tree.irregular.has(node)) return dom.replaceChildren(element(node));
    for (const child of tree.children(node)) take(node, child);
  },
  root: replaceRoot,
});

/** @param {Node} node @returns {Element} */
function element(node) {
  fits(dom.isElement(node));
  return /** @type {Element} */ (node);
}

/** @param {Node} node @param {Wire[]} pairs @param {(element: Element, name: string, value: any) => void} set */
function each(node, pairs, set) {
  for (let i = 0; i < pairs.length; i += 2) set(element(node), pairs[i], pairs[i + 1]);
}

/** @param {Node} parent @param {Step | null} step */
const childOrEnd = (parent, step) => (step === null ? null : tree.childAt(parent, step));

/** @param {Node} parent @param {Wire[]} nodes */
function built(parent, nodes) {
  const fragment = dom.createFragment();
  const space = dom.inward(element(parent));
  for (const node of nodes) append(fragment, node, space);
  if (tree.irregular.has(fragment)) tree.irregular.add(parent);
  return fragment;
}

/** @param {Node} parent @param {DocumentFragment} fragment @param {Node | null} before */
function place(parent, fragment, before) {
  if (tree.knowsKeys(parent)) for (const child of tree.children(fragment)) tree.addKey(parent, child);
  const insert = () => dom.insertBefore(parent, fragment, before);
  const select = /^(select|optgroup)$/.test(dom.localName(element(parent))) && element(parent).closest("select");
  if (select) keepChoice(select, insert);
  else insert();
}

/** @param {Node} parent @param {Node} child */
function take(parent, child) {
  tree.dropKey(parent, child);
  for (const part of tree.extent(child)) dom.removeChild(parent, part);
}

/** A component has another root element. Its place, the key of it, and those around it stay. @type {Operate} */
function replaceRoot(node, [wire], number) {
  const old = element(node);
  const parent = fits(dom.parentNode(old));
  const outer = fits(tree.numbersOf(old));
  const fresh = dom.createFragment();
  const now = /** @type {Element} */ (append(fresh, wire, dom.inward(parent)));
  tree.setNumbers(now, [...outer.slice(0, outer.indexOf(number) + 1), ...(tree.numbersOf(now) ?? [])]);
  tree.setKey(now, tree.keyOf(old) ?? undefined);
  tree.dropKey(parent, old);
  dom.insertBefore(parent, fresh, old);
  dom.removeChild(parent, old);
  tree.addKey(parent, now);
}
