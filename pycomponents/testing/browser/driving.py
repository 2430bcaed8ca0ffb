"""Playwright in the thread of a test: its objects are lent to tests in a wrapping that keeps its loop out of their way.

Playwright's sync API runs an event loop in the test's thread and leaves it marked as running there. Django refuses its
ORM under that mark, and `asyncio.run` raises. So it is shown only while something of Playwright's is called.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from playwright.sync_api import Playwright

_loops: Final[list[asyncio.AbstractEventLoop]] = []


@contextmanager
def started() -> Generator[Playwright]:
    """Playwright, from its start to its end."""
    with sync_playwright() as playwright:
        _loops.append(asyncio.get_running_loop())
        asyncio._set_running_loop(None)
        try:
            yield playwright
        finally:
            asyncio._set_running_loop(_loops.pop())


@contextmanager
def driving() -> Generator[None]:
    """Around each call of Playwright."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(_loops[-1])
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


@contextmanager
def resting() -> Generator[None]:
    """Around what Playwright calls of the test's own."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


class Lent:
    """Something of Playwright's, with all that it has. theirs: itself.

    wrap: makes of what it gives what a test is to have.
    """

    def __init__(self, theirs: Any, wrap: Callable[[Any], Any] | None = None) -> None:
        self.theirs = theirs
        self._wrap = wrap or wrapped

    def __repr__(self) -> str:
        return repr(self.theirs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        with driving():
            value = getattr(self.theirs, name)
        if not callable(value):
            return self._wrap(value)

        def call(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            with driving():
                given = value(*map(unwrapped, args), **{key: unwrapped(one) for key, one in kwargs.items()})
            return self._wrap(given)

        return call

    def __enter__(self) -> Any:
        with driving():
            return self._wrap(self.theirs.__enter__())

    def __exit__(self, *error: Any) -> Any:
        with driving():
            return self.theirs.__exit__(*error)


def wrapped(value: Any) -> Any:
    """A value that Playwright has given: its objects are lent, anything else is itself."""
    items: list[Any] = value
    if isinstance(value, list):
        return [wrapped(one) for one in items]
    return Lent(value) if type(value).__module__.startswith("playwright.") else value


def unwrapped(value: Any) -> Any:
    """A value as Playwright is to be given it."""
    if isinstance(value, Lent):
        return value.theirs
    items: list[Any] = value
    if isinstance(value, list):
        return [unwrapped(one) for one in items]
    return value
