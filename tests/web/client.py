"""A client that speaks the protocol frame by frame, and as rudely as a test wants."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from tests.server import Server

# Within it comes what is sure to come.
SOON = 10.0

Frame: TypeAlias = list[Any]


def records_in(text: str) -> list[dict[str, Any]]:
    """The records in a document, of the page and of its roots."""
    found = re.findall(r"<script[^>]* data-pc-page[^>]*>(.*?)</script>", text, re.DOTALL)
    assert found, text
    return [json.loads(one) for one in found]


def record_in(text: str) -> dict[str, Any]:
    """The only record in a document."""
    [record] = records_in(text)
    return record


@dataclass(frozen=True)
class Answer:
    """What HTTP gave: `record` is the page record in it."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def record(self) -> dict[str, Any]:
        """The record of the page; where it has one root, also that root's."""
        [record] = (record for record in records_in(self.text) if "socket" in record)
        return record

    @property
    def ticket(self) -> str:
        return str(self.record["ticket"])

    @property
    def roots(self) -> list[dict[str, Any]]:
        """The records of the roots, in order."""
        return [record for record in records_in(self.text) if "ticket" in record]

    @property
    def tickets(self) -> list[str]:
        return [str(record["ticket"]) for record in self.roots]

    @property
    def cookie(self) -> str:
        """The cookies that it sets, as a later request sends them."""
        return "; ".join(line.split(";", 1)[0] for line in self.headers.get_all("Set-Cookie", []))


def fetch(
    server: Server, path: str, *, method: str = "GET", cookie: str = "", headers: Mapping[str, str] | None = None
) -> Answer:
    """One HTTP request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SOON)
    try:
        cookies = {"Cookie": cookie} if cookie else {}
        connection.request(method, path, headers={**cookies, **(headers or {})})
        response = connection.getresponse()
        return Answer(response.status, response.msg, response.read().decode())
    finally:
        connection.close()


def facts(server: Server) -> dict[str, Any]:
    """What has happened in the server since it was last asked."""
    told: dict[str, Any] = json.loads(fetch(server, "/facts/").text)
    return told


def log_in(server: Server, name: str) -> str:
    """The cookie of a user who has just logged in."""
    return fetch(server, f"/login/{name}/").cookie


class Gone(Exception):
    """The server has closed the socket, with `code`; 1006 if it just went."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


