"""Joining: on the worker that answered the GET, on another, and where nobody should."""

from __future__ import annotations

import asyncio
import itertools
import random
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import path

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, p, span, ul
from tests.web.client import SOON, connected, facts, fetch, joined, log_in, refusal
from tests.web.site import note, site

if TYPE_CHECKING:
    from tests.server import Server
    from tests.web.conftest import Serving


class Row(Component):
    """The button is its root."""

    name: str
    clicks: int = state(0)

    def mount(self) -> None:
        self.clicks = 100

    @event
    def click(self) -> None:
        self.clicks += 1

    def render(self) -> Node:
        return button(on_click=self.click)[f"{self.name} {self.clicks}"]


class Counter(Component):
    """The button is at [0, 0], the number at [0, 1]; the rows are 1 and 2."""

    start: int = 0
    count: int = state(0)

    def mount(self) -> None:
        note("mounted")
        self.count = self.start

    def connected(self) -> None:
        note("connected")

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[button(on_click=self.inc)["+"], span[self.count], ul[(Row(name=name, key=name) for name in "ab")]]


class Large(Component):
    """Its state is more than a ticket carries."""

    text: str = state("")
    count: int = state(0)

    def mount(self) -> None:
        note("mounted")
        self.text = "".join(random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=20_000))

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[button(on_click=self.inc)["+"], span[self.count], p[len(self.text)]]


class Changing(Component):
    """Never looks the same twice."""

    looks = itertools.count()

    def render(self) -> Node:
        return div[f"look {next(self.looks)}"]


class Private(Component):
    """Shows who is looking."""

    def mount(self) -> None:
        note("mounted")

    def render(self) -> Node:
        return div[f"only for {self.request.user}"]


class Broken(Component):
    """Cannot be built a second time."""

    made = itertools.count()

    def render(self) -> Node:
        if next(self.made):
            raise RuntimeError("it cannot be rendered again")
        return div["once"]


urlpatterns = site(
    path("counter/<int:start>/", Counter.as_view()),
    path("large/", Large.as_view()),
    path("changing/", Changing.as_view()),
    path("private/", Private.as_view()),
    path("broken/", Broken.as_view()),
)

PLAIN = {"protocol", "build", "page", "rev", "event"}


async def answer_to(server: Server, ticket: str, *, cookie: str = "", fresh: bool = True) -> Any:
    async with connected(server, cookie=cookie) as socket:
        return await socket.join(ticket, fresh=fresh)


# The same worker.


async def test_a_join_on_the_same_worker_brings_no_html_and_mounts_nothing(server: Server) -> None:
    facts(server)
    async with joined(server, "/counter/5/") as socket:
        assert socket.seen[0][1].keys() == PLAIN
        assert await socket.event([0, 0]) == ["patch", 1, 1, [[0, 1, 0, ["text", "6"]]]]
        assert await socket.event([2]) == ["patch", 2, 2, [[2, 0, ["text", "b 101"]]]]
    assert facts(server)["notes"] == ["mounted", "connected"]


async def test_a_rendering_is_claimed_once_and_the_next_join_gets_a_page_of_its_own(server: Server) -> None:
    facts(server)
    ticket = fetch(server, "/counter/5/").ticket
    async with connected(server) as first, connected(server) as second:
        assert (await first.join(ticket)).keys() == PLAIN
        assert (await first.event([0, 0]))[3] == [[0, 1, 0, ["text", "6"]]]
        assert (await second.join(ticket)).keys() == PLAIN
        assert second.secret != first.secret
        assert (await second.event([0, 0]))[3] == [[0, 1, 0, ["text", "6"]]]
    assert facts(server)["notes"].count("mounted") == 1


async def test_a_document_that_was_changed_on_its_way_gets_the_html(server: Server) -> None:
    page = fetch(server, "/counter/5/")
    answer = await answer_to(server, page.ticket, fresh=False)
    assert answer.keys() == {*PLAIN, "html", "specs", "properties"}
    assert answer["html"][0] in page.text
    assert answer["specs"] == page.record["specs"]


