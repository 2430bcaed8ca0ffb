/** What the client knows of the page it is joined to. The secret lives here only. */

/**
 * record: the page record of the document. tickets: one for each root; of k roots, the numbers of the i-th are i + n·k.
 * secret: what the page is resumed with; "" before the first join.
 * rev: the revision applied.
 * handled: the number of the last event known to be handled.
 * fresh: whether the DOM is still the HTML of the tickets.
 * applying: whether the client itself changes the DOM at this moment; events that this causes are nobody's.
 */
export const page = {
  record: /** @type {import("./protocol.js").PageRecord} */ (/** @type {unknown} */ (null)),
  tickets: /** @type {string[]} */ ([]),
  secret: "",
  rev: 0,
  handled: 0,
  fresh: true,
  applying: false,
};
