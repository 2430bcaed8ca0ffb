"""What stands in the place of a component that has crashed, unless it says that itself by `error_fallback()`."""

from __future__ import annotations

import functools
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pycomponents.diff.keyed import places_of
from pycomponents.dom.elements import make
from pycomponents.dom.names import SVG_TAGS
from pycomponents.dom.node import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from pycomponents.dom.node import Node
    from pycomponents.runtime.instance import Instance

# What a browser leaves where it stands in such a parent, from the outside in; elsewhere a `div` does.
_FITS: Final[dict[str, tuple[str, ...]]] = {
    "table": ("tbody", "tr", "td"),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("tr", "td")),
    "tr": ("td",),
    **dict.fromkeys(("select", "optgroup", "datalist"), ("option",)),
    **dict.fromkeys(("ul", "ol", "menu"), ("li",)),
    "colgroup": ("col",),
    **dict.fromkeys(SVG_TAGS - {"foreignObject"}, ("g", "title")),
    **dict.fromkeys(
        ("p", "span", "a", "button", "label", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend", "pre", "b", "i",
         "em", "strong", "small", "code", "output", "q", "s", "u", "dt", "time", "cite", "mark", "abbr"),
        ("span",),
    ),
}  # fmt: skip
_OURS: Final = str(Path(__file__).parent.parent)
_TAKE_BLOCKS: Final = frozenset(("div", "li", "td"))
# An alert is read out by itself, where such an element may be one.
_ALERTS: Final = frozenset(("div", "span"))


def fallbacks(instance: Instance, errors: Sequence[Exception], reference: str) -> Iterator[Callable[[], Any]]:
    """What may be shown in the place of `instance`, as renders: each for where the one before it has raised.

    errors: what it raised, and then what its fallbacks have.
    """
    last_resort = functools.partial(built_in, instance, errors, reference, debug=instance.tree.debug)

    def own() -> Any:
        shown = instance.component.error_fallback(errors[0], reference)
        return last_resort() if shown is None else shown

    yield own
    yield last_resort
    yield lambda: None


def built_in(instance: Instance, errors: Sequence[BaseException], reference: str, *, debug: bool) -> Element:
    """An element that fits where `instance` stands and says that something went wrong: in development what, else the
    number under which the log has it.

    errors: what it raised, and then what its own fallback has.
    """
    outer, *inner = _FITS.get(_parent_tag(instance), ("div",))
    text = (
        "\n".join(_told(error, chain=error is errors[0]) for error in errors)
        if debug
        else f"Something went wrong here. Reference: {reference}"
    )
    if outer == "col":
        return make(outer)
    node: Element | str = make("pre")[text] if debug and [outer, *inner][-1] in _TAKE_BLOCKS else text
    for tag in reversed(inner):
        node = make(tag)[node]
    return make(outer, {"class": "pycomponents-error"} | ({"role": "alert"} if outer in _ALERTS else {}))[node]


def _told(error: BaseException, *, chain: bool) -> str:
    trace = _beyond_our_own(error.__traceback__)
    return "".join(traceback.format_exception(type(error), error, trace, chain=chain))


def _beyond_our_own(trace: TracebackType | None) -> TracebackType | None:
    """The traceback from the first frame on that is not ours, if there is one."""
    theirs = trace
    while theirs is not None and theirs.tb_frame.f_code.co_filename.startswith(_OURS):
        theirs = theirs.tb_next
    return theirs or trace


def _parent_tag(instance: Instance) -> str:
    """The tag of the element on the page that the root of `instance` is a child of."""
    while instance.parent is not None and not instance.path:
        instance = instance.parent  # it is the root of that one
    node: Node | None = instance.parent.root if instance.parent else None
    for place in instance.path[:-1]:
        if isinstance(node, Element):
            node = node.children[[*places_of(node)].index(place)]
    return node.tag if isinstance(node, Element) else ""
