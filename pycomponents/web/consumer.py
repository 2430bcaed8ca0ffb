"""The socket: frames ↔ messages ↔ pages. A plain ASGI application, with no rules of its own about pages."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import logging
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from pycomponents.errors import FrameError, TicketError
from pycomponents.runtime.leases import Leases
from pycomponents.runtime.mailbox import Mailbox
from pycomponents.runtime.messages import (
    LARGEST_FRAME,
    LARGEST_JOIN,
    PROTOCOL,
    Ack,
    Close,
    ErrorFrame,
    Join,
    Ping,
    Pong,
    Reload,
    decode,
    encode,
)
from pycomponents.runtime.pages import DROPPED_SECONDS, Shelf
from pycomponents.runtime.turns import Overflow
from pycomponents.web import access
from pycomponents.web.collector import Collector
from pycomponents.web.conf import conf
from pycomponents.web.joining import Joining, joined, may_resume, resumed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pycomponents.runtime.messages import JoinRequest, Resume
    from pycomponents.web.request import PageRequest

    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]

logger = logging.getLogger("pycomponents")

JOIN_SECONDS: Final = 10.0
# A client pings every 20 seconds; one that says nothing for so long is gone.
SILENT_SECONDS: Final = 60.0
UNACKNOWLEDGED_SECONDS: Final = 30.0
WATCH_SECONDS: Final = 15.0
_BAD_FRAMES_IN_TEN_SECONDS: Final = 3
_MOST_DROPPED: Final = 10_000
_MOST_OUTGOING: Final = 256


class Closed(Exception):
    """The connection is over. `code` is sent if it is we who close it."""

    def __init__(self, code: Close | None = None) -> None:
        self.code = code


class Sockets:
    """The sockets of one worker, the pages behind them, and the pages whose socket has dropped."""

    def __init__(self) -> None:
        self.open: dict[str, Connection] = {}
        self.dropped: Shelf[Mailbox] = Shelf(DROPPED_SECONDS, _MOST_DROPPED, _leave)
        self.collector = Collector()
        self._leases: Leases | None = None

    @property
    def leases(self) -> Leases:
        if self._leases is None:
            self._leases = Leases(conf().THREADS)
        return self._leases

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if not access.is_allowed(scope):
            await send({"type": "websocket.close"})  # before accepting: a 403
            return
        await Connection(self, scope, receive, send).run()

    def drop(self, mailbox: Mailbox) -> None:
        """Its socket is gone: keep the page for a while."""
        self.dropped.put(mailbox.page.secret, mailbox)
        asyncio.get_running_loop().call_later(DROPPED_SECONDS + 1, self.dropped.sweep)

    def forget(self, secret: str) -> None:
        """Nobody comes back for this page."""
        mailbox = self.dropped.take(secret)
        if mailbox is not None:
            _leave(mailbox)


def _leave(mailbox: Mailbox) -> None:
    def unmount() -> list[str]:
        mailbox.page.tree.unmount_all()
        if mailbox.page.trace is not None:
            mailbox.page.trace.end()
        return []

    mailbox.call(unmount)


class Connection:
    """One socket, and the page that it shows once it has joined."""

    def __init__(self, sockets: Sockets, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        self._sockets = sockets
        self._scope = scope
        self._receive = receive
        self._send = send
        self._mailbox: Mailbox | None = None
        self._bad: deque[float] = deque(maxlen=_BAD_FRAMES_IN_TEN_SECONDS)
        self._heard = time.monotonic()
        self._owes_since: float | None = None  # when it was first seen to acknowledge nothing of what it should
        self._watch: asyncio.TimerHandle | None = None
        # Frames on their way out, and who takes them: frames come from callbacks, and sending must be awaited.
        self._outgoing: deque[str] = deque()
        self._sender: asyncio.Task[None] | None = None
        self._more: asyncio.Future[None] | None = None  # the sender waits for it
        self._all_out: asyncio.Future[None] | None = None  # the reader waits for it
        self._closing: asyncio.Task[None] | None = None

    @property
    def mailbox(self) -> Mailbox | None:
        """Of the page that it shows, once it has joined."""
        return self._mailbox

    @property
    def is_sending(self) -> bool:
        """Whether there are frames that are not on their way yet."""
        return bool(self._outgoing)

    async def run(self) -> None:
        await self._receive()  # websocket.connect
        await self._send({"type": "websocket.accept"})
        self._sender = asyncio.get_running_loop().create_task(self._send_all())
        try:
            await self._join()
            self._watch_over()
            while True:
                self._take(await self._frame())
                if len(self._outgoing) > _MOST_OUTGOING:
                    # Who does not read what we answer is not read either.
                    self._all_out = asyncio.get_running_loop().create_future()
                    await self._all_out
        except Closed as closed:
            if closed.code is not None:
                await self._close(closed.code)
        finally:
            self._part()

    async def _frame(self, largest: int = LARGEST_FRAME) -> str:
        """The next frame. Raises `Closed` at the end of the connection and for a frame that is too large."""
        event = await self._receive()
        if event["type"] == "websocket.disconnect":
            raise Closed
        self._heard = time.monotonic()
        text: str | None = event.get("text")
        if text is None:
            return ""  # binary: no message
        # A character is at most four bytes: only a long text must be measured.
        if len(text) > largest // 4 and len(text.encode("utf-8", "surrogatepass")) > largest:
            raise Closed(Close.TOO_LARGE)
        return text

    def _complain(self, error: FrameError) -> None:
        """Answer a frame that makes no sense; the third in ten seconds closes."""
        logger.warning("A frame makes no sense: %.200s", error)
        now = time.monotonic()
        self._bad.append(now)
        if len(self._bad) == self._bad.maxlen and now - self._bad[0] < 10:
            raise Closed(Close.BAD_FRAMES)
        self._send_frames([encode(ErrorFrame("bad_frame"))])

    def _take(self, text: str) -> None:
        mailbox = self._mailbox
        if mailbox is None:
            return  # a newer socket has the page: what this one still says is not heard
        try:
            trace = mailbox.page.trace
            message = decode(text) if trace is None else trace.decode(text)
            if isinstance(message, Ping):
                self._send_frames([encode(Pong())])
            elif isinstance(message, Join):
                raise FrameError("a second join")
            else:
                if isinstance(message, Ack):
                    self._owes_since = None
                mailbox.put(message)
        except FrameError as error:
            self._complain(error)
        except Overflow:
            raise Closed(Close.TOO_MANY) from None

    # Joining.

    async def _join(self) -> None:
        try:
            async with asyncio.timeout(JOIN_SECONDS):
                message = decode(await self._frame(LARGEST_JOIN))
        except TimeoutError:
            raise Closed(Close.NO_TICKET) from None
        except FrameError as error:
            self._complain(error)
            raise Closed(Close.BAD_FRAMES) from None
        if not isinstance(message, Join):
            raise Closed(Close.BAD_FRAMES)
        if message.request.protocol != PROTOCOL:
            raise Closed(Close.OTHER_PROTOCOL)
        try:
            await self._attach(message.request)
        except TicketError as error:
            logger.info("A join was refused: %.200s", error)
            raise Closed(Close.NO_TICKET) from error

    async def _attach(self, asked: JoinRequest) -> None:
        joining = Joining(asked.tickets, self._scope)
        if asked.resume is not None and self._resume(asked.resume, joining.request):
            return
        if asked.resume is not None and settings.DEBUG:
            await self._send_text(encode(Reload()))  # the server has started again: the code has changed
            raise Closed
        await self._join_anew(joining, fresh=asked.fresh)

    def _resume(self, resume: Resume, request: PageRequest) -> bool:
        """Attach to the page that this client had, if it is still there and this client may have it."""
        other = self._sockets.open.get(resume.page)
        if other is not None:
            other.replace()
        mailbox = self._sockets.dropped.take(resume.page)
        if mailbox is None:
            return False
        page = mailbox.page
        if not may_resume(page, resume.rev, request):
            _leave(mailbox)
            return False
        page.tree.request = request
        self._go_on(mailbox, functools.partial(resumed, page, resume))
        return True

    async def _join_anew(self, joining: Joining, *, fresh: bool) -> None:
        if not joining.is_whole:
            await self._on_thread(joining.build)
        page, with_html = joining.page(fresh=fresh)
        mailbox = Mailbox(page, self._sockets.leases, joining.surroundings)
        self._go_on(mailbox, functools.partial(joined, page, with_html))

    async def _on_thread(self, work: Callable[[], None]) -> None:
        lease = await self._sockets.leases.take()
        try:
            await asyncio.wrap_future(lease.submit(contextvars.copy_context().run, work))
        finally:
            self._sockets.leases.give_back(lease)

    def _go_on(self, mailbox: Mailbox, answer: Callable[[], list[str]]) -> None:
        self._mailbox = mailbox
        self._sockets.open[mailbox.page.secret] = self

        def attached() -> list[str]:
            # In its turn: what a handler that still runs has to show comes with the answer, not ahead of it.
            if self._mailbox is mailbox:
                mailbox.send = self._send_frames
            return answer()

        mailbox.call(attached)

    # Sending, watching, parting.

    def _send_frames(self, frames: list[str]) -> None:
        self._outgoing.extend(frames)
        more, self._more = self._more, None
        if more is not None and not more.done():
            more.set_result(None)

    async def _send_all(self) -> None:
        while True:
            while self._outgoing:
                await self._send_text(self._outgoing.popleft())
            self._sockets.collector.answered()
            self._let_read()
            self._more = asyncio.get_running_loop().create_future()
            await self._more

    def _let_read(self) -> None:
        if self._all_out is not None and not self._all_out.done():
            self._all_out.set_result(None)

    async def _send_text(self, text: str) -> None:
        try:
            await self._send({"type": "websocket.send", "text": text})
        except Exception:
            logger.debug("A frame could not be sent.", exc_info=True)

    def _watch_over(self) -> None:
        now = time.monotonic()
        assert self._mailbox is not None
        if not self._mailbox.page.waits_for_acknowledgement:
            self._owes_since = None
        elif self._owes_since is None:
            self._owes_since = now
        if now - self._heard > SILENT_SECONDS or now - (self._owes_since or now) > UNACKNOWLEDGED_SECONDS:
            self._close_soon(Close.TOO_SLOW)
        self._watch = asyncio.get_running_loop().call_later(WATCH_SECONDS, self._watch_over)

    def _close_soon(self, code: Close) -> None:
        self._closing = asyncio.get_running_loop().create_task(self._close(code))

    async def _close(self, code: Close) -> None:
        try:
            await self._send({"type": "websocket.close", "code": int(code)})
        except Exception:
            logger.debug("A socket had gone before it was closed.", exc_info=True)

    def replace(self) -> None:
        """A newer socket takes this one's page."""
        self._part()
        self._close_soon(Close.REPLACED)

    def _part(self) -> None:
        """Leave the page to whoever comes back for it."""
        for task in (self._watch, self._sender):
            if task is not None:
                task.cancel()
        self._let_read()  # nothing more goes out, and nobody is to wait for it
        mailbox, self._mailbox = self._mailbox, None
        if mailbox is None:
            return
        del self._sockets.open[mailbox.page.secret]
        mailbox.send = None

        def disconnect() -> list[str]:
            mailbox.page.tree.disconnect()
            return []

        mailbox.call(disconnect)
        self._sockets.drop(mailbox)
