"""What a render is made of: immutable records, and the two kinds of guest that a tree carries without knowing them.

A text is a plain `str`. Every other node is one of the classes below. Nodes never change once made, so an unchanged
subtree is known by identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import htpy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import EllipsisType

Key: TypeAlias = str | int
E = TypeVar("E", bound="Element")
# Where a child stands among its siblings when nothing is keyed: its index in the brackets, and, inside a nested
# iterable, one more index for each level. Holes count, so what follows a hole keeps its place.
Place: TypeAlias = "str | int | tuple[int, ...]"


class IterablePlaces(tuple["Place", ...]):
    """The places of children that all come from one iterable: where keys are missing, they may have been forgotten."""

    __slots__ = ()


# Of those whose places are their indexes, as with `None`: nothing is keyed, and there is no hole among them.
FROM_ITERABLE: Final = IterablePlaces()


class Described(tuple["Mountable", ...]):
    """The children that `each` gives where all of them are components: the same object for one that is the same."""

    __slots__ = ()


class Keyed(Sequence["Element | Mountable"]):
    """Children of which each has a key of its own, as `each` gives them: all that brackets must know is known.

    places: their keys, in order. open: whether one of them is.
    """

    __slots__ = ("children", "open", "places")

    def __init__(self, children: tuple[Any, ...], places: tuple[Place, ...], *, is_open: bool) -> None:
        self.children = children
        self.places = places
        self.open = is_open

    def __getitem__(self, index: Any) -> Any:
        return self.children[index]

    def __len__(self) -> int:
        return len(self.children)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.children)


class Listener:
    """What answers an event at a node. `component` derives its bound events from this.

    specs: what `describe` has said, by event type, as far as it is known. Listeners that answer alike may share it.
    """

    __slots__ = ()
    specs: Any = MappingProxyType[str, "ListenerSpec"]({})  # a mapping

    def check(self, event_type: str) -> None:
        """Raise where this listener cannot answer events of `event_type`; called when the node is made."""
        raise NotImplementedError

    def describe(self, event_type: str) -> ListenerSpec:
        """What the client must know of this listener. Equal specs are the same object."""
        raise NotImplementedError

    def same_code(self, other: Listener) -> bool:
        """Whether both run the same method of the same component, whatever is bound."""
        raise NotImplementedError

    def resetting(self) -> Listener:
        """This listener, and the form's controls go back to their defaults on success: `form(…, reset=True)`."""
        raise NotImplementedError


class ListenerSpec:
    """The client's share of a listener: which code it stands for (never named on the wire) and how to behave."""

    __slots__ = ("behaviour", "identity")

    def __init__(self, identity: str, behaviour: Mapping[str, object]) -> None:
        self.identity = identity  # class, method; becomes part of the digest, never sent as it is
        self.behaviour = behaviour  # JSON: what to send, debounce, keys, …


class Referred:
    """What is told of an element by `ref=`, so that it can be known again. `component` derives its refs from this.

    attributes: those of the element. The very dict is no other element's, and it stays the element's whatever else is
        made anew of it: with a key, or when it is lowered.
    """

    attributes: dict[str, str] | None = None


class Mountable:
    """What can be mounted at a place in a tree: the description of a component."""

    __slots__ = ()

    key: Key | None


class Mounted:
    """A component instance that stands at a place: its number on the page and the root of its own tree."""

    __slots__ = ("number", "root")

    number: int
    root: Root


if TYPE_CHECKING:
    _Base = htpy.Element
else:
    # htpy.Element adds nothing but room for a `__dict__` and weak references: a fifth of an element's memory.
    _Base = htpy.BaseElement


class Element(_Base):
    """One HTML or SVG element.

    tag: the name as written in HTML ("div", "foreignObject").
    attributes: name to text, in order; "" stands for a boolean attribute that is on. Never `style` or `on…`.
    children: its nodes in document order: holes gone, adjacent texts merged, iterables flattened. Among those of an
        open element are its guests too: descriptions, callables, contexts, all to be lowered at each render.
    places: the identity of each child among its siblings: a key as `str`, else a `Place`. `None`: nothing is keyed
        and every child's place is its index. Indexes below 0 are what the parser implies: a table's tbody.
    key: this element's own key, or `None`.
    listeners: event type ("click") to listener, or `None`.
    properties: what HTML text cannot say, set by the client: "indeterminate", and "style.<css name>". Or `None`.
    open: whether a callable, a context or an unmounted component stands somewhere inside.
    """

    __slots__ = ("key", "listeners", "open", "places", "properties")

    if TYPE_CHECKING:
        tag: str
        attributes: dict[str, str]
        children: tuple[Node, ...]
        places: tuple[Place, ...] | None
        key: str | None
        listeners: dict[str, Listener] | None
        properties: dict[str, str | bool] | None
        open: bool
    else:
        # htpy's own three slots, under our names: no element carries a field that nobody reads.
        tag = htpy.BaseElement._name
        attributes = htpy.BaseElement._attrs
        children = htpy.BaseElement._children


def altered(
    element: E,
    *,
    attributes: dict[str, str] | None = None,
    children: tuple[Node, ...] | None = None,
    places: tuple[Place, ...] | EllipsisType | None = ...,
    key: str | None = None,
    is_open: bool | None = None,
) -> E:
    """The same element, but for what is given. Children that are given without places stand at those of before."""
    twin: E = object.__new__(type(element))
    twin.tag = element.tag
    twin.attributes = element.attributes if attributes is None else attributes
    twin.children = element.children if children is None else children
    twin.places = element.places if places is ... else places
    twin.key = element.key if key is None else key
    twin.listeners = element.listeners
    twin.properties = element.properties
    twin.open = element.open if is_open is None else is_open
    return twin


def keyed(element: E, key: str) -> E:
    """The same element with a key. Written out, since each row of a list that is shown comes here."""
    twin: E = _new(element.__class__)
    twin.tag = element.tag
    twin.attributes = element.attributes
    twin.children = element.children
    twin.places = element.places
    twin.key = key
    twin.listeners = element.listeners
    twin.properties = element.properties
    twin.open = element.open
    return twin


_new: Final = object.__new__


class Raw:
    """A range of trusted HTML, bounded by comments in the document. `html` is balanced and never empty."""

    __slots__ = ("html",)

    def __init__(self, html: str) -> None:
        self.html = html


class Boundary:
    """The place where one component's tree sits inside another's."""

    __slots__ = ("key", "mounted")

    def __init__(self, mounted: Mounted, key: str | None) -> None:
        self.mounted = mounted
        self.key = key


Node: TypeAlias = str | Element | Raw | Boundary
# What a component's render amounts to: one element, another component, or nothing to show.
Root: TypeAlias = Element | Boundary | None
