"""Things that wait for a while, and the numbers and digests of listeners."""

from __future__ import annotations

from typing import Any

import pytest

from pycomponents import Component, event
from pycomponents.errors import RegistryError
from pycomponents.html import button, div
from pycomponents.runtime.pages import Shelf
from pycomponents.runtime.registry import Registry, fingerprint
from pycomponents.runtime.specs import Specs


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def shelf(most: int = 10) -> tuple[Shelf[str], Clock, list[str]]:
    clock, dropped = Clock(), list[str]()
    return Shelf(10, most, dropped.append, clock), clock, dropped


def test_a_thing_is_taken_once() -> None:
    things, _, dropped = shelf()
    things.put("a", "thing")
    assert [things.take("a"), things.take("a")] == ["thing", None]
    assert dropped == []


def test_a_thing_is_dropped_when_its_time_is_over() -> None:
    things, clock, dropped = shelf()
    things.put("a", "thing")
    clock.now = 10
    assert things.take("a") is None
    assert dropped == ["thing"]


def test_of_too_many_the_oldest_is_dropped() -> None:
    things, clock, dropped = shelf(most=2)
    for name in "abc":
        things.put(name, name)
        clock.now += 1
    assert (dropped, len(things)) == (["a"], 2)


def test_a_thing_in_the_place_of_another_drops_that_and_is_the_youngest() -> None:
    things, clock, dropped = shelf()
    things.put("a", "first")
    things.put("b", "other")
    clock.now = 5
    things.put("a", "second")
    clock.now = 12
    things.sweep()
    assert dropped == ["first", "other"]
    assert things.take("a") == "second"


class Buttons(Component):
    @event
    def one(self) -> None: ...

    @event
    def two(self, number: int = 0) -> None: ...

    def render(self) -> Any:
        return div[button(on_click=self.one)]


def listeners(name: str, *bound: object, **modifiers: Any) -> Any:
    bound_event = getattr(Buttons(), name)
    if bound:
        bound_event = bound_event.bind(*bound)
    for modifier, value in modifiers.items():
        bound_event = getattr(bound_event, modifier)(value)
    return {"click": bound_event}


def test_listeners_of_one_method_share_a_spec_whatever_is_bound() -> None:
    specs = Specs(b"secret")
    numbers = [specs.number(listeners("two", bound)) for bound in (1, 2)]
    assert numbers == [0, 0]
    assert specs.number(listeners("one")) == 1
    assert specs.number(listeners("one", debounce=300)) == 2
    assert specs.definitions[2]["on"] == {"click": {"debounce": 300}}


def test_a_digest_is_the_same_for_all_workers_and_another_for_other_code() -> None:
    one, other, foreign = Specs(b"secret"), Specs(b"secret"), Specs(b"another")
    other.number(listeners("two"))
    assert one.digest(listeners("one")) == other.digest(listeners("one"))
    digests = {specs.digest(listeners(name)) for specs in (one, foreign) for name in ("one", "two")}
    assert len(digests) == 4


def test_no_name_of_ours_is_in_a_spec() -> None:
    specs = Specs(b"secret")
    specs.number(listeners("one"))
    assert "Buttons" not in str(specs.definitions)
    assert "one" not in str(specs.definitions[0]["on"])


def test_a_component_is_found_by_its_name_and_by_no_other() -> None:
    registry = Registry(lambda module: "tests")
    registry.add(Buttons)
    assert registry.find("tests.Buttons") is Buttons
    with pytest.raises(RegistryError, match=r"'tests\.Button'.* Did you mean 'tests\.Buttons'"):
        registry.find("tests.Button")
    assert registry.all() == {"tests.Buttons": Buttons}


def test_two_components_of_one_name_are_refused() -> None:
    registry = Registry(lambda module: "tests")
    registry.add(Buttons)
    twin = type("Buttons", (Component,), {"__module__": "elsewhere", "__qualname__": "Buttons"})
    with pytest.raises(RegistryError, match=r"Two components are called 'tests\.Buttons'"):
        registry.add(twin)


def test_a_fingerprint_is_that_of_the_code() -> None:
    assert fingerprint(Buttons) == fingerprint(Buttons) != fingerprint(Component)
