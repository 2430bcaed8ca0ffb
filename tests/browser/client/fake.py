"""A page of the client with a fake server: the test is the server, frame by frame."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, Route, WebSocketRoute

import pycomponents

URL: Final = "http://localhost/"
PACKAGE: Final = Path(pycomponents.__path__[0])
STATIC: Final = PACKAGE / "static" / "pycomponents"
SOURCES: Final = PACKAGE / "client"

# A frame, as JSON has it.
Frame = list[Any]


class _Counter(HTMLParser):
    """Counts elements outside raw ranges."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0
        self._raw = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += not self._raw

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self._raw = data == "pc" or (self._raw and data != "/pc")


def count_elements(html: str) -> int:
    counter = _Counter()
    counter.feed(html)
    return counter.elements


class Socket:
    """One connection of the client, with the frames that it has sent."""

    def __init__(self, fake: "Fake", route: WebSocketRoute) -> None:
        self._fake = fake
        self._route = route
        self.frames: list[Frame] = []
        self.closed = False
        self._read = 0
        route.on_message(self._receive)
        route.on_close(self._on_close)

    def _receive(self, text: str | bytes) -> None:
        frame = json.loads(text)
        if frame == ["ping"]:
            self._fake.pings += 1
            if self._fake.answers_pings:
                self.send("pong")
        else:
            self.frames.append(frame)

    def _on_close(self, code: int | None, reason: str | None) -> None:
        self.closed = True

    def send(self, *frame: Any) -> None:
        self._route.send(json.dumps(frame))

    def send_text(self, text: str) -> None:
        self._route.send(text)

    def close(self, code: int = 1012) -> None:
        self.closed = True
        self._route.close(code=code)

    def next(self) -> Frame:
        """The next frame that the client sends; waits for it."""
        self._fake.wait(lambda: len(self.frames) > self._read)
        frame = self.frames[self._read]
        self._read += 1
        return frame

    def unread(self) -> list[Frame]:
        """What has come and was not read, after all that the page has done until now."""
        self._fake.page.evaluate("new Promise(done => setTimeout(done))")
        frames, self._read = self.frames[self._read :], len(self.frames)
        return frames


class Fake:
    """The server of one page. `open` shows HTML; then `socket` speaks with the client."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sockets: list[Socket] = []
        self.pings = 0
        self.answers_pings = True
        self.accepts = True
        self.documents = 0
        self.missing: set[str] = set()
        self.held: set[str] = set()  # files that do not come before `release`
        self._waiting: list[Route] = []
        self._document = ""
        self._headers: dict[str, str] = {}
        self.rev = 0  # of the newest patch
        page.context.route("**/*", self._serve)
        page.context.route_web_socket("**/*", self._connect)

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(URL).partition("?")[0]
        folder, _, name = path.partition("/")
        if path == "":
            self.documents += 1
            route.fulfill(body=self._document, content_type="text/html; charset=utf-8", headers=self._headers)
        elif name in self.held:
            self._waiting.append(route)
        elif folder in ("static", "client") and name not in self.missing:
            body = ((STATIC if folder == "static" else SOURCES) / name).read_bytes()
            route.fulfill(body=body, content_type="text/javascript")
        elif path in ("other", "blank"):
            route.fulfill(body="<!doctype html><p>Another page", content_type="text/html")
        elif path.endswith(".png"):
            route.fulfill(body=b"", content_type="image/png")
        else:
            route.fulfill(status=404)

    def release(self) -> None:
        """Let come what is held."""
        self.held.clear()
        waiting, self._waiting = self._waiting, []
        for route in waiting:
            self._serve(route)

    def _connect(self, route: WebSocketRoute) -> None:
        if self.accepts:
            self.sockets.append(Socket(self, route))
        else:
            route.close(code=1012)

    def show(
        self,
        html: str,
        *,
        specs: list[Any] | None = None,
        properties: list[Any] | None = None,
        elements: int | None = None,
        head: str = "",
        tail: str = "",
        csp: str | None = None,
    ) -> None:
        """Load a page whose root component has this HTML."""
        record = {
            "protocol": 2,
            "build": "b1",
            "socket": "/pycomponents/socket",
            "ticket": "t1",
            "specs": specs or [],
            "properties": properties or [],
            "elements": count_elements(html) if elements is None else elements,
            "parts": {"morph": "/static/morph.js", "listen": "/static/listen.js"},
        }
        self._headers = {} if csp is None else {"Content-Security-Policy": csp}
        self._document = (
            f"<!doctype html><title>A page</title><link rel=icon href=data:,>{head}<body>{html}{tail}"
            f'<script type="application/json" data-pc-page>{json.dumps(record)}</script>'
            '<script type="module" src="/static/pycomponents.js"></script>'
        )
        self.page.goto(URL)

    def join(self, **answer: Any) -> Socket:
        """The next connection, joined."""
        socket = self.connected()
        socket.next()
        socket.send("joined", {"protocol": 2, "build": "b1", "page": "p1", "rev": 0, "event": 0, **answer})
        self.rev = answer.get("rev", 0)
        self.wait_state("open")
        return socket

    def connected(self, number: int | None = None) -> Socket:
        """The newest connection (or the one of this number, from 1), once there is one that is open."""
        if number is not None:
            self.wait(lambda: len(self.sockets) >= number)
            return self.sockets[number - 1]
        self.wait(lambda: bool(self.sockets) and not self.sockets[-1].closed)
        return self.sockets[-1]

    def open(self, html: str, *, specs: list[Any] | None = None, **options: Any) -> Socket:
        self.show(html, specs=specs, **options)
        socket = self.join()
        if re.search(r'"(more|debounce|throttle|reset)"', json.dumps(specs)):
            self.wait_for_part()
        return socket

    def wait_for_part(self) -> None:
        """Wait until the client has what its rare listeners need."""
        self.page.evaluate("import('/static/listen.js').then(() => {})")

    def patch(self, socket: Socket, *entries: Any, event: int = 0) -> None:
        """Send a patch and wait until it is acknowledged."""
        self.rev += 1
        socket.send("patch", self.rev, event, list(entries))
        self.wait(lambda: any(frame[:2] == ["ack", self.rev] for frame in socket.frames))
        socket.frames[:] = [frame for frame in socket.frames if frame[:2] != ["ack", self.rev]]

    def wait(self, fact: Callable[[], bool]) -> None:
        """Wait until a fact on our side of the wire is true."""
        for _ in range(2000):
            if fact():
                return
            self.page.wait_for_timeout(2)  # Playwright brings the page's frames only while it is called
        raise AssertionError("The client did not do what was waited for.")

    def wait_state(self, state: str) -> None:
        # Asked in a way that no name in the document can stand in for.
        root = "Document.prototype.querySelector.call(document, ':root')"
        self.page.wait_for_function(f"state => {root}.dataset.pcState === state", arg=state)


def spec(digest: str = "d", **on: Any) -> dict[str, Any]:
    """A listener spec: `spec(click={})`."""
    return {"d": digest, "on": on}
