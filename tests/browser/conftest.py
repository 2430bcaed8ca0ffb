"""A Chromium for all tests of a process, a fresh context for each, and no error in it that nobody expected."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser import chromium
from tests.browser.apps.visits import distant, own_site, site
from tests.browser.watch import watched

# Fixtures of the tests that use the pages of `tests.browser.apps`.
__all__ = ["distant", "own_site", "site"]


class Driven:
    """Chromium, and Chromium without windows: each is started when a test first wants it."""

    def __init__(self, playwright: Playwright, loop: asyncio.AbstractEventLoop) -> None:
        self._playwright = playwright
        self._browsers: dict[str, Browser] = {}
        # Playwright's sync API runs this loop in a greenlet of the main thread, and leaves it marked as running there.
        # So it is shown only while a test drives the browser: elsewhere the mark would forbid asyncio.run and the ORM.
        self.loop = loop

    def browser(self, path: str | None) -> Browser:
        if path is None:
            pytest.fail(chromium.missing(), pytrace=False)
        if path not in self._browsers:
            launch = self._playwright.chromium.launch
            self._browsers[path] = launch(executable_path=path, args=chromium.ARGUMENTS, headless=True)
        return self._browsers[path]

    def close(self) -> None:
        for browser in self._browsers.values():
            browser.close()


@pytest.fixture(scope="session")
def driven_chromium() -> Iterator[Driven]:
    with sync_playwright() as playwright:
        driven = Driven(playwright, asyncio.get_running_loop())
        asyncio._set_running_loop(None)
        yield driven
        asyncio._set_running_loop(driven.loop)
        driven.close()


@pytest.fixture
def browser(
    driven_chromium: Driven, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """Chromium; with windows only for a test that is marked `whole_chromium`.

    While a test holds it, the ORM may be used beside Playwright's loop, which waits meanwhile.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    asyncio._set_running_loop(driven_chromium.loop)
    whole = request.node.get_closest_marker("whole_chromium")
    yield driven_chromium.browser(chromium.find() if whole else chromium.find_shell())
    asyncio._set_running_loop(None)


@pytest.fixture
def new_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[[], BrowserContext]]:
    """`new_context()` is one more user, with no cookie shared."""
    marker = request.node.get_closest_marker("console_errors")
    with watched(browser, marker and marker.args) as new_context:
        yield new_context


@pytest.fixture
def context(new_context: Callable[[], BrowserContext]) -> BrowserContext:
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of a fresh context. An error in its console fails the test unless `console_errors` expects it."""
    return context.new_page()
