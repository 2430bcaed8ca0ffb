"""Patches from their JSON, as a client reads them: the way back from `wire`, in Python."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pycomponents.diff.apply import element
from pycomponents.diff.patch import (
    Change,
    Clear,
    Insert,
    Inside,
    Listen,
    Move,
    Patch,
    Remove,
    Replace,
    SetAttributes,
    SetProperties,
    SetRaw,
    SetRoot,
    SetText,
    Step,
)
from pycomponents.diff.wire import KEY, PROPERTIES, SPEC
from pycomponents.dom.node import Boundary, Element, Listener, ListenerSpec, Mounted, Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pycomponents.dom.node import Node, Root

    # What listens at an element whose spec has this number.
    Listeners = Callable[[int], dict[str, Listener]]
    Mount = Callable[[int, Root], Mounted]

_MARKS: Final = frozenset({KEY, SPEC, PROPERTIES})


class Numbered(Listener):
    """What a client knows of what listens at an element: the number of its spec."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def describe(self, event_type: str) -> ListenerSpec:
        return _numbered_spec(self.number)


@cache
def _numbered_spec(number: int) -> ListenerSpec:
    return ListenerSpec(str(number), {})


def numbered(number: int) -> dict[str, Listener]:
    return {"": Numbered(number)}


class Placed(Mounted):
    """What a client knows of a component: its number and its tree."""

    __slots__ = ()

    def __init__(self, number: int, root: Root) -> None:
        self.number = number
        self.root = root


class Decoder:
    """Reads the patches of one connection, whose shapes it remembers.

    listeners: what to put at an element with this spec number; else what `numbered` gives.
    mount: makes the component whose tree arrives inside a node; else `Placed`.
    """

    def __init__(self, listeners: Listeners = numbered, mount: Mount = Placed) -> None:
        self._listeners = listeners
        self._mount = mount
        self._shapes: list[Any] = []

    def patch(self, items: Sequence[Any]) -> Patch:
        """The changes that one component's items say."""
        if items and not isinstance(items[0], list):
            return [Inside(decode_step(items[0]), self.patch(items[1:]))]
        changes: Patch = []
        for item in items:
            if isinstance(item[0], str) and not item[0].startswith(KEY):
                changes += self._operation(item[0], item[1:])
            else:
                changes += self.patch(item)
        return changes

    def _operation(self, word: str, given: Sequence[Any]) -> Sequence[Change]:
        match word, given:
            case "text", [data]:
                return [SetText(data)]
            case "raw", [html]:
                return [SetRaw(html)]
            case "attr", _:
                return [SetAttributes(dict(zip(given[::2], given[1::2], strict=True)))]
            case "prop", _:
                return [SetProperties(dict(zip(given[::2], given[1::2], strict=True)))]
            case "on", [number]:
                return [Listen(None if number is None else self._listeners(number))]
            case "each", [steps, [*way, operation], values]:
                return [
                    Inside(decode_step(step), self.patch([*way, [*operation, value]]))
                    for step, value in zip(steps, values, strict=True)
                ]
            case "root", [node]:
                return [SetRoot(self.root(node))]
            case _:
                return self._structure(word, given)

    def _structure(self, word: str, given: Sequence[Any]) -> Sequence[Change]:
        match word, given:
            case "insert", [before, *nodes]:
                return [Insert(_decode_before(before), [*map(self.node, nodes)])]
            case "rows", [before, shape, columns]:
                return [Insert(_decode_before(before), self._rows(shape, columns))]
            case "remove", steps:
                return [Remove(decode_step(step)) for step in steps]
            case "move", [step, before]:
                return [Move(decode_step(step), _decode_before(before))]
            case "replace", [step, node]:
                return [Replace(decode_step(step), self.node(node))]
            case "clear", []:
                return [Clear()]
            case _:
                raise LookupError(f"There is no operation {word!r} with {len(given)} values.")

    def _rows(self, shape: Any, columns: Sequence[Sequence[Any]]) -> list[Node]:
        if isinstance(shape, int):
            shape = self._shapes[shape]
        else:
            self._shapes.append(shape)
        return [self.node(_fill_row(shape, row)) for row in zip(*columns, strict=True)]

    def node(self, value: Any) -> Node:
        match value:
            case str():
                return value
            case {"raw": html}:
                return Raw(html)
            case ["", number, root, *key]:
                return Boundary(self._mount(number, self.root(root)), *(key or [None]))
            case [tag, *content]:
                return self._element(tag, content)
            case _:
                raise LookupError(f"This is no node: {value!r}.")

    def root(self, value: Any) -> Root:
        if value == ["template"]:
            return None
        node = self.node(value)
        assert isinstance(node, Element | Boundary)
        return node

    def _element(self, tag: str, content: list[Any]) -> Element:
        marks: dict[str, Any] = content.pop(0) if content and isinstance(content[0], dict) else {}
        number = marks.get(SPEC)
        return element(
            tag,
            {name: value for name, value in marks.items() if name not in _MARKS and value is not None},
            [*map(self.node, content)],
            key=marks.get(KEY),
            listeners=None if number is None else self._listeners(number),
            properties=marks.get(PROPERTIES),
        )


def _fill_row(shape: Any, row: Sequence[Any]) -> Any:
    match shape:
        case [int() as column]:
            return row[column]
        case [int() as column, before, after]:
            return f"{before}{row[column]}{after}"
        case [*nodes]:
            return [_fill_row(node, row) for node in nodes]
        case {**marks}:
            return {name: _fill_row(value, row) for name, value in marks.items()}
        case _:
            return shape


def decode_step(value: Any) -> Step:
    """A step as the wire names it; anything else raises `LookupError`."""
    if isinstance(value, str) and value.startswith(KEY):
        return value[1:]
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise LookupError(f"This is no step: {value!r}.")


def _decode_before(value: Any) -> Step | None:
    return None if value is None else decode_step(value)