async def test_first_html_and_join_ask_the_database_for_nothing_but_session_and_user(server: Server) -> None:
    cookie = log_in(server, "ada")
    facts(server)
    async with joined(server, "/counter/5/") as socket:
        await socket.event([0, 0])
    assert facts(server)["queries"] == []

    page = fetch(server, "/private/", cookie=cookie)
    assert [_table(sql) for sql in facts(server)["queries"]] == ["django_session", "auth_user"]
    async with connected(server, cookie=cookie) as socket:
        await socket.join(page.ticket)
    assert [_table(sql) for sql in facts(server)["queries"]] == ["django_session", "auth_user"]


def _table(sql: str) -> str:
    return sql.partition(" FROM ")[2].split('"')[1]


# Another worker.


@pytest.mark.parametrize("other", ["the same, which has forgotten", "another, which has answered nothing yet"])
async def test_a_page_lives_on_where_its_rendering_is_gone(server: Server, serving: Serving, other: str) -> None:
    there = server if other.startswith("the same") else serving(worker=2)
    page = fetch(server, "/counter/5/")
    fetch(server, "/forget/")
    facts(server)
    async with connected(there) as socket:
        assert (await socket.join(page.ticket)).keys() == PLAIN
        assert (await socket.event([0, 0]))[3] == [[0, 1, 0, ["text", "6"]]]
        assert (await socket.event([1]))[3] == [[1, 0, ["text", "a 101"]]]
        assert facts(there)["notes"] == ["connected"]


async def test_what_looks_different_there_is_sent_anew(server: Server) -> None:
    page = fetch(server, "/changing/")
    fetch(server, "/forget/")
    answer = await answer_to(server, page.ticket)
    assert answer.keys() == {*PLAIN, "html", "specs", "properties"}
    assert answer["html"][0].startswith('<div data-pc="0">look ')
    assert answer["html"][0] not in page.text


async def test_state_too_large_for_a_ticket_is_mounted_again_elsewhere_only(server: Server) -> None:
    facts(server)
    async with joined(server, "/large/") as socket:
        await socket.event([0, 0])
    page = fetch(server, "/large/")
    assert len(page.ticket) < 4096
    assert facts(server)["notes"] == ["mounted", "mounted"]
    fetch(server, "/forget/")
    await answer_to(server, page.ticket)
    assert facts(server)["notes"] == ["mounted"]


async def test_a_page_that_cannot_be_built_again_closes_and_says_so_once(server: Server) -> None:
    page = fetch(server, "/broken/")
    fetch(server, "/forget/")
    start = len(server.log_text())
    assert await refusal(server, page.ticket) in range(4400, 4500)
    assert server.log_text()[start:].count("Traceback") == 1
    assert "Broken could not be built again" in server.log_text()[start:]
    assert "Exception in ASGI application" not in server.log_text()[start:]


# Who may.


async def test_a_users_page_is_that_users_alone(server: Server) -> None:
    ada, bob = log_in(server, "ada"), log_in(server, "bob")
    page = fetch(server, "/private/", cookie=ada)
    facts(server)
    for cookie in (bob, "", "sessionid=made-up", log_in(server, "ada")):
        assert await refusal(server, page.ticket, cookie=cookie) == 4401
    assert await refusal(server, fetch(server, "/private/", cookie=bob).ticket, cookie=ada) == 4401
    assert await refusal(server, page.ticket, cookie=ada) == 0


async def test_a_refused_ticket_mounts_nothing(server: Server) -> None:
    page = fetch(server, "/private/", cookie=log_in(server, "ada"))
    fetch(server, "/forget/")
    facts(server)
    assert await refusal(server, page.ticket, cookie=log_in(server, "bob")) == 4401
    assert facts(server)["notes"] == []


async def test_a_user_who_has_logged_out_joins_no_more(server: Server) -> None:
    cookie = log_in(server, "ada")
    page = fetch(server, "/private/", cookie=cookie)
    fetch(server, "/logout/", cookie=cookie)
    facts(server)
    assert await refusal(server, page.ticket, cookie=cookie) == 4401
    assert facts(server)["notes"] == []