@dataclass
class Socket:
    """One socket, and what a client must remember of its page."""

    raw: ClientConnection
    n: int = 0
    rev: int = 0
    specs: int = 0
    secret: str = ""
    acknowledges: bool = True
    seen: list[Frame] = field(default_factory=list[Frame])

    async def send(self, frame: object) -> None:
        """Send a frame: a text or bytes as they are, anything else as JSON."""
        try:
            await self.raw.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))
        except ConnectionClosed:
            raise Gone(self.raw.close_code or 1006) from None

    async def frame(self) -> Frame:
        """The next frame; what must be acknowledged is, at once. Raises `Gone`."""
        try:
            async with asyncio.timeout(SOON):
                frame: Frame = json.loads(await self.raw.recv())
        except ConnectionClosed:
            raise Gone(self.raw.close_code or 1006) from None
        self.seen.append(frame)
        if frame[0] in ("patch", "html"):
            self.rev = frame[1]
            if self.acknowledges:
                await self.send(["ack", self.rev])
        elif frame[0] == "specs":
            self.specs = frame[1] + len(frame[2])
        return frame

    async def until(self, kind: str) -> Frame:
        """The next frame of this kind; those before it are among `seen`."""
        while (frame := await self.frame())[0] != kind:
            pass
        return frame

    async def join(self, page: Answer | str, *, fresh: bool = True, resume: Mapping[str, object] | None = None) -> Any:
        """Join by a page or by a ticket alone, and give the answer."""
        tickets = [page] if isinstance(page, str) else page.tickets
        roots = [] if isinstance(page, str) else page.roots
        self.specs = max(
            (index + 1 + len(roots) * (len(root["specs"]) - 1) for index, root in enumerate(roots) if root["specs"]),
            default=0,
        )
        asked = {"protocol": 2, "build": "test", "tickets": tickets, "fresh": fresh}
        await self.send(["join", asked if resume is None else {**asked, "resume": dict(resume)}])
        kind, answer = await self.frame()
        assert kind == "joined"
        self.secret, self.rev, self.n = answer["page"], answer["rev"], answer["event"]
        return answer

    def message(self, address: Sequence[object], event_type: str = "click", *more: object) -> Frame:
        """The next event, numbered but not sent."""
        self.n += 1
        return ["event", self.n, self.rev, [*address], event_type, *more]

    async def event(self, address: Sequence[object], event_type: str = "click", *more: object) -> Frame:
        """Send the next event, and give the frame that answers it."""
        await self.send(self.message(address, event_type, *more))
        return await self.answer(self.n)

    async def answer(self, n: int) -> Frame:
        """The frame that says how event `n` ended."""
        while True:
            match frame := await self.frame():
                case ["patch", _, int(handled), *_] if handled >= n:
                    return frame
                case ["ack", int(handled)] if handled >= n:
                    return frame
                case ["refused", int(handled), *_] if handled == n:
                    return frame
                case ["error", *_]:
                    return frame
                case _:
                    pass

    def resumption(self, *, rev: int | None = None) -> dict[str, object]:
        """What a client says when it comes back."""
        return {"page": self.secret, "rev": self.rev if rev is None else rev, "event": self.n, "specs": self.specs}

    async def closed(self) -> int:
        """The code with which the server closes; frames before it are among `seen`."""
        try:
            while True:
                await self.frame()
        except Gone as gone:
            return gone.code

    async def pong(self) -> None:
        """Until the server has answered a ping: it is there, and has read all that was sent."""
        await self.send(["ping"])
        await self.until("pong")

    def cut(self) -> None:
        """Lose the connection as a dead network does, with no word."""
        self.raw.transport.abort()


@asynccontextmanager
async def connected(
    server: Server,
    *,
    cookie: str = "",
    origin: str | None = "",
    headers: Mapping[str, str] | None = None,
    path: str = "/pycomponents/socket",
) -> AsyncGenerator[Socket]:
    """A socket that has not joined. origin: the server's own where it is not given; `None` for none."""
    cookies = {"Cookie": cookie} if cookie else {}
    async with connect(
        f"ws://127.0.0.1:{server.port}{path}",
        origin=None if origin is None else Origin(origin or server.url),
        additional_headers={**cookies, **(headers or {})},
        compression=None,
        max_size=None,
        ping_interval=None,
        close_timeout=1,
        proxy=None,
    ) as raw:
        yield Socket(raw)


@asynccontextmanager
async def joined(server: Server, path: str, *, cookie: str = "") -> AsyncGenerator[Socket]:
    """A page, loaded and joined."""
    page = fetch(server, path, cookie=cookie)
    assert page.status == 200, page.text
    async with connected(server, cookie=cookie, path=str(page.record["socket"])) as socket:
        await socket.join(page)
        yield socket


async def refusal(server: Server, *tickets: str, cookie: str = "") -> int:
    """The code with which a join by these tickets is refused; 0 if it is not."""
    async with connected(server, cookie=cookie) as socket:
        await socket.send(["join", {"protocol": 2, "build": "test", "tickets": tickets, "fresh": True}])
        try:
            await socket.frame()
        except Gone as gone:
            return gone.code
        return 0


async def fact(check: Callable[[], object], *, within: float = SOON) -> None:
    """Wait until `check()` is true."""
    async with asyncio.timeout(within):
        while not check():  # noqa: ASYNC110  another process sets no event
            await asyncio.sleep(0.02)
