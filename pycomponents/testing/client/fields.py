"""Controls as the client sees them: how each is filled in, and what of it travels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pycomponents.testing.hands import controls, forms
from pycomponents.testing.hands.controls import is_check, is_html, kind_of, options_of

if TYPE_CHECKING:
    from pycomponents.testing.document.dom import Element

Mode: TypeAlias = Literal["text", "check", "select"]
State: TypeAlias = "str | bool | list[int]"

_NO_STATE = ("", "file", "submit", "button", "reset", "image")


def mode_of(element: Element) -> Mode | None:
    """How a control is filled in, if it is one."""
    if is_html(element, "select"):
        return "select"
    if kind_of(element) in _NO_STATE:
        return None
    return "check" if is_check(element) else "text"


def state_of(control: Element) -> State:
    """What a control holds."""
    match mode_of(control):
        case "check":
            return controls.is_checked(control)
        case "select":
            return _indexes(control, controls.selected_options(control))
        case _:
            return controls.value_of(control)


def default_state(control: Element) -> State:
    """What its markup says that it holds."""
    match mode_of(control):
        case "check":
            return "checked" in control.attributes
        case "select":
            return _indexes(control, controls.default_options(control))
        case _:
            return controls.sanitised(control, controls.default_value(control))


def _indexes(select: Element, chosen: list[Element]) -> list[int]:
    return [index for index, option in enumerate(options_of(select)) if option in chosen]


def said_by(element: Element) -> str:
    """What the DOM calls the value of an element, where it has one."""
    if is_html(element, "option"):
        return controls.option_value(element)
    if is_html(element, "output"):
        return element.text
    return controls.value_of(element) if kind_of(element) else element.attributes.get("value", "")


def controls_of(form: Element) -> list[Element]:
    """The controls of a form that hold a state."""
    return [one for one in forms.elements_of(form) if mode_of(one)] if is_html(form, "form") else []


def is_unchosen(control: Element) -> bool:
    """A radio that is off: what it has to say is said by another of its group."""
    return kind_of(control) == "radio" and not controls.is_checked(control)


def has_files(form: Element) -> bool:
    """Whether a file is chosen in a form; files are not sent."""
    files: list[Any] = [one.properties.get("files") for one in forms.elements_of(form) if kind_of(one) == "file"]
    return any(files)
