"""One render in which something is left to fill in: who stands at which place, and what they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pycomponents.component.component import Component
from pycomponents.dom.lower import Contexts, lower
from pycomponents.runtime.groups import Group

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.dom.lower import Values
    from pycomponents.dom.node import Boundary, Described, Mountable, Place, Root
    from pycomponents.runtime.instance import Instance, Path

# The instance that is meant by a description at a path of its parent.
Match: TypeAlias = "Callable[[Instance, Component, Path], Instance]"


class Filling:
    """What the tree of one instance is to hold.

    placed: the instances outside of groups, by their paths. members: of those in groups the ones that were looked at.
    todo: all of these, with their descriptions and the contexts above them.
    """

    __slots__ = ("_instance", "_match", "contexts", "groups", "members", "placed", "todo")

    def __init__(self, instance: Instance, match: Match) -> None:
        self._instance = instance
        self._match = match
        self.contexts = Contexts(instance.given)
        self.placed: dict[Path, Instance] = {}
        self.members: dict[Path, Instance] = {}
        self.groups: dict[Path, Group] = {}
        self.todo: list[tuple[Instance, Component, Values]] = []

    def root(self, rendered: object, *, strict: bool) -> Root:
        owner = type(self._instance.component).__name__ + ".render()"
        return lower(
            rendered, fill=self._fill, fill_all=self._fill_all, strict=strict, contexts=self.contexts, owner=owner
        )

    def _fill(self, description: Mountable, path: Path) -> Boundary:
        return self._place(description, path, self.placed)

    def _fill_all(self, descriptions: Described, places: tuple[Place, ...], path: Path) -> tuple[Boundary, ...]:
        group = self.groups[path] = Group(descriptions, places, self.contexts.here)
        last = self._instance.groups.get(path)
        group.fill(last, lambda one, at: self._place(one, (*path, at), self.members))
        return group.boundaries

    def _place(self, description: Mountable, path: Path, among: dict[Path, Instance]) -> Boundary:
        assert isinstance(description, Component)
        child = among[path] = self._match(self._instance, description, path)
        self.todo.append((child, description, self.contexts.here))
        return child.boundary
