"""The garbage collector of a worker: tuned when its sockets are made, and only where nobody else has."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings

from pycomponents.web.asgi import sockets
from pycomponents.web.collector import OBJECTS

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
