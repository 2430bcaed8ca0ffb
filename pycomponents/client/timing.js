/** When events are sent that wait for silence, or come by the dozen. */

/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {import("./queue.js").Item} Item */
/** @typedef {import("./events.js").Pending} Pending */

/** @param {Kit} kit @param {Item} item @param {import("./protocol.js").Listening} option */
export function time(kit, item, { debounce, throttle = 0 }) {
  const mine = kit.pending.find((one) => one.element === item.element && one.type === item.type);
  if (debounce) defer(kit, mine, item, debounce);
  else if (mine) mine.item = item;
  else pace(kit, item, throttle);
}

/** @param {Kit} kit @param {Pending | undefined} mine @param {Item} item @param {number} silence */
function defer(kit, mine, item, silence) {
  const one = mine ?? add(kit, item);
  one.item = item;
  clearTimeout(one.timer);
  one.timer = setTimeout(() => kit.flush((other) => other === one), silence);
}

/** @param {Kit} kit @param {Item} item @param {number} interval */
function pace(kit, item, interval) {
  kit.push(item);
  const one = add(kit, item);
  const tick = () => {
    const last = one.item;
    one.item = null;
    if (!last) return void kit.pending.splice(kit.pending.indexOf(one), 1);
    kit.push(last);
    one.timer = setTimeout(tick, interval);
  };
  one.timer = setTimeout(tick, interval);
}

/** @param {Kit} kit @param {Item} item @returns {Pending} */
function add(kit, { element, type }) {
  const one = { item: null, element, type, timer: 0 };
  kit.pending.push(one);
  return one;
}
