"""The component classes of this project: found in the `components` module or package of each installed app."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Final

from django.apps import apps
from django.urls import get_resolver
from django.utils.module_loading import module_has_submodule

from pycomponents.component.component import Component, on_define
from pycomponents.runtime.registry import Registry

# Classes made before Django knows its apps, so before one can be named.
_early: Final[list[type[Component]]] = []


@functools.cache
def registry() -> Registry:
    """Every component class by its name, "app.Name"."""
    made = Registry(label_of)
    for cls in _early:
        made.add(cls)
    return made


def find(name: str) -> type[Component]:
    """The component class of this name. Raises `RegistryError` where there is none."""
    if name not in registry():
        # A component may stand elsewhere than in `components`, beside its URL; and Django imports the URLs only at the
        # first request, which may come after this worker's first join.
        _ = get_resolver().url_patterns
    return registry().find(name)


def label_of(module: str) -> str:
    """The label of the installed app that a module belongs to; the module's own name where there is none."""
    config = apps.get_containing_app_config(module)
    return module if config is None else config.label


def watch() -> None:
    """Hear of every component class from now on."""
    on_define(_defined)


def _defined(cls: type[Component]) -> None:
    if apps.apps_ready:
        registry().add(cls)
    else:
        _early.append(cls)


def discover() -> None:
    """Import the `components` of every installed app, all modules of a package.

    An error in one stops the start, and so does a name that two classes of an app have.
    """
    registry()
    import_of_apps("components")


def import_of_apps(name: str) -> list[str]:
    """Import the module of this name of every installed app, all modules of a package. Gives what they are called."""
    imported: list[str] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, name):
            imported += _import_all(f"{config.name}.{name}")
    return imported


def _import_all(name: str) -> list[str]:
    module = importlib.import_module(name)
    imported = [name]
    for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
        imported += _import_all(f"{name}.{found.name}")
    return imported
