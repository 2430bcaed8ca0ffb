/** What the lazy part needs of the core's memory: as a bundle of its own it would bring a second, empty one. */

import { over } from "./banner.js";
import * as controls from "./controls.js";
import { report } from "./diagnostics.js";
import * as events from "./events.js";
import { change, healed, taken } from "./foreign.js";
import { page } from "./page.js";
import { setProperties } from "./patch.js";
import { push, restart } from "./queue.js";
import * as tree from "./tree.js";

export const kit = {
  change, healed, taken, page, push, report, restart, setProperties,
  over,
  STYLED: controls.STYLED,
  isKept: controls.isKept,
  isTouched: controls.isTouched,
  keepChoice: controls.keepChoice,
  noteOpen: controls.noteOpen,
  openByServer: controls.openByServer,
  renewControl: controls.renew,
  setAttribute: controls.setAttribute,
  toDefault: controls.toDefault,
  define: events.define,
  flush: events.flush,
  resend: events.resend,
  adopt: tree.adopt,
  climb: tree.climb,
  components: tree.components,
  endOf: tree.endOf,
  foreign: tree.foreign,
  forgetKeys: tree.forgetKeys,
  keyOf: tree.keyOf,
  numbersOf: tree.numbersOf,
  rootOf: tree.rootOf,
  setKey: tree.setKey,
  setNumbers: tree.setNumbers,
};
/** @typedef {typeof kit} Kit */
