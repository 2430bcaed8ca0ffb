"""Live search over 5,000 characters."""

import pytest
from playwright.sync_api import expect

from tests.gallery.conftest import InGallery, Open


def test_there_are_5000_rows(in_gallery: InGallery) -> None:
    code = "from gallery.models import Character as C; print(C.objects.count(), C.objects.get(code=0x2603).name)"
    assert in_gallery(code).strip() == "5000 snowman"


def test_each_word_of_a_search_is_looked_up_in_the_index(in_gallery: InGallery) -> None:
    code = "from gallery.components.search import matching; print(matching('arrow right').explain())"
    plan = in_gallery(code)
    assert plan.count("SEARCH U0 USING COVERING INDEX") == 2
    assert "SCAN" not in plan


def test_it_answers_while_one_types(visit: Open) -> None:
    page = visit("search")
    expect(page.locator(".count")).to_have_text("5,000 characters")
    expect(page.locator(".found li")).to_have_count(40)
    page.get_by_role("searchbox").press_sequentially("cat f")
    expect(page.locator(".count")).to_have_text("10 characters")
    expect(page.locator(".found .name").first).to_have_text("cat face")
    expect(page.locator(".found li").first.locator("mark")).to_have_text(["cat", "f"])
    expect(page.get_by_role("searchbox")).to_have_value("cat f")


def test_every_word_must_begin_a_word_in_any_order(visit: Open) -> None:
    page = visit("search")
    page.get_by_role("searchbox").fill("queen CHESS")
    expect(page.locator(".found .name")).to_have_text(["white chess queen", "black chess queen"])
    page.get_by_role("searchbox").fill("ueen")
    expect(page.locator(".found")).to_have_count(0)


def test_nothing_found_says_so_and_the_examples_lead_on(visit: Open) -> None:
    page = visit("search")
    page.get_by_role("searchbox").fill("<b>zzz</b>")
    expect(page.locator(".count")).to_have_text("No character is called “<b>zzz</b>”.")
    page.get_by_role("button", name="snow", exact=True).click()
    expect(page.get_by_role("searchbox")).to_have_value("snow")
    expect(page.locator(".found .name").first).to_have_text("snowman")
    expect(page.locator(".found .name mark").first).to_have_text("snow")


@pytest.mark.parametrize(
    ("typed", "names"), [("☃", ["snowman"]), ("½", ["vulgar fraction one half"]), ("€", ["euro sign"])]
)
def test_a_character_is_found_by_itself(typed: str, names: list[str], visit: Open) -> None:
    page = visit("search")
    page.get_by_role("searchbox").fill(typed)
    expect(page.locator(".found .name")).to_have_text(names)


def test_more_is_shown_on_demand_and_a_new_search_begins_at_the_top(visit: Open) -> None:
    page = visit("search")
    page.get_by_role("searchbox").fill("arrow")
    expect(page.locator(".found mark").first).to_have_text("arrow")
    page.get_by_role("button", name="Show 40 more").click()
    expect(page.locator(".found li")).to_have_count(80)
    page.get_by_role("searchbox").fill("arrow right")
    expect(page.locator(".found li")).to_have_count(40)


def test_a_character_tells_its_particulars_by_keyboard_too(visit: Open) -> None:
    page = visit("search")
    page.get_by_role("searchbox").fill("snowman")
    row = page.get_by_role("button", name="☃")
    row.press("Enter")
    expect(row).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".found dd")).to_have_text(["U+2603", "E2 98 83", "&#x2603;", '"\\N{SNOWMAN}"'])
    row.press("Enter")
    expect(row).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".found dl")).to_have_count(0)
