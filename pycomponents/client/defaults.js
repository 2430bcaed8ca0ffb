/** Controls go back to their defaults: those of a form that was carried out, and those that HTML of the server remakes. */

import * as dom from "./dom.js";

/** @typedef {import("./kit.js").Kit} Kit */

/**
 * The controls of a form go back to their defaults, except those that moved since. Where none did, the browser does
 * it: it also lets them follow later defaults again.
 * @param {Kit} kit
 * @param {Element} form
 * @param {import("./controls.js").Brought[]} brought
 */
export function reset(kit, form, brought) {
  const still = brought.filter(({ control, revision }) => kit.bring(control).revision === revision && !kit.isComposing(control));
  if (still.length === brought.length) dom.member(form, "reset").call(form);
  else for (const one of brought) still.includes(one) ? toDefault(kit, one.control) : cut(kit, one);
  for (const { control } of still) kit.noteState(control);
}

/** Who went on typing keeps what he has added. @param {Kit} kit @param {import("./controls.js").Brought} brought */
function cut(kit, { control, text }) {
  const field = /** @type {HTMLInputElement} */ (control);
  const { value, selectionStart, selectionEnd } = field;
  if (kit.kindOf(control) !== "text" || kit.isComposing(control) || !value.startsWith(text)) return;
  kit.writeText(control, value.slice(text.length));
  const moved = [selectionStart, selectionEnd].map((at) => Math.max(0, (at ?? 0) - text.length));
  if (selectionStart !== null) field.setSelectionRange(.../** @type {[number, number]} */ (moved)); // an e-mail field has none
}

/** @param {Kit} kit @param {Element} control */
export function toDefault(kit, control) {
  const kind = kit.kindOf(control);
  const field = /** @type {import("./controls.js").Control} */ (control);
  if (kind === "text") kit.writeText(control, field.defaultValue);
  else if (kind === "check") field.checked = field.defaultChecked;
  else if (kind === "select") {
    const shown = kit.defaultOptions(control);
    for (const option of field.options) option.selected = shown.includes(option);
  }
}
