"""Our actions do what Chromium does: the same steps, the same events in the same order, the same values after them."""

import pytest
from playwright.sync_api import Page

from tests.testing import in_chromium, in_python
from tests.testing.in_chromium import OVER, TYPES, Outcome
from tests.testing.scenarios import GROUPS, POINTER


def differences(name: str, chromium: Outcome, ours: Outcome) -> list[str]:
    told: list[str] = []
    for what in ("heard", "queued", "forms", "live", "complaints", "focused"):
        theirs, mine = getattr(chromium, what), getattr(ours, what)
        if theirs != mine:
            told.append(f"{name}: {what}\n    Chromium: {_shown(theirs)}\n    ours:     {_shown(mine)}")
    return told


def _shown(value: object) -> str:
    pairs = repr(value)
    return pairs.replace("', '", "@").replace("('", "").replace("'),", "") if pairs.startswith("[(") else pairs


@pytest.mark.parametrize("group", GROUPS)
def test_actions_do_what_chromium_does(page: Page, group: str) -> None:
    in_chromium.prepare(page)
    told = [
        line
        for name, scenario in GROUPS[group].items()
        for line in differences(name, in_chromium.play(page, scenario), in_python.play(scenario, TYPES))
    ]
    assert not told, "\n".join(told)


def test_the_pointer_comes_and_goes_as_in_chromium(page: Page) -> None:
    types = sorted({*TYPES, *OVER})
    in_chromium.prepare(page, types)
    told = differences("pointer", in_chromium.play(page, POINTER), in_python.play(POINTER, types))
    assert not told, "\n".join(told)
