"""What is always true of a page is looked at after each interaction, and said so that one can mend it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from pycomponents import Component, Node, event, state
from pycomponents.html import button, dialog, div, input, p, span
from pycomponents.testing.assertions import expect
from pycomponents.testing.document.dom import Text
from pycomponents.testing.errors import TestingError
from pycomponents.testing.standing import CHECKS

if TYPE_CHECKING:
    from pycomponents.testing.ui import Ui

numbers = count()


class Twice(Component):
    """Two elements of one id."""

    def render(self) -> Node:
        return div[span("#one"), span("#one")]


class Nameless(Component):
    """A button that nobody can call, a field that nobody can name, a reference to nothing."""

    def render(self) -> Node:
        return div[button[span], input(type="text"), p(aria_labelledby="gone")["x"]]


class Impure(Component):
    """Renders something else each time."""

    def render(self) -> Node:
        return p[next(numbers)]


class Mutable:
    """Nothing that can be written down."""


class Forgetful(Component):
    """Shows what its state does not say."""

    count: int = state(0)

    def mount(self) -> None:
        self.__dict__["_beside"] = 3

    @event
    def add(self) -> None:
        self.count += 1
        self.__dict__["_beside"] = 5

    def render(self) -> Node:
        return div[button(on_click=self.add)["Add"], p[self.__dict__.get("_beside", 0)]]


class Asking(Component):
    """A dialog that the browser opens by itself, and a counter beside it."""

    count: int = state(0)

    @event
    def add(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[
            button(command="show-modal", commandfor="sure")["Ask"],
            dialog("#sure", aria_label="Sure?")[button(on_click=self.add)[f"Yes ({self.count})"]],
        ]


class Share(Component):
    """Raises where there is nobody."""

    people: int = state(1)

    @event
    def leave(self) -> None:
        self.people -= 1

    def render(self) -> Node:
        return p[button(on_click=self.leave)["Leave"], 60 // self.people]


class Beside(Component):
    """A component that may raise, and one that goes on."""

    def render(self) -> Node:
        return div[Share(), Asking()]


class Tidy(Component):
    """Nothing is wrong with it."""

    def render(self) -> Node:
        return div[button["Go"], p["Text"]]


FOUND: list[tuple[type[Component], str, str]] = [
    (Twice, "unique-ids", "2 elements have the id 'one'."),
    (Nameless, "named-controls", "a button has no name. At div > button."),
    (Nameless, "named-controls", "a textbox has no name. At div > input."),
    (Nameless, "named-controls", "aria-labelledby names 'gone', which is not there. At div > p."),
    (Impure, "pure-render", "Impure renders something else the second time"),
    (Forgetful, "survives", "built again from its state it shows something else: '3' before, '0' now"),
]


@pytest.mark.parametrize(("cls", "check", "text"), FOUND)
def test_what_is_wrong_is_found_and_named(ui: Ui, cls: type[Component], check: str, text: str) -> None:
    with pytest.raises(TestingError) as raised:
        ui.mount(cls)
    assert f"{check}: {text}" in str(raised.value)
    assert "@pytest.mark.ui(unchecked=[" in str(raised.value)


@pytest.mark.ui(unchecked=["unique-ids"])
def test_a_check_can_be_marked_off(ui: Ui) -> None:
    ui.mount(Twice)


@pytest.mark.ui(unchecked=["named-controls", "pure-render", "survives"])
def test_several_can(ui: Ui) -> None:
    for cls in (Nameless, Impure, Forgetful):
        ui.mount(cls)


def test_a_document_that_is_not_what_the_server_takes_it_for_is_found(ui: Ui) -> None:
    page = ui.mount(Tidy)
    text = page.locator("p").element().children[0]
    assert isinstance(text, Text)
    text.data = "changed by nobody"
    with pytest.raises(TestingError, match="same-document: the server says 'Text', the document 'changed by nobody'"):
        page.get_by_role("button").click()


def test_a_dialog_that_the_browser_has_opened_is_as_the_server_left_it(ui: Ui) -> None:
    page = ui.mount(Asking)
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("dialog").get_by_role("button")).to_have_text("Yes (1)")


def test_a_page_goes_on_beside_the_fallback_of_a_component_that_has_raised(ui: Ui) -> None:
    page = ui.mount(Beside)
    with ui.errors("ZeroDivisionError"):
        page.get_by_role("button", name="Leave").click()
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("button", name="Yes")).to_have_text("Yes (1)")


def test_inline_code_is_found(ui: Ui) -> None:
    page = ui.mount(Tidy)
    page.document.body.attributes["onclick"] = "go()"
    with pytest.raises(TestingError, match="no-inline-code: onclick= is dropped"):
        page.get_by_role("button").click()


def test_each_check_is_known_by_its_name() -> None:
    assert {*CHECKS} == {
        "unique-ids", "no-inline-code", "named-controls", "same-document", "survives", "pure-render",
    }  # fmt: skip


class Late(Component):
    """Raises when a second has passed."""

    def connected(self) -> None:
        self.after(1, self.fail)

    def fail(self) -> None:
        raise ValueError("too late")

    def render(self) -> Node:
        return p["x"]


def test_what_is_raised_as_time_passes_fails_the_test(ui: Ui) -> None:
    ui.mount(Late)
    with pytest.raises(ValueError, match="too late"):
        ui.clock.advance(2)
    ui.mount(Late)
    with ui.errors("too late"):
        ui.clock.advance(2)


def test_what_nobody_has_asked_for_is_raised_at_the_end(ui: Ui) -> None:
    user = ui.user()
    user.mount(Late)
    ui.clock.advanced = lambda: None
    ui.clock.advance(2)
    with pytest.raises(ValueError, match="too late"):
        ui.close()
