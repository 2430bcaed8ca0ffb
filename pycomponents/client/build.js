/** Nodes of the wire become nodes of the DOM; a shape is built once and cloned for each row. */

import { noteOpen, setProperty } from "./controls.js";
import * as dom from "./dom.js";
import * as lazy from "./lazy.js";
import { irregular, Mismatch, numbersOf, setKey, setNumbers } from "./tree.js";

/** @typedef {import("./protocol.js").Wire} Wire */
/** What a value that varies from row to row does to its node. @typedef {(node: any, value: any) => void} Fill */
/** @typedef {(hole: Wire, node: Node, fill: Fill) => void} Collect */

/** Elements of the frame at hand that want the focus. @type {Element[]} */
export const wantFocus = [];

/** @type {Collect} */
const noHoles = ([column]) => { if (column !== EACH) throw new Mismatch("a hole outside a shape"); };
/** The column of what each clone is given alike. */
const EACH = -1;
const isHole = (/** @type {Wire} */ value) => Array.isArray(value) && typeof value[0] === "number";

/**
 * Append a node of the wire to a parent in namespace `space`.
 * @param {Node} parent
 * @param {Wire} node
 * @param {string} space
 * @param {Collect} [collect]
 * @returns {Node} what now stands for it: its element, text, or opening comment
 */
export function append(parent, node, space, collect = noHoles) {
  if (typeof node === "string") return dom.insertBefore(parent, dom.createText(node), null);
  if (!Array.isArray(node)) return appendRaw(parent, node.raw, space, collect);
  if (isHole(node)) return appendHole(parent, node, collect);
  if (node[0] === "") return appendComponent(parent, node, space, collect);
  return appendElement(parent, node, space, collect);
}

/** @type {Fill} */
const fillText = (node, value) => { node.data = value; };
/** @type {Fill} */
const fillNumber = (node, value) => setNumbers(node, [Number(value)]);

/** @param {Node} parent @param {Wire} hole @param {Collect} collect */
function appendHole(parent, hole, collect) {
  const text = dom.insertBefore(parent, dom.createText(" "), null);
  collect(hole, text, fillText);
  return text;
}

/** @type {Fill} */
const fillIrregular = (node) => irregular.add(node);

/** @param {Node} parent @param {string} html @param {string} space @param {Collect} collect */
function appendRaw(parent, html, space, collect) {
  const opening = dom.insertBefore(parent, dom.createComment("pc"), null);
  // A frame with raw HTML has waited for the part that parses it.
  dom.insertBefore(parent, /** @type {NonNullable<lazy.Parts["morph"]>} */ (lazy.parts.morph).parse(html, space), null);
  dom.insertBefore(parent, dom.createComment("/pc"), null);
  give(0, parent, fillIrregular, collect);
  return opening;
}

/** @param {Node} parent @param {Wire} node @param {string} space @param {Collect} collect */
function appendComponent(parent, [, number, root, key], space, collect) {
  const element = /** @type {Element} */ (append(parent, root, space, collect));
  if (isHole(number)) collect(number, element, fillNumber);
  else setNumbers(element, [number, ...(numbersOf(element) ?? [])]); // inner components share its root
  // A key of the root element itself has no siblings to tell it from: what counts is the key of the place.
  give(key, element, setKey, collect);
  return element;
}

/** @param {Node} parent @param {Wire[]} node @param {string} space @param {Collect} collect */
function appendElement(parent, node, space, collect) {
  const element = dom.create(node[0], space);
  const marks = isMarks(node[1]) ? node[1] : {};
  for (const name of Object.keys(marks)) if (name !== ".") mark(element, name, marks[name], collect);
  const inner = dom.inward(element);
  for (let i = marks === node[1] ? 2 : 1; i < node.length; i++) append(element, node[i], inner, collect);
  // After the children: what a select shows needs its options.
  if ("." in marks) give(marks["."], element, fillProperties, collect);
  return dom.insertBefore(parent, element, null);
}

