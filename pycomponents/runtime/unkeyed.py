"""In DEBUG and in tests: rows without keys whose state a change of their number would hand to their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pycomponents.diff.keyed import places_of
from pycomponents.dom.nesting import iterable_of
from pycomponents.dom.node import Boundary, Element
from pycomponents.errors import MissingKeysError, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.dom.node import Place, Root
    from pycomponents.runtime.instance import Instance

# The components of one class that come from one iterable: the way to it, the iterable, the way on from one of its
# items, and the class.
Group: TypeAlias = "tuple[tuple[Place, ...], tuple[int, ...], tuple[Place, ...], type]"


def check(instance: Instance, root: Root) -> None:
    """Raise `MissingKeysError` where rows that have state and no keys are more or fewer in `root`, which `instance` is
    about to show, than they were: where the last of them stands at another place. What is only sometimes there, in the
    middle of a list that was written out, leaves a hole, and moves nothing.
    """
    before = _groups(instance.root)
    if not before:
        return
    now = _groups(root)
    for group, rows in before.items():
        if (
            group in now
            and max(rows, key=_order) != max(now[group], key=_order)
            and any(map(_has_state, rows.values()))
        ):
            raise _missing(instance, group, len(rows), len(now[group]))


def _order(place: Place) -> tuple[int, ...]:
    return place if isinstance(place, tuple) else (int(place),)


def _groups(root: Root) -> dict[Group, dict[Place, Instance]]:
    """The components without keys in this tree, in their groups, by their place in the iterable."""
    groups: dict[Group, dict[Place, Instance]] = {}
    if isinstance(root, Element):
        for way, found in _components(root, ()):
            for index, (iterable, place) in enumerate(way):
                if iterable is not None:
                    path = tuple([place for _, place in way])
                    group = path[:index], iterable, path[index + 1 :], type(found.component)
                    groups.setdefault(group, {})[place] = found
    return groups


Way: TypeAlias = "tuple[tuple[tuple[int, ...] | None, Place], ...]"


def _components(element: Element, way: Way) -> Iterator[tuple[Way, Instance]]:
    """Each component in this tree, and the steps to it: the iterable that the step is without key in, and the place."""
    for child, place in zip(element.children, places_of(element), strict=True):
        if isinstance(child, Element):
            yield from _components(child, (*way, (iterable_of(place, element), place)))
        elif isinstance(child, Boundary):
            instance: Instance = child.mounted  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
            yield (*way, (iterable_of(place, element), place)), instance


def _has_state(instance: Instance) -> bool:
    return bool(instance.component.__states__) or any(map(_has_state, instance.children.values()))


def _missing(instance: Instance, group: Group, before: int, now: int) -> MissingKeysError:
    name = group[-1].__name__
    changed = f"there were {before} and are {now} now" if before != now else "they have moved"
    return MissingKeysError(
        message(
            f"these {name} come from one iterable and have no keys, and {changed}: "
            "the state of one would go to another.",
            where=f"{type(instance.component).__name__}.render()",
            cure=f"Give each a key that stays with it: {name}(…, key=item.pk)."
            if not group[2]
            else "Give each row a key that stays with it: key=item.pk.",
        )
    )
