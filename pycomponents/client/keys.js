/** Whether a combination of keys is what was pressed. */

const FLAGS = /** @type {const} */ ({ Ctrl: "ctrlKey", Alt: "altKey", Meta: "metaKey" });
const isMac = /^(mac|ip)/i.test(/** @type {any} */ (navigator).userAgentData?.platform || navigator.platform);

const hasAltGr = (/** @type {any} */ cause) => cause.getModifierState?.("AltGraph");

/** Whether this is a character on its way into a text. @param {any} cause */
export const isTyped = (cause) => [...cause.key].length === 1 && (hasAltGr(cause) || !(cause.ctrlKey || cause.metaKey));

/**
 * Ctrl, Alt and Meta are down exactly if they are named. So is Shift with a key that types nothing and with letters;
 * what else a key types ("?") says enough.
 * @param {any} cause
 * @param {string[]} combination the key, then its modifiers
 */
export function isPressed(cause, [key = "", ...named]) {
  const modifiers = named.map((name) => (name === "Mod" ? (isMac ? "Meta" : "Ctrl") : name));
  const is = (/** @type {string} */ name) => modifiers.includes(name);
  const types = [...key].length === 1 && key !== " ";
  const isPlain = types && !modifiers.some((name) => name !== "Shift");
  // AltGr, which Windows calls Ctrl and Alt, and Option on a Mac type characters of their own.
  const free = !isPlain ? "" : hasAltGr(cause) ? "Ctrl Alt" : isMac ? "Alt" : "";
  for (const [name, flag] of Object.entries(FLAGS))
    if (!free.includes(name) && cause[flag] !== is(name)) return false;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  const isDigit = /^\d$/.test(key);
  const counts = !types || (modifiers.length && (isLetter || isDigit));
  if (counts && cause.shiftKey !== is("Shift")) return false;
  if (!types || !modifiers.length) return cause.key === key;
  if (cause.key.toLowerCase() === key.toLowerCase()) return true;
  // Where a modifier or another alphabet makes another character of it, the place of the key counts.
  const place = isDigit ? "Digit" + key : isLetter && !/^[ -~]$/.test(cause.key) ? "Key" + key.toUpperCase() : "";
  return place !== "" && cause.code === place;
}
