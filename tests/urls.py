"""No page belongs to all tests: each names its own (`@pytest.mark.urls(__name__)`)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
