/** The page and the server: join, what each frame of the server means, and what is answered. */

import * as banner from "./banner.js";
import { wantFocus } from "./build.js";
import * as controls from "./controls.js";
import { report } from "./diagnostics.js";
import * as dom from "./dom.js";
import * as events from "./events.js";
import * as foreign from "./foreign.js";
import { kit } from "./kit.js";
import * as lazy from "./lazy.js";
import { page } from "./page.js";
import * as patch from "./patch.js";
import { CLOSE, table, VERSION } from "./protocol.js";
import * as queue from "./queue.js";
import { connect } from "./socket.js";
import { adopt, sweep } from "./tree.js";

/** @typedef {import("./protocol.js").Wire} Wire */
/** @typedef {import("./queue.js").Item} Item */

/** @type {(text: string) => void} */
let send = () => {};
/** Frames that wait for the lazy part. @type {string[]} */
let inbox = [];
/** Frames that are applied and not yet acknowledged: at most seven, for at most so many milliseconds. */
let owed = 0;
const WAIT = 1000;
let timer = 0;
/** What is larger is acknowledged at once: the server counts characters on their way, too. */
const LARGE = 1 << 18;
const tell = (/** @type {import("./protocol.js").ClientFrame} */ frame) => send(JSON.stringify(frame));

const whenIdle = (/** @type {() => void} */ act) => (globalThis.requestIdleCallback ?? setTimeout)(act);

