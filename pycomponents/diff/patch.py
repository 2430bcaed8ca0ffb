"""Operations: what a patch is made of, as records.

A patch is the list of changes to one component's tree. Changes to a node come before changes to its list of
children; inside the first, steps mean the children as they were, and each structural operation (`Insert`,
`Remove`, `Move`, `Replace`) means the children as the operations before it have left them.
A step is the key of a child ("#…" on the wire), else its index among our children.

Nobody changes a record once it is made. They are not `frozen` because making one would take three times as long, and
a patch of a large table is thousands of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.dom.node import Listener, Node, Root

Step: TypeAlias = str | int


@dataclass(slots=True)
class Inside:
    """Changes to the child at `step`."""

    step: Step
    changes: Sequence[Change]


@dataclass(slots=True)
class EachText:
    """In many children a text has changed, along the same way inside each: `texts` are what they are now."""

    steps: Sequence[Step]
    way: tuple[Step, ...]
    texts: Sequence[str]

    def apart(self) -> Iterator[Inside]:
        """The same as a change for each child."""
        for step, text in zip(self.steps, self.texts, strict=True):
            changes: list[Change] = [SetText(text)]
            for inner in reversed(self.way):
                changes = [Inside(inner, changes)]
            yield Inside(step, changes)


@dataclass(slots=True)
class SetText:
    """The node is a text: this is its data now."""

    data: str


@dataclass(slots=True)
class SetRaw:
    """The node is a raw range: morph it into this HTML."""

    html: str


@dataclass(slots=True)
class SetAttributes:
    """Attributes that are new, changed, or (`None`) gone."""

    values: dict[str, str | None]


@dataclass(slots=True)
class SetProperties:
    """Live properties: value, checked, selected, indeterminate, and "style.<css name>" (`None` takes it off)."""

    values: dict[str, str | bool | None]


@dataclass(slots=True)
class Listen:
    """What the element listens to now, or `None`."""

    listeners: dict[str, Listener] | None


@dataclass(slots=True)
class Insert:
    """New children, in order, before the child at `before`; at the end for `None`."""

    before: Step | None
    nodes: Sequence[Node]


@dataclass(slots=True)
class Remove:
    """The child at `step` goes."""

    step: Step


@dataclass(slots=True)
class Move:
    """The child at `step` goes before the one at `before` (a step as things stand before the move), or to the end."""

    step: Step
    before: Step | None


@dataclass(slots=True)
class Replace:
    """Another node stands at `step` now."""

    step: Step
    node: Node


@dataclass(slots=True)
class Clear:
    """All children go."""


@dataclass(slots=True)
class SetRoot:
    """The component has another root: only as the single change of a patch."""

    root: Root


Change: TypeAlias = (
    Inside
    | EachText
    | SetText
    | SetRaw
    | SetAttributes
    | SetProperties
    | Listen
    | Insert
    | Remove
    | Move
    | Replace
    | Clear
    | SetRoot
)
Patch: TypeAlias = list[Change]
