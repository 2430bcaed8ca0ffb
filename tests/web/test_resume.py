"""Coming back: after a cut, beside an older socket, too late, and with a secret that is not one's own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import path

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, input, li, output, span, ul
from tests.web.client import Answer, Gone, Socket, connected, fact, facts, fetch, joined, log_in
from tests.web.site import note, site

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server import Server
    from tests.web.conftest import Serving


class Listing(Component):
    """+ is at [0, 0], the async one at [0, 1], the input at [0, 2]; the items follow."""

    items: list[str] = state(factory=list[str])
    text: str = state("")

    def mount(self) -> None:
        note("mounted")

    def connected(self) -> None:
        note("connected")

    def disconnected(self) -> None:
        note("disconnected")

    def unmount(self) -> None:
        note("unmounted")

    @event
    def add(self) -> None:
        note(f"add {len(self.items) + 1}")
        self.items.append(f"item {len(self.items) + 1}")

    @event
    async def later(self) -> None:
        await asyncio.sleep(0.2)
        note("later")
        self.items.append("later")

    @event
    def type(self, value: str) -> None:
        self.text = value

    @event
    def drop(self, item: str) -> None:
        self.items.remove(item)

    def render(self) -> Node:
        return div[
            button(on_click=self.add)["+"],
            button(on_click=self.later)["later"],
            input(on_input=self.type),
            output[self.text],
            ul[(li(key=item)[item, button(on_click=self.drop.bind(item))["x"]] for item in self.items)],
            span[len(self.items)],
        ]


class Private(Component):
    """The button is its root."""

    clicks: int = state(0)

    @event
    def click(self) -> None:
        self.clicks += 1

    def render(self) -> Node:
        return button(on_click=self.click)[f"{self.request.user}: {self.clicks}"]


urlpatterns = site(path("list/", Listing.as_view()), path("private/", Private.as_view()))

ADD = ([0, 0], "click")


async def back(old: Socket, new: Socket, page: Answer, *, rev: int | None = None) -> Any:
    """Come back on `new` with what `old` has."""
    return await new.join(page, fresh=False, resume=old.resumption(rev=rev))


def tally(server: Server) -> list[str]:
    notes: list[str] = facts(server)["notes"]
    return notes


async def test_what_was_not_acknowledged_comes_again_and_each_event_is_handled_once(server: Server) -> None:
    page = fetch(server, "/list/")
    tally(server)
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        old.acknowledges = False
        for _ in range(3):
            await old.event(*ADD)
        lost = ["event", 4, 0, *ADD]
        await old.send(lost)
        old.cut()
        answer = await back(old, new, page, rev=0)
        assert answer["resumed"] is True
        assert answer["page"] == old.secret
        assert answer["rev"] == 0
        assert answer["event"] in (3, 4)
        for again in (["event", 2, 0, *ADD], ["event", 3, 0, *ADD], lost):
            await new.send(again)
        frame = await new.answer(4)
        assert "item 3" in str(new.seen)
        assert frame[0] == "patch"
        new.n = 4
        assert (await new.event(*ADD))[0] == "patch"
    notes = tally(server)
    assert [text for text in notes if text.startswith("add")] == ["add 1", "add 2", "add 3", "add 4", "add 5"]
    assert "mounted" not in notes
    assert "unmounted" not in notes


async def test_a_client_that_had_all_gets_nothing_again(server: Server) -> None:
    page = fetch(server, "/list/")
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        await old.event(*ADD)
        await old.pong()
        old.cut()
        answer = await back(old, new, page)
        assert (answer["rev"], answer["event"]) == (1, 1)
        await new.pong()
        assert [frame[0] for frame in new.seen] == ["joined", "pong"]
        assert await new.event([0, 4, "#item 1", 1]) == ["patch", 2, 2, [[0, [4, ["clear"]], [5, 0, ["text", "0"]]]]]


async def test_specs_that_were_lost_come_again(server: Server) -> None:
    page = fetch(server, "/list/")
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        old.acknowledges = False
        await old.event(*ADD)
        sent = next(frame for frame in old.seen if frame[0] == "specs")
        old.cut()
        old.specs = sent[1]
        await back(old, new, page, rev=0)
        assert (await new.until("patch"))[1:3] == [2, 1]
        assert sent in new.seen


async def test_an_async_handler_runs_on_while_its_page_is_cut_off(server: Server) -> None:
    page = fetch(server, "/list/")
    tally(server)
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        await old.send(old.message([0, 1]))
        await old.pong()
        old.cut()
        await back(old, new, page)
        new.n = 1
        await new.until("patch")
        assert "later" in str(new.seen)
    assert tally(server).count("later") == 1


async def test_a_gap_is_an_error_and_what_fills_it_is_handled(server: Server, quiet: Callable[[], str]) -> None:
    tally(server)
    async with joined(server, "/list/") as socket:
        await socket.send(["event", 3, 0, *ADD])
        assert await socket.frame() == ["error", "bad_frame"]
        for _ in range(3):
            assert (await socket.event(*ADD))[0] == "patch"
    assert [text for text in tally(server) if text.startswith("add")] == ["add 1", "add 2", "add 3"]
    assert "A frame makes no sense" in quiet()


async def test_a_gap_behind_a_busy_handler_is_an_error_too(server: Server, quiet: Callable[[], str]) -> None:
    async with joined(server, "/list/") as socket:
        await socket.send(["event", 1, 0, [0, 1], "click"])
        await socket.send(["event", 3, 0, *ADD])
        await socket.send(["ack", 77])
        await socket.until("error")
        await socket.until("error")
        await socket.send(["event", 2, 0, *ADD])
        assert (await socket.answer(2))[0] == "patch"
    assert "A frame makes no sense" in quiet()


async def test_a_wrong_secret_or_an_impossible_revision_is_a_new_page(server: Server) -> None:
    for secret, rev in (("made up", 0), ("", 0), ("x" * 64, 0), (None, 7)):
        page = fetch(server, "/list/")
        async with connected(server) as old, connected(server) as new:
            await old.join(page)
            await old.event(*ADD)
            old.cut()
            resume = {**old.resumption(rev=rev), **({} if secret is None else {"page": secret})}
            answer = await new.join(page, fresh=False, resume=resume)
            assert "resumed" not in answer
            assert answer["page"] != old.secret
            assert (answer["rev"], answer["event"]) == (0, 0)
            assert "item 1" not in answer["html"][0]
            assert (await new.event(*ADD))[0] == "patch"


async def test_the_secret_of_another_users_page_opens_nothing(server: Server) -> None:
    ada, bob = log_in(server, "ada"), log_in(server, "bob")
    pages = {cookie: fetch(server, "/private/", cookie=cookie) for cookie in (ada, bob)}
    async with connected(server, cookie=ada) as old, connected(server, cookie=bob) as new:
        await old.join(pages[ada])
        assert "ada: 1" in str(await old.event([0]))
        answer = await new.join(pages[bob], fresh=False, resume=old.resumption())
        assert "resumed" not in answer
        assert "bob: 0" in answer["html"][0]
        assert "ada" not in answer["html"][0]


async def test_a_users_page_goes_on_for_that_user_only_while_logged_in(server: Server) -> None:
    cookie = log_in(server, "ada")
    page = fetch(server, "/private/", cookie=cookie)
    async with connected(server, cookie=cookie) as old:
        await old.join(page)
        await old.event([0])
        old.cut()
        async with connected(server, cookie=cookie) as new:
            assert (await back(old, new, page))["resumed"] is True
            assert "ada: 2" in str(await new.event([0]))
            new.cut()
        fetch(server, "/logout/", cookie=cookie)
        async with connected(server, cookie=cookie) as late:
            asked = {
                "protocol": 2,
                "build": "test",
                "tickets": [page.ticket],
                "fresh": False,
                "resume": new.resumption(),
            }
            await late.send(["join", asked])
            assert await late.closed() == 4401


async def test_the_newer_socket_has_the_page(server: Server, quiet: Callable[[], str]) -> None:
    page = fetch(server, "/list/")
    tally(server)
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        await old.event(*ADD)
        assert (await back(old, new, page))["resumed"] is True
        assert await old.closed() == 4410
        assert "item 2" in str(await new.event(*ADD))
    assert quiet() == ""


async def test_what_an_older_socket_still_says_is_not_heard(server: Server, quiet: Callable[[], str]) -> None:
    page = fetch(server, "/list/")
    tally(server)
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        old_events = [old.message(*ADD) for _ in range(2000)]

        async def talk() -> None:
            try:
                for message in old_events:
                    await old.send(message)
            except Gone:
                pass

        talking = asyncio.create_task(talk())
        await old.until("patch")
        old.n = 0
        assert (await back(old, new, page))["resumed"] is True
        assert await old.closed() in (4410, 1006)
        await talking
        await new.pong()
    assert quiet() == ""


async def test_each_attachment_is_told_to_the_component(server: Server) -> None:
    page = fetch(server, "/list/")
    told: list[str] = []
    tally(server)

    def has(*wanted: str) -> bool:
        told.extend(tally(server))
        return told == [*wanted]

    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        old.cut()
        await fact(lambda: has("connected", "disconnected"))
        await back(old, new, page)
        await fact(lambda: has("connected", "disconnected", "connected"))


async def test_who_comes_too_late_gets_a_new_page_and_the_old_one_is_unmounted_once(serving: Serving) -> None:
    server = serving(patches={"pycomponents.web.consumer.DROPPED_SECONDS": 0.1})
    page = fetch(server, "/list/")
    told: list[str] = []

    def has_gone() -> bool:
        told.extend(tally(server))
        return "unmounted" in told

    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        await old.event(*ADD)
        old.cut()
        await fact(has_gone)
        answer = await back(old, new, page)
        assert "resumed" not in answer
        assert "item 1" not in answer["html"][0]
        assert (await new.event(*ADD))[0] == "patch"
        told += tally(server)
        assert told.count("unmounted") == 1
        assert told.count("mounted") == 1


async def test_in_development_a_page_of_before_the_restart_is_told_to_reload(serving: Serving) -> None:
    server = serving(settings={"DEBUG": True})
    page = fetch(server, "/list/")
    resume = {"page": "of before", "rev": 0, "event": 0, "specs": 0}
    async with connected(server) as socket:
        asked = {"protocol": 2, "build": "test", "tickets": [page.ticket], "fresh": False, "resume": resume}
        await socket.send(["join", asked])
        assert await socket.frame() == ["reload"]
        assert await socket.closed() in (1000, 1006, 1012)
    assert server.log_text() == ""


async def test_a_restarted_server_shows_the_page_as_it_was_loaded(serving: Serving) -> None:
    before, after = serving(), serving(worker=2)
    page = fetch(before, "/list/")
    async with connected(before) as old, connected(after) as new:
        await old.join(page)
        await old.event(*ADD)
        answer = await back(old, new, page)
        assert (answer["rev"], answer["event"]) == (0, 0)
        assert answer["html"][0] in page.text
        # What waited is sent by path, with the digest of the listener that the user meant.
        digest = page.record["specs"][0]["d"]
        nothing: dict[str, str] = {}
        await new.send(["event", 1, 0, ["/", 0], "click", nothing, [], digest])
        assert "item 1" in str(await new.answer(1))
        await new.send(["event", 2, 1, ["/", 0], "click", nothing, [], "another"])
        assert await new.answer(2) == ["refused", 2, "stale", ""]


@pytest.mark.parametrize("known", ["all", "too many"])
async def test_a_hundred_returns_cost_nothing_of_the_state(server: Server, known: str) -> None:
    page = fetch(server, "/list/")
    async with connected(server) as socket:
        await socket.join(page)
        await socket.event(*ADD)
        resume = socket.resumption() | {"specs": 2 if known == "all" else 2**50}
    for _ in range(100):
        async with connected(server) as again:
            assert (await again.join(page, fresh=False, resume=resume))["resumed"] is True
    async with connected(server) as last:
        last.n = 1
        await last.join(page, fresh=False, resume=resume)
        assert "item 2" in str(await last.event(*ADD))
