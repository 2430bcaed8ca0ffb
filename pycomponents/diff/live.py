"""What the user did to a control, laid over the last tree sent, so that a diff sees it.

The last tree sent says `value=""`, the user types "abc", the handler answers `""`: both trees are equal, yet the
control must be cleared. So before the diff the runtime lays what the browser reported over the old tree. The laid
control keeps its real attributes (they are compared as ever) and carries the live state beside them; a live property
is sent exactly when the new tree's value is not the live one.

Only *controlled* controls are laid over, those whose value the server decides:

- a text control, if the last tree sent gives it a value: `value=…` (also ""), or text in a `textarea`;
- a checkbox or radio, if it is `checked` or listens to input, change or click: an absent `checked` then says
  "not checked", and a refused click goes back;
- a `select`, if one of its options is `selected`, or it is `multiple` and listens to input or change.

Every other control is the user's own until the server gives it a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.diff.keyed import places_of
from pycomponents.dom.node import Element, altered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pycomponents.dom.node import Node, Place, Root

# The text of a text control, whether a checkbox or radio is on, the indexes of a select's selected options.
Live: TypeAlias = str | bool | Sequence[int]

CHECKABLE: Final = frozenset({"checkbox", "radio"})
# Types of input whose `value` is nothing that the user edits: the attribute is all there is.
UNEDITED: Final = CHECKABLE | {"submit", "button", "reset", "image", "hidden", "file"}
# Live properties that the user changes, too.
CONTROL_PROPERTIES: Final = frozenset({"value", "checked", "selected"})


class LiveAttributes(dict[str, str]):
    """Attributes as they were last sent, and beside them the control's live properties. Equal to nothing."""

    __slots__ = ("live",)

    def __init__(self, attributes: Mapping[str, str], live: Mapping[str, str | bool]) -> None:
        super().__init__(attributes)
        self.live = live

    __hash__ = None  # as any dict

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True


def rendered(element: Element) -> dict[str, str | bool]:
    """The live properties that this element's attributes or text decide, as a browser makes them at first."""
    match element.tag:
        case "input":
            return _rendered_input(element.attributes)
        case "option":
            return {"selected": "selected" in element.attributes}
        case "textarea":
            return {"value": "".join(child for child in element.children if isinstance(child, str))}
        case _:
            return {}


def _rendered_input(attributes: Mapping[str, str]) -> dict[str, str | bool]:
    kind = attributes.get("type", "text").lower()
    if kind in CHECKABLE:
        return {"checked": "checked" in attributes}
    return {} if kind in UNEDITED else {"value": attributes.get("value", "")}


def overlay(root: Root, path: Sequence[Place], live: Live) -> Root:
    """`root` with the control at `path` as the user left it; `root` itself where that is no controlled control.

    path: a key or a place for each child on the way, which stand for the same child in every tree.
    """
    return _along(root, path, live) if isinstance(root, Element) else root


def _along(element: Element, path: Sequence[Place], live: Live) -> Element:
    if not path:
        return _laid(element, live)
    places = places_of(element)
    if path[0] not in places:
        return element
    index = places.index(path[0])
    child = element.children[index]
    if not isinstance(child, Element):
        return element
    laid = _along(child, path[1:], live)
    return element if laid is child else altered(element, children=_set(element.children, index, laid))


def _laid(element: Element, live: Live) -> Element:
    match element.tag, live:
        case "input", bool() if "checked" in rendered(element) and _listening_or(element, "checked", "click"):
            return _living(element, {"checked": live})
        case "input", str() if "value" in rendered(element) and "value" in element.attributes:
            return _living(element, {"value": live})
        case "textarea", str() if element.children:
            return _living(element, {"value": live})
        case "select", Sequence() if not isinstance(live, str) and _select_is_controlled(element):
            return _laid_options(element, count(), frozenset(live))
        case _:
            return element


def _listening_or(element: Element, name: str, *types: str) -> bool:
    return name in element.attributes or not {"input", "change", *types}.isdisjoint(element.listeners or ())


def _select_is_controlled(select: Element) -> bool:
    if any("selected" in option.attributes for option in _options(select)):
        return True
    return "multiple" in select.attributes and _listening_or(select, "")


def _options(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "option":
                yield child
            else:
                yield from _options(child)


def _laid_options(element: Element, indexes: Iterator[int], selected: frozenset[int]) -> Element:
    children: list[Node] = []
    for child in element.children:
        if not isinstance(child, Element):
            children.append(child)
        elif child.tag == "option":
            children.append(_living(child, {"selected": next(indexes) in selected}))
        else:
            children.append(_laid_options(child, indexes, selected))
    return altered(element, children=tuple(children))


def _set(children: tuple[Node, ...], index: int, child: Node) -> tuple[Node, ...]:
    return (*children[:index], child, *children[index + 1 :])


def _living(element: Element, live: Mapping[str, str | bool]) -> Element:
    return altered(element, attributes=LiveAttributes(element.attributes, live))
