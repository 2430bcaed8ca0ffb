/** HTML that the server sends as text, put where it belongs; and another page of the server taking over. */

import * as dom from "./dom.js";
import { morph } from "./morph.js";

export { sentences } from "./sentences.js";

/** What the core calls. @param {Kit} kit */
export const install = (kit) => ({
  parse: dom.parse,
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
  morph(kit, parent, dom.nextSibling(opening), kit.endOf(opening), dom.parse(html, dom.inward(parent)));
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
  morph(kit, parent, element, dom.nextSibling(element), dom.parse(html, dom.inward(parent)));
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
function renew(kit, { rev, html, specs, properties, refused }) {
  kit.flush();
  const left = kit.restart();
  const waiting = left.filter((item) => !item.n);
  if (html) waiting.forEach((item) => byPath(kit, item));
  kit.page.rev = rev;
  kit.page.handled = 0;
  if (html) remount(kit, html, specs, properties);
  resendControls(kit);
  for (const item of waiting) if (!isInput(item)) kit.push({ ...item, rev });
  for (const item of left) if (item.n && !isInput(item)) tellUnknown(kit, item);
  if (refused) expire(kit, refused);
}

const isInput = (/** @type {Item} */ { type }) => /^(input|change)$/.test(type);
const rootsOf = (/** @type {Kit} */ kit) => kit.page.tickets.map((_, number) => kit.rootOf(number));

/** @param {Kit} kit @param {Item} item */
function byPath(kit, item) {
  const roots = rootsOf(kit);
  const first = (/** @type {Node} */ at) => {
    const number = roots.indexOf(/** @type {Element} */ (at));
    return number < 0 ? undefined : `/${number || ""}`;
  };
  item.at = kit.climb(item.element, first);
  item.states = item.states.map((one) => ({ ...one, at: kit.climb(one.control, first) })).filter((one) => one.at);
}

/**
 * @param {Kit} kit
 * @param {(string | null)[]} html of each root, or null where it is what stands there
 * @param {import("./protocol.js").Spec[]} specs
 * @param {import("./protocol.js").Properties} properties
 */
function remount(kit, html, specs, properties) {
  kit.change(() => rootsOf(kit).forEach((root, index) => remountRoot(kit, root, index, html[index])));
  kit.define(0, specs);
  kit.setProperties(properties.filter(([[number]]) => dom.isConnected(kit.rootOf(/** @type {number} */ (number)))));
}

/** @param {Kit} kit @param {Element} root @param {number} index @param {string | null | undefined} html */
function remountRoot(kit, root, index, html) {
  if (!html) return;
  for (const number of kit.components.keys())
    if (number % kit.page.tickets.length === index) kit.components.delete(number);
  // What others have taken out of the page stays what it was.
  if (dom.isConnected(root)) become(kit, root, html);
  else kit.components.set(index, root);
}

/** The new page knows nothing of what the user has typed. @param {Kit} kit */
function resendControls(kit) {
  for (const root of rootsOf(kit)) {
    for (const control of dom.inside(root, "input,textarea,select").filter(kit.isTouched)) {
      kit.renewControl(control);
      kit.resend(control);
    }
  }
}

/** The server knows nothing of these roots any more. @param {Kit} kit @param {number[]} numbers */
function expire(kit, numbers) {
  kit.over("A part of this page is no longer valid.");
  for (const number of numbers) dom.emit(kit.rootOf(number), "expired");
}

/** @param {Kit} kit @param {Item} item */
function tellUnknown(kit, { element, type }) {
  kit.report("unknown", type);
  dom.emit(element, "unknown", { type });
}
