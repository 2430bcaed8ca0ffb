"""Tests that are written once: they pass in the kit's own small browser, and in Chromium with `--ui=browser`."""

from __future__ import annotations

from typing import Any

from pycomponents.testing import expect
from tests.testing.apps import Counter, Todos


def test_a_counter_counts(ui: Any) -> None:
    page = ui.mount(Counter, start=1)
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_have_text("3")


def test_a_list_is_written_into(ui: Any) -> None:
    page = ui.mount(Todos)
    page.get_by_label("What?").fill("Milk")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("listitem")).to_have_text(["Milk ×"])
    expect(page.get_by_label("What?")).to_have_value("")
