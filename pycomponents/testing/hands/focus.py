"""The focus: what may have it, how it moves, and in which order Tab does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.testing.document.dom import HTML
from pycomponents.testing.document.visibility import is_inert, is_shown
from pycomponents.testing.hands import controls, editing
from pycomponents.testing.hands.controls import is_editable, is_html, is_link, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window

_FOCUSABLE: Final = ("button", "input", "select", "textarea", "iframe")


def is_focusable(element: Element) -> bool:
    """Whether it can have the focus, by a click or by script."""
    if not _may_be_focused(element) or not is_shown(element) or is_inert(element):
        return False
    return not controls.is_disabled(element)


def _may_be_focused(element: Element) -> bool:
    if tab_index(element) is not None:
        return True
    if element.namespace != HTML:
        return False
    if element.tag in _FOCUSABLE:
        return kind_of(element) != "hidden"
    if element.tag in ("audio", "video"):
        return "controls" in element.attributes
    return is_link(element) or is_editable(element) or is_summary(element) or _is_open_dialog(element)


def _is_open_dialog(element: Element) -> bool:
    """A dialog may have the focus itself, though Tab does not go there."""
    return is_html(element, "dialog") and "open" in element.attributes


def tab_index(element: Element) -> int | None:
    """What `tabindex` says, if it says a number."""
    said = element.attributes.get("tabindex", "").strip()
    digits = said[1:] if said[:1] in ("-", "+") else said
    return int(said) if digits.isascii() and digits.isdigit() else None


def is_summary(element: Element) -> bool:
    """Whether a click on it opens and closes the details that it stands in."""
    parent = element.parent
    return parent is not None and is_html(parent, "details") and parent.child("summary") is element


def nearest(element: Element) -> Element | None:
    """The element that a press on this one gives the focus to: itself, or the nearest around it."""
    return next((one for one in (element, *element.ancestors()) if is_focusable(one)), None)


# Moving -------------------------------------------------------------------------------------------------------------


def move(window: Window, element: Element | None) -> None:
    """Give the focus to an element, or take it from the one that has it."""
    old = window.focused
    if old is element:
        return
    if old is not None:
        tell_change(window, old)
        if window.focused is not old:
            return
        window.document.focused = None
        window.fire("blur", old)
        window.fire("focusout", old)
    if element is None or _somebody_has_it(window) or not is_focusable(element):
        return
    window.document.focused = window.start = element
    window.fire("focus", element)
    if window.focused is element:
        window.fire("focusin", element)


def _somebody_has_it(window: Window) -> bool:
    """Who heard of the move may have moved it himself."""
    return window.focused is not None


def tell_change(window: Window, control: Element) -> None:
    """What was typed into a field is told as a change, when the user is done with it."""
    if kind_of(control) not in controls.TYPED:
        return
    typed = controls.editing_of(control)
    before, typed.before = typed.before, None
    if before is not None and typed.value != before:
        window.fire("change", control)


def settle(window: Window) -> None:
    """What happens has run its course. What is hidden or disabled by now cannot keep the focus."""
    window.run_queue()
    window.tidy()
    at = window.focused
    if at is not None and not is_focusable(at):
        move(window, None)
        window.run_queue()


# Tab ----------------------------------------------------------------------------------------------------------------


def tab(window: Window, *, backward: bool = False) -> None:
    """Move to the next element in the order of Tab, or out of the page where there is none."""
    order = tab_order(window)
    at = window.focused or window.start
    if at is None or at.document is not window.document:
        _arrive(window, order[-1 if backward else 0] if order else None)
    elif at in order:
        place = order.index(at) + (-1 if backward else 1)
        _arrive(window, order[place] if 0 <= place < len(order) else None)
    else:
        following = _beside(window, order, at, backward=backward)
        # Who comes from nowhere begins anew.
        begins = following is None and not backward and window.focused is None
        _arrive(window, order[0] if begins and order else following)


def _beside(window: Window, order: list[Element], at: Element, *, backward: bool) -> Element | None:
    """The next that Tab reaches from an element that it does not reach."""
    places = {element: index for index, element in enumerate(window.document.elements())}
    here = places[at]
    written = sorted(order, key=lambda one: places[one])
    if backward:
        return next((one for one in reversed(written) if places[one] < here), None)
    return next((one for one in written if places[one] > here), None)


def _arrive(window: Window, element: Element | None) -> None:
    move(window, element)
    if element is None:
        window.start = None
    elif kind_of(element) in controls.TYPED and not is_html(element, "textarea"):
        editing.select_all(element)


def tab_order(window: Window) -> list[Element]:
    """The elements that Tab reaches, in its order."""
    within = window.document.front or window.document
    with controls.standing_still():
        found = _popovers_behind_buttons(window, list(_tabbable(window, within)))
    ahead = [one for one in found if (tab_index(one) or 0) > 0]
    return sorted(ahead, key=lambda one: tab_index(one) or 0) + [one for one in found if not tab_index(one)]


def _popovers_behind_buttons(window: Window, order: list[Element]) -> list[Element]:
    """What stands in an open popover follows the button that opened it, wherever it is written."""
    for popover, invoker in window.invokers.items():
        if invoker not in order or popover.contains(invoker):
            continue
        place = order.index(invoker)
        moved = [one for one in order if popover.contains(one)]
        before = [one for one in order[: place + 1] if not popover.contains(one)]
        order = [*before, *moved, *(one for one in order[place + 1 :] if not popover.contains(one))]
    return order


def _tabbable(window: Window, within: Element) -> Iterator[Element]:
    for element in (within, *within.elements()):
        index = tab_index(element)
        if index is None and _is_open_dialog(element):
            continue
        if (index is None or index >= 0) and is_focusable(element) and _stands_for_group(window, element):
            yield element


def _stands_for_group(window: Window, element: Element) -> bool:
    """Of radios that belong together Tab reaches one: that which is on, or has the focus."""
    if kind_of(element) != "radio":
        return True
    group = controls.group_of(element)
    if window.focused is element or len(group) == 1 or controls.is_checked(element):
        return True
    return not any(window.focused is one or controls.is_checked(one) for one in group)


def arrive(window: Window) -> None:
    """A page has come: what wants the focus gets it."""
    wanting = autofocused(window.document)
    if window.focused is None and wanting is not None:
        move(window, wanting)
    window.run_queue()


def first_in(element: Element) -> Element | None:
    """Where the focus goes when something opens: what says so itself, else the first that can have it."""
    named = autofocused(element)
    return named or next((one for one in element.elements() if is_focusable(one)), None)


def autofocused(element: Element) -> Element | None:
    """The element that wants the focus when what it stands in opens."""
    inside = (element, *element.elements())
    return next((one for one in inside if "autofocus" in one.attributes and is_focusable(one)), None)