/** Adopt the document's roots and connect them. @param {[import("./protocol.js").RootRecord, Element][]} roots */
export function start(roots) {
  page.tickets = roots.map(([{ ticket }]) => ticket);
  events.start(() => void lazy.load("listen", kit));
  roots.forEach(([record, root], index) => {
    const shift = (/** @type {number} */ number) => number * roots.length + index;
    if (adopt(root, shift) !== record.elements) page.fresh = false;
    if (roots.length > 1) events.renumber(root, shift);
    dom.within(root, "[open]").forEach(controls.noteOpen);
    record.specs.forEach((spec, number) => events.define(shift(number), [spec]));
    try {
      for (const [address] of record.properties) address[0] = shift(/** @type {number} */ (address[0]));
      patch.setProperties(record.properties);
    } catch {
      page.fresh = false; // changed on its way, though it has as many elements
    }
    controls.changedBefore(root).forEach((control) => events.resend(control));
  });
  foreign.observe();
  foreign.onNotice(mend);
  // A page that is put away may never come back: what waits goes now.
  dom.listen(window, "pagehide", putAway);
  dom.listen(document, "visibilitychange", putAway);
  banner.showState("connecting");
  const url = new URL(page.record.socket, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  ({ send } = connect(url.href, { opened: join, received, lost }, JSON.stringify(["ping"])));
}

function putAway() {
  events.flush();
  acknowledge();
}

function join() {
  owed = 0; // to another connection
  const { build } = page.record;
  const { secret, rev, handled: event, fresh, tickets } = page;
  inbox = [];
  const resume = secret ? { page: secret, rev, event, specs: events.specs.length } : undefined;
  tell(["join", { protocol: VERSION, build, tickets, fresh, resume }]);
}

/** @param {number} code @returns {boolean} whether to try again */
function lost(code) {
  queue.close();
  const last = endings.get(code);
  banner.showState(last ? "closed" : "connecting");
  last?.();
  return !last;
}

const outdated = () => banner.over("This page is out of date.");
/** @type {Map<number, () => void>} */
const endings = new Map([
  [CLOSE.ticket, () => banner.over("This page is no longer valid.")],
  [CLOSE.newer, () => banner.over("This page is open elsewhere.")],
  [CLOSE.version, () => {
    if (reloaded("getItem") || reloaded("setItem")) outdated();
    else location.reload();
  }],
]);

/** Whether the page was just loaded again; where that cannot be kept, it must not go on for ever. */
function reloaded(/** @type {"getItem" | "setItem" | "removeItem"} */ act) {
  try {
    return /** @type {any} */ (sessionStorage)[act]("pycomponents-reloaded", 1);
  } catch {
    return true;
  }
}

// Frames -------------------------------------------------------------------------------------------------------------

/** @param {string} text */
function received(text) {
  inbox.push(text);
  if (inbox.length === 1) work();
}

/** Work through the inbox in order. Where a frame needs the lazy part, all wait for it. */
function work() {
  for (let text; (text = inbox[0]) !== undefined; inbox.shift()) {
    if (needsPart(text) && !lazy.parts.morph) {
      const mine = inbox;
      lazy.load("morph", kit).then(() => {
        if (!lazy.parts.morph) outdated();
        else if (mine === inbox) work();
      });
      return;
    }
    handle(text);
  }
}
/** May be wrong for the better: a text that looks like it costs one early load. @param {string} text */
const needsPart = (text) => /^\["html"|^\["joined".*"(html|refused)":|[[{]"raw"/s.test(text) || (page.secret && text.startsWith('["joined"'));
const part = () => /** @type {NonNullable<lazy.Parts["morph"]>} */ (lazy.parts.morph);

/** @param {string} text */
function handle(text) {
  try {
    const [kind, ...rest] = JSON.parse(text);
    const act = /** @type {Record<string, (...rest: any[]) => void>} */ (frames)[kind];
    if (act) act(...rest);
    else report("bad_frame", kind);
    if (text.length > LARGE) acknowledge();
  } catch (error) {
    report(error instanceof SyntaxError ? "bad_frame" : "failed", error);
  }
}

/** @type {Record<import("./protocol.js").ServerKind, (...rest: any[]) => void>} */
const frames = table({
  joined,
  specs: events.define,
  patch(rev, n, entries) {
    const done = answered(n);
    foreign.change(() => patch.apply(entries));
    applied(rev, done);
    queue.drain(); // for what has waited for a repair that will not come
  },
  ack: (n) => succeed(answered(n)),
  refused(n, code, detail) {
    const done = answered(n);
    succeed(done.filter((item) => item.n < n));
    done.filter((item) => item.n === n).forEach((item) => refuse(item, code, detail));
  },
  html(rev, number, html, properties) {
    foreign.change(() => part().repair(number, html));
    patch.setProperties(properties);
    applied(rev, []);
    acknowledge();
    queue.drain();
  },
  pong() {},
  reload: () => location.reload(),
  error: (code) => report("told", code),
});

/** @param {number} n @returns {Item[]} */
function answered(n) {
  page.handled = Math.max(page.handled, n);
  return queue.answered(n);
}

/** A revision stands in the DOM. @param {number} rev @param {Item[]} done */
function applied(rev, done) {
  page.rev = rev;
  succeed(done);
  giveFocus(done);
  if (++owed > 7 || dom.member(document, "hidden")) acknowledge();
  else if (owed === 1) {
    clearTimeout(timer);
    timer = setTimeout(acknowledge, WAIT);
  }
  mend();
  whenIdle(sweep);
}

/** One acknowledgement stands for all that is owed. */
function acknowledge() {
  if (!owed) return;
  owed = 0;
  const { rev } = page;
  const oldest = events.oldest(rev);
  tell(oldest === rev ? ["ack", rev] : ["ack", rev, oldest]);
}

/** @param {Item[]} done */
const succeed = (done) =>
  done.forEach(({ element, resets }) => {
    if (resets.length) lazy.load("listen", kit).then(() => lazy.parts.listen?.reset(element, resets));
  });

/** Ask for the HTML of what others have damaged. */
function mend() {
  if (page.secret) foreign.wanted().forEach((number) => tell(["repair", number]));
}

/** @param {Item} item @param {string} code @param {unknown} detail */
function refuse(item, code, detail) {
  const isInput = /^(input|change)$/.test(item.type);
  if (code === "stale" && isInput && !item.again && dom.isConnected(item.target)) return events.resend(item.target, true);
  queue.refuse(item, code, detail);
}

// Join ---------------------------------------------------------------------------------------------------------------

/** @param {Wire} answer */
function joined(answer) {
  const { page: secret, rev, event, resumed, html, refused } = answer;
  const known = page.secret;
  reloaded("removeItem");
  patch.forgetShapes();
  foreign.unasked(html);
  banner.showState("open");
  page.secret = secret;
  if (resumed && secret === known) {
    answered(event);
    queue.resume(send);
  } else {
    if (known || html || refused) part().renew(answer);
    page.rev = rev;
    queue.open(send);
  }
  mend();
  whenIdle(() => void lazy.load("morph", kit));
}

// Focus --------------------------------------------------------------------------------------------------------------

/**
 * What a patch inserted may ask for the focus. It gets it unless the user is busy elsewhere: the focus is nowhere, or
 * at what the user has just used, and that was not typing; a click may also have put it on something around that.
 * One goes on at the end of what stands in a field.
 * @param {Item[]} done
 */
function giveFocus(done) {
  const wanting = wantFocus.splice(0).filter((element) => dom.isConnected(element)).at(-1);
  if (!wanting) return;
  const active = dom.focused();
  const used = done.some(({ type, element }) => /click|submit|^ch|^key|down$|up$|drop/.test(type)
    && (dom.contains(element, active) || (active && !controls.isEdited(active) && dom.contains(active, element))));
  if (active && active !== dom.bodyElement() && !used) return;
  /** @type {HTMLElement} */ (wanting).focus();
  controls.toEnd(wanting);
}
