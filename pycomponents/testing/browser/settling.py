"""When a page in a browser has nothing on its way any more: facts of both its halves, compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pycomponents.web.conf import conf

if TYPE_CHECKING:
    from collections.abc import Mapping

# Counts the frames of the newest socket of ours, by the page's own eyes. It runs before the page's scripts.
_WATCH: Final = """
(() => {
  const now = { up: 0, down: 0, page: "" };
  Object.defineProperty(globalThis, Symbol.for("pycomponents.testing"), { value: now });
  let newest;
  globalThis.WebSocket = class WebSocket extends globalThis.WebSocket {
    constructor(url, ...rest) {
      super(url, ...rest);
      if (!new URL(url, location.href).pathname.endsWith(PATH)) return;
      newest = this;
      Object.assign(now, { up: 0, down: 0, page: "" });
      this.addEventListener("message", ({ data }) => {
        if (newest !== this) return;
        now.down++;
        if (data.startsWith('["joined"')) now.page = JSON.parse(data)[1].page;
      });
    }
    send(data) {
      if (newest === this) now.up++;
      super.send(data);
    }
  };
})();
"""

# After a frame and the next, so that what observes the layout has seen it and said it; or when the page has nothing to
# do, so that what it puts off until then has begun.
OBSERVE: Final = """
(wholly) => new Promise((resolve) => {
  const look = () => resolve({
    ...globalThis[Symbol.for("pycomponents.testing")],
    ready: document.readyState === "complete",
    alive: document.querySelector("script[data-pc-page]") !== null,
    state: document.documentElement.getAttribute("data-pc-state"),
  });
  if (wholly) requestIdleCallback(look, { timeout: 1000 });
  else if (document.hidden) setTimeout(look);
  else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(look)));
})
"""


def watch_script() -> str:
    """What a context runs in each of its documents."""
    return _WATCH.replace("PATH", json.dumps(conf().SOCKET_PATH))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the browser's half of a page says. page: its secret. up, down: frames sent and received.

    ready: its document is loaded. alive: it has components. state: of its connection.
    """

    up: int
    down: int
    page: str
    ready: bool
    alive: bool
    state: str | None

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Seen:
        """What `OBSERVE` tells."""
        return cls(**told)

    def waits_for(self, counts: Mapping[str, tuple[int, int]], *, is_cut: bool) -> str:
        """What has not happened yet; "" where nothing is awaited. counts: the frames as the server has counted them.

        is_cut: it is kept from its server.
        """
        if not self.ready:
            return "the document to be loaded"
        if not self.alive or is_cut or self.state == "closed":
            return ""
        if self.state != "open":
            return f"the page to connect: it is {self.state}"
        there = counts.get(self.page)
        if there != (self.up, self.down):
            return f"frames on their way: the page has sent {self.up} and received {self.down}, the server {there}"
        return ""
