"""What a programmer is told of an error besides its message: whose it is, and where that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pycomponents.component.component import Component, props_of
from pycomponents.component.event import Event
from pycomponents.errors import EventError

if TYPE_CHECKING:
    from pycomponents.runtime.instance import Instance


def add_notes(error: Exception, instance: Instance, hook: str) -> None:
    """Add to an error in which component and method it came up. Its traceback may have no line of the project: what
    `render()` returns is looked at only after it has returned.
    """
    way = _way_to(instance)
    place = f" On the page: {' > '.join(way)}." if len(way) > 1 else ""
    error.add_note(f"In {way[-1]}.{hook}(){_written_at(type(instance.component), hook)}.{place}")
    if isinstance(error, EventError):
        for name, value in props_of(instance.component).items():
            if isinstance(value, Event) and value.label in str(error):
                error.add_note(f"{value.label} was given by {' > '.join(way[:-1])}: {way[-1]}({name}=…).")


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
