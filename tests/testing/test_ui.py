"""The kit's front door: pages are opened, by one person or several, worked with, left and come back to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseRedirect
from django.test import override_settings
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext

from pycomponents import Component, Node, event, state
from pycomponents.errors import PropError
from pycomponents.html import a, button, div, form, h1, input, label, output, p
from pycomponents.testing import TestingError, Ui, expect
from tests.testing.apps import Broken, Counter, Todos

if TYPE_CHECKING:
    from django.http import HttpRequest


class Card(Component):
    """Is given what to show."""

    children: Node = None

    def render(self) -> Node:
        return div[h1["Card"], self.children]


class Who(Component):
    """Says who looks at it, where, in which language and zone."""

    @event
    def look(self) -> None:
        pass

    def render(self) -> Node:
        request = self.request
        zone = timezone.get_current_timezone_name()
        return div[button(on_click=self.look)["Look"], p[f"{request.user} {request.url} {gettext('Yes')} {zone}"]]


class Asks(Component):
    """Asks before it does anything."""

    done: int = state(0)

    @event
    def delete(self) -> None:
        self.done += 1

    def render(self) -> Node:
        return div[button(on_click=self.delete.confirm("Delete it?"))["Delete"], output[self.done]]


class Search(Component):
    """Is told what is typed when nobody has typed for a while."""

    text: str = state("")

    @event
    def search(self, value: str) -> None:
        self.text = value

    def render(self) -> Node:
        return div[label["Search", input(type="search", on_input=self.search.debounce(300))], output[self.text]]


class Rows(Component):
    """Reads and writes the database, by both ways."""

    @event
    def add(self) -> None:
        User.objects.create_user("ada")

    @event
    async def add_later(self) -> None:
        await User.objects.acreate(username="bob")

    def render(self) -> Node:
        names = ", ".join(user.username for user in User.objects.order_by("pk"))
        return div[button(on_click=self.add)["Add"], button(on_click=self.add_later)["Later"], output[names]]


class Page(Component):
    """One of two that lead to each other."""

    name: str

    def render(self) -> Node:
        return div[
            h1[self.name],
            a(href="/two/?from=one")["On"],
            a(href="https://example.org/")["Away"],
            a(href="#below")["Below"],
            form(action="/echo/", method="post")[input(name="text", aria_label="Text"), button["Send"]],
        ]


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<title>Echo</title><p>{request.POST['text']}")


def no_page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("x", content_type="text/csv", status=418)


def login(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = True
    return HttpResponseRedirect("/two/?from=login")


urlpatterns = [
    path("one/", Page.as_view(name="One")),
    path("two/", Page.as_view(name="Two")),
    path("echo/", echo),
    path("export/", no_page),
    path("login/", login),
]
site = override_settings(ROOT_URLCONF=__name__)


# Opening.


def test_a_class_and_its_props(ui: Ui) -> None:
    expect(ui.mount(Counter, start=4).get_by_role("status")).to_have_text("4")


def test_a_component_with_all_that_it_has(ui: Ui) -> None:
    page = ui.mount(Card()[p["Tea"], Counter(start=2)])
    expect(page.get_by_text("Tea")).to_be_visible()
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("3")


def test_a_prop_that_it_does_not_have_is_told(ui: Ui) -> None:
    with pytest.raises(PropError, match="stert"):
        ui.mount(Counter, stert=4)


def test_props_given_twice_are_told(ui: Ui) -> None:
    with pytest.raises(TestingError, match="it has its props already: start would be given twice"):
        ui.mount(Counter(start=1), start=2)


def test_what_raises_in_its_first_render_is_raised(ui: Ui) -> None:
    class Never(Component):
        def render(self) -> Node:
            raise ZeroDivisionError("at once")

    with pytest.raises(ZeroDivisionError, match="at once"):
        ui.mount(Never)


@pytest.mark.django_db
def test_who_looks_and_how_is_said(ui: Ui) -> None:
    ada = User.objects.create_user("ada")
    page = ui.mount(Who, user=ada, url="/here/?x=1", language="de", time_zone="Asia/Tokyo")
    text = page.get_by_role("paragraph")
    expect(text).to_have_text("ada /here/?x=1 Ja Asia/Tokyo")
    page.get_by_role("button").click()
    expect(text).to_have_text("ada /here/?x=1 Ja Asia/Tokyo")
    assert translation.get_language() == "en-us"


@pytest.mark.django_db
def test_several_people_have_cookies_of_their_own(ui: Ui) -> None:
    ada, bob = (ui.user(User.objects.create_user(name)) for name in ("ada", "bob"))
    for person, name in ((ada, "ada"), (bob, "bob"), (ui, "AnonymousUser")):
        expect(person.mount(Who).get_by_role("paragraph")).to_contain_text(f"{name} /")


# The site.


@site
def test_a_page_of_the_site_is_visited_and_left_by_a_link(ui: Ui) -> None:
    page = ui.visit("/one/")
    expect(page).to_have_title("Page")
    page.get_by_role("link", name="On").click()
    expect(page).to_have_url("/two/?from=one")
    expect(page.get_by_role("heading")).to_have_text("Two")
    page.reload()
    expect(page).to_have_url("/two/?from=one")


@site
def test_a_link_within_the_page_loads_nothing(ui: Ui) -> None:
    page = ui.visit("/one/")
    heading = page.get_by_role("heading").element()
    page.get_by_role("link", name="Below").click()
    expect(page).to_have_url("/one/#below")
    assert page.get_by_role("heading").element() is heading


@site
def test_a_link_away_is_told(ui: Ui) -> None:
    page = ui.visit("/one/")
    with pytest.raises(TestingError, match=r"this leaves the site: 'https://example.org/'"):
        page.get_by_role("link", name="Away").click()


@site
def test_a_form_with_an_action_is_posted(ui: Ui) -> None:
    page = ui.visit("/one/")
    page.get_by_label("Text").fill("Hello")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Hello")).to_be_visible()
    expect(page).to_have_title("Echo")


@site
@pytest.mark.django_db
def test_redirections_are_followed_and_cookies_kept(ui: Ui) -> None:
    page = ui.visit("/login/")
    expect(page).to_have_url("/two/?from=login")
    assert page.served is not None
    assert page.served.tree.request.session is not None
    assert page.served.tree.request.session["seen"] is True


@site
def test_what_is_no_page_is_told(ui: Ui) -> None:
    with pytest.raises(TestingError, match="Got: str '418 text/csv'"):
        ui.visit("/export/")


@site
def test_a_page_of_an_error_is_a_page_too(ui: Ui) -> None:
    page = ui.visit("/nowhere/")
    assert page.status == 404
    expect(page.get_by_role("heading")).to_have_text("Not Found")


# What happens.


def test_time_stands_still_until_it_is_moved(ui: Ui) -> None:
    page = ui.mount(Search)
    page.get_by_label("Search").fill("tea")
    expect(page.get_by_role("status")).to_have_text("")
    ui.clock.advance(0.2)
    expect(page.get_by_role("status")).to_have_text("")
    ui.clock.advance(0.1)
    expect(page.get_by_role("status")).to_have_text("tea")


def test_what_django_takes_for_now_goes_with_it(ui: Ui) -> None:
    ui.set_time(datetime(2026, 1, 1, 12, tzinfo=UTC))
    ui.clock.advance(90)
    assert timezone.now() == datetime(2026, 1, 1, 12, 1, 30, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused(ui: Ui) -> None:
    with pytest.raises(TestingError, match="this time has no time zone"):
        ui.set_time(datetime(2026, 1, 1, 12))  # noqa: DTZ001  that is what is refused


def test_a_question_is_answered(ui: Ui) -> None:
    page = ui.mount(Asks)
    delete, done = page.get_by_role("button"), page.get_by_role("status")
    with ui.answering(answer=False) as asked:
        delete.click()
    assert asked == ["Delete it?"]
    expect(done).to_have_text("0")
    with ui.answering(lambda question: "Delete" in question):
        delete.click()
    expect(done).to_have_text("1")


def test_a_question_that_nobody_answers_is_told(ui: Ui) -> None:
    with pytest.raises(TestingError, match=r"the page asks: 'Delete it\?'.*with ui.answering\(True\)"):
        ui.mount(Asks).get_by_role("button").click()


def test_what_a_handler_raises_fails_the_test_with_its_own_traceback(ui: Ui) -> None:
    page = ui.mount(Broken)
    with pytest.raises(ValueError, match="the handler did not work") as raised:
        page.get_by_role("button", name="Fail").click()
    assert raised.traceback[-1].name == "fail"


def test_what_a_render_raises_does_too(ui: Ui) -> None:
    with pytest.raises(KeyError, match="the render did not work"):
        ui.mount(Broken).get_by_role("button", name="Break").click()


def test_what_is_expected_to_raise_shows_its_fallback(ui: Ui) -> None:
    page = ui.mount(Broken)
    with ui.errors("render did not work") as raised:
        page.get_by_role("button", name="Break").click()
    assert [type(error) for error in raised] == [KeyError]
    assert isinstance(page.last.exception, KeyError)
    expect(page.get_by_text("Still here")).to_be_hidden()


@pytest.mark.parametrize("match", [None, "something else"])
def test_what_was_expected_and_did_not_come_is_told(ui: Ui, match: str | None) -> None:
    page = ui.mount(Broken)
    with pytest.raises(AssertionError, match="No component has raised anything"), ui.errors(match):
        page.keyboard.press("Tab")


@pytest.mark.django_db
def test_handlers_see_what_the_test_has_written_and_the_test_what_they_have(ui: Ui) -> None:
    User.objects.create_user("eve")
    page = ui.mount(Rows)
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Later").click()
    expect(page.get_by_role("status")).to_have_text("eve, ada, bob")
    assert User.objects.count() == 3
    assert page.last.queries >= 1
    assert any("INSERT" in statement.text for statement in page.last.statements)


# Looking inside.


def test_state_and_components_can_be_looked_into(ui: Ui) -> None:
    page = ui.mount(Todos)
    page.get_by_label("What?").fill("Sleep")
    page.keyboard.press("Enter")
    assert page.component(Todos).todos == ["Sleep"]
    assert page.state() == "Todos: show = 'all'\nTodos: todos = ['Sleep']"
    assert [(change.field, change.after) for change in page.last.changes] == [("todos", "['Sleep']")]
    assert page.last.rendered == ["Todos"]
    with pytest.raises(TestingError, match=r"there are 0 of Counter on this page.*Got: str 'Todos'"):
        page.component(Counter)


def test_a_row_says_what_answers_there(ui: Ui) -> None:
    page = ui.mount(Todos)
    for text in ("Sleep", "Eat"):
        page.get_by_label("What?").fill(text)
        page.get_by_role("button", name="Add").click()
    assert "@click=Todos.remove(1)" in page.get_by_role("listitem").last.html()


# What can go wrong.


def test_what_is_done_while_the_line_is_broken_is_done_later(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.disconnect()
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("0")
    page.reconnect()
    expect(page.get_by_role("status")).to_have_text("1")


def test_a_lost_worker_is_replaced_and_what_was_typed_stays(ui: Ui) -> None:
    page = ui.mount(Todos)
    page.get_by_label("What?").fill("Sleep")
    page.restart_server()
    expect(page.get_by_label("What?")).to_have_value("Sleep")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("listitem")).to_have_count(1)


def test_frames_can_be_late_and_tampered_with(ui: Ui) -> None:
    page = ui.mount(Counter)
    connection = page.client.connection
    connection.delay(500)
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("0")
    ui.clock.advance(1)
    expect(page.get_by_role("status")).to_have_text("1")
    connection.delay(0)

    def elsewhere(frame: list[Any]) -> None:
        frame[3] = [99, 0]

    connection.tamper(elsewhere)
    with pytest.raises(TestingError, match="refused_unknown"):
        page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("1")


def test_pages_end_with_their_test() -> None:
    gone: list[str] = []

    class Leaves(Component):
        def disconnected(self) -> None:
            gone.append("disconnected")

        def unmount(self) -> None:
            gone.append("unmounted")

        def render(self) -> Node:
            return p["Here"]

    with Ui() as ui:
        ui.mount(Leaves)
    assert gone == ["disconnected", "unmounted"]
