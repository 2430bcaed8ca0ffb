"""What can be seen of a document, and what assistive technology hears of it.

No stylesheet is read, and nothing is laid out: elements are as a browser shows them without any, apart from the
properties `display` and `visibility`, where the element's own style has them. So what takes no room without a
stylesheet, such as an empty `div`, counts as not visible; an image counts as if it had come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.testing.document.dom import HTML, SVG, Document, Element, Text
from pycomponents.testing.document.look import Look, closest
from pycomponents.testing.document.roles import role_of
from pycomponents.testing.hands import controls

if TYPE_CHECKING:
    from collections.abc import Mapping

_NONE: Final = """area base basefont datalist head link meta noembed noframes param rp script style template
    title""".split()
_BLOCK: Final = """address article aside blockquote body button caption center col colgroup dd details dialog dir div dl
    dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html input legend li listing main
    marquee menu meter nav ol optgroup option p plaintext pre progress rt ruby search section select summary table tbody
    td textarea tfoot th thead tr ul xmp""".split()
_DISPLAYS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_NONE, "none"),
    **dict.fromkeys(_BLOCK, "block"),
    "slot": "contents",
}
# Text in a drawing; all of MathML is a box of its own.
_SVG_BLOCK: Final = frozenset(("text", "foreignObject"))
# An attribute that may change whether and how an element is shown.
_TELLING: Final = frozenset(("hidden", "style", "popover", "aria-hidden"))
_CONDITIONAL: Final = frozenset(("dialog", "audio", "input"))
# Without a box of their own nothing of them would be left, so they are not displayed at all.
_WHOLE: Final = frozenset(
    """audio br canvas embed iframe img input meter object progress select textarea video wbr""".split()
)
# Of drawings, what is never drawn.
_UNDRAWN: Final = frozenset(
    """animate animateMotion animateTransform desc metadata mpath script set stop style title view""".split()
)
# What stands in them is drawn only where something refers to it.
_REFERRED: Final = frozenset("clipPath defs filter linearGradient marker mask pattern radialGradient symbol".split())
# What stands in them a browser shows only where it cannot show them; of an option it shows the text.
_FALLBACKS: Final = frozenset(("audio", "canvas", "iframe", "meter", "option", "progress", "video"))
# A browser cannot keep what stands in them for later.
_NOT_KEPT: Final = frozenset("col colgroup ruby table tbody tfoot thead tr".split())
_IGNORED: Final = frozenset(("style", "script", "noscript", "template"))
# They take room with nothing in them.
_SIZED: Final = frozenset(
    """audio button canvas details dialog fieldset hr iframe input li meter object optgroup option progress q select
    svg td textarea th video""".split()
)

# The same where what stands in them is kept for later.
_FRAMED: Final = _SIZED - {"details", "li", "optgroup", "option"}

# Whether they are shown is not said by their attributes alone.
_PARTICULAR: Final = frozenset((*_NONE, *_CONDITIONAL, "embed", "noscript", "slot"))
_KEEPING: Final = frozenset((*_FALLBACKS, "details", "select"))

# What is known of an element, as bits.
_RENDERED: Final = 1  # neither it nor what it stands in is taken out of what is shown
_DISPLAYED: Final = 2  # neither it nor what it stands in is displayed not at all, or hidden from assistive technology
_VISIBLE: Final = 4  # its visibility is "visible"
_BOXED: Final = 8  # it has a box of its own; nobody inherits this
_ALL: Final = _RENDERED | _DISPLAYED | _VISIBLE | _BOXED


def display_of(element: Element) -> str:
    """How it is displayed: "none", "contents", "inline", or in any other way "block"."""
    if not element.properties and element.attributes.keys().isdisjoint(_TELLING) and element.tag not in _CONDITIONAL:
        return _default_display(element)
    own = own_style(element, "display")
    if own:
        if own == "contents" and element.tag in _WHOLE:
            return "none"
        return own if own in ("none", "contents", "inline") else "block"
    if element.namespace == HTML:
        attributes = element.attributes
        if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
            return "none"
        if "popover" in attributes and not (element.tag == "dialog" and "open" in attributes):
            return "block" if is_on_top(element) else "none"
        if _is_closed(element):
            return "none"
    return _default_display(element)


def is_hidden(element: Element, *, look: Look | None = None) -> bool:
    """Whether Playwright's roles and outlines leave it out: not shown, or `aria-hidden`. They do read what is inert."""
    return _is_hidden(element, look or Look(element))


