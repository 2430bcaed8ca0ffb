"""What stands around each story: the list, small screens, the word about the connection."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.watch import cut_off
from tests.gallery.conftest import Open
from tests.gallery.test_pages import STORIES
from tests.server import Serve, Server

# What one touches and is smaller than a finger. A box in its label is as large as that.
TOO_SMALL = """() => [...document.querySelectorAll('button, select, textarea, summary, nav a, input:enabled')]
    .filter(element => element.checkVisibility() && !element.closest('label') && element.id !== 'checkbox')
    .map(element => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
    .filter(([, {width, height}]) => width < 44 || height < 44).map(([html]) => html)"""


@pytest.fixture
def small(page: Page) -> Page:
    page.set_viewport_size({"width": 360, "height": 640})
    return page


def test_the_list_stands_beside_the_story_and_leads_on(visit: Open) -> None:
    page = visit("counter")
    nav = page.get_by_role("navigation", name="Stories")
    expect(nav.get_by_role("link")).to_have_count(len(STORIES))
    expect(page.get_by_role("button", name="Stories")).to_be_hidden()
    expect(nav.get_by_text("Connected")).to_be_visible()
    nav.get_by_role("link", name="TodoMVC").click()
    expect(page).to_have_title("TodoMVC · pycomponents")
    expect(nav.locator("[aria-current=page]")).to_have_text("TodoMVC")


def test_on_a_small_screen_the_list_opens_and_closes(small: Page, visit: Open) -> None:
    visit("counter")
    nav = small.locator("#stories")
    expect(nav).to_be_hidden()
    button = small.get_by_role("button", name="Stories")
    button.press("Enter")
    expect(nav).to_be_visible()
    small.keyboard.press("Escape")
    expect(nav).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    nav.get_by_role("link", name="Rows").click()
    expect(small).to_have_title("Rows · pycomponents")
    expect(nav).to_be_hidden()


@pytest.mark.parametrize("slug", STORIES)
def test_on_a_small_screen_nothing_is_too_wide_and_nothing_too_small_to_touch(
    slug: str, small: Page, visit: Open
) -> None:
    visit(slug)
    if slug == "rows":
        small.locator("#create1k").click()
        expect(small.locator("#row-1")).to_be_visible()
    if slug == "todos":
        small.locator(".new-todo").fill("W" * 100)
        small.locator(".new-todo").press("Enter")
        small.locator(".toggle").check()
        expect(small.locator(".clear-completed")).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth") == 360
    assert small.evaluate(TOO_SMALL) == []


def test_the_source_opens_by_keyboard(visit: Open) -> None:
    page = visit("counter")
    code = page.locator(".source pre")
    expect(code).to_be_hidden()
    page.locator("summary").press("Enter")
    expect(code).to_be_visible()
    expect(code.locator(".name").first).to_have_text("Counter")


def test_the_first_tab_leads_past_the_list(visit: Open) -> None:
    page = visit("counter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the story")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="One less")).to_be_focused()


@cut_off
def test_a_page_without_its_server_says_so(page: Page, serve: Serve, environment: dict[str, str]) -> None:
    server = serve("gallery.asgi:application", env=environment)
    page.goto(f"{server.url}/counter/")
    expect(page.locator("html")).to_have_attribute("data-pc-state", "open")
    banner = page.locator(".banner")
    expect(banner).to_be_hidden()
    server.kill()
    expect(banner).to_be_visible()
    expect(banner).to_have_text("Not connected. Trying again …", use_inner_text=True)
    server.start()
    expect(banner).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_are_told_from_what_is_behind_them(
    scheme: str, new_context: Callable[[], BrowserContext], gallery: Server
) -> None:
    page = new_context().new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{gallery.url}/counter/")
    contrasts = page.evaluate(CONTRASTS)
    assert {pair: contrast for pair, contrast in contrasts.items() if contrast < LEAST.get(pair, 4.5)} == {}


# WCAG AA: 4.5 for texts, 3 for what shows where a control is.
LEAST = dict.fromkeys(("edge on card", "edge on paper"), 3.0)
CONTRASTS = """() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const probe = document.body.appendChild(document.createElement('i'));
    const luminance = name => {
        probe.style.color = `var(--${name})`;
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
            .map(byte => byte / 255).map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const pairs = ['ink on paper', 'ink on card', 'ink on wash', 'soft on paper', 'soft on card', 'soft on sunken',
        'soft on wash', 'red on paper', 'red on card', 'red on wash', 'red on sunken', 'green on sunken',
        'blue on sunken', 'blue on card', 'paper on ink', 'paper on red', 'edge on card', 'edge on paper'];
    return Object.fromEntries(pairs.map(pair => {
        const [dark, light] = pair.split(' on ').map(luminance).sort((a, b) => a - b);
        return [pair, (light + 0.05) / (dark + 0.05)];
    }));
}"""
