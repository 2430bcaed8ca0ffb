"""The clock: what time does, and what another person does."""

from datetime import UTC, datetime

import pytest

from gallery.components.clock import Clock
from pycomponents.testing import Ui, expect


@pytest.fixture(autouse=True)
def noon(ui: Ui) -> None:
    ui.set_time(datetime(2026, 1, 1, 12, tzinfo=UTC))


def test_the_clock_ticks_each_second_until_it_is_stopped(ui: Ui) -> None:
    page = ui.mount(Clock)
    ui.clock.advance(3)
    expect(page.get_by_role("timer")).to_have_text("12:00:03")
    page.get_by_role("button", name="Stop").click()
    ui.clock.advance(9)
    expect(page.get_by_role("timer")).to_have_text("12:00:03")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("timer")).to_have_text("12:00:12")


def test_a_tick_sends_two_small_changes(ui: Ui) -> None:
    page = ui.mount(Clock)
    ui.clock.advance(1)
    assert page.last.rendered == ["Clock"]
    expect(page).to_have_sent(max_bytes=120, max_patches=2, max_queries=0)
    expect(page.get_by_role("timer")).to_have_attribute("datetime", "12:00:01Z")


def test_a_wave_reaches_the_page_of_somebody_else(ui: Ui) -> None:
    here, there = ui.user().mount(Clock), ui.user().mount(Clock)
    expect(here.get_by_role("status")).to_have_text("2 pages look at it.")
    here.get_by_role("button", name="Wave to all").click()
    for page in (here, there):
        expect(page.get_by_role("status")).to_have_text("2 pages look at it. Somebody has waved.")


def test_who_has_lost_the_line_is_not_counted_until_it_stands_again(ui: Ui) -> None:
    here, there = ui.user().mount(Clock), ui.user().mount(Clock)
    there.disconnect()
    expect(here.get_by_role("status")).to_have_text("You alone look at it.")
    there.reconnect()
    expect(here.get_by_role("status")).to_have_text("2 pages look at it.")
