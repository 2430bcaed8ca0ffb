/**
 * Form controls: their state, what the user has changed, and writing without disturbing.
 *
 * Each change by the user raises the control's revision. An event remembers the revisions that it brings; when it is
 * answered they count as acknowledged. The server's value is written only where nothing newer has been typed, and no
 * later event is under way that tells the server what stood there before.
 */

import * as dom from "./dom.js";

/** @typedef {string | boolean | number[]} State */
/** @typedef {{revision: number, acknowledged: number, state: State}} Touched */
/** @typedef {{control: Element, revision: number, text: string}} Brought */
/** @typedef {HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement} Control */

/** @type {WeakMap<Element, Touched>} */
const touched = new WeakMap();

/** The control that an input method is composing text in. @type {Element | null} */
let composing = null;
/** Whether an event that is not answered tells the server of a control. @type {(control: Element) => boolean} */
let isTold = () => false;

/** @param {Element} element */
const as = (element) => /** @type {Control} */ (element);

export const isComposing = (/** @type {Element} */ control) => control === composing;

/** @param {Element} element @returns {"text" | "check" | "select" | undefined} */
export function kindOf(element) {
  const name = dom.localName(element);
  if (name === "textarea") return "text";
  if (name === "select") return "select";
  if (name !== "input" || /^(file|submit|button|reset|image)$/.test(as(element).type)) return undefined;
  return isCheck(element) ? "check" : "text";
}

const isCheck = (/** @type {Element} */ element) => /^(checkbox|radio)$/.test(as(element).type);

/** @param {Element} element @returns {State} */
export function stateOf(element) {
  const kind = kindOf(element);
  if (kind === "check") return as(element).checked;
  if (kind === "select") return chosen(element).map((option) => option.index);
  return as(element).value;
}

/** @param {Element} select */
export const chosen = (select) => Array.from(as(select).selectedOptions);

const same = (/** @type {State} */ a, /** @type {State} */ b) => String(a) === String(b);

/** A radio stands for its whole group. @param {Element} control @returns {Element[]} */
export function groupOf(control) {
  const { name, form } = as(control);
  if (!isRadio(control) || !name) return [control];
  const around = form ? [...dom.fieldsOf(form)] : dom.inPage("input");
  return around.filter((other) => isRadio(other) && as(other).name === name && as(other).form === form);
}

/** @param {Element} element */
const isRadio = (element) => dom.localName(element) === "input" && /** @type {HTMLInputElement} */ (element).type === "radio";

/** A radio that is off: what it has to say is said by another of its group. @param {Element} control */
export const isUnchosen = (control) => isRadio(control) && !as(control).checked;

/** @param {Element} control */
function record(control) {
  let known = touched.get(control);
  if (!known) touched.set(control, (known = { revision: 0, acknowledged: 0, state: "" }));
  return known;
}

/** The user changed this control, or so its live state says. @param {Element} control */
function touch(control) {
  const group = groupOf(control);
  const moved = group.some((one) => {
    const known = touched.get(one);
    return !known?.revision || !same(known.state, stateOf(one));
  });
  if (!moved) return;
  for (const one of group) {
    const known = record(one);
    known.revision++;
    known.state = stateOf(one);
  }
}

/** @param {Element} control */
export const isTouched = (control) => (touched.get(control)?.revision ?? 0) > 0;
/** Whether a control's live state is the user's own. @param {Element} control */
export const isKept = (control) => control === composing || isTouched(control);
/** @param {Element} control */
const revisionOf = (control) => touched.get(control)?.revision ?? 0;
/** @param {Element} control @returns {Brought} */
export const bring = (control) => ({ control, revision: revisionOf(control), text: as(control).value });

/** @param {Brought[]} brought */
export function acknowledge(brought) {
  for (const { control, revision } of brought) {
    const known = touched.get(control);
    if (known) known.acknowledged = Math.max(known.acknowledged, revision);
  }
}

/** Whether the server has more to hear of this control than what it has answered. @param {Element} control */
function isNewer(control) {
  const known = touched.get(control);
  return control === composing || known?.revision !== known?.acknowledged || isTold(control);
}

/** Whether a control's live state is not the one its HTML says. @param {Element} control */
function differs(control) {
  const kind = kindOf(control);
  if (kind === "check") return as(control).checked !== as(control).defaultChecked;
  if (kind === "select") return !same(stateOf(control), defaultOptions(control).map((option) => option.index));
  return kind === "text" && as(control).value !== as(control).defaultValue && as(control).value !== untouched(control);
}

/** What an input holds of itself: a range stands in its middle and a colour is black where their HTML says nothing. @param {Element} control */
function untouched(control) {
  if (dom.localName(control) !== "input") return null;
  const twin = dom.createElement("input");
  for (const name of ["type", "min", "max", "step", "value"]) dom.attribute(twin, name, dom.getAttribute(control, name));
  return as(twin).value;
}

/** @param {Element} select */
export function defaultOptions(select) {
  const options = Array.from(as(select).options);
  const marked = options.filter((option) => option.defaultSelected);
  if (as(select).multiple) return marked;
  // A closed list shows its first option that can be chosen where none is marked.
  const shown = marked.at(-1) ?? (as(select).size > 1 ? undefined : options.find((option) => !option.disabled));
  return shown ? [shown] : [];
}

// Writing ------------------------------------------------------------------------------------------------------------

