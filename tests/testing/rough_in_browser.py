"""Tests of `--ui=browser` that are to fail, each in its own way, and some that only a browser can judge."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.urls import path

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, li, output, ul
from pycomponents.testing import Locator, Page, Ui, expect
from pycomponents.testing.assertions import LocatorAssertions, PageAssertions
from pycomponents.testing.browser import stage as browser_stage
from pycomponents.testing.errors import NotInBrowser
from pycomponents.testing.page import Keyboard
from tests.testing.apps import Counter, Texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

pytestmark = pytest.mark.urls(__name__)


class Names(Component):
    """Who there is."""

    @event
    def add(self) -> None:
        User.objects.create(username="Ben")

    def render(self) -> Node:
        return div[button(on_click=self.add)["Add"], ul[(li(key=one.pk)[one.username] for one in User.objects.all())]]


class Seen(Component):
    """Whether it is seen, and how wide it is."""

    said: list[str] = state(factory=list[str])

    @event
    def seen(self) -> None:
        self.said.append("seen")

    @event
    def gone(self) -> None:
        self.said.append("gone")

    @event
    def resized(self, width: float) -> None:
        self.said.append(f"{width:.0f}")

    def render(self) -> Node:
        return div[
            button(on_visible=self.seen, on_hidden=self.gone)["Look"],
            button(on_resize=self.resized)["Pull"],
            output[" ".join(self.said)],
        ]


class Waiting(Component):
    """Waits for the test."""

    @event
    def wait(self) -> None:
        may_go_on.wait(10)

    def render(self) -> Node:
        return button(on_click=self.wait)["Wait"]


may_go_on = threading.Event()


def fails(request: HttpRequest) -> HttpResponse:
    raise LookupError("the view did not work")


urlpatterns = [path("fails/", fails)]


# These pass.


def test_what_a_test_writes_the_server_sees(ui: Ui, db: None) -> None:
    User.objects.create(username="Ann")
    page = ui.mount(Names)
    page.get_by_role("button").click()
    expect(page.get_by_role("listitem")).to_have_text(["Ann", "Ben"])
    assert page.last.queries == 2
    assert User.objects.count() == 2


@pytest.mark.django_db
def test_nothing_is_left_of_it(ui: Ui) -> None:
    assert User.objects.count() == 0
    expect(ui.mount(Names).get_by_role("listitem")).to_have_count(0)


def test_what_is_hidden_shown_and_resized_is_heard(ui: Ui) -> None:
    page = ui.mount(Seen)
    look = page.get_by_role("button", name="Look")
    look.hide()
    look.show()
    ui.clock.advance(0.15)  # at most one size in 100 ms is told
    page.get_by_role("button", name="Pull").resize(300, 40)
    expect(page.get_by_role("status")).to_contain_text("gone seen 300")


def test_what_only_playwright_has_is_there_too(ui: Any) -> None:
    page = ui.mount(Texts)
    assert page.evaluate("document.title") == "Texts"
    assert page.get_by_role("link", name="Pears").bounding_box()["width"] > 0
    with page.expect_popup() as popup:
        page.evaluate("open('about:blank')")
    assert popup.value.url == "about:blank"


_expect: Callable[[Any], Any] = expect
THINGS: list[tuple[type, Callable[[Any], Any]]] = [
    (Page, lambda page: page),
    (Locator, lambda page: page.get_by_role("button")),
    (Keyboard, lambda page: page.keyboard),
    (PageAssertions, _expect),
    (LocatorAssertions, lambda page: _expect(page.get_by_role("button"))),
]


@pytest.mark.parametrize(("ours", "theirs"), THINGS)
def test_each_word_of_ours_is_there_or_refused(ui: Any, ours: type, theirs: Callable[[Any], Any]) -> None:
    thing = theirs(ui.mount(Counter))
    words = [word for word in dir(ours) if not word.startswith("_") and word != "denied"]
    assert words
    for word in words:
        with suppress(NotInBrowser):
            assert hasattr(thing, word), word


# These fail.


def test_endless(ui: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_stage, "_SETTLE_SECONDS", 0.2)
    page = ui.mount(Waiting)
    try:
        page.get_by_role("button").click()
    finally:
        may_go_on.set()


def test_long_times(ui: Any) -> None:
    ui.clock.advance(3600)


def test_client(ui: Any) -> None:
    assert ui.mount(Counter).client


def test_alarms(ui: Any) -> None:
    assert ui.clock.next_alarm


def test_console(ui: Any) -> None:
    page = ui.mount(Counter)
    page.evaluate("console.error('mine')")
    page.get_by_role("button").click()


def test_nothing(ui: Any) -> None:
    ui.mount(Counter).get_by_role("button", name="Nothing").click()


def test_costs(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.get_by_role("button").click()
    expect(page).to_have_sent(max_bytes=1)


def test_damage(ui: Any) -> None:
    page = ui.mount(Counter)
    # Its own eyes are closed, so that it is not mended.
    page.evaluate("document.querySelector('button').setAttribute('title', 'mine')")
    page.get_by_role("button").click()


def test_view(ui: Any) -> None:
    ui.visit("/fails/")


def test_expect(ui: Any) -> None:
    expect(ui)
