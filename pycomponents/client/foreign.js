/**
 * What others do to our DOM: extensions, translators, other scripts.
 *
 * One observer sees every change of a list of children. Ours are made inside `change`; what is left is foreign. A node
 * that others insert is skipped from then on. Where one of ours was taken away or wrapped, the component around it is
 * damaged: its changes are skipped until its HTML has come and is morphed in.
 */

import { report } from "./diagnostics.js";
import * as dom from "./dom.js";
import { page } from "./page.js";
import { children, componentOf, endsRange, foreign, irregular, isRange, rootOf } from "./tree.js";

const LIMIT = 3;
const WINDOW = 10_000;

/** Nodes of ours that others took out of their place. @type {WeakSet<Node>} */
export const taken = new WeakSet();
/** Damaged components, and whether their HTML has been asked for. @type {Map<number, boolean>} */
const damaged = new Map();
/** When each component was repaired lately. @type {Map<number, number[]>} */
const repairs = new Map();

/** @type {Element[]} */
let roots = [];
/** @type {() => void} */
let noticed = () => {};
const observer = new MutationObserver((records) => {
  inspect(records);
  noticed();
});

/** @param {() => void} notice called when others have changed something */
export const onNotice = (notice) => { noticed = notice; };

/** Watch the root elements as they are now; that of one which is watched already changes nothing. */
export function observe() {
  roots = page.tickets.map((_, number) => rootOf(number));
  for (const root of roots) observer.observe(root, { childList: true, subtree: true });
}

/** Change the DOM: what others did before is theirs, what happens now is ours. @param {() => void} act */
export function change(act) {
  inspect(observer.takeRecords());
  page.applying = true;
  page.fresh = false;
  try {
    act();
  } finally {
    page.applying = false;
    observer.takeRecords();
    observe();
  }
}

export const isDamaged = (/** @type {number | undefined} */ number) => number !== undefined && damaged.has(number);
export const healed = (/** @type {number} */ number) => damaged.delete(number);

/** @param {number | undefined} number @param {unknown} [cause] */
export function damage(number, cause) {
  if (number === undefined || damaged.has(number)) return;
  damaged.set(number, false);
  report("changed", cause ?? number);
}

/** Forget what was asked of a socket that is gone. @param {(string | null)[]} [html] of the roots that are made anew */
export function unasked(html) {
  for (const number of damaged.keys()) {
    if (html?.[number % html.length]) damaged.delete(number);
    else damaged.set(number, false);
  }
}

/** Components whose HTML is to be asked for now; too often is not at all. @returns {number[]} */
export function wanted() {
  const now = performance.now();
  return [...damaged.keys()].filter((number) => {
    // A root that others have taken out of the page may come back.
    if (damaged.get(number) || !dom.isConnected(rootOf(number))) return false;
    const lately = (repairs.get(number) ?? []).filter((time) => now - time < WINDOW);
    if (lately.length >= LIMIT) {
      report("repairs", number);
      setTimeout(noticed, WINDOW);
      return false;
    }
    repairs.set(number, [...lately, now]);
    damaged.set(number, true);
    return true;
  });
}

/** @param {MutationRecord[]} records */
function inspect(records) {
  for (const { target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    if (!isOurs(target) || (irregular.has(target) && inRange(previousSibling))) continue;
    const ours = [...removedNodes].filter((node) => !foreign.has(node));
    for (const node of ours) take(target, node);
    for (const node of addedNodes) arrive(target, node);
    // Where a text of ours went, what stands there now stands for it (a translation): it goes when ours comes back.
    if (ours.some((node) => dom.nodeType(node) === 3))
      for (const node of [...addedNodes, previousSibling, nextSibling]) if (node && foreign.has(node)) taken.add(node);
  }
}

/** @param {Node} target @param {Node} node */
function take(target, node) {
  taken.add(node);
  damage(componentOf(target));
}

/** @param {Node} target @param {Node} node */
function arrive(target, node) {
  if (taken.has(node)) return damage(componentOf(target));
  if (dom.parentNode(node) !== target) return;
  irregular.add(target);
  foreign.add(node);
}

/** Whether what came after `node` was inside a raw range: that is the range's own business. @param {Node | null} node */
function inRange(node) {
  for (let at = node; at; at = dom.previousSibling(at)) {
    if (isRange(at)) return true;
    if (endsRange(at)) return false;
  }
  return false;
}

/** Whether a node stands in our tree, neither in a foreign node nor in a raw range. @param {Node} node */
function isOurs(node) {
  for (let at = node; !roots.includes(/** @type {Element} */ (at)); ) {
    const parent = dom.parentNode(at);
    if (!parent || foreign.has(at)) return false;
    if (irregular.has(parent) && !children(parent).includes(at)) return false;
    at = parent;
  }
  return true;
}
