"""The search, while one types."""

import pytest

from gallery.components.search import CharacterSearch
from pycomponents.testing import Ui, expect

pytestmark = pytest.mark.django_db


def test_it_searches_when_the_typing_pauses(ui: Ui) -> None:
    page = ui.mount(CharacterSearch)
    field = page.get_by_role("searchbox")
    field.press_sequentially("chess q")
    expect(page.get_by_role("status")).to_have_text("5,000 characters")
    ui.clock.advance(0.149)
    expect(page.get_by_role("status")).to_have_text("5,000 characters")
    ui.clock.advance(0.001)
    expect(page.get_by_role("status")).to_have_text("2 characters")
    expect(page.get_by_role("listitem")).to_contain_text(["white chess queen", "black chess queen"])
    expect(page).to_have_sent(max_queries=2)


def test_leaving_the_field_searches_at_once(ui: Ui) -> None:
    page = ui.mount(CharacterSearch)
    page.get_by_role("searchbox").press_sequentially("snowman")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listitem").first).to_contain_text("snowman")


def test_what_is_typed_over_a_broken_line_is_searched_when_it_stands_again(ui: Ui) -> None:
    page = ui.mount(CharacterSearch)
    field = page.get_by_role("searchbox")
    field.press_sequentially("snow")
    page.disconnect()
    field.press_sequentially("man")
    ui.clock.advance(1)
    expect(field).to_have_value("snowman")
    expect(page.get_by_role("status")).to_have_text("5,000 characters")
    page.reconnect()
    expect(field).to_have_value("snowman")
    expect(field).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("3 characters")


def test_an_idea_fills_the_field(ui: Ui) -> None:
    page = ui.mount(CharacterSearch)
    page.get_by_role("group", name="For example").get_by_role("button", name="heart").click()
    expect(page.get_by_role("searchbox")).to_have_value("heart")


def test_the_particulars_of_one_character(ui: Ui, outline_snapshot: object) -> None:
    page = ui.mount(CharacterSearch)
    page.get_by_role("searchbox").fill("snowman")
    ui.clock.advance(0.15)
    snowman = page.get_by_role("listitem").first
    snowman.get_by_role("button").click()
    expect(snowman.get_by_role("button")).to_have_attribute("aria-expanded", "true")
    assert snowman == outline_snapshot
