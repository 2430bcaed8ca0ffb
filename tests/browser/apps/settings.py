"""Settings of the servers of the browser tests: those of all tests, and the URLs of their own pages."""

import os

from tests.settings import *  # noqa: F403

ROOT_URLCONF = os.environ.get("PYCOMPONENTS_TEST_URLS", "tests.browser.apps.urls")
PYCOMPONENTS = {"STRICT": True}
MIDDLEWARE = [*MIDDLEWARE, "tests.browser.apps.backstage.strict_policy"]  # noqa: F405
