"""What an event brings, by the names of the protocol: the twin of `client/gather.js`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pycomponents.testing.client.fields import mode_of, said_by
from pycomponents.testing.hands.controls import is_checked, option_value, selected_options
from pycomponents.testing.hands.forms import entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.testing.client.listening import Cause
    from pycomponents.testing.document.dom import Element

# What a browser says where nobody has said otherwise.
_PLAIN: Final[dict[str, Any]] = {
    "alt_key": False, "ctrl_key": False, "meta_key": False, "shift_key": False, "button": 0, "buttons": 0,
    "client_x": 0, "client_y": 0, "offset_x": 0, "offset_y": 0, "pointer_id": 1, "pointer_type": "mouse",
    "pressure": 0, "delta_x": 0, "delta_y": 0, "key": "", "code": "", "repeat": False, "text": "",
    "old_state": "", "new_state": "", "return_value": "", "scroll_left": 0, "scroll_top": 0, "current_time": 0,
    "duration": None, "paused": True, "ended": False, "volume": 1, "muted": False, "playback_rate": 1,
    "property_name": "", "animation_name": "", "elapsed_time": 0, "width": 1280, "height": 720, "fullscreen": False,
    "hidden": False, "new_value": None,
}  # fmt: skip


def gather(name: str, cause: Cause, element: Element) -> object:
    """What an event brings under this name. element: who listens."""
    how = _GATHERERS.get(name)
    return cause.data.get(name, _PLAIN.get(name)) if how is None else how(cause, element)


def _value(cause: Cause, element: Element) -> str:
    return said_by(cause.target if mode_of(cause.target) else element)


def _detail(cause: Cause, _: Element) -> object:
    """What JSON can say of it now: it may change, and may hold what no JSON can."""
    try:
        return json.loads(json.dumps(cause.data.get("detail")))
    except (TypeError, ValueError):
        return None


def _url(cause: Cause, element: Element) -> str:
    document = element.document
    return str(cause.data.get("url", "" if document is None else document.url))


_GATHERERS: Final[dict[str, Callable[[Cause, Element], object]]] = {
    "value": _value,
    "checked": lambda cause, _: is_checked(cause.target),
    "selected": lambda cause, _: [option_value(option) for option in selected_options(cause.target)],
    "form": lambda cause, element: entries(element, cause.submitter),
    "detail": _detail,
    "url": _url,
}
