"""One page, one queue; many pages, N threads: with real threads, and no sleeps."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import sync_to_async

from pycomponents import Component, event, state
from pycomponents.errors import FrameError
from pycomponents.html import button, div
from pycomponents.runtime.leases import Leases
from pycomponents.runtime.mailbox import Mailbox
from pycomponents.runtime.messages import Ack, EventMessage, Repair
from pycomponents.runtime.page import Page
from pycomponents.runtime.turns import MOST_WAITING
from tests.runtime.client import mounted, plain

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 10
language: contextvars.ContextVar[str] = contextvars.ContextVar("language", default="none")


class Around:
    """Surroundings that set a language and note the threads that they prepare.

    raises, raises_after: what the next stay finds before, and after its work.
    """

    def __init__(self, name: str = "de") -> None:
        self.name = name
        self.tidied: list[int] = []
        self.raises: list[Exception] = []
        self.raises_after: list[Exception] = []
        self._working: set[int] = set()

    def enter(self) -> None:
        language.set(self.name)
        self._working.add(threading.get_ident())

    def tidy(self) -> None:
        thread = threading.get_ident()
        raises = self.raises_after if thread in self._working else self.raises
        if thread not in self._working:
            self.tidied.append(thread)
        self._working.discard(thread)
        if raises:
            raise raises.pop()


class Worker(Component):
    """Does what the test puts into `does`."""

    done: list[str] = state(factory=list)

    def mount(self) -> None:
        self._does: Any = None

    @event
    def work(self) -> None:
        self._note(self._does() if self._does else "worked")

    @event
    async def later(self) -> None:
        self._note(await self._does())

    def _note(self, what: Any) -> None:
        self.done.append(str(what))

    def render(self) -> Any:
        return div[button(on_click=self.work)["work"], button(on_click=self.later)["later"], ",".join(self.done)]


class Desk:
    """A page with its mailbox, and the frames that it sends."""

    def __init__(self, leases: Leases, around: Around | None = None) -> None:
        self.around = around or Around()
        self.page: Page = mounted(Worker())
        self.page.html()
        self.page.settle()
        self.component: Any = self.page.tree.root.component
        self.mailbox = Mailbox(self.page, leases, self.around)
        self.frames: list[list[Any]] = []
        self.mailbox.send = self._sent
        self.events = 0

    def _sent(self, texts: list[str]) -> None:
        self.frames += map(plain, texts)

    def work(self, does: Callable[[], Any] | None = None) -> None:
        if does is not None:
            self.component._does = does
        self._put(0)

    def later(self, does: Callable[[], Any]) -> None:
        self.component._does = does
        self._put(1)

    def _put(self, index: int) -> None:
        self.events += 1
        self.mailbox.put(EventMessage(self.events, 0, [0, index], "click"))

    async def idle(self) -> list[list[Any]]:
        await asyncio.wait_for(self.mailbox.idle(), SECONDS)
        return self.frames

    @property
    def refused(self) -> list[str]:
        return [frame[2] for frame in self.frames if frame[0] == "refused"]


class Gate:
    """A handler waits here until the test lets it go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(self) -> str:
        self.reached.set()
        assert self.opened.wait(SECONDS)
        return "waited"

    async def is_reached(self) -> None:
        assert await asyncio.to_thread(self.reached.wait, SECONDS)


async def test_events_are_handled_in_order() -> None:
    desk = Desk(Leases(4))
    numbers = iter(range(100))
    for _ in range(20):
        desk.work(lambda: next(numbers))
    await desk.idle()
    assert desk.component.done == [str(number) for number in range(20)]


async def test_what_waits_behind_a_slow_event_is_handled_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pycomponents.runtime.mailbox._SHOW_AFTER", 60.0)  # however slow, it is one drain
    desk, gate = Desk(Leases(4)), Gate()
    desk.work(gate)
    await gate.is_reached()
    desk.component._does = None
    desk.work()
    desk.mailbox.put(Repair(0))
    assert desk.frames == []
    gate.opened.set()
    await desk.idle()
    assert desk.component.done == ["waited", "worked"]
    assert [frame[0] for frame in desk.frames] == ["patch", "html"]


async def test_pages_that_block_delay_no_other_while_a_thread_is_left() -> None:
    leases = Leases(4)
    blocked, free = [Desk(leases) for _ in range(3)], Desk(leases)
    gates = [Gate() for _ in blocked]
    for desk, gate in zip(blocked, gates, strict=True):
        desk.work(gate)
        await gate.is_reached()
    free.work()
    assert [frame[0] for frame in await free.idle()] == ["patch"]
    for desk, gate in zip(blocked, gates, strict=True):
        gate.opened.set()
        await desk.idle()


