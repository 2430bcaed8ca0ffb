"""The project, served to real browsers by a thread of the test's own process."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import channels.db
import uvicorn
from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.test import override_settings

from pycomponents.testing import mounting
from pycomponents.web import adapters, joining
from pycomponents.web.asgi import routed
from pycomponents.web.consumer import Sockets
from pycomponents.web.tracing import trace_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Generator

    from django.http import HttpRequest, HttpResponse

    from pycomponents.runtime.page import Page
    from pycomponents.runtime.trace import Trace
    from pycomponents.testing.client.faults import Way
    from pycomponents.web.request import PageRequest

    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]

# Its `database_sync_to_async` ends connections by this name.
_channels: Final[Any] = channels.db
HOST: Final = "127.0.0.1"
# By it a request says that it asks for what a test has mounted, and for which.
MOUNTED: Final = "x-pycomponents-mounted"
_START_SECONDS: Final = 10.0
_STOP_SECONDS: Final = 10.0
# "Service restart": a client comes back after it.
_CUT: Final = 1012


@dataclass(frozen=True, slots=True)
class Mounting:
    """What a test has mounted: the address that shows it, and in which language and time zone."""

    url: str
    language: str | None
    time_zone: str | None


@dataclass(slots=True, eq=False)
class Wire:
    """A page's connection, as the server sees it. up, down: the frames of the newest socket that have come and gone.

    frames: all of them, with those of the sockets before it. page: the server's half of the page.
    """

    page: Page
    up: int
    down: int
    frames: list[tuple[Way, str]]
    close: Callable[[], Awaitable[None]]
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    is_forgotten: bool = False


class Site:
    """A server on a port of its own, from the first test that wants it to the end of the session.

    wires: of its pages, by their secrets.
    """

    def __init__(self) -> None:
        self.wires: dict[str, Wire] = {}
        self._mounted: dict[int, Mounting] = {}
        self._http: Any = None
        self._sockets = Sockets()
        self._application = routed(self._sockets)
        self._bound = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self._bound.getsockname()[1]}"
        self._server = _Server(
            uvicorn.Config(
                self._serve,
                interface="asgi3",
                lifespan="off",
                ws="websockets-sansio",
                log_config=None,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=1,
            )
        )
        self._thread = threading.Thread(target=self._server.run, args=([self._bound],), name="ui-site", daemon=True)
        self._thread.start()
        if not self._server.has_started.wait(_START_SECONDS):
            raise RuntimeError("The server of the test's pages does not start.")

    def close(self) -> None:
        """The session is over."""
        self._server.should_exit = True
        self._thread.join(_STOP_SECONDS)

    @contextmanager
    def serving(self) -> Generator[None]:
        """While a test runs: the project as its settings are now, and what tests want of it besides."""
        with ExitStack() as changes:
            given = {**getattr(settings, "PYCOMPONENTS", {}), "COLLECTOR": False, "TRACE": True}
            changes.enter_context(
                override_settings(
                    ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, HOST],
                    MIDDLEWARE=[*settings.MIDDLEWARE, f"{__name__}.mounted_pages"],
                    PYCOMPONENTS=given,
                )
            )
            changes.enter_context(_connections_closed_after_use())
            changes.enter_context(_traces_kept())
            # Anew, since it reads the middleware once.
            self._http = ASGIStaticFilesHandler(ASGIHandler())
            _serving.append(self)
            changes.callback(_serving.remove, self)
            yield
            self._mounted.clear()

    # What is served.

    async def _serve(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self._connect(scope, receive, send)

    def mount(self, number: int, mounting: Mounting) -> None:
        """From now on its address shows what is held under this number, to who asks for it."""
        self._mounted[number] = mounting

    def mounted(self, request: HttpRequest) -> HttpResponse | None:
        """What a request has asked for, if that is something mounted."""
        number = int(request.headers.get(MOUNTED, 0))
        mount = self._mounted.get(number)
        if mount is None or request.get_full_path() != mount.url:
            return None
        return mounting.respond(number, request, mount.language, mount.time_zone)

    async def _connect(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """One socket: what goes over it is noted."""
        early: list[str] = []
        wire: Wire | None = None

        async def hear() -> dict[str, Any]:
            event = await receive()
            text = event.get("text")
            if text is not None and wire is None:
                early.append(text)
            elif text is not None and wire is not None:
                wire.up += 1
                wire.frames.append(("up", text))
            return event

        async def say(event: dict[str, Any]) -> None:
            nonlocal wire
            text: str | None = event.get("text")
            if text is not None and wire is None and text.startswith('["joined"'):
                wire = self._joined(text, early, send)
            if text is not None and wire is not None:
                wire.down += 1
                wire.frames.append(("down", text))
            await send(event)

        try:
            await self._application(scope, hear, say)
        finally:
            if wire is not None:
                if wire.is_forgotten:
                    self._sockets.forget(wire.page.secret)
                wire.ended.set()

    def _joined(self, text: str, early: list[str], send: Send) -> Wire:
        secret: str = json.loads(text)[1]["page"]
        mailbox = self._sockets.open[secret].mailbox
        assert mailbox is not None
        before = self.wires.get(secret)
        frames: list[tuple[Way, str]] = [] if before is None else before.frames
        frames.extend(("up", one) for one in early)

        async def close() -> None:
            await send({"type": "websocket.close", "code": _CUT})

        wire = self.wires[secret] = Wire(mailbox.page, len(early), 0, frames, close)
        return wire

    # What a test asks of it, from its own thread.

    def quiet(self, seconds: float) -> dict[str, tuple[int, int]] | None:
        """Let the server do what is to be done now. Gives how many frames have come and gone on each connection;
        `None` where there is more to be done. Raises `TimeoutError`.
        """
        return self._ask(self._quiet(), seconds)

    async def _quiet(self) -> dict[str, tuple[int, int]] | None:
        for connection in [*self._sockets.open.values()]:
            if connection.mailbox is not None:
                await connection.mailbox.idle()
        for connection in self._sockets.open.values():
            if connection.is_sending or connection.mailbox is None or connection.mailbox.is_busy:
                return None
        return {secret: (wire.up, wire.down) for secret, wire in self.wires.items() if not wire.ended.is_set()}

    def cut(self, secret: str, *, forget: bool = False) -> None:
        """End the connection of a page. forget: the server's half of it, too."""
        self._ask(self._cut([secret], forget=forget), _STOP_SECONDS)

    def forget_all(self) -> None:
        """No page is open any more, and none comes back."""
        self._ask(self._cut([*self.wires], forget=True), _STOP_SECONDS)
        self.wires.clear()

    async def _cut(self, secrets: list[str], *, forget: bool) -> None:
        wires = [self.wires[secret] for secret in secrets]
        for wire in wires:
            wire.is_forgotten = forget
            if wire.ended.is_set():
                if forget:
                    self._sockets.forget(wire.page.secret)
            else:
                await wire.close()
        for wire in wires:
            await wire.ended.wait()

    def _ask(self, question: Coroutine[Any, Any, _T], seconds: float) -> _T:
        asked = asyncio.run_coroutine_threadsafe(question, self._server.loop)
        try:
            return asked.result(seconds)
        except TimeoutError:
            asked.cancel()
            raise


