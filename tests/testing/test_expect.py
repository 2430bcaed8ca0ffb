"""Each expectation holds where it should, fails where it should not, and its opposite the other way round."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pycomponents.testing.assertions import LocatorAssertions, PageAssertions, expect
from tests.testing.apps import Counter, Texts

if TYPE_CHECKING:
    from pycomponents.testing.ui import Ui

HOLD: list[tuple[str, str, list[Any] | None, list[Any] | None]] = [
    ("h1", "to_have_text", ["Fruit"], ["Fru"]),
    ("h1", "to_have_text", [re.compile("Fr")], [re.compile("x")]),
    ("a", "to_have_text", [["Apples are red", "Pears"]], [["Pears", "Apples are red"]]),
    ("h1", "to_contain_text", ["rui"], ["RUI"]),
    ("a", "to_contain_text", [["red", re.compile("^P")]], [["red"]]),
    ("[placeholder]", "to_have_value", ["green"], ["red"]),
    ("a", "to_have_count", [2], [1]),
    ("[data-testid]", "to_have_attribute", ["href", "/apples/"], ["href", "/"]),
    ("[data-testid]", "to_have_attribute", ["href"], ["title"]),
    (".box", "to_have_class", ["box"], ["bo"]),
    (".box", "to_contain_class", ["box"], ["bo"]),
    ("h2", "to_have_role", ["heading"], ["link"]),
    ("[title]", "to_have_accessible_name", ["Pears"], ["Apples"]),
    ("[title]", "to_have_accessible_description", ["Pears, too"], ["none"]),
    ("[aria-label]", "to_be_checked", [], None),
    ("[placeholder]", "to_be_checked", None, []),
    ("[disabled]", "to_be_disabled", [], None),
    ("[disabled]", "to_be_enabled", None, []),
    ("[placeholder]", "to_be_editable", [], None),
    ("h1", "to_be_visible", [], None),
    (".box", "to_be_visible", None, []),
    (".box", "to_be_hidden", [], None),
    (".nothing", "to_be_hidden", [], None),
    ("h1", "to_be_attached", [], None),
    (".nothing", "to_be_attached", None, []),
    ("h1", "to_be_focused", None, []),
    ("h1", "to_be_empty", None, []),
]


@pytest.mark.parametrize(("css", "method", "true", "false"), HOLD)
def test_an_expectation_tells_true_from_false(
    ui: Ui, css: str, method: str, true: list[Any] | None, false: list[Any] | None
) -> None:
    found = expect(ui.mount(Texts).locator(css))
    if true is not None:
        getattr(found, method)(*true)
        with pytest.raises(AssertionError, match=f"not_{method}"):
            getattr(found, f"not_{method}")(*true)
    if false is not None:
        getattr(found, f"not_{method}")(*false)
        with pytest.raises(AssertionError, match=rf"expect\(page\.locator\('{re.escape(css)}'\)\)\.{method}"):
            getattr(found, method)(*false)


@pytest.mark.parametrize("kind", [LocatorAssertions, PageAssertions])
def test_each_expectation_has_its_opposite(kind: type) -> None:
    said = {name for name in dir(kind) if name.startswith("to_")}
    denied = {name.removeprefix("not_") for name in dir(kind) if name.startswith("not_to_")}
    assert said == denied


@pytest.mark.parametrize("kind", [LocatorAssertions, PageAssertions])
def test_the_guide_names_each_expectation(kind: type) -> None:
    guide = (Path(__file__).parent.parent.parent / "docs/guide/testing.md").read_text()
    assert {name for name in dir(kind) if name.startswith("to_")} <= {*re.findall(r"`(to_\w+)", guide)}


def test_a_failure_says_what_was_expected_what_is_and_what_is_there(ui: Ui) -> None:
    with pytest.raises(AssertionError) as raised:
        expect(ui.mount(Counter, start=1).get_by_role("status")).to_have_text("2")
    assert str(raised.value) == (
        "expect(page.get_by_role('status')).to_have_text('2')\n"
        "Got: '1'\n"
        "This is what is there:\n"
        '- button "Add"\n'
        '- status: "1"'
    )


def test_what_is_not_to_be_seen_is_told_with_the_reason(ui: Ui) -> None:
    page = ui.mount(Texts)
    with pytest.raises(AssertionError, match=r"nothing is found\. Nearest: button 'Eat'"):
        expect(page.get_by_role("button", name="Eet")).to_be_visible()
    with pytest.raises(AssertionError, match="hidden by <div> 'Hidden': it has the attribute hidden"):
        expect(page.get_by_text("Hidden")).to_be_visible()


def test_a_page_has_a_title_and_an_address(ui: Ui) -> None:
    page = expect(ui.mount(Counter, url="/counters/?n=1"))
    page.to_have_title("Counter")
    page.to_have_url("/counters/?n=1")
    page.not_to_have_url(re.compile("todos"))


def test_what_an_interaction_may_cost_can_be_bounded(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.get_by_role("button").click()
    expect(page).to_have_sent(max_bytes=60, max_patches=1, max_queries=0)
    with pytest.raises(AssertionError, match=r"36 bytes, 0 queries, 1 patches: \['Counter 1 0: text'\]"):
        expect(page).to_have_sent(max_bytes=10)


def test_a_text_that_comes_is_seen_at_once(ui: Ui) -> None:
    page = ui.mount(Counter)
    status = page.get_by_role("status")
    expect(status).to_have_text("0")
    page.get_by_role("button").dblclick()
    expect(status).to_have_text("2")
