"""Of what an event brings: what its user typed where the browser shows dots. A trace shows none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.runtime.addresses import is_path, seen_way
from pycomponents.runtime.brought import controls_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from pycomponents.dom.node import Element
    from pycomponents.runtime.instances import Tree
    from pycomponents.runtime.messages import EventMessage
    from pycomponents.runtime.shown import Hides


def secrets_in(message: EventMessage, tree: Tree, hides: Hides) -> AbstractSet[str]:
    """The names under which an event brings what is secret: of password controls, of those that have a secret's name,
    and all where nobody knows any more what its user saw.
    """
    if not message.brought:
        return frozenset()
    number, *steps = message.address
    instance = tree.instances.get(number) if isinstance(number, int) else None
    try:
        if instance is None or is_path(message.address):
            raise LookupError(number)
        *_, element = seen_way(instance.sent.at(message.rev), steps)[1]
    except (LookupError, ValueError):
        return _all_names(message)
    if message.event_type != "submit":
        return {*message.brought} if _is_secret(element, hides) else frozenset()
    return {
        control.attributes.get("name", "") for control in controls_of(instance, element) if _is_secret(control, hides)
    }


def _is_secret(element: Element, hides: Hides) -> bool:
    attributes = element.attributes
    return attributes.get("type", "").lower() == "password" or hides(attributes.get("name", ""))


def _all_names(message: EventMessage) -> set[str]:
    # Only of a submit it is known to be pairs of texts: the handler has got its arguments from it.
    fields = message.brought.get("form", ()) if message.event_type == "submit" else ()
    return {*message.brought, *(name for name, _ in fields)}
