"""What no browser shows: the server's CPU for an event when it is busy, and its memory for a page that does nothing.

python -m tests.benchmarks.load [floor app]

Saturated: one connection, 64 clicks on a counter in flight, 20,000 of them; CPU of the server by its own clock. Idle:
1,000 pages with a counter, each clicked once, deflate off; growth of resident memory between the 200th and the last,
by page.
"""

import argparse
import asyncio
import json
import re
import resource
import statistics
import time
import urllib.request
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect

from tests.benchmarks.run import APPLICATIONS, OPTIONS, RESULTS
from tests.server import Server

EVENTS: Final = 20_000
IN_FLIGHT: Final = 64
ROUNDS: Final = 3
PAGES: Final = 1_000
FIRST_PAGES: Final = 200
# A client of ours acknowledges when so many frames are owed.
OWED: Final = 8


class Floor:
    """A connection to the floor: each click is answered by itself."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.sent = self.done = 0

    @classmethod
    async def opened(cls, server: Server, path: str) -> "Floor":
        await fetched(f"{server.url}/")
        return cls(await connect(f"ws://127.0.0.1:{server.port}/ws", compression=None))

    async def click(self) -> None:
        self.sent += 1
        await self._socket.send('["inc"]')

    async def hear(self) -> None:
        await self._socket.recv()
        self.done += 1

    async def close(self) -> None:
        await self._socket.close()


class Ours:
    """A connection that speaks the protocol as our client does."""

    def __init__(self, socket: ClientConnection, counter: int) -> None:
        self._socket = socket
        self._counter = counter
        self.sent = self.done = 0
        self._rev = self._acknowledged = 0

    @classmethod
    async def opened(cls, server: Server, path: str) -> "Ours":
        found = re.search(
            r"<script[^>]* data-pc-page[^>]*>(.*?)</script>", await fetched(f"{server.url}{path}"), re.DOTALL
        )
        assert found
        record: Any = json.loads(found[1])
        join = {**{name: record[name] for name in ("protocol", "build")}, "tickets": [record["ticket"]], "fresh": True}
        address = f"ws://127.0.0.1:{server.port}{record['socket']}"
        socket = await connect(address, compression=None, additional_headers={"Origin": server.url})
        await socket.send(json.dumps(["join", join]))
        assert json.loads(await socket.recv())[0] == "joined"
        # On a page of its own the counter is the root; on the whole page, the first component within.
        return cls(socket, 0 if path == "/counter/" else 1)

    async def click(self) -> None:
        self.sent += 1
        await self._socket.send(f'["event",{self.sent},{self._rev},[{self._counter},0],"click"]')

    async def hear(self) -> None:
        frame = json.loads(await self._socket.recv())
        match frame:
            case ["patch", rev, done, _]:
                self._rev, self.done = rev, done
            case ["ack", done]:
                self.done = done
            case _:
                raise AssertionError(frame)
        if self._rev - self._acknowledged >= OWED:
            self._acknowledged = self._rev
            await self._socket.send(f'["ack",{self._rev}]')

    async def close(self) -> None:
        await self._socket.close()


async def fetched(url: str) -> str:
    def fetch() -> str:
        with urllib.request.urlopen(url) as answer:
            text: str = answer.read().decode()
            return text

    return await asyncio.to_thread(fetch)


Connection = Floor | Ours
Open = Callable[[Server, str], Awaitable[Connection]]
OPEN: Final[dict[str, Open]] = {"floor": Floor.opened, "app": Ours.opened}


async def saturated(server: Server, opened: Open) -> float:
    """Microseconds of the server's CPU for an event."""
    connection = await opened(server, "/")
    taken: list[float] = []
    for _ in range(ROUNDS + 1):
        start, first = cpu(server.pid), connection.done
        while connection.done < first + EVENTS:
            while connection.sent < min(connection.done + IN_FLIGHT, first + EVENTS):
                await connection.click()
            await connection.hear()
        taken.append((cpu(server.pid) - start) / EVENTS * 1e6)
    await connection.close()
    return statistics.median(taken[1:])


async def idle(server: Server, opened: Open) -> float:
    """Bytes for a page with a counter that was clicked once and now does nothing."""
    pages: list[Connection] = []
    before = 0
    for number in range(PAGES):
        if number == FIRST_PAGES:
            before = resident(server.pid)
        page = await opened(server, "/counter/")
        await page.click()
        await page.hear()
        pages.append(page)
    await asyncio.sleep(3)  # what was built for the join waits no longer
    growth = resident(server.pid) - before
    for page in pages:
        await page.close()
    return growth / (PAGES - FIRST_PAGES)


def cpu(pid: int) -> float:
    return time.clock_gettime((~pid << 3) | 2)


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()


def measure(name: str) -> None:
    found: dict[str, float] = {}
    for what, work in (("saturated_us", saturated), ("idle_bytes", idle)):
        with Server(APPLICATIONS[name], log=RESULTS / f"{name}.log", options=OPTIONS, django=False) as server:
            found[what] = asyncio.run(work(server, OPEN[name]))
    print(
        f"{name:8} {found['saturated_us']:6.1f} µs an event, {found['idle_bytes'] / 1024:6.1f} KiB an idle page",
        flush=True,
    )
    path: Path = RESULTS / f"{name}.json"
    result: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**result, "under_load": found}, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(OPEN)}; both by default")
    RESULTS.mkdir(exist_ok=True)
    for name in parser.parse_args().names or OPEN:
        measure(name)


if __name__ == "__main__":
    main()