def is_visible(element: Element, *, look: Look | None = None) -> bool:
    """Whether a person could see it: it is shown, and takes room."""
    look = look or Look(element)
    known = _seen(element, look)
    if not known & _RENDERED:
        return False
    if not known & _BOXED:
        inner = (child for child in element.children if isinstance(child, Element))
        return _shows_text(element) or any(is_visible(child, look=look) for child in inner)
    return bool(known & _VISIBLE) and _takes_room(element)


def is_shown(element: Element) -> bool:
    """Whether it stands in a page, and nothing hides it, though it may take no room."""
    shown = _RENDERED | _VISIBLE
    return element.document is not None and _seen(element, Look(element)) & shown == shown


def is_inert(element: Element) -> bool:
    """Whether nobody can reach it, though it may be seen."""
    return inert_by(element) is not None


def inert_by(element: Element) -> Element | None:
    """What makes it inert: itself or something around it that says so, or a modal dialog that stands before it."""
    document = element.document
    front = None if document is None else document.front
    for one in (element, *element.ancestors()):
        if "inert" in one.attributes:
            return one
        if one is front:
            # A modal dialog is not inert because of what it stands in.
            return None
    return front


def is_exposed(element: Element, *, look: Look | None = None) -> bool:
    """Whether assistive technology meets it: not hidden, not inert, and of a role that is not only presentation."""
    look = look or Look(element)
    return not (
        _is_hidden(element, look) or is_inert(element) or role_of(element, look=look) in ("none", "presentation")
    )


def has_text_unshown(element: Element) -> bool:
    """Whether the texts right in it are not shown, although it is: in `details` that are closed."""
    return element.tag == "details" and "open" not in element.attributes


# How an element is displayed.


def _default_display(element: Element) -> str:
    if element.namespace == HTML:
        return _DISPLAYS.get(element.tag, "inline")
    if element.namespace == SVG:
        return "block" if element.tag in _SVG_BLOCK else "inline"
    return "block"


def own_style(element: Element, name: str) -> str:
    """What its own style says of a property; "" where it says nothing."""
    held = element.properties.get(f"style.{name}")
    if held is not None:
        return str(held)
    pairs = (one.partition(":") for one in element.attributes.get("style", "").lower().split(";"))
    found = [value for key, _, value in pairs if key.strip() == name]
    return found[-1].replace("!important", "").strip() if found else ""


def is_on_top(element: Element) -> bool:
    """Whether it is open in the top layer."""
    document = element.document
    return document is not None and element in document.top


def _is_closed(element: Element) -> bool:
    match element.tag:
        case "dialog":
            return "open" not in element.attributes
        case "audio":
            return "controls" not in element.attributes
        case "input":
            return controls.kind_of(element) == "hidden"
        case _:
            return False


# What is known of an element, from the outside in.


def _seen(element: Element, look: Look) -> int:
    known = look.seen.get(element)
    if known is None:
        parent = element.parent
        outer = _ALL if parent is None or isinstance(parent, Document) else _seen(parent, look)
        known = look.seen[element] = _known(element, parent, outer)
    return known


def _known(element: Element, parent: Element | None, known: int) -> int:
    attributes = element.attributes
    if (
        element.tag not in _PARTICULAR
        and element.namespace == HTML
        and not element.properties
        and attributes.keys().isdisjoint(_TELLING)
        and (parent is None or (parent.tag not in _KEEPING and "hidden" not in parent.attributes))
    ):
        return known | _BOXED
    display = display_of(element)
    known |= _BOXED
    if display == "none":
        known &= ~(_RENDERED | _DISPLAYED)
    elif display == "contents":
        known &= ~_BOXED
    if "aria-hidden" in attributes and attributes["aria-hidden"].lower() == "true":
        known &= ~_DISPLAYED
    if element.properties or "style" in attributes:
        visibility = own_style(element, "visibility")
        if visibility == "visible":
            known |= _VISIBLE
        elif visibility in ("hidden", "collapse"):
            known &= ~_VISIBLE
    if known & _RENDERED and (_is_undrawn(element) or (parent is not None and _keeps_back(parent, element))):
        known &= ~_RENDERED
    return known


