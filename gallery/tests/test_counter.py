"""The counter, the nested counters and the cards."""

from gallery.components.counter import Counter
from gallery.components.slots import Slots
from gallery.components.totals import Totals
from pycomponents.testing import Ui, expect


def test_a_counter_goes_up_and_down_by_its_step(ui: Ui) -> None:
    page = ui.mount(Counter, step=5)
    number = page.get_by_role("status")
    page.get_by_role("button", name="One more").dblclick()
    expect(number).to_have_text("10")
    page.get_by_role("button", name="One less").click()
    expect(number).to_have_text("5")
    page.get_by_role("button", name="Back to zero").click()
    expect(number).to_have_text("0")


def test_a_click_on_the_counter_costs_one_text(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.get_by_role("button", name="One more").click()
    assert page.last.patches == ["Counter 0 0: text"]
    expect(page).to_have_sent(max_bytes=60, max_patches=1, max_queries=0)


def test_back_to_zero_at_zero_sends_nothing(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.get_by_role("button", name="Back to zero").click()
    assert page.last.patches == []
    assert page.last.changes == []


def test_each_fruit_has_its_share_of_the_total(ui: Ui, outline_snapshot: object) -> None:
    page = ui.mount(Totals)
    for fruit, times in (("Apples", 3), ("Plums", 1)):
        for _ in range(times):
            page.get_by_role("button", name=f"More {fruit}").click()
    plums = page.get_by_role("listitem").filter(has_text="Plums")
    expect(plums).to_contain_text("25 %")
    expect(page.get_by_role("status", name="Total")).to_have_text("4")
    assert page == outline_snapshot


def test_a_fruit_that_is_removed_is_no_part_of_the_total(ui: Ui) -> None:
    page = ui.mount(Totals)
    page.get_by_role("button", name="More Pears").click()
    page.get_by_role("button", name="Remove Pears").click()
    expect(page.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("status", name="Pears")).not_to_be_attached()
    expect(page.get_by_role("status", name="Total")).to_have_text("0")
    page.get_by_role("button", name="Add pears").click()
    expect(page.get_by_role("status", name="Pears")).to_have_text("0")


def test_what_stands_in_a_folded_card_is_kept_by_who_gave_it(ui: Ui) -> None:
    page = ui.mount(Slots)
    card = page.locator("section.card").filter(has=page.get_by_role("heading", name="Watering"))
    card.get_by_role("button", name="Water them").click()
    fold = card.get_by_role("button", expanded=True)
    fold.click()
    expect(card.get_by_text("Watered")).to_have_count(0)
    expect(fold).to_have_count(0)
    card.get_by_role("button", name="Unfold").click()
    expect(card.get_by_text("Watered")).to_have_text("Watered 1 times.")


def test_turning_the_herbs_moves_rows_and_writes_none(ui: Ui, patches_snapshot: object) -> None:
    page = ui.mount(Slots)
    page.get_by_role("button", name="By height").click()
    expect(page.get_by_role("listitem")).to_have_text(["Fennel 120 cm", "Borage 60 cm", "Chives 30 cm"])
    assert page == patches_snapshot
