"""What a form or control may bring (T06, T11)."""

from __future__ import annotations

from typing import Any

import pytest

from pycomponents import Component, event, state
from pycomponents.component.event_types import SubmitEvent
from pycomponents.html import button, div, fieldset, form, input, legend, optgroup, option, p, select, textarea
from tests.runtime.client import Client


class Note(Component):
    """A field of somebody else's form."""

    def render(self) -> Any:
        return p[textarea(name="note")]


class Order(Component):
    got: list[Any] = state(factory=list)

    @event
    def order(self, event: SubmitEvent) -> None:
        self.got = [list(pair) for pair in event.form]

    def render(self) -> Any:
        return div[
            form("#order", on_submit=self.order)[
                input(name="text"),
                input(name="off", disabled=True),
                input(type="hidden", name="pk", value="7"),
                input(type="checkbox", name="box"),
                input(type="checkbox", name="many", value="1"),
                input(type="checkbox", name="many", value="2"),
                input(type="radio", name="size", value="s"),
                input(type="radio", name="size", value="l", disabled=True),
                select(name="colour")[
                    option(value="r")["red"],
                    optgroup(label="x", disabled=True)[option(value="b")["blue"]],
                    option(disabled=True, value="g")["green"],
                    option[" dark   grey "],
                ],
                fieldset(disabled=True)[legend[input(name="legend")], input(name="inside")],
                Note(),
                input(name="elsewhere", form="another"),
                input(type="file", name="file"),
                button(name="do", value="save")["save"],
                button(type="button", name="plain", value="x")["plain"],
                input(type="image", name="picture"),
            ],
            input(name="far", form="order"),
            input(name="outside"),
            fieldset(disabled=True)[input(name="far off", form="order")],
        ]


def submits(*pairs: Any) -> tuple[list[Any], list[Any]]:
    client = Client(Order())
    frames = client.event("submit", [0, 0], {"form": list(pairs)})
    component: Any = client.page.tree.root.component
    return list(component.got), [frame[2:] for frame in frames if frame[0] == "refused"]


@pytest.mark.parametrize(
    "pair",
    [
        ["text", "anything"],
        ["pk", "7"],
        ["box", "on"],
        ["many", "2"],
        ["size", "s"],
        ["colour", "r"],
        ["colour", "dark grey"],
        ["legend", "x"],
        ["note", "x\ny"],
        ["do", "save"],
        ["picture.x", "12"],
        ["far", "x"],
    ],
)
def test_a_field_that_the_form_shows_is_brought(pair: list[str]) -> None:
    assert submits(pair) == ([pair], [])


@pytest.mark.parametrize(
    "name",
    ["is_staff", "off", "inside", "elsewhere", "outside", "far off", "file", "plain", "user.is_staff", "__class__", ""],
)
def test_a_field_that_the_form_does_not_show_or_enable_is_dropped(name: str) -> None:
    assert submits(["text", "a"], [name, "1"]) == ([["text", "a"]], [])


@pytest.mark.parametrize(
    "pair",
    [["pk", "8"], ["box", "off"], ["many", "3"], ["size", "l"], ["size", "xl"], ["colour", "b"], ["colour", "g"],
     ["colour", "pink"], ["do", "delete"]],
)  # fmt: skip
def test_a_value_that_is_not_offered_is_refused_and_named(pair: list[str]) -> None:
    assert submits(pair) == ([], [["invalid", pair[0]]])


def test_a_name_may_come_with_several_values() -> None:
    pairs = [["many", "1"], ["many", "2"]]
    assert submits(*pairs) == (pairs, [])


@pytest.mark.parametrize(
    "form", ["x", 7, None, [["a"]], [["a", 1]], [["a", "b", "c"]], [7], {"a": "b"}, [[["a"], "b"]]]
)
def test_pairs_that_are_none_are_refused(form: Any) -> None:
    client = Client(Order())
    frames = client.event("submit", [0, 0], {"form": form})
    assert frames == [["refused", 1, "invalid", "form"]]


def test_a_submit_without_fields_brings_none() -> None:
    client = Client(Order())
    client.event("submit", [0, 0])
    assert client.refusals == []


# Single controls.


class Controls(Component):
    got: list[Any] = state(factory=list)

    @event
    def take(self, value: str) -> None:
        self.got.append(value)

    @event
    def choose(self, selected: list[str]) -> None:
        self.got.append(tuple(selected))

    def render(self) -> Any:
        return div[
            select(on_change=self.take)[option(value="a"), option(value="b", disabled=True)],
            input(type="radio", value="r", on_change=self.take),
            button(value="v", on_click=self.take)["v"],
            select(multiple=True, on_change=self.choose)[option(value="a"), option(value="c")],
            input(on_input=self.take),
            input(type="text", readonly=True, on_input=self.take),
        ]


@pytest.mark.parametrize(
    ("index", "event_type", "brought", "got"),
    [
        (0, "change", {"value": "a"}, ["a"]),
        (0, "change", {"value": ""}, [""]),
        (0, "change", {"value": "b"}, []),
        (0, "change", {"value": "x"}, []),
        (0, "change", {"value": ["a"]}, []),
        (0, "change", {"value": {}}, []),
        (0, "change", {}, []),
        (1, "change", {"value": "r"}, ["r"]),
        (1, "change", {"value": "x"}, []),
        (2, "click", {"value": "v"}, ["v"]),
        (2, "click", {"value": "x"}, []),
        (3, "change", {"selected": ["a", "c"]}, [("a", "c")]),
        (3, "change", {"selected": ["x"]}, []),
        (3, "change", {"selected": [["a"]]}, []),
        (3, "change", {"selected": "a"}, []),
        (3, "change", {"selected": None}, []),
        (4, "input", {"value": "whatever"}, ["whatever"]),
    ],
)
def test_a_control_brings_only_what_it_offers(
    index: int, event_type: str, brought: dict[str, Any], got: list[Any]
) -> None:
    client = Client(Controls())
    client.event(event_type, [0, index], brought)
    component: Any = client.page.tree.root.component
    assert component.got == got
    assert bool(client.refusals) == (not got)
    assert all(code == "invalid" for code in client.refusals)
