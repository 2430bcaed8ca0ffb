"""Listeners and components for trees that have no page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.dom.lower import lower
from pycomponents.dom.node import Boundary, Element, Key, Listener, ListenerSpec, Mountable, Mounted

if TYPE_CHECKING:
    from pycomponents.dom.lower import Path
    from pycomponents.dom.node import Root


class Call(Listener):
    """Listens with a method of this name, and these arguments."""

    def __init__(self, method: str, *arguments: object, resets: bool = False) -> None:
        self.method = method
        self.arguments = arguments
        self.resets = resets
        self.checked: list[str] = []

    def check(self, event_type: str) -> None:
        self.checked.append(event_type)

    def describe(self, event_type: str) -> ListenerSpec:
        return ListenerSpec(self.method, {})

    def same_code(self, other: Listener) -> bool:
        return isinstance(other, Call) and other.method == self.method

    def resetting(self) -> Call:
        return Call(self.method, *self.arguments, resets=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Call) and (self.method, self.arguments) == (other.method, other.arguments)

    def __hash__(self) -> int:
        return hash(self.method)


class Part(Mountable):
    """A component that shows `root`."""

    def __init__(self, root: Root = None, *, key: Key | None = None) -> None:
        self.root = root
        self.key = key


class Here(Mounted):
    def __init__(self, number: int, root: Root) -> None:
        self.number = number
        self.root = root


class Places:
    """Fills components in, numbered as they come, and remembers where."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def __call__(self, description: Mountable, path: Path) -> Boundary:
        assert isinstance(description, Part)
        self.paths.append(path)
        key = None if description.key is None else str(description.key)
        return Boundary(Here(len(self.paths), description.root), key)


def lowered(rendered: object, *, strict: bool = True, document: bool = False) -> Element:
    """The element that `rendered` amounts to."""
    root = lower(rendered, fill=Places(), strict=strict, document=document)
    assert isinstance(root, Element)
    return root
