"""Django's settings for the benchmark page: no debug, no database, no sessions; what the page does, and no more."""

ALLOWED_HOSTS = ["127.0.0.1"]
DEBUG = False
INSTALLED_APPS = ["django.contrib.staticfiles", "pycomponents"]
ROOT_URLCONF = "tests.benchmarks.page"
SECRET_KEY = "of the benchmark"
STATIC_URL = "/static/"
USE_TZ = True
