"""Settings of the servers of the browser tests: those of all tests, and the URLs of their own pages."""

import os

from tests.settings import *  # noqa: F403

ROOT_URLCONF = os.environ.get("PYCOMPONENTS_TEST_URLS", "tests.browser.apps.urls")  # pyright: ignore[reportConstantRedefinition]
PYCOMPONENTS = {"STRICT": True}
MIDDLEWARE = [  # pyright: ignore[reportConstantRedefinition]
    *MIDDLEWARE,  # noqa: F405
    "tests.browser.apps.backstage.strict_policy",
]
