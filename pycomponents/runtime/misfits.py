"""Why an event did not fit its handler, as one line of the log. The user is only told the name of the parameter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from pycomponents.runtime.brought import fields_of

if TYPE_CHECKING:
    from pycomponents.component.event import Event
    from pycomponents.dom.node import Element
    from pycomponents.errors import PayloadError
    from pycomponents.runtime.instance import Instance

_LONGEST_LINE: Final = 300
_LONGEST_LIST: Final = 50
_LONGEST_TEXT: Final = 20
# Of what msgspec says only where: the rest may hold what a user typed.
_AT: Final = re.compile(r" - at `(\$[^`]{1,60})`$")
_CURE: Final = "Let the control allow only that, or take a str and check it."
_CURE_OF_SCRIPTS: Final = "Let the script dispatch what fits, or annotate the parameter with what it brings."


def misfit(error: PayloadError, event: Event[Any], event_type: str, instance: Instance, element: Element) -> str:
    """What was expected, what came, and what to do. Of a user's text only how long it is, unless in DEBUG."""
    name = str(error)
    debug = instance.tree.debug
    what = f"{event.label} was not run: what the {event_type:.32} brings does not fit its parameter {name!r:.66}."
    parts = [what, f"Expected: {error.expected:.60}." if error.expected else ""]
    if error.got is None:
        parts.append("Got: nothing of that name.")
    else:
        at = _AT.search(str(error.__cause__))
        parts.append(f"Got: {_shape(error.got, debug=debug)}{f', which does not fit at {at[1]}' if at else ''}.")
    if error.got is not None:
        parts.append(_CURE_OF_SCRIPTS if "-" in event_type else _CURE)
    elif event_type == "submit":
        parts += _missing(name, instance, element)
    line = " ".join(filter(None, parts))
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"


def _shape(got: object, *, debug: bool) -> str:
    if isinstance(got, list | tuple):
        items = cast("list[object]", got)
        if len(items) != 1:
            return f"{len(items)} values"
        got = items[0]
    if not isinstance(got, str):
        return type(got).__name__
    return f"{got[:_LONGEST_TEXT]!r}{'…' * (len(got) > _LONGEST_TEXT)}" if debug else f"a text of {len(got)} characters"


def _missing(name: str, instance: Instance, form: Element) -> list[str]:
    names, nameless = fields_of(instance, form)
    listed = ", ".join(names) or "none"
    if len(listed) > _LONGEST_LIST:
        listed = listed[:_LONGEST_LIST] + "…"
    without = f", and {nameless} without name=" if nameless else ""
    return [
        f"Fields of the form: {listed}{without}.",
        f'Write input(name="{name:.20}"), or give the parameter a default.',
    ]
