"""What a browser opens and closes by itself: dialogs, popovers, details, and the buttons that command them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.testing.document.visibility import is_on_top
from pycomponents.testing.hands import controls, focus
from pycomponents.testing.hands.controls import is_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window

# Dialogs -----------------------------------------------------------------------------------------------------------


def show_modal(window: Window, dialog: Element) -> None:
    """Open a dialog before everything else."""
    if "open" in dialog.attributes or is_popover_open(dialog):
        return
    if not _tell_before(window, dialog, "open") or "open" in dialog.attributes or dialog.document is None:
        return
    window.queue_toggle(dialog, "closed", "open")
    dialog.attributes["open"] = ""
    window.document.top.append(dialog)
    window.document.modal.append(dialog)
    _hide_all(window, None, after=dialog)
    if window.focused is not None:
        window.returns[dialog] = window.focused
    focus.move(window, focus.first_in(dialog) or dialog)


def close(window: Window, dialog: Element, value: str | None = None) -> None:
    """Close a dialog. value: what it returns, if that is said."""
    if "open" not in dialog.attributes:
        return
    _tell_before(window, dialog, "closed")
    if "open" not in dialog.attributes:
        return
    was_modal = dialog in window.document.modal
    del dialog.attributes["open"]
    for layer in (window.document.top, window.document.modal):
        layer[:] = [one for one in layer if one is not dialog]
    if value is not None:
        dialog.properties["return_value"] = value
    back = window.returns.pop(dialog, None)
    focused = window.focused
    if was_modal or (focused is not None and dialog.contains(focused)):
        focus.move(window, back if back is not None and focus.is_focusable(back) else None)
    window.queue("close", dialog, return_value=dialog.properties.get("return_value", ""))
    window.queue_toggle(dialog, "open", "closed")


def request_close(window: Window, dialog: Element, value: str | None = None) -> None:
    """Close a dialog, unless somebody who hears of it prevents that."""
    if "open" in dialog.attributes and window.fire("cancel", dialog):
        close(window, dialog, value)


def closed_by(dialog: Element, *, is_modal: bool) -> str:
    """What closes a dialog besides script: "any", "closerequest" or "none"."""
    said = dialog.attributes.get("closedby", "").lower()
    if said in ("any", "closerequest", "none"):
        return said
    return "closerequest" if is_modal else "none"


# Popovers -----------------------------------------------------------------------------------------------------------


def is_popover_open(element: Element) -> bool:
    """Whether it is a popover that is open."""
    return "popover" in element.attributes and is_on_top(element)


def show_popover(window: Window, popover: Element, invoker: Element | None = None) -> None:
    """Open a popover. invoker: the button that did it."""
    if "popover" not in popover.attributes or is_popover_open(popover):
        return
    if not _tell_before(window, popover, "open") or is_popover_open(popover) or popover.document is None:
        return
    if invoker is not None:
        window.invokers[popover] = invoker
    if _is_dismissed(popover):
        _hide_all(window, _popover_around(window, popover), after=popover, hints_only=_is_hint(popover))
        if not _open_ones(window) and window.focused is not None:
            window.returns[popover] = window.focused
    window.document.top.append(popover)
    window.queue_toggle(popover, "closed", "open")
    wanting = focus.autofocused(popover)
    if wanting is not None:
        focus.move(window, wanting)


def hide_popover(window: Window, popover: Element, *, returns_focus: bool = True) -> None:
    """Close a popover, and those that were opened out of it."""
    if not is_popover_open(popover):
        return
    if _is_dismissed(popover):
        for other in reversed(_open_ones(window)):
            if popover in _with_those_around(window, _popover_around(window, other)):
                hide_popover(window, other, returns_focus=returns_focus)
    _tell_before(window, popover, "closed")
    if not is_popover_open(popover):
        return
    window.document.top[:] = [one for one in window.document.top if one is not popover]
    window.invokers.pop(popover, None)
    window.queue_toggle(popover, "open", "closed")
    back, focused = window.returns.pop(popover, None), window.focused
    if returns_focus and back is not None and focused is not None and popover.contains(focused):
        focus.move(window, back)


def toggle_popover(window: Window, popover: Element, invoker: Element | None = None) -> None:
    """Open a popover that is closed, close one that is open."""
    if is_popover_open(popover):
        hide_popover(window, popover)
    else:
        show_popover(window, popover, invoker)


def _is_dismissed(popover: Element) -> bool:
    """Whether it closes when the user turns to something else."""
    return popover.attributes.get("popover", "").lower() in ("", "auto", "hint")


def _open_ones(window: Window) -> list[Element]:
    return [one for one in window.document.top if is_popover_open(one) and _is_dismissed(one)]


def _is_hint(popover: Element) -> bool:
    """Whether it opens beside others, and closes none but its like."""
    return popover.attributes.get("popover", "").lower() == "hint"


def _hide_all(window: Window, keep: Element | None, *, after: Element, hints_only: bool = False) -> None:
    """Close what is open above `keep`, topmost first."""
    kept = _with_those_around(window, keep)
    for popover in reversed(_open_ones(window)):
        if hints_only and not _is_hint(popover):
            continue
        if popover is not after and popover not in kept:
            hide_popover(window, popover, returns_focus=False)


def _with_those_around(window: Window, popover: Element | None) -> list[Element]:
    kept: list[Element] = []
    while popover is not None and popover not in kept:
        kept.append(popover)
        popover = _popover_around(window, popover)
    return kept


def _popover_around(window: Window, popover: Element) -> Element | None:
    """The open popover out of which this one is opened: it stands in it, or the button that opens it does."""
    starts = (popover.parent, window.invokers.get(popover))
    return _topmost(window, *(_innermost(window, start) for start in starts if start is not None))


def _innermost(window: Window, element: Element) -> Element | None:
    open_ones = _open_ones(window)
    return next((one for one in (element, *element.ancestors()) if one in open_ones), None)


def _topmost(window: Window, *popovers: Element | None) -> Element | None:
    found = [one for one in popovers if one is not None]
    return max(found, key=_open_ones(window).index, default=None)


# Details ------------------------------------------------------------------------------------------------------------


def toggle_details(window: Window, details: Element) -> None:
    """Open or close them. Of those with one name only one is open."""
    if "open" in details.attributes:
        del details.attributes["open"]
        window.queue_toggle(details, "open", "closed")
        return
    details.attributes["open"] = ""
    window.queue_toggle(details, "closed", "open")
    name = details.attributes.get("name")
    if not name:
        return
    for other in window.document.elements():
        is_sibling = other is not details and is_html(other, "details") and other.attributes.get("name") == name
        if is_sibling and "open" in other.attributes:
            del other.attributes["open"]
            window.queue_toggle(other, "open", "closed")


# What the user does ------------------------------------------------------------------------------------------------


def escape(window: Window) -> bool:
    """Escape closes what was opened last. Says whether there was anything."""
    window.tidy()
    for one in reversed(window.document.top):
        if is_popover_open(one):
            if _is_dismissed(one):
                hide_popover(window, one)
                return True
        elif closed_by(one, is_modal=True) != "none":
            request_close(window, one)
            return True
        else:
            return False
    return False


def dismiss(window: Window, target: Element) -> None:
    """A press closes what is open and not around it."""
    window.tidy()
    if not window.document.top:
        return
    # The topmost that the press is in, or on the button of.
    keep = _topmost(window, _innermost(window, target), _of_invoker(window, target))
    _hide_all(window, keep, after=window.document)


def dismiss_dialog(window: Window, dialog: Element) -> None:
    """A press beside a modal dialog closes it, if it says so."""
    if closed_by(dialog, is_modal=True) == "any":
        request_close(window, dialog)


def _of_invoker(window: Window, target: Element) -> Element | None:
    around = (target, *target.ancestors())
    return next((one for one in _open_ones(window) if window.invokers.get(one) in around), None)


# Buttons that command -----------------------------------------------------------------------------------------------


def press(window: Window, button: Element) -> None:
    """Do what a button commands of another element."""
    command = button.attributes.get("command", "").lower()
    target = window.document.by_id(button.attributes.get("commandfor", ""))
    if "commandfor" in button.attributes:
        act = _COMMANDS.get(command)
        if target is not None and act is not None:
            act(window, target, button)
        return
    popover = window.document.by_id(button.attributes.get("popovertarget", ""))
    if popover is None or "popover" not in popover.attributes:
        return
    match button.attributes.get("popovertargetaction", "").lower():
        case "show":
            show_popover(window, popover, button)
        case "hide":
            hide_popover(window, popover)
        case _:
            toggle_popover(window, popover, button)


def _dialog_only(act: Callable[[Window, Element, str | None], None]) -> Callable[[Window, Element, Element], None]:
    def run(window: Window, target: Element, button: Element) -> None:
        if is_html(target, "dialog"):
            act(window, target, controls.value_of(button) if "value" in button.attributes else None)

    return run


_COMMANDS: Final[dict[str, Callable[[Window, Element, Element], None]]] = {
    "show-modal": _dialog_only(lambda window, dialog, _: show_modal(window, dialog)),
    "close": _dialog_only(close),
    "request-close": _dialog_only(request_close),
    "show-popover": show_popover,
    "hide-popover": lambda window, popover, _: hide_popover(window, popover),
    "toggle-popover": toggle_popover,
}


def _tell_before(window: Window, element: Element, new: str) -> bool:
    old = "closed" if new == "open" else "open"
    return window.fire("beforetoggle", element, {"old_state": old, "new_state": new}, cancelable=new == "open")
