"""Every exception that a programmer can meet, and the shape of their messages."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class PycomponentsError(Exception):
    """The base of all of them: `except PycomponentsError` catches what this package raises on purpose."""


def message(what: str, *, where: str = "", expected: str = "", got: object = None, cure: str = "") -> str:
    """What happened, where, what was expected, what stood there instead, and what to do about it."""
    parts = [f"{where}: {what}" if where else what]
    if expected:
        parts.append(f"Expected: {expected}.")
    if got is not None:
        parts.append(f"Got: {shown(got)}.")
    if cure:
        parts.append(cure)
    return " ".join(parts)


def shown(value: object) -> str:
    """A value as a message shows it: its type, and not more of it than fits on a line."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001  such as a queryset's where no query may be made: the message matters more
        return type(value).__name__
    if len(text) > 80:
        text = f"{text[:77]}…"
    return f"{type(value).__name__} {text}"


def written(annotation: object) -> str:
    """An annotation as it is written in code."""
    if annotation is None or not isinstance(annotation, type) or hasattr(annotation, "__args__"):
        return str(annotation)
    return annotation.__name__


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about a name that does not exist: the one that was probably meant, else all there are."""
    names = sorted(known)
    match = difflib.get_close_matches(name, names, n=1)
    if match:
        return f" Did you mean {match[0]!r}?"
    return f" Known: {', '.join(names)}." if names else ""


# The tree.


class ChildError(PycomponentsError, TypeError):
    """Something stands in the brackets that cannot be a child there."""


class AttributeRefused(PycomponentsError, ValueError):
    """An attribute that would be unsafe, or that the browser would not understand."""


class DuplicateKeyError(PycomponentsError, ValueError):
    """Two siblings have the same key."""


class MissingKeysError(PycomponentsError, ValueError):
    """Siblings from one iterable can be told apart only by keys, and have none."""


class NestingError(PycomponentsError, ValueError):
    """An element stands where a browser would put it elsewhere."""


class ContextError(PycomponentsError, LookupError):
    """A context was asked for that nobody provides."""


class RenderError(PycomponentsError):
    """What `render()` returned, or did, does not make a tree."""


# Components.


class ComponentError(PycomponentsError):
    """A component class, or the use of one, is wrong."""


class PropError(PycomponentsError, TypeError):
    """A component was given a prop that it does not have, or not one that it needs."""


class StateError(PycomponentsError):
    """A state field, or what is put into one, is wrong."""


class EventError(PycomponentsError):
    """An event method, or the use of one, is wrong."""


class PayloadError(PycomponentsError, ValueError):
    """What an event brought does not fit the parameter of this name.

    expected: what would have. got: what was brought instead; `None` where nothing was.
    """

    def __init__(self, name: str, *, expected: str = "", got: object = None) -> None:
        super().__init__(name)
        self.expected = expected
        self.got = got


class RegistryError(PycomponentsError):
    """Two components have one name, or a name has no component."""


# Stories.


class StoryError(PycomponentsError):
    """A story, or the use of one, is wrong."""


class KnobError(StoryError, ValueError):
    """A knob that the story does not have, or a text that does not fit one."""


# The page and the wire.


class FrameError(PycomponentsError, ValueError):
    """A frame from a client that makes no sense."""


class TicketError(PycomponentsError):
    """A ticket that is not ours, not any more, or not for this user."""


class CodecError(PycomponentsError):
    """A value that cannot be kept, or read back, as its annotation says."""
