"""The browser of tests/browser, for the pages that the documentation builds."""

from tests.browser.conftest import browser as browser
from tests.browser.conftest import context as context
from tests.browser.conftest import driven_chromium as driven_chromium
from tests.browser.conftest import new_context as new_context
from tests.browser.conftest import page as page
