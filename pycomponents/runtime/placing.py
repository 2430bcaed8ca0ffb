"""From the components that a render describes to the instances that stand there: those of before, or new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.component.component import Component, describe, props_of
from pycomponents.component.fields import set_state
from pycomponents.dom.lower import Contexts, lower
from pycomponents.errors import RenderError, message
from pycomponents.runtime.groups import Group
from pycomponents.runtime.instance import Instance

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from pycomponents.dom.lower import Values
    from pycomponents.dom.node import Boundary, Described, Mountable, Place, Root
    from pycomponents.runtime.instance import Path

_DEEPEST: Final = 64


class Placing:
    """What one render of an instance describes.

    contexts: those above it. loose: what stands outside of groups.
    members: of what stands in `groups`, that which was looked at.
    todo: the instances that are to be told of their descriptions, and of the contexts above them.
    """

    __slots__ = ("_parent", "contexts", "groups", "loose", "members", "todo")

    def __init__(self, parent: Instance) -> None:
        self._parent = parent
        self.contexts = Contexts(parent.given)
        self.loose: dict[Path, Instance] = {}
        self.members: dict[Path, Instance] = {}
        self.groups: dict[Path, Group] = {}
        self.todo: list[tuple[Instance, Component, Values]] = []

    @property
    def paths(self) -> AbstractSet[Path]:
        """Where something was looked at."""
        return self.loose.keys() | self.members.keys()

    def lowered(self, rendered: object, *, strict: bool) -> Root:
        """What was rendered, closed: at each description stands the instance that is meant."""
        return lower(
            rendered,
            fill=self._fill,
            fill_all=self._fill_all,
            strict=strict,
            contexts=self.contexts,
            owner=type(self._parent.component).__name__ + ".render()",
        )

    def _fill(self, description: Mountable, path: Path) -> Boundary:
        return self._place(description, path, self.loose)

    def _fill_all(self, descriptions: Described, places: tuple[Place, ...], path: Path) -> tuple[Boundary, ...]:
        group = self.groups[path] = Group(descriptions, places, self.contexts.here)
        group.fill(self._parent.groups.get(path), lambda one, place: self._place(one, (*path, place), self.members))
        return group.boundaries

    def _place(self, description: Mountable, path: Path, among: dict[Path, Instance]) -> Boundary:
        assert isinstance(description, Component)
        child = among[path] = _match(self._parent, description, path)
        self.todo.append((child, description, self.contexts.here))
        return child.boundary


def _match(parent: Instance, description: Component, path: Path) -> Instance:
    """The instance that `description` means: the one that stands at `path`, if it is of that class and key."""
    child = parent.children.get(path)
    if child is not None and type(child.component) is type(description):
        key = description.key
        # A path says the key of all but the root itself.
        if path or child.boundary.key == (None if key is None else str(key)):
            return child
    if parent.depth >= _DEEPEST:
        raise RenderError(
            message(
                f"it stands {_DEEPEST} components deep.",
                where=type(description).__name__,
                cure="Does a component render itself? Let it stop somewhere.",
            )
        )
    return Instance(parent.tree, to_mount(description), parent, path)


def to_mount(description: Component) -> Component:
    """A component to mount. The description stays what it was: it may be held by a memo, or stand at two places."""
    cls = type(description)
    component: Component = object.__new__(cls)
    fields = description.__dict__
    component.__dict__.update(fields)
    for name in cls.__states__:
        if name in fields:
            set_state(component, name, fields[name])  # a list of its own
    return component


def made_again(instance: Instance) -> Component:
    """A component to mount in the place of one whose mount has raised."""
    component = describe(type(instance.component), props_of(instance.component))
    before = instance.component
    component.__dict__["key"] = before.key
    before.__host__, component.__host__ = None, instance
    ref = before.__dict__.get("__ref__")
    if ref is not None:
        component.__dict__["__ref__"] = ref
        ref.pass_on(before, component)
    return component
