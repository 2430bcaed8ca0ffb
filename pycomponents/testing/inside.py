"""The server's half of a page, read for a test: states, what answers where, what renders otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pycomponents.component.component import Component
from pycomponents.dom.node import Element
from pycomponents.errors import message
from pycomponents.runtime.addresses import seen_way
from pycomponents.runtime.recording import path_of
from pycomponents.testing.errors import TestingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.dom.node import Root
    from pycomponents.runtime.page import Page

C = TypeVar("C", bound=Component)


def the_one(kind: type[C], page: Page | None, where: str) -> C:
    """The one component of a class on a page. Raises `TestingError` for none and for several."""
    components = [] if page is None else [one.component for one in page.tree.instances.values()]
    found = [one for one in components if isinstance(one, kind)]
    if len(found) != 1:
        names = sorted({type(one).__name__ for one in components})
        raise TestingError(
            message(
                f"there are {len(found)} of {kind.__name__} on this page.",
                where=where,
                expected="one",
                got=", ".join(names),
            )
        )
    return found[0]


def states(page: Page) -> list[str]:
    """The state of each component that has any, a field a line: `Todos > Row#3: done = True`."""
    lines: list[str] = []
    for instance in page.tree.instances.values():
        component, path = instance.component, path_of(instance)
        held = {name: getattr(component, name) for name in type(component).__states__}
        lines += [f"{path}: {name} = {value!r}" for name, value in sorted(held.items())]
    return lines


def answering(page: Page, address: Sequence[str | int]) -> dict[str, str]:
    """By event type the method that answers at an address, as it would be called: `Todos.remove(3)`."""
    number, *steps = address
    instance = page.tree.instances.get(int(number))
    if instance is None:
        return {}
    _, way = seen_way(instance.root, steps)
    found = way[-1] if way else None
    if not isinstance(found, Element) or found.listeners is None:
        return {}
    return {event_type: said(listener) for event_type, listener in found.listeners.items()}


def said(listener: object) -> str:
    label = getattr(listener, "label", "?")
    return f"{label}({', '.join(map(repr, getattr(listener, 'arguments', ())))})"


def has_raised(page: Page) -> bool:
    """Whether a component shows its fallback: rendered again, its parent would have it tried again, and raise again."""
    return any(one.shows_fallback for one in page.tree.instances.values())


def rendered_again(page: Page) -> Iterator[tuple[str, Root, Root]]:
    """Render all components again. If anything is to be sent then: each component, its tree before, and now."""
    tree = page.tree
    if has_raised(page):
        return iter(())
    before = {one: one.root for one in tree.instances.values() if one.is_mounted}
    tree.dirty.update(dict.fromkeys(before))
    tree.render_dirty()
    again = [(path_of(one), root, one.root) for one, root in before.items()]
    trace, page.trace = page.trace, None
    try:
        sent = page.flush()
    finally:
        page.trace = trace
    return iter(again if sent else ())
