"""A page lives under a strict content security policy: nothing of it is inline."""

import json

from django.urls import path
from playwright.sync_api import Page, expect

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, input, output
from tests.server import Serve
from tests.web.site import site


class Styled(Component):
    count: int = state(0)

    @event
    def increment(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div(style={"color": "rgb(1, 2, 3)", "padding-left": f"{self.count}px"})[
            button(on_click=self.increment)["Add"],
            output[self.count],
            input(value="typed", style={"width": "40px"}),
        ]


urlpatterns = site(path("", Styled.as_view()))

SETTINGS = {
    "ROOT_URLCONF": __name__,
    "MIDDLEWARE": ["tests.web.site.guarded"],
    "POLICY": "default-src 'self'; require-trusted-types-for 'script'; trusted-types pycomponents",
}


def test_a_page_lives_under_a_strict_policy(serve: Serve, page: Page) -> None:
    # A violation is an error in the console, which fails the test.
    env = {"DJANGO_SETTINGS_MODULE": "tests.web.settings", "PYCOMPONENTS_TEST_SETTINGS": json.dumps(SETTINGS)}
    response = page.goto(serve("tests.web.asgi:application", env=env).url)
    assert response is not None
    assert response.headers["content-security-policy"] == SETTINGS["POLICY"]
    expect(page.locator("[data-pc]")).to_have_css("padding-left", "0px")
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("1")
    expect(page.locator("[data-pc]")).to_have_css("padding-left", "1px")
    expect(page.locator("[data-pc]")).to_have_css("color", "rgb(1, 2, 3)")
    # What somebody else has damaged comes back as HTML, through our one policy.
    page.evaluate("document.querySelector('output').replaceWith('somebody was here')")
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("2")
