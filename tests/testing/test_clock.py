"""A clock that a test moves."""

from __future__ import annotations

import threading

import pytest

from pycomponents.testing.clock import VirtualClock
from pycomponents.testing.errors import SettleError


def test_nothing_happens_by_itself() -> None:
    clock = VirtualClock()
    done: list[str] = []
    clock.call_soon(lambda: done.append("soon"))
    clock.call_at(1, lambda: done.append("at 1"))
    assert (done, clock.time()) == ([], 0)


def test_settling_does_what_is_due_and_what_follows_from_it() -> None:
    clock = VirtualClock()
    done: list[str] = []

    def first() -> None:
        done.append("first")
        clock.call_soon(lambda: done.append("what follows"))
        clock.call_at(0, lambda: done.append("what is due"))

    clock.call_soon(first)
    clock.call_soon(lambda: done.append("second"))
    clock.call_at(0.1, lambda: done.append("later"))
    clock.settle()
    assert done == ["first", "second", "what follows", "what is due"]


def test_each_alarm_rings_in_its_moment_and_everything_settles_before_the_next() -> None:
    clock = VirtualClock()
    done: list[tuple[str, float]] = []

    def note(name: str) -> None:
        done.append((name, clock.time()))

    def ring() -> None:
        note("second")
        clock.call_soon(lambda: note("what follows"))
        clock.call_later(0.5, lambda: note("set on the way"))

    clock.call_at(3, lambda: note("third"))
    clock.call_at(2, ring)
    clock.call_at(9, lambda: note("too late"))
    clock.call_at(2, lambda: note("of the same time"))
    clock.advance(4)
    assert done == [("second", 2), ("what follows", 2), ("of the same time", 2), ("set on the way", 2.5), ("third", 3)]
    assert clock.time() == 4
    assert clock.next_alarm == 5


def test_a_cancelled_alarm_does_not_ring() -> None:
    clock = VirtualClock()
    done: list[str] = []
    clock.call_at(1, lambda: done.append("rung")).cancel()
    assert clock.next_alarm is None
    clock.advance(2)
    assert not done


def test_what_has_no_end_is_an_error() -> None:
    clock = VirtualClock()

    def again() -> None:
        clock.call_soon(again)

    clock.call_soon(again)
    with pytest.raises(SettleError, match="after 10,000 turns something still waits"):
        clock.settle()


def test_another_thread_may_ask_for_a_turn() -> None:
    clock = VirtualClock()
    done: list[str] = []
    thread = threading.Thread(target=clock.call_soon, args=(lambda: done.append("from there"),))
    thread.start()
    thread.join()
    clock.settle()
    assert done == ["from there"]
