"""Keys are pressed: who hears of them, and what a browser does then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pycomponents.testing.hands import controls, editing, focus, measures, platform
from pycomponents.testing.hands.activation import NO_KEYS, click, send_by_enter
from pycomponents.testing.hands.controls import is_html, kind_of
from pycomponents.testing.hands.keys import Key, key_of, modifier, parse

if TYPE_CHECKING:
    from decimal import Decimal

    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window

_CARET: Final = frozenset(("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"))
_ONWARD: Final = frozenset(("ArrowDown", "ArrowRight"))
_BACK: Final = frozenset(("ArrowUp", "ArrowLeft"))


def press(window: Window, combination: str) -> None:
    """Press and release a key, others held down meanwhile: "Control+Enter"."""
    names, key = parse(combination)
    held = dict(NO_KEYS)
    for name in names:
        flag, down = modifier(name)
        held[flag] = True
        _key(window, "keydown", down, held)
    _stroke(window, key, held)
    for name in reversed(names):
        flag, up = modifier(name)
        held[flag] = False
        _key(window, "keyup", up, held)
    focus.settle(window)


def type_text(window: Window, text: str) -> None:
    """Type a text, key by key. What no key has comes as from an input method."""
    for character in text:
        key = key_of(character)
        if key is not None:
            _stroke(window, key, dict(NO_KEYS))
        elif (field := window.focused) is not None and editing.is_field(field):
            editing.insert(window, field, character)
        focus.settle(window)


def _stroke(window: Window, key: Key, held: dict[str, Any]) -> None:
    window.tidy()
    start = window.focused
    follows = _key(window, "keydown", key, held)
    if follows:
        _do(window, key, held)
    released = _key(window, "keyup", key, held)
    focus.settle(window)
    at = window.focused
    if key.key == " " and follows and released and at is not None and at is start and _is_pressed_by_space(at):
        click(window, at)
        focus.settle(window)


def _key(window: Window, event_type: str, key: Key, held: dict[str, Any]) -> bool:
    target = window.focused
    if target is None:
        target = window.document.body
    return window.fire(event_type, target, {"key": key.key, "code": key.code, "repeat": False, **held})


def _do(window: Window, key: Key, held: dict[str, Any]) -> None:
    name = key.key
    if name == "Tab":
        focus.tab(window, backward=held["shift_key"])
    elif name == "Escape":
        if not platform.escape(window):
            _clear_search(window)
    elif (at := window.focused) is not None:
        commanding = held["ctrl_key"] or held["meta_key"] or held["alt_key"]
        if editing.is_field(at) and not (name in _BACK | _ONWARD and kind_of(at) == "number"):
            _edit(window, at, key, held, commanding=commanding)
        elif commanding:
            return
        elif name == "Enter":
            _enter(window, at)
        else:
            _move_within(window, at, key)


def _clear_search(window: Window) -> None:
    field = window.focused
    if field is not None and kind_of(field) == "search" and controls.editing_of(field).shown:
        controls.type_value(field, "", 0)
        window.fire("input", field)


# Text ---------------------------------------------------------------------------------------------------------------


def _edit(window: Window, field: Element, key: Key, held: dict[str, Any], *, commanding: bool) -> None:
    name = key.key
    if name in _CARET:
        editing.go(field, name, extend=held["shift_key"], far=held["ctrl_key"])
    elif name in ("Backspace", "Delete"):
        editing.delete(window, field, backward=name == "Backspace")
    elif name == "Enter":
        _enter_text(window, field, commanding=commanding)
    elif name.lower() == "a" and held["ctrl_key"]:
        editing.select_all(field)
    elif key.text and not commanding:
        editing.insert(window, field, key.text)


def _enter_text(window: Window, field: Element, *, commanding: bool) -> None:
    if commanding:
        return
    if is_html(field, "input"):
        readonly = controls.is_readonly(field)
        if readonly or window.fire("beforeinput", field, {"input_type": "insertLineBreak", "data": None}):
            send_by_enter(window, field)
    elif not controls.is_readonly(field):
        editing.insert(window, field, "\n", "insertLineBreak")


def _enter(window: Window, at: Element) -> None:
    if is_html(at, "input") and not controls.is_button(at) and kind_of(at) not in ("color", "file"):
        send_by_enter(window, at)
    elif not is_html(at, "select", "textarea", "label", "details", "iframe") and _is_pressed(at):
        click(window, at)


def _is_pressed(element: Element) -> bool:
    return controls.is_link(element) or focus.is_summary(element) or kind_of(element) in _PRESSED


_PRESSED: Final = frozenset(("submit", "image", "reset", "button", "color", "file"))


def _is_pressed_by_space(element: Element) -> bool:
    if kind_of(element) == "radio":
        return not controls.is_checked(element)
    return kind_of(element) in _PRESSED | {"checkbox"} or focus.is_summary(element)


# Choices and numbers ------------------------------------------------------------------------------------------------


def _move_within(window: Window, at: Element, key: Key) -> None:
    match kind_of(at):
        case "radio":
            if key.key in _ONWARD | _BACK:
                _next_radio(window, at, 1 if key.key in _ONWARD else -1)
        case "select-one" | "select-multiple":
            _choose(window, at, key)
        case "range":
            _slide(window, at, key.key)
        case "number":
            if key.key in ("ArrowUp", "ArrowDown"):
                _step(window, at, 1 if key.key == "ArrowUp" else -1)
        case _:
            pass


def _next_radio(window: Window, radio: Element, step: int) -> None:
    group = [one for one in controls.group_of(radio) if one is radio or focus.is_focusable(one)]
    following = group[(group.index(radio) + step) % len(group)]
    if following is not radio:
        focus.move(window, following)
        click(window, following)


def _choose(window: Window, select: Element, key: Key) -> None:
    options = [option for option in controls.options_of(select) if not controls.is_option_disabled(option)]
    if not options:
        return
    now = controls.selected_options(select)
    at = next((index for index, option in enumerate(options) if now and option is now[-1]), -1)
    to = _aimed(options, at, key)
    if to is None or (to == at and len(now) == 1):
        return
    controls.choose(select, [options[to]])
    window.fire_set(select)


def _aimed(options: list[Element], at: int, key: Key) -> int | None:
    last = len(options) - 1
    match key.key:
        case "ArrowDown" | "ArrowRight":
            return min(at + 1, last)
        case "ArrowUp" | "ArrowLeft":
            return last if at < 0 else max(at - 1, 0)
        case "Home" | "PageUp":
            return 0
        case "End" | "PageDown":
            return last
        case _:
            return _starting(options, at, key.text.lower()) if key.text.strip() else None


def _starting(options: list[Element], at: int, letter: str) -> int | None:
    places = [*range(at + 1, len(options)), *range(at + 1)]
    return next((i for i in places if controls.option_label(options[i]).lower().startswith(letter)), None)


def _slide(window: Window, control: Element, name: str) -> None:
    low, high = measures.ends_of(control)
    value = measures.number(controls.value_of(control))
    if value is None:
        return
    step = measures.step_of(control, "range") or (high - low) / 100
    leap = max((high - low) / 10, step)
    moves: dict[str, Decimal] = {
        **dict.fromkeys(("ArrowUp", "ArrowRight"), value + step),
        **dict.fromkeys(("ArrowDown", "ArrowLeft"), value - step),
        "PageUp": value + leap,
        "PageDown": value - leap,
        "Home": low,
        "End": high,
    }
    if name in moves:
        _write(window, control, measures.plain(measures.fitted(control, measures.plain(moves[name]))))


def _step(window: Window, control: Element, sign: int) -> None:
    if controls.is_readonly(control):
        return
    value = measures.stepped(control, "number", measures.number(controls.value_of(control)), sign)
    text = measures.plain(value)
    if text == controls.value_of(control):
        return
    if window.fire("beforeinput", control, {"input_type": "insertText", "data": text}):
        _write(window, control, text)


def _write(window: Window, control: Element, text: str) -> None:
    """What is set with a key is told at once, and as a change."""
    if text == controls.value_of(control):
        return
    if kind_of(control) == "number":
        controls.type_value(control, text, len(text))
        controls.editing_of(control).before = None
    else:
        control.properties["value"] = text
    window.fire_set(control)
