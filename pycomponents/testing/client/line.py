"""The server's half of one page, in process: no socket, no thread, no loop. What a handler does is done in the thread
that calls, so that it sees what a test has written in its transaction.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import functools
import math
from collections import deque
from typing import TYPE_CHECKING, Any, Final, TypeVar

import channels.db
from asgiref.sync import async_to_sync
from django.conf import settings

from pycomponents.errors import FrameError, TicketError, message
from pycomponents.runtime.mailbox import REST_AFTER
from pycomponents.runtime.messages import (
    LARGEST_FRAME,
    LARGEST_JOIN,
    PROTOCOL,
    Close,
    ErrorFrame,
    Join,
    Ping,
    Pong,
    Reload,
    decode,
    encode,
)
from pycomponents.runtime.pages import DROPPED_SECONDS
from pycomponents.runtime.turns import Overflow, Turns
from pycomponents.testing.clock import VirtualClock
from pycomponents.testing.errors import TestingError
from pycomponents.web import adapters
from pycomponents.web.consumer import Closed
from pycomponents.web.joining import Joining, joined, may_resume, resumed
from pycomponents.web.tracing import trace_for

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from pycomponents.runtime.effects import Turn
    from pycomponents.runtime.messages import JoinRequest, Resume
    from pycomponents.runtime.page import Page, Running
    from pycomponents.testing.clock import Alarm
    from pycomponents.web.adapters import PageSurroundings
    from pycomponents.web.request import PageRequest

T = TypeVar("T")

_BAD_FRAMES_IN_TEN_SECONDS: Final = 3
# Its `database_sync_to_async` ends connections by this name.
_channels: Final[Any] = channels.db


class Line:
    """What a worker has of one page: the page, its queue, and the socket's manners.

    scope: as Channels gives it for a WebSocket: headers, and what its middleware adds, user and session.
    page: there is one from the first join on; its trace keeps a record of each event.
    clock: rings the page's timers. Several lines of one clock settle together.
    came: told when there are frames that nobody has asked for: of a timer, or of another page.
    """

    def __init__(self, scope: dict[str, Any], clock: VirtualClock | None = None) -> None:
        self.scope = scope
        self.clock = clock or VirtualClock()
        self.came: Callable[[], None] = lambda: None
        self.page: Page | None = None
        self.is_open = False
        self._turns: Turns | None = None
        self._surroundings: PageSurroundings | None = None
        self._context = contextvars.copy_context()
        self._outgoing: list[str] = []
        self._busy = False
        self._woken = False
        self._bad: deque[float] = deque(maxlen=_BAD_FRAMES_IN_TEN_SECONDS)
        self._leaving: Alarm | None = None
        self._resting: Alarm | None = None

    # What the client sends. Each gives the frames that answer it, and raises `Closed` where a server would hang up.

    def join(self, text: str) -> list[str]:
        """The first frame of a connection."""
        self._bad.clear()
        self._leave_open()
        request = self._join_request(text)
        try:
            joining = Joining(request.tickets, self.scope)
            if request.resume is None or not self._resumes(request.resume, joining.request):
                if request.resume is not None and settings.DEBUG:
                    self._outgoing.append(encode(Reload()))
                    raise Closed
                self._join_anew(joining, fresh=request.fresh)
        except TicketError as error:
            raise Closed(Close.NO_TICKET) from error
        return self.take()

    def send(self, text: str) -> list[str]:
        """Any later frame."""
        self.put(text)
        self._work()
        return self.take()

    def put(self, text: str) -> None:
        """Queue a frame, as a server does that is busy: its turn comes with the next `send` or `settle`."""
        if self._turns is None or not self.is_open:
            return
        _measure(text, LARGEST_FRAME)
        try:
            trace = self._here().trace
            told = decode(text) if trace is None else trace.decode(text)
            if isinstance(told, Ping):
                self._outgoing.append(encode(Pong()))
            elif isinstance(told, Join):
                raise FrameError("a second join")
            else:
                self._turns.put(told, busy=self._busy)
        except FrameError:
            self._complain()
        except Overflow:
            raise Closed(Close.TOO_MANY) from None

    def settle(self) -> list[str]:
        """Let timers that are due and pushes have their turns, until nothing waits. Gives what that brought."""
        self._work()
        self.clock.settle()
        return self.take()

    def take(self) -> list[str]:
        """The frames that have come and were not taken yet."""
        frames, self._outgoing = self._outgoing, []
        return frames

    # The connection goes, the page goes.

    def leave(self) -> None:
        """The connection is gone. The page waits a minute for its client."""
        if not self.is_open:
            return
        self.is_open = False
        page = self._here()
        self._outgoing.clear()
        self._call(page.tree.disconnect)
        self._leaving = self.clock.call_later(DROPPED_SECONDS, self.forget)

    def forget(self) -> None:
        """The page is lost, as when its worker has ended: who comes back is given another."""
        page = self.page
        if page is None:
            return
        self._leave_open()
        self.is_open = False
        self._call(page.tree.unmount_all)
        if page.trace is not None:
            page.trace.end()
        self.page = self._turns = self._surroundings = None
        self._outgoing.clear()

    def _leave_open(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    # Joining.

    def _join_request(self, text: str) -> JoinRequest:
        _measure(text, LARGEST_JOIN)
        try:
            asked = decode(text)
        except FrameError:
            asked = None
        if not isinstance(asked, Join):
            self._outgoing.append(encode(ErrorFrame("bad_frame")))
            raise Closed(Close.BAD_FRAMES)
        if asked.request.protocol != PROTOCOL:
            raise Closed(Close.OTHER_PROTOCOL)
        return asked.request

    def _resumes(self, resume: Resume, request: PageRequest) -> bool:
        page = self.page
        if page is None or page.secret != resume.page:
            return False
        if self.is_open:
            self.leave()  # its newer connection takes it
            self._leave_open()
        if not may_resume(page, resume.rev, request):
            self.forget()
            return False
        page.tree.request = request
        self._go_on(functools.partial(resumed, page, resume))
        return True

    def _join_anew(self, joining: Joining, *, fresh: bool) -> None:
        self.forget()
        if not joining.is_whole:
            with _kept_connections():
                joining.build()
        page, with_html = joining.page(fresh=fresh)
        page.trace = trace_for(joining.request, keeps=True)
        self.page = page
        self._turns = Turns(page)
        self._surroundings = joining.surroundings
        self._context = contextvars.copy_context()
        page.tree.effects.wake = self._wake
        self._wake()  # for what was asked for before
        self._go_on(functools.partial(joined, page, with_html))

    def _go_on(self, answer: Callable[[], list[str]]) -> None:
        def attached() -> list[str]:
            self.is_open = True
            return answer()

        self._call(attached)

    # The page's turns.

    def _here(self) -> Page:
        assert self.page is not None
        return self.page

    def _call(self, function: Callable[[], list[str] | None]) -> None:
        assert self._turns is not None
        self._turns.waiting.append(lambda: function() or [])
        self._work()

    def _wake(self) -> None:
        """From any thread: a component has asked for something."""
        if not self._woken:
            self._woken = True
            self.clock.call_soon(self._attend)

    def _attend(self) -> None:
        self._woken = False
        if self._turns is None:
            return
        for turn in self._here().tree.effects.take():
            self._turns.ask(turn)
        self._work()
        self._tell()

    def _ring(self, turn: Turn) -> None:
        assert self._turns is not None
        self._turns.ask(turn)
        self._work()
        self._tell()

    def _tell(self) -> None:
        if self._outgoing:
            self.came()

    def _work(self) -> None:
        """Until nothing waits. What comes while somebody is at work waits for him."""
        if self._busy or self._turns is None:
            return
        has_turns = self._has_turns()
        self._busy = True
        try:
            while self._has_turns():
                running = self.within(self._turn)
                if running is not None:
                    self.within(functools.partial(self._end, running, self._outcome(running)))
            if self.page is not None and self.page.tree.effects.unsettled:
                self.page.tree.effects.settle(self.clock, self._ring)
        finally:
            self._busy = False
        if has_turns and self.page is not None and self.page.is_restless:
            self._rest_later(self.page)

    def _rest_later(self, page: Page) -> None:
        """Where nothing happens for a while, the page makes itself small."""

        def rest() -> None:
            if self.page is page:
                self._call(page.rest)

        if self._resting is not None:
            self._resting.cancel()
        self._resting = self.clock.call_later(REST_AFTER, rest)

    def _has_turns(self) -> bool:
        return self._turns is not None and bool(self._turns.waiting)

    def _turn(self) -> Running | None:
        assert self._turns is not None
        frames, running = self._turns.work(math.inf)
        self._outgoing += frames
        self._flush()
        return running

    def _end(self, running: Running, error: BaseException | None) -> None:
        self._here().ended(running, error)
        self._flush()

    def _flush(self) -> None:
        if self.is_open:
            self._outgoing += self._here().flush()

    def _complain(self) -> None:
        """Answer a frame that makes no sense; the third in ten seconds closes."""
        now = self.clock.time()
        self._bad.append(now)
        if len(self._bad) == self._bad.maxlen and now - self._bad[0] < 10:
            raise Closed(Close.BAD_FRAMES)
        self._outgoing.append(encode(ErrorFrame("bad_frame")))

    # What is around them.

    def within(self, function: Callable[[], T]) -> T:
        """What `function` gives, called with what is around the page: its language, its time zone, no loop."""
        return self._context.copy().run(self._surrounded, function)

    def _surrounded(self, function: Callable[[], T]) -> T:
        assert self._surroundings is not None
        with _kept_connections():
            self._surroundings.enter()
            return function()

    def _outcome(self, running: Running) -> BaseException | None:
        """Run an async method to its end."""
        _refuse_loop()

        async def wait() -> None:
            await running.awaitable

        try:
            self.within(async_to_sync(wait))
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001  a handler's own, like any other
            return error
        return None


def _refuse_loop() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise TestingError(
        message(
            "an async method cannot run here, since an event loop is running in this thread already.",
            where="Line",
            cure="Write the test as a plain function, or let what settles the page run in a thread: "
            "await sync_to_async(client.settle)().",
        )
    )


def _measure(text: str, largest: int) -> None:
    if len(text) > largest // 4 and len(text.encode("utf-8", "surrogatepass")) > largest:
        raise Closed(Close.TOO_LARGE)


@contextlib.contextmanager
def _kept_connections() -> Generator[None]:
    """Nothing that runs meanwhile ends a connection to the database: the test's transaction is open on it."""
    ours, theirs = adapters.tidy_connections, _channels.close_old_connections
    adapters.tidy_connections = _channels.close_old_connections = _keep
    try:
        yield
    finally:
        adapters.tidy_connections, _channels.close_old_connections = ours, theirs


def _keep(**_: object) -> None:
    """Let connections be."""
