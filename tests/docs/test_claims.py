"""What the guides say of a page's life, of what events bring and of content security policies holds."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
import pytest
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from playwright.sync_api import Page, expect

from pycomponents import Component, Node, event, state
from pycomponents.errors import PayloadError
from pycomponents.html import Markup, button, div, form, input, option, p, select
from tests.server import Server
from tests.web.client import connected, fact, facts, fetch, log_in, refusal
from tests.web.site import note, site


class Child(Component):
    name: str
    number: int = 0

    def mount(self) -> None:
        note(f"{self.name} mount")

    def update(self) -> None:
        note(f"{self.name} update")

    def connected(self) -> None:
        note(f"{self.name} connected")

    def disconnected(self) -> None:
        note(f"{self.name} disconnected")

    def unmount(self) -> None:
        note(f"{self.name} unmount")

    def render(self) -> Node:
        note(f"{self.name} render")
        return p[self.number]


class Parent(Component):
    """Its buttons stand at [0, 0], [0, 1], …"""

    number: int = state(0)

    def mount(self) -> None:
        note("parent mount")

    def connected(self) -> None:
        note("parent connected")

    def disconnected(self) -> None:
        note("parent disconnected")

    def unmount(self) -> None:
        note("parent unmount")

    @event
    def more(self) -> None:
        self.number += 1

    @event
    def fail(self) -> None:
        self.number = 100
        raise ValueError("meant")

    @event
    async def work(self) -> None:
        self.number += 1
        await asyncio.sleep(0.05)
        self.number += 1

    def render(self) -> Node:
        note("parent render")
        return div[
            button(on_click=self.more)["+"],
            button(on_click=self.fail)["fail"],
            button(on_click=self.work)["work"],
            Child(name="first", number=self.number),
            Child(name="second", key="second") if self.number == 1 else None,
        ]


class Visits(Component):
    """The buttons write to the session; the second saves it."""

    def connected(self) -> None:
        session = self.request.session
        note(f"visits: {session and session.get('visits')}")

    @event
    def count(self) -> None:
        if self.request.session is not None:
            self.request.session["visits"] = 1

    @event
    def save(self) -> None:
        self.count()
        if self.request.session is not None:
            self.request.session.save()

    def render(self) -> Node:
        return div[button(on_click=self.count)["count"], button(on_click=self.save)["save"]]


class Order(Component):
    """A form with controls of elements and one of raw HTML."""

    @event
    def send(self, size: str, secret: str, remark: str = "none") -> None:
        note(f"{size}, {secret}, {remark}")

    def render(self) -> Node:
        return form(on_submit=self.send)[
            select(name="size")[option["small"], option["large"]],
            input(type="hidden", name="secret", value="7"),
            Markup('<input name="remark">'),
        ]


class Styled(Component):
    width: int = state(1)

    @event
    def widen(self) -> None:
        self.width += 1

    def render(self) -> Node:
        return div(style={"width": f"{self.width}px"})[
            button(on_click=self.widen)["wider"], Markup(f"<b>{self.width}</b>")
        ]


def strict(request: HttpRequest) -> HttpResponseBase:
    response = Styled.as_view()(request)
    response["Content-Security-Policy"] = "default-src 'self'"
    return response


urlpatterns = site(
    path("parent/", Parent.as_view()),
    path("visits/", Visits.as_view()),
    path("order/", Order.as_view()),
    path("strict/", strict),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of these pages, where what is dropped is not kept for long."""
    folder: Path = tmp_path_factory.mktemp("claims")
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
        "PYCOMPONENTS_TEST_DATABASE": str(folder / "database.sqlite3"),
        "PYCOMPONENTS_TEST_SETTINGS": json.dumps({"ROOT_URLCONF": __name__}),
        "PYCOMPONENTS_TEST_PATCHES": json.dumps({"pycomponents.web.consumer.DROPPED_SECONDS": 0.2}),
    }
    with Server("tests.web.asgi:application", log=folder / "server.log", env=env) as server:
        yield server


def noted(server: Server) -> list[str]:
    notes: list[str] = facts(server)["notes"]
    return notes