/** Run `write`, then put the caret back where the user had it. @param {Element} control @param {() => void} write */
function keepCaret(control, write) {
  if (dom.focused() !== control || kindOf(control) !== "text") return write();
  const field = as(control);
  const { value, selectionStart: start, selectionEnd: end, selectionDirection: direction } = field;
  write();
  if (start === null || end === null || field.value === value) return;
  const moved = (/** @type {number} */ at) => (at === value.length ? field.value.length : at);
  field.setSelectionRange(moved(start), moved(end), direction ?? undefined);
}

/** @param {Element} control @param {string} value */
export const writeText = (control, value) =>
  keepCaret(control, () => {
    if (as(control).value !== value) as(control).value = value; // writing the same again would end the undo history
  });

/** @param {Element} element */
export const isEdited = (element) => dom.member(element, "isContentEditable");

/** Put the caret behind the text. @param {Element} control */
export function toEnd(control) {
  const { value, selectionStart } = as(control);
  if (kindOf(control) === "text" && selectionStart !== null) as(control).setSelectionRange(value.length, value.length);
}

/** @param {Element} element */
const controlOf = (element) => (dom.localName(element) === "option" ? element.closest("select") : element);

/** @param {Element} element @param {(element: any) => void} write */
function unlessNewer(element, write) {
  const control = controlOf(element) ?? element;
  if (groupOf(control).some(isNewer)) return;
  write(element);
  noteState(control);
}

/** What stands in a control now is what it was given, and no doing of the user's. @param {Element} control */
export function noteState(control) {
  const known = touched.get(control);
  if (known) known.state = stateOf(control);
}

/** @type {Map<string, (element: Element, value: any) => void>} */
const properties = new Map([
  ["value", (element, value) => unlessNewer(element, () => writeText(element, value ?? ""))],
  ["checked", (element, value) => unlessNewer(element, (box) => { box.checked = !!value; })],
  ["selected", (element, value) => unlessNewer(element, (option) => { option.selected = !!value; })],
  ["indeterminate", (element, value) => { as(element).indeterminate = !!value; }],
]);

/** The styles that the server has set. */
export const STYLED = Symbol("styled");
/** @param {Element} element @returns {Set<string>} */
const styledOf = (element) => (/** @type {any} */ (element)[STYLED] ??= new Set());

/** @param {Element} element @param {string} name @param {unknown} value */
export function setProperty(element, name, value) {
  if (!name.startsWith("style.")) return properties.get(name)?.(element, value);
  const css = name.slice(6);
  const style = dom.member(element, "style");
  styledOf(element).add(css);
  if (value === null) style.removeProperty(css);
  else style.setProperty(css, String(value));
}

const OPEN = Symbol("open");
/** Whether the server has this element open; what the user toggled is not in it. @param {Element} element */
export const openByServer = (element) => /** @type {boolean | undefined} */ (/** @type {any} */ (element)[OPEN]);
/** What stands there now is what the server says. @param {Element} element */
export const noteOpen = (element) => void (/** @type {any} */ (element)[OPEN] = dom.hasAttribute(element, "open"));

/**
 * Keep what the user chose while `write` changes defaults: of a select and of a group of radios, those who were
 * never chosen would follow the new default and take the choice along.
 * @param {Element | null} control
 * @param {() => void} write
 */
export function keepChoice(control, write) {
  if (!control || !isTouched(control)) return write();
  if (kindOf(control) === "select") {
    const options = chosen(control);
    write();
    for (const option of as(control).options) option.selected = options.includes(option);
  } else {
    const states = groupOf(control).map((one) => /** @type {const} */ ([as(one), as(one).checked]));
    write();
    for (const [one, checked] of states) if (one.checked !== checked) one.checked = checked;
  }
}

/** Attributes that are also a default or a state. @type {Map<string, (element: Element, write: () => void) => void>} */
const special = new Map([
  ["value", (element, write) => keepCaret(element, write)],
  ["checked", (element, write) => keepChoice(element, write)],
  ["selected", (element, write) => keepChoice(controlOf(element), write)],
  ["open", (element, write) => { write(); noteOpen(element); }],
]);

/** @param {Element} element @param {string} name @param {string | null} value */
export function setAttribute(element, name, value) {
  const write = () => dom.attribute(element, name, value);
  const how = special.get(name);
  if (how) how(element, write);
  else write();
}

// Reset --------------------------------------------------------------------------------------------------------------

/** @param {Element} form @returns {Element[]} */
export const controlsOf = (form) =>
  dom.localName(form) === "form"
    ? [...dom.fieldsOf(/** @type {HTMLFormElement} */ (form))].filter(kindOf)
    : [];

// Listening ----------------------------------------------------------------------------------------------------------

/**
 * Note what the user does to controls. Called before anything else listens.
 * @param {(control: Element) => void} composed
 * @param {typeof isTold} told
 */
export function watch(composed, told) {
  isTold = told;
  const heard = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (dom.isElement(target) && kindOf(target)) touch(target);
  };
  dom.listen(document, "input", heard, true);
  dom.listen(document, "change", heard, true);
  dom.listen(document, "compositionstart", (event) => { composing = event.target; }, true);
  dom.listen(document, "compositionend", (event) => {
    composing = null;
    touch(event.target);
    composed(event.target);
  }, true);
  // After the browser has put the controls back, they are as the user wants them: nothing older may overwrite them.
  dom.listen(document, "reset", (event) => setTimeout(() => controlsOf(event.target).filter(isTouched).forEach(touch)));
}

/** Controls that were changed before the client was there. @param {Element} root @returns {Element[]} */
export function changedBefore(root) {
  const found = dom.inside(root, "input,textarea,select").filter((control) => kindOf(control) && differs(control));
  found.forEach(touch);
  return found;
}

/** A new page of the server knows nothing of this control: what it says is older. @param {Element} control */
export const renew = (control) => void record(control).revision++;
