"""The rows of the benchmark: what travels."""

import pytest

from gallery.components.rows import Rows
from pycomponents.testing import Page, Ui, expect


@pytest.fixture
def page(ui: Ui) -> Page:
    page = ui.mount(Rows)
    page.get_by_role("button", name="Create 1,000").click()
    return page


def test_a_swap_is_two_moves(page: Page) -> None:
    page.get_by_role("button", name="Swap").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("999")
    assert [patch.split(": ")[1].split()[0] for patch in page.last.patches] == ["move", "move"]


def test_to_select_a_row_sends_some_bytes(page: Page) -> None:
    rows = page.get_by_role("row")
    rows.nth(4).get_by_role("link").first.click()
    expect(rows.nth(4)).to_have_class("danger")
    expect(page).to_have_sent(max_bytes=80, max_patches=1, max_queries=0)
    rows.nth(5).get_by_role("link").first.click()
    expect(page.locator("tr.danger")).to_have_count(1)
    expect(page).to_have_sent(max_bytes=120, max_patches=2)


def test_one_row_less(page: Page) -> None:
    page.get_by_role("row").nth(2).get_by_role("link", name="Remove").click()
    expect(page.get_by_role("status").filter(has_text="rows")).to_have_text("999 rows")
    expect(page).to_have_sent(max_bytes=100, max_patches=2)


def test_what_is_typed_beside_a_table_renders_no_row(page: Page) -> None:
    page.get_by_label("Text").press_sequentially("pear")
    expect(page.locator("output")).to_have_text("PEAR")
    assert {*page.last.rendered} == {"Rows > Capitals"}
