"""What does not fit a handler is told in the log, with its cure; of the user's text only how long it is."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import pytest

from pycomponents import Component, event
from pycomponents.html import button, div, form, input, option, select
from tests.runtime.client import Client


class Broken(Component):
    @event
    def add(self, text: str, many: int = 1, size: Annotated[str, msgspec.Meta(max_length=3)] = "") -> None: ...

    @event
    def turn(self, value: int) -> None: ...

    def render(self) -> Any:
        return div[
            form(on_submit=self.add)[
                input(name="txt"),
                input(name="text") if self.key == "fits" else input,
                input(name="many"),
                select(name="size")[option["small"]],
                button["Add"],
            ],
            input(on_input=self.turn),
        ]


def told(caplog: pytest.LogCaptureFixture, client: Client) -> str:
    [record] = caplog.records
    line = record.getMessage()
    assert len(line) <= 300
    assert "\n" not in line
    assert client.refusals == ["invalid"]
    return line


def submit(*pairs: list[str], fits: bool = True, debug: bool = False) -> Client:
    client = Client(Broken(key="fits" if fits else None))
    client.page.tree.debug = debug
    client.event("submit", [0, 0], {"form": [*pairs]})
    return client


def test_a_parameter_without_a_field_is_told_with_the_fields_that_there_are(caplog: pytest.LogCaptureFixture) -> None:
    client = submit(["txt", "a secret"], fits=False)
    assert told(caplog, client) == (
        "Broken.add was not run: what the submit brings does not fit its parameter 'text'. Expected: str. "
        "Got: nothing of that name. Fields of the form: txt, many, size, and 1 without name=. "
        'Write input(name="text"), or give the parameter a default.'
    )
    assert ["refused", 1, "invalid", "text"] in client.frames, "the user is told no more than the name"


def test_a_text_of_another_type_is_told_by_its_length(caplog: pytest.LogCaptureFixture) -> None:
    client = submit(["text", "a"], ["many", "xx"])
    assert told(caplog, client) == (
        "Broken.add was not run: what the submit brings does not fit its parameter 'many'. Expected: int. "
        "Got: a text of 2 characters. Let the control allow only that, or take a str and check it."
    )


def test_in_debug_the_text_itself_is_told(caplog: pytest.LogCaptureFixture) -> None:
    assert "Got: 'x\\ny'. Let" in told(caplog, submit(["text", "a"], ["many", "x\ny"], debug=True))
    caplog.clear()
    assert f"Got: '{'x' * 20}'…. Let" in told(caplog, submit(["text", "a"], ["many", "x" * 9999], debug=True))


def test_a_value_that_was_not_rendered_is_told(caplog: pytest.LogCaptureFixture) -> None:
    line = told(caplog, submit(["text", "a"], ["size", "x" * 9999]))
    assert "'size'. Expected: a value that was rendered. Got: a text of 9999 characters." in line


def test_other_events_are_told_alike(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(Broken())
    client.event("input", [0, 1], {"value": "xx"})
    assert "what the input brings does not fit its parameter 'value'. Expected: int. Got: a text of 2" in told(
        caplog, client
    )


def test_what_a_script_brings_is_told_without_talk_of_controls(caplog: pytest.LogCaptureFixture) -> None:
    class Picker(Component):
        @event
        def pick(self, detail: dict[str, int]) -> None: ...

        def render(self) -> Any:
            return div(on_item_picked=self.pick)

    client = Client(Picker())
    client.event("item-picked", [0], {"detail": {"pk": "x"}})
    assert told(caplog, client).endswith(
        "'detail'. Expected: dict[str, int]. Got: dict, which does not fit at $[...]. "
        "Let the script dispatch what fits, or annotate the parameter with what it brings."
    )


def test_what_is_long_is_cut(caplog: pytest.LogCaptureFixture) -> None:
    class Wide(Component):
        @event
        def an_event_with_quite_a_long_name_for_a_method(self, a_parameter_that_has_a_name_of_its_own: int) -> None: ...

        def render(self) -> Any:
            return form(on_submit=self.an_event_with_quite_a_long_name_for_a_method)[
                (input(name=f"a field with a number {n}") for n in range(100))
            ]

    client = Client(Wide())
    client.event("submit", [0], {"form": []})
    assert "a field with a number 1, …" in told(caplog, client)
