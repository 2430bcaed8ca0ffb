"""The garbage collector of a worker: tuned when its sockets are made, and only where nobody else has."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from pycomponents.web.asgi import sockets
from pycomponents.web.collector import OBJECTS, QUIET, WORTHWHILE, Collector
from tests.web.client import fact

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """As Python starts it, and afterwards as it was."""
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    yield
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*before)


def test_it_runs_less_often_and_leaves_out_what_the_start_has_loaded() -> None:
    sockets()
    assert gc.get_threshold()[0] == OBJECTS
    assert gc.get_freeze_count() > 0
    assert gc.isenabled()


@pytest.mark.parametrize("first", [0, OBJECTS + 1])
def test_a_project_that_has_tuned_it_is_left_alone(first: int) -> None:
    gc.set_threshold(first, 5, 5)
    sockets()
    assert gc.get_threshold() == (first, 5, 5)
    assert gc.get_freeze_count() == 0


def test_where_it_is_off_it_stays_off() -> None:
    gc.disable()
    sockets()
    assert not gc.isenabled()
    assert gc.get_threshold()[0] == 700


@override_settings(PYCOMPONENTS={"COLLECTOR": False})
def test_a_setting_leaves_it_alone() -> None:
    sockets()
    assert gc.get_threshold()[0] == 700
    assert gc.get_freeze_count() == 0


class Rounds:
    """The rounds of the collector while it is open, each as its generation."""

    def __enter__(self) -> list[int]:
        self.seen: list[int] = []
        gc.callbacks.append(self._note)
        return self.seen

    def __exit__(self, *_: object) -> None:
        gc.callbacks.remove(self._note)

    def _note(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self.seen.append(info["generation"])


def many() -> list[set[int]]:
    return [{number} for number in range(WORTHWHILE + 100)]


async def test_what_an_answer_leaves_is_looked_at_when_nobody_waits() -> None:
    collector = Collector()
    with Rounds() as rounds:
        kept = many()
        collector.answered()
        assert rounds == []
        await fact(lambda: rounds != [])
        assert len(rounds) == 1
        assert gc.get_count()[0] < WORTHWHILE < len(kept)
        assert gc.get_threshold()[0] == OBJECTS


async def test_another_answer_puts_it_off() -> None:
    collector = Collector()
    kept = many()
    with Rounds() as rounds:
        until = asyncio.get_running_loop().time() + QUIET * 5
        while asyncio.get_running_loop().time() < until:
            collector.answered()
            await asyncio.sleep(0)
        assert rounds == []
        await fact(lambda: len(rounds) == 1)
    assert kept


async def test_how_far_it_looks_is_its_own_choice() -> None:
    collector = Collector()
    kept: list[object] = []
    with Rounds() as rounds:
        for turn in range(1, 25):
            kept.append(many())
            collector.answered()
            await fact(lambda: len(rounds) == turn)  # noqa: B023
    assert {*rounds} == {0, 1}


async def test_a_small_answer_asks_for_nothing() -> None:
    collector = Collector()
    gc.collect()
    with Rounds() as rounds:
        collector.answered()
        await asyncio.sleep(QUIET * 2)
    assert rounds == []


@override_settings(PYCOMPONENTS={"COLLECTOR": False})
async def test_one_that_is_left_alone_is_not_asked_to_look() -> None:
    collector = Collector()
    gc.set_threshold(OBJECTS, 10, 10)
    kept = many()
    with Rounds() as rounds:
        collector.answered()
        await asyncio.sleep(QUIET * 2)
    assert rounds == []
    assert kept
