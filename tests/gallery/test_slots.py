"""Cards around what others give them, and components that raise."""

from playwright.sync_api import expect

from tests.gallery.conftest import Open


def test_a_card_keeps_whether_it_is_folded_and_not_what_it_holds(visit: Open) -> None:
    page = visit("slots")
    card = page.locator(".card").first
    page.get_by_role("button", name="Water them").dblclick()
    expect(card.locator(".number")).to_have_text("2")
    card.get_by_role("button", name="Fold").click()
    expect(card.locator(".number")).to_have_count(0)
    page.get_by_role("button", name="By height").click()
    expect(page.locator(".card li").first).to_contain_text("Fennel")
    card.get_by_role("button", name="Unfold").click()
    expect(card.locator(".number")).to_have_text("2")


def test_of_three_components_only_the_one_that_raises_is_gone(visit: Open) -> None:
    page = visit("boundaries")
    shares = page.locator(".shares > *")
    for number in (0, 1):
        shares.nth(number).get_by_role("button", name="Fewer").click()
        expect(shares.nth(number)).to_contain_text("60 plums for each of 1")
        shares.nth(number).get_by_role("button", name="Fewer").click()
    expect(shares.nth(0)).to_have_class("pycomponents-error")
    expect(shares.nth(1)).to_contain_text("Nobody is left.")
    shares.nth(2).get_by_role("button", name="More").click()
    expect(shares.nth(2)).to_contain_text("20 plums for each of 3")
    page.get_by_role("button", name="Invite somebody").click()
    expect(shares.nth(1)).to_contain_text("60 plums for each of 1")
