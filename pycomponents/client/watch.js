/**
 * What is observed rather than heard: elements that become visible or hidden, their size, images that have loaded
 * before anyone listened. Elements come and go by patches: who is to be watched is read from the page's marks.
 */

import * as dom from "./dom.js";

/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {import("./protocol.js").Listening} Listening */
/** @typedef {import("./events.js").Cause} Cause */
/** One element that is watched for one type. @typedef {{option: Listening, stop: () => void}} Watched */
/** @typedef {(entry: any) => void} Seen */
/** @typedef {{observe: (element: Element, seen: Seen) => () => void}} Shared */

/** @param {Kit} kit */
export function watchers(kit) {
  /** @type {Map<Element, Map<string, Watched>>} */
  let watched = new Map();
  /** Observers, by what they observe: many elements share one. @type {Map<string, Shared>} */
  const shared = new Map();
  /** Whether anything is to be watched at all. */
  let isAwake = false;

  /** Images whose end was heard. @type {WeakSet<Element>} */
  const ended = new WeakSet();

  /** @param {Element} element @param {string} type @param {object} [more] */
  const tell = (element, type, more) => void kit.meet(element, type, { type, target: element, made: true, ...more });

  /** @param {string} name @param {(seen: (entries: any[]) => void) => any} make */
  const share = (name, make) => {
    let one = shared.get(name);
    if (!one) shared.set(name, (one = shareable(make)));
    return one;
  };

  /** @param {Element} element @param {string} type @param {Listening} option */
  const see = (element, type, { more }) => {
    const { margin = 0, ratio = 0 } = more ?? {};
    const around = { rootMargin: `${margin}px`, scrollMargin: `${margin}px`, threshold: ratio };
    /** @type {boolean | undefined} */
    let was;
    return share(`${margin} ${ratio}`, (seen) => new IntersectionObserver(seen, around)).observe(element, (entry) => {
      const is = entry.isIntersecting && entry.intersectionRatio >= ratio - 0.001;
      // What is off the screen at first has not gone from it.
      if (is !== was && type === (is ? "visible" : "hidden") && (is || was !== undefined)) tell(element, type);
      was = is;
    });
  };

  /** The size at first, and whenever it is another. @param {Element} element @param {string} type @param {Listening} option */
  const measure = (element, type, { more }) => {
    if (more?.scope) {
      kit.meet(element, type, { type, target: element, own: true }, "around");
      return () => {};
    }
    let was = "";
    return share(type, (seen) => new ResizeObserver(seen)).observe(element, ({ borderBoxSize: [box] }) => {
      const size = { width: box.inlineSize, height: box.blockSize };
      if (was !== (was = `${size.width} ${size.height}`)) tell(element, type, size);
    });
  };

  /** @type {Record<string, (element: Element, type: string, option: Listening) => () => void>} */
  const ways = { visible: see, hidden: see, resize: measure };

  /** Images that were there before anyone listened. */
  function tellEnded() {
    kit.specs.forEach(({ on }, number) => {
      for (const type of ["load", "error"]) {
        if (!Object.hasOwn(on, type)) continue;
        for (const image of dom.inPage(`img[data-pc-on="${number}"]`)) {
          const { complete, currentSrc, naturalWidth } = /** @type {HTMLImageElement} */ (image);
          if (complete && currentSrc && !ended.has(image) && type === (naturalWidth ? "load" : "error")) tell(image, type);
        }
      }
    });
  }

  /** Whether what an element hears of its own is meant: a video has a `resize` that is not ours. @param {Element} element @param {Cause} cause */
  function isOurs(element, { type, made }) {
    if (/^(load|error)$/.test(type)) ended.add(element);
    return made || !Object.hasOwn(ways, type);
  }

  /** Watch those whose marks say so, and no others. */
  function settle() {
    const before = watched;
    watched = new Map();
    kit.specs.forEach(({ on }, number) => {
      for (const type of Object.keys(on)) {
        const way = Object.hasOwn(ways, type) && ways[type];
        if (!way) continue;
        const option = /** @type {Listening} */ (on[type]);
        for (const element of dom.inPage(`[data-pc-on="${number}"]`)) keep(before.get(element), element, type, option, way);
      }
    });
    for (const mine of before.values()) for (const { stop } of mine.values()) stop();
  }

  /**
   * @param {Map<string, Watched> | undefined} mine
   * @param {Element} element
   * @param {string} type
   * @param {Listening} option
   * @param {(element: Element, type: string, option: Listening) => () => void} way
   */
  function keep(mine, element, type, option, way) {
    const known = mine?.get(type);
    const same = known?.option === option;
    if (same) mine?.delete(type);
    const now = watched.get(element) ?? new Map();
    watched.set(element, now);
    now.set(type, same ? known : { option, stop: way(element, type, option) });
  }

  /** The specs have changed, from this number on; from 0 on, they are another page's. @param {number} first */
  function defined(first) {
    const needed = kit.specs.some(({ on }) => Object.keys(on).some((type) => Object.hasOwn(ways, type)));
    if (!first) {
      for (const mine of watched.values()) for (const { stop } of mine.values()) stop();
      watched.clear();
    }
    if (!first) tellEnded();
    if (needed && !isAwake)
      new MutationObserver(settle).observe(document, {
        childList: true, subtree: true, attributes: true, attributeFilter: ["data-pc-on"],
      });
    isAwake ||= needed;
    if (isAwake) settle();
  }

  return { defined, isOurs };
}

/** An observer of many elements, each with its own way to see. @param {(seen: (entries: any[]) => void) => any} make @returns {Shared} */
function shareable(make) {
  /** @type {Map<Element, Set<Seen>>} */
  const seers = new Map();
  const observer = make((entries) => {
    for (const entry of entries) seers.get(entry.target)?.forEach((seen) => seen(entry));
  });
  return {
    observe(element, seen) {
      const mine = seers.get(element) ?? new Set();
      if (mine.size) observer.unobserve(element); // observed anew, it is told to all
      seers.set(element, mine.add(seen));
      observer.observe(element);
      return () => {
        mine.delete(seen);
        if (mine.size) return;
        seers.delete(element);
        observer.unobserve(element);
      };
    },
  };
}
