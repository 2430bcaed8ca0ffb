/** The parts that come later, each a bundle of its own: fetched when the page is idle, or when they are needed. */

import { explain, report } from "./diagnostics.js";
import { page } from "./page.js";

/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {{morph?: ReturnType<typeof import("./rejoin.js").install>, listen?: ReturnType<typeof import("./listen.js").install>}} Parts */

/** Those that have come. @type {Parts} */
export const parts = {};
/** @type {Record<string, Promise<void> | undefined>} */
const loading = {};

/** Fetch one, once; where that fails, the next need tries again. @param {keyof Parts} name @param {Kit} kit @returns {Promise<void>} */
export const load = (name, kit) =>
  (loading[name] ??= import(page.record.parts[name]).then(
    (module) => {
      parts[name] = module.install(kit);
      explain(module.sentences);
    },
    () => {
      loading[name] = undefined;
      report(name);
    },
  ));
