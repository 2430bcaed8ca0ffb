"""A click, and what it does: it toggles, sends, opens, follows, and gives what a label is for its own click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pycomponents.testing.hands import controls, focus, forms, platform, sending
from pycomponents.testing.hands.controls import is_html, kind_of
from pycomponents.testing.hands.window import Navigation

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window

_INTERACTIVE: Final = ("button", "details", "embed", "iframe", "label", "select", "textarea")
NO_KEYS: Final[dict[str, Any]] = {"alt_key": False, "ctrl_key": False, "meta_key": False, "shift_key": False}
MOUSE: Final[dict[str, Any]] = {
    "button": 0,
    "buttons": 0,
    "client_x": 0.0,
    "client_y": 0.0,
    "offset_x": 0.0,
    "offset_y": 0.0,
    **NO_KEYS,
}


def click(window: Window, target: Element, **data: Any) -> None:
    """Let a click happen, and what follows from it. data: what it brings, besides what each click does."""
    actor = _actor(target)
    if actor is not None and controls.is_disabled(actor):
        return
    undo = _toggle(actor) if actor is not None and controls.is_check(actor) else None
    follows = window.fire("click", target, {**MOUSE, "detail": 0, **data})
    if not follows:
        if undo is not None:
            undo()
    elif actor is not None and actor.document is window.document:
        _act(window, actor, changed=undo is not None, repeated=data.get("detail", 0) > 1)


def _actor(target: Element) -> Element | None:
    """The element whose doing a click on this one is: itself, or the nearest around it."""
    return next((one for one in (target, *target.ancestors()) if _is_interactive(one)), None)


def _is_interactive(element: Element) -> bool:
    if is_html(element, *_INTERACTIVE) or focus.is_summary(element):
        return True
    if is_html(element, "input"):
        return kind_of(element) != "hidden"
    return controls.is_link(element)


def _toggle(box: Element) -> Callable[[], None] | None:
    """Turn a checkbox or radio before anybody hears of it. Gives what turns it back; nothing if nothing turned."""
    was = [(one, one.properties.get("checked"), controls.is_checked(one)) for one in controls.group_of(box)]
    unsure = box.properties.pop("indeterminate", None)
    if kind_of(box) == "radio" and controls.is_checked(box):
        return None
    controls.set_checked(box, not controls.is_checked(box))

    def undo() -> None:
        for one, held, on in was:
            if held is None and one is not box:
                one.properties.pop("checked", None)
            else:
                one.properties["checked"] = on
        if unsure is not None:
            box.properties["indeterminate"] = unsure

    return undo


def _act(window: Window, actor: Element, *, changed: bool, repeated: bool) -> None:
    kind = kind_of(actor)
    if controls.is_check(actor):
        if changed:
            window.fire_set(actor)
    elif controls.is_button(actor):
        _press_button(window, actor, kind)
    elif is_html(actor, "label"):
        _follow_label(window, actor, repeated=repeated)
    elif focus.is_summary(actor) and actor.parent is not None:
        platform.toggle_details(window, actor.parent)
    elif controls.is_link(actor):
        href = window.resolve(actor.attributes["href"])
        window.navigate(Navigation(href, target=actor.attributes.get("target", "")))


def _press_button(window: Window, button: Element, kind: str) -> None:
    form = controls.form_of(button)
    if form is not None and forms.is_submit_button(button):
        sending.submit(window, form, button)
    elif form is not None and kind == "reset":
        sending.reset(window, form)
    elif (form is None or kind == "button") and not _is_undecided(button, form):
        platform.press(window, button)


def _is_undecided(button: Element, form: Element | None) -> bool:
    """Whether it says neither that it sends its form nor that it does not: then it does nothing."""
    return form is not None and is_html(button, "button") and "type" not in button.attributes


def _follow_label(window: Window, label: Element, *, repeated: bool) -> None:
    control = forms.control_of(label)
    if control is None or controls.is_disabled(control) or window.following:
        return
    # The second of a double click selects the text of the label.
    if focus.is_focusable(control) and not repeated:
        focus.move(window, control)
    # A click on the control comes back to the label that it may stand in.
    window.following = True
    try:
        click(window, control)
    finally:
        window.following = False


def send_by_enter(window: Window, control: Element) -> None:
    """Enter in a control sends its form: by its first button, or by itself."""
    focus.tell_change(window, control)
    form = controls.form_of(control)
    if form is None:
        return
    button = next(iter(forms.submit_buttons(form)), None)
    if button is not None:
        if not controls.is_disabled(button):
            click(window, button)
    elif forms.may_send_itself(form, control):
        sending.submit(window, form)
