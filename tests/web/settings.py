"""Settings of the servers of these tests: those of all tests, tables made at once, and what a test asks for."""

import json
import os

from tests.settings import *  # noqa: F403

# Tables are made from the models as they are: a server has them in a tenth of a second.
MIGRATION_MODULES = {"auth": None, "contenttypes": None, "sessions": None}

globals().update(json.loads(os.environ.get("PYCOMPONENTS_TEST_SETTINGS", "{}")))
