"""Strict mode of `each` and `memo`: some of what is reused is made again, to see that it would have come out so."""

from __future__ import annotations

import functools
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any, Final

import htpy

from pycomponents.component.component import Component
from pycomponents.component.event import Event
from pycomponents.component.memory import remembering
from pycomponents.dom.node import Element, Key, Keyed, Raw
from pycomponents.errors import RenderError, message, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# So many of the reused nodes of a call are made again and compared.
_MOST_CHECKED: Final = 200


def check_view(view: Callable[[Any], Any], reused: Sequence[tuple[Key, Any, Any]], *, where: str) -> None:
    """Raise `RenderError` where a view would now make something else of an item than what is reused.

    reused: key, item, and what its view made of it.
    """
    for key, item, node in reused[:: len(reused) // _MOST_CHECKED + 1]:
        for before, now in _differences(node, view(item)):
            raise RenderError(
                message(
                    f"the view shows more than its item, so what is reused is out of date: for key {key!r} it "
                    f"made {shown(before)}, and would now make {shown(now)}.",
                    where=where,
                    cure="Put what it depends on into the item: "
                    "each([(row, row.pk == self.selected) for row in self.rows], …).",
                )
            )


def is_sampled(index: int) -> bool:
    """Whether the call of this index in a render is one of those that are made again."""
    return index < _MOST_CHECKED or index % 64 == 0


def check_call(view: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], made: object) -> None:
    """Raise `RenderError` where a call of `view` would now make something else than what is reused."""
    token = remembering.set(None)
    try:
        again = view(*args, **kwargs)
    finally:
        remembering.reset(token)
    for before, now in _differences(made, again):
        raise RenderError(
            message(
                "it shows more than its arguments, so what is reused is out of date: "
                f"it made {shown(before)}, and would now make {shown(now)}.",
                where=f"@memo {view.__qualname__}",
                cure="Give it what it depends on, such as self.row(row, row.pk == self.selected).",
            )
        )


def _differences(old: object, new: object) -> Iterator[tuple[object, object]]:
    """Where two results of a view surely differ. What cannot be compared counts as the same."""
    match old, new:
        case Element(), Element() if old.tag != new.tag:
            yield old, new
        case Element(), Element():
            yield from _unequal(old.attributes, new.attributes)
            yield from _unequal(old.properties, new.properties)
            yield from _different_items(old.listeners or {}, new.listeners or {})
            if len(old.children) != len(new.children):
                yield old.children, new.children
            else:
                for before, now in zip(old.children, new.children, strict=True):
                    yield from _differences(before, now)
        case Component(), Component() if type(old) is type(new):
            yield from _different_items(_props(old), _props(new))
        case Event(), Event():
            if not (new.stands_for(old) and old.behaviour == new.behaviour):
                yield old, new
        case Raw(), Raw():
            yield from _unequal(old.html, new.html)
        case htpy.ContextProvider(), htpy.ContextProvider():
            yield from _differences_in(("context", "value", "node"), old, new)  # pyright: ignore[reportUnknownArgumentType]
        case htpy.ContextConsumer(), htpy.ContextConsumer():
            # What it shows is made at each render, of what stands around it.
            yield from _differences_in(("context", "debug_name"), old, new)  # pyright: ignore[reportUnknownArgumentType]
        case list() | tuple() | Keyed(), list() | tuple() | Keyed() if len(old) == len(new):  # pyright: ignore[reportUnknownArgumentType]
            yield from (pair for both in zip(old, new, strict=True) for pair in _differences(*both))  # pyright: ignore[reportUnknownArgumentType]
        case _ if isinstance(old, FunctionType | MethodType | functools.partial) and callable(new):
            pass
        case _:
            yield from _unequal(old, new)


def _differences_in(names: tuple[str, ...], old: object, new: object) -> Iterator[tuple[object, object]]:
    return (pair for name in names for pair in _differences(getattr(old, name), getattr(new, name)))


def _props(component: Component) -> dict[str, object]:
    return {name: component.__dict__[name] for name in component.__props__}


def _different_items(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[object, object]]:
    if old.keys() != new.keys():
        yield old, new
    else:
        for name, before in old.items():
            yield from _differences(before, new[name])


def _unequal(old: object, new: object) -> Iterator[tuple[object, object]]:
    if type(old) is type(new) and type(old).__eq__ is object.__eq__:
        return  # each is only equal to itself, so nothing is known
    if type(old) is not type(new) or old != new:
        yield old, new
