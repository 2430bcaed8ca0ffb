"""The server's half of a page in process: the test's thread, its transaction, its clock; the rules of the socket."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
from typing import Any, ClassVar

import pytest
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser, User
from django.db import close_old_connections, connection
from django.test import Client as DjangoClient
from django.test import RequestFactory, TestCase, override_settings
from django.utils import translation

from pycomponents import Component, event, state
from pycomponents.html import button, div, output
from pycomponents.runtime.messages import Close
from pycomponents.runtime.page import Page
from pycomponents.runtime.turns import FAR_TOO_MANY, MOST_WAITING
from pycomponents.testing.client.line import Line
from pycomponents.testing.clock import VirtualClock
from pycomponents.testing.errors import TestingError
from pycomponents.web import adapters
from pycomponents.web.consumer import Closed
from tests.testing.desks import Desk


class Names(Component):
    """The users, read in every way that a handler may."""

    names: str = state("")
    threads: ClassVar[list[threading.Thread]] = []

    async def mount(self) -> None:
        self.names = await sync_to_async(_names)()

    @event
    def read(self) -> None:
        self.threads.append(threading.current_thread())
        self.names = _names()

    @event
    async def read_async(self) -> None:
        self.names = ",".join([user.username async for user in User.objects.order_by("pk")])

    @event
    async def read_by_channels(self) -> None:
        self.names = await database_sync_to_async(_names)()

    @event
    def add(self) -> None:
        User.objects.create(username="added")
        self.names = _names()

    @event
    def read_soon(self) -> None:
        self.after(1, self.read_later)

    async def read_later(self) -> None:
        self.names = "later: " + await database_sync_to_async(_names)()

    def render(self) -> Any:
        methods = ("read", "read_async", "read_by_channels", "add", "read_soon")
        return div[output[self.names], [button(on_click=getattr(self, name))[name] for name in methods]]


def _names() -> str:
    return ",".join(User.objects.order_by("pk").values_list("username", flat=True))


class RowsOfTheTest(TestCase):
    """Rows that a test has made in its transaction."""

    @classmethod
    def setUpTestData(cls) -> None:
        User.objects.create(username="of the class")

    def setUp(self) -> None:
        User.objects.create(username="of the test")
        self.desk = Desk(Names)
        self.desk.settle()

    def shown(self) -> str:
        return self.desk.find("output").text

    def test_are_seen_by_an_async_mount(self) -> None:
        assert self.shown() == "of the class,of the test"

    def test_are_seen_by_handlers_in_the_thread_of_the_test(self) -> None:
        User.objects.create(username="third")
        self.desk.click("read")
        assert self.shown() == "of the class,of the test,third"
        assert Names.threads[-1] is threading.current_thread()

    def test_are_seen_by_async_handlers(self) -> None:
        User.objects.create(username="third")
        self.desk.click("read_async")
        assert self.shown() == "of the class,of the test,third"

    def test_are_seen_where_channels_would_close_the_connection(self) -> None:
        User.objects.create(username="third")
        self.desk.click("read_by_channels")
        assert self.shown() == "of the class,of the test,third"
        assert connection.in_atomic_block
        assert User.objects.count() == 3

    def test_are_seen_by_timers(self) -> None:
        self.desk.click("read_soon")
        User.objects.create(username="third")
        self.desk.clock.advance(1)
        assert self.shown() == "later: of the class,of the test,third"

    def test_stand_beside_what_a_handler_writes(self) -> None:
        self.desk.click("add")
        assert User.objects.filter(username="added").exists()

    def test_are_seen_by_a_page_that_is_built_again(self) -> None:
        User.objects.create(username="third")
        self.desk.client.connection.disconnect()
        self.desk.line.forget()
        self.desk.client.connection.reconnect()
        self.desk.settle()
        self.desk.click("read")
        assert self.shown() == "of the class,of the test,third"

    def test_outlive_the_test_nowhere(self) -> None:
        assert not User.objects.filter(username="added").exists()


def test_what_ends_connections_is_as_before_when_a_line_is_done() -> None:
    desk = Desk(Counter)
    desk.settle()
    assert adapters.tidy_connections is close_old_connections


class Counter(Component):
    """Counts, and does on a click what the test says."""

    count: int = state(0)
    language: str = state("")

    @event
    def add(self) -> None:
        self.count += 1

    @event
    def speak(self) -> None:
        self.language = translation.get_language()
        translation.activate("fr")

    @event
    async def cancel(self) -> None:
        self.count = 100
        await asyncio.sleep(0)
        raise asyncio.CancelledError

    @event
    def push(self) -> None:
        for _ in range(3):
            self.soon(self.add_one)

    def add_one(self) -> None:
        self.count += 1

    @event
    def push_for_ever(self) -> None:
        self.soon(self.push_again)

    def push_again(self) -> None:
        self.soon(self.push_again)

    @event
    def start(self) -> None:
        self.every(1, self.add_one)

    def render(self) -> Any:
        methods = ("add", "speak", "cancel", "push", "start")
        return div[
            output[self.count],
            [button(on_click=getattr(self, name))[name] for name in methods],
            self.language,
        ]


@override_settings(DEBUG=True)
def test_in_development_a_page_that_is_lost_is_loaded_again() -> None:
    desk = Desk(Counter)
    desk.settle()
    desk.client.connection.disconnect()
    desk.line.forget()
    desk.client.connection.reconnect()
    desk.settle()
    assert (desk.client.state, desk.client.ending) == ("closed", "reload")


class Account(Component):
    """Somebody's own page."""

    asked: int = state(0)

    @event
    def ask(self) -> None:
        self.asked += 1

    def render(self) -> Any:
        return div[output[f"{self.request.user.get_username()} {self.asked}"], button(on_click=self.ask)["ask"]]


