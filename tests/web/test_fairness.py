"""One page never waits for another, and none can cost much: blocked handlers, idle pages, readers that do not read."""

from __future__ import annotations

import asyncio
import contextvars
import json
import threading
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, output, p, span
from pycomponents.web.consumer import Connection, Sockets
from tests.web.client import Gone, Socket, connected, fact, facts, fetch, joined, log_in, record_in
from tests.web.hostile import PATIENCE, Neighbour, neighbour
from tests.web.site import note, site

if TYPE_CHECKING:
    from django.http import HttpRequest

    from tests.server import Server
    from tests.web.conftest import Serving

THREADS = 4
# Handlers that block wait for this, so that a test says how long.
go_on = threading.Event()


def let_go(request: HttpRequest) -> HttpResponse:
    go_on.set()
    return HttpResponse()


def hold(request: HttpRequest) -> HttpResponse:
    go_on.clear()
    return HttpResponse()


class Worker(Component):
    """Blocks at [0, 0], waits without a thread at [0, 1], counts at [0, 2]."""

    count: int = state(0)

    @event
    def block(self) -> None:
        note("blocked")
        go_on.wait(10)
        self.count += 10

    @event
    async def wait(self) -> None:
        note("waiting")
        while not go_on.is_set():  # noqa: ASYNC110  set by a thread
            await asyncio.sleep(0.01)
        self.count += 10

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[
            button(on_click=self.block)["block"],
            button(on_click=self.wait)["wait"],
            button(on_click=self.inc)["+"],
            output[self.count],
        ]


class Heavy(Component):
    """Half a megabyte; the button is at [0, 0], the number at [0, 1]."""

    count: int = state(0)

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[button(on_click=self.inc)["+"], span[self.count], p["x" * 500_000]]


class Mine(Component):
    """Shows who is looking, in that user's language, at each click."""

    user: str
    words: list[str] = state(factory=list[str])

    @event
    def say(self, value: str) -> None:
        self._say(value)

    @event
    async def say_later(self, value: str) -> None:
        await asyncio.sleep(0)
        self._say(value)

    def _say(self, value: str) -> None:
        self.words = [value, str(self.request.user), gettext("Yes"), tenant.get(), timezone.get_current_timezone_name()]

    def render(self) -> Node:
        return div[
            button(value="sync", on_click=self.say)["say"],
            button(value="async", on_click=self.say_later)["say"],
            output[f"{self.user} {translation.get_language()}: {' '.join(self.words)}"],
        ]


tenant = contextvars.ContextVar("tenant", default="nobody's")


class Careless(Component):
    """Its handlers leave everything behind that a thread or a task can be made to remember."""

    count: int = state(0)

    @event
    def leave(self) -> None:
        self.count += 1
        translation.activate("fr")
        timezone.activate("Asia/Tokyo")
        tenant.set("careless")

    @event
    async def leave_later(self) -> None:
        await asyncio.sleep(0)
        self.leave()

    def render(self) -> Node:
        return div[button(on_click=self.leave), button(on_click=self.leave_later), output[self.count]]


urlpatterns = site(
    path("worker/", Worker.as_view()),
    path("neighbour/", Neighbour.as_view()),
    path("heavy/", Heavy.as_view()),
    path("mine/<str:user>/", Mine.as_view()),
    path("careless/", Careless.as_view()),
    path("hold/", hold),
    path("go-on/", let_go),
)


def server_of(serving: Serving) -> Server:
    return serving(
        settings={
            "PYCOMPONENTS": {"THREADS": THREADS},
            "MIDDLEWARE": [
                "django.contrib.sessions.middleware.SessionMiddleware",
                "django.middleware.locale.LocaleMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware",
            ],
        }
    )


async def blocked(server: Server, stack: AsyncExitStack, many: int, address: list[int]) -> list[Socket]:
    """So many pages whose handler runs and does not end."""
    fetch(server, "/hold/")
    facts(server)
    sockets = [await stack.enter_async_context(joined(server, "/worker/")) for _ in range(many)]
    for socket in sockets:
        await socket.send(socket.message(address))
    told: list[str] = []

    def all_run() -> bool:
        told.extend(facts(server)["notes"])
        return len(told) >= many

    await fact(all_run)
    return sockets


