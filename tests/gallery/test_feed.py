"""The feed: what is seen, what comes before its end is reached, and what shows that its top has been left."""

import re

from playwright.sync_api import Page, expect

from tests.gallery.conftest import InGallery, Open


def numbers(page: Page) -> list[int]:
    """How many cards have been seen, and how many there are."""
    return [int(number) for number in re.findall(r"\d+", page.locator(".feed-head").inner_text())[:2]]


def test_what_is_on_the_screen_has_been_seen_and_the_rest_has_not(visit: Open) -> None:
    page = visit("feed")
    expect(page.locator(".feed li").first).not_to_have_class("is-new")
    expect(page.locator(".feed li").last).to_have_class("is-new")
    page.wait_for_function("document.querySelectorAll('.feed li').length >= 24")
    seen, here = numbers(page)
    assert 0 < seen < here
    assert page.locator(".feed li:not(.is-new)").count() == seen


def test_more_comes_before_the_end_is_reached(visit: Open) -> None:
    page = visit("feed")
    for many in (36, 72, 108):
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_function(f"document.querySelectorAll('.feed li').length >= {many}")
    names = page.locator(".feed h2").all_inner_texts()
    assert len({*names}) == len(names)


def test_there_is_a_way_back_where_the_top_has_been_left(visit: Open) -> None:
    page = visit("feed")
    back = page.get_by_role("link", name="Back to the top")
    expect(back).to_have_count(0)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 1200)
    expect(back).to_be_visible()
    back.click()
    expect(back).to_have_count(0)


def test_every_character_comes_once(in_gallery: InGallery) -> None:
    code = (
        "from gallery.components.feed import page_of, PAGE, ALL\n"
        "cards = [card for first in range(0, ALL, PAGE) for card in page_of(first)]\n"
        "print(len(cards), len({card.glyph for card in cards}), [c.place for c in cards] == list(range(ALL)))"
    )
    assert in_gallery(code).strip() == "5000 5000 True"