def test_a_page_is_that_of_its_user(db: None) -> None:
    browser = DjangoClient()
    ada = User.objects.create_user("ada")
    browser.force_login(ada)
    request = RequestFactory().get("/")
    request.user, request.session = ada, browser.session
    html = Account.as_view()(request).content.decode()
    desk = Desk(Account, html=html, scope={"user": ada, "session": browser.session})
    desk.settle()
    desk.click("ask")
    assert desk.find("output").text == "ada 1"
    # Its ticket opens nothing to another.
    other = Desk(Account, html=html)
    other.settle()
    assert (other.client.state, other.client.ending) == ("closed", "expired")
    # Who has logged out meanwhile does not come back to it.
    desk.line.scope["user"] = AnonymousUser()
    desk.client.connection.disconnect()
    desk.client.connection.reconnect()
    desk.settle()
    assert desk.client.ending == "expired"


def test_a_page_to_which_nothing_happens_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    rested: list[Page] = []

    def is_restless(page: Page) -> bool:
        return page not in rested

    def rest(page: Page) -> list[str]:
        rested.append(page)
        return []

    monkeypatch.setattr(Page, "is_restless", property(is_restless))
    monkeypatch.setattr(Page, "rest", rest)
    desk = Desk(Counter)
    desk.settle()
    desk.clock.advance(1.9)
    desk.click("add")
    desk.clock.advance(1.9)
    assert not rested
    desk.clock.advance(0.2)
    assert rested == [desk.line.page]


class Wire:
    """A line that is spoken to frame by frame."""

    def __init__(self, cls: type[Component] = Counter) -> None:
        self.line = Line({"type": "websocket", "headers": []}, VirtualClock())
        self.ticket = Desk(cls).client._tickets[0]  # pyright: ignore[reportPrivateUsage]

    def join(self, **more: Any) -> list[Any]:
        asked = {"protocol": 2, "build": "b", "tickets": [self.ticket], "fresh": True, **more}
        return [json.loads(text) for text in self.line.join(json.dumps(["join", asked]))]

    def send(self, *frame: Any) -> list[Any]:
        return [json.loads(text) for text in self.line.send(json.dumps(frame))]

    def click(self, n: int, child: int = 1) -> list[Any]:
        return self.send("event", n, 0, [0, child], "click")


def test_a_join_and_an_event_are_answered_in_frames() -> None:
    wire = Wire()
    [[kind, answer]] = wire.join()
    assert (kind, answer["rev"], answer["event"]) == ("joined", 0, 0)
    assert wire.click(1) == [["patch", 1, 1, [[0, 0, 0, ["text", "1"]]]]]
    assert wire.send("ping") == [["pong"]]


def test_a_join_that_makes_no_sense_closes() -> None:
    wire = Wire()
    for text, code in [
        ("no JSON", Close.BAD_FRAMES),
        ('["ping"]', Close.BAD_FRAMES),
        (json.dumps(["join", {"protocol": 1, "build": "", "tickets": ["x"], "fresh": True}]), Close.OTHER_PROTOCOL),
        (json.dumps(["join", {"protocol": 2, "build": "", "tickets": ["x"], "fresh": True}]), Close.NO_TICKET),
        (json.dumps(["join", "x" * (256 * 1024)]), Close.TOO_LARGE),
    ]:
        with pytest.raises(Closed) as closed:
            wire.line.join(text)
        assert closed.value.code == code, text[:80]


def test_the_third_frame_in_ten_seconds_that_makes_no_sense_closes() -> None:
    wire = Wire()
    wire.join()
    assert wire.line.send("nonsense") == ['["error","bad_frame"]']
    assert wire.send("event", 7, 0, [0, 1], "click") == [["error", "bad_frame"]]
    wire.line.clock.advance(11)
    assert wire.send("ack", 9) == [["error", "bad_frame"]]
    assert wire.send("join", {}) == [["error", "bad_frame"]]
    with pytest.raises(Closed) as closed:
        wire.line.send("x")
    assert closed.value.code == Close.BAD_FRAMES


