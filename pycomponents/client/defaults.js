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
  else for (const { control } of still) toDefault(kit, control);
  for (const { control } of still) kit.noteState(control);
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