async def test_behind_as_many_as_there_are_threads_pages_wait_in_the_order_of_asking(
    caplog: pytest.LogCaptureFixture,
) -> None:
    leases = Leases(2)
    blocked, waiting = [Desk(leases) for _ in range(2)], [Desk(leases) for _ in range(5)]
    gates = [Gate() for _ in blocked]
    for desk, gate in zip(blocked, gates, strict=True):
        desk.work(gate)
        await gate.is_reached()
    order: list[int] = []
    for index, desk in enumerate(waiting):
        desk.work(lambda index=index: order.append(index))  # type: ignore[misc]
    assert caplog.messages == ["All 2 threads are busy: pages are waiting. See PYCOMPONENTS['THREADS']."]
    gates[0].opened.set()
    for desk in waiting:
        await desk.idle()
    assert order == [0, 1, 2, 3, 4]
    gates[1].opened.set()
    await blocked[1].idle()


async def test_idle_pages_hold_no_thread() -> None:
    leases = Leases(4)
    before = threading.active_count()
    desks = [Desk(leases) for _ in range(500)]
    for desk in desks:
        desk.work()
    for desk in desks:
        await desk.idle()
    assert leases.threads <= 4
    assert threading.active_count() <= before + 4


async def test_an_acknowledgement_needs_no_thread_while_the_page_is_idle() -> None:
    leases = Leases(4)
    desk = Desk(leases)
    desk.mailbox.put(Ack(0))
    assert leases.threads == 0


async def test_an_acknowledgement_releases_what_was_withheld() -> None:
    desk = Desk(Leases(1))
    for _ in range(18):
        desk.work()
        await desk.idle()
    assert desk.frames[-1][1] == 16
    desk.mailbox.put(Ack(16))
    assert (await desk.idle())[-1][1:3] == [17, 18]


async def test_what_nobody_can_have_sent_is_refused_where_it_is_put() -> None:
    desk = Desk(Leases(1))
    with pytest.raises(FrameError):
        desk.mailbox.put(Ack(5))
    with pytest.raises(FrameError):
        desk.mailbox.put(EventMessage(2, 0, [0], "click"))
    desk.work()
    assert [frame[0] for frame in await desk.idle()] == ["patch"]


async def test_of_a_burst_those_that_find_too_many_waiting_are_refused_as_busy_and_all_are_answered() -> None:
    desk, gate = Desk(Leases(1)), Gate()
    desk.work(gate)
    await gate.is_reached()
    desk.component._does = None
    for _ in range(300):
        desk.work()
    gate.opened.set()
    await desk.idle()
    assert desk.refused == ["busy"] * (300 - MOST_WAITING)
    assert len(desk.component.done) == 1 + MOST_WAITING
    assert desk.page.handled == 301
    assert [frame[2] for frame in desk.frames if frame[0] == "patch"][-1] == 301


# Async handlers.


async def test_an_async_handler_holds_no_thread_before_its_first_use_of_the_database() -> None:
    leases = Leases(1)
    slow, other = Desk(leases), Desk(leases)
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def does() -> str:
        reached.set()
        await go_on.wait()
        return threading.current_thread().name

    slow.later(does)
    await asyncio.wait_for(reached.wait(), SECONDS)
    other.work()
    await other.idle()
    assert other.component.done == ["worked"]
    go_on.set()
    await slow.idle()
    assert slow.component.done == [threading.main_thread().name]


async def test_an_async_handler_keeps_one_thread_from_its_first_use_to_its_end() -> None:
    leases = Leases(2)
    desk, others = Desk(leases), [Desk(leases) for _ in range(4)]
    threads: list[int] = []

    def query() -> None:
        threads.append(threading.get_ident())

    async def does() -> str:
        for other in others:
            await sync_to_async(query)()
            other.work()
            await other.idle()
        return "done"

    desk.later(does)
    await desk.idle()
    assert len(set(threads)) == 1
    assert len(desk.around.tidied) == 3, "where it is called, ahead of its first use, at its end"
    assert desk.around.tidied[1:] == [threads[0]] * 2
    assert all(threads[0] not in other.around.tidied for other in others)
    assert leases.threads == 2


async def test_an_async_event_is_answered_when_its_handler_has_ended() -> None:
    desk = Desk(Leases(2))
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def does() -> str:
        reached.set()
        await go_on.wait()
        return "done"

    desk.later(does)
    await asyncio.wait_for(reached.wait(), SECONDS)
    assert desk.frames == []
    go_on.set()
    assert [frame[:3] for frame in await desk.idle()] == [["patch", 1, 1]]


