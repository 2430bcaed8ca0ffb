"""The event types that can be listened to: what each brings, and what is particular about some."""

from __future__ import annotations

import functools
import typing
from dataclasses import dataclass
from typing import Any, Final

from pycomponents.errors import EventError, message, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class MouseEvent:
    """All that the mouse brings. client_x, client_y: where in the window, in pixels; offset_x, offset_y: where in the
    element that listens. buttons: those held down, as the sum of 1, 2 and 4.
    """

    button: int
    buttons: int
    client_x: float
    client_y: float
    offset_x: float
    offset_y: float
    alt_key: bool
    ctrl_key: bool
    meta_key: bool
    shift_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClickEvent(MouseEvent):
    """All that a click of any kind brings. value: that of a button; detail: 2 for the second of a double click."""

    value: str
    detail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PointerEvent(MouseEvent):
    """All that pointers bring. pointer_type: "mouse", "pen" or "touch"; pressure: from 0 to 1."""

    pointer_id: int
    pointer_type: str
    pressure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelEvent(MouseEvent):
    """All that a wheel brings. delta_x, delta_y: how far, in pixels."""

    delta_x: float
    delta_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DragEvent(MouseEvent):
    """All that dragging brings. text: what is dropped, if it is text; "" before it is."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputEvent:
    """All that input and change bring. checked: of a checkbox or radio; selected: the values chosen in a select."""

    value: str
    checked: bool | None = None
    selected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """All that keys bring. value: the text of the control that has the focus."""

    key: str
    code: str
    repeat: bool
    value: str
    alt_key: bool
    ctrl_key: bool
    meta_key: bool
    shift_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusEvent:
    """All that focus and blur bring. value: the text of the control."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitEvent:
    """All that a submit brings. form: name and value of each field, in order; the button that sent it is among them."""

    form: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaEvent:
    """All that audio and video bring. Times in seconds; duration: None as long as it is unknown, and for streams."""

    current_time: float
    duration: float | None
    paused: bool
    ended: bool
    volume: float
    muted: bool
    playback_rate: float


# Families of which a handler asks by name: one or two values are no event object.


class _Nothing:
    pass


class _Text:
    text: str


class _Toggle:
    old_state: str
    new_state: str


class _Dialog:
    return_value: str


class _Scroll:
    scroll_left: float
    scroll_top: float


class _Size:
    width: float
    height: float


class _Transition:
    property_name: str
    elapsed_time: float


class _Animation:
    animation_name: str
    elapsed_time: float


class _Fullscreen:
    fullscreen: bool


class _Visibility:
    hidden: bool


class _Address:
    url: str


class _Storage:
    key: str | None
    new_value: str | None


class _Custom:
    detail: Any


def _types(names: str, brings: type) -> dict[str, type]:
    return dict.fromkeys(names.split(), brings)


BROUGHT: Final[dict[str, type]] = {
    **_types("click dblclick auxclick contextmenu", ClickEvent),
    **_types("mousedown mouseup mousemove mouseover mouseout mouseenter mouseleave", MouseEvent),
    **_types("pointerdown pointerup pointermove pointercancel pointerover pointerout", PointerEvent),
    **_types("pointerenter pointerleave gotpointercapture lostpointercapture", PointerEvent),
    **_types("wheel", WheelEvent),
    **_types("dragstart drag dragend dragenter dragover dragleave drop", DragEvent),
    **_types("copy cut paste selectionchange", _Text),
    **_types("input change", InputEvent),
    **_types("keydown keyup", KeyEvent),
    **_types("focus blur focusin focusout invalid", FocusEvent),
    **_types("submit", SubmitEvent),
    **_types("toggle beforetoggle", _Toggle),
    **_types("close", _Dialog),
    **_types("scroll scrollend", _Scroll),
    **_types("play playing pause ended waiting timeupdate seeked", MediaEvent),
    **_types("volumechange ratechange durationchange loadedmetadata", MediaEvent),
    **_types("transitionend transitioncancel", _Transition),
    **_types("animationstart animationiteration animationend animationcancel", _Animation),
    **_types("resize", _Size),
    **_types("fullscreenchange", _Fullscreen),
    **_types("visibilitychange", _Visibility),
    **_types("hashchange popstate", _Address),
    **_types("storage", _Storage),
    **_types("reset cancel load error visible hidden online offline", _Nothing),
}
EVENT_OBJECTS: Final = frozenset(kind for kind in BROUGHT.values() if not kind.__name__.startswith("_"))

