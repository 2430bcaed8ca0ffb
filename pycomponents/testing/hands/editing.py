"""What keys do to the text of a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from pycomponents.testing.document.dom import Text
from pycomponents.testing.document.javascript import length
from pycomponents.testing.hands import controls, validity
from pycomponents.testing.hands.controls import Editing, is_editable, kind_of

if TYPE_CHECKING:
    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window

_OF_NUMBERS: Final = frozenset("0123456789+-.eE")
_LINES: Final = re.compile(r"(\r\n|\r|\n)")
_WORD: Final = re.compile(r"\w+|[^\w\s]+|\s+")
# What is edited in place and selected from end to end. Elsewhere in it no caret is known: it is behind the text.
_whole: WeakSet[Element] = WeakSet()


def _is_whole(element: Element) -> bool:
    whole = element in _whole
    _whole.discard(element)
    return whole


def is_field(element: Element) -> bool:
    """Whether text can be typed into it."""
    return kind_of(element) in controls.TYPED or is_editable(element)


def select_all(field: Element) -> None:
    """Select its whole text."""
    if is_editable(field):
        _whole.add(field)
    elif kind_of(field) in controls.TYPED:
        editing = controls.editing_of(field)
        editing.start, editing.end = 0, len(editing.shown)


def to_end(field: Element) -> None:
    """Put the caret behind its text."""
    if kind_of(field) in controls.TYPED:
        editing = controls.editing_of(field)
        editing.start = editing.end = len(editing.shown)


def select(field: Element, start: int, end: int) -> None:
    """Put the caret into a field, or select what stands there, as a script does."""
    # Where a browser knows no selection, the caret stays where it was.
    if kind_of(field) in controls.TYPED - {"number", "email"}:
        editing = controls.editing_of(field)
        editing.start, editing.end = (min(at, len(editing.shown)) for at in (start, end))


def select_word(field: Element) -> None:
    """Select its last word, behind which one has clicked."""
    if kind_of(field) in controls.TYPED - {"number"}:
        editing = controls.editing_of(field)
        words = list(_WORD.finditer(editing.shown))
        if words:
            editing.start, editing.end = words[-1].span()


def insert(window: Window, field: Element, text: str, input_type: str = "insertText") -> None:
    """Put a text where the caret stands, or in the place of what is selected."""
    if not window.fire("beforeinput", field, {"input_type": input_type, "data": text}) or controls.is_readonly(field):
        return
    if is_editable(field):
        _write_inside(field, text if _is_whole(field) else field.text + text)
        window.fire("input", field, {"input_type": input_type, "data": text})
        return
    # Of several lines a browser tells one after the other.
    for part in _LINES.split(text) if kind_of(field) == "textarea" else [text]:
        if part and _put(field, part):
            window.fire("input", field, {"input_type": input_type, "data": part})


def _put(field: Element, text: str) -> bool:
    editing = controls.editing_of(field)
    before, after = editing.shown[: editing.start], editing.shown[editing.end :]
    put = _admitted(field, text, length(before + after))
    # What a field does not let in takes the place of what is selected all the same.
    changes = bool(put) or editing.start != editing.end
    if changes:
        controls.type_value(field, before + put + after, len(before + put))
    return changes


def _admitted(field: Element, text: str, others: int) -> str:
    """As much of a text as a field lets in."""
    kind = kind_of(field)
    if kind == "number":
        text = "".join(letter for letter in text if letter in _OF_NUMBERS)
    elif kind != "textarea":
        text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    limit = validity.limit_of(field, "maxlength")
    if limit is None or kind == "number":
        return text
    room = max(0, limit - others)
    return text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore")


def _write_inside(element: Element, text: str) -> None:
    element.clear()
    if text:
        element.insert(Text(text))


def delete(window: Window, field: Element, *, backward: bool) -> None:
    """Take out what is selected, or the character beside the caret."""
    if controls.is_readonly(field):
        return
    input_type = "deleteContentBackward" if backward else "deleteContentForward"
    if not window.fire("beforeinput", field, {"input_type": input_type, "data": None}):
        return
    if is_editable(field):
        _delete_inside(window, field, input_type)
        return
    editing = controls.editing_of(field)
    start, end = editing.start, editing.end
    if start == end:
        start, end = (max(0, start - 1), end) if backward else (start, min(len(editing.shown), end + 1))
    if start == end:
        return
    controls.type_value(field, editing.shown[:start] + editing.shown[end:], start)
    window.fire("input", field, {"input_type": input_type, "data": None})


def _delete_inside(window: Window, element: Element, input_type: str) -> None:
    if element.text:
        _write_inside(element, "" if _is_whole(element) else element.text[:-1])
        window.fire("input", element, {"input_type": input_type, "data": None})


def go(field: Element, key: str, *, extend: bool, far: bool) -> None:
    """Move the caret. extend: the end of what is selected alone; far: to the very start or end of the text."""
    if kind_of(field) not in controls.TYPED:
        return
    editing = controls.editing_of(field)
    at = _aim(editing, key, extend=extend, far=far)
    if extend:
        editing.end = at
        editing.start, editing.end = sorted((editing.start, editing.end))
    else:
        editing.start = editing.end = at


def _aim(editing: Editing, key: str, *, extend: bool, far: bool) -> int:
    text, start, end = editing.shown, editing.start, editing.end
    line = text.rfind("\n", 0, end) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    match key:
        case "ArrowLeft":
            return start if start != end and not extend else max(0, end - 1)
        case "ArrowRight":
            return end if start != end and not extend else min(len(text), end + 1)
        case "Home":
            return 0 if far else line
        case "End":
            return len(text) if far else stop
        case "ArrowUp":
            return _beside(text, end - line, text.rfind("\n", 0, max(0, line - 1)) + 1) if line else 0
        case _:
            return _beside(text, end - line, stop + 1) if stop < len(text) else len(text)


def _beside(text: str, column: int, line: int) -> int:
    stop = text.find("\n", line)
    return min(line + column, len(text) if stop < 0 else stop)
