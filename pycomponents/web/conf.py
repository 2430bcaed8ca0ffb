"""The settings of a project, in one place: `PYCOMPONENTS = {"THREADS": 32}`."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed

from pycomponents.errors import nearest


@dataclass(frozen=True, slots=True)
class Conf:
    """What `settings.PYCOMPONENTS` may hold, and what stands where it does not.

    THREADS: how many pages of one worker may be busy in handlers or renders at the same time.
    SOCKET_PATH: where the socket is, below the prefix that the project is served under.
    TICKET_SECONDS: for how long a page that was loaded may join.
    STRICT: check each render for what only a programmer can get wrong. As DEBUG, where it is not given.
    COLLECTOR: let Python's garbage collector run less often, and when nobody waits, in workers that serve sockets.
        False leaves it alone.
    TRACE: write a line to the log for each event, and where DEBUG is on keep the records of the last ones of each page.
        As DEBUG, where it is not given.
    """

    THREADS: int = 16
    SOCKET_PATH: str = "/pycomponents/socket"
    TICKET_SECONDS: int = 7 * 24 * 3600
    STRICT: bool = False
    COLLECTOR: bool = True
    TRACE: bool = False


@functools.cache
def conf() -> Conf:
    """The project's settings. Raises `ImproperlyConfigured` for one that does not exist, or is given what cannot be."""
    given: dict[str, Any] = getattr(settings, "PYCOMPONENTS", {})
    known: dict[str, type[object]] = {field.name: type(field.default) for field in fields(Conf)}
    for name, value in given.items():
        if name not in known:
            raise ImproperlyConfigured(f"PYCOMPONENTS[{name!r}] does not exist.{nearest(name, known)}")
        if type(value) is not known[name]:
            raise _unfit(name, f"must be of type {known[name].__name__}", value)
        if type(value) is int and value < 1:
            raise _unfit(name, "must be at least 1", value)
        if type(value) is str and not value.startswith("/"):
            raise _unfit(name, 'must begin with "/"', value)
    given = {"STRICT": bool(settings.DEBUG), "TRACE": bool(settings.DEBUG), **given}
    return Conf(**given)


def _unfit(name: str, wanted: str, value: object) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"PYCOMPONENTS[{name!r}] {wanted}. Got: {value!r:.80}.")


def _forget(*, setting: str, **_: Any) -> None:
    if setting == "PYCOMPONENTS":
        conf.cache_clear()


setting_changed.connect(_forget)
