"""What controls hold now: what the user or the server has set, else what the attributes say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pycomponents.testing.dom import Element

INPUT_TYPES: Final = frozenset(
    """button checkbox color date datetime-local email file hidden image month number password radio range reset search
    submit tel text time url week""".split()
)
# Their value is the attribute, whatever it says.
_AS_WRITTEN: Final = frozenset(("hidden", "submit", "image", "reset", "button"))
_FLOAT: Final = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_SHAPES: Final = {
    "number": _FLOAT,
    "date": re.compile(r"\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII),
    "month": re.compile(r"\d{4,}-(?:0[1-9]|1[0-2])", re.ASCII),
    "week": re.compile(r"\d{4,}-W(?:0[1-9]|[1-4]\d|5[0-3])", re.ASCII),
    "time": re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?", re.ASCII),
    "datetime-local": re.compile(
        r"\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?",
        re.ASCII,
    ),
}
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def type_of(control: Element) -> str:
    """The type of an input or a button, as a browser understands it."""
    written = control.attributes.get("type", "").lower()
    if control.tag == "button":
        return written if written in ("reset", "button") else "submit"
    return written if written in INPUT_TYPES else "text"


def value_of(control: Element) -> str:
    """The value of an input, a text area or a select; of an option, what it stands for."""
    held = control.properties.get("value")
    if control.tag == "select":
        chosen = selected_options(control)
        return value_of(chosen[0]) if chosen else ""
    if control.tag == "option":
        return control.attributes["value"] if "value" in control.attributes else " ".join(control.text.split())
    if control.tag == "textarea":
        return (control.text if held is None else str(held)).replace("\r\n", "\n").replace("\r", "\n")
    return _of_input(control, control.attributes.get("value") if held is None else str(held))


def is_checked(control: Element) -> bool:
    """Whether a checkbox or a radio button is."""
    return bool(control.properties.get("checked", "checked" in control.attributes))


def is_indeterminate(control: Element) -> bool:
    """Whether a checkbox is neither on nor off; only scripts and the server can make it so."""
    return bool(control.properties.get("indeterminate", False))


def is_list(select: Element) -> bool:
    """Whether a select shows its options at once."""
    return "multiple" in select.attributes or _whole(select.attributes.get("size", "")) > 1


def options_of(select: Element) -> list[Element]:
    """The options of a select, those in groups among them."""
    return [option for option in select.elements() if option.tag == "option"]


def selected_options(select: Element) -> list[Element]:
    """The options that are chosen."""
    options = options_of(select)
    chosen = [option for option in options if _is_marked(option)]
    if "multiple" in select.attributes:
        return chosen
    if chosen:
        return chosen[-1:]
    return [] if is_list(select) else [option for option in options if not _is_off(option)][:1]


def is_selected(option: Element) -> bool:
    """Whether an option is chosen."""
    select = next((one for one in option.ancestors() if one.tag == "select"), None)
    return _is_marked(option) if select is None else any(one is option for one in selected_options(select))


def _is_marked(option: Element) -> bool:
    return bool(option.properties.get("selected", "selected" in option.attributes))


def _is_off(option: Element) -> bool:
    group = option.parent
    return "disabled" in option.attributes or (
        group is not None and group.tag == "optgroup" and "disabled" in group.attributes
    )


def _of_input(control: Element, value: str | None) -> str:
    kind = type_of(control)
    if kind in ("checkbox", "radio"):
        return "on" if value is None else value
    value = value or ""
    if kind in _AS_WRITTEN:
        return value
    if kind == "file":
        return ""
    if kind == "range":
        return _in_range(control, value)
    if kind == "color":
        return value.lower() if _COLOUR.fullmatch(value) else "#000000"
    if kind in _SHAPES:
        return value if _SHAPES[kind].fullmatch(value) else ""
    value = value.replace("\n", "").replace("\r", "")
    return value.strip(" \t\f") if kind in ("email", "url") else value


def _in_range(control: Element, value: str) -> str:
    low = _float(control.attributes.get("min", ""), 0.0)
    high = _float(control.attributes.get("max", ""), 100.0)
    middle = low if high < low else low + (high - low) / 2
    at = _float(value, middle)
    at = max(low, min(high, at)) if high >= low else low
    return str(int(at)) if at == int(at) else repr(at)


def _float(text: str, otherwise: float) -> float:
    return float(text) if _FLOAT.fullmatch(text) else otherwise


def _whole(text: str) -> int:
    match = re.match(r"[ \t\n\f\r]*\+?(\d+)", text, re.ASCII)
    return int(match[1]) if match else 0
