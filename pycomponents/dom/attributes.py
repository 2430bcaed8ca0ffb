"""Attributes: which names may be written, what their values become, and which URLs are safe.

Everything is checked when a node is made, so that the first HTML and the patches carry the same.
"""

from __future__ import annotations

import html
import keyword
import logging
import re
from collections.abc import Iterable, Mapping
from enum import IntEnum
from html.entities import html5
from typing import Final, TypeAlias, cast

from pycomponents.errors import AttributeRefused, ChildError, message

logger = logging.getLogger("pycomponents.dom")


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


Known: TypeAlias = tuple[Kind, str]

# A name that both the HTML parser and `setAttribute` take.
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*\Z")
_TAG: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9_.-]*)?\Z")

_URL_NAMES: Final = frozenset(
    "href src action formaction poster cite xlink:href background manifest longdesc codebase classid profile".split()
)
_URLS_NAMES: Final = frozenset("srcset imagesrcset ping archive".split())
# Tags whose `href` or `src` shows a picture and does nothing else, so that it may be a data: URL of one.
_PICTURES: Final = frozenset("img source input video image feImage link".split())
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

SAFE_SCHEMES: Final = frozenset("http https mailto tel sms ftp geo webcal".split())
BLOCKED: Final = "about:blank#blocked"
_PICTURE_DATA: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|bmp|x-icon)[;,]", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AROUND_URL: Final = "".join(map(chr, range(0x21)))
_INSIDE_URL: Final = str.maketrans("", "", "\t\n\r")

_CSS_NAME: Final = re.compile(r"(?:--[A-Za-z0-9_-]+|-?[a-z][a-z0-9-]*)\Z")
_CSS_REFUSED: Final = re.compile(r"[;{}<\x00-\x1f\x7f]|!\s*important", re.IGNORECASE)

_REFERENCE: Final = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9A-Fa-f]+);?|[A-Za-z][A-Za-z0-9]*[;=]?)")
_HTPY_ATTRIBUTE: Final = re.compile(r' ([^\s="<>/]+)(?:="([^"]*)")?')

# Caches hold what a program's source holds. One that grows beyond this is fed with data, and starts anew.
_CACHED: Final = 2000


# Names.


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
    if keywords and name.startswith("on_"):
        return Kind.EVENT, name[3:].replace("_", "-")
    written = keyword_to_name(name) if keywords else name
    if not _NAME.match(written) or written.endswith("-"):
        raise _refused(tag, name, "is not a name that every browser takes.", "Names are letters, digits, '-', ':', '.'")
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
        raise _refused(tag, name, "would be a script.", f"Listen with an event method: on_{event}=self.method")
    if lowered == "srcdoc" or lowered == "is":
        raise _refused(tag, name, "may not be written.", "Build the elements in Python instead")
    ours = lowered == "data-pc" or lowered.startswith("data-pc-")
    # A document may say what stands in place of our banner; the page record is written by our own document.
    if ours and lowered != "data-pc-banner" and (tag, lowered) != ("script", "data-pc-page"):
        raise _refused(tag, name, "is one of our own marks.", "Choose another name")
    if lowered == "value" and tag == "textarea":
        raise _refused(tag, name, "does not exist in HTML.", "Write the text as its child: textarea(…)[text]")
    if lowered == "value" and tag == "select":
        raise _refused(tag, name, "does not exist in HTML.", "Mark the option: option(value=…, selected=True)")


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


def check_tag(name: str) -> str:
    """The name of an element, as it is written. Raises `ChildError` for one that no parser would give."""
    if not _TAG.match(name) or (not name.islower() and name not in SVG_TAGS):
        raise ChildError(
            message("this is not the name of an element.", got=name, cure="Names are lower case: my-element, section.")
        )
    return name


def _refused(tag: str, name: str, why: str, cure: str) -> AttributeRefused:
    return AttributeRefused(message(f"the attribute {name!r} {why}", where=f"<{tag}>", cure=f"{cure}."))


# Values.


def clean(text: str) -> str:
    """Text as the HTML parser would leave it: line ends are \\n, no NUL, no half surrogate pair."""
    if text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def text_of(tag: str, name: str, value: object) -> str:
    """The text of a value that is not `True`, `False` or `None`."""
    kind = type(value)
    if kind is str:
        return clean(value)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    if kind.__name__ == "__proxy__":  # Django's lazy strings
        return text_of(tag, name, str(value))
    markup = getattr(value, "__html__", None)
    if markup is not None:
        return clean(unescape_attribute(str.__str__(markup())))
    if isinstance(value, str):
        return clean(str.__str__(value))
    if isinstance(value, int):
        return clean(str(value))
    raise AttributeRefused(
        message(
            f"the attribute {name!r} cannot take this value.",
            where=f"<{tag}>",
            expected="a text, a whole number, True, False or None",
            got=value,
            cure='Write it as text: f"{value:.2f}", str(value), date.isoformat().',
        )
    )