async def test_a_page_of_nobody_is_built_again_for_who_is_logged_in(server: Server) -> None:
    page = fetch(server, "/private/")
    assert "ada" not in page.text
    answer = await answer_to(server, page.ticket, cookie=log_in(server, "ada"))
    assert "ada" in answer["html"][0]
    assert await refusal(server, page.ticket) == 0
    assert await refusal(server, page.ticket, cookie="sessionid=made-up; theme=dark") == 0


async def test_tickets_of_another_secret_or_time_or_place_are_refused(server: Server, serving: Serving) -> None:
    ticket = fetch(server, "/counter/5/").ticket
    middle = len(ticket) // 2
    for forged in (
        "",
        "x",
        "gAAAAA",
        ticket[:-1],
        ticket[:-44],
        ticket[:20],
        ticket[:middle] + ("A" if ticket[middle] != "A" else "B") + ticket[middle + 1 :],
        "\udcff",
        "é" * 100,
        "A" * 60_000,
    ):
        assert await refusal(server, forged) in (4400, 4401), forged[:40]
    foreign = serving(settings={"SECRET_KEY": "of others"})
    assert await refusal(foreign, ticket) == 4401
    assert await refusal(server, fetch(foreign, "/counter/5/").ticket) == 4401
    assert await refusal(server, ticket) == 0


async def test_an_old_ticket_is_refused(serving: Serving) -> None:
    there = serving(settings={"PYCOMPONENTS": {"TICKET_SECONDS": 1}})
    ticket = fetch(there, "/counter/5/").ticket
    assert await refusal(there, ticket) == 0
    async with asyncio.timeout(SOON):
        while await refusal(there, ticket) != 4401:
            pass


async def test_after_a_change_of_the_secret_open_pages_still_join(server: Server, serving: Serving) -> None:
    renewed = serving(settings={"SECRET_KEY": "the next", "SECRET_KEY_FALLBACKS": ["of the tests"]})
    page = fetch(server, "/counter/5/")
    assert (await answer_to(renewed, page.ticket)).keys() == PLAIN
    assert await refusal(server, fetch(renewed, "/counter/5/").ticket) == 4401


# How.


async def test_who_does_not_join_in_time_is_turned_away(serving: Serving) -> None:
    hasty = serving(patches={"pycomponents.web.consumer.JOIN_SECONDS": 0.2})
    async with connected(hasty) as silent:
        assert await silent.closed() == 4401
    facts(hasty)


async def test_another_protocol_is_told_so(server: Server) -> None:
    asked = {"protocol": 1, "build": "test", "tickets": [fetch(server, "/counter/5/").ticket], "fresh": True}
    async with connected(server) as socket:
        await socket.send(["join", asked])
        assert await socket.closed() == 4426


@pytest.mark.parametrize(
    "first", [["ping"], ["event", 1, 0, [0, 0], "click"], ["ack", 0], ["join"], ["join", {}], "{", "", b"\x00"]
)
async def test_the_first_frame_must_be_a_join(server: Server, first: object) -> None:
    async with connected(server) as socket:
        await socket.send(first)
        assert await socket.closed() == 4400


async def test_a_second_join_is_an_error_and_changes_nothing(server: Server) -> None:
    ticket = fetch(server, "/counter/50/").ticket
    async with joined(server, "/counter/5/") as socket:
        await socket.send(["join", {"protocol": 2, "build": "test", "tickets": [ticket], "fresh": True}])
        assert await socket.frame() == ["error", "bad_frame"]
        assert (await socket.event([0, 0]))[3] == [[0, 1, 0, ["text", "6"]]]


async def test_sockets_elsewhere_are_not_ours(server: Server) -> None:
    with pytest.raises(Exception, match="403"):
        async with connected(server, path="/somewhere/else"):
            pass


async def test_a_client_that_leaves_before_it_joins_leaves_nothing(server: Server) -> None:
    start = len(server.log_text())
    for _ in range(5):
        async with connected(server) as socket:
            socket.cut()
    async with connected(server) as socket:
        ticket = fetch(server, "/counter/5/").ticket
        await socket.send(["join", {"protocol": 2, "build": "test", "tickets": [ticket], "fresh": True}])
        socket.cut()
    async with joined(server, "/counter/5/") as socket:
        await socket.pong()
    assert server.log_text()[start:] == ""
