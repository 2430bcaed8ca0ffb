/** What the user does becomes events: one listener for each type on the document, in the capture phase. */

import * as controls from "./controls.js";
import { report } from "./diagnostics.js";
import * as dom from "./dom.js";
import { isDamaged } from "./foreign.js";
import { page } from "./page.js";
import { table } from "./protocol.js";
import { push, waiting } from "./queue.js";
import { addressOf, componentOf } from "./tree.js";

/** @typedef {import("./protocol.js").Spec} Spec */
/** @typedef {import("./protocol.js").Listening} Listening */
/** @typedef {import("./queue.js").Item} Item */
/** What is known of a DOM event; a control's state that is sent anew has only a target. @typedef {any} Cause */

/** @typedef {import("./listen.js").Listen} Listen */

/** @type {Spec[]} */
export const specs = [];
/** @type {Set<string>} */
export const types = new Set();

/** The part that knows what is rare. @type {Listen | undefined} */
let more;
/** What is heard between the need for that part and its arrival. @type {[Event, number][] | undefined} */
let early;
/** Asks for it. */
let want = () => {};

/** @param {number} first @param {Spec[]} list */
export function define(first, list) {
  if (!first) specs.length = 0;
  list.forEach((spec, index) => {
    specs[first + index] = spec;
    for (const [type, option] of Object.entries(spec.on)) {
      if (!option.passive || type !== "wheel") hearType(type);
      if (!option.more && !option.debounce && !option.throttle) continue;
      early ??= [];
      want();
    }
  });
  more?.defined(first);
}

/** Each root comes with numbers from 0 on. @param {Element} root @param {(number: number) => number} shift */
export function renumber(root, shift) {
  for (const element of dom.within(root, "[data-pc-on]")) {
    const mark = dom.getAttribute(element, "data-pc-on");
    if (mark) dom.setAttribute(element, "data-pc-on", String(shift(+mark)));
  }
}

/** It has come. Gives what was heard meanwhile. @param {Listen} part */
export function extend(part) {
  const heard = early ?? [];
  more = part;
  early = undefined;
  return heard;
}

/** @param {string} type */
function hearType(type) {
  if (types.has(type)) return;
  types.add(type);
  dom.listen(document, type, hear, { capture: true, passive: false });
}

/** @param {Element} element @param {string} type @returns {{spec: Spec, option: Listening} | undefined} */
export function listening(element, type) {
  const mark = dom.getAttribute(element, "data-pc-on");
  const spec = mark === null ? undefined : specs[Number(mark)];
  const option = spec?.on[type];
  return spec && option && { spec, option };
}

// From the DOM's event to ours ---------------------------------------------------------------------------------------

/** It was heard before, without the part; it happened elsewhere. @typedef {"again" | "around"} How */

/** @param {Event} event @param {How} [how] */
export function hear(event, how) {
  if (page.applying || isComposed(event)) return;
  let at = /** @type {Node | null} */ (event.target);
  while (at && (!dom.isElement(at) || meet(at, event.type, event, how))) at = event.bubbles ? dom.parentNode(at) : null;
  if (more) more.heard(event, !at);
  else if (early && early.length < 99) early.push([event, page.rev]);
}

/** What an input method is in the midst of is not yet input. @param {Cause} event */
const isComposed = (event) => event.isComposing || event.keyCode === 229;

/** An element meets an event. Returns whether those around it meet it too. @param {Element} element @param {string} type @param {Cause} cause @param {How} [how] */
export function meet(element, type, cause, how) {
  const found = listening(element, type);
  if (!found || dom.matches(element, ":disabled") || !addressable(element)) return true;
  const { spec, option } = found;
  const wants = option.more;
  if (how && !wants) return !option.stop;
  if (wants && more && !more.admits(wants, element, cause, how)) return true;
  const link = type === "click" && isLink(element) && dom.contains(element, cause.target);
  if (link && (cause.ctrlKey || cause.metaKey || cause.shiftKey)) return true; // the browser opens it elsewhere
  const now = !wants || more;
  if (!option.passive && (link || type === "submit" || (option.prevent && now))) cause.preventDefault?.();
  if (!now) return true;
  if (option.stop) cause.stopPropagation?.();
  if (!wants || more?.agrees(wants, element, type + spec.d)) feed(record(element, type, spec.d, option, cause), option);
  return !option.stop;
}

/** Elements of a component that is being repaired get their address afterwards. @param {Element} element */
const addressable = (element) => addressOf(element) !== null || isDamaged(componentOf(element));

/** @param {Element} element */
const isLink = (element) => /^(a|area)$/.test(dom.localName(element)) && dom.hasAttribute(element, "href");

// What an event brings -----------------------------------------------------------------------------------------------

/** @typedef {import("./protocol.js").Bring} Bring */
/** What is not the DOM event's own. @type {Partial<Record<Bring, (cause: Cause, element: any) => unknown>>} */
export const brings = table({
  value: (cause, element) => String((isControl(cause.target) ? cause.target : element).value ?? ""),
  checked: (cause) => cause.target.checked === true,
  selected: (cause) => controls.chosen(cause.target).map((option) => option.value),
  form: (cause, element) => fields(element, cause.submitter),
});
/** `alt_key` is `altKey`. @param {string} name */
export const camel = (name) => name.replace(/_./g, ([, letter = ""]) => letter.toUpperCase());

