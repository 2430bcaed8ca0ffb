/** The names of the protocol, each once. docs/protocol.md says what they mean; a test compares the sides. */

export const VERSION = 1;

/** Kinds of frames that the client sends. */
export const CLIENT = /** @type {const} */ (["join", "event", "ack", "repair", "ping"]);

/** Kinds of frames that the server sends. */
export const SERVER = /** @type {const} */ (
  ["joined", "specs", "patch", "ack", "refused", "html", "pong", "reload", "error"]
);

/** What a patch is made of. */
export const OPERATIONS = /** @type {const} */ (
  ["text", "raw", "attr", "prop", "on", "each", "insert", "rows", "remove", "move", "replace", "clear", "root"]
);

/** What an event may bring. */
export const BRINGS = /** @type {const} */ (
  ["value", "checked", "selected", "form", "button", "detail", "key", "code", "repeat",
   "alt_key", "ctrl_key", "meta_key", "shift_key"]
);

/** Close codes after which the client does not simply try again. */
export const CLOSE = { ticket: 4401, newer: 4410, version: 4426 };

/** The server closes the socket at a larger frame; the client never sends one. */
export const MAX_FRAME = 64 * 1024;

/**
 * JSON off the wire: whoever reads it checks what it uses, and what does not fit is repaired.
 * @typedef {any} Wire
 */
/** @typedef {string | number} Step */
/** @typedef {(Step)[]} Address */
/** @typedef {typeof SERVER[number]} ServerKind */
/** @typedef {typeof OPERATIONS[number]} Operation */
/** @typedef {typeof BRINGS[number]} Bring */
/** @typedef {[typeof CLIENT[number], ...unknown[]]} ClientFrame */

/**
 * What the client does at one event type.
 * @typedef {object} Listening
 * @property {Bring[]} [send]
 * @property {number} [debounce]
 * @property {number} [throttle]
 * @property {string[]} [keys]
 * @property {boolean} [prevent]
 * @property {boolean} [stop]
 * @property {boolean} [once]
 * @property {boolean} [reset]
 */
/** @typedef {{d: string, on: Record<string, Listening>}} Spec */
/** @typedef {[Address, Record<string, Wire>][]} Properties */

/**
 * @typedef {object} PageRecord
 * @property {number} protocol
 * @property {string} build
 * @property {string} socket
 * @property {string} ticket
 * @property {number} root
 * @property {Spec[]} specs
 * @property {Properties} properties
 * @property {number} elements
 * @property {{morph: string}} parts
 */

/**
 * A table that answers only for its own names: no `constructor`, no `__proto__`.
 * @template {object} T
 * @param {T} entries
 * @returns {T}
 */
export const table = (entries) => Object.assign(Object.create(null), entries);
