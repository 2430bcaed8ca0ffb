"""Contexts of a browser in which an error that nobody expected fails the test."""

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, WebError

TIMEOUT_MS = 10_000
# Marks a test whose server or network goes: it may go in the middle of a part of the client that is still loading.
cut_off = pytest.mark.console_errors("WebSocket connection to .* failed", "Failed to load resource: net::ERR_")


@contextmanager
def watched(browser: Browser, expected: Sequence[str] | None) -> Generator[Callable[[], BrowserContext]]:
    """Gives what makes contexts; closes them; fails on an error in a page or console.

    `expected` are patterns of errors that are no fault; without a pattern every error is expected, and `None` says
    that none is.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        # Chromium asks each site for an icon by itself, and reports that there is none.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            errors.append(f"{message.text} ({message.location['url']})")

    def on_error(error: WebError) -> None:
        errors.append(str(error.error))

    def make() -> BrowserContext:
        context = browser.new_context()
        context.set_default_timeout(TIMEOUT_MS)
        context.on("console", on_console)
        context.on("weberror", on_error)
        contexts.append(context)
        return context

    try:
        yield make
    finally:
        for context in contexts:
            context.close()
    pattern = None if expected is None else re.compile("|".join(expected))
    if unexpected := [error for error in errors if not (pattern and pattern.search(error))]:
        pytest.fail("Errors in the browser:\n" + "\n".join(unexpected), pytrace=False)
