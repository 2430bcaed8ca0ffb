"""What `get_by_…` finds: each way of looking is a step from some elements to the elements in them that are meant.

The words and their meanings are Playwright's, so that a test reads alike with and without a browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.testing.document.dom import HTML, Element, Text
from pycomponents.testing.document.javascript import one_line
from pycomponents.testing.document.look import Look
from pycomponents.testing.document.names import name_of
from pycomponents.testing.document.roles import states_of, with_role
from pycomponents.testing.document.selectors import select
from pycomponents.testing.document.visibility import is_hidden, is_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Pattern: TypeAlias = "str | re.Pattern[str]"
# What a step does with the elements that the steps before it have found.
Find: TypeAlias = "Callable[[Sequence[Element]], list[Element]]"

_NO_TEXT: Final = frozenset(("head", "script", "style", "noscript", "template"))
_BUTTONS: Final = frozenset(("button", "submit", "reset"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a locator.

    said: how it is written. role, wanted: what is looked for, to be held against what is there. find_hidden: finds what
    `find` passes over, because it is hidden.
    """

    said: str
    find: Find
    role: str = ""
    wanted: str = ""
    find_hidden: Find | None = None


def says(text: str, wanted: Pattern, *, exact: bool) -> bool:
    """Whether a text is what is wanted: has it as a part in any case, is it with `exact`, or matches the pattern."""
    text = one_line(text)
    if not isinstance(wanted, str):
        return wanted.search(text) is not None
    wanted = one_line(wanted)
    return text == wanted if exact else wanted.casefold() in text.casefold()


def equals(text: str | None, wanted: Pattern) -> bool:
    """Whether a text is to the letter what is wanted, or matches the pattern."""
    return text is not None and (text == wanted if isinstance(wanted, str) else wanted.search(text) is not None)


def shown(wanted: object) -> str:
    """A value as it stands in the call of a locator."""
    pattern: object = getattr(wanted, "pattern", None)
    return repr(wanted) if pattern is None else f"re.compile({pattern!r})"


def _inside(is_meant: Callable[[Element], bool]) -> Find:
    def find(scope: Sequence[Element]) -> list[Element]:
        return in_order(element for around in scope for element in around.elements() if is_meant(element))

    return find


def in_order(elements: Iterable[Element]) -> list[Element]:
    """Each element once. Those of several scopes that stand inside one another come as they are first met."""
    return [*dict.fromkeys(elements)]


def by_role(role: str, *, name: Pattern | None, exact: bool, include_hidden: bool, states: dict[str, object]) -> Step:
    """Elements of this role, and of this name and these states where they are given."""

    def find(scope: Sequence[Element]) -> list[Element]:
        return in_order(one for around in scope for one in _of_role(around, include_hidden))

    def find_hidden(scope: Sequence[Element]) -> list[Element]:
        return in_order(one for around in scope for one in _of_role(around, True))

    def _of_role(around: Element, include_hidden: bool) -> Iterator[Element]:
        look = Look(around)
        for element in with_role(around, role, look=look):
            if (
                (not states or _has(states_of(element, look=look), states))
                and (include_hidden or not is_hidden(element, look=look))
                and (
                    name is None or says(name_of(element, include_hidden=include_hidden, look=look), name, exact=exact)
                )
            ):
                yield element

    given = [f", {key}={shown(value)}" for key, value in {"name": name, **states}.items() if value is not None]
    said = f"get_by_role({role!r}{''.join(given)}{_flag(exact)})"
    return Step(said, find, role, "" if name is None else _plain(name), find_hidden)


def _has(its: Mapping[str, object], states: dict[str, object]) -> bool:
    return all(its.get(state) == wanted for state, wanted in states.items())


def by_label(text: Pattern, *, exact: bool) -> Step:
    """Controls whose label says this."""

    def find(scope: Sequence[Element]) -> list[Element]:
        return in_order(one for around in scope for one in _of_label(around))

    def _of_label(around: Element) -> Iterator[Element]:
        look = Look(around)
        for element in around.elements():
            if any(says(label, text, exact=exact) for label in _label_texts(element, look)):
                yield element

    return Step(f"get_by_label({shown(text)}{_flag(exact)})", find, wanted=_plain(text))


def _label_texts(element: Element, look: Look) -> list[str]:
    referred = look.by_ids(element.attributes.get("aria-labelledby"))
    aria = element.attributes.get("aria-label")
    if aria is not None and not referred:
        return [aria]
    return [text_of(label) for label in referred or look.labels(element)]


def by_text(text: Pattern, *, exact: bool) -> Step:
    """The innermost elements that say this."""

    def is_meant(element: Element) -> bool:
        return _may_say(element) and says(text_of(element), text, exact=exact)

    def find(scope: Sequence[Element]) -> list[Element]:
        found: list[Element] = []
        for around in scope:
            _innermost(around, is_meant, found)
        return in_order(found)

    return Step(f"get_by_text({shown(text)}{_flag(exact)})", find, wanted=_plain(text))


