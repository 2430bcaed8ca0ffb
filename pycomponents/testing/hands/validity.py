"""Whether controls hold what they may, and what Chromium says in English where they do not."""

from __future__ import annotations

import datetime
import functools
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from pycomponents.testing.document.javascript import length
from pycomponents.testing.hands import controls, forms, measures
from pycomponents.testing.hands.controls import is_html, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from pycomponents.testing.document.dom import Element

_TEXTS: Final = frozenset(("text", "search", "tel", "url", "email", "password"))
_REQUIRABLE: Final = (
    _TEXTS | controls.TIMES | {"number", "textarea", "checkbox", "radio", "file", "select-one", "select-multiple"}
)
_READONLY: Final = _TEXTS | controls.TIMES | {"number", "textarea"}
_LOCAL: Final = r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_EMAIL: Final = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*")
_URL: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S*")
_HOSTED: Final = re.compile(r"(?:https?|ftp|wss?):(?![/\\]*[^/\\])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a control. flag: by the DOM's name ("valueMissing"); text: as Chromium tells it."""

    control: Element
    flag: str
    text: str


def is_candidate(control: Element) -> bool:
    """Whether a browser looks at what it holds at all."""
    kind = kind_of(control)
    if kind in ("", "hidden", "reset", "button", "image") or controls.is_disabled(control):
        return False
    if kind in _READONLY and "readonly" in control.attributes:
        return False
    return not any(is_html(around, "datalist") for around in control.ancestors())


def complaints(control: Element) -> list[Complaint]:
    """All that is wrong with a control, what a browser tells of first."""
    if not is_candidate(control):
        return []
    return [
        Complaint(control, flag, text)
        for flag, check in _CHECKS.items()
        if (text := check(control, kind_of(control))) is not None
    ]


def complaint(control: Element) -> Complaint | None:
    """What a browser tells of a control, if something is wrong with it."""
    return next(iter(complaints(control)), None)


def complaints_of(form: Element) -> list[Complaint]:
    """What keeps a form from being sent, in the order of the document."""
    with controls.standing_still():
        return [found for control in forms.elements_of(form) if (found := complaint(control)) is not None]


def is_checked_before_sending(form: Element, submitter: Element | None) -> bool:
    """Whether a browser looks at the controls before it sends a form."""
    if "novalidate" in form.attributes:
        return False
    return submitter is None or "formnovalidate" not in submitter.attributes


# The checks. Each gives the text where something is wrong -----------------------------------------------------------


def _bad_input(control: Element, kind: str) -> str | None:
    if kind != "number":
        return None
    editing = controls.editing_of(control)
    return "Please enter a number." if editing.shown and not editing.value else None


def _value_missing(control: Element, kind: str) -> str | None:
    if kind == "radio":
        group = controls.group_of(control)
        wanted = bool(control.attributes.get("name")) and any("required" in one.attributes for one in group)
        missing = wanted and not any(controls.is_checked(one) for one in group)
        return "Please select one of these options." if missing else None
    if "required" not in control.attributes or kind not in _REQUIRABLE:
        return None
    match kind:
        case "checkbox":
            return None if controls.is_checked(control) else "Please check this box if you want to proceed."
        case "select-one" | "select-multiple":
            return None if _has_choice(control) else "Please select an item in the list."
        case "file":
            return "Please select a file."
        case _:
            return None if controls.value_of(control) else "Please fill out this field."


def _has_choice(select: Element) -> bool:
    chosen = controls.selected_options(select)
    if kind_of(select) == "select-one" and controls.size_of(select) == 1:
        return bool(chosen) and not _is_placeholder(select, chosen[0])
    return bool(chosen)


def _is_placeholder(select: Element, option: Element) -> bool:
    first = next(iter(controls.options_of(select)), None)
    return option is first and option.parent is select and controls.option_value(option) == ""


def _type_mismatch(control: Element, kind: str) -> str | None:
    value = controls.value_of(control)
    if kind == "url":
        return "Please enter a URL." if value.strip() and not _is_url(value.strip()) else None
    if kind != "email" or not value:
        return None
    addresses = value.split(",") if "multiple" in control.attributes else [value]
    return next((text for text in map(_email_fault, addresses) if text is not None), None)


def _is_url(text: str) -> bool:
    if _URL.fullmatch(text.replace(" ", "%20")) is None or _HOSTED.match(text) is not None:
        return False
    try:
        # What it cannot take apart, and a port beyond all ports.
        _ = urlsplit(text).port
    except ValueError:
        return False
    return True


def _email_fault(address: str) -> str | None:
    local, at, domain = address.partition("@")
    if not address:
        return "Please enter a non-empty email address."
    if not at:
        return f"Please include an '@' in the email address. '{address}' is missing an '@'."
    if not local:
        return f"Please enter a part followed by '@'. '{address}' is incomplete."
    if not domain:
        return f"Please enter a part following '@'. '{address}' is incomplete."
    if wrong := _strange(local, r"[^a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]"):
        return f"A part followed by '@' should not contain the symbol '{wrong}'."
    if wrong := _strange(domain, r"[^a-zA-Z0-9.-]"):
        return f"A part following '@' should not contain the symbol '{wrong}'."
    if domain.startswith(".") or domain.endswith(".") or ".." in domain:
        return f"'.' is used at a wrong position in '{domain}'."
    return None if _EMAIL.fullmatch(address) else "Please enter an email address."


def _strange(text: str, pattern: str) -> str | None:
    found = re.search(pattern, text)
    return found.group() if found else None


def _pattern_mismatch(control: Element, kind: str) -> str | None:
    pattern = control.attributes.get("pattern")
    value = controls.value_of(control)
    if pattern is None or kind not in _TEXTS or not value:
        return None
    expression = _compiled(pattern)
    if expression is None:
        return None
    values = value.split(",") if kind == "email" and "multiple" in control.attributes else [value]
    fits = all(expression.fullmatch(one) for one in values)
    return None if fits else "Please match the requested format."


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """A pattern of JavaScript, as far as Python has the same; what it has not is not looked at."""
    named = re.sub(r"\(\?<(?![=!])", "(?P<", pattern).replace(r"\k<", "(?P=")
    named = re.sub(r"\(\?P=(\w+)>", r"(?P=\1)", named)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return re.compile(f"(?:{named})", re.ASCII)
    except (re.error, FutureWarning):
        return None


def _too_long(control: Element, kind: str) -> str | None:
    count, limit = _counted(control, kind, "maxlength")
    if limit is None or count <= limit:
        return None
    return f"Please shorten this text to {limit} characters or less (you are currently using {_characters(count)})."


def _too_short(control: Element, kind: str) -> str | None:
    count, limit = _counted(control, kind, "minlength")
    if limit is None or count >= limit or not count:
        return None
    return f"Please lengthen this text to {limit} characters or more (you are currently using {_characters(count)})."


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"


def _counted(control: Element, kind: str, name: str) -> tuple[int, int | None]:
    # What was there before the user came may be as long as it likes.
    if kind not in _TEXTS | {"textarea"} or not controls.editing_of(control).edited:
        return 0, None
    return length(controls.value_of(control)), limit_of(control, name)


def limit_of(control: Element, name: str) -> int | None:
    """What `maxlength` or `minlength` says."""
    said = control.attributes.get(name, "").strip()
    return int(said) if said.isascii() and said.isdigit() else None


def _underflow(control: Element, kind: str) -> str | None:
    value, low, high = _measured(control, kind)
    if value is None or low is None or value >= low:
        return None
    if high is not None and low > high and kind != "range":
        return _between(kind, value, low, high)
    if kind in ("number", "range"):
        return f"Value must be greater than or equal to {_told(kind, low)}."
    return f"Value must be {_told(kind, low)} or later."


def _overflow(control: Element, kind: str) -> str | None:
    value, low, high = _measured(control, kind)
    if value is None or high is None or value <= high:
        return None
    if low is not None and low > high:
        return None if kind == "range" else _between(kind, value, low, high)
    if kind in ("number", "range"):
        return f"Value must be less than or equal to {_told(kind, high)}."
    return f"Value must be {_told(kind, high)} or earlier."


def _between(kind: str, value: Decimal, low: Decimal, high: Decimal) -> str | None:
    """What is said where the least is more than the most. For a time it means that it runs over midnight."""
    if kind != "time":
        return f"Minimum value ({_told(kind, low)}) must be less than the maximum value ({_told(kind, high)})."
    if value <= high or value >= low:
        return None
    return f"Value must be between {_told(kind, low)} and {_told(kind, high)}."


def _measured(control: Element, kind: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if kind not in measures.MEASURED:
        return None, None, None
    value = measures.measure(kind, controls.value_of(control))
    return value, measures.lowest(control, kind), measures.highest(control, kind)


def _step_mismatch(control: Element, kind: str) -> str | None:
    value, _, high = _measured(control, kind)
    around = None if value is None else measures.neighbours(control, kind, value)
    if around is None:
        return None
    below, above = (_told(kind, one) for one in around)
    if (high is not None and around[1] > high) or below == above:
        return f"Please enter a valid value. The nearest valid value is {below}."
    return f"Please enter a valid value. The two nearest valid values are {below} and {above}."


def _told(kind: str, value: Decimal) -> str:
    """A limit, as it is told in American English."""
    text = measures.written(kind, value)
    match kind:
        case "date":
            return _date(text)
        case "month":
            return datetime.date.fromisoformat(f"{text}-01").strftime("%B %Y")
        case "week":
            year, _, week = text.partition("-W")
            return f"Week {week}, {year}"
        case "time":
            return _time(text)
        case "datetime-local":
            day, _, time = text.partition("T")
            return f"{_date(day)}, {_time(time)}"
        case _:
            return text


def _date(text: str) -> str:
    year, month, day = text.split("-")
    return f"{month}/{day}/{year}"


def _time(text: str) -> str:
    hour, _, rest = text.partition(":")
    clock, dot, fraction = rest.partition(".")
    if dot:
        clock = f"{clock}.{fraction:0<3}"
    # The blank is one that keeps a line together.
    return f"{(int(hour) + 11) % 12 + 1}:{clock}\u202f{'AM' if int(hour) < 12 else 'PM'}"


_CHECKS: Final[dict[str, Callable[[Element, str], str | None]]] = {
    "badInput": _bad_input,
    "valueMissing": _value_missing,
    "typeMismatch": _type_mismatch,
    "patternMismatch": _pattern_mismatch,
    "tooLong": _too_long,
    "tooShort": _too_short,
    "rangeUnderflow": _underflow,
    "rangeOverflow": _overflow,
    "stepMismatch": _step_mismatch,
}
