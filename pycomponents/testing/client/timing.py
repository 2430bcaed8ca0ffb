"""When events are sent that wait for silence, or come by the dozen: the twin of `client/timing.js`, and of the end of
`events.js`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pycomponents.testing.hands.controls import form_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.testing.client.queue import Item, Queue
    from pycomponents.testing.clock import Alarm, VirtualClock
    from pycomponents.testing.document.dom import Element


@dataclass(slots=True, eq=False)
class Pending:
    """A debounced event, or the rest of a throttled one."""

    element: Element
    type: str
    item: Item | None = None
    alarm: Alarm | None = None


class Timing:
    """The events of one client on their way to the queue."""

    def __init__(self, queue: Queue, clock: VirtualClock) -> None:
        self._queue = queue
        self._clock = clock
        self._pending: list[Pending] = []

    def feed(self, item: Item, option: dict[str, Any]) -> None:
        """Send an event, now or when its time has come."""
        debounce, throttle = option.get("debounce"), option.get("throttle")
        # What comes by the dozen and is of no control waits its time, wherever in its element it happens.
        if item.brought or not throttle:
            self.flush(lambda one: _goes_before(one, item))
        if debounce:
            self._defer(item, debounce / 1000)
        elif throttle:
            self._pace(item, throttle / 1000)
        else:
            self._queue.push(item)

    def _waiting_for(self, item: Item) -> Pending | None:
        return next((one for one in self._pending if one.element is item.element and one.type == item.type), None)

    def _defer(self, item: Item, silence: float) -> None:
        one = self._waiting_for(item)
        if one is None:
            self._pending.append(one := Pending(item.element, item.type))
        one.item = item
        if one.alarm is not None:
            one.alarm.cancel()
        one.alarm = self._clock.call_later(silence, lambda: self.flush(lambda other: other is one))

    def _pace(self, item: Item, interval: float) -> None:
        one = self._waiting_for(item)
        if one is not None:
            one.item = item
            return
        self._queue.push(item)
        self._pending.append(mine := Pending(item.element, item.type))

        def tick() -> None:
            last, mine.item = mine.item, None
            if last is None:
                self._pending.remove(mine)
                return
            self._queue.push(last)
            mine.alarm = self._clock.call_later(interval, tick)

        mine.alarm = self._clock.call_later(interval, tick)

    def flush(self, test: Callable[[Pending], bool] = lambda _: True) -> None:
        """Send waiting events now."""
        for one in [one for one in self._pending if one.item is not None and test(one)]:
            if one.alarm is not None:
                one.alarm.cancel()
            self._pending.remove(one)
            assert one.item is not None
            self._queue.push(one.item)

    def _unhandled(self) -> list[Item]:
        """Events that are not handled: in the queue, or still debounced or throttled."""
        return [*self._queue.items, *(one.item for one in self._pending if one.item is not None)]

    def oldest(self, rev: int) -> int:
        """The oldest revision that one of them refers to, if not this one."""
        return min([rev, *(item.rev for item in self._unhandled())])

    def is_told(self, control: Element) -> bool:
        """Whether one of them tells the server what this control held."""
        return any(
            item.own is control or any(one.control is control for one in item.states) for item in self._unhandled()
        )


def _goes_before(one: Pending, item: Item) -> bool:
    """Whether a waiting event has to go out before this one."""
    if one.element is item.element and one.type == item.type:
        return one.item is None or one.item.target is not item.target
    return one.item is not None and _is_near(one.item, item)


def _is_near(a: Item, b: Item) -> bool:
    """Same control, or same form."""
    mine, others = ([item.target, item.element, _form(item.target)] for item in (a, b))
    return any(part is not None and part in others for part in mine)


def _form(target: Element) -> Element | None:
    return form_of(target) if target.tag in ("input", "select", "textarea", "button") else None
