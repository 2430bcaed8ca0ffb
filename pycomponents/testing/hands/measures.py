"""What stands in fields for numbers, dates and times, as numbers that can be compared and counted on."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pycomponents.testing.document.dom import Element

_DAY: Final = 86_400_000
_NUMBER: Final = re.compile(r"-?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_EPOCH: Final = datetime.date(1970, 1, 1)
_DATE: Final = r"(?P<year>\d{4,})-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME: Final = r"(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(\.(?P<fraction>\d{1,3}))?)?"
_SHAPES: Final = {
    kind: re.compile(shape, re.ASCII)
    for kind, shape in {
        "date": _DATE,
        "month": r"(?P<year>\d{4,})-(?P<month>\d\d)",
        "week": r"(?P<year>\d{4,})-W(?P<week>\d\d)",
        "time": _TIME,
        "datetime-local": f"{_DATE}[T ]{_TIME}",
    }.items()
}
# The largest that a double holds.
_LARGEST: Final = Decimal("1.7976931348623157e308")


@dataclass(frozen=True, slots=True)
class _Scale:
    """step: how far a step goes where nothing is said. unit: what the attribute `step` counts in. base: of steps."""

    step: int
    unit: int
    base: int = 0


_SCALES: Final = {
    "number": _Scale(1, 1),
    "range": _Scale(1, 1),
    "date": _Scale(_DAY, _DAY),
    "month": _Scale(1, 1),
    "week": _Scale(7 * _DAY, 7 * _DAY, -3 * _DAY),
    "time": _Scale(60_000, 1000),
    "datetime-local": _Scale(60_000, 1000),
}
MEASURED: Final = frozenset(_SCALES)


def number(text: str) -> Decimal | None:
    """The number that a text says, or `None`."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:  # pragma: no cover  an exponent beyond all measure
        return None
    return value if abs(value) <= _LARGEST else None


def measure(kind: str, text: str) -> Decimal | None:
    """What a field of this kind says, as a number: milliseconds since 1970, for a month months since then."""
    if kind in ("number", "range"):
        return number(text)
    found = _SHAPES[kind].fullmatch(text)
    if not found:
        return None
    try:
        return _of_parts(kind, {name: int(value) for name, value in found.groupdict(default="0").items()}, found)
    except ValueError:
        return None


def _of_parts(kind: str, parts: dict[str, int], found: re.Match[str]) -> Decimal:
    if kind == "month":
        datetime.date(parts["year"], parts["month"], 1)
        return Decimal((parts["year"] - 1970) * 12 + parts["month"] - 1)
    if kind == "week":
        return Decimal(_days(datetime.date.fromisocalendar(parts["year"], parts["week"], 1)) * _DAY)
    day = 0 if kind == "time" else _days(datetime.date(parts["year"], parts["month"], parts["day"]))
    return Decimal(day * _DAY + (0 if kind == "date" else _milliseconds(parts, found)))


def _milliseconds(parts: dict[str, int], found: re.Match[str]) -> int:
    datetime.time(parts["hour"], parts["minute"], parts["second"])
    fraction = (found["fraction"] or "").ljust(3, "0")
    return ((parts["hour"] * 60 + parts["minute"]) * 60 + parts["second"]) * 1000 + int(fraction)


def _days(day: datetime.date) -> int:
    return (day - _EPOCH).days


def written(kind: str, value: Decimal) -> str:
    """A number as a field of this kind writes it."""
    if kind in ("number", "range"):
        return plain(value)
    if kind == "month":
        return f"{1970 + int(value) // 12:04d}-{int(value) % 12 + 1:02d}"
    days, rest = divmod(int(value), _DAY)
    day = _EPOCH + datetime.timedelta(days)
    if kind == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    clock = _clock(rest)
    return {"date": day.isoformat(), "time": clock}.get(kind, f"{day.isoformat()}T{clock}")


def _clock(milliseconds: int) -> str:
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    if second or fraction:
        text += f":{second:02d}"
    return text + (f".{fraction:03d}".rstrip("0") if fraction else "")


def plain(value: Decimal) -> str:
    """A number without an exponent, and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# What a field says of its limits.


def lowest(element: Element, kind: str) -> Decimal | None:
    """The least that it admits; of a range 0, where it says nothing."""
    return _limit(element, kind, "min", 0)


def highest(element: Element, kind: str) -> Decimal | None:
    """The most that it admits; of a range 100, where it says nothing."""
    return _limit(element, kind, "max", 100)


def _limit(element: Element, kind: str, name: str, of_range: int) -> Decimal | None:
    said = measure(kind, element.attributes.get(name, ""))
    return Decimal(of_range) if said is None and kind == "range" else said


def step_of(element: Element, kind: str) -> Decimal | None:
    """How far one of its steps goes; `None` where any value is admitted."""
    text = element.attributes.get("step", "")
    if text.strip().lower() == "any":
        return None
    scale = _SCALES[kind]
    said = number(text)
    if said is None or said <= 0:
        return Decimal(scale.step)
    # What is counted in days, weeks or months goes by whole ones.
    if kind in ("date", "month", "week"):
        said = max(Decimal(1), said.to_integral_value(ROUND_HALF_UP))
    return said * scale.unit


def base_of(element: Element, kind: str) -> Decimal:
    """From where its steps are counted."""
    for name in ("min", "value"):
        said = measure(kind, element.attributes.get(name, ""))
        if said is not None:
            return said
    return Decimal(_SCALES[kind].base)


def neighbours(element: Element, kind: str, value: Decimal) -> tuple[Decimal, Decimal] | None:
    """The two admitted values around one that is not; `None` for one that is."""
    step = step_of(element, kind)
    if step is None:
        return None
    base = base_of(element, kind)
    over = (value - base) % step
    if not over:
        return None
    below = value - (over if over > 0 else over + step)
    return below, below + step


def ends_of(element: Element) -> tuple[Decimal, Decimal]:
    """The two ends of a range. One whose most is less than its least has one."""
    low, high = lowest(element, "range") or Decimal(0), highest(element, "range") or Decimal(0)
    return low, max(high, low)


def fitted(element: Element, text: str) -> Decimal:
    """Where the knob of a range comes to stand for this text."""
    low, high = ends_of(element)
    value = number(text)
    value = low + (high - low) / 2 if value is None else min(max(value, low), high)
    around = neighbours(element, "range", value)
    if around is None:
        return value
    below, above = around
    nearest = above if above - value <= value - below else below
    if nearest > high:
        return below
    return above if nearest < low else nearest


def stepped(element: Element, kind: str, value: Decimal | None, sign: int) -> Decimal:
    """Where a value comes to be by one step up (1) or down (-1), within its limits."""
    step = step_of(element, kind) or Decimal(_SCALES[kind].step * _SCALES[kind].unit)
    start = value or Decimal(0)
    around = neighbours(element, kind, start)
    aim = start + sign * step if around is None else around[sign > 0]
    low, high = lowest(element, kind), highest(element, kind)
    if high is not None and aim > high:
        aim = high - (high - base_of(element, kind)) % step
    if low is not None and aim < low:
        aim = low
    # Who is beyond a limit is not led further away from it.
    return start if value is not None and (aim - start) * sign < 0 else aim