def _is_undrawn(element: Element) -> bool:
    if element.namespace == HTML:
        return element.tag == "noscript" or (element.tag == "embed" and not element.attributes.get("src"))
    if element.tag in ("tspan", "textPath"):
        return not any(one.tag == "text" for one in element.ancestors())
    return element.namespace == SVG and element.tag in _UNDRAWN


def _keeps_back(parent: Element, child: Element) -> bool:
    # Whether what stands in an element is not shown, although it is.
    tag = parent.tag
    if tag in _FALLBACKS or _is_until_found(parent):
        return True
    if tag == "details":
        return "open" not in parent.attributes and child is not parent.child("summary")
    if tag == "select":
        return not controls.is_list(parent) or child.tag not in ("hr", "optgroup", "option")
    return False


def _is_until_found(element: Element) -> bool:
    if element.attributes.get("hidden", "").lower() != "until-found" or element.tag in _NOT_KEPT:
        return False
    return display_of(element) == "block"


def _is_hidden(element: Element, look: Look) -> bool:
    tag = element.tag
    if tag in _IGNORED:
        return True
    known = look.seen.get(element) or _seen(element, look)
    if known == _ALL:
        return False
    if not known & _BOXED and tag != "slot":
        inner = (child for child in element.children if isinstance(child, Element))
        return not known & _RENDERED or (not _shows_text(element) and all(_is_hidden(child, look) for child in inner))
    if known & (_RENDERED | _VISIBLE) != _RENDERED | _VISIBLE and tag != "slot" and not _is_in_select(element):
        return True
    return not known & _DISPLAYED


def _is_in_select(element: Element) -> bool:
    return element.tag == "option" and any(one.tag == "select" for one in element.ancestors())


# Room.


def _has_ink(node: object) -> bool:
    return isinstance(node, Text) and bool(node.data.strip(" \t\n\r\f"))


def _shows_text(element: Element) -> bool:
    # Whether there is text right in an element that has no box of its own.
    return element.tag not in _FALLBACKS and any(_has_ink(child) for child in element.children)


def _takes_room(element: Element) -> bool:
    tag = element.tag
    if element.namespace == SVG and closest(element, _is_referred) is not None:
        return False
    if _is_until_found(element):
        return tag in _FRAMED
    if tag in _SIZED and not (tag == "details" and element.child("summary") is not None):
        return tag != "svg" or "0" not in (element.attributes.get("width"), element.attributes.get("height"))
    if "popover" in element.attributes or (element.namespace == SVG and not element.children):
        return element.tag not in ("g", "text", "tspan")
    if tag == "img":
        return any(element.attributes.get(name) for name in ("src", "srcset", "alt", "title", "width"))
    parent = element.parent
    if parent is not None and parent.tag == "details" and element is parent.child("summary"):
        return True
    return any(_fills(element, child) for child in element.children)


def _is_referred(element: Element) -> bool:
    return element.tag in _REFERRED


def _fills(element: Element, child: object) -> bool:
    if not isinstance(child, Element):
        return _has_ink(child) and not has_text_unshown(element)
    if display_of(child) == "none" or _is_undrawn(child) or _keeps_back(element, child):
        return False
    return _takes_room(child) or (display_of(element) == "block" and _makes_line(child))


def _makes_line(element: Element) -> bool:
    # Whether it is so high as a line, though it may have no width.
    if element.tag in ("br", "img"):
        return True
    inner = (child for child in element.children if isinstance(child, Element))
    return display_of(element) == "inline" and any(_makes_line(child) for child in inner)
