/** Nodes are moved, not remade. */

import * as dom from "./dom.js";

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
