"""What goes wrong in a test before anything is compared: a locator, or an action that a person could not do."""

from __future__ import annotations

from typing import ClassVar

from pycomponents.errors import PycomponentsError


class TestingError(PycomponentsError):
    """The base of what the test kit raises on purpose."""

    # Its name starts as those of test classes do.
    __test__: ClassVar = False


class LocatorError(TestingError):
    """What a test looks for cannot be looked for, or is not there once."""


class ActionError(TestingError):
    """What a test wants done, no person could do there."""


class SettleError(TestingError):
    """What follows from one act has no end."""


class QuestionError(TestingError):
    """The user is asked something, and the test does not say what the answer is."""


class NotInBrowser(TestingError):
    """What a test wants is there only while its pages live in its own process."""
