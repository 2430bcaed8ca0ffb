"""What stands in the brackets of an element, made into nodes and their places: once, when it is given."""

from __future__ import annotations

import html
import itertools
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Iterator, Mapping
from types import GeneratorType
from typing import Any, Final, TypeAlias, cast

import htpy
from htpy._with_children import _WithChildrenBound  # pyright: ignore[reportPrivateUsage]

from pycomponents.dom.attributes import clean
from pycomponents.dom.node import (
    FROM_ITERABLE,
    Boundary,
    Element,
    IterablePlaces,
    Keyed,
    Listener,
    Mountable,
    Place,
    Raw,
)
from pycomponents.dom.plain import convert
from pycomponents.dom.raw import check_balanced
from pycomponents.errors import ChildError, DuplicateKeyError, message

Places: TypeAlias = "tuple[Place, ...] | None"
# A node, or a guest of an open element: a description, a callable, a context provider or consumer.
Child: TypeAlias = Any


# As a prop these are nodes, and may be read only once: they are held.
TO_HOLD: Final[frozenset[type]] = frozenset(
    (
        *(GeneratorType, map, filter, zip, enumerate, type(reversed([None])), itertools.chain, itertools.islice),
        *(htpy.Fragment, htpy.ContextProvider),
    )
)


class Items:
    """Several children that stand in one place.

    written: whether they were written out (`fragment[a, b]`), so that nobody can have forgotten their keys.
    """

    __slots__ = ("items", "written")

    def __init__(self, items: Iterable[object], *, written: bool) -> None:
        self.items = items
        self.written = written


def normalise(given: object, parent: str) -> tuple[tuple[Child, ...], Places, bool]:
    """The children that `given` in the brackets of `parent` amounts to, their places, and whether one is open.

    Raises `ChildError` for what cannot be a child, `DuplicateKeyError` for two children of one key.
    """
    kind = type(given)
    if kind is Keyed:
        keyed: Keyed = given  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
        return keyed.children, keyed.places or None, keyed.open
    loose = False
    items: Iterable[Any]
    if kind is tuple:
        items = given  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    elif kind is list:
        items = given  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
        loose = True
    else:
        found = meaning(given, parent)
        if type(found) is Items and not found.written:
            items = found.items
            loose = True
        else:
            items = (found,)

    # The hot loop of every render. `places` stays None while each child's place is its index; texts and elements
    # that change nothing about that are dealt with here, all others in `_place`.
    nodes: list[Child] = []
    places: list[Place] | None = None
    some_open = False
    text_before = False
    for index, child in enumerate(items):
        if isinstance(child, Element):
            text_before = False
            nodes.append(child)
            if child.open:
                some_open = True
            if child.key is not None:
                if places is None:
                    places = list(range(len(nodes) - 1))
                places.append(child.key)
            elif places is not None:
                places.append(index)
        elif type(child) is str and child and not text_before and child.isprintable():
            text_before = True
            nodes.append(child)
            if places is not None:
                places.append(index)
        else:
            if places is None:
                places = list(range(len(nodes)))
            if _place(child, index, nodes, places, parent):
                some_open = True
            text_before = bool(nodes) and type(nodes[-1]) is str
    if places is None:
        return tuple(nodes), FROM_ITERABLE if loose and nodes else None, some_open
    return tuple(nodes), finish_places(places, nodes, parent, loose=loose), some_open


def finish_places(places: list[Place] | None, nodes: list[Child], parent: str, *, loose: bool) -> Places:
    """Places as an element keeps them. loose: whether the children all come from one iterable."""
    if places is not None:
        if len(set(places)) != len(places):
            raise _duplicate(places, parent)
        if places != list(range(len(places))):
            return IterablePlaces(places) if loose else tuple(places)
    return FROM_ITERABLE if loose and nodes else None


def _place(child: object, place: Place, nodes: list[Child], places: list[Place], parent: str) -> bool:
    """Add what `child` amounts to, standing at `place`. Says whether it is open."""
    child = meaning(child, parent)
    if child is None:
        return False
    if type(child) is Items:
        return place_items(child, place, nodes, places, parent)
    if type(child) is str:
        add_text(child, place, nodes, places)
        return False
    nodes.append(child)
    places.append(identity(child, place))
    return is_open(child)


def place_items(found: Items, place: Place, nodes: list[Child], places: list[Place], parent: str) -> bool:
    outer = place if isinstance(place, tuple) else (int(place),)
    some_open = False
    for index, child in enumerate(found.items):
        # What was written out counts downward from -1: never asked for keys, and never equal to a place of another.
        if _place(child, (*outer, ~index if found.written else index), nodes, places, parent):
            some_open = True
    return some_open


def add_text(text: str, place: Place, nodes: list[Child], places: list[Place]) -> None:
    """A text becomes part of the one before it, as it would in HTML."""
    if nodes and type(nodes[-1]) is str:
        nodes[-1] += text
    elif text:
        nodes.append(text)
        places.append(place)


def is_open(child: Child) -> bool:
    """Whether a child must be lowered at each render."""
    return child.open if isinstance(child, Element) else not isinstance(child, str | Raw | Boundary)


def identity(child: Child, place: Place) -> Place:
    """What tells a child from its siblings: its key, else its place."""
    key = getattr(child, "key", None) if isinstance(child, Element | Boundary | Mountable) else None
    return place if key is None else str(key)