async def test_each_hook_of_the_lifecycle_runs_when_the_guide_says(server: Server) -> None:
    page = fetch(server, "/parent/")
    assert noted(server) == ["parent mount", "parent render", "first mount", "first render"]
    async with connected(server) as socket:
        await socket.join(page)
        await socket.pong()
        assert noted(server) == ["parent connected", "first connected"]
        await socket.event([0, 0])
        assert noted(server) == [
            "parent render", "first update", "first render", "second mount", "second connected", "second render",
        ]  # fmt: skip
        await socket.event([0, 0])
        assert noted(server) == ["parent render", "second unmount", "first update", "first render"]
    gone: list[str] = []

    def has_gone() -> bool:
        gone.extend(noted(server))
        return "parent unmount" in gone

    await fact(has_gone)
    assert gone == ["parent disconnected", "first disconnected", "first unmount", "parent unmount"]


async def test_a_page_built_again_is_not_mounted_again(server: Server) -> None:
    page = fetch(server, "/parent/")
    fetch(server, "/forget/")
    noted(server)
    async with connected(server) as socket:
        await socket.join(page)
        await socket.pong()
        assert noted(server) == ["parent render", "first render", "parent connected", "first connected"]


async def test_a_failure_takes_state_back_and_tells_the_user_a_number(server: Server) -> None:
    page = fetch(server, "/parent/")
    async with connected(server) as socket:
        await socket.join(page)
        answer = await socket.event([0, 1])
        assert answer[:3] == ["refused", 1, "failed"]
        assert f"Parent.fail raised, reference {answer[3]}" in server.log_text()
        assert "100" not in str(await socket.event([0, 0]))


async def test_what_an_async_handler_changes_is_shown_at_its_end_and_the_next_event_waits(server: Server) -> None:
    page = fetch(server, "/parent/")
    async with connected(server) as socket:
        await socket.join(page)
        await socket.send(socket.message([0, 2]))
        await socket.send(socket.message([0, 0]))
        await socket.answer(2)
        texts = [frame[3][0][-1] for frame in socket.seen if frame[0] == "patch"]
        assert texts == [["text", "2"], ["text", "3"]]


async def test_who_has_logged_in_joins_what_an_anonymous_visitor_was_shown(server: Server) -> None:
    ticket = fetch(server, "/parent/").ticket
    assert await refusal(server, ticket, cookie=log_in(server, "ada")) == 0
    assert await refusal(server, ticket) == 0


async def test_an_event_must_save_the_session(server: Server) -> None:
    cookie = log_in(server, "ada")
    for button_index, visits in ((0, None), (1, 1)):
        page = fetch(server, "/visits/", cookie=cookie)
        async with connected(server, cookie=cookie) as socket:
            await socket.join(page)
            await socket.event([0, button_index])
        noted(server)
        async with connected(server, cookie=cookie) as socket:
            await socket.join(fetch(server, "/visits/", cookie=cookie))
            await socket.pong()
            assert f"visits: {visits}" in noted(server)


async def test_only_fields_that_the_page_shows_and_values_that_it_offers_are_taken(server: Server) -> None:
    page = fetch(server, "/order/")
    noted(server)
    offered = [["size", "large"], ["secret", "7"]]
    async with connected(server) as socket:
        await socket.join(page)
        await socket.event([0], "submit", {"form": [*offered, ["remark", "raw"], ["other", "x"]]})
        assert noted(server) == ["large, 7, none"]
        for wrong in (["size", "huge"], ["secret", "8"]):
            answer = await socket.event([0], "submit", {"form": [*offered, wrong]})
            assert answer[2:] == ["invalid", wrong[0]]


