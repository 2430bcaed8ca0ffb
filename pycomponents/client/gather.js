/** What events bring that is not simply their own. */

import * as dom from "./dom.js";

/** @typedef {import("./protocol.js").Bring} Bring */
/** @typedef {import("./events.js").Cause} Cause */
/** @typedef {(cause: Cause, element: Element) => unknown} Gather */

/** @param {import("./kit.js").Kit} kit @returns {Partial<Record<Bring, Gather>>} */
export function gatherers(kit) {
  /** @type {Partial<Record<Bring, Gather>>} */
  const table = {
    detail: ({ detail }) => copy(detail),
    offset_x: ({ clientX }, element) => clientX - element.getBoundingClientRect().left,
    offset_y: ({ clientY }, element) => clientY - element.getBoundingClientRect().top,
    text: (cause) => textOf(kit, cause),
    width: (cause) => cause.width ?? innerWidth,
    height: (cause) => cause.height ?? innerHeight,
    fullscreen: () => dom.member(document, "fullscreenElement") !== null,
    hidden: () => dom.member(document, "hidden"),
    url: () => location.pathname + location.search + location.hash,
  };
  const ofTarget = /** @type {const} */ (
    ["scroll_left", "scroll_top", "return_value", "current_time", "duration", "paused", "ended", "volume", "muted", "playback_rate"]
  );
  for (const name of ofTarget) table[name] = ({ target }) => dom.member(scrolled(target), kit.camel(name));
  return table;
}

/** A document scrolls by its element. @param {EventTarget} target */
const scrolled = (target) => (target === document ? dom.member(document, "scrollingElement") ?? dom.rootElement() : target);

/** What JSON can say of it now: it may change, and may hold what no JSON can. @param {unknown} detail */
function copy(detail) {
  try {
    return JSON.parse(JSON.stringify(detail ?? null));
  } catch {
    return null;
  }
}

/** What is pasted or dropped, or else selected. @param {import("./kit.js").Kit} kit @param {Cause} cause */
function textOf(kit, { type, target, clipboardData, dataTransfer }) {
  const carried = dataTransfer ?? (type === "paste" ? clipboardData : undefined);
  if (carried) return carried.getData("text/plain");
  if (/drag|drop/.test(type)) return "";
  if (!dom.isElement(target) || kit.kindOf(target) !== "text") return String(getSelection());
  const { value, selectionStart, selectionEnd } = /** @type {HTMLInputElement} */ (target);
  return value.slice(selectionStart ?? 0, selectionEnd ?? 0);
}
