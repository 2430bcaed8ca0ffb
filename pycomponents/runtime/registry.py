"""Name ↔ component class. A ticket names a class by its registered name, and by nothing else."""

from __future__ import annotations

import hashlib
import inspect
from typing import TYPE_CHECKING

from pycomponents.errors import RegistryError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pycomponents.component.component import Component


class Registry:
    """The component classes of a process by name, "app.Name".

    label: the app that a module belongs to.
    """

    def __init__(self, label: Callable[[str], str]) -> None:
        self._label = label
        self._classes: dict[str, type[Component]] = {}

    def name_of(self, cls: type[Component]) -> str:
        return f"{self._label(cls.__module__)}.{cls.__qualname__}"

    def add(self, cls: type[Component]) -> None:
        """Raises `RegistryError` where two classes of an app have one name."""
        name = self.name_of(cls)
        other = self._classes.get(name)
        # The same module loaded again (a reload) or a class made in a function replaces its predecessor.
        if other is not None and other.__module__ != cls.__module__:
            raise RegistryError(
                f"Two components are called {name!r}: {other.__module__}.{other.__qualname__} and "
                f"{cls.__module__}.{cls.__qualname__}. Rename one of them."
            )
        self._classes[name] = cls

    def __contains__(self, name: str) -> bool:
        return name in self._classes

    def find(self, name: str) -> type[Component]:
        """Raises `RegistryError` where no class has this name."""
        try:
            return self._classes[name]
        except KeyError:
            raise RegistryError(f"There is no component {name!r}.{nearest(name, self._classes)}") from None

    def all(self) -> Mapping[str, type[Component]]:
        """Every registered class, by name in order."""
        return dict(sorted(self._classes.items()))


def fingerprint(cls: type[Component]) -> str:
    """A short text that changes with the code of `cls`'s module."""
    module = inspect.getmodule(cls)
    try:
        source = inspect.getsource(module) if module is not None else ""
    except (OSError, TypeError):  # no file, or no source in it
        source = ""
    return hashlib.blake2b(source.encode(), digest_size=6).hexdigest()
