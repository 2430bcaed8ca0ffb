/** The lazy part: what HTML as text needs, fetched when the page is idle or when it is needed. */

import { explain, report } from "./diagnostics.js";

/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {ReturnType<typeof import("./rejoin.js").install>} Part */

/** @type {Part | undefined} */
export let part;
/** @type {Promise<void> | undefined} */
let loading;

/** Fetch it, once; where that fails, the next need tries again. @param {string} url @param {Kit} kit @returns {Promise<void>} */
export function load(url, kit) {
  loading ??= import(url).then(
    (module) => {
      part = module.install(kit);
      explain(module.sentences);
    },
    () => {
      loading = undefined;
      report("morph");
    },
  );
  return loading;
}
