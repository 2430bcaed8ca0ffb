/** What the parts that come later need of the core's memory: each, as a bundle of its own, would bring a second, empty one. */

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
  bring: controls.bring,
  defaultOptions: controls.defaultOptions,
  isComposing: controls.isComposing,
  isKept: controls.isKept,
  isTouched: controls.isTouched,
  isEdited: controls.isEdited,
  keepChoice: controls.keepChoice,
  kindOf: controls.kindOf,
  noteOpen: controls.noteOpen,
  noteState: controls.noteState,
  openByServer: controls.openByServer,
  renewControl: controls.renew,
  setAttribute: controls.setAttribute,
  writeText: controls.writeText,
  brings: events.brings,
  camel: events.camel,
  define: events.define,
  extend: events.extend,
  flush: events.flush,
  hear: events.hear,
  listening: events.listening,
  meet: events.meet,
  pending: events.pending,
  resend: events.resend,
  specs: events.specs,
  types: events.types,
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
