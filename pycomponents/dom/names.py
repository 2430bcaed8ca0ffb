"""Which names attributes may have on a tag, how they are written, and what their values mean."""

from __future__ import annotations

import keyword
import re
from enum import IntEnum
from typing import Final, TypeAlias

from pycomponents.errors import AttributeRefused, message


class Kind(IntEnum):
    """What an attribute's value means."""

    PLAIN = 0
    CLASS = 1
    KEY = 2
    EVENT = 3
    URL = 4
    URLS = 5
    STYLE = 6
    LIVE = 7  # a live property, which no HTML can say
    STATES = 8  # "true" and "false" are both words of it
    RESET = 9
    GUARDED = 10  # some values are refused
    REF = 11


Known: TypeAlias = tuple[Kind, str]

# A name that both the HTML parser and `setAttribute` take.
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*\Z")

_URL_NAMES: Final = frozenset(
    "href src action formaction poster cite xlink:href background manifest longdesc codebase classid profile".split()
)
_URLS_NAMES: Final = frozenset("srcset imagesrcset ping archive".split())
_STATES_NAMES: Final = frozenset("contenteditable draggable spellcheck".split())

BOOLEAN: Final = frozenset(
    "allowfullscreen async autofocus autoplay checked controls default defer disabled formnovalidate hidden inert "
    "ismap itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected "
    "shadowrootclonable shadowrootdelegatesfocus shadowrootserializable".split()
)

# The HTML parser lowers the case of all names and then raises that of these; `setAttribute` leaves those of SVG alone.
_SVG_NAMES: Final = {
    name.lower(): name
    for name in (
        "attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode "
        "filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines "
        "keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits "
        "numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ "
        "preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions "
        "requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles "
        "surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector "
        "yChannelSelector zoomAndPan"
    ).split()
}
SVG_TAGS: Final = frozenset(
    "animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset "
    "fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line "
    "linearGradient marker mask metadata mpath path pattern polygon polyline radialGradient rect set stop svg "
    "switch symbol text textPath tspan use view".split()
)

# Caches hold what a program's source holds. One that grows beyond this is fed with data, and starts anew.
_CACHED: Final = 2000


class Names(dict[str, Known]):
    """How names are written on one tag and what their values mean; learnt at first use, refused ones each time.

    keywords: whether names are Python's (`for_`, `data_x`, `on_click`) or HTML's, as in a dict of attributes.
    """

    def __init__(self, tag: str, *, keywords: bool) -> None:
        self.tag = tag
        self.keywords = keywords

    def __missing__(self, name: str) -> Known:
        if len(self) >= _CACHED:
            self.clear()
        known = self[name] = learn_name(self.tag, name, keywords=self.keywords)
        return known


class Tables(dict[str, Names]):
    """The `Names` of every tag in use."""

    def __init__(self, *, keywords: bool) -> None:
        self.keywords = keywords

    def __missing__(self, tag: str) -> Names:
        if len(self) >= _CACHED:
            self.clear()
        names = self[tag] = Names(tag, keywords=self.keywords)
        return names


def learn_name(tag: str, name: str, *, keywords: bool) -> Known:
    """What the attribute `name` of `tag` is. Raises `AttributeRefused` for one that may not be written."""
    if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise AttributeRefused(message("the name of an attribute must be a text.", where=f"<{tag}>", got=name))
    if name == "key":
        return Kind.KEY, "key"
    if name == "ref":
        return Kind.REF, "ref"
    if keywords and name.startswith("on_"):
        return Kind.EVENT, name[3:].replace("_", "-")
    written = keyword_to_name(name) if keywords else name
    if not _NAME.match(written) or written.endswith("-"):
        raise refused(tag, name, "is not a name that every browser takes.", "Names are letters, digits, '-', ':', '.'")
    lowered = written.lower()
    _refuse_name(tag, name, lowered)
    written = _SVG_NAMES.get(lowered, lowered) if tag in SVG_TAGS else lowered
    return _kind(tag, written), written


def keyword_to_name(name: str) -> str:
    """`class_` is class, `data_x` is data-x, `_` stays."""
    if name == "_":
        return name
    bare = name.removesuffix("_")
    return (bare if keyword.iskeyword(bare) else name).replace("_", "-")


def _refuse_name(tag: str, name: str, lowered: str) -> None:
    if lowered.startswith("on"):
        event = lowered[2:].lstrip("-_") or "click"
        raise refused(tag, name, "would be a script.", f"Listen with an event method: on_{event}=self.method")
    if lowered == "srcdoc" or lowered == "is":
        raise refused(tag, name, "may not be written.", "Build the elements in Python instead")
    ours = lowered == "data-pc" or lowered.startswith("data-pc-")
    # A document may say what stands in place of our banner; the page record is written by our own document.
    if ours and lowered != "data-pc-banner" and (tag, lowered) != ("script", "data-pc-page"):
        raise refused(tag, name, "is one of our own marks.", "Choose another name")
    if lowered == "value" and tag == "textarea":
        raise refused(tag, name, "does not exist in HTML.", "Write the text as its child: textarea(…)[text]")
    if lowered == "value" and tag == "select":
        raise refused(tag, name, "does not exist in HTML.", "Mark the option: option(value=…, selected=True)")


def _kind(tag: str, name: str) -> Kind:
    if name == "class":
        return Kind.CLASS
    if name == "style":
        return Kind.STYLE
    if name == "indeterminate" and tag == "input":
        return Kind.LIVE
    if name == "reset" and tag == "form":
        return Kind.RESET
    if name in _URL_NAMES or (name == "data" and tag == "object"):
        return Kind.URL
    if name in _URLS_NAMES:
        return Kind.URLS
    if name.startswith("aria-") or name in _STATES_NAMES:
        return Kind.STATES
    if name == "attributeName" or (name == "http-equiv" and tag == "meta"):
        return Kind.GUARDED
    return Kind.PLAIN


def refused(tag: str, name: str, why: str, cure: str) -> AttributeRefused:
    """The error that says why an attribute may not be written."""
    return AttributeRefused(message(f"the attribute {name!r} {why}", where=f"<{tag}>", cure=f"{cure}."))


keyword_names: Final = Tables(keywords=True)
mapping_names: Final = Tables(keywords=False)
