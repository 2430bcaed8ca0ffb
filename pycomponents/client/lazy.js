/** The lazy part, and what stands in for it where it cannot be had. */

import * as controls from "./controls.js";
import { explain, report } from "./diagnostics.js";
import * as dom from "./dom.js";
import { taken } from "./foreign.js";
import { adopt, endOf, foreign, forgetKeys, keyOf, setKey, setNumbers } from "./tree.js";

/** What the lazy part needs of the core's memory: as a bundle of its own it would bring a second, empty one. */
const kit = {
  foreign, taken, forgetKeys, keyOf, setKey, setNumbers, relocate,
  clearStyles: controls.clearStyles,
  isKept: controls.isKept,
  keepChoice: controls.keepChoice,
  openByServer: controls.openByServer,
  setAttribute: controls.setAttribute,
  toDefault: controls.toDefault,
};
/** @typedef {typeof kit} Kit */
/** @typedef {(kit: Kit, parent: Node, first: Node | null, end: Node | null, fresh: Node) => void} Morph */

/** @type {Morph | undefined} */
let morph;
/** @type {Promise<void> | undefined} */
let loading;

export const hasMorph = () => morph !== undefined;

/** Fetch the lazy part, once; where that fails, the next need tries again. @param {string} url */
export function load(url) {
  loading ??= import(url).then(
    (module) => {
      morph = module.morph;
      explain(module.sentences);
    },
    () => { loading = undefined; report("morph"); },
  );
  return loading;
}

/**
 * Move a node without losing its state where the browser can.
 * @param {Node} parent
 * @param {Node} node
 * @param {Node | null} before
 */
export function relocate(parent, node, before) {
  if (node === before || dom.nextSibling(node) === before && dom.parentNode(node) === parent) return;
  const move = dom.member(parent, "moveBefore");
  if (move && dom.isConnected(node) && dom.isConnected(parent)) move.call(parent, node, before);
  else keepFocus(node, () => dom.insertBefore(parent, node, before));
}

/** @param {Node} node @param {() => void} move */
function keepFocus(node, move) {
  const active = /** @type {HTMLInputElement | null} */ (dom.focused());
  if (!active || !dom.contains(node, active)) return move();
  const { selectionStart, selectionEnd, selectionDirection } = active;
  move();
  active.focus({ preventScroll: true });
  if (selectionStart !== null && selectionStart !== undefined)
    active.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined);
}

/** A raw range holds this HTML now. @param {Node} opening @param {string} html */
export function fillRange(opening, html) {
  const parent = /** @type {Node} */ (dom.parentNode(opening));
  replaceRun(parent, dom.nextSibling(opening), endOf(opening), dom.parse(html, dom.inward(parent)));
}

/**
 * A component's element, and all in it, is as this HTML says. Returns the element that stands there now.
 * @param {Element} element
 * @param {string} html
 * @returns {Element}
 */
export function become(element, html) {
  const parent = /** @type {Node} */ (dom.parentNode(element));
  const fresh = dom.parse(html, dom.inward(parent));
  const before = dom.previousSibling(element);
  replaceRun(parent, element, dom.nextSibling(element), fresh);
  const now = /** @type {Element} */ (before ? dom.nextSibling(before) : dom.firstChild(parent));
  forgetKeys(parent);
  adopt(now);
  return now;
}

/** @param {Node} parent @param {Node | null} first @param {Node | null} end @param {Node} fresh */
function replaceRun(parent, first, end, fresh) {
  if (morph) return morph(kit, parent, first, end, fresh);
  for (let node = first; node && node !== end; ) {
    const next = dom.nextSibling(node);
    dom.remove(node);
    node = next;
  }
  dom.insertBefore(parent, fresh, end);
}
