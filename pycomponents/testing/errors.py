"""What can go wrong in a test, said so that one can mend it."""

from __future__ import annotations


class TestingError(Exception):
    """The base of all of them."""

    __test__ = False  # no test, whatever its name begins with


class SettleError(TestingError):
    """What happens has no end."""
