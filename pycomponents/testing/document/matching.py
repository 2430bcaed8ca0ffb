"""How a selector is matched: from its right end to the left, as browsers do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.testing.document.dom import HTML, Document, Element
from pycomponents.testing.document.look import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Query:
    """One question: what `:scope` is, and what was found out about siblings on the way.

    anchor: the element whose `:has()` is being answered.
    """

    __slots__ = ("anchor", "document", "look", "places", "scope", "siblings")

    def __init__(self, scope: Element) -> None:
        self.scope = scope
        self.look = Look(scope)
        self.document = scope if isinstance(scope, Document) else scope.document
        self.anchor: Element | None = None
        self.siblings: dict[Element, tuple[list[Element], dict[Element, int]]] = {}
        self.places: dict[tuple[object, Element], dict[Element, int]] = {}

    def around(self, element: Element) -> tuple[list[Element], dict[Element, int]]:
        """The element's siblings with itself, and where each stands."""
        parent = element.parent
        if parent is None:
            return [element], {element: 0}
        known = self.siblings.get(parent)
        if known is None:
            elements = [child for child in parent.children if isinstance(child, Element)]
            known = self.siblings[parent] = elements, {one: index for index, one in enumerate(elements)}
        return known


Test: TypeAlias = "Callable[[Element, Query], bool]"


class Compound:
    """What is asked of one element. link: the combinator that leads to the compound on its left, "" for none."""

    __slots__ = ("link", "tag", "tests")

    def __init__(self) -> None:
        self.tag = ""  # in small letters
        self.tests: list[Test] = []
        self.link = ""

    def fits(self, element: Element, query: Query) -> bool:
        """Whether it is what is asked."""
        if self.tag and element.tag != self.tag and not (element.namespace != HTML and self._is_named(element)):
            return False
        for test in self.tests:
            if not test(element, query):
                break
        else:
            return True
        return False

    def _is_named(self, element: Element) -> bool:
        return element.tag.lower() == self.tag


# From left to right. A list of them is what commas make.
Complex: TypeAlias = "tuple[Compound, ...]"
Selector: TypeAlias = "tuple[Complex, ...]"


def fits_any(element: Element, selector: Selector, query: Query) -> bool:
    """Whether one of the selectors names it."""
    for complex_ in selector:
        last = len(complex_) - 1
        if complex_[last].fits(element, query) and (last == 0 or _fits_left(element, complex_, last, query)):
            return True
    return False


def _fits_left(element: Element, complex_: Complex, at: int, query: Query) -> bool:
    # Whether what stands left of a compound, which fits the element, is there around it.
    if at == 0:
        return True
    left = complex_[at - 1]
    return any(
        left.fits(one, query) and _fits_left(one, complex_, at - 1, query)
        for one in _candidates(element, complex_[at].link, query)
    )


def _candidates(element: Element, link: str, query: Query) -> list[Element]:
    if link == " ":
        return [one for one in element.ancestors() if not isinstance(one, Document)]
    if link == ">":
        parent = element.parent
        return [] if parent is None or isinstance(parent, Document) else [parent]
    siblings, places = query.around(element)
    at = places[element]
    return siblings[max(at - 1, 0) : at] if link == "+" else siblings[:at][::-1]


# Tests by what was written.


def by_id(name: str) -> Test:
    """It has this id."""
    return lambda element, query: element.attributes.get("id") == name


_CLASSES: Final = re.compile(r"[^ \t\n\f\r]+")


def by_class(name: str) -> Test:
    """It has this class."""

    def test(element: Element, query: Query) -> bool:
        classes = element.attributes.get("class")
        return classes is not None and name in classes and name in _CLASSES.findall(classes)

    return test


# On elements of HTML, these values are the same in capitals.
_CAPITALS_ALIKE: Final = frozenset(
    """accept accept-charset align alink axis bgcolor charset checked clear codetype color compact declare defer dir
    direction disabled enctype face frame hreflang http-equiv lang language link media method multiple nohref noresize
    noshade nowrap readonly rel rev rules scope scrolling selected shape target text type valign valuetype
    vlink""".split()
)


def by_attribute(name: str, operator: str, value: str, flag: str) -> Test:
    """Its attribute compares so with a value; without an operator, it has it. flag: "i" if capitals are alike."""
    name = name.lower()
    if not operator:
        return lambda element, query: _held(element, name) is not None
    compare = _OPERATORS[operator]
    folded = value.lower()

    def test(element: Element, query: Query) -> bool:
        held = _held(element, name)
        if held is None:
            return False
        if flag == "i" or (not flag and element.namespace == HTML and name in _CAPITALS_ALIKE):
            return compare(held.lower(), folded)
        return compare(held, value)

    return test


def _held(element: Element, name: str) -> str | None:
    held = element.attributes.get(name)
    if held is None and element.namespace != HTML:
        # Chromium takes names in drawings as those of HTML, in small letters.
        return next((value for written, value in element.attributes.items() if written.lower() == name), None)
    return held


def _has_word(held: str, value: str) -> bool:
    return value in _CLASSES.findall(held)


_OPERATORS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "=": lambda held, value: held == value,
    "~=": _has_word,
    "|=": lambda held, value: held == value or held.startswith(f"{value}-"),
    "^=": lambda held, value: bool(value) and held.startswith(value),
    "$=": lambda held, value: bool(value) and held.endswith(value),
    "*=": lambda held, value: bool(value) and value in held,
}
