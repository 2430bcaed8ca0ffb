"""Tests of components that see what a person sees, without a browser.

Under pytest the fixture `ui` opens pages; in a `ComponentTestCase` it is `self.ui`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pycomponents.testing.assertions import expect as expect
    from pycomponents.testing.cases import ComponentTestCase as ComponentTestCase
    from pycomponents.testing.document.dom import Element as Element
    from pycomponents.testing.errors import ActionError as ActionError
    from pycomponents.testing.errors import LocatorError as LocatorError
    from pycomponents.testing.errors import TestingError as TestingError
    from pycomponents.testing.interaction import Interaction as Interaction
    from pycomponents.testing.locators import Locator as Locator
    from pycomponents.testing.page import Page as Page
    from pycomponents.testing.ui import Ui as Ui

_MODULES: Final = {
    "ComponentTestCase": "cases",
    "Element": "document.dom",
    "ActionError": "errors",
    "LocatorError": "errors",
    "TestingError": "errors",
    "expect": "assertions",  # a module of its own name would stand in its place
    "Interaction": "interaction",
    "Locator": "locators",
    "Page": "page",
    "Ui": "ui",
}


def __getattr__(name: str) -> Any:
    # When it is asked for: pytest loads the plugin of this package in every run, also where nothing is tested with it.
    if name not in _MODULES:
        raise AttributeError(f"{__name__} has no {name!r}.")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
