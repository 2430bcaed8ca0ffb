"""Elements whose children the HTML parser treats in a way of its own, or that only a document may have."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeVar

from pycomponents.dom.attributes import clean
from pycomponents.dom.children import TEXT_ONLY, is_open
from pycomponents.dom.html import html
from pycomponents.dom.names import SVG_TAGS
from pycomponents.dom.node import FROM_ITERABLE, Boundary, Element, IterablePlaces, Place, altered
from pycomponents.dom.tags import Tag, bare
from pycomponents.errors import ChildError, NestingError, message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from pycomponents.dom.children import Child, Places
    from pycomponents.dom.tags import Node

E = TypeVar("E", bound=Element)

# Only in a document, never in a component. They count as open until `lower` has seen them in one.
DOCUMENT_TAGS: Final = frozenset("html head body title meta link base script style".split())
_SCRIPTS: Final = frozenset(("script", "style"))
# What the parser puts around parts of a table that stand in it directly.
_IMPLIED: Final = {"tr": "tbody", "col": "colgroup"}


class Special(Tag):
    """An element whose children the HTML parser treats in a way of its own, or that only a document may have."""

    __slots__ = ()

    def __getitem__(self, children: Node) -> Self:  # type: ignore[override]
        tag = self.tag
        if tag in _SCRIPTS:
            return altered(self, children=(_script(tag, children),), places=None, is_open=True)
        twin = super().__getitem__(children)
        if tag in SVG_TAGS and twin.open:
            nodes = tuple(_svg_title(child) for child in twin.children)
            return altered(twin, children=nodes, is_open=any(map(is_open, nodes)))
        if tag == "table":
            # Before its rows are lowered, so that the paths in them run through the tbody.
            nodes, places = _with_implied(twin.children, twin.places)
            return altered(twin, children=nodes, places=places)
        if twin.open:
            return twin
        finished = finish(twin)
        return altered(finished, is_open=True) if tag in DOCUMENT_TAGS else finished


def finish(element: E) -> E:
    """A closed element as the HTML parser will have it."""
    tag, nodes = element.tag, element.children
    if tag in TEXT_ONLY:
        for node in nodes:
            if type(node) is not str:
                raise ChildError(message("there is only text in here.", where=f"<{tag}>", got=node))
    elif tag == "noscript" and nodes:
        if any(map(_holds_component, nodes)):
            raise ChildError(message("a component is not alive in here.", where="<noscript>", cure="Give it elements."))
        # A browser that runs scripts reads all of it as one text, so that is what we say it is.
        return altered(element, children=("".join(html(node, markers=False) for node in nodes),), places=None)
    elif tag == "table" and any(map(_implied_around, nodes)):
        raise NestingError(
            message(
                "the parser puts a tbody around rows, and what gives them here is known too late for that.",
                where="<table>",
                cure="Write table[tbody[…]].",
            )
        )
    return element


def _holds_component(node: Child) -> bool:
    return isinstance(node, Boundary) or (isinstance(node, Element) and any(map(_holds_component, node.children)))


def _with_implied(nodes: tuple[Child, ...], places: Places) -> tuple[tuple[Child, ...], Places]:
    if not any(map(_implied_around, nodes)):
        return nodes, places
    identities: Iterable[Place] = places or range(len(nodes))
    loose = isinstance(places, IterablePlaces)
    done: list[Child] = []
    done_places: list[Place] = []
    # Each run of rows goes into one tbody. Places of what is implied count down from -1: rows may come and go before.
    implied = 0
    for name, run in groupby(zip(nodes, identities, strict=True), lambda pair: _implied_around(pair[0])):
        inner, inner_places = zip(*run, strict=True)
        if name is None:
            done += inner
            done_places += inner_places
        else:
            implied -= 1
            kept = FROM_ITERABLE if loose and not places else (IterablePlaces if loose else tuple)(inner_places)
            done.append(altered(bare(Tag, name), children=inner, places=kept, is_open=any(map(is_open, inner))))
            done_places.append(implied)
    return tuple(done), tuple(done_places)


def _implied_around(node: Child) -> str | None:
    return _IMPLIED.get(node.tag) if isinstance(node, Element) else None


def _svg_title(child: Child) -> Child:
    """A title inside SVG is not the document's."""
    if isinstance(child, Element) and child.tag == "title" and not any(map(is_open, child.children)):
        return altered(child, is_open=False)
    return child


def _script(tag: str, children: object) -> str:
    markup = str.__str__(children) if isinstance(children, str) and hasattr(children, "__html__") else None
    if markup is None or re.search(rf"</{tag}|<!--", markup, re.IGNORECASE):
        raise ChildError(
            message(
                "text in here would run as it is.",
                where=f"<{tag}>",
                expected=f"Markup that you vouch for, without </{tag} and <!--",
                got=children,
                cure=f"Put it into a file, or write {tag}[Markup(…)] in a document.",
            )
        )
    return clean(markup)
