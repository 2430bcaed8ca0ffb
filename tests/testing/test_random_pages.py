"""A random page, driven through the client by random events, with lost connections, other scripts, and a worker that
ends: its document ends equal to a fresh one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycomponents.testing.client.fields import mode_of
from pycomponents.testing.document.dom import Element, Text
from tests.runtime.test_random_pages import Garden
from tests.testing.desks import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HAPPENINGS = ["event"] * 6 + ["settle"] * 3 + ["cut", "stand", "ack", "restart"]


def listeners(desk: Desk) -> list[tuple[Element, str]]:
    """Who listens, and to what."""
    return [
        (element, event_type)
        for element in desk.client.tree.components[0].elements()
        if (mark := element.attributes.get("data-pc-on")) is not None
        for event_type in desk.client.listening.specs[int(mark)]["on"]
    ]


def do_event(desk: Desk, chance: Callable[[int], int]) -> None:
    found = listeners(desk)
    if not found:
        return
    element, event_type = found[chance(len(found))]
    if event_type == "input":
        desk.type(element, "abcd"[: chance(4)])
    else:
        desk.fire(event_type, element)


def do_others(desk: Desk, chance: Callable[[int], int]) -> None:
    """Another script puts something into the page, or takes something out of it."""
    elements = [desk.client.tree.components[0], *desk.client.tree.components[0].elements()]
    element = elements[chance(len(elements))]
    with desk.client.others():
        match chance(4):
            case 0 if mode_of(element) is None:
                element.insert(Element("grammarly"), element.children[0] if element.children else None)
            case 1 if element.children:
                element.children[chance(len(element.children))].remove()
            case 2 if any(isinstance(child, Text) for child in element.children):
                # A translator: our text goes into an element of its own.
                text = next(child for child in element.children if isinstance(child, Text))
                wrapper = Element("font")
                element.insert(wrapper, text)
                wrapper.insert(text)
            case _:
                pass


def without_others(desk: Desk) -> None:
    """Take out what others have put in, so that the rest can be compared."""
    for node in [*desk.client.tree.foreign]:
        if node.document is desk.document:
            node.remove()


def drive(data: st.DataObject, happenings: list[str]) -> None:
    desk = Desk(Garden)
    desk.settle()

    def chance(below: int) -> int:
        return data.draw(st.integers(0, below - 1))

    for _ in range(data.draw(st.integers(1, 20))):
        match data.draw(st.sampled_from(happenings)):
            case "event":
                do_event(desk, chance)
            case "settle":
                desk.settle()
                if desk.client.state == "open" and "others" not in happenings:
                    desk.check()
            case "cut":
                desk.client.connection.disconnect()
            case "stand":
                desk.client.connection.reconnect()
            case "ack":
                desk.clock.advance(1.5)
            case "restart":
                desk.client.connection.disconnect()
                desk.line.forget()
                desk.client.connection.reconnect()
            case _:
                do_others(desk, chance)
    desk.client.connection.reconnect()
    desk.clock.advance(60)
    without_others(desk)
    desk.check()
    assert desk.client.state == "open"
    assert not desk.client.queue.items
    assert {problem.code for problem in desk.client.problems} <= {
        "changed",
        "repairs",
        "unknown",
        "refused_failed",
        "refused_unknown",
    }


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Handlers raise by the hundred here, as they should."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@patch("pycomponents.runtime.lists.FEWEST", 2)
@patch("pycomponents.diff.pack.FEWEST", 2)
@settings(max_examples=60)
@given(st.data())
def test_the_document_ends_equal_to_a_fresh_one(data: st.DataObject) -> None:
    drive(data, HAPPENINGS)


@settings(max_examples=60)
@given(st.data())
def test_so_it_does_where_other_scripts_change_it(data: st.DataObject) -> None:
    drive(data, [*HAPPENINGS, "others", "others"])
