/** Problems, each with a code: one line in the console and one DOM event. Text of the server is never shown. */

import * as dom from "./dom.js";

/** What the codes mean, once a part has come that says it. @type {Record<string, string>} */
const sentences = {};

/** @param {Record<string, string> | undefined} more */
export const explain = (more) => void Object.assign(sentences, more);

/** @param {string} code @param {unknown} [detail] @param {Element | ""} [element] whose problem it is */
export function report(code, detail = "", element = "") {
  console.warn(`pycomponents: ${code}. ${sentences[code] ?? ""}`, detail, element);
  dom.emit(dom.rootElement(), "problem", { code, detail });
}
