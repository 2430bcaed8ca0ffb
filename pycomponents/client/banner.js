/** Tell the user when the page is not connected; an element `[data-pc-banner]` of the page's own takes its place. */

import * as dom from "./dom.js";

const DELAY = 1_000;
const LOOK = "position:fixed;inset:auto 0 0;z-index:2147483647;padding:.6em;background:#222;color:#fff;"
  + "font:1rem system-ui;text-align:center";

/** @type {HTMLElement | undefined} */
let bar;
let timer = 0;

/** @param {"connecting" | "open" | "closed"} state */
export function showState(state) {
  dom.setAttribute(dom.rootElement(), "data-pc-state", state);
  if (state === "connecting") timer ||= setTimeout(() => show("Not connected. Trying again …"), DELAY);
  else stop();
  if (state === "open" && bar) bar.hidden = true;
}

function stop() {
  clearTimeout(timer);
  timer = 0;
}

/** Nothing more will come by itself. @param {string} text */
export function over(text) {
  show(text);
  const button = /** @type {HTMLButtonElement} */ (dom.createElement("button"));
  button.type = "button";
  button.textContent = "Reload";
  button.style.cssText = "margin-left:1em;font:inherit";
  button.onclick = () => location.reload();
  bar?.append(button);
}

/** @param {string} text */
function show(text) {
  if (dom.inPage("[data-pc-banner]").length) return;
  bar ??= make();
  bar.textContent = text;
  bar.hidden = false;
}

function make() {
  const made = dom.createElement("div");
  dom.setAttribute(made, "role", "status");
  dom.setAttribute(made, "data-pc-default-banner", "");
  made.style.cssText = LOOK;
  dom.insertBefore(dom.bodyElement(), made, null);
  return made;
}
