"""One page, one queue: its messages are handled in order, on a thread that no other page waits for."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import functools
import logging
import time
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, async_to_sync

from pycomponents.runtime.effects import Turn
from pycomponents.runtime.leases import LateLease
from pycomponents.runtime.messages import EventMessage
from pycomponents.runtime.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pycomponents.runtime.effects import Clock
    from pycomponents.runtime.leases import Lease, Leases
    from pycomponents.runtime.page import Page, Running
    from pycomponents.runtime.turns import Call, Message

T = TypeVar("T")
Stay: TypeAlias = "tuple[list[str], Running | None]"

logger = logging.getLogger("pycomponents")

# A long drain shows what it has done so far; seconds.
_SHOW_AFTER: Final = 0.05
# A page to which nothing has happened for so long makes itself small; seconds.
REST_AFTER: Final = 2.0


class Surroundings(Protocol):
    """What handlers and renders find around them."""

    def enter(self) -> None:
        """Set what belongs to the page, language and time zone, in context variables. Called at the start of each stay
        and of each async handler, in a copy of the page's context, which is thrown away after it. (Once for the page
        would not do: what asgiref's `Local` holds, as Django does, is not seen by another thread.)
        """
        ...

    def tidy(self) -> None:
        """Called on the thread, before and after a stay on it: connections that have grown old are closed."""
        ...


class Mailbox:
    """The queue of one page. Its methods belong to the loop's thread; the page is touched by one thread at a time.

    clock: rings the page's timers; the event loop where none is given.
    send: takes frames to the client, while there is one.
    """

    def __init__(self, page: Page, leases: Leases, surroundings: Surroundings, clock: Clock | None = None) -> None:
        self.page = page
        self.send: Callable[[list[str]], None] | None = None
        self._loop = asyncio.get_running_loop()
        self._clock: Clock = clock or self._loop
        self._effects = page.tree.effects
        self._leases = leases
        self._surroundings = surroundings
        self._turns = Turns(page)
        self._waiting = self._turns.waiting
        self._busy = False
        self._run_task: asyncio.Task[None] | None = None
        self._idle: list[asyncio.Future[None]] = []
        self._stays = 0
        self._rest: asyncio.TimerHandle | None = None
        self._context = contextvars.copy_context()
        self._effects.wake = self._wake
        self._wake()  # for what was asked for before

    def put(self, message: Message) -> None:
        """Queue a message. Raises `FrameError` and `Overflow` as `Turns.put` does."""
        if self._turns.put(message, busy=self._busy):
            self._start()

    def call(self, function: Call) -> None:
        """Run `function` on the page's thread in its turn, and send the frames that it returns."""
        self._waiting.append(function)
        self._start()

    def _wake(self) -> None:
        """From any thread: a component has asked for something."""
        with contextlib.suppress(RuntimeError):  # the loop is closed, and with it goes the page
            self._loop.call_soon_threadsafe(self._attend)

    def _attend(self) -> None:
        for turn in self._effects.take():
            self._turns.ask(turn)
        if self._waiting:
            self._start()
        elif not self._busy:
            self._effects.settle(self._clock, self._ring)

    def _ring(self, turn: Turn) -> None:
        self._turns.ask(turn)
        self._start()

    @property
    def is_busy(self) -> bool:
        """Whether something that was queued is not handled yet."""
        return self._busy

    async def idle(self) -> None:
        """Until everything that was queued has been handled."""
        while self._busy:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._idle.append(turn)
            await turn

    # A stay on a thread: callbacks instead of a task, for this is the way of every event.

    def _start(self) -> None:
        if not self._busy:
            self._busy = True
            self._leases.ask(self._granted)

    def _granted(self, lease: Lease) -> None:
        self._stays += 1
        lease.run(self._within(self._work), functools.partial(self._stayed, lease))

    def _within(self, function: Callable[[], T]) -> Callable[[], T]:
        """`function` in a copy of the page's context, on a thread that has been tidied."""
        context = self._context.copy()
        return lambda: context.run(self._surrounded, function)

    def _surrounded(self, function: Callable[[], T]) -> T:
        done: list[T] = []
        try:
            self._surroundings.tidy()
            self._surroundings.enter()
            done.append(function())
            self._surroundings.tidy()
        except Exception:
            if not done:
                raise
            logger.exception("The surroundings of a page raised after its work was done.")
        return done[0]

    def _work(self) -> Stay:
        """On a thread: handle what waits, up to an async handler, and gather the frames."""
        frames, running = self._turns.work(time.monotonic() + _SHOW_AFTER)
        return [*frames, *self._flushed()], running

    def _flushed(self) -> list[str]:
        # With no client, changes gather in the page, and go as one patch when it is back.
        return [] if self.send is None else self.page.flush()

    def _stayed(self, lease: Lease, stay: Stay | None, error: BaseException | None) -> None:
        self._leases.give_back(lease)
        frames, running = stay or (self._without_thread(error), None)
        self._deliver(frames)
        if running is None:
            self._next()
        else:
            self._run_task = asyncio.get_running_loop().create_task(self._run(running))

    def _without_thread(self, error: BaseException | None) -> list[str]:
        """The page could not be worked on: what waits first is given up, so that the rest gets its turn."""
        turn = self._waiting.popleft() if self._waiting else None
        logger.error("A page could not go on: %.200r is given up.", turn, exc_info=error)
        if isinstance(turn, EventMessage):
            self.page.turn_away(turn.n, error)
        elif isinstance(turn, Turn):
            self._effects.done(turn)
        return self._flushed()

    def _next(self) -> None:
        if self._effects.unsettled:
            self._effects.settle(self._clock, self._ring)
        if self._waiting:
            self._leases.ask(self._granted)
            return
        self._busy = False
        if self.page.is_restless and self._rest is None:
            self._rest_later()
        turns, self._idle = self._idle, []
        for turn in turns:
            if not turn.done():
                turn.set_result(None)

    def _rest_later(self) -> None:
        self._rest = asyncio.get_running_loop().call_later(REST_AFTER, self._let_rest, self._stays)

    def _let_rest(self, stays: int) -> None:
        """Some time ago the page had had so many stays."""
        self._rest = None
        if self._busy:
            return  # at its end the page is asked again
        if self._stays == stays:
            self.call(self.page.rest)
        else:
            self._rest_later()

    def _deliver(self, frames: list[str]) -> None:
        if frames and self.send is not None:
            self.send(frames)

    # An async handler runs on the loop.

    async def _run(self, running: Running) -> None:
        """Await an async handler. It holds no thread before its first use of the database."""
        late = LateLease(self._leases, self._surroundings.tidy)
        try:
            error = await self._outcome(running, late)
            lease = await late.lease()
            end = self._within(lambda: self._end(running, error))
            self._deliver(await asyncio.wrap_future(lease.submit(end)))
        except Exception as error:  # noqa: BLE001  the surroundings raised: what the handler did is not shown yet
            self.page.give_up(error)
            self._deliver(self._flushed())
        finally:
            await late.release()
            self._next()

    async def _outcome(self, running: Running, late: LateLease) -> BaseException | None:
        handler = asyncio.get_running_loop().create_task(self._awaited(running, late), context=self._context.copy())
        try:
            await asyncio.wait([handler])
        finally:
            handler.cancel()  # if it is we who are cancelled
        # A handler that cancels itself has raised, like any other.
        return asyncio.CancelledError() if handler.cancelled() else handler.exception()

    async def _awaited(self, running: Running, late: LateLease) -> None:
        # What asgiref looks for when the handler calls `sync_to_async`, as Django's async ORM does.
        thread = ThreadSensitiveContext()
        SyncToAsync.context_to_thread_executor[thread] = late
        SyncToAsync.thread_sensitive_context.set(thread)
        self._surroundings.enter()
        await running.awaitable

    def _end(self, running: Running, error: BaseException | None) -> list[str]:
        self.page.ended(running, error)
        return self._flushed()


def wait(awaitable: Awaitable[None]) -> None:
    """Run an awaitable to its end from the page's thread: for async lifecycle methods."""

    async def run() -> None:
        await awaitable

    async_to_sync(run)()