def _duplicate(places: Iterable[Place], parent: str) -> DuplicateKeyError:
    seen: set[Place] = set()
    key = next(place for place in places if place in seen or seen.add(place))  # type: ignore[func-returns-value]
    return DuplicateKeyError(
        message(
            f"two children have the key {key!r}.",
            where=f"<{parent}>",
            cure="Keys tell siblings apart: take one that is unique among them, such as a primary key.",
        )
    )


def meaning(child: object, parent: str) -> Child | Items | None:
    """What one thing in the brackets means: a hole (`None`), a text, a node, a guest, or several things."""
    kind = type(child)
    if child is None or kind is bool:
        return None
    if kind is str:
        return clean(child)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    if kind is int:
        return str(child)
    if kind is list or kind is tuple:
        return Items(child, written=False)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    if kind is GeneratorType:
        return Items(_fresh(child, parent), written=False)
    if isinstance(child, Element | Mountable | Raw | Boundary | Items):
        return child
    if isinstance(child, htpy.BaseElement):
        return convert(child)
    if isinstance(child, htpy.Fragment):
        inner: Any = child._node  # pyright: ignore[reportPrivateUsage]
        return Items(inner if type(inner) is tuple else (inner,), written=True)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(child, htpy.ContextProvider):
        return _kept(child, parent)  # it is looked at in each render
    if isinstance(child, htpy.ContextConsumer | _WithChildrenBound):
        return child  # pyright: ignore[reportUnknownVariableType]
    if kind.__name__ == "__proxy__":  # Django's lazy strings
        return meaning(str(child), parent)
    if isinstance(child, Listener):
        raise _bad_child(child, parent, "Listen with it: button(on_click=self.method)[…].")
    if callable(child):
        return child
    return _other(child, parent)


def _fresh(generator: Any, parent: str) -> Any:
    if generator.gi_frame is None:
        raise _bad_child(generator, parent, "This generator has been used up: give a list, or make it anew each time.")
    return generator


def held(children: Any, parent: str) -> Any:
    """What is given in brackets now, to be rendered later, and more than once: its generators are consumed, and what is
    written side by side stays together.
    """
    kept = _kept(children, parent)
    return htpy.fragment[kept] if type(kept) is tuple else kept


def pieces(given: object) -> Iterator[object]:
    """What `held` keeps, one by one."""
    inner: Any = given._node if isinstance(given, htpy.Fragment) else given  # pyright: ignore[reportPrivateUsage]
    if type(inner) is list or type(inner) is tuple:
        for item in cast("Iterable[object]", inner):
            yield from pieces(item)
    else:
        yield inner


def _kept(node: Any, parent: str) -> Any:
    """The same, to be looked at more than once: what can be read only once is read now."""
    if type(node) is list:
        return [_kept(item, parent) for item in node]  # pyright: ignore[reportUnknownVariableType]
    if type(node) is tuple:
        return tuple(_kept(item, parent) for item in node)  # pyright: ignore[reportUnknownVariableType]
    if isinstance(node, htpy.ContextProvider):
        provider: htpy.ContextProvider[Any] = node  # pyright: ignore[reportUnknownVariableType]
        return htpy.ContextProvider(provider.context, provider.value, _kept(provider.node, parent))
    if isinstance(node, htpy.Fragment):
        return htpy.fragment[_kept(node._node, parent)]  # pyright: ignore[reportPrivateUsage]
    if type(node) is GeneratorType:
        node = _fresh(node, parent)
    return [*node] if hasattr(node, "__next__") else node


def _other(given: object, parent: str) -> Child | Items | None:
    child = given
    markup: Callable[[], str] | None = getattr(child, "__html__", None)
    if markup is not None:
        return trusted(str.__str__(markup()), parent)
    if isinstance(child, str):
        return clean(str.__str__(child))
    if isinstance(child, int):
        return clean(str(child))
    if isinstance(child, Iterable) and not isinstance(child, bytes | bytearray | memoryview | Mapping):
        return Items(tuple(cast("Iterable[object]", child)), written=False)
    raise _bad_child(given, parent, _cure(given, parent))


def _cure(child: object, parent: str) -> str:
    if isinstance(child, Awaitable | AsyncIterable):
        return "Rendering does not wait: load it in mount() or in an event, into state."
    if isinstance(child, Mapping):
        return f"Attributes go into parentheses: {parent}({{…}})[…]."
    return 'Write it as text: f"{value:.2f}", str(value), value.isoformat().'


def _bad_child(child: object, parent: str, cure: str) -> ChildError:
    return ChildError(
        message(
            "this cannot be a child.",
            where=f"<{parent}>",
            expected="an element, a component, a text, a whole number, None, or an iterable of these",
            got=child,
            cure=cure,
        )
    )


def trusted(markup: str, parent: str) -> str | Raw:
    """What is marked as safe HTML: a text where there is no tag in it, else a raw range. It must be balanced."""
    if "<" not in markup:
        return clean(html.unescape(markup))
    if parent in TEXT_ONLY or parent == "option":
        raise ChildError(
            message("HTML is only text in here.", where=f"<{parent}>", got=markup, cure="Give a plain text.")
        )
    markup = clean(markup)
    check_balanced(markup)
    return Raw(markup)


TEXT_ONLY: Final = frozenset(("textarea", "title"))
