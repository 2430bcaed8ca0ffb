"""A Django project for one machine: the gallery as `make gallery` serves it."""

import os
from pathlib import Path

HERE = Path(__file__).parent

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("GALLERY_DATABASE", HERE / "db.sqlite3"),
        # Kept by the threads that use it; 0 would open a connection for every event.
        "CONN_MAX_AGE": None,
        # WAL: readers do not wait for the writer. IMMEDIATE: a transaction that will write waits for its turn at its
        # start, instead of failing in its middle. NORMAL is safe with WAL, and does not wait for the disk each time.
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ASGI_APPLICATION = "gallery.asgi.application"
DEBUG = True
LANGUAGE_CODE = "en"
ROOT_URLCONF = "gallery.urls"
SECRET_KEY = "of a site that only this machine can reach"
STATIC_URL = "/static/"
TIME_ZONE = "UTC"  # which the clock shows, too
USE_TZ = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "pycomponents",
    "gallery",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pycomponents.web.middleware.private_pages",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