async def test_blocked_handlers_delay_no_other_page_and_heartbeats_are_answered(serving: Serving) -> None:
    server = server_of(serving)
    async with AsyncExitStack() as stack:
        sockets = await blocked(server, stack, THREADS - 1, [0, 0])
        async with neighbour(server):
            for socket in sockets:
                async with asyncio.timeout(PATIENCE * 5):
                    await socket.pong()
                await socket.send(socket.message([0, 2]))
            async with joined(server, "/worker/") as new:
                assert (await new.event([0, 2]))[0] == "patch"
        # Their own events wait in line.
        assert all(frame[0] in ("joined", "pong") for socket in sockets for frame in socket.seen)
        fetch(server, "/go-on/")
        for socket in sockets:
            await socket.answer(2)
            assert "'11'" in str(socket.seen[-1])


async def test_more_blocked_handlers_than_threads_wait_and_are_told_of(serving: Serving) -> None:
    server = server_of(serving)
    async with AsyncExitStack() as stack:
        await blocked(server, stack, THREADS, [0, 0])
        late = await stack.enter_async_context(connected(server))
        page = fetch(server, "/worker/")
        await late.send(["join", {"protocol": 2, "build": "test", "tickets": [page.ticket], "fresh": True}])
        await fact(lambda: f"All {THREADS} threads are busy" in server.log_text())
        await late.send(["ping"])
        assert await late.frame() == ["pong"]
        fetch(server, "/go-on/")
        assert (await late.frame())[0] == "joined"


async def test_async_handlers_hold_no_thread_and_keep_the_order(serving: Serving) -> None:
    server = server_of(serving)
    async with AsyncExitStack() as stack:
        sockets = await blocked(server, stack, THREADS * 3, [0, 1])
        async with neighbour(server):
            for socket in sockets:
                await socket.send(socket.message([0, 2]))
                await socket.pong()
        # Nothing is acknowledged before its handler has ended.
        assert all(frame[0] in ("joined", "pong") for socket in sockets for frame in socket.seen)
        fetch(server, "/go-on/")
        for socket in sockets:
            await socket.answer(2)
            assert "'11'" in str(socket.seen[-1])


async def test_five_hundred_idle_pages_add_no_thread(serving: Serving) -> None:
    server = server_of(serving)
    async with AsyncExitStack() as stack:
        await blocked(server, stack, THREADS, [0, 0])
        fetch(server, "/go-on/")
    page = fetch(server, "/neighbour/")
    async with AsyncExitStack() as stack, neighbour(server):
        before = facts(server)
        assert len(before["threads"]) == THREADS
        idle = [await stack.enter_async_context(connected(server)) for _ in range(500)]
        for socket in idle:
            await socket.join(page)
        after = facts(server)
        assert after["threads"] == before["threads"]
        assert after["memory"] - before["memory"] < 500 * 100  # KiB
        assert (await idle[-1].event([0]))[0] == "patch"


async def test_changes_that_a_client_does_not_acknowledge_become_one_patch(serving: Serving) -> None:
    server = server_of(serving)
    async with joined(server, "/neighbour/") as socket:
        socket.acknowledges = False
        for _ in range(100):  # whose user still sees the first tree
            kind, n, _, *more = socket.message([0])
            await socket.send([kind, n, 0, *more])
            await socket.pong()
        assert [frame[0] for frame in socket.seen].count("patch") == 16
        socket.acknowledges = True
        await socket.send(["ack", socket.rev])
        last = await socket.until("patch")
        assert last[2] == 100
        assert last[3] == [[0, 0, ["text", "100"]]]
        await socket.pong()


@pytest.mark.parametrize("also", ["clicks", "nothing else"])
async def test_who_asks_for_html_and_does_not_read_costs_no_memory(serving: Serving, also: str) -> None:
    server = server_of(serving)
    page = fetch(server, "/heavy/")
    async with connected(server) as socket:
        await socket.join(page)
        before: int = facts(server)["memory"]
        # Nothing is read from here on.
        socket.raw.transport.pause_reading()
        async with neighbour(server), joined(server, "/neighbour/") as other:
            for _ in range(200):
                await socket.send(["repair", 0])
                if also == "clicks":
                    await socket.send(socket.message([0, 0]))
                # So that each is answered by itself.
                await other.event([0])
        assert facts(server)["memory"] - before < 40_000  # KiB; 200 answers are 100,000
        socket.raw.transport.resume_reading()


async def test_a_flood_of_events_at_a_busy_page_is_turned_away_and_then_shut_out(serving: Serving) -> None:
    server = server_of(serving)
    async with AsyncExitStack() as stack:
        [socket] = await blocked(server, stack, 1, [0, 0])
        before: int = facts(server)["memory"]
        async with neighbour(server):
            for _ in range(300):
                await socket.send(socket.message([0, 2]))
            await socket.pong()
            try:
                for _ in range(20_000):
                    await socket.send(socket.message([0, 2]))
            except Gone:
                pass
            assert await socket.closed() == 4429
        assert facts(server)["memory"] - before < 10_000  # KiB
        again = await stack.enter_async_context(joined(server, "/worker/"))
        fetch(server, "/go-on/")
        assert (await again.event([0, 2]))[0] == "patch"


