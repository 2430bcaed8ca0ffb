"""Values as a trace shows them: short, with nothing secret, and without asking them for more than they hold."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from pycomponents.component.component import Component
from pycomponents.component.equality import ATOMS
from pycomponents.component.event import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Whether what has this name is secret.
Hides: TypeAlias = Callable[[str], bool]

HIDDEN: Final = "********"
CUT: Final = "…"
_LONGEST: Final = 200
_LONGEST_TEXT: Final = 80
_MOST_ITEMS: Final = 10
_DEEPEST: Final = 3
_SECRET: Final = re.compile("API|AUTH|TOKEN|KEY|SECRET|PASS|SIGNATURE", re.IGNORECASE)


def sounds_secret(name: str) -> bool:
    """Whether a name is one that secrets have; what is used where nobody says better."""
    return _SECRET.search(name) is not None


def shown(value: object, hides: Hides) -> str:
    """A value in one line of at most some 200 characters."""
    try:
        text = _shown(value, hides, 0)
    except Exception:  # noqa: BLE001  what objects of the project do when they are looked at is their own matter
        return f"<{type(value).__name__}>"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + CUT


def _shown(value: Any, hides: Hides, depth: int) -> str:
    if isinstance(value, str):
        return _text(value)
    if type(value) in ATOMS:
        return _plain(value)
    if depth == _DEEPEST:
        return CUT
    if isinstance(value, Event):
        return f"<Event {value.label}>"  # what is bound to it may be secret
    if isinstance(value, Component):
        return f"<{type(value).__name__}>"
    if isinstance(value, Mapping):
        return "{" + ", ".join(_pairs(cast("Mapping[object, object]", value), hides, depth)) + "}"
    if isinstance(value, (list, tuple, AbstractSet)):
        return _collection(cast("Sequence[object] | AbstractSet[object]", value), hides, depth)
    if isinstance(value, type):
        return value.__name__
    if hasattr(value, "_meta"):  # a model; its text may ask the database
        return f"<{value._meta.label} {getattr(value, 'pk', None)!r:.40}>"
    if dataclasses.is_dataclass(value):
        return _fields(value, hides, depth)
    return _plain(value)


def _text(value: str) -> str:
    text = str.__repr__(value[:_LONGEST_TEXT])
    return text if len(value) <= _LONGEST_TEXT else text + CUT


def _plain(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + CUT


def _some(items: Iterable[str], many: int) -> Iterator[str]:
    yield from islice(items, _MOST_ITEMS)
    if many > _MOST_ITEMS:
        yield f"{CUT} {many} in all"


def _pairs(value: Mapping[object, object], hides: Hides, depth: int) -> Iterator[str]:
    pairs = (f"{_shown(name, hides, depth + 1)}: {_named(name, item, hides, depth)}" for name, item in value.items())
    return _some(pairs, len(value))


def _named(name: object, value: object, hides: Hides, depth: int) -> str:
    return HIDDEN if isinstance(name, str) and hides(name) else _shown(value, hides, depth + 1)


def _collection(value: Sequence[object] | AbstractSet[object], hides: Hides, depth: int) -> str:
    left, right = "[]" if isinstance(value, list) else "()" if isinstance(value, tuple) else "{}"
    return left + ", ".join(_some((_item(item, hides, depth) for item in value), len(value))) + right


def _item(item: object, hides: Hides, depth: int) -> str:
    """One of a collection. A pair may be the name and the value of a field, as forms bring them."""
    if isinstance(item, (list, tuple)):
        match cast("Sequence[object]", item):
            case [str() as name, _] if hides(name):
                return f"({name!r}, {HIDDEN})"
            case _:
                pass
    return _shown(item, hides, depth + 1)


def _fields(value: Any, hides: Hides, depth: int) -> str:
    fields = dataclasses.fields(value)
    items = (f"{one.name}={_named(one.name, getattr(value, one.name, None), hides, depth)}" for one in fields)
    return f"{type(value).__name__}({', '.join(_some(items, len(fields)))})"
