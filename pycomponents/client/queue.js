/**
 * Events that wait: numbered when they are sent, kept until they are handled, sent again after a break.
 */

import { acknowledge } from "./controls.js";
import { report } from "./diagnostics.js";
import * as dom from "./dom.js";
import { isDamaged } from "./foreign.js";
import { MAX_FRAME } from "./protocol.js";
import { addressOf, componentOf } from "./tree.js";

/** @typedef {import("./protocol.js").Address} Address */
/** @typedef {import("./controls.js").Brought} Brought */
/**
 * One event of the user.
 * n: its number, 0 until it is sent. rev: what the user was looking at. at: the address of the element that listens,
 * null while its component is damaged. text: what that element said then. data: what it brings. states: of controls,
 * by address. own: the control whose state is its `value`. brought: the controls whose revisions it acknowledges.
 * resets: the controls to reset when it succeeds. again: it was sent once more after `stale`.
 * @typedef {object} Item
 * @property {number} n
 * @property {Element} element
 * @property {Element} target
 * @property {string} type
 * @property {string} digest
 * @property {number} rev
 * @property {Address | null} at
 * @property {string | null} text
 * @property {Record<string, unknown>} data
 * @property {{control: Element, at: Address | null, state: import("./controls.js").State}[]} states
 * @property {Element | false} own
 * @property {Brought[]} brought
 * @property {Brought[]} resets
 * @property {boolean} again
 */

/** @type {Item[]} */
let items = [];
let next = 1;
/** What sends a frame's text while the page is joined. @type {((text: string) => void) | null} */
let send = null;

/** @param {Item} item */
export function push(item) {
  items.push(item);
  drain();
}

/** @param {typeof send} sender */
export function open(sender) {
  send = sender;
  drain();
}

/** Send what can be sent, in order. An event in a damaged component waits for its repair, or for its end. */
export function drain() {
  for (const item of [...items]) {
    if (!send) return;
    if (item.n) continue;
    if (!item.at && dom.isConnected(item.element)) {
      if (isDamaged(componentOf(item.element))) return;
      // A repair may have made another of the element: never guess.
      if (item.text === dom.textOf(item.element)) item.at = addressOf(item.element);
    }
    transmit(item);
  }
}

/** @param {Item} item */
function transmit(item) {
  item.n = next;
  const text = item.at ? frameOf(item) : "";
  const code = text ? tooLarge(text) && "too_large" : "stale";
  if (!code) {
    next++;
    send?.(text);
    return;
  }
  items.splice(items.indexOf(item), 1);
  refuse(item, code);
}

/** Tell the element that its event was not carried out. @param {Item} item @param {string} code @param {unknown} [detail] */
export function refuse({ element, type }, code, detail) {
  if (code !== "stale") report("refused_" + code, detail, element);
  dom.emit(element, code === "stale" ? code : "refused", { type, code, detail });
}

/** @param {string} text */
const tooLarge = (text) => text.length * 3 > MAX_FRAME && new TextEncoder().encode(text).length > MAX_FRAME;

/** @param {Item} item */
function frameOf({ n, rev, at, type, data, states, digest }) {
  /** @type {unknown[]} */
  const frame = ["event", n, rev, at, type, data, states.map((one) => [one.at, one.state])];
  if (typeof at?.[0] === "string") frame.push(digest);
  else while (isEmpty(frame.at(-1))) frame.pop();
  return JSON.stringify(frame, writable);
}

/** Half of a character, and NUL, are no text that a server could keep. @param {string} _ @param {unknown} value */
const writable = (_, value) => (typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\ufffd") : value);

const isEmpty = (/** @type {unknown} */ part) => typeof part === "object" && Object.keys(part ?? {}).length === 0;

/**
 * Events up to `n` are handled. Returns them.
 * @param {number} n
 * @returns {Item[]}
 */
export function answered(n) {
  const done = items.filter((item) => item.n && item.n <= n);
  items = items.filter((item) => !done.includes(item));
  for (const item of done) acknowledge(item.brought);
  return done;
}

/** The same page goes on: send again what was not answered, under the same numbers. @param {typeof send} sender */
export function resume(sender) {
  for (const item of items) if (item.n) sender?.(frameOf(item));
  open(sender);
}

export const close = () => { send = null; };

/** Another page takes this one's place: the queue is empty, numbers begin again. Returns what was in it. */
export function restart() {
  const left = items;
  items = [];
  next = 1;
  return left;
}

/** What is sent and not answered, and what waits to be sent. */
export const waiting = () => items;
