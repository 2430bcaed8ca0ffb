"""What the values of attributes become: texts, classes, styles, safe URLs.

Everything is checked when a node is made, so that the first HTML and the patches carry the same.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterable, Mapping
from html.entities import html5
from typing import Final, cast

from pycomponents.dom.names import Kind, refused
from pycomponents.errors import AttributeRefused, message

logger = logging.getLogger("pycomponents.dom")

# Tags whose `href` or `src` shows a picture and does nothing else, so that it may be a data: URL of one.
_PICTURES: Final = frozenset("img source input video image feImage link".split())
SAFE_SCHEMES: Final = frozenset("http https mailto tel sms ftp geo webcal".split())
BLOCKED: Final = "about:blank#blocked"
_PICTURE_DATA: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|bmp|x-icon)[;,]", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AROUND_URL: Final = "".join(map(chr, range(0x21)))
_INSIDE_URL: Final = str.maketrans("", "", "\t\n\r")

_CSS_NAME: Final = re.compile(r"(?:--[A-Za-z0-9_-]+|-?[a-z][a-z0-9-]*)\Z")
_CSS_REFUSED: Final = re.compile(r"[;{}<\x00-\x1f\x7f]|!\s*important", re.IGNORECASE)

_REFERENCE: Final = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9A-Fa-f]+);?|[A-Za-z][A-Za-z0-9]*[;=]?)")


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


def unescape_attribute(text: str) -> str:
    """Character references resolved as the parser does it in attributes: "?a=1&copy=2" stays."""
    return _REFERENCE.sub(_reference, text) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    found = match[0]
    if found.endswith("="):
        return found
    return html.unescape(found) if found[1] == "#" or found[1:] in html5 else found


def checked(tag: str, name: str, kind: Kind, text: str) -> str:
    """A text as the value of an attribute of this kind."""
    if kind is Kind.URL:
        return safe_url(tag, name, text)
    if kind is Kind.URLS:
        return safe_urls(tag, name, text)
    return _guarded(tag, name, text) if kind is Kind.GUARDED else text


def state_of(tag: str, name: str, value: object) -> str | None:
    """The value of an attribute that says "true" and "false": `aria_expanded=False` is not the same as none."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return None if value is None else text_of(tag, name, value)


def _guarded(tag: str, name: str, text: str) -> str:
    """The value of an attribute that names what else happens: no animation of links or listeners, no meta refresh."""
    lowered = text.strip().lower()
    if name == "attributeName" and (lowered.endswith("href") or lowered.startswith("on")):
        raise refused(tag, name, f"may not animate {lowered!r}.", "Set it with the element's own attribute")
    if name == "http-equiv" and lowered == "refresh":
        raise refused(tag, name, "may not load another page.", "Redirect by an HTTP response")
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
