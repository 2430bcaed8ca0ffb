"""What one question about a document needs to find out only once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pycomponents.testing.document.dom import HTML, Element
from pycomponents.testing.hands import controls

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMES: Final = re.compile(r"[^ \t\n\f\r]+")
_LABELABLE: Final = frozenset("button input meter output progress select textarea".split())


class Look:
    """Holds for as long as the document does not change: one for each question, such as one `get_by_role`.

    roles, names, seen, disabled: what was found out, for whoever finds it out.
    """

    __slots__ = ("_chosen", "_ids", "_labels", "_top", "disabled", "names", "roles", "seen")

    def __init__(self, element: Element) -> None:
        self._top = controls.root_of(element)
        self._ids: dict[str, Element] | None = None
        self._labels: dict[Element, list[Element]] | None = None
        self._chosen: dict[Element, set[Element]] = {}
        self.roles: dict[Element, str] = {}
        self.names: dict[tuple[Element, bool], str] = {}
        self.seen: dict[Element, int] = {}
        self.disabled: dict[Element, bool] = {}

    def by_id(self, name: str) -> Element | None:
        """The first element with this id."""
        if self._ids is None:
            self._ids = {}
            for element in within(self._top):
                found = element.attributes.get("id")
                if found:
                    self._ids.setdefault(found, element)
        return self._ids.get(name)

    def by_ids(self, names: str | None) -> list[Element]:
        """The elements that ids with blanks between them name, each once."""
        found = (self.by_id(name) for name in _NAMES.findall(names or ""))
        return list(dict.fromkeys(element for element in found if element is not None))

    def labels(self, control: Element) -> list[Element]:
        """The labels of a control, in the order of the document."""
        if self._labels is None:
            self._labels = {}
            for element in within(self._top):
                if element.tag == "label" and element.namespace == HTML:
                    labelled = self.labelled(element)
                    if labelled is not None:
                        self._labels.setdefault(labelled, []).append(element)
        return self._labels.get(control, [])

    def labelled(self, label: Element) -> Element | None:
        """The control that a label belongs to."""
        if "for" in label.attributes:
            named = self.by_id(label.attributes["for"])
            return named if named is not None and is_labelable(named) else None
        return next((element for element in label.elements() if is_labelable(element)), None)

    def is_selected(self, option: Element) -> bool:
        """Whether an option is chosen."""
        select = closest(option, lambda one: one.tag == "select")
        if select is None:
            return controls.is_selected(option)
        if select not in self._chosen:
            self._chosen[select] = set(controls.selected_options(select))
        return option in self._chosen[select]


def within(root: Element) -> list[Element]:
    """All elements in it, in the order of the document."""
    found: list[Element] = []
    _gather(root, found)
    return found


def _gather(element: Element, found: list[Element]) -> None:
    for child in element.children:
        if isinstance(child, Element):
            found.append(child)
            if child.children:
                _gather(child, found)


def closest(element: Element, fits: Callable[[Element], bool]) -> Element | None:
    """The element itself or the nearest around it that fits."""
    at: Element | None = element
    while at is not None and not fits(at):
        at = at.parent
    return at


def is_labelable(element: Element) -> bool:
    """Whether a label can belong to it."""
    return element.tag in _LABELABLE and element.namespace == HTML and controls.kind_of(element) != "hidden"