async def test_events_wait_for_an_async_handler_to_end() -> None:
    desk = Desk(Leases(2))
    go_on = asyncio.Event()

    async def does() -> str:
        await go_on.wait()
        desk.component._does = None
        return "later"

    desk.later(does)
    desk.work()
    go_on.set()
    await desk.idle()
    assert desk.component.done == ["later", "worked"]


async def test_an_async_handler_that_raises_is_undone_and_the_page_goes_on() -> None:
    desk = Desk(Leases(2))

    async def does() -> str:
        desk.component.done.append("half")
        raise ValueError("no")

    desk.later(does)
    await desk.idle()
    assert (desk.refused, desk.component.done) == (["failed"], [])
    desk.work(lambda: "on")
    await desk.idle()
    assert desk.component.done == ["on"]


async def test_an_async_handler_that_cancels_itself_has_failed() -> None:
    desk = Desk(Leases(2))

    async def does() -> str:
        raise asyncio.CancelledError

    desk.later(does)
    await desk.idle()
    assert desk.refused == ["failed"]


async def test_async_lifecycle_methods_run_from_the_pages_thread() -> None:
    from pycomponents.runtime.mailbox import wait

    desk = Desk(Leases(2))
    ran: list[asyncio.AbstractEventLoop] = []

    async def hook() -> None:
        ran.append(asyncio.get_running_loop())

    desk.work(lambda: wait(hook()))
    await desk.idle()
    assert ran == [asyncio.get_running_loop()]


# Contexts.


async def test_what_a_handler_does_to_context_variables_ends_with_its_event() -> None:
    desk, other = Desk(leases := Leases(1)), Desk(leases, Around("fr"))
    gate = Gate()
    other.work(gate)
    await gate.is_reached()

    def does() -> str:
        before = language.get()
        language.set("xx")
        return before

    for _ in range(3):
        desk.work(does)

    async def later() -> str:
        return does()

    gate.opened.set()
    await desk.idle()
    desk.later(later)
    await desk.idle()
    other.work(does)
    await other.idle()
    assert desk.component.done == ["de"] * 4
    assert other.component.done == ["waited", "fr"]
    assert language.get() == "none"


async def test_a_page_has_the_context_variables_of_whoever_opened_it() -> None:
    leases = Leases(2)
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("tenant")
    variable.set("one")
    first = Desk(leases)
    variable.set("two")
    second = Desk(leases)
    for desk in (first, second):
        desk.work(variable.get)
        await desk.idle()
    assert (first.component.done, second.component.done) == (["one"], ["two"])


# What goes wrong around it.


async def test_surroundings_that_raise_cost_one_event_and_say_so(caplog: pytest.LogCaptureFixture) -> None:
    desk, gate = Desk(leases := Leases(1)), Gate()
    other = Desk(leases)
    other.work(gate)
    await gate.is_reached()
    desk.around.raises = [OSError("the database is gone")]
    desk.work()
    desk.work()
    gate.opened.set()
    await desk.idle()
    assert desk.refused == ["failed"]
    assert desk.component.done == ["worked"]
    assert "the database is gone" in caplog.text


async def test_surroundings_that_raise_afterwards_do_not_lose_what_was_done() -> None:
    desk = Desk(Leases(1))
    desk.around.raises_after = [OSError("too late")]
    desk.work()
    assert [frame[0] for frame in await desk.idle()] == ["patch"]


async def test_surroundings_that_raise_at_the_end_of_an_async_handler_do_not_end_the_page() -> None:
    desk = Desk(Leases(1))

    async def does() -> str:
        desk.around.raises = [OSError("gone")]
        desk.component._does = None
        return "done"

    desk.later(does)
    desk.work()
    await desk.idle()
    assert desk.component.done == ["worked"]
    assert desk.refused == ["failed"]
    assert desk.page.handled == 2


# Leases.


async def test_a_lease_that_is_no_longer_waited_for_goes_to_the_next() -> None:
    leases = Leases(1)
    lease = await leases.take()
    first, second = asyncio.create_task(leases.take()), asyncio.create_task(leases.take())
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    leases.give_back(lease)
    assert await second is lease


async def test_a_lease_given_in_the_moment_of_cancelling_is_not_lost() -> None:
    leases = Leases(1)
    lease = await leases.take()
    first = asyncio.create_task(leases.take())
    await asyncio.sleep(0)
    leases.give_back(lease)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert await asyncio.wait_for(leases.take(), SECONDS) is lease
