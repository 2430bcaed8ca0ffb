"""How the client behaves at an event, as modifiers say it and as the event's type asks for it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from pycomponents.component.event_types import (
    KEYS,
    MANY,
    MANY_MILLISECONDS,
    NAMES_OF_PART,
    OF_PART,
    SCROLLING,
    SIGHT,
    is_custom,
    is_heard_in,
)
from pycomponents.component.key_names import Keys
from pycomponents.errors import EventError, message

Scope: TypeAlias = Literal["", "self", "outside", "window", "document"]


class More(NamedTuple):
    """What of it is rare, and in the part of the client that comes when it is needed."""

    keys: Keys = ()
    editable: bool = False
    once: bool = False
    scope: Scope = ""
    confirm: str = ""
    margin: int = 0
    ratio: float = 0

    def options(self) -> dict[str, object]:
        return {name: value for name, value in self._asdict().items() if value}


MORE_AT_REST: Final = More()
# Options of a listener that the client meets with that part alone.
OPTIONS_OF_PART: Final = frozenset(("more", "debounce", "throttle", "reset"))


def needs_part(event_type: str, send: list[str]) -> bool:
    """Whether the client needs that part for this event type, or for what it is to bring."""
    return event_type in OF_PART or is_custom(event_type) or not NAMES_OF_PART.isdisjoint(send)


class Behaviour(NamedTuple):
    """What the client does before it sends an event. Names and meanings are those of docs/protocol.md."""

    debounce: int = 0
    throttle: int | None = None
    prevent: bool = False
    stop: bool = False
    passive: bool = False
    reset: bool = False
    more: More = MORE_AT_REST

    def options(self, event_type: str, send: list[str]) -> dict[str, object]:
        """The options that are not at rest, as they stand in a listener spec."""
        options = {name: value for name, value in self._asdict().items() if value and name != "more"}
        if send:
            options["send"] = send
        if event_type in MANY and self.throttle is None and not self.debounce:
            options["throttle"] = MANY_MILLISECONDS
        if event_type in SCROLLING and not self.prevent:
            options["passive"] = True
        if event_type == "drop" and not self.passive:
            options["prevent"] = True  # the browser would go to what is dropped
        more = self.more.options()
        if more or needs_part(event_type, send) or "passive" in options:
            options["more"] = more
        return options

    def check(self, event_type: str, label: str) -> None:
        """Raise where a modifier means nothing at this type of event."""
        more = self.more
        if more.keys and event_type not in KEYS:
            raise _means_nothing("on_key", event_type, label, "on_keydown and on_keyup")
        if (more.margin or more.ratio) and event_type not in SIGHT:
            modifier = "margin" if more.margin else "ratio"
            raise _means_nothing(modifier, event_type, label, "on_visible and on_hidden")
        if not is_heard_in(event_type, more.scope):
            raise _not_heard(event_type, label, more.scope)


def _means_nothing(modifier: str, event_type: str, label: str, where: str) -> EventError:
    return EventError(
        message(f".{modifier}() means nothing at on_{event_type}.", where=label, cure=f"It is for {where}.")
    )


def _not_heard(event_type: str, label: str, scope: Scope) -> EventError:
    right = next(known for known in ("self", "window", "document") if is_heard_in(event_type, known))
    where = "its own element alone" if right == "self" else f"the {right}: on_{event_type}=….{right}()"
    by = f"by .{scope}()" if scope else "by an element"
    return EventError(message(f"{event_type} is not heard {by}.", where=label, cure=f"It happens to {where}."))
