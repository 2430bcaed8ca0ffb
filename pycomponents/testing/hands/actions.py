"""What a person does to an element: each action is refused where no person could do it, and else does all that
Chromium would do.

Nothing is laid out here, so some things are simpler than in a browser. A press goes to the element itself, not to what
lies over its middle; the caret goes to the end of a text that one clicks. A select opens no list of its own: keys
change it as they do while it is closed. The parts of a date or a time have no focus of their own. Nothing is copied
or pasted; no modifier makes a word of a caret's step. What the server takes out of the page loses the focus in silence,
for the client tells nobody either.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from pycomponents.testing.document.javascript import number
from pycomponents.testing.hands import controls, editing, focus, forms, keyboard, keys, pointer, sending
from pycomponents.testing.hands.controls import is_html, kind_of
from pycomponents.testing.hands.reach import disabling, obstacle, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window

# A test that fails shows its own lines, and those of components.
__tracebackhide__ = True

# What a browser asks for by a picker of its own: it is set as a whole.
_PICKED: Final = controls.TIMES | {"color", "range"}


# The pointer --------------------------------------------------------------------------------------------------------


def click(window: Window, element: Element, *, modifiers: Sequence[str] = ()) -> None:
    """Click on it. modifiers: keys held down meanwhile, such as "Shift"."""
    target = _reached(element, "clicked")
    held = _held(modifiers)
    pointer.hover(window, target, **held)
    pointer.press_and_release(window, target, **held)


def dblclick(window: Window, element: Element, *, modifiers: Sequence[str] = ()) -> None:
    """Click on it twice in quick succession."""
    target = _reached(element, "clicked")
    held = _held(modifiers)
    pointer.hover(window, target, **held)
    pointer.double(window, target, **held)


def click_backdrop(window: Window, dialog: Element) -> None:
    """Click beside a modal dialog, on what lies between it and the page."""
    if window.document.front is not dialog:
        raise refuse(dialog, "clicked beside", "it is no modal dialog that is open before all others")
    pointer.hover(window, dialog)
    pointer.press_beside(window, dialog)


def hover(window: Window, element: Element) -> None:
    """Move the pointer onto it."""
    _unobstructed(element, "hovered over")
    pointer.hover(window, element)


def _held(modifiers: Sequence[str]) -> dict[str, bool]:
    return {keys.modifier(name)[0]: True for name in modifiers}


# Text ---------------------------------------------------------------------------------------------------------------


def fill(window: Window, element: Element, text: str) -> None:
    """Put a text in the place of what stands in a field. A change is told when the field loses the focus."""
    field = _field(element, "filled")
    kind = kind_of(field)
    if kind in _PICKED:
        _pick(window, field, kind, text)
        return
    if kind == "number" and math.isnan(number(text)):
        raise refuse(field, f"filled with {text!r}", "it takes numbers")
    focus.move(window, field)
    editing.select_all(field)
    if text:
        editing.insert(window, field, text)
    else:
        keyboard.press(window, "Delete")
    focus.settle(window)


def _pick(window: Window, field: Element, kind: str, text: str) -> None:
    text = text.strip().lower() if kind == "color" else text.strip()
    if controls.sanitised(field, text) != text:
        raise refuse(field, f"filled with {text!r}", f"that is nothing that a field for {kind} holds", _SHAPES[kind])
    focus.move(window, field)
    controls.set_value(field, text)
    window.fire_set(field)
    focus.settle(window)


_SHAPES: Final = {
    "date": "It is written as '2026-01-31'.",
    "month": "It is written as '2026-01'.",
    "week": "It is written as '2026-W05'.",
    "time": "It is written as '13:45'.",
    "datetime-local": "It is written as '2026-01-31T13:45'.",
    "color": "It is written as '#ff8800'.",
    "range": "It must lie between min and max, on a step.",
}


def clear(window: Window, element: Element) -> None:
    """Take all text out of a field."""
    fill(window, element, "")


def press_sequentially(window: Window, element: Element, text: str) -> None:
    """Type a text key by key, where the caret stands; before all where the field has not the focus."""
    _take_focus(window, element, "typed into")
    keyboard.type_text(window, text)


def press(window: Window, element: Element, combination: str) -> None:
    """Press a key or a combination such as "Control+Enter" while it has the focus."""
    keys.parse(combination)
    _take_focus(window, element, "given keys")
    keyboard.press(window, combination)


def press_key(window: Window, combination: str) -> None:
    """Press a key or a combination, wherever the focus is."""
    keyboard.press(window, combination)


def _take_focus(window: Window, element: Element, action: str) -> None:
    target = _retargeted(element)
    _unobstructed(target, action)
    # The keys of what cannot have the focus go where it is.
    if window.focused is not target and focus.is_focusable(target):
        focus.move(window, target)
        editing.select(target, 0, 0)


# Choices ------------------------------------------------------------------------------------------------------------


def check(window: Window, element: Element) -> None:
    """Turn a checkbox or a radio on, if it is off."""
    _set_checked(window, element, "checked", checked=True)


def uncheck(window: Window, element: Element) -> None:
    """Turn a checkbox off, if it is on."""
    _set_checked(window, element, "unchecked", checked=False)


def _set_checked(window: Window, element: Element, action: str, *, checked: bool) -> None:
    box = _retargeted(element)
    if not controls.is_check(box):
        raise refuse(element, action, "it is neither a checkbox nor a radio")
    if controls.is_checked(box) is checked:
        return
    if kind_of(box) == "radio" and not checked:
        raise refuse(element, action, "a radio goes off only when another of its group goes on")
    click(window, element)
    if box.document is window.document and controls.is_checked(box) is not checked:
        raise refuse(element, action, "a click on it did not change it; something prevents it or changes it back")


def select_option(window: Window, element: Element, chosen: str | int | Sequence[str | int]) -> None:
    """Choose options of a select: a value or label, or the place of one; several where it takes several."""
    select = _retargeted(element)
    if not is_html(select, "select"):
        raise refuse(element, "chosen from", "it is no select")
    _usable(select, "chosen from")
    wanted = [chosen] if isinstance(chosen, str | int) else list(chosen)
    if len(wanted) > 1 and "multiple" not in select.attributes:
        raise refuse(select, "chosen from", f"it takes one option, and {len(wanted)} are given: {wanted!r}")
    options = [_option(select, one) for one in wanted]
    controls.choose(select, options)
    window.fire_set(select)
    focus.settle(window)


def _option(select: Element, wanted: str | int) -> Element:
    options = controls.options_of(select)
    found = next((one for index, one in enumerate(options) if _is_meant(one, index, wanted)), None)
    if found is None:
        offered = ", ".join(repr(controls.option_label(one)) for one in options) or "none"
        what = f"no option {wanted!r}" if isinstance(wanted, str) else f"no option at place {wanted}"
        raise refuse(select, "chosen from", f"{what}; offered: {offered}")
    if controls.is_option_disabled(found):
        raise refuse(select, "chosen from", f"the option {controls.option_label(found)!r} is disabled")
    return found


def _is_meant(option: Element, index: int, wanted: str | int) -> bool:
    if isinstance(wanted, int):
        return index == wanted
    return wanted in (controls.option_value(option), controls.option_label(option))


# Focus and forms ----------------------------------------------------------------------------------------------------


def focus_on(window: Window, element: Element) -> None:
    """Give it the focus."""
    target = _retargeted(element)
    _unobstructed(target, "focused")
    if focus.is_focusable(target):
        focus.move(window, target)
    focus.settle(window)


def blur(window: Window, element: Element) -> None:
    """Take the focus from it, if it has it."""
    if window.focused is element:
        focus.move(window, None)
    focus.settle(window)


def submit(window: Window, element: Element) -> None:
    """Send a form, or the form that it belongs to. What its controls hold is looked at, as when a user sends it."""
    form = element if is_html(element, "form") else controls.form_of(element)
    if form is None:
        raise refuse(element, "submitted", "it belongs to no form")
    submitter = element if forms.is_submit_button(element) else None
    if submitter is not None:
        _usable(submitter, "submitted")
    sending.submit(window, form, submitter)
    focus.settle(window)


# Whether it can be done ---------------------------------------------------------------------------------------------


def _retargeted(element: Element) -> Element:
    """What is meant by a label is its control."""
    label = next((one for one in (element, *element.ancestors()) if is_html(one, "label")), None)
    if kind_of(element) or label is None or controls.is_editable(element):
        return element
    return forms.control_of(label) or element


def _unobstructed(element: Element, action: str) -> None:
    why = obstacle(element)
    if why is not None:
        raise refuse(element, action, why)


def _usable(element: Element, action: str) -> None:
    _unobstructed(element, action)
    why = disabling(element)
    if why is not None:
        raise refuse(element, action, why)


def _reached(element: Element, action: str) -> Element:
    if is_html(element, "option"):
        select = controls.select_of(element)
        if select is not None and controls.size_of(select) == 1:
            raise refuse(element, action, "it stands in a list that is closed", "Use select_option() of its select.")
    _usable(element, action)
    return element


def _field(element: Element, action: str) -> Element:
    field = _retargeted(element)
    kind = kind_of(field)
    if not (editing.is_field(field) or kind in _PICKED):
        cures = {"checkbox": "Use check().", "radio": "Use check().", "select-one": "Use select_option()."}
        raise refuse(field, action, "it is no field for text", cures.get(kind, ""))
    _usable(field, action)
    if controls.is_readonly(field):
        raise refuse(field, action, "it is readonly")
    return field
