"""What a test points at is found as a person would say it; what is not there, or there twice, is told with what is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, p
from pycomponents.testing import expect
from pycomponents.testing.errors import LocatorError
from pycomponents.testing.locators import Locator
from pycomponents.testing.page import Page
from tests.testing.apps import Texts, Todos

if TYPE_CHECKING:
    from pycomponents.testing.ui import Ui


class Chooser(Component):
    """A switch that is no input, and what hears of a script's own event."""

    on: bool = state(default=False)
    picked: int = state(0)

    @event
    def pick(self, detail: int) -> None:
        self.picked = detail

    @event
    def turn(self) -> None:
        self.on = not self.on

    def render(self) -> Node:
        return div(on_item_picked=self.pick)[
            button(role="switch", aria_checked=str(self.on).lower(), on_click=self.turn)["Dark"], p[self.picked]
        ]


WAYS: list[tuple[Callable[[Page], Locator], list[str]]] = [
    (lambda page: page.get_by_role("button"), ["button", "button"]),
    (lambda page: page.get_by_role("button", include_hidden=True), ["button", "button", "button"]),
    (lambda page: page.get_by_role("button", name="Hidden", include_hidden=True), ["button"]),
    (lambda page: page.get_by_role("button", name="eat"), ["button"]),
    (lambda page: page.get_by_role("button", name="Ea", exact=True), []),
    (lambda page: page.get_by_role("button", disabled=True), ["button"]),
    (lambda page: page.get_by_role("button", pressed=True), ["button"]),
    (lambda page: page.get_by_role("heading", level=2), ["h2"]),
    (lambda page: page.get_by_role("link", name=re.compile("^Pe")), ["a"]),
    (lambda page: page.get_by_role("checkbox", checked=True), ["input"]),
    (lambda page: page.get_by_label("colour"), ["input"]),
    (lambda page: page.get_by_label("Ripe", exact=True), ["input"]),
    (lambda page: page.get_by_text("are red"), ["p"]),
    (lambda page: page.get_by_text("red"), ["h2", "p"]),
    (lambda page: page.get_by_text("Pears", exact=True), ["a"]),
    (lambda page: page.get_by_placeholder("any"), ["input"]),
    (lambda page: page.get_by_title("too"), ["a"]),
    (lambda page: page.get_by_test_id("first"), ["a"]),
    (lambda page: page.locator("main > a"), ["a", "a"]),
    (lambda page: page.locator("a", has_text="are red"), ["a"]),
    (lambda page: page.locator("a").filter(has=page.locator("p")), ["a"]),
    (lambda page: page.locator("a").filter(has_not=page.locator("p"), has_not_text="Apples"), ["a"]),
    (lambda page: page.locator("button").filter(visible=False), ["button"]),
    (lambda page: page.get_by_role("main").get_by_role("link").last, ["a"]),
    (lambda page: page.locator("a").nth(5), []),
    (lambda page: page.locator("a").and_(page.get_by_title("Pears")), ["a"]),
    (lambda page: page.locator("h2").or_(page.locator("h1")), ["h1", "h2"]),
    (lambda page: page.get_by_alt_text("none").or_(page.locator("h1")), ["h1"]),
]


@pytest.mark.parametrize(("look", "tags"), WAYS)
def test_each_way_of_looking_finds_what_it_says(ui: Ui, look: Callable[[Page], Locator], tags: list[str]) -> None:
    assert [element.tag for element in look(ui.mount(Texts)).elements()] == tags


def test_a_locator_looks_each_time_that_it_is_used(ui: Ui) -> None:
    page = ui.mount(Todos)
    rows = page.get_by_role("listitem")
    assert rows.count() == 0
    page.get_by_label("What?").fill("Sleep")
    page.get_by_role("button", name="Add").click()
    assert rows.all_inner_texts() == ["Sleep ×"]
    assert [row.inner_text() for row in rows.all()] == ["Sleep ×"]


def test_what_is_not_there_is_told_with_what_is_called_alike(ui: Ui) -> None:
    page = ui.mount(Texts)
    with pytest.raises(LocatorError) as raised:
        page.get_by_role("button", name="Eet").click()
    text = str(raised.value)
    assert "this finds nothing" in text
    assert "Nearest: button 'Eat', button 'Cook'" in text
    assert "page.get_by_role('button', name='Eet')" in text
    assert '- button "Eat" [disabled]' in text


def test_a_role_that_nothing_has_is_told(ui: Ui) -> None:
    with pytest.raises(LocatorError, match="There is no slider at all"):
        ui.mount(Texts).get_by_role("slider").click()


def test_a_role_that_there_is_not_is_told_with_the_one_that_was_meant(ui: Ui) -> None:
    with pytest.raises(LocatorError, match=r"There is no role 'buton'\. Did you mean 'button'\?"):
        ui.mount(Texts).get_by_role("buton", name="Eat").click()


def test_what_is_there_but_hidden_is_told_with_the_reason(ui: Ui) -> None:
    with pytest.raises(LocatorError, match="There is <button> 'Hidden', but it is hidden by <div> 'Hidden': it has"):
        ui.mount(Texts).get_by_role("button", name="Hidden").click()


@pytest.mark.django_db
def test_on_a_page_of_an_error_its_status_is_told(ui: Ui) -> None:
    with pytest.raises(LocatorError, match="The site has answered 404 to /nowhere/"):
        ui.visit("/nowhere/").get_by_role("button").click()


def test_where_a_chain_breaks_off_is_told(ui: Ui) -> None:
    with pytest.raises(LocatorError, match=r"Up to \.get_by_role\('link'.*it does: page\.locator\('main'\)"):
        ui.mount(Texts).locator("main").get_by_role("link", name="Plums").get_by_text("x").click()


def test_what_is_there_twice_is_told_one_by_one(ui: Ui) -> None:
    with pytest.raises(LocatorError) as raised:
        ui.mount(Texts).get_by_role("link").click()
    text = str(raised.value)
    assert "this finds 2 elements" in text
    assert '0: <a data-testid="first" href="/apples/"> (link' in text or '0: <a href="/apples/"' in text
    assert ".nth(…)" in text


def test_what_an_element_holds_can_be_asked(ui: Ui) -> None:
    page = ui.mount(Texts)
    field, box, eat = page.get_by_label("Colour"), page.get_by_label("Ripe"), page.get_by_role("button", name="Eat")
    assert field.input_value() == "green"
    assert field.get_attribute("placeholder") == "any colour"
    assert box.is_checked()
    assert eat.is_disabled()
    assert not eat.is_enabled()
    assert page.get_by_text("Hidden").is_hidden()
    assert page.get_by_text("Nowhere").is_hidden()
    assert page.get_by_text("Pears").is_visible()
    box.set_checked(False)
    assert not box.is_checked()
    box.set_checked(True)
    assert box.is_checked()
    assert page.locator("a").all_text_contents() == ["Apples are red", "Pears"]
    assert page.get_by_test_id("first").text_content() == "Apples are red"
    assert page.get_by_role("heading", level=1).aria_snapshot() == '- heading "Fruit" [level=1]'


def test_a_switch_says_by_its_role_whether_it_is_on(ui: Ui) -> None:
    switch = ui.mount(Chooser).get_by_role("switch")
    assert not switch.is_checked()
    switch.click()
    assert switch.is_checked()
    expect(switch).to_be_checked()


def test_a_script_s_own_event_brings_its_detail(ui: Ui) -> None:
    page = ui.mount(Chooser)
    page.get_by_role("switch").dispatch_event("item-picked", {"detail": 3})
    assert page.locator("p").inner_text() == "3"