def _innermost(around: Element, is_meant: Callable[[Element], bool], found: list[Element]) -> None:
    for child in around.children:
        if isinstance(child, Element) and is_meant(child):
            if not any(isinstance(inner, Element) and is_meant(inner) for inner in child.children):
                found.append(child)
            _innermost(child, is_meant, found)
        elif isinstance(child, Element):
            _innermost(child, is_meant, found)


def _may_say(element: Element) -> bool:
    return not (element.namespace == HTML and element.tag in _NO_TEXT)


def text_of(element: Element) -> str:
    """What an element says: the texts in it, and of buttons that are inputs their values."""
    if element.tag == "input" and element.attributes.get("type", "").lower() in _BUTTONS:
        return element.attributes.get("value", "")
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Text):
            parts.append(child.data)
        elif isinstance(child, Element) and _may_say(child):
            parts.append(text_of(child))
    return "".join(parts)


def by_attribute(method: str, attribute: str, text: Pattern, *, exact: bool) -> Step:
    """Elements with an attribute that says this."""

    def is_meant(element: Element) -> bool:
        value = element.attributes.get(attribute)
        return value is not None and says(value, text, exact=exact)

    return Step(f"{method}({shown(text)}{_flag(exact)})", _inside(is_meant), wanted=_plain(text))


def by_test_id(name: Pattern) -> Step:
    """Elements with this `data-testid`."""

    def is_meant(element: Element) -> bool:
        return equals(element.attributes.get("data-testid"), name)

    return Step(f"get_by_test_id({shown(name)})", _inside(is_meant))


def by_css(css: str) -> Step:
    """Elements that a CSS selector means."""
    return Step(f"locator({css!r})", lambda scope: in_order(one for around in scope for one in select(around, css)))


def filtered(
    *,
    has_text: Pattern | None,
    has_not_text: Pattern | None,
    has: Sequence[Step] | None,
    has_not: Sequence[Step] | None,
    visible: bool | None,
) -> Step:
    """Those of the elements that say, hold and are what is asked for."""

    def is_meant(element: Element) -> bool:
        return (
            (has_text is None or says(text_of(element), has_text, exact=False))
            and (has_not_text is None or not says(text_of(element), has_not_text, exact=False))
            and (has is None or bool(run(has, [element])))
            and (has_not is None or not run(has_not, [element]))
            and (visible is None or is_visible(element) is visible)
        )

    given: dict[str, Any] = {
        "has_text": None if has_text is None else shown(has_text),
        "has_not_text": None if has_not_text is None else shown(has_not_text),
        "has": has and told(has),
        "has_not": has_not and told(has_not),
        "visible": visible,
    }
    said = ", ".join(f"{name}={value}" for name, value in given.items() if value is not None)
    return Step(f"filter({said})", lambda scope: [element for element in scope if is_meant(element)])


def nth(index: int) -> Step:
    """One of the elements, counted from 0, or from the end with -1."""
    said = {0: "first", -1: "last"}.get(index, f"nth({index})")

    def find(scope: Sequence[Element]) -> list[Element]:
        return [scope[index]] if -len(scope) <= index < len(scope) else []

    return Step(said, find)


def together(steps: Sequence[Step]) -> Step:
    """Several steps as one."""
    return Step(told(steps), lambda scope: run(steps, scope))


def both(one: Sequence[Step], two: Sequence[Step]) -> Step:
    """What both ways find, in the order of the first."""

    def find(scope: Sequence[Element]) -> list[Element]:
        others = set(run(two, scope))
        return [element for element in run(one, scope) if element in others]

    return Step(f"{told(one)}.and_({told(two)})", find)


def either(one: Sequence[Step], two: Sequence[Step]) -> Step:
    """What either way finds, in the order of the document."""

    def find(scope: Sequence[Element]) -> list[Element]:
        meant = {*run(one, scope), *run(two, scope)}
        return in_order(element for top in scope for element in top.elements() if element in meant)

    return Step(f"{told(one)}.or_({told(two)})", find)


def run(steps: Sequence[Step], scope: Sequence[Element]) -> list[Element]:
    """What the steps find, one after another."""
    found: Sequence[Element] = scope
    for step in steps:
        found = step.find(found)
    return [*found]


def told(steps: Sequence[Step]) -> str:
    """The steps as they are written in a test."""
    return ".".join(step.said for step in steps)


def _plain(wanted: Pattern) -> str:
    return wanted if isinstance(wanted, str) else str(wanted.pattern)


def _flag(exact: bool) -> str:
    return ", exact=True" if exact else ""
