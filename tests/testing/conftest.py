"""Chromium and the gallery's pages, for what a browser decides."""

from tests.browser.conftest import browser, context, driven_chromium, new_context, page
from tests.gallery.conftest import environment, in_gallery

__all__ = ["browser", "context", "driven_chromium", "environment", "in_gallery", "new_context", "page"]
