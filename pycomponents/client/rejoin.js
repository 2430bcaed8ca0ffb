/** HTML that the server sends as text, put where it belongs; and another page of the server taking over. */

import * as dom from "./dom.js";
import { morph } from "./morph.js";

export { sentences } from "./sentences.js";

/** What the core calls. @param {Kit} kit */
export const install = (kit) => ({
  /** @param {Node} opening @param {string} html */
  fillRange: (opening, html) => fillRange(kit, opening, html),
  /** @param {number} number @param {string} html */
  repair: (number, html) => repair(kit, number, html),
  /** @param {import("./protocol.js").Wire} answer */
  renew: (answer) => renew(kit, answer),
});

/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {import("./queue.js").Item} Item */

/** A raw range holds this HTML now. @param {Kit} kit @param {Node} opening @param {string} html */
function fillRange(kit, opening, html) {
  const parent = /** @type {Node} */ (dom.parentNode(opening));
  morph(kit, parent, dom.nextSibling(opening), kit.endOf(opening), kit.parse(html, dom.inward(parent)));
}

/**
 * An element, and all in it, is as this HTML says. Returns the element that stands there now.
 * @param {Kit} kit
 * @param {Element} element
 * @param {string} html
 * @returns {Element}
 */
function become(kit, element, html) {
  const parent = /** @type {Node} */ (dom.parentNode(element));
  const before = dom.previousSibling(element);
  morph(kit, parent, element, dom.nextSibling(element), kit.parse(html, dom.inward(parent)));
  const now = /** @type {Element} */ (before ? dom.nextSibling(before) : dom.firstChild(parent));
  kit.adopt(now);
  return now;
}

/** The HTML of a damaged component has come. @param {Kit} kit @param {number} number @param {string} html */
function repair(kit, number, html) {
  kit.healed(number);
  const element = kit.components.get(number);
  if (!element || !dom.isConnected(element)) return;
  const numbers = kit.numbersOf(element) ?? [];
  const outer = numbers.slice(0, numbers.indexOf(number));
  const key = kit.keyOf(element);
  const now = become(kit, element, html);
  // The place, with its key and the components that share it, is not the component's own.
  kit.setNumbers(now, [...outer, ...(kit.numbersOf(now) ?? []).filter((one) => !outer.includes(one))]);
  if (key !== null) kit.setKey(now, key);
}

/**
 * Another page of the server takes over. Nobody knows whether the one before carried out what was sent and not
 * answered, so that is not sent again; what the user typed is, from what stands in the controls now; then comes what
 * was never sent, by path where the DOM has changed.
 * @param {Kit} kit
 * @param {import("./protocol.js").Wire} answer
 */
function renew(kit, { rev, html, specs, properties }) {
  const root = /** @type {Element} */ (kit.components.get(kit.page.record.root));
  kit.flush();
  const left = kit.restart();
  const waiting = left.filter((item) => !item.n);
  if (html !== undefined) waiting.forEach((item) => byPath(kit, item, root));
  kit.page.rev = rev;
  kit.page.handled = 0;
  if (html !== undefined) remount(kit, root, html, specs, properties);
  resendControls(kit);
  for (const item of waiting) if (!isInput(item)) kit.push({ ...item, rev });
  for (const item of left) if (item.n && !isInput(item)) tellUnknown(kit, item);
}

const isInput = (/** @type {Item} */ { type }) => /^(input|change)$/.test(type);

/** @param {Kit} kit @param {Item} item @param {Element} root */
function byPath(kit, item, root) {
  const pathOf = (/** @type {Node} */ node) => kit.climb(node, (at) => (at === root ? "/" : undefined));
  item.at = pathOf(item.element);
  item.states = item.states.map((one) => ({ ...one, at: pathOf(one.control) })).filter((one) => one.at);
}

/**
 * @param {Kit} kit
 * @param {Element} root
 * @param {string} html
 * @param {import("./protocol.js").Spec[]} specs
 * @param {import("./protocol.js").Properties} properties
 */
function remount(kit, root, html, specs, properties) {
  kit.change(() => {
    kit.components.clear();
    become(kit, root, html);
  });
  kit.define(0, specs);
  kit.setProperties(properties);
}

/** The new page knows nothing of what the user has typed. @param {Kit} kit */
function resendControls(kit) {
  const root = /** @type {Element} */ (kit.components.get(kit.page.record.root));
  for (const control of dom.inside(root, "input,textarea,select").filter(kit.isTouched)) {
    kit.renewControl(control);
    kit.resend(control);
  }
}

/** @param {Kit} kit @param {Item} item */
function tellUnknown(kit, { element, type }) {
  kit.report("unknown", type);
  dom.emit(element, "unknown", { type });
}
