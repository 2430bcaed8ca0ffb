"""What users did to controls, and what the server answers (DETAILS 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pycomponents import Component, event, state
from pycomponents.html import button, div, form, input, option, p, select, textarea
from tests.runtime.client import Client

if TYPE_CHECKING:
    from collections.abc import Iterator


def properties(frames: list[list[Any]]) -> list[list[Any]]:
    """Every `prop` operation in patches."""
    return [found for frame in frames if frame[0] == "patch" for found in _walk(frame[3])]


def _walk(items: list[Any]) -> Iterator[list[Any]]:
    if items[:1] == ["prop"]:
        yield items[1:]
    for item in items:
        if isinstance(item, list):
            yield from _walk(item)  # pyright: ignore[reportUnknownArgumentType]


class Field(Component):
    """A text that the server keeps, upper-cased, empty, or as it was."""

    text: str = state("")
    does: str = state("keep")
    count: int = state(0)

    @event
    def type(self, value: str) -> None:
        match self.does:
            case "upper":
                self.text = value.upper()
            case "same":
                self.text = value
            case "raise":
                raise ValueError(value)
            case _:
                self.count += 1

    @event
    def number(self, value: int) -> None:
        self.count = value

    @event
    def other(self) -> None: ...

    @event
    async def later(self, value: str) -> None:
        self.count += 1

    def control(self) -> Any:
        return input(value=self.text, on_input=self.type)

    def render(self) -> Any:
        return div[self.control(), button(on_click=self.other)["other"]]


def field(does: str = "keep", cls: type[Field] = Field, **states: Any) -> tuple[Client, Any]:
    component = cls()
    component.does = does
    for name, value in states.items():
        setattr(component, name, value)
    client = Client(component)
    return client, client.page.tree.root.component


def test_a_field_is_cleared_though_its_value_in_the_tree_did_not_change() -> None:
    client, _ = field()
    assert properties(client.event("input", [0, 0], {"value": "abc"})) == [["value", ""]]


def test_what_equals_the_new_value_is_left_alone_but_the_default_is_patched() -> None:
    client, _ = field("same")
    [patch] = client.event("input", [0, 0], {"value": "abc"})
    assert patch[3] == [[0, 0, ["attr", "value", "abc"]]]


def test_another_new_value_is_set_beside_the_default() -> None:
    client, _ = field("upper")
    frames = client.event("input", [0, 0], {"value": "abc"})
    assert properties(frames) == [["value", "ABC"]]


def test_once_cleared_it_is_not_cleared_again() -> None:
    client, _ = field()
    client.event("input", [0, 0], {"value": "abc"})
    assert properties(client.click("other")) == []


def test_an_async_handler_clears_a_field_as_well() -> None:
    class Later(Field):
        def control(self) -> Any:
            return input(value=self.text, on_input=self.later)

    client, _ = field(cls=Later)
    assert properties(client.event("input", [0, 0], {"value": "abc"})) == [["value", ""]]


def test_a_field_without_a_value_is_the_users() -> None:
    class Free(Field):
        def control(self) -> Any:
            return input(on_input=self.type)

    client, _ = field(cls=Free)
    assert properties(client.event("input", [0, 0], {"value": "abc"})) == []


@pytest.mark.parametrize(("value", "code"), [("-", "invalid"), ("abc", "invalid")])
def test_a_text_that_was_refused_stays_to_be_mended(value: str, code: str) -> None:
    class Number(Field):
        def control(self) -> Any:
            return input(value=str(self.count), on_input=self.number)

    client, _ = field(cls=Number)
    assert [frame[:3] for frame in client.event("input", [0, 0], {"value": value})] == [["refused", 1, code]]


def test_a_text_whose_handler_raised_stays_to_be_sent_again() -> None:
    client, _ = field("raise")
    assert properties(client.event("input", [0, 0], {"value": "abc"})) == []


def test_a_text_is_laid_where_its_field_stands_now() -> None:
    class Moving(Field):
        def render(self) -> Any:
            return div[p["new"] if self.count else None, [input(value="", key="k", on_input=self.type)]]

    client, _ = field(cls=Moving)
    [patch] = client.event("input", [0, "#k"], {"value": "abc"})
    assert ["#k", ["prop", "value", ""]] in [item for entry in patch[3] for item in entry[1:]]


def test_what_was_laid_survives_a_flush_that_was_withheld() -> None:
    client, _ = field()
    client.acknowledges = False
    for _ in range(16):
        client.event("input", [0, 0], {"value": "a"}, rev=0)
    assert client.event("input", [0, 0], {"value": "abc"}, rev=0) == []
    client.acknowledge()
    assert properties(client.flush()) == [["value", ""]]


def test_a_clearing_that_was_lost_on_the_way_is_sent_again() -> None:
    client, _ = field()
    client.emit("input", [0, 0], {"value": "abc"})
    client.sends()
    assert properties(client.come_back()) == [["value", ""]]


def test_a_clearing_lost_behind_another_patch_is_sent_again() -> None:
    class Both(Field):
        def render(self) -> Any:
            return div[self.control(), str(self.count)]

    client, component = field(cls=Both)
    component.count = 5
    client.page.tree.render_dirty()
    client.sends()
    client.emit("input", [0, 0], {"value": "abc"})
    client.sends()
    assert properties(client.come_back()) == [["value", ""]]


def test_text_areas_are_cleared_as_well() -> None:
    class Area(Field):
        def control(self) -> Any:
            return textarea(on_input=self.type)["before"]

    client, _ = field(cls=Area)
    assert properties(client.event("input", [0, 0], {"value": "abc"})) == [["value", "before"]]


# Boxes and choices.


class Boxes(Component):
    """Boxes, buttons and choices that never give in."""

    tries: int = state(0)

    @event
    def check(self, checked: bool) -> None:
        self.tries += 1

    @event
    def choose(self, value: str) -> None:
        self.tries += 1

    @event
    def send(self, text: str) -> None:
        self.tries += 1

    @event
    def fail(self, checked: bool) -> None:
        raise ValueError

    def render(self) -> Any:
        return div[
            input(type="checkbox", on_change=self.check),
            [
                input(type="radio", name="r", value=value, checked=value == "a", on_change=self.choose, key=value)
                for value in "ab"
            ],
            select(on_change=self.choose)[
                option(value="1", selected=True)["one"], option(value="2")["two"]
            ],
            form(on_submit=self.send)[input(name="text", value="")],
            input(type="checkbox", on_change=self.fail),
            input(type="checkbox"),
        ]  # fmt: skip


def test_a_box_that_was_refused_goes_back() -> None:
    client = Client(Boxes())
    frames = client.event("change", [0, 0], {"checked": True}, controls=[[[0, 0], True]])
    assert properties(frames) == [["checked", False]]


def test_a_box_whose_handler_raised_goes_back() -> None:
    client = Client(Boxes())
    frames = client.event("change", [0, 5], {"checked": True}, controls=[[[0, 5], True]])
    assert properties(frames) == [["checked", False]]


def test_a_box_that_does_not_listen_is_the_users() -> None:
    client = Client(Boxes())
    frames = client.event("change", [0, 0], {"checked": True}, controls=[[[0, 6], True]])
    assert properties(frames) == []


def test_radio_buttons_go_back_as_a_group() -> None:
    client = Client(Boxes())
    controls = [[[0, "#a"], False], [[0, "#b"], True]]
    frames = client.event("change", [0, "#b"], {"value": "b"}, controls=controls)
    assert properties(frames) == [["checked", True], ["checked", False]]


def test_a_choice_goes_back() -> None:
    client = Client(Boxes())
    frames = client.event("change", [0, 3], {"value": "2"}, controls=[[[0, 3], [1]]])
    assert properties(frames) == [["selected", True], ["selected", False]]


def test_a_submit_clears_every_field_that_it_brings() -> None:
    client = Client(Boxes())
    frames = client.event("submit", [0, 4], {"form": [["text", "abc"]]}, controls=[[[0, 4, 0], "abc"]])
    assert properties(frames) == [["value", ""]]


@pytest.mark.parametrize("address", [[9, 9], ["x"], [0, 99], [0], [0, -1], ["/", 0]])
def test_the_state_of_a_control_that_is_not_there_is_passed_over(address: list[int | str]) -> None:
    client = Client(Boxes())
    frames = client.event("change", [0, 0], {"checked": True}, controls=[[address, "x"]])
    assert client.refusals == []
    assert properties(frames) == []
