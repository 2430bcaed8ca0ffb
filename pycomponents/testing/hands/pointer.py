"""The pointer: it moves onto elements, and is pressed and released there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pycomponents.testing.document.dom import Document
from pycomponents.testing.hands import controls, editing, focus, platform
from pycomponents.testing.hands.activation import MOUSE, click
from pycomponents.testing.hands.controls import is_html

if TYPE_CHECKING:
    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window

_POINTER: Final[dict[str, Any]] = {**MOUSE, "pointer_id": 1, "pointer_type": "mouse", "pressure": 0.0}


def hover(window: Window, element: Element, **keys: bool) -> None:
    """Move onto an element."""
    old = window.hovered if window.hovered is not None and window.hovered.document is window.document else None
    window.hovered = element
    left, entered = _around(old), _around(element)
    out = [one for one in left if one not in entered]
    into = [one for one in reversed(entered) if one not in left]
    for family, data in (("pointer", {**_POINTER, **keys}), ("mouse", {**MOUSE, **keys})):
        if old is not element:
            if old is not None:
                window.fire(f"{family}out", old, data)
            for one in out:
                window.fire(f"{family}leave", one, data)
            window.fire(f"{family}over", element, data)
            for one in into:
                window.fire(f"{family}enter", one, data)
        if family == "mouse":
            window.fire("pointermove", element, {**_POINTER, **keys})
            window.fire("mousemove", element, data)
    focus.settle(window)


def _around(element: Element | None) -> list[Element]:
    if element is None:
        return []
    return [element, *(one for one in element.ancestors() if not isinstance(one, Document))]


def press_and_release(window: Window, element: Element, *, detail: int = 1, **keys: bool) -> None:
    """Press on an element and release there: if it is still there, that is a click."""
    place = list(_around(element))
    heeded = _press(window, element, detail, keys)
    focus.settle(window)
    under = next((one for one in place if one.document is window.document), None)
    if under is None:
        return
    _release(window, under, detail, keys, heeded=heeded)
    # What left the page in the meantime is not clicked, and neither is what stood around it.
    if under is element and element.document is window.document:
        click(window, element, detail=detail, **keys)
    focus.settle(window)


def press_beside(window: Window, dialog: Element, *, detail: int = 1) -> None:
    """A click on the backdrop of a dialog: the dialog hears of it, and may close."""
    _press(window, dialog, detail, {})
    focus.settle(window)
    _release(window, dialog, detail, {}, heeded=True, beside=True)
    if "open" in dialog.attributes:
        click(window, dialog, detail=detail)
    focus.settle(window)


def _press(window: Window, element: Element, detail: int, keys: dict[str, bool]) -> bool:
    """Says whether the mouse is to hear of it, too."""
    window.tidy()
    data = {**_POINTER, **keys, "buttons": 1, "pressure": 0.5}
    if not window.fire("pointerdown", element, data):
        return False
    if _tell_mouse(window, "mousedown", element, {**keys, "buttons": 1, "detail": detail}):
        focus.move(window, focus.nearest(element))
        window.start = element
        if window.focused is element:
            editing.to_end(element)
    return True


def _release(
    window: Window, element: Element, detail: int, keys: dict[str, bool], *, heeded: bool, beside: bool = False
) -> None:
    window.fire("pointerup", element, {**_POINTER, **keys})
    if heeded:
        _tell_mouse(window, "mouseup", element, {**keys, "detail": detail})
    platform.dismiss(window, element)
    if beside:
        platform.dismiss_dialog(window, element)
    if heeded and is_html(element, "option"):
        _choose(window, element)


def _tell_mouse(window: Window, event_type: str, element: Element, data: dict[str, Any]) -> bool:
    # A control that is disabled by now hears of pointers, but not of the mouse.
    return controls.is_disabled(element) or window.fire(event_type, element, {**MOUSE, **data})


def _choose(window: Window, option: Element) -> None:
    """A press on an option of an open list chooses it."""
    select = controls.select_of(option)
    if select is None or controls.is_disabled(select) or controls.is_option_disabled(option):
        return
    chosen = controls.selected_options(select)
    if len(chosen) == 1 and chosen[0] is option:
        return
    controls.choose(select, [option])
    window.fire_set(select)


def double(window: Window, element: Element, **keys: bool) -> None:
    """Two clicks in quick succession."""
    press_and_release(window, element, **keys)
    front = window.document.front
    if front is not None and not front.contains(element):
        # What the first click has opened lies before it.
        element = front
        press_beside(window, front, detail=2)
    else:
        press_and_release(window, element, detail=2, **keys)
    if window.focused is element:
        editing.select_word(element)
    if element.document is window.document:
        window.fire("dblclick", element, {**MOUSE, **keys, "detail": 2})
    focus.settle(window)
