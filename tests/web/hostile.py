"""What hostile tests share: what a server makes of a frame, and a neighbour who must not feel it."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from pycomponents import Component, Node, event, state
from pycomponents.html import button
from tests.server import Server
from tests.web.client import Answer, Frame, Gone, Socket, connected, fact, joined

PATIENCE = 0.2


class Neighbour(Component):
    clicks: int = state(0)

    @event
    def click(self) -> None:
        self.clicks += 1

    def render(self) -> Node:
        return button(on_click=self.click)[self.clicks]


async def outcome(socket: Socket, payload: object, *, n: int | None = None) -> str:
    """What becomes of one frame: "error", "refused:CODE", "closed:CODE", or "nothing" but the answer to a ping."""
    try:
        await socket.send(payload)
        await socket.send(["ping"])
        while True:
            match await socket.frame():
                case ["error", *_]:
                    return "error"
                case ["refused", int(handled), code, *_] if n is None or handled == n:
                    return f"refused:{code}"
                case ["patch" | "ack" | "html", *_]:
                    return "done"
                case ["pong"] if not _is_event(payload):
                    return "nothing"
                case _:
                    pass
    except Gone as gone:
        return f"closed:{gone.code}"


def _is_event(payload: Any) -> bool:
    """Whether it is handled in its turn, so that a ping behind it may be answered before."""
    return payload[:1] == ["event"] if isinstance(payload, list) else str(payload).startswith('["event"')


async def outcome_on_a_new_page(server: Server, page: Answer, payload: object, *, cookie: str = "") -> str:
    async with connected(server, cookie=cookie) as socket:
        await socket.join(page)
        return await outcome(socket, payload)


@asynccontextmanager
async def neighbour(server: Server) -> AsyncGenerator[list[float]]:
    """Somebody else on the same server, whose clicks are answered all the while; gives the times they took."""
    times: list[float] = []
    done = asyncio.Event()

    async def click(socket: Socket) -> float:
        began = time.perf_counter()
        frame: Frame = await socket.event([0])
        assert frame[0] == "patch"
        return time.perf_counter() - began

    async def go_on(socket: Socket) -> None:
        while not done.is_set():
            times.append(await click(socket))
            await asyncio.sleep(0.01)  # a neighbour, not one more attacker

    async with joined(server, "/neighbour/") as socket:
        # On a busy machine clicks take their time before anybody attacks.
        patience = max(PATIENCE, 3 * max([await click(socket) for _ in range(5)]))
        clicking = asyncio.create_task(go_on(socket))
        try:
            yield times
            await fact(lambda: clicking.done() or len(times) >= 40)
        finally:
            done.set()
            await clicking
    assert statistics.quantiles(times, n=20)[-1] < patience, sorted(times)[-5:]
