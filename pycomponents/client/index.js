/** The client starts: find the page record, adopt its root, connect. */

import { report } from "./diagnostics.js";
import * as dom from "./dom.js";
import { start } from "./session.js";

const script = dom.inPage("script[data-pc-page]").at(-1);
if (script) {
  /** @type {import("./protocol.js").PageRecord} */
  const record = JSON.parse(script.textContent ?? "");
  const marked = dom.inPage("[data-pc]");
  const root = marked.find((element) => dom.getAttribute(element, "data-pc")?.split(" ").includes(String(record.root)));
  if (root) start(record, root);
  else report("no_root");
}
