"""Django's settings for the tests and for the servers that tests start."""

import os
import tempfile
from pathlib import Path

# A file, because a database in memory locks whole tables across the threads of a pool; by process, because several
# runs may go on in one checkout. A server shares the file of the test that started it (the fixture `database`).
DATABASE = os.environ.get(
    "PYCOMPONENTS_TEST_DATABASE", str(Path(tempfile.gettempdir(), f"pycomponents-{os.getpid()}.sqlite3"))
)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATABASE,
        "TEST": {"NAME": DATABASE},
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = "tests.urls"
SECRET_KEY = "of the tests"
STATIC_URL = "/static/"
USE_TZ = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "pycomponents",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pycomponents.web.middleware.private_pages",
]
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates"},
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {"extensions": ["pycomponents.web.jinja.Components"]},
    },
]
# Real ones are slow by design.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