if TYPE_CHECKING:
    from typing import TypeVar

    _T = TypeVar("_T")

_serving: Final[list[Site]] = []


def mounted_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the innermost: what a test has mounted is shown at its address, behind all that the project has."""

    def answer(request: HttpRequest) -> HttpResponse:
        shown = next(filter(None, (site.mounted(request) for site in _serving)), None)
        return get_response(request) if shown is None else shown

    return answer


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.has_started = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.loop = asyncio.get_running_loop()
        self.has_started.set()


@contextmanager
def _connections_closed_after_use() -> Generator[None]:
    """No thread of the server keeps a connection to the database, so that the test's own can be emptied after it."""
    before = {alias: connections.settings[alias].get("CONN_MAX_AGE", 0) for alias in connections}
    ours, theirs = adapters.tidy_connections, _channels.close_old_connections
    adapters.tidy_connections = _channels.close_old_connections = _close
    for alias in before:
        connections.settings[alias]["CONN_MAX_AGE"] = 0
    try:
        yield
    finally:
        adapters.tidy_connections, _channels.close_old_connections = ours, theirs
        for alias, age in before.items():
            connections.settings[alias]["CONN_MAX_AGE"] = age


def _close(**_: object) -> None:
    """As Django does, but for databases in memory: these stay open whatever one says, and a test that has no leave to
    use them must not be told of it.
    """
    for connection in connections.all(initialized_only=True):
        in_memory = getattr(connection, "is_in_memory_db", None)
        if in_memory is None or not in_memory():
            connection.close_if_unusable_or_obsolete()


@contextmanager
def _traces_kept() -> Generator[None]:
    """Each page keeps the records of what happens on it."""

    def kept(request: PageRequest) -> Trace | None:
        return trace_for(request, keeps=True)

    module: Any = joining
    module.trace_for = kept
    try:
        yield
    finally:
        module.trace_for = trace_for
