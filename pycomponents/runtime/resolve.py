"""From an event that a client sent to the listener that its user meant, and what to call it with."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from pycomponents.component.event import Event
from pycomponents.dom.node import Element
from pycomponents.errors import PayloadError
from pycomponents.runtime.addresses import follow, is_barred, is_path, seen_way, way_to
from pycomponents.runtime.brought import brought
from pycomponents.runtime.messages import Refusal
from pycomponents.runtime.misfits import misfit

if TYPE_CHECKING:
    from pycomponents.dom.node import Node
    from pycomponents.runtime.instance import Instance
    from pycomponents.runtime.instances import Tree
    from pycomponents.runtime.messages import EventMessage
    from pycomponents.runtime.specs import Specs

logger = logging.getLogger("pycomponents")


class RefusedEvent(Exception):
    """An event that is not carried out; `code` and `detail` are what the client is told."""

    def __init__(self, code: Refusal, detail: str = "") -> None:
        self.code = code
        self.detail = detail


def resolve(message: EventMessage, tree: Tree, specs: Specs, rev: int) -> tuple[Event[Any], tuple[object, ...]]:
    """The listener that stands now where the user saw it, and the arguments for it.

    It must be the same one (instance, method, bound arguments), and neither disabled nor inert.
    rev: the newest revision that the client may have seen.
    Raises `RefusedEvent`.
    """
    if is_path(message.address):
        instance, element, event = _by_path(message, tree, specs)
    else:
        instance, element, event = _by_address(message, tree, rev)
    try:
        return event, event.arguments_for(message.event_type, brought(message, instance, element))
    except PayloadError as error:
        logger.warning("%s", misfit(error, event, message.event_type, instance, element))
        raise RefusedEvent(Refusal.INVALID, str(error)[:64]) from error


def _by_address(message: EventMessage, tree: Tree, rev: int) -> tuple[Instance, Element, Event[Any]]:
    number, *steps = message.address
    if not isinstance(number, int) or not tree.was_issued(number) or message.rev > rev:
        raise RefusedEvent(Refusal.UNKNOWN)
    instance = tree.instances.get(number)
    if instance is None:
        raise RefusedEvent(Refusal.STALE)
    try:
        seen = instance.sent.at(message.rev)
    except LookupError:
        raise RefusedEvent(Refusal.STALE) from None
    path, way = seen_way(seen, steps)
    meant = _listener(way[-1], message.event_type) if way else None
    if meant is None:
        raise RefusedEvent(Refusal.UNKNOWN)
    # Mostly the user saw the tree of now.
    now = way_to(instance, path, way if seen is instance.root else None)
    element, event = _standing(now, message.event_type)
    if event is not meant and not event.stands_for(meant):
        raise RefusedEvent(Refusal.STALE)
    return instance, element, event


def _by_path(message: EventMessage, tree: Tree, specs: Specs) -> tuple[Instance, Element, Event[Any]]:
    """The tree that the user saw is gone: the listener must run the same code, and what is bound to it must be told by
    a key on the way.
    """
    root = _root_of_path(tree, message.address[0])
    place = None if root is None else follow(root, message.address[1:])
    if place is None:
        raise RefusedEvent(Refusal.STALE)
    instance, path, keyed = place
    element, event = _standing(way_to(instance, path), message.event_type)
    if (event.arguments and not keyed) or specs.digest(element.listeners or {}) != message.digest:
        raise RefusedEvent(Refusal.STALE)
    return instance, element, event


def _root_of_path(tree: Tree, first: object) -> Instance | None:
    """A path begins with "/", or "/1" where it begins at another root than the first."""
    return next((root for root in tree.roots if first == f"/{root.number or ''}"), None)


def _standing(way: list[Element] | None, event_type: str) -> tuple[Element, Event[Any]]:
    """What stands at the end of `way` now, and its listener, if the browser would let it hear anything."""
    if way is not None:
        event = _listener(way[-1], event_type)
        if event is not None and not is_barred(way):
            return way[-1], event
    raise RefusedEvent(Refusal.STALE)


def _listener(node: Node, event_type: str) -> Event[Any] | None:
    if not isinstance(node, Element) or node.listeners is None:
        return None
    listener = node.listeners.get(event_type)
    return listener if isinstance(listener, Event) else None


def mean_alike(old: Node | None, new: Node | None) -> bool:
    """Whether two trees between which `diff` sees no difference also mean the same: at each place the same listener."""
    if old is new or not isinstance(old, Element) or not isinstance(new, Element):
        return True
    if old.listeners is not new.listeners:
        was = old.listeners or {}
        for event_type, listener in (new.listeners or {}).items():
            if isinstance(listener, Event) and not listener.stands_for(was[event_type]):
                return False
    # Nearly always these are the very same nodes, a thousand of them in a list: that is told in C.
    return old.children == new.children or all(map(mean_alike, old.children, new.children))