KEYS: Final = frozenset(("keydown", "keyup"))
SIGHT: Final = frozenset(("visible", "hidden"))
# Heard nowhere but at the window, or at the document.
OF_WINDOW: Final = frozenset(("hashchange", "popstate", "online", "offline", "storage"))
OF_DOCUMENT: Final = frozenset(("selectionchange", "visibilitychange"))
# These go nowhere but to their target: outside of it nothing is heard.
_STAY: Final = frozenset(
    (
        *(
            "focus blur mouseenter mouseleave pointerenter pointerleave invalid toggle beforetoggle close cancel"
        ).split(),
        *("scroll scrollend load error resize submit").split(),
        *(name for name, kind in BROUGHT.items() if kind is MediaEvent),
        *SIGHT,
    )
)
# At the window itself these happen too.
_ALSO_OF_WINDOW: Final = frozenset(("focus", "blur", "resize", "scroll", "scrollend"))
# They come by the dozen: at most one in so many milliseconds, where nothing else is said.
MANY: Final = frozenset(
    "mousemove pointermove wheel drag dragover scroll timeupdate resize selectionchange".split(),
)
MANY_MILLISECONDS: Final = 100
# A browser scrolls only when these have been heard, unless it knows that nobody will prevent it.
SCROLLING: Final = frozenset(("wheel",))
# What the client does at these, and how it brings these names, is in the part of it that comes when it is needed.
OF_PART: Final = frozenset(("drop", "resize", "load", "error", *SIGHT, *OF_WINDOW, *OF_DOCUMENT))
NAMES_OF_PART: Final = frozenset(
    (
        *("offset_x offset_y text return_value scroll_left scroll_top width height fullscreen hidden url").split(),
        *typing.get_type_hints(MediaEvent),
    )
)
LONGEST: Final = 64


def is_custom(event_type: str) -> bool:
    """Whether this is the name of a custom event: one with a dash, as `on_item_picked` writes it."""
    return "-" in event_type


@functools.cache
def types_of(event_type: str) -> dict[str, Any]:
    """The names that an event of this type may bring, and their types."""
    return typing.get_type_hints(brought_by(event_type))


def brought_by(event_type: str) -> type:
    """What holds all that an event of this type brings."""
    return _Custom if is_custom(event_type) else BROUGHT[event_type]


def is_heard_in(event_type: str, scope: str) -> bool:
    """Whether an element may listen to this type in such a scope: its own, "" or "self", or one further out."""
    if event_type in OF_WINDOW:
        return scope == "window"
    if event_type in OF_DOCUMENT:
        return scope == "document" or (scope == "window" and event_type == "visibilitychange")
    if scope in ("", "self") or event_type not in _STAY:
        return True
    return scope == "window" and event_type in _ALSO_OF_WINDOW


def check_type(event_type: str, label: str) -> None:
    """Raise for what is no type of event that can be listened to."""
    if event_type in BROUGHT:
        return
    bare = event_type.replace("-", "")
    if not is_custom(event_type) or bare in BROUGHT or len(event_type) > LONGEST:
        name = event_type.replace("-", "_")
        right = nearest(f"on_{bare}", [f"on_{known}" for known in BROUGHT])
        raise EventError(
            message(
                f"on_{name} is nothing that can be listened to.{right}",
                where=label,
                cure="An event of your own has a dash in its name: on_item_picked hears item-picked.",
            )
        )
