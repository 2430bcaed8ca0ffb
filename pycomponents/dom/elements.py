"""Which elements there are: from a name to an element, where it is a safe one."""

from __future__ import annotations

import re
from typing import Final

from pycomponents.dom.names import SVG_TAGS
from pycomponents.dom.raw import VOID
from pycomponents.dom.special import DOCUMENT_TAGS, Special
from pycomponents.dom.tags import Tag, Void, bare
from pycomponents.errors import ChildError, message

_TAG: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9_.-]*)?\Z")
# Elements that run or load what no one here has seen, and those that stop the parser from reading HTML.
_UNSAFE: Final = frozenset(("iframe", "object", "embed"))
_REFUSED: Final = frozenset("applet fencedframe frame frameset listing noembed noframes plaintext template xmp".split())
_SPECIAL: Final = frozenset(("table", "textarea", "noscript"))


def make(name: str, attributes: dict[str, str] | None = None, *, unsafe: bool = False) -> Tag:
    """The element of this name, without children. Raises `ChildError` for what is no element, or no safe one."""
    if name in _REFUSED or (name in _UNSAFE and not unsafe):
        cure = f"from pycomponents.html import unsafe_{name}" if name in _UNSAFE else "Build it from other elements."
        raise ChildError(message("this element is not safe to write.", where=f"<{name}>", cure=cure))
    cls: type[Tag] = Tag
    if name in VOID or name == "iframe":
        cls = Void
    elif name in _SPECIAL or name in DOCUMENT_TAGS or name in SVG_TAGS:
        cls = Special
    return bare(cls, _checked(name), attributes, is_open=name in DOCUMENT_TAGS)


def make_void(name: str, *, unsafe: bool = False) -> Void:
    """An element that has no children, with the type that says so."""
    element = make(name, unsafe=unsafe)
    assert isinstance(element, Void)
    return element


def _checked(name: str) -> str:
    if not _TAG.match(name) or (not name.islower() and name not in SVG_TAGS):
        raise ChildError(
            message("this is not the name of an element.", got=name, cure="Names are lower case: my-element, section.")
        )
    return name
