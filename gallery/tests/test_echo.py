"""The form with every kind of input."""

import pytest

from gallery.components.echo import FormEcho
from pycomponents.testing import Page, Ui, expect


@pytest.fixture
def page(ui: Ui) -> Page:
    return ui.mount(FormEcho)


def test_each_field_is_received_with_its_type(page: Page, outline_snapshot: object) -> None:
    page.get_by_label("text", exact=True).fill("Ada")
    page.get_by_label("number", exact=True).fill("7")
    page.get_by_label("date", exact=True).fill("2026-02-28")
    page.get_by_label("password").fill("secret")
    page.get_by_role("checkbox", name="olives").check()
    page.get_by_role("radio", name="M").check()
    page.get_by_label("select", exact=True).select_option("Coffee")
    page.get_by_label("select multiple").select_option(["Kyoto", "Ghent"])
    page.get_by_role("button", name="Send", exact=True).click()
    assert page.get_by_role("region", name="Received") == outline_snapshot


def test_nothing_is_sent_while_the_address_is_none(page: Page) -> None:
    page.get_by_label("email").fill("ada")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_label("email")).to_be_focused()
    assert page.last.bytes_in == 0
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    page.get_by_label("email").fill("ada@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("definition").filter(has_text="ada@example.org")).to_be_visible()


def test_a_draft_is_told_from_what_is_sent(page: Page) -> None:
    page.get_by_role("button", name="Send as a draft").click()
    expect(page.get_by_role("region", name="Received")).to_contain_text("'draft'")


def test_a_sent_form_is_empty_again_where_that_was_asked_for(page: Page) -> None:
    page.get_by_role("switch").check()
    page.get_by_label("text", exact=True).fill("Ada")
    page.get_by_label("onions").check()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_label("text", exact=True)).to_be_empty()
    expect(page.get_by_label("onions")).not_to_be_checked()
    expect(page.get_by_role("switch")).to_be_checked()
