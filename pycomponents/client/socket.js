/** One WebSocket, for ever: it comes back after every loss, and notices a connection that is dead. */

import { listen, member } from "./dom.js";

const SHORTEST = 100;
const LONGEST = 10_000;
const QUIET = 20_000;
const PATIENCE = 10_000;
/** A connection that has stood so long was a good one: the next loss starts with short waits again. */
const STEADY = 5_000;

/**
 * opened: the first frame may be sent. received: a frame came. lost: the connection is gone, with its close code.
 * Returns whether to try again.
 * @typedef {object} Handlers
 * @property {() => void} opened
 * @property {(text: string) => void} received
 * @property {(code: number) => boolean} lost
 */

/**
 * @param {string} url
 * @param {Handlers} handlers
 * @param {string} ping the frame that asks for a sign of life
 */
export function connect(url, handlers, ping) {
  /** @type {WebSocket | null} */
  let socket = null;
  let attempts = 0;
  let timer = 0;
  let stopped = false;

  /** @param {() => void} then @param {number} time */
  const later = (then, time) => {
    clearTimeout(timer);
    timer = setTimeout(then, time);
  };

  const open = () => {
    clearTimeout(timer);
    if (socket || stopped) return;
    const mine = (socket = new WebSocket(url));
    const began = performance.now();
    later(() => drop(1006), PATIENCE);
    mine.onopen = () => handlers.opened();
    mine.onmessage = ({ data }) => {
      later(quiet, QUIET);
      if (performance.now() - began > STEADY) attempts = 0;
      handlers.received(data);
    };
    mine.onclose = ({ code }) => drop(code);
  };

  const quiet = () => {
    send(ping);
    later(() => drop(1006), PATIENCE);
  };

  /** Give the connection up, whatever its own opinion. @param {number} code */
  const drop = (code) => {
    if (!leave()) return;
    if (!handlers.lost(code)) stopped = true;
    else later(open, Math.random() * Math.min(LONGEST, SHORTEST * 2 ** attempts++));
  };

  const leave = () => {
    const mine = socket;
    if (!mine) return false;
    socket = null;
    clearTimeout(timer);
    mine.onopen = mine.onmessage = mine.onclose = null;
    mine.close();
    return true;
  };

  /** The user or the network is back: see at once whether the connection still stands. */
  const wake = () => {
    attempts = 0;
    if (!socket) open();
    else if (socket.readyState === WebSocket.OPEN) quiet();
  };

  /** @param {string} text */
  const send = (text) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(text);
  };

  addEventListener("online", wake);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) wake(); });
  listen(document, "visibilitychange", () => { if (!member(document, "hidden")) wake(); });
  // An open socket would keep the page out of the back/forward cache.
  addEventListener("pagehide", () => { if (leave()) handlers.lost(1001); });
  open();
  return { send };
}
