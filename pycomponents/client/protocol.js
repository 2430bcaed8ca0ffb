/** The names of the protocol, each once. docs/protocol.md says what they mean; a test compares the sides. */

export const VERSION = 2;

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
  ["value", "checked", "selected", "form", "button", "buttons", "detail", "key", "code", "repeat",
   "alt_key", "ctrl_key", "meta_key", "shift_key", "client_x", "client_y", "offset_x", "offset_y",
   "pointer_id", "pointer_type", "pressure", "delta_x", "delta_y", "text", "old_state", "new_state", "return_value",
   "scroll_left", "scroll_top", "current_time", "duration", "paused", "ended", "volume", "muted", "playback_rate",
   "property_name", "animation_name", "elapsed_time", "width", "height", "fullscreen", "hidden", "url", "new_value"]
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
 * @property {boolean} [prevent]
 * @property {boolean} [stop]
 * @property {boolean} [passive]
 * @property {boolean} [reset]
 * @property {More} [more]
 */
/**
 * What is rare of it, and in the part that comes when it is needed.
 * @typedef {object} More
 * @property {string[][]} [keys]
 * @property {boolean} [editable]
 * @property {boolean} [once]
 * @property {"self" | "outside" | "window" | "document"} [scope]
 * @property {string} [confirm]
 * @property {number} [margin]
 * @property {number} [ratio]
 */
/** @typedef {{d: string, on: Record<string, Listening>}} Spec */
/** @typedef {[Address, Record<string, Wire>][]} Properties */

/**
 * @typedef {object} PageRecord
 * @property {number} protocol
 * @property {string} build
 * @property {string} socket
 * @property {{morph: string, listen: string}} parts
 */
/**
 * @typedef {object} RootRecord
 * @property {string} ticket
 * @property {Spec[]} specs
 * @property {Properties} properties
 * @property {number} elements
 */

/**
 * A table that answers only for its own names: no `constructor`, no `__proto__`.
 * @template {object} T
 * @param {T} entries
 * @returns {T}
 */
export const table = (entries) => Object.assign(Object.create(null), entries);
