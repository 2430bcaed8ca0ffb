"""What pseudo-classes ask of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.testing.document.dom import HTML, SVG, Document, Element, Text
from pycomponents.testing.document.look import within
from pycomponents.testing.document.matching import Query, Selector, Test, fits_any
from pycomponents.testing.document.visibility import is_on_top
from pycomponents.testing.hands import controls
from pycomponents.testing.hands.controls import is_html, is_link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


# Pseudo-classes without parentheses.

_INPUTS_REQUIRED: Final = frozenset(
    """text search url tel email password date month week time datetime-local number checkbox radio file""".split()
)
_INPUTS_READONLY: Final = frozenset(
    """text search url tel email password date month week time datetime-local number""".split()
)
_INPUTS_PLACEHOLDER: Final = frozenset("text search url tel email password number".split())
_DISABLEABLE: Final = frozenset("button input select textarea optgroup option fieldset".split())


def _is_empty(element: Element, query: Query) -> bool:
    return not any(isinstance(one, Element) or (isinstance(one, Text) and one.data) for one in element.children)


def _is_checked(element: Element, query: Query) -> bool:
    if is_html(element, "option"):
        return query.look.is_selected(element)
    return (
        is_html(element, "input")
        and controls.kind_of(element) in ("checkbox", "radio")
        and controls.is_checked(element)
    )


def _is_disabled(element: Element, query: Query) -> bool:
    return controls.is_disabled(element)


def _is_enabled(element: Element, query: Query) -> bool:
    return is_html(element, *_DISABLEABLE) and not controls.is_disabled(element)


def _is_required(element: Element, query: Query) -> bool:
    if "required" not in element.attributes:
        return False
    return is_html(element, "select", "textarea") or (
        is_html(element, "input") and controls.kind_of(element) in _INPUTS_REQUIRED
    )


def _is_optional(element: Element, query: Query) -> bool:
    return is_html(element, "button", "input", "select", "textarea") and not _is_required(element, query)


def _is_read_write(element: Element, query: Query) -> bool:
    if is_html(element, "textarea") or (is_html(element, "input") and controls.kind_of(element) in _INPUTS_READONLY):
        return "readonly" not in element.attributes and not controls.is_disabled(element)
    return controls.is_edited(element)


def _is_read_only(element: Element, query: Query) -> bool:
    return element.namespace == HTML and not _is_read_write(element, query)


def _is_placeholder_shown(element: Element, query: Query) -> bool:
    if "placeholder" not in element.attributes:
        return False
    shows = is_html(element, "textarea") or (
        is_html(element, "input") and controls.kind_of(element) in _INPUTS_PLACEHOLDER
    )
    return shows and not controls.value_of(element)


def _is_focused(element: Element, query: Query) -> bool:
    return query.document is not None and query.document.focused is element


def _has_focus_within(element: Element, query: Query) -> bool:
    return query.document is not None and element.contains(query.document.focused)


def _is_target(element: Element, query: Query) -> bool:
    _, _, fragment = ("" if query.document is None else query.document.url).partition("#")
    return bool(fragment) and element.attributes.get("id") == fragment


def _is_root(element: Element, query: Query) -> bool:
    return isinstance(element.parent, Document)


def is_scope(element: Element, query: Query) -> bool:
    return element is query.scope or (isinstance(query.scope, Document) and _is_root(element, query))


def is_anchor(element: Element, query: Query) -> bool:
    return element is query.anchor


def _is_link(element: Element, query: Query) -> bool:
    if element.namespace == SVG:
        return element.tag == "a" and ("href" in element.attributes or "xlink:href" in element.attributes)
    return is_link(element)


def _is_open(element: Element, query: Query) -> bool:
    return is_html(element, "details", "dialog") and "open" in element.attributes


def _is_modal(element: Element, query: Query) -> bool:
    return query.document is not None and element in query.document.modal


def _is_popover_open(element: Element, query: Query) -> bool:
    return "popover" in element.attributes and is_on_top(element)


def _is_indeterminate(element: Element, query: Query) -> bool:
    if is_html(element, "progress"):
        return "value" not in element.attributes
    if not is_html(element, "input"):
        return False
    kind = controls.kind_of(element)
    if kind == "radio":
        return not any(map(controls.is_checked, controls.group_of(element)))
    return kind == "checkbox" and controls.is_indeterminate(element)


# Places among siblings.

Nth: TypeAlias = "tuple[int, int]"


def _place(element: Element, query: Query, kind: object, of: Callable[[Element], object], *, last: bool) -> int:
    # Counted from 1 among those siblings for which `of` says the same; 0 where it says None.
    parent = element.parent
    if parent is None:
        return 0 if of(element) is None else 1
    key = (kind, parent)
    places = query.places.get(key)
    if places is None:
        places = query.places[key] = {}
        counts: dict[object, int] = {}
        siblings, _ = query.around(element)
        for one in reversed(siblings) if last else siblings:
            group = of(one)
            if group is not None:
                places[one] = counts[group] = counts.get(group, 0) + 1
    return places.get(element, 0)


def _is_nth(place: int, nth: Nth) -> bool:
    step, start = nth
    if place == 0:
        return False
    return place == start if step == 0 else (place - start) % step == 0 and (place - start) // step >= 0


def _any_child(element: Element) -> object:
    return True


def _type(element: Element) -> object:
    return element.namespace, element.tag


def nth_child(nth: Nth, *, last: bool = False, of: Selector | None = None) -> Test:
    if of is None:
        return lambda element, query: _is_nth(_place(element, query, last, _any_child, last=last), nth)
    kind = (last, id(of))

    def test(element: Element, query: Query) -> bool:
        def chosen(one: Element) -> object:
            return True if fits_any(one, of, query) else None

        return _is_nth(_place(element, query, kind, chosen, last=last), nth)

    return test


def nth_of_type(nth: Nth, *, last: bool = False) -> Test:
    kind = ("type", last)
    return lambda element, query: _is_nth(_place(element, query, kind, _type, last=last), nth)


def _both(one: Test, other: Test) -> Test:
    return lambda element, query: one(element, query) and other(element, query)


_FIRST: Final = (0, 1)
SIMPLE: Final[Mapping[str, Test]] = {
    "any-link": _is_link,
    "checked": _is_checked,
    "disabled": _is_disabled,
    "empty": _is_empty,
    "enabled": _is_enabled,
    "first-child": nth_child(_FIRST),
    "first-of-type": nth_of_type(_FIRST),
    "focus": _is_focused,
    "focus-within": _has_focus_within,
    "indeterminate": _is_indeterminate,
    "last-child": nth_child(_FIRST, last=True),
    "last-of-type": nth_of_type(_FIRST, last=True),
    "link": _is_link,
    "modal": _is_modal,
    "only-child": _both(nth_child(_FIRST), nth_child(_FIRST, last=True)),
    "only-of-type": _both(nth_of_type(_FIRST), nth_of_type(_FIRST, last=True)),
    "open": _is_open,
    "optional": _is_optional,
    "placeholder-shown": _is_placeholder_shown,
    "popover-open": _is_popover_open,
    "read-only": _is_read_only,
    "read-write": _is_read_write,
    "required": _is_required,
    "root": _is_root,
    "scope": is_scope,
    "target": _is_target,
}


# Pseudo-classes of selectors.


def is_one_of(selector: Selector) -> Test:
    return lambda element, query: fits_any(element, selector, query)


def is_none_of(selector: Selector) -> Test:
    return lambda element, query: not fits_any(element, selector, query)


def has(selector: Selector) -> Test:
    # Each of its selectors begins at the element that is asked: its first compound is that anchor.
    looks_aside = any(one[1].link in "+~" for one in selector)

    def test(element: Element, query: Query) -> bool:
        outer, query.anchor = query.anchor, element
        try:
            return any(fits_any(one, selector, query) for one in _reach(element, query, looks_aside=looks_aside))
        finally:
            query.anchor = outer

    return test


def _reach(element: Element, query: Query, *, looks_aside: bool) -> list[Element]:
    inner = within(element)
    if looks_aside:
        siblings, places = query.around(element)
        for sibling in siblings[places[element] + 1 :]:
            inner += [sibling, *within(sibling)]
    return inner
