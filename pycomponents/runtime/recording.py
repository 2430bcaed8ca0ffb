"""A record in the making: what the stations further in tell of, each by one look at whether anybody records."""

from __future__ import annotations

import hashlib
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.component.fields import MISSING
from pycomponents.runtime.records import Raised, Record, StateChange, Statement
from pycomponents.runtime.shown import CUT, HIDDEN, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from pycomponents.component.component import Component
    from pycomponents.runtime.instance import Instance
    from pycomponents.runtime.shown import Hides

Method: TypeAlias = "Callable[..., Any]"

_LONGEST_STATEMENT: Final = 2000
_LONGEST_ERROR: Final = 200


class Recording:
    """What one event does, while it does it.

    station: where the time goes that passes now.
    detailed: whether more is wanted than numbers.
    hides_in: which names are secret in a method.
    hears: whether it is not over yet. awaited: whether it waits for an async method.
    method, arguments: what is called, and with what.
    secret: names that are secret besides.
    """

    def __init__(
        self, record: Record, station: str, *, detailed: bool, hides_in: Callable[[Method | None], Hides]
    ) -> None:
        self.record = record
        self.station = station
        self.detailed = detailed
        self.hears = True
        self.awaited = False
        self.method: Method | None = None
        self.arguments: Mapping[str, object] = {}
        self.secret: AbstractSet[str] = frozenset()
        self._hides_in = hides_in
        self._statements: dict[str, tuple[int, float]] = {}
        self._before: dict[tuple[Instance, str], str] = {}

    # What it is told.

    def rendering(self, instance: Instance) -> None:
        """A component is about to be rendered; one that is not mounted is mounted first."""
        name = "rendered" if instance.is_mounted else "mounted"
        listed: list[str] = getattr(self.record, name)
        if not self.detailed:
            self.record.more[name] = self.record.more.get(name, 0) + 1
        elif self.record.has_room(name, len(listed)):
            listed.append(path_of(instance))

    def changing(self, instance: Instance, field: str) -> None:
        """A state field of a component is about to change."""
        before = self._before
        if not self.detailed or not instance.is_mounted or (instance, field) in before:
            return
        if self.record.has_room("changes", len(before)):
            before[instance, field] = _value(instance.component, field, self._hides)

    def take_back(self) -> None:
        """What has changed is as it was."""
        self._before.clear()
        self.record.more.pop("changes", None)

    def queried(self, statement: str, seconds: float) -> None:
        """An SQL statement was run. From any thread that works for the event."""
        if self.hears:
            count, before = self._statements.get(statement, (0, 0.0))
            self._statements[statement] = count + 1, before + seconds

    def raised(self, where: str, error: BaseException, reference: str) -> None:
        """Something raised, and stands in the log."""
        # `sensitive_variables()` without a name hides all, and what was typed as a password may stand in any text.
        says = self.detailed and not self.secret and not self._hides("")
        text = f"{type(error).__name__}: {_message(error)}" if says else type(error).__name__
        self.record.raised.append(Raised(where, text[:_LONGEST_ERROR], reference))

    # What it comes to.

    def complete(self) -> None:
        """All that is known of it now stands in the record."""
        record = self.record
        record.queries = sum(count for count, _ in self._statements.values())
        if not self.detailed:
            return
        record.statements = [_statement(text, *run) for text, run in self._statements.items()]
        hides = self._hides
        record.arguments = {
            name: HIDDEN if hides(name) else shown(value, hides) for name, value in self.arguments.items()
        }
        record.changes = []
        for (instance, field), before in self._before.items():
            after = _value(instance.component, field, hides)
            if before != after or CUT in after:  # where it is cut, they may differ beyond
                values = (HIDDEN, HIDDEN) if hides(field) else (before, after)
                record.changes.append(StateChange(path_of(instance), field, *values))

    def _hides(self, name: str) -> bool:
        return name in self.secret or self._hides_in(self.method)(name)


# Who records what happens here, if anybody does.
recording: Final[ContextVar[Recording | None]] = ContextVar("recording", default=None)


def path_of(instance: Instance) -> str:
    """Where a component stands, as a person says it: "TodoList > TodoRow#17"."""
    key = instance.component.key
    name = type(instance.component).__name__ + ("" if key is None else f"#{key!s:.40}")
    return name if instance.parent is None else f"{path_of(instance.parent)} > {name}"


def _value(component: Component, field: str, hides: Hides) -> str:
    value = component.__dict__.get(field, MISSING)
    if value is MISSING:
        value = component.__states__[field].default
    return "" if value is MISSING else shown(value, hides)


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001  what an exception of the project says is its own matter
        return "…"


def _statement(text: str, count: int, seconds: float) -> Statement:
    name = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return Statement(name, count, seconds * 1000, text[:_LONGEST_STATEMENT])
