/** What only some listeners need: other scopes than the element itself, key combinations, questions, observers. */

import { reset } from "./defaults.js";
import * as dom from "./dom.js";
import { gatherers } from "./gather.js";
import { isPressed, isTyped } from "./keys.js";
import { time } from "./timing.js";
import { watchers } from "./watch.js";

/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {import("./protocol.js").More} More */
/** @typedef {import("./protocol.js").Listening} Listening */
/** @typedef {import("./events.js").Cause} Cause */
/** @typedef {import("./events.js").How} How */
/**
 * What the core asks. defined: the specs have changed, from a number on. heard: something happened; tell those who
 * listen elsewhere; isOpen: whether no one has stopped it. admits: whether it is for this listener at all. agrees:
 * whether the user does, and it is not told already. time: send it when its time has come.
 * @typedef {object} Listen
 * @property {(first: number) => void} defined
 * @property {(event: Event, isOpen: boolean) => void} heard
 * @property {(more: More, element: Element, cause: Cause, how?: How) => boolean} admits
 * @property {(more: More, element: Element, name: string) => boolean} agrees
 * @property {(item: import("./queue.js").Item, option: Listening) => void} time
 */

/** @param {Kit} kit */
export function install(kit) {
  Object.assign(kit.brings, gatherers(kit));
  const part = make(kit);
  // What was heard meanwhile is met now, if the user still looks at the same page, and if it still says what it did.
  for (const [event, rev] of kit.extend(part))
    if (rev === kit.page.rev && !carries(event)) kit.hear(event, "again");
  part.defined(0);
  return {
    /** @param {Element} form @param {import("./controls.js").Brought[]} brought */
    reset: (form, brought) => reset(kit, form, brought),
  };
}

/** What is carried along is forgotten once it is delivered. @param {Cause} event */
const carries = (event) => event.clipboardData || event.dataTransfer;

/** @param {Kit} kit @returns {Listen} */
function make(kit) {
  const watching = watchers(kit);
  /** What was told to whom: `once`. @type {WeakMap<Element, Set<string>>} */
  const told = new WeakMap();
  /** What is listened for without `passive`, at the window, and so on: `passive wheel`. @type {Set<string>} */
  const added = new Set();

  /** Listen once more, if that is not done yet. @param {EventTarget} at @param {string} type @param {string} why @param {(event: Event) => void} act */
  const add = (at, type, why, act) => {
    if (added.has(`${why} ${type}`)) return;
    added.add(`${why} ${type}`);
    dom.listen(at, type, act, { capture: true, passive: why === "passive" });
  };

  /** What happens to the window itself does not come to the document. @param {Event} event */
  const heardByWindow = (event) => {
    if (event.target === window) heard(event, true);
  };
  const heardPassively = (/** @type {Event} */ event) => {
    if (!kit.types.has(event.type)) kit.hear(event);
  };
  /** Where something may be dropped, the browser must be told so. @param {Event} event */
  const acceptDrop = (event) => {
    for (let at = /** @type {Node | null} */ (event.target); at; at = dom.parentNode(at))
      if (dom.isElement(at) && kit.listening(at, "drop")) return event.preventDefault();
  };

  /** @param {number} first */
  function defined(first) {
    kit.specs.forEach(({ on }) => { // which has holes: several roots number theirs each in its own way
      for (const type of Object.keys(on)) {
        const { passive, more } = /** @type {Listening} */ (on[type]);
        if (passive && type === "wheel") add(document, type, "passive", heardPassively);
        if (more?.scope === "window") add(window, type, "window", heardByWindow);
        if (type === "drop") for (const over of ["dragenter", "dragover"]) add(document, over, "drop", acceptDrop);
      }
    });
    watching.defined(first);
  }

  /** @param {Event} event @param {boolean} isOpen */
  function heard(event, isOpen) {
    const { type } = event;
    kit.specs.forEach(({ on }, number) => {
      const scope = Object.hasOwn(on, type) && on[type]?.more?.scope;
      if (!scope || scope === "self" || (!isOpen && scope !== "outside")) return;
      for (const element of dom.inPage(`[data-pc-on="${number}"]`)) kit.meet(element, type, causeFor(element, event), "around");
    });
  }

  /** @param {More} more @param {Element} element @param {Cause} cause @param {How} [how] */
  function admits({ scope, keys, editable }, element, cause, how) {
    if (!scope && !watching.isOurs(element, cause)) return false;
    if (!scope || scope === "self") {
      if (how === "around" || (scope && cause.target !== element)) return false;
    } else if (how !== "around" || !isWithin(scope, element, cause)) return false;
    if (/^key/.test(cause.type) && !editable && cause.target !== element && isEditable(cause.target))
      if (how === "around" || (keys && isTyped(cause))) return false;
    return !keys || keys.some((combination) => isPressed(cause, combination));
  }

  /** @param {EventTarget} target */
  const isEditable = (target) =>
    target instanceof Element && (/text|select/.test(kit.kindOf(target) ?? "") || kit.isEdited(target));

  /** @param {More} more @param {Element} element @param {string} name */
  function agrees({ confirm, once }, element, name) {
    const before = told.get(element) ?? new Set();
    if (once && before.has(name)) return false;
    if (confirm && !window.confirm(confirm)) return false;
    if (once) told.set(element, before.add(name));
    return true;
  }

  return { admits, agrees, defined, heard, time: (item, option) => time(kit, item, option) };
}

/** @param {string} scope @param {Element} element @param {Cause} cause */
function isWithin(scope, element, { target, bubbles, own }) {
  if (scope === "outside") return !dom.contains(element, target);
  return bubbles || own || target === document;
}

/** What happens to the window has no element: it stands for the one that listens. @param {Element} element @param {Event} event @returns {Cause} */
function causeFor(element, event) {
  if (event.target !== window) return event;
  const { type, key, newValue } = /** @type {Cause} */ (event);
  return { type, key, newValue, target: element, own: true, preventDefault: () => event.preventDefault() };
}
