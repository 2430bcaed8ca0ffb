"""`pytest --ui=browser`, run as a user runs it: what passes in process passes in Chromium, and what cannot is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import inner

ROOT = Path(__file__).parent.parent.parent
ROUGH = Path(__file__).parent / "rough_in_browser.py"

pytestmark = pytest.mark.browser


def in_browser(*options: str | Path, **env: str) -> str:
    """What such a run prints."""
    return inner.pytest(ROOT, "-rsfE", "--ui=browser", *options, **env)[1]


def outcomes(said: str) -> dict[str, str]:
    """By the names of tests, how each failed, in its last words."""
    return dict(re.findall(r"^(?:FAILED|ERROR) \S+::(\w+) - (.*)$", said, re.MULTILINE))


def test_the_same_tests_pass_in_chromium() -> None:
    said = in_browser("tests/testing/test_both_ways.py")
    passed = re.search(r"^(\d+) passed, 1 skipped in", said, re.MULTILINE)
    assert passed is not None, said
    assert int(passed[1]) > 30
    assert "7 snapshots passed." in said
    assert "--ui=browser: time is real there" in said


def test_what_goes_wrong_in_a_browser_is_told() -> None:
    said = in_browser(ROUGH)
    assert re.search(r"^10 failed, 9 passed in", said, re.MULTILINE), said
    why = outcomes(said)
    assert "time is real in a browser, and 3600 s are long" in why["test_long_times"]
    assert "a page in a browser has not got this" in why["test_client"]
    assert "a browser's clock cannot be asked or told this" in why["test_alarms"]
    assert "the browser's console says" in why["test_console"]
    assert "this finds nothing" in why["test_nothing"]
    assert "to_have_sent(max_bytes=1)" in why["test_costs"]
    assert "this page is not as each should be" in why["test_damage"]
    assert "the view did not work" in why["test_view"]
    assert "the pages still wait for a handler to end" in why["test_endless"]
    assert "neither a page nor what a locator finds" in why["test_expect"]


def test_where_there_is_no_chromium_it_is_an_error_with_its_cure() -> None:
    said = in_browser("tests/testing/test_both_ways.py", "-k", "counts", CHROMIUM="/nowhere/chromium")
    assert "this is no program that can be run" in outcomes(said)["test_a_counter_counts"]