def test_the_policy_of_the_guide_is_enough(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/strict/")
    page.get_by_role("button").click()
    expect(page.locator("b")).to_have_text("2")
    expect(page.locator("div").first).to_have_css("width", "2px")


class Colour(Enum):
    RED = "red"


class Kinds(Component):
    """One event for each line of the guide's table of annotations."""

    @event
    def text(self, x: str) -> None: ...
    @event
    def whole(self, x: int) -> None: ...
    @event
    def float_(self, x: float) -> None: ...
    @event
    def decimal(self, x: Decimal) -> None: ...
    @event
    def flag(self, x: bool) -> None: ...
    @event
    def value_flag(self, value: bool) -> None: ...
    @event
    def day(self, x: date) -> None: ...
    @event
    def hour(self, x: time) -> None: ...
    @event
    def moment(self, x: datetime) -> None: ...
    @event
    def uuid(self, x: UUID) -> None: ...
    @event
    def enum(self, x: Colour) -> None: ...
    @event
    def literal(self, x: Literal["a", "b"]) -> None: ...
    @event
    def optional(self, x: int | None) -> None: ...
    @event
    def optional_text(self, x: str | None) -> None: ...
    @event
    def many(self, x: list[int]) -> None: ...
    @event
    def tuples(self, x: tuple[int, ...]) -> None: ...
    @event
    def sets(self, x: set[str]) -> None: ...
    @event
    def constrained(self, x: Annotated[int, msgspec.Meta(ge=1)]) -> None: ...
    @event
    def bare(self, x) -> None: ...  # type: ignore[no-untyped-def]  # pyright: ignore[reportUnknownParameterType, reportMissingParameterType]
    @event
    def missing(self, y: int = 3) -> None: ...


ID = "6f9619ff-8b86-4011-b42d-00c04fc964ff"
TAKEN: list[tuple[str, list[str], Any]] = [
    ("text", [""], ""),
    ("whole", ["-7"], -7),
    ("float_", ["1e3"], 1000.0),
    ("decimal", ["2.5"], Decimal("2.5")),
    ("flag", [], False),
    ("flag", ["on"], True),
    ("flag", ["false"], False),
    ("day", ["2026-07-31"], date(2026, 7, 31)),
    ("hour", ["10:30"], time(10, 30)),
    ("moment", ["2026-07-31T10:30"], datetime(2026, 7, 31, 10, 30)),  # noqa: DTZ001  the control has no zone
    ("moment", ["2026-07-31T10:30:15"], datetime(2026, 7, 31, 10, 30, 15)),  # noqa: DTZ001
    ("uuid", [ID], UUID(ID)),
    ("enum", ["red"], Colour.RED),
    ("literal", ["a"], "a"),
    ("optional", [""], None),
    ("optional", ["7"], 7),
    ("optional_text", [""], ""),
    ("many", ["1", "2"], [1, 2]),
    ("many", [], []),
    ("tuples", ["1"], (1,)),
    ("sets", ["a", "a"], {"a"}),
    ("constrained", ["1"], 1),
    ("bare", ["7"], "7"),
    ("missing", [], 3),
]
REFUSED: list[tuple[str, list[str]]] = [
    ("text", []),
    ("whole", ["3.5"]),
    ("whole", [""]),
    ("float_", ["inf"]),
    ("day", ["today"]),
    ("enum", ["blue"]),
    ("literal", ["c"]),
    ("many", ["1", "x"]),
    ("constrained", ["0"]),
]


def converted(name: str, texts: list[str]) -> object:
    (argument,) = getattr(Kinds(), name).arguments_for("submit", {"form": [("x", text) for text in texts]})
    return argument


@pytest.mark.parametrize(("name", "texts", "expected"), TAKEN)
def test_a_field_is_taken_as_its_annotation_says(name: str, texts: list[str], expected: object) -> None:
    assert converted(name, texts) == expected
    assert type(converted(name, texts)) is type(expected)


@pytest.mark.parametrize(("name", "texts"), REFUSED)
def test_a_field_that_does_not_fit_is_refused(name: str, texts: list[str]) -> None:
    with pytest.raises(PayloadError, match=r"^x$"):
        converted(name, texts)


def test_a_value_is_a_flag_by_its_words() -> None:
    said = {
        text: Kinds().value_flag.arguments_for("input", {"value": text}) for text in ("true", "on", "1", "off", "0")
    }
    assert said == {"true": (True,), "on": (True,), "1": (True,), "off": (False,), "0": (False,)}