def test_a_frame_that_is_too_large_closes() -> None:
    wire = Wire()
    wire.join()
    with pytest.raises(Closed) as closed:
        wire.line.send("é" * (33 * 1024))
    assert closed.value.code == Close.TOO_LARGE


def test_events_have_their_turns_in_order_and_those_that_find_too_many_are_refused() -> None:
    wire = Wire()
    wire.join()
    for n in range(1, MOST_WAITING + 11):
        wire.line.put(json.dumps(["event", n, 0, [0, 1], "click"]))
    frames = [json.loads(text) for text in wire.line.settle()]
    assert [frame[:3] for frame in frames[:-1]] == [["refused", MOST_WAITING + n, "busy"] for n in range(1, 11)]
    assert frames[-1] == ["patch", 1, MOST_WAITING + 10, [[0, 0, 0, ["text", str(MOST_WAITING)]]]]


def test_far_too_many_close() -> None:
    wire = Wire()
    wire.join()
    for n in range(1, FAR_TOO_MANY + 1):
        wire.line.put(json.dumps(["event", n, 0, [0, 1], "click"]))
    with pytest.raises(Closed) as closed:
        wire.line.put(json.dumps(["event", FAR_TOO_MANY + 1, 0, [0, 1], "click"]))
    assert closed.value.code == Close.TOO_MANY


def test_an_event_that_comes_twice_is_done_once() -> None:
    wire = Wire()
    wire.join()
    wire.click(1)
    assert wire.click(1) == []
    assert wire.click(2) == [["patch", 2, 2, [[0, 0, 0, ["text", "2"]]]]]


def test_what_a_handler_does_to_the_language_ends_with_its_event() -> None:
    desk = Desk(Counter)
    desk.settle()
    for _ in range(2):
        desk.click("speak")
        assert desk.text.endswith("en-us")
    assert translation.get_language() == "en-us"


def test_an_async_handler_that_cancels_itself_has_failed() -> None:
    desk = Desk(Counter)
    desk.settle()
    desk.click("cancel")
    assert [told.code for told in desk.client.told] == ["failed"]
    assert desk.find("output").text == "0"
    desk.click("add")
    assert desk.find("output").text == "1"


def test_pushes_have_their_turns_when_everything_settles() -> None:
    desk = Desk(Counter)
    desk.settle()
    desk.click("push")
    assert desk.find("output").text == "3"


def test_a_push_from_another_thread_waits_for_the_test() -> None:
    desk = Desk(Counter)
    desk.settle()
    thread = threading.Thread(target=desk.component.soon, args=(desk.component.add_one,))
    thread.start()
    thread.join()
    assert desk.find("output").text == "0"
    desk.settle()
    assert desk.find("output").text == "1"


def test_a_timer_ticks_with_the_clock_and_each_tick_is_shown() -> None:
    desk = Desk(Counter)
    desk.settle()
    desk.click("start")
    desk.clock.advance(3.5)
    assert desk.find("output").text == "3"
    assert [json.loads(text)[1:3] for _, text in desk.client.connection.frames if text.startswith('["patch"')] == [
        [1, 1],
        [2, 1],
        [3, 1],
    ]


def test_timers_of_a_page_whose_client_is_away_go_on_and_end_with_it() -> None:
    desk = Desk(Counter)
    desk.settle()
    desk.click("start")
    component = desk.component
    desk.clock.advance(0.5)
    desk.client.connection.disconnect()
    desk.clock.advance(30)
    assert component.count == 30
    desk.clock.advance(300)
    assert component.count == 60  # the page is kept for a minute
    assert desk.line.page is None


def test_several_pages_of_one_clock_settle_together() -> None:
    clock = VirtualClock()
    one, other = Desk(Counter, clock), Desk(Counter, clock)
    clock.settle()
    other.component.soon(other.component.add_one)
    one.click("add")
    assert (one.find("output").text, other.find("output").text) == ("1", "1")


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")
async def test_where_a_loop_runs_an_async_method_cannot_and_the_error_says_what_to_do() -> None:
    desk = Desk(Counter)
    desk.settle()
    desk.click("add")
    assert desk.find("output").text == "1"
    with pytest.raises(TestingError, match=r"Line: an async method cannot run here.*await sync_to_async"):
        desk.click("cancel")
    del desk
    gc.collect()  # the method that did not run is told of here


async def test_from_async_tests_a_page_is_settled_in_a_thread() -> None:
    desk = Desk(Counter)
    desk.fire("click", "cancel")
    await sync_to_async(desk.settle)()
    assert [told.code for told in desk.client.told] == ["failed"]
