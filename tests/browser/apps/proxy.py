"""The network between a browser and a server, which a test may delay, hold, lose and cut."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Proxy:
    """Passes TCP connections on to a port of this machine.

    delay: seconds that each piece of data takes each way.
    strip: a prefix that is taken off the paths of requests, as a real proxy in front of a site below one does.
    """

    def __init__(self, target: int, *, delay: float = 0, strip: str = "") -> None:
        self.target = target
        self.delay = delay
        self.accepts = True
        self.attempts = 0
        self._strip = strip.encode()
        # What goes up to the server, and what comes down from it: lost, or held until it is not held any more.
        self._lost = {"up": False, "down": False}
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._flows = {"up": self._call(_event()), "down": self._call(_event())}
        self._server = self._call(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """Break every connection, as a network does that goes away."""
        self._call(self._cut())

    def lose(self, way: str) -> None:
        """From now on everything that goes "up" or comes "down" is lost on the way."""
        self._lost[way] = True

    def hold(self, way: str) -> None:
        """Keep everything that goes "up" or comes "down"; `restore` lets it go on."""
        self._loop.call_soon_threadsafe(self._flows[way].clear)

    def restore(self) -> None:
        """All goes its way again: what was held goes on; what was lost is lost."""
        self._lost = {"up": False, "down": False}
        for flow in self._flows.values():
            self._loop.call_soon_threadsafe(flow.set)

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.attempts += 1
        if not self.accepts:
            writer.transport.abort()
            return
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, up_writer}
        self._writers |= both
        await asyncio.gather(self._pass(reader, up_writer, "up"), self._pass(up_reader, writer, "down"))
        self._writers -= both

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        writing = self._loop.create_task(self._write(pieces, writer, way))
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                if not self._lost[way]:
                    pieces.put_nowait((self._loop.time() + self.delay, self._stripped(data) if way == "up" else data))
        pieces.put_nowait((0, b""))
        await writing

    async def _write(self, pieces: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter, way: str) -> None:
        with contextlib.suppress(OSError):
            while (piece := await pieces.get())[1]:
                due, data = piece
                await asyncio.sleep(max(0.0, due - self._loop.time()))
                await self._flows[way].wait()
                writer.write(data)
                await writer.drain()
        writer.close()

    def _stripped(self, data: bytes) -> bytes:
        for method in (b"GET ", b"POST "):
            if self._strip and data.startswith(method + self._strip):
                return method + data.removeprefix(method + self._strip)
        return data

    async def _cut(self) -> None:
        for writer in [*self._writers]:
            writer.transport.abort()

    async def _end(self) -> None:
        self._server.close()
        self.accepts = False
        # A browser that is still there connects again at once: what was accepted by now goes on to make tasks.
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)


async def _event() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event
