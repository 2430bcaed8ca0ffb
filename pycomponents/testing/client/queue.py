"""Events that wait: numbered when they are sent, kept until they are handled, sent again after a break. The twin of
`client/queue.js`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pycomponents.runtime.messages import LARGEST_FRAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.testing.client.fields import State
    from pycomponents.testing.client.foreign import Foreign
    from pycomponents.testing.client.protection import Brought, Protection
    from pycomponents.testing.client.tree import Address, Tree
    from pycomponents.testing.document.dom import Element


@dataclass(slots=True)
class Said:
    """The state of a control, as an event brings it."""

    control: Element
    at: Address | None
    state: State


@dataclass(slots=True, eq=False)
class Item:
    """One event of the user.

    element: who listens; target: where it happened. digest: of the listener that was meant. rev: what the user was
        looking at. at: the address of the element, `None` while its component is damaged. text: what it said then.
    data: what the event brings. states: of controls. own: the control whose state is its `value`.
    brought: the controls whose revisions it acknowledges. resets: the controls to reset when it succeeds.
    again: it was sent once more after `stale`. n: its number, 0 until it is sent.
    """

    element: Element
    target: Element
    type: str
    digest: str
    rev: int
    at: Address | None
    text: str
    data: dict[str, Any]
    states: list[Said] = field(default_factory=list[Said])
    own: Element | None = None
    brought: list[Brought] = field(default_factory=list["Brought"])
    resets: list[Brought] = field(default_factory=list["Brought"])
    again: bool = False
    n: int = 0

    @property
    def is_input(self) -> bool:
        """Whether it says what stands in a control."""
        return self.type in ("input", "change")


class Queue:
    """The events of one client that are not handled.

    refuse: told of one that cannot be sent, and why.
    """

    def __init__(
        self, tree: Tree, foreign: Foreign, protection: Protection, refuse: Callable[[Item, str], None]
    ) -> None:
        self.items: list[Item] = []
        self._tree = tree
        self._foreign = foreign
        self._protection = protection
        self._refuse = refuse
        self._next = 1
        self._send: Callable[[str], None] | None = None

    def push(self, item: Item) -> None:
        """One more; it is sent at once if it can be."""
        self.items.append(item)
        self.drain()

    def open(self, send: Callable[[str], None]) -> None:
        """The page is joined."""
        self._send = send
        self.drain()

    def close(self) -> None:
        """The connection is gone."""
        self._send = None

    def drain(self) -> None:
        """Send what can be sent, in order. An event in a damaged component waits for its repair, or for its end."""
        for item in [*self.items]:
            if self._send is None:
                return
            if item.n:
                continue
            element = item.element
            if item.at is None and element.document is not None:
                if self._foreign.is_damaged(self._tree.component_of(element)):
                    return
                # A repair may have made another of the element: never guess.
                if item.text == element.text:
                    item.at = self._tree.address_of(element)
            self._transmit(item)

    def _transmit(self, item: Item) -> None:
        item.n = self._next
        text = "" if item.at is None else _frame(item)
        if text and len(text.encode()) <= LARGEST_FRAME and self._send is not None:
            self._next += 1
            self._send(text)
        else:
            self.items.remove(item)
            self._refuse(item, "too_large" if text else "stale")

    def answered(self, n: int) -> list[Item]:
        """Events up to `n` are handled. Gives them."""
        done = [item for item in self.items if 0 < item.n <= n]
        self.items = [item for item in self.items if not 0 < item.n <= n]
        for item in done:
            self._protection.acknowledge(item.brought)
        return done

    def resume(self, send: Callable[[str], None]) -> None:
        """The same page goes on: send again what was not answered, under the same numbers."""
        for item in self.items:
            if item.n:
                send(_frame(item))
        self.open(send)

    def restart(self) -> list[Item]:
        """Another page takes this one's place: numbers begin again. Gives what was in the queue."""
        left, self.items = self.items, []
        self._next = 1
        return left


def _frame(item: Item) -> str:
    frame: list[Any] = ["event", item.n, item.rev, item.at, item.type, item.data]
    frame.append([[one.at, one.state] for one in item.states])
    if item.at and isinstance(item.at[0], str):
        frame.append(item.digest)
    else:
        while frame[-1] in ({}, []):
            frame.pop()
    return json.dumps(_writable(frame), ensure_ascii=False, separators=(",", ":"))


def _writable(value: Any) -> Any:
    """Half of a character, and NUL, are no text that a server could keep."""
    match value:
        case str():
            return value if value.isascii() and "\0" not in value else _well_formed(value)
        case list():
            return [_writable(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
        case tuple():
            return [_writable(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
        case dict():
            return {name: _writable(one) for name, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
        case _:
            return value


def _well_formed(text: str) -> str:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")
