"""The feed: what comes into sight."""

import pytest

from gallery.components.feed import Feed
from pycomponents.testing import Ui, expect

pytestmark = [pytest.mark.django_db, pytest.mark.ui(process_only="a browser sees the first cards by itself")]


def test_more_comes_when_its_end_comes_into_sight(ui: Ui) -> None:
    page = ui.mount(Feed)
    expect(page.get_by_role("listitem")).to_have_count(12)
    page.get_by_text("More …").show()
    expect(page.get_by_role("listitem")).to_have_count(24)
    page.get_by_text("More …").show()
    expect(page.get_by_text("36 here")).to_be_visible()
    expect(page).to_have_sent(max_queries=1)


def test_a_card_is_new_until_it_is_seen_and_once(ui: Ui) -> None:
    page = ui.mount(Feed)
    card = page.get_by_role("listitem").nth(3)
    expect(card).to_have_class("is-new")
    card.show()
    expect(card).not_to_have_class("is-new")
    expect(page.get_by_text("1 seen")).to_be_visible()
    card.hide()
    card.show()
    assert page.last.bytes_in == 0
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "1")


def test_the_way_back_is_there_once_the_top_is_left(ui: Ui) -> None:
    page = ui.mount(Feed)
    top = page.locator("#top")
    top.show()
    expect(page.get_by_role("link", name="Back to the top")).to_have_count(0)
    top.hide()
    expect(page.get_by_role("link", name="Back to the top")).to_be_visible()
    top.show()
    expect(page.get_by_role("link", name="Back to the top")).to_be_hidden()
