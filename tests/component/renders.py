"""Renders without a page, and items for them: for what is remembered from one render to the next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pycomponents import each
from pycomponents.component.memory import Memory, remembering


@dataclass(frozen=True)
class Row:
    pk: int
    name: str = ""


@dataclass
class Movable:
    pk: int


def pk(row: Any) -> int:
    return int(row.pk)


class Renders:
    """Renders one after another, with what they remember."""

    def __init__(self, *, strict: bool = False) -> None:
        self.memory = Memory(strict=strict)

    def __call__(self, render: Callable[[], Any]) -> Any:
        outer, raised = remembering.set(self.memory), True
        try:
            result = render()
            raised = False
        finally:
            remembering.reset(outer)
            self.memory.rendered(raised=raised)
        return result

    def each(self, items: Iterable[Any], view: Callable[[Any], Any], key: Callable[[Any], Any] = pk) -> list[Any]:
        nodes: list[Any] = self(lambda: each(items, view, key=key))
        return nodes
