/** The page and the server: join, what each frame of the server means, and what is answered. */

import * as banner from "./banner.js";
import { wantFocus } from "./build.js";
import * as controls from "./controls.js";
import { report } from "./diagnostics.js";
import * as dom from "./dom.js";
import * as events from "./events.js";
import * as foreign from "./foreign.js";
import * as lazy from "./lazy.js";
import { page } from "./page.js";
import * as patch from "./patch.js";
import { CLOSE, table, VERSION } from "./protocol.js";
import * as queue from "./queue.js";
import { connect } from "./socket.js";
import { adopt, components, keyOf, nodeAt, numbersOf, setKey, setNumbers, sweep } from "./tree.js";

/** @typedef {import("./protocol.js").Wire} Wire */
/** @typedef {import("./queue.js").Item} Item */

/** @type {(text: string) => void} */
let send = () => {};
/** Frames that wait for the lazy part. @type {string[]} */
let inbox = [];
const tell = (/** @type {import("./protocol.js").ClientFrame} */ frame) => send(JSON.stringify(frame));
const rootElement = () => components.get(page.record.root);

const whenIdle = (/** @type {() => void} */ act) => (globalThis.requestIdleCallback ?? setTimeout)(act);

/** Adopt the document's page and connect it. @param {import("./protocol.js").PageRecord} record @param {Element} root */
export function start(record, root) {
  page.record = record;
  page.fresh = adopt(root) === record.elements;
  for (const element of dom.inside(root, "[open]")) controls.setOpenByServer(element, true);
  foreign.observe(root);
  foreign.onNotice(mend);
  events.start();
  events.define(0, record.specs);
  setProperties(record.properties);
  controls.changedBefore(root).forEach((control) => events.resend(control));
  addEventListener("pagehide", () => events.flush());
  banner.showState("connecting");
  const url = new URL(record.socket, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  ({ send } = connect(url.href, { opened: join, received, lost }, JSON.stringify(["ping"])));
}

function join() {
  const { build, ticket } = page.record;
  const { secret, rev, handled: event, fresh } = page;
  inbox = [];
  const resume = secret ? { page: secret, rev, event, specs: events.specCount() } : undefined;
  tell(["join", { protocol: VERSION, build, ticket, fresh, resume }]);
}

/** @param {number} code @returns {boolean} whether to try again */
function lost(code) {
  queue.close();
  const last = endings.get(code);
  banner.showState(last ? "closed" : "connecting");
  last?.();
  return !last;
}

/** @type {Map<number, () => void>} */
const endings = new Map([
  [CLOSE.ticket, () => banner.over("This page is no longer valid.")],
  [CLOSE.newer, () => banner.over("This page is open elsewhere.")],
  [CLOSE.version, () => {
    if (!reloadOnce()) banner.over("This page is out of date.");
  }],
]);

const RELOADED = "pycomponents-reloaded";

/** Load the page again, unless that was just done and did not help. */
function reloadOnce() {
  try {
    if (sessionStorage.getItem(RELOADED)) return false;
    sessionStorage.setItem(RELOADED, "1");
  } catch {
    return false; // without a memory, it could go on for ever
  }
  location.reload();
  return true;
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
    if (needsMorph(text) && !lazy.hasMorph() && !waited) {
      const mine = inbox;
      waited = true;
      lazy.load(page.record.parts.morph).then(() => { if (mine === inbox) work(); });
      return;
    }
    waited = false;
    handle(text);
  }
}
let waited = false;

