"""Timers and turns from outside over real sockets, by the real clock."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, output
from tests.web.client import connected, fact, facts, fetch, joined
from tests.web.site import note, site

if TYPE_CHECKING:
    from tests.server import Server
    from tests.web.conftest import Serving


numbers = itertools.count(1)


class Clock(Component):
    """The button is at [0, 0]."""

    number: int = state(0)
    ticks: int = state(0)

    def mount(self) -> None:
        self.number = next(numbers)
        self.after(0.05, self.begin)

    def connected(self) -> None:
        self.every(0.05, self.tick)

    def unmount(self) -> None:
        note("unmounted")

    def begin(self) -> None:
        note("begun")

    def tick(self) -> None:
        self.ticks += 1
        note(f"tick of {self.number} in {translation.get_language()}")

    @event
    def click(self) -> None:
        note("click")

    def render(self) -> Node:
        return div[button(on_click=self.click)["click"], output[self.ticks]]


class Board(Component):
    """Shows what it is told from outside."""

    open: ClassVar[set[Board]] = set()
    lines: list[str] = state(factory=list[str])

    def connected(self) -> None:
        self.open.add(self)

    def disconnected(self) -> None:
        self.open.discard(self)

    def write(self, line: str) -> None:
        self.lines.append(line)

    async def write_later(self, line: str) -> None:
        self.lines.append(line)

    @event
    def tell_all(self) -> None:
        for board in [*self.open]:
            board.soon(board.write, "from a page")

    def render(self) -> Node:
        return div[button(on_click=self.tell_all)["tell"], output["/".join(self.lines)]]


def tell(request: HttpRequest) -> HttpResponse:
    """From a thread of its own, and from the thread of this view."""

    def from_thread() -> None:
        for board in [*Board.open]:
            board.soon(board.write_later, "from a thread")

    thread = threading.Thread(target=from_thread)
    thread.start()
    thread.join()
    told = [board.soon(board.write, "from a view") for board in [*Board.open]]
    return HttpResponse(str(told))


urlpatterns = site(
    path("clock/", Clock.as_view()),
    path("board/", Board.as_view()),
    path("tell/", tell),
)


async def test_a_clock_ticks_and_events_go_between(server: Server) -> None:
    async with joined(server, "/clock/") as socket:
        for number in range(1, 4):
            frame = await socket.until("patch")
            assert frame[3] == [[0, 1, 0, ["text", str(number)]]]
        await socket.event([0, 0])
    notes = facts(server)["notes"]
    assert notes.count("begun") == 1
    assert "click" in notes
    assert any(text.endswith("in en-us") for text in notes)


async def test_a_page_in_another_language_ticks_in_it(serving: Serving) -> None:
    server = serving(settings={"LANGUAGE_CODE": "de"})
    async with joined(server, "/clock/") as socket:
        await socket.until("patch")
    assert any(text.endswith("in de") for text in facts(server)["notes"])


async def test_it_ticks_on_while_the_page_is_kept_and_no_longer(serving: Serving) -> None:
    server = serving(patches={"pycomponents.web.consumer.DROPPED_SECONDS": 0.3})
    page = fetch(server, "/clock/")
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        await old.until("patch")
        old.cut()
        rev = old.rev
        answer = await new.join(page, fresh=False, resume=old.resumption())
        assert answer["resumed"] is True
        frame = await new.until("patch")
        assert frame[1] > rev
    facts(server)
    ticked: list[str] = []

    def ended() -> bool:
        ticked.extend(facts(server)["notes"])
        return "unmounted" in ticked

    await fact(ended)
    assert ticked[-1] == "unmounted"
    # By the same clock, another page ticks more often than this one could have been late.
    async with joined(server, "/clock/") as other:
        for _ in range(3):
            await other.until("patch")
        told = str(facts(server)["notes"])
    assert "tick of 2 " in told
    assert "tick of 1 " not in told


async def test_threads_views_and_pages_push(server: Server) -> None:
    async with joined(server, "/board/") as one, joined(server, "/board/") as two:
        await one.pong()
        await two.pong()
        assert fetch(server, "/tell/").text == "[True, True]"
        for socket in (one, two):
            while "from a thread/from a view" not in str(socket.seen):
                await socket.until("patch")
        await one.event([0, 0])
        for socket in (one, two):
            while "from a view/from a page" not in str(socket.seen):
                await socket.until("patch")