async def test_more_events_than_may_wait_are_refused_as_busy_one_by_one(serving: Serving) -> None:
    server = server_of(serving)
    async with AsyncExitStack() as stack:
        [socket] = await blocked(server, stack, 1, [0, 0])
        for _ in range(400):
            await socket.send(socket.message([0, 2]))
        await socket.pong()
        fetch(server, "/go-on/")
        assert await socket.answer(401) == ["refused", 401, "busy", ""]
        refused = [frame[1] for frame in socket.seen if frame[0] == "refused"]
        assert refused == [*range(refused[0], 402)]
        assert 256 <= refused[0] <= 260
        assert (await socket.event([0, 2]))[0] == "patch"
        assert f"'{10 + refused[0] - 2 + 1}'" in str(socket.seen[-1])


async def test_who_does_not_read_the_answers_is_not_read() -> None:
    page = Neighbour.as_view()(RequestFactory().get("/"))
    assert isinstance(page, HttpResponse)
    ticket = record_in(page.content.decode())["ticket"]
    asked = {"protocol": 2, "build": "test", "tickets": [ticket], "fresh": True}
    read: list[str] = []
    never = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        read.append("")
        text = json.dumps(["join", asked]) if len(read) == 2 else '["ping"]'
        return {"type": "websocket.receive", "text": text}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "websocket.send":
            await never.wait()

    connection = asyncio.create_task(Connection(Sockets(), {"headers": []}, receive, send).run())
    for _ in range(10_000):
        await asyncio.sleep(0)
    assert len(read) < 500
    connection.cancel()
    await asyncio.wait([connection])


async def test_a_client_that_stops_acknowledging_is_let_go(serving: Serving) -> None:
    server = serving(
        patches={
            "pycomponents.web.consumer.UNACKNOWLEDGED_SECONDS": 0.3,
            "pycomponents.web.consumer.WATCH_SECONDS": 0.1,
        }
    )
    async with joined(server, "/neighbour/") as socket, neighbour(server):
        socket.acknowledges = False
        await socket.event([0])
        assert await socket.closed() == 4408


async def test_a_client_that_had_nothing_to_acknowledge_is_not_late(serving: Serving) -> None:
    server = serving(
        patches={
            "pycomponents.web.consumer.UNACKNOWLEDGED_SECONDS": 1,
            "pycomponents.web.consumer.WATCH_SECONDS": 0.01,
        }
    )
    async with joined(server, "/neighbour/") as socket:
        began = time.monotonic()
        await fact(lambda: time.monotonic() - began > 1.1)  # longer than the time for an acknowledgement
        socket.acknowledges = False
        await socket.event([0])
        for _ in range(5):
            await socket.pong()
            await asyncio.sleep(0.01)  # an acknowledgement takes its time on the way
        await socket.send(["ack", socket.rev])
        await socket.pong()


async def test_of_two_users_neither_sees_anything_of_the_other(serving: Serving) -> None:
    server = server_of(serving)
    languages = {"ada": ("de", "Ja"), "bob": ("es", "Sí")}
    done = asyncio.Event()

    async def talk(user: str) -> None:
        language, yes = languages[user]
        cookie = log_in(server, user)
        page = fetch(server, f"/mine/{user}/", cookie=cookie, headers={"Accept-Language": language})
        assert f"{user} {language}: " in page.text
        async with connected(server, cookie=cookie) as socket:
            await socket.join(page)
            for i in range(500):
                # One in three is async.
                how, index = ("sync", 0) if i % 3 else ("async", 1)
                frame = await socket.event([0, index], "click", {"value": how})
                if frame[0] == "patch":
                    shown = f"{user} {language}: {how} {user} {yes} nobody's America/Chicago"
                    assert frame[3] == [[0, 2, 0, ["text", shown]]]
            # The answer to the join holds a random secret, in which any few letters may stand.
            seen = str([frame for frame in socket.seen if frame[0] != "joined"])
            assert [other not in seen for other in ("fr", "Tokyo", "careless")] == [True] * 3
            assert [name for name in languages if name in seen] == [user]

    async def leave() -> None:
        async with joined(server, "/careless/") as socket:
            index = 0
            while not done.is_set():
                index = 1 - index
                assert (await socket.event([0, index]))[0] == "patch"

    leaving = [asyncio.create_task(leave()) for _ in range(2)]
    try:
        await asyncio.gather(talk("ada"), talk("bob"))
    finally:
        done.set()
    await asyncio.gather(*leaving)