/** May be wrong for the better: a text that looks like it costs one early load. @param {string} text */
const needsMorph = (text) => /^\["html"|^\["joined".*"html":|\["raw",/s.test(text);

/** @param {string} text */
function handle(text) {
  try {
    const [kind, ...rest] = JSON.parse(text);
    const act = /** @type {Record<string, (...rest: any[]) => void>} */ (frames)[kind];
    if (act) act(...rest);
    else report("bad_frame", kind);
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
    change(() => patch.apply(entries));
    applied(rev, done);
  },
  ack: (n) => succeed(answered(n)),
  refused(n, code, detail) {
    const done = answered(n);
    succeed(done.filter((item) => item.n < n));
    const item = done.find((one) => one.n === n);
    if (item) refuse(item, code, detail);
  },
  html(rev, number, html, properties) {
    change(() => repair(number, html));
    setProperties(properties ?? []);
    applied(rev, []);
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

/** Change the DOM: what others did before is theirs, what happens now is ours. @param {() => void} act */
function change(act) {
  foreign.settle();
  page.applying = true;
  page.fresh = false;
  try {
    act();
  } finally {
    page.applying = false;
    foreign.forget();
    foreign.observe(rootElement());
  }
}

/** A revision stands in the DOM. @param {number} rev @param {Item[]} done */
function applied(rev, done) {
  page.rev = rev;
  succeed(done);
  giveFocus(done);
  const oldest = queue.oldest(rev);
  tell(oldest === rev ? ["ack", rev] : ["ack", rev, oldest]);
  mend();
  whenIdle(sweep);
}

/** @param {Item[]} done */
const succeed = (done) =>
  done.forEach(({ element, resets }) => { if (resets.length) controls.reset(element, resets); });

/** Ask for the HTML of what others have damaged. */
function mend() {
  if (page.secret) foreign.wanted().forEach((number) => tell(["repair", number]));
}

/** @param {Item} item @param {string} code @param {unknown} detail */
function refuse(item, code, detail) {
  const isInput = /^(input|change)$/.test(item.type);
  if (code === "stale" && isInput && !item.again && dom.isConnected(item.target)) return events.resend(item.target, true);
  if (code !== "stale") report("refused", code);
  dom.emit(item.element, code === "stale" ? "stale" : "refused", { type: item.type, code, detail });
}

/** @param {import("./protocol.js").Properties} properties */
function setProperties(properties) {
  for (const [address, values] of properties) {
    const node = nodeAt(address);
    for (const name of Object.keys(values)) controls.setProperty(/** @type {Element} */ (node), name, values[name]);
  }
}

/** @param {number} number @param {string} html */
function repair(number, html) {
  foreign.healed(number);
  const element = components.get(number);
  if (!element || !dom.isConnected(element)) return;
  const numbers = numbersOf(element) ?? [];
  const outer = numbers.slice(0, numbers.indexOf(number));
  const key = keyOf(element);
  const now = lazy.become(element, html);
  // The place, with its key and the components that share it, is not the component's own.
  setNumbers(now, [...outer, ...(numbersOf(now) ?? []).filter((one) => !outer.includes(one))]);
  if (key !== null) setKey(now, key);
}

// Join ---------------------------------------------------------------------------------------------------------------

/** @param {Wire} answer */
function joined({ page: secret, rev, event, resumed, html, specs, properties }) {
  forgetReload();
  patch.forgetShapes();
  foreign.unasked(html !== undefined);
  const same = resumed && secret === page.secret;
  page.secret = secret;
  if (same) {
    answered(event);
    queue.resume(send);
  } else {
    renew(rev, html, specs, properties);
  }
  banner.showState("open");
  mend();
  whenIdle(() => void lazy.load(page.record.parts.morph));
}

/**
 * Another page of the server takes over. Nobody knows whether it carried out what was sent and not answered, so that is
 * not sent again; what the user typed is, from what stands in the controls now; then comes what was never sent.
 * @param {number} rev
 * @param {string | undefined} html
 * @param {Wire} specs
 * @param {Wire} properties
 */
function renew(rev, html, specs, properties) {
  const root = /** @type {Element} */ (rootElement());
  const first = page.rev === 0 && page.handled === 0 && html === undefined;
  events.flush();
  const left = queue.restart(html === undefined ? undefined : root);
  page.rev = rev;
  page.handled = 0;
  if (html !== undefined) remount(root, html, specs, properties);
  const isInput = (/** @type {Item} */ { type }) => /^(input|change)$/.test(type);
  if (!first || left.some((item) => item.n)) resendControls();
  for (const item of left) if (!item.n && (first || !isInput(item))) queue.push({ ...item, rev });
  queue.open(send);
  left.filter((item) => item.n && !isInput(item)).forEach(forget);
}

/** @param {Item} item */
function forget({ element, type }) {
  report("unknown", type);
  dom.emit(element, "unknown", { type });
}

/** @param {Element} root @param {string} html @param {Wire} specs @param {Wire} properties */
function remount(root, html, specs, properties) {
  change(() => {
    components.clear();
    lazy.become(root, html);
  });
  events.define(0, specs);
  setProperties(properties);
  giveFocus([]);
}

/** What the user has typed reaches the new page, which knows nothing of it. */
function resendControls() {
  for (const control of controls.touchedIn(/** @type {Element} */ (rootElement()))) {
    controls.renew(control);
    events.resend(control);
  }
}

function forgetReload() {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch { /* then nothing was kept */ }
}

// Focus --------------------------------------------------------------------------------------------------------------

/**
 * What a patch inserted may ask for the focus. It gets it unless the user is busy elsewhere: the focus is nowhere, or
 * at what the user has just used, and that was not typing.
 * @param {Item[]} done
 */
function giveFocus(done) {
  const wanting = wantFocus.splice(0).filter((element) => dom.isConnected(element)).at(-1);
  if (!wanting) return;
  const active = dom.focused();
  const used = done.some(({ type, element }) => !/^(input|focus|blur)$/.test(type) && dom.contains(element, active));
  if (!active || active === dom.bodyElement() || used) /** @type {HTMLElement} */ (wanting).focus();
}
