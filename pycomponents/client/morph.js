/**
 * Morph: nodes that stand in the page become what given HTML says, and as many as can be stay. For HTML that we have
 * as text: raw ranges, the repair of a component, a page that had to be made anew. Fetched when it is needed.
 *
 * Children are paired by key, then by id, then by what they hold, by their text, and in order by kind. What has no
 * partner goes or comes; what has one is moved to its place and becomes like it. Nodes that others inserted stay.
 */

import { toDefault } from "./defaults.js";
import * as dom from "./dom.js";
import { relocate } from "./move.js";

/** @typedef {import("./kit.js").Kit} Kit */

/**
 * Children of `parent` from `first` up to `end` become the children of `fresh`.
 * @param {Kit} kit
 * @param {Node} parent
 * @param {Node | null} first
 * @param {Node | null} end
 * @param {Node} fresh
 */
export function morph(kit, parent, first, end, fresh) {
  const old = run(first, end).filter((node) => !isOthers(kit, node));
  const next = run(dom.firstChild(fresh), null);
  const partners = pair(kit, old, next);
  const kept = new Set(partners.values());
  const ahead = first ? dom.previousSibling(first) : end && dom.previousSibling(end);
  for (const node of old) if (!kept.has(node)) dom.remove(node);
  arrange(kit, parent, ahead ? dom.nextSibling(ahead) : dom.firstChild(parent), end, next, partners);
  kit.forgetKeys(parent);
}

/** @param {Node | null} first @param {Node | null} end @returns {Node[]} */
function run(first, end) {
  /** @type {Node[]} */
  const nodes = [];
  for (let node = first; node && node !== end; node = dom.nextSibling(node)) nodes.push(node);
  return nodes;
}

/**
 * Put every node of `next`, or its partner, in its place.
 * @param {Kit} kit
 * @param {Node} parent
 * @param {Node | null} from
 * @param {Node | null} end
 * @param {Node[]} next
 * @param {Map<Node, Node>} partners
 */
function arrange(kit, parent, from, end, next, partners) {
  let at = skipOthers(kit, from, end);
  for (const node of next) {
    const partner = partners.get(node);
    if (!partner) insert(kit, parent, node, at);
    else if (partner === at) at = skipOthers(kit, dom.nextSibling(at), end);
    else relocate(parent, partner, at);
    if (partner) become(kit, partner, node);
  }
}

/** @param {Kit} kit @param {Node} parent @param {Node} node @param {Node | null} before */
function insert(kit, parent, node, before) {
  if (dom.isElement(node)) dom.within(node, "[open]").forEach(kit.noteOpen);
  dom.insertBefore(parent, node, before);
}

/** @param {Kit} kit @param {Node | null} from @param {Node | null} end */
function skipOthers(kit, from, end) {
  let at = from;
  while (at && at !== end && isOthers(kit, at)) at = dom.nextSibling(at);
  return at;
}

/** Whether others inserted this node, and did not put one of ours inside. @param {Kit} kit @param {Node} node */
function isOthers(kit, node) {
  if (!kit.foreign.has(node)) return false;
  const walk = dom.walk(node);
  for (let at = /** @type {Node | null} */ (node); at; at = walk.nextNode()) if (kit.taken.has(at)) return false;
  return true;
}

// Pairs --------------------------------------------------------------------------------------------------------------

/** What two nodes have to share to be partners, the surest first. @type {((kit: Kit, node: Node) => string | null)[]} */
const likenesses = [
  (kit, node) => join(node, kit.keyOf(node)),
  (_, node) => join(node, attribute(node, "id")),
  (_, node) => join(node, names(node)),
  (_, node) => (dom.isElement(node) ? join(node, dom.textOf(node)) : null),
  (_, node) => kind(node),
];

/**
 * The old node for each new one that has a partner.
 * @param {Kit} kit
 * @param {Node[]} old
 * @param {Node[]} next
 * @returns {Map<Node, Node>}
 */
function pair(kit, old, next) {
  /** @type {Map<Node, Node>} */
  const partners = new Map();
  let free = old;
  for (const likeness of likenesses) {
    const waiting = queues(kit, free, likeness);
    for (const node of next) {
      const name = partners.has(node) ? null : likeness(kit, node);
      const partner = name === null ? undefined : waiting.get(name)?.shift();
      if (partner) partners.set(node, partner);
    }
    const taken = new Set(partners.values());
    free = free.filter((node) => !taken.has(node));
    if (!free.length) break;
  }
  return partners;
}

