"""The page of a story: it comes alive, hears what its component tells, and can be built again from its ticket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.http import Http404
from django.test import RequestFactory

from pycomponents import Component, Event, Node, event, state
from pycomponents.errors import CodecError, PropError
from pycomponents.html import button, div, input, li, p, ul
from pycomponents.stories import story
from pycomponents.stories.page import TAKEN, StoryPage
from pycomponents.web.building import first_page, page_from, rendered_pages
from pycomponents.web.request import from_http
from pycomponents.web.ticket import unseal
from tests.runtime.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse


class Counter(Component):
    step: int = 1
    count: int = state(0)

    @event
    def more(self) -> None:
        self.count += self.step

    def render(self) -> Node:
        return button(on_click=self.more)[f"count {self.count}"]


class Picker(Component):
    on_picked: Event[[str]]
    on_left: Event[[]]
    on_checked: Event[[bool]] | None = None

    @event
    def pick(self, fruit: str) -> None:
        self.on_picked(fruit)

    def render(self) -> Node:
        return div[
            button(on_click=self.pick.bind("pear"))["pear"],
            button(on_click=self.on_left)["leave"],
            input(type="checkbox", on_change=self.on_checked),
        ]


@story
def counter(step: int = 2) -> Node:
    return p[Counter(step=step)]


@story
def picker(on_picked: Event[[str]], on_left: Event[[]]) -> Node:
    return Picker(on_picked=on_picked, on_left=on_left)


alone = story(Picker, name="alone")


def users() -> list[User]:
    return [User.objects.get_or_create(username=name)[0] for name in ("ada", "grace")]


@story(fixtures=[users])
def listing(users: list[User], upper: bool = False) -> Node:
    return ul[(li[user.username.upper() if upper else user.username] for user in users)]


def heard(client: Client) -> tuple[str, ...]:
    page = client.page.tree.root.component
    assert isinstance(page, StoryPage)
    return page.heard


def test_a_story_comes_alive() -> None:
    client = Client(counter.description(step=5))
    client.click("count 0")
    client.check()
    assert "count 5" in client.text


def test_what_its_component_tells_by_events_is_heard() -> None:
    for one in (picker, alone):
        client = Client(one.description())
        client.click("pear")
        client.click("leave")
        assert heard(client) == ("on_picked('pear')", "on_left()")


def test_an_event_that_may_be_left_out_is_heard_too() -> None:
    client = Client(alone.description())
    client.event("change", client.address(lambda element: element.tag == "input"))
    assert heard(client) == ("on_checked()",)


def test_what_is_heard_is_bounded() -> None:
    client = Client(picker.description())
    for _ in range(105):
        client.click("leave")
    assert len(heard(client)) == 100


def test_no_knob_has_the_name_of_what_its_page_has() -> None:
    assert {name for name in vars(StoryPage) if not name.startswith("_")} <= TAKEN


def get(view: Callable[..., HttpResponse], **arguments: object) -> str:
    return view(RequestFactory().get("/"), **arguments).content.decode()


def test_as_a_view_its_knobs_are_props() -> None:
    assert 'data-pc="0"' in get(counter.component.as_view())
    assert "count 0" in get(counter.component.as_view(step=3), step="4")
    with pytest.raises(Http404):
        get(counter.component.as_view(), step="x")
    with pytest.raises(PropError, match=r"story::tests/counter\.as_view\(stp=…\): there is no such prop"):
        counter.component.as_view(stp=1)


def built_again(description: Component) -> str:
    """What another worker shows, which has nothing but the ticket."""
    request = from_http(RequestFactory().get("/"))
    _, html, ticket = first_page(description, request)
    vars(rendered_pages)["_things"].clear()
    assert page_from(unseal(ticket), request).html() == html
    return html


def test_it_is_built_again_from_its_ticket() -> None:
    built_again(counter.description(step=7))
    built_again(picker.description())


@pytest.mark.django_db
def test_what_fixtures_made_is_kept_and_not_made_again() -> None:
    html = built_again(listing.description(upper=True))
    assert re.findall(r"<li>(\w+)</li>", html) == ["ADA", "GRACE"]
    assert User.objects.count() == 2


def test_a_fixture_whose_result_cannot_be_kept_says_so() -> None:
    def numbers() -> object:
        return ["x"]

    @story(fixtures=[numbers])
    def summing(numbers: list[int]) -> Node:
        return p[len(numbers)]

    with pytest.raises(CodecError, match=r"story::tests/summing\.numbers cannot be kept"):
        first_page(summing.description(), from_http(RequestFactory().get("/")))


def test_a_story_shows_one_element() -> None:
    @story
    def several() -> Node:
        return [p["a"], p["b"]]

    with pytest.raises(Exception, match=r"story::tests/several\.render\(\)"):
        Client(several.description())


def test_the_classes_of_pages_are_told_apart_by_their_stories() -> None:
    names = {one.component.__qualname__ for one in (counter, picker, alone, listing)}
    assert names == {f"story::tests/{name}" for name in ("counter", "picker", "alone", "listing")}
