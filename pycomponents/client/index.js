/** The client starts: find the records of the page and of its roots, adopt these, connect. */

import { report } from "./diagnostics.js";
import * as dom from "./dom.js";
import { page } from "./page.js";
import { start } from "./session.js";

/** @param {Node} node */
const isRoot = (node) => dom.isElement(node) && /^0\b/.test(/** @type {any} */ (dom.getAttribute(node, "data-pc")));

/** @type {[import("./protocol.js").RootRecord, Element][]} */
const roots = [];
for (const script of dom.inPage("script[data-pc-page]")) {
  /** One is of the page, one of the root that stands before it; or of both. @type {any} */
  const record = JSON.parse(dom.textOf(script));
  if (record.socket) page.record = record;
  if (!record.ticket) continue;
  /** @type {any} */
  let root = script;
  while (root && !isRoot(root)) root = dom.previousSibling(root);
  if (root) roots.push([record, root]);
  else report("no_root");
}
if (roots.length) start(roots);
