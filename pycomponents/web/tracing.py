"""What a trace must be told of Django: whether one is wanted, whose page it is, queries, and which names are secret."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.signals import connection_created
from django.views.debug import SafeExceptionReporterFilter, get_default_exception_reporter_filter
from django.views.decorators.debug import coroutine_functions_to_sensitive_variables

from pycomponents.runtime.recording import recording
from pycomponents.runtime.trace import Outside, Trace
from pycomponents.web.conf import conf
from pycomponents.web.request import identity

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

    from pycomponents.runtime.recording import Method
    from pycomponents.runtime.shown import Hides
    from pycomponents.web.request import PageRequest


def trace_for(request: PageRequest, *, keeps: bool | None = None) -> Trace | None:
    """The trace of a page, where one is wanted.

    keeps: whether it keeps its records, and there is one in any case. As DEBUG, where it is not given.
    """
    if keeps is None and not conf().TRACE:
        return None
    user = str(request.user.pk) if identity(request) else None
    return Trace(outside, keeps=settings.DEBUG if keeps is None else keeps, user=user)


def install() -> None:
    """Queries are watched on each connection that is made from now on, where traces are wanted."""
    connection_created.connect(_note_connection, dispatch_uid="pycomponents.tracing")


# Queries.


def _timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    running = recording.get()
    if running is None:
        return execute(sql, params, many, context)
    start = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        running.queried(sql, time.perf_counter() - start)


def _watch(connection: BaseDatabaseWrapper) -> None:
    wrappers = connection.execute_wrappers
    if _timed not in wrappers:
        wrappers.insert(0, _timed)  # `with connection.execute_wrapper(…)` takes away what stands last


def _watch_all() -> None:
    """Those of this thread: one that was made before anybody traced is not watched yet."""
    for connection in connections.all(initialized_only=True):
        _watch(connection)


def _note_connection(*, connection: BaseDatabaseWrapper, **_: object) -> None:
    with suppress(ImproperlyConfigured):  # a check tells of it
        if conf().TRACE:
            _watch(connection)


# Secrets.


def _hides_in(method: Method | None) -> Hides:
    """Django's rules for what its reports of errors hide."""
    names = frozenset[str]() if method is None else _sensitive_variables(method)
    if names is None:
        return _everything
    pattern = getattr(get_default_exception_reporter_filter(), "hidden_settings", _PATTERN)
    return lambda name: name in names or pattern.search(name) is not None


_PATTERN: Final = SafeExceptionReporterFilter.hidden_settings


def _everything(_name: str) -> bool:
    return True


def _sensitive_variables(method: Method) -> Container[str] | None:
    """What `@sensitive_variables` on a method names; `None` for all that there is."""
    names: Any = ()
    for function in _layers(method):
        code = getattr(function, "__code__", None)
        if code is None:
            continue
        if code.co_name == "sensitive_variables_wrapper":
            # It says so itself once it is called, but the arguments are known before.
            held = dict(zip(code.co_freevars, function.__closure__ or (), strict=False))
            names = held["variables"].cell_contents if "variables" in held else ()
            return frozenset(names) if names else None
        # An async method is not wrapped: Django knows it by where it is written.
        names = coroutine_functions_to_sensitive_variables.get(hash(f"{code.co_filename}:{code.co_firstlineno}"), ())
    return None if names == "__ALL__" else frozenset(names)


def _layers(method: Method) -> Iterator[Any]:
    function: Any = method
    while function is not None:
        yield function
        function = getattr(function, "__wrapped__", None)


outside: Final = Outside(_watch_all, _hides_in)
