"""Where Django meets the package: components are found, and the checks registered, when the apps are loaded."""

from __future__ import annotations

from django.apps import AppConfig

from pycomponents.component.component import set_view_factory
from pycomponents.web.registry import watch

# Before any app's module defines a component.
watch()


class PycomponentsConfig(AppConfig):
    """`"pycomponents"` in INSTALLED_APPS."""

    name = "pycomponents"
    verbose_name = "pycomponents"

    def ready(self) -> None:
        from pycomponents.web import adapters, checks, registry, tracing
        from pycomponents.web.views import view_of

        adapters.install()
        tracing.install()
        checks.register()
        set_view_factory(view_of)
        registry.discover()
