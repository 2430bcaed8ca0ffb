/** Problems, each with a code: one line in the console and one DOM event. Text of the server is never shown. */

import * as dom from "./dom.js";

/** @type {Record<string, string>} */
const sentences = {
  bad_frame: "A frame from the server could not be read.",
  changed: "Something else changed the DOM of a component; its HTML is asked for.",
  failed: "The client raised while it worked on a frame.",
  file: "Files of a form are not sent with its event.",
  morph: "The lazy part could not be loaded; nodes are replaced instead of morphed.",
  no_root: "The page record names a root that is not in the document.",
  refused: "The server did not carry out an event.",
  repairs: "A component keeps being changed by something else; it is left alone for a while.",
  told: "The server did not understand a frame.",
  too_large: "An event larger than 64 KiB was not sent.",
  unknown: "The connection was lost before an event was answered; whether it was carried out is unknown.",
};

/** @param {string} code @param {unknown} [detail] */
export function report(code, detail) {
  console.warn(`pycomponents: ${code}: ${sentences[code] ?? ""}`, ...(detail === undefined ? [] : [detail]));
  dom.emit(dom.rootElement(), "problem", { code, detail });
}