/** An object right after the tag is marks, even where raw HTML comes first. @param {Wire} item */
const isMarks = (item) => typeof item === "object" && !Array.isArray(item);

/** @param {Element} element @param {string} name @param {Wire} value @param {Collect} collect */
function mark(element, name, value, collect) {
  if (name === "#") return give(value, element, setKey, collect);
  const own = name === "@" ? "data-pc-on" : name;
  const fill = (/** @type {Element} */ node, /** @type {Wire} */ data) => dom.attribute(node, own, data);
  if (isHole(value)) collect(value, element, fill);
  else fill(element, value);
  if (name === "open") give(0, element, noteOpen, collect);
  if (name === "autofocus") wantFocus.push(element);
}

/** @type {Fill} */
const fillProperties = (node, values) => {
  for (const name of Object.keys(values)) setProperty(node, name, values[name]);
};

/**
 * What stands in memory and not in the markup: a clone does not bring it along, so each is given it anew.
 * @param {Wire} value
 * @param {Node} node
 * @param {Fill} fill
 * @param {Collect} collect
 */
function give(value, node, fill, collect) {
  if (isHole(value)) return collect(value, node, fill);
  fill(node, value);
  collect([EACH], node, (clone) => fill(clone, value));
}

// Shapes -------------------------------------------------------------------------------------------------------------

/** So many rows are cloned at once. */
const BLOCK = 50;

/**
 * Which of the nodes of a row, in document order, a value goes to.
 * @typedef {{at: number, column: number, before: string, after: string, fill: Fill}} Hole
 */
/** last: the last node that a value goes to. @typedef {{row: Node, last: number, holes: Hole[], focuses: boolean}} Shape */

/** @param {Wire} source @param {string} space @returns {Shape} */
export function compile(source, space) {
  const home = dom.createFragment();
  /** @type {[Wire, Node, Fill][]} */
  const found = [];
  const asked = wantFocus.length;
  const row = append(home, source, space, (hole, node, fill) => found.push([hole, node, fill]));
  const focuses = wantFocus.length > asked;
  wantFocus.length = asked; // the clones do, not the pattern
  const walk = dom.walk(home);
  /** @type {Node[]} */
  const nodes = [];
  for (let node; (node = walk.nextNode()); ) nodes.push(node);
  const holes = found.map(([[column, before = "", after = ""], node, fill]) =>
    ({ at: nodes.indexOf(node), column, before, after, fill }));
  return { row, last: Math.max(...holes.map((hole) => hole.at)), holes, focuses };
}

/**
 * Rows of one shape, in fragments.
 * @param {Shape} shape
 * @param {Wire[][]} columns
 * @returns {DocumentFragment[]}
 */
export function rows({ row, last, holes, focuses }, columns) {
  const count = columns[0]?.length ?? 0;
  const block = dom.createFragment();
  for (let i = 0; i < count && i < BLOCK; i++) dom.insertBefore(block, dom.clone(row, true), null);
  const walk = dom.walk(block);
  const fragments = [];
  const nodes = /** @type {any[]} */ ([]);
  for (let r = 0; r < count; ) {
    const fragment = /** @type {DocumentFragment} */ (count > BLOCK ? dom.clone(block, true) : block);
    for (let at = dom.firstChild(fragment), next; at; at = next) {
      next = dom.nextSibling(at);
      if (r === count) {
        dom.removeChild(fragment, at);
        continue;
      }
      // No further than need be: each node that is touched becomes an object for the collector.
      nodes[0] = walk.currentNode = at;
      for (let i = 1; i <= last; i++) nodes[i] = walk.nextNode();
      for (const { at: index, column, before, after, fill } of holes) {
        const value = columns[column]?.[r];
        fill(nodes[index], before || after ? before + value + after : value);
      }
      if (focuses) wantFocus.push(...dom.inside(nodes[0], "[autofocus]"));
      r++;
    }
    fragments.push(fragment);
  }
  return fragments;
}
