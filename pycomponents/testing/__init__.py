"""Tests of components that see what a person sees, without a browser.

Under pytest the fixture `ui` opens pages; in a `ComponentTestCase` it is `self.ui`.
"""

from pycomponents.testing.cases import ComponentTestCase as ComponentTestCase
from pycomponents.testing.dom import Element as Element
from pycomponents.testing.errors import ActionError as ActionError
from pycomponents.testing.errors import LocatorError as LocatorError
from pycomponents.testing.errors import TestingError as TestingError
from pycomponents.testing.expect import expect as expect
from pycomponents.testing.interaction import Interaction as Interaction
from pycomponents.testing.locators import Locator as Locator
from pycomponents.testing.page import Page as Page
from pycomponents.testing.ui import Ui as Ui
