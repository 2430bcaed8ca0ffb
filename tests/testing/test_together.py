"""A person at a live page: what actions fire the client hears, and what the server answers stands in the document."""

from __future__ import annotations

from functools import partial
from typing import Any

from pycomponents import Component, event, state
from pycomponents.html import button, div, form, input, label, li, option, output, select, ul
from pycomponents.testing.hands import actions, focus
from pycomponents.testing.hands.controls import is_checked, value_of
from pycomponents.testing.hands.window import Window
from tests.testing.desks import Desk


class Todos(Component):
    """Something to write, to tick and to choose."""

    items: list[str] = state(factory=list[str])
    done: list[str] = state(factory=list[str])
    order: str = state("new")
    typed: str = state("")

    @event
    def add(self, text: str) -> None:
        self.items.append(text)

    @event
    def tick(self, item: str, checked: bool) -> None:
        self.done = [*self.done, item] if checked else [one for one in self.done if one != item]

    @event
    def choose(self, value: str) -> None:
        self.order = value

    @event
    def type(self, value: str) -> None:
        self.typed = value

    def render(self) -> Any:
        return div[
            form(on_submit=self.add, reset=True)[
                label(for_="text")["What"],
                input(id="text", name="text", required=True, on_input=self.type.debounce(300)),
                button["Add"],
            ],
            select(on_change=self.choose)[
                (option(value=name, selected=self.order == name, key=name)[name] for name in ("new", "old"))
            ],
            ul[
                (
                    li(key=item)[
                        input(type="checkbox", checked=item in self.done, on_change=self.tick.bind(item)), item
                    ]
                    for item in self.items
                )
            ],
            output[f"{len(self.done)} of {len(self.items)}, {self.order}, {self.typed}"],
        ]


def opened() -> tuple[Desk, Window]:
    desk = Desk(Todos)
    window = Window(desk.document, desk.client.dispatch)
    desk.client.focus = partial(focus.move, window)
    desk.settle()
    return desk, window


def test_a_form_is_filled_sent_and_empty_again() -> None:
    desk, window = opened()
    actions.fill(window, desk.find("input"), "Buy milk")
    actions.click(window, desk.find("Add"))
    desk.settle()
    assert desk.find("output").text == "0 of 1, new, Buy milk"  # what was debounced went ahead of the form
    assert value_of(desk.find("input")) == ""
    desk.check()


def test_what_is_not_valid_is_not_sent() -> None:
    desk, window = opened()
    actions.click(window, desk.find("Add"))
    desk.settle()
    assert desk.events == []


def test_enter_sends_and_one_goes_on_typing() -> None:
    desk, window = opened()
    for text in ("one", "two"):
        actions.press_sequentially(window, desk.find("input"), text)
        actions.press(window, desk.find("input"), "Enter")
        desk.settle()
    assert desk.find("ul").text == "onetwo"
    assert desk.document.focused is desk.find("input")


def test_a_box_is_ticked_and_an_option_chosen() -> None:
    desk, window = opened()
    actions.fill(window, desk.find("input"), "one")
    actions.click(window, desk.find("Add"))
    desk.settle()
    box = next(one for one in desk.document.elements() if one.attributes.get("type") == "checkbox")
    actions.check(window, box)
    actions.select_option(window, desk.find("select"), "old")
    desk.settle()
    assert desk.find("output").text == "1 of 1, old, one"
    actions.uncheck(window, box)
    desk.settle()
    assert not is_checked(box)
    assert desk.find("output").text == "0 of 1, old, one"
    desk.check()
