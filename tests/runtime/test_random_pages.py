"""A random page, driven by random events in any order, with late acknowledgements and lost connections: the client's
tree ends equal to the server's, and every event is answered once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from pycomponents import Component, Event, each, event, state
from pycomponents.html import button, div, input, li, p, section, span, ul
from tests.runtime.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable


class Leaf(Component):
    name: str
    on_drop: Event[[]]
    shape: int = state(0)
    text: str = state("")

    @event
    def turn(self) -> None:
        self.shape = (self.shape + 1) % 4

    @event
    def type(self, value: str) -> None:
        self.text = value[:2]

    @event
    def fail(self) -> None:
        self.shape = 3
        raise ValueError("as it should")

    def render(self) -> Any:
        inner = [
            button(on_click=self.turn)["turn"],
            button(on_click=self.on_drop)["drop"],
            button(on_click=self.fail)["fail"],
            input(value=self.text, on_input=self.type),
        ]
        match self.shape:
            case 0:
                return div[self.name, inner]
            case 1:
                return p[inner, span[self.text] if self.text else None]
            case 2:
                return None
            case _:
                return Leaf2(name=self.name, on_turn=self.turn, key=self.text or None)


class Leaf2(Component):
    name: str
    on_turn: Event[[]]

    def render(self) -> Any:
        return section(title=self.name)[button(on_click=self.on_turn)["turn"]]


class Garden(Component):
    names: list[int] = state(factory=lambda: [1, 2, 3])
    made: int = state(3)
    way: int = state(0)
    nested: bool = state(False)

    @event
    def add(self, many: int) -> None:
        self.names[len(self.names) // 2 : len(self.names) // 2] = [self.made + index + 1 for index in range(many)]
        self.made += many

    @event
    def drop(self, name: int) -> None:
        self.names.remove(name)

    @event
    def reverse(self) -> None:
        self.names.reverse()

    @event
    def rotate(self) -> None:
        self.names[:] = [*self.names[2:], *self.names[:2]]

    @event
    def change_way(self) -> None:
        self.way = (self.way + 1) % 5

    @event
    async def nest(self) -> None:
        self.nested = not self.nested

    @event
    def clear(self) -> None:
        self.names.clear()

    def leaf(self, name: int) -> Any:
        return Leaf(name=f"leaf {name % 3}", on_drop=self.drop.bind(name), key=name)

    def row(self, name: int) -> Any:
        return li(class_="odd" if name % 2 else None)[f"row {name}", button(on_click=self.drop.bind(name))["drop"]]

    def render(self) -> Any:
        match self.way:
            case 0:
                rows: Any = ul[(li(key=name)[self.leaf(name)] for name in self.names)]
            case 1:
                rows = div[(self.leaf(name) for name in self.names), "end"]
            case 2:
                rows = ul[each(self.names, self.row, key=lambda name: name)]
            case 3:
                rows = ul[each(self.names, self.leaf, key=lambda name: name)]
            case _:
                rows = None
        return div[
            None if self.nested else "a text",
            [
                button(on_click=getattr(self, name))[name]
                for name in ("reverse", "rotate", "change_way", "nest", "clear")
            ],
            button(on_click=self.add.bind(1))["add 1"],
            button(on_click=self.add.bind(6))["add 6"],
            section[rows] if self.nested else rows,
        ]


def do_event(client: Client, chance: Callable[[int], int]) -> None:
    places = client.listening()
    address, event_type = places[chance(len(places))]
    if event_type == "input":
        text = "abcd"[: chance(4)]
        client.emit(event_type, address, {"value": text}, controls=[])
    else:
        client.emit(event_type, address)


@patch("pycomponents.runtime.lists.FEWEST", 2)
@patch("pycomponents.diff.pack.FEWEST", 2)
@patch("pycomponents.diff.diff.FEWEST", 2)
@settings(max_examples=250)
@given(st.data())
def test_the_client_ends_with_the_servers_tree_and_every_event_is_answered_once(data: st.DataObject) -> None:
    client = Client(Garden())
    client.acknowledges = False
    if data.draw(st.booleans()):  # as in production, where rows are packed
        client.page.tree.strict = False
        for instance in client.page.tree.instances.values():
            instance.memory.strict = False

    def chance(below: int) -> int:
        return data.draw(st.integers(0, below - 1))

    for _ in range(data.draw(st.integers(1, 25))):
        match data.draw(
            st.sampled_from(["event", "event", "event", "flush", "arrive", "ack", "lose", "repair", "rest"])
        ):
            case "event":
                do_event(client, chance)
            case "flush":
                client.sends()
            case "arrive":
                client.flush()
            case "ack":
                client.acknowledge()
            case "lose":
                client.come_back()
            case "rest":
                client.page.rest()
            case _:
                client.page.repair(chance(6))
    client.arrive()
    client.acknowledge()
    client.flush()
    client.check()
    assert client.answers.keys() == set(range(1, client.sent + 1))
