"""The page of a template: its components live beside each other."""

from playwright.sync_api import expect

from tests.gallery.conftest import Open


def test_each_component_of_the_page_lives_for_itself(visit: Open) -> None:
    page = visit("template")
    one, ten = (page.get_by_role("region", name="Counter").nth(n) for n in range(2))
    one.get_by_role("button", name="One more").click()
    ten.get_by_role("button", name="One more").click(click_count=2)
    expect(one.get_by_role("status")).to_have_text("1")
    expect(ten.get_by_role("status")).to_have_text("20")
    page.get_by_role("searchbox").fill("snowman")
    expect(page.get_by_text("SNOWMAN").or_(page.get_by_text("snowman")).first).to_be_visible()
    expect(one.get_by_role("status")).to_have_text("1")