/** @param {Kit} kit @param {Node[]} nodes @param {(kit: Kit, node: Node) => string | null} likeness */
function queues(kit, nodes, likeness) {
  /** @type {Map<string, Node[]>} */
  const waiting = new Map();
  for (const node of nodes) {
    const name = likeness(kit, node);
    if (name === null) continue;
    const queue = waiting.get(name);
    if (queue) queue.push(node);
    else waiting.set(name, [node]);
  }
  return waiting;
}

/** @param {Node} node @param {string | null} name */
const join = (node, name) => (name ? `${kind(node)} ${name}` : null);

/** @param {Node} node @param {string} name */
const attribute = (node, name) => (dom.isElement(node) ? dom.getAttribute(node, name) : null);

/** What can never become another: its kind. @param {Node} node */
function kind(node) {
  if (dom.nodeType(node) === 8) return `comment ${/** @type {Comment} */ (node).data}`;
  if (!dom.isElement(node)) return String(dom.nodeType(node));
  const own = ["type", "name", "value"].map((name) => dom.getAttribute(node, name));
  const name = dom.localName(node);
  // A field of another type or name is another field; an option is its value.
  const part = name === "input" ? `${own[0]} ${own[1]}` : name === "option" ? own[2] ?? dom.textOf(node) : "";
  return `${dom.namespace(node)} ${name} ${part}`;
}

/** What tells an element from its siblings, and what holds a state of the user's. */
const TELLING = "[id],[name],[data-pc-key],input,textarea,select,details,dialog,iframe,video,audio,canvas";

/** @param {Node} node */
function names(node) {
  if (!dom.isElement(node)) return null;
  const own = (/** @type {Element} */ element) => ["id", "name", "data-pc-key"].map((name) => dom.getAttribute(element, name));
  return dom.inside(node, TELLING).map((element) => [dom.localName(element), ...own(element)].join(" ")).join(",");
}

// One node like another ----------------------------------------------------------------------------------------------

/** @param {Kit} kit @param {Node} old @param {Node} fresh */
function become(kit, old, fresh) {
  kit.foreign.delete(old);
  kit.taken.delete(old);
  if (dom.isElement(old)) return becomeElement(kit, old, /** @type {Element} */ (fresh));
  const [text, wanted] = [/** @type {Text} */ (old), /** @type {Text} */ (fresh)];
  if (text.data !== wanted.data) text.data = wanted.data;
}

/** Take off the styles that the server has set. @param {Kit} kit @param {any} element */
function clearStyles({ STYLED }, element) {
  for (const css of element[STYLED] ?? []) dom.member(element, "style").removeProperty(css);
  element[STYLED]?.clear();
}

/** @param {Kit} kit @param {Element} old @param {Element} fresh */
function becomeElement(kit, old, fresh) {
  kit.setKey(old, undefined); // what is written in the HTML counts from now on
  kit.setNumbers(old, undefined);
  clearStyles(kit, old);
  becomeAttributes(kit, old, fresh);
  const [into, from] = dom.localName(old) === "template" ? [content(old), content(fresh)] : [old, fresh];
  const children = () => morph(kit, into, dom.firstChild(into), null, from);
  if (dom.localName(old) === "select") kit.keepChoice(old, children);
  else children();
  if (!kit.isKept(old)) toDefault(kit, old);
}

/** @param {Element} template @returns {Node} */
const content = (template) => dom.member(template, "content");

/** @param {Kit} kit @param {Element} old @param {Element} fresh */
function becomeAttributes(kit, old, fresh) {
  for (const { name, value } of attributesOf(fresh))
    if (dom.getAttribute(old, name) !== value && !isUsers(kit, old, fresh, name)) kit.setAttribute(old, name, value);
  for (const { name } of attributesOf(old))
    if (dom.getAttribute(fresh, name) === null && !isUsers(kit, old, fresh, name)) kit.setAttribute(old, name, null);
}

/** @param {Element} element @returns {Attr[]} */
const attributesOf = (element) => Array.from(dom.member(element, "attributes"));

/**
 * Attributes that the user or a script has in hand: `open` as long as the server says what it said before, and styles.
 * @param {Kit} kit
 * @param {Element} old
 * @param {Element} fresh
 * @param {string} name
 */
function isUsers(kit, old, fresh, name) {
  if (name === "open") return !kit.openByServer(old) === !dom.hasAttribute(fresh, "open");
  return name === "style" && dom.getAttribute(fresh, "style") === null;
}
