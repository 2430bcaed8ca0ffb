"""The browser of tests/browser, for what the documentation builds."""

from tests.browser.conftest import browser, context, driven_chromium, new_context, page

__all__ = ["browser", "context", "driven_chromium", "new_context", "page"]
