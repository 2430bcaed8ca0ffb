"""A handler that waits: a page asks something that takes a while."""

import asyncio

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, output
from pycomponents.testing import Ui, expect


class Weather(Component):
    """Asks a service."""

    said: str = state("")

    @event
    async def ask(self) -> None:
        self.said = await forecast()

    @event
    async def ask_in_vain(self) -> None:
        self.said = "asking"
        await asyncio.sleep(0)
        raise TimeoutError("the service does not answer")

    def render(self) -> Node:
        return div[
            button(on_click=self.ask)["Ask"], button(on_click=self.ask_in_vain)["Ask in vain"], output[self.said]
        ]


async def forecast() -> str:
    await asyncio.sleep(0)
    return "Rain"


def test_what_an_async_handler_has_found_out_is_shown(ui: Ui) -> None:
    page = ui.mount(Weather)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Rain")
    expect(page).to_have_sent(max_patches=1)


def test_what_it_has_set_before_it_raised_is_taken_back(ui: Ui) -> None:
    page = ui.mount(Weather)
    page.get_by_role("button", name="Ask", exact=True).click()
    with ui.errors("does not answer"):
        page.get_by_role("button", name="Ask in vain").click()
    expect(page.get_by_role("status")).to_have_text("Rain")