def state_of(tag: str, name: str, value: object) -> str | None:
    """The value of an attribute that says "true" and "false": `aria_expanded=False` is not the same as none."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return None if value is None else text_of(tag, name, value)


def guarded(tag: str, name: str, value: object) -> str:
    """A value of an attribute that names what else happens: no animation of links or listeners, no meta refresh."""
    text = text_of(tag, name, value)
    lowered = text.strip().lower()
    if name == "attributeName" and (lowered.endswith("href") or lowered.startswith("on")):
        raise _refused(tag, name, f"may not animate {lowered!r}.", "Set it with the element's own attribute")
    if name == "http-equiv" and lowered == "refresh":
        raise _refused(tag, name, "may not load another page.", "Redirect by an HTTP response")
    return text


def class_names(tag: str, value: object) -> str:
    """A class attribute from a text, a dict of name to whether, or a list of these. "" for none."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        return text_of(tag, "class", value)
    names: list[str] = []
    for item in cast("Iterable[object]", [value] if isinstance(value, Mapping) else value):
        if isinstance(item, Mapping):
            known = cast("Mapping[object, object]", item)
            names += [text_of(tag, "class", name) for name, on in known.items() if on]
        elif item:
            names.append(text_of(tag, "class", item))
    return " ".join(names)


def style_of(tag: str, value: object) -> dict[str, str | bool]:
    """Live properties from a dict of CSS properties. `None` and `False` leave one out."""
    if not isinstance(value, Mapping):
        raise AttributeRefused(
            message(
                "style is data, set by the client; a strict content security policy drops it from HTML.",
                where=f"<{tag}>",
                expected="a dict of CSS properties",
                got=value,
                cure='Write style={"width": "40%"}, or use a class.',
            )
        )
    properties: dict[str, str | bool] = {}
    for name, item in cast("Mapping[object, object]", value).items():
        if item is not None and item is not False:
            properties[f"style.{_css_name(tag, name)}"] = _css_value(tag, name, item)
    return properties


def _css_name(tag: str, name: object) -> str:
    written = name if not isinstance(name, str) or name.startswith("--") else name.replace("_", "-")
    if not isinstance(written, str) or not _CSS_NAME.match(written):
        raise AttributeRefused(
            message("this is not a CSS property.", where=f"<{tag}> style", got=name, cure='Write "background-color".')
        )
    return written


def _css_value(tag: str, name: object, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise AttributeRefused(
            message(f"{name!r} cannot take this value.", where=f"<{tag}> style", expected="text or number", got=value)
        )
    text = str.__str__(value) if isinstance(value, str) else str(value)
    if _CSS_REFUSED.search(text):
        raise AttributeRefused(
            message(
                f"the value of {name!r} is more than one value.",
                where=f"<{tag}> style",
                expected="one CSS value, without ; { } < or !important",
                got=text,
            )
        )
    return text


# URLs.


def safe_url(tag: str, name: str, url: str) -> str:
    """The URL as a browser would read it, or `about:blank#blocked` where its scheme could run a script."""
    if url[:1] in "/#?":  # also "": whatever follows, this is no scheme
        return url.strip(_AROUND_URL).translate(_INSIDE_URL) if not url.isprintable() else url.rstrip(" ")
    url = url.strip(_AROUND_URL).translate(_INSIDE_URL)
    match = _SCHEME.match(url)
    if match is None or match[1].lower() in SAFE_SCHEMES:
        return url
    if tag in _PICTURES and name != "formaction" and _PICTURE_DATA.match(url):
        return url
    logger.warning("<%s %s>: a URL with the scheme %r was blocked.", tag, name, match[1][:20])
    return BLOCKED


def safe_urls(tag: str, name: str, urls: str) -> str:
    """A list of URLs (`srcset`, `ping`): all of them as they are, or none."""
    for part in urls.replace(",", " , ").split():
        if part != "," and safe_url(tag, name, part) is BLOCKED:
            return BLOCKED
    return urls


# What htpy has already written.


def parse_attributes(tag: str, text: str) -> dict[str, str]:
    """Attributes from the text that a plain htpy element keeps, checked like ours."""
    names = mapping_names[tag]
    attributes: dict[str, str] = {}
    end = 0
    for match in _HTPY_ATTRIBUTE.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        name, value = match[1], match[2]
        kind, written = names[html.unescape(name)]
        if kind in _NOT_IN_TEXT:
            raise _refused(tag, name, "cannot be read from a plain htpy element.", f"{_NOT_IN_TEXT[kind]}")
        attributes[written] = "" if value is None else _parsed(tag, written, kind, value)
    if end != len(text):
        raise AttributeRefused(message("its attributes cannot be read.", where=f"a plain htpy <{tag}>", got=text))
    return attributes


_NOT_IN_TEXT: Final = {
    Kind.STYLE: 'Take the element from pycomponents.html and write style={"width": "40%"}, or use a class',
    Kind.KEY: "Take the element from pycomponents.html",
    Kind.LIVE: "Take the element from pycomponents.html",
    Kind.RESET: "Take the element from pycomponents.html",
}


def _parsed(tag: str, name: str, kind: Kind, value: str) -> str:
    text = clean(unescape_attribute(value))
    return checked(tag, name, kind, text)


def checked(tag: str, name: str, kind: Kind, text: str) -> str:
    """A text as the value of an attribute of this kind."""
    if kind is Kind.URL:
        return safe_url(tag, name, text)
    if kind is Kind.URLS:
        return safe_urls(tag, name, text)
    return guarded(tag, name, text) if kind is Kind.GUARDED else text


def unescape_attribute(text: str) -> str:
    """Character references resolved as the parser does it in attributes: "?a=1&copy=2" stays."""
    return _REFERENCE.sub(_reference, text) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    found = match[0]
    if found.endswith("="):
        return found
    return html.unescape(found) if found[1] == "#" or found[1:] in html5 else found


keyword_names: Final = Tables(keywords=True)
mapping_names: Final = Tables(keywords=False)