const isControl = (/** @type {Node} */ node) => dom.isElement(node) && controls.kindOf(node) !== undefined;

/** @param {HTMLFormElement} form @param {HTMLElement | null | undefined} submitter */
function fields(form, submitter) {
  const pairs = [...new FormData(form, submitter)];
  if (pairs.some(([, value]) => typeof value !== "string" && value.size)) report("file");
  return pairs.filter(([, value]) => typeof value === "string");
}

/** @param {Element} element @param {string} type @param {string} digest @param {Listening} option @param {Cause} cause @returns {Item} */
function record(element, type, digest, option, cause) {
  /** @type {Record<string, unknown>} */
  const data = {};
  const names = option.send ?? [];
  for (const name of names) data[name] = brings[name] ? brings[name](cause, element) : cause[camel(name)];
  const sent = changedBy(type, cause.target, element);
  const own = "value" in data && cause.target === element && controls.kindOf(element) === "text" && element;
  return {
    n: 0, rev: page.rev, at: isDamaged(componentOf(element)) ? null : addressOf(element),
    text: dom.textOf(element), element, target: cause.target, type, digest, data, again: false,
    own, states: statesOf(sent.filter((control) => control !== own)),
    brought: (sent.length || !("value" in data) ? sent : controlsAt(cause.target)).map(controls.bring),
    resets: option.reset ? controls.controlsOf(element).map(controls.bring) : [],
  };
}

/** @param {Node} target @returns {Element[]} */
const controlsAt = (target) => (dom.isElement(target) && controls.kindOf(target) ? controls.groupOf(target) : []);

/** The controls whose state an event brings. @param {string} type @param {Element} target @param {Element} element */
function changedBy(type, target, element) {
  if (type === "submit") return controls.controlsOf(element).filter(controls.isTouched);
  return type === "input" || type === "change" ? controlsAt(target) : [];
}

/** @param {Element[]} sent */
function statesOf(sent) {
  return sent
    .map((control) => ({ control, at: addressOf(control), state: controls.stateOf(control) }))
    .filter((one) => one.at);
}

// When it is sent ----------------------------------------------------------------------------------------------------

/** A debounced event, or the rest of a throttled one. @typedef {{item: Item | null, element: Element, type: string, timer: number}} Pending */
/** @type {Pending[]} */
export const pending = [];

/** Until the part that keeps time has come, events are sent as they happen. @param {Item} item @param {Listening} option */
function feed(item, option) {
  const { element, type, target, brought } = item;
  // What comes by the dozen and is of no control waits its time, wherever in its element it happens.
  if (brought.length || !option.throttle)
    flush((one) => (one.element === element && one.type === type ? one.item?.target !== target : isNear(one, item)));
  if (more && (option.debounce || option.throttle)) more.time(item, option);
  else push(item);
}

/** Whether a waiting event has to go out before this one: same control, or same form. @param {Pending} one @param {Item} item */
function isNear({ item: waiting }, item) {
  if (!waiting) return false;
  const [a, b] = [waiting, item].map(({ target, element }) => [target, element, dom.member(target, "form")]);
  return /** @type {unknown[]} */ (a).some((part) => part && /** @type {unknown[]} */ (b).includes(part));
}

/** Events that are not handled: in the queue, or still debounced or throttled. */
const unhandled = () => [...waiting(), ...pending.flatMap(({ item }) => item ?? [])];
/** The oldest revision that one of them refers to, if not this one. @param {number} rev */
export const oldest = (rev) => Math.min(rev, ...unhandled().map((item) => item.rev));
/** Whether one of them tells the server what this control held. @param {Element} control */
const isTold = (control) =>
  unhandled().some(({ own, states }) => own === control || states.some((one) => one.control === control));

/** Send waiting events now. @param {(one: Pending) => boolean} [test] */
export function flush(test = () => true) {
  for (const one of pending.filter((other) => other.item && test(other))) {
    clearTimeout(one.timer);
    pending.splice(pending.indexOf(one), 1);
    push(/** @type {Item} */ (one.item));
  }
}

/** Send a control's present state to whoever listens to its changes. @param {Element} control @param {boolean} again */
export function resend(control, again = false) {
  if (controls.isUnchosen(control)) return; // the one that was chosen instead speaks for its group
  for (const type of ["input", "change"]) {
    let heard = false;
    for (let at = /** @type {Node | null} */ (control); at; at = dom.parentNode(at)) {
      const found = dom.isElement(at) && addressOf(at) ? listening(at, type) : undefined;
      if (!found) continue;
      heard = true;
      push({ ...record(/** @type {Element} */ (at), type, found.spec.d, found.option, { target: control }), again });
    }
    if (heard) return;
  }
}

/** Begin to listen. @param {typeof want} wanted */
export function start(wanted) {
  want = wanted;
  /** @type {Element | null} */
  let composed = null;
  const settle = () => {
    if (composed) hear(/** @type {any} */ ({ type: "input", target: composed, bubbles: true }));
    composed = null;
  };
  controls.watch((control) => {
    composed = control;
    setTimeout(settle); // unless the browser sends its own input event, or the user goes on
  }, isTold);
  dom.listen(document, "input", (event) => { if (event.target === composed && !event.isComposing) composed = null; }, true);
  for (const type of ["change", "blur", "submit"]) dom.listen(document, type, settle, true);
  dom.listen(document, "blur", ({ target }) => flush((one) => one.item?.target === target), true);
}
