"""What is told of an error: whose it is and where that is written; and a reference, under which the log has it."""

from __future__ import annotations

import logging
import uuid
from typing import TYPE_CHECKING, Any

from pycomponents.component.component import Component, props_of
from pycomponents.component.event import Event
from pycomponents.dom.children import pieces
from pycomponents.errors import ChildError, EventError, shown
from pycomponents.runtime.recording import recording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.runtime.instance import Instance

logger = logging.getLogger("pycomponents")


def add_notes(error: Exception, instance: Instance, hook: str) -> None:
    """Add to an error in which component and method it came up. Its traceback may have no line of the project: what
    `render()` returns is looked at only after it has returned.
    """
    way = _way_to(instance)
    place = f" On the page: {' > '.join(way)}." if len(way) > 1 else ""
    error.add_note(f"In {way[-1]}.{hook}(){_written_at(type(instance.component), hook)}.{place}")
    for name, given in props_of(instance.component).items():
        for culprit in _culprits(given, error):
            error.add_note(f"{culprit} was given by {' > '.join(way[:-1])}: {way[-1]}({name}=…).")


def _culprits(given: object, error: Exception) -> Iterator[str]:
    """What of a prop the error is about, as its message says it: an event that does not fit, what cannot be shown."""
    told = str(error)
    if isinstance(error, EventError):
        if isinstance(given, Event) and given.label in told:
            yield given.label
    elif isinstance(error, ChildError):
        yield from (name for name in map(shown, pieces(given)) if f"Got: {name}." in told)


def log_crash(where: str, error: BaseException) -> str:
    """Write an error to the log. Returns the reference under which a user who saw it can have it found there."""
    reference = uuid.uuid4().hex[:8]
    logger.error("%s raised, reference %s", where, reference, exc_info=error)
    running = recording.get()
    if running is not None:
        running.raised(where, error, reference)
    return reference


def _way_to(instance: Instance) -> list[str]:
    way = [] if instance.parent is None else _way_to(instance.parent)
    return [*way, type(instance.component).__name__]


def _written_at(cls: type[Component], hook: str) -> str:
    """File and line of a method, where the project has written it."""
    method: Any = getattr(cls, hook)
    code = getattr(method, "__code__", None)
    if code is None or method is getattr(Component, hook):
        return ""
    return f", {code.co_filename}, line {code.co_firstlineno}"
