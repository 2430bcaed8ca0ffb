# ruff: noqa: N816  (SVG's names are written like this)
"""The elements: `from pycomponents.html import div, button`. htpy's names and syntax, made for a living page.

    div("#id.name", {"data-x": "1"}, for_="x", class_=["a", {"b": True}], on_click=self.add, key=item.pk)["text", …]

Where another framework writes `iframe`, `object` or `embed`, here it is `unsafe_iframe` and so on; an element with a
name of its own is `element("my-element")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

import htpy as _htpy
from htpy import ContextConsumer, ContextProvider, Fragment, Renderable, comment
from markupsafe import Markup

from pycomponents.dom.elements import make as _make
from pycomponents.dom.elements import make_void as _void
from pycomponents.dom.node import Key
from pycomponents.dom.tags import Attribute, Node
from pycomponents.dom.tags import Tag as Element
from pycomponents.dom.tags import Void as VoidElement
from pycomponents.errors import nearest as _nearest

# Without the elements: many of them are names of builtins, which a star would hide.
__all__ = [
    "Attribute",
    "Context",
    "ContextConsumer",
    "ContextProvider",
    "Element",
    "Fragment",
    "Key",
    "Markup",
    "Node",
    "Renderable",
    "VoidElement",
    "comment",
    "element",
    "fragment",
    "with_children",
]


if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
P = ParamSpec("P")
R_co = TypeVar("R_co", bound=Renderable, covariant=True)


# htpy's own, whose types now know components.


class Context(_htpy.Context[T]):
    """A value for whatever stands inside a node, however deep: `theme = Context("theme", default="light")`.

    `theme.provider("dark", node)` provides it; a function with `@theme.consumer` gets it as its first argument.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def provider(self, value: T, node: Node) -> ContextProvider[T]: ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        def consumer(  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
            self, func: Callable[Concatenate[T, P], Node]
        ) -> Callable[P, ContextConsumer[T]]: ...


class _Fragments(Protocol):
    def __getitem__(self, node: Node, /) -> Fragment: ...


class _TakesChildren(Renderable, Protocol[R_co]):
    def __getitem__(self, children: Node, /) -> R_co: ...


class _WithChildren(_TakesChildren[R_co], Protocol[P, R_co]):
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> _TakesChildren[R_co]: ...


def with_children(function: Callable[Concatenate[Node, P], R_co]) -> _WithChildren[P, R_co]:
    """Let a function take children in brackets, as its first argument: `card(title="x")[p["…"]]`."""
    plain: Any = _htpy.with_children
    return cast("_WithChildren[P, R_co]", plain(function))


# Several nodes without an element around them: `fragment[a, b]`.
fragment: Final = cast("_Fragments", _htpy.fragment)


def element(name: str) -> Element:
    """An element with a name of its own: `element("my-element")`. Raises `ChildError` for what is no safe name."""
    return _make(name)


a: Final = _make("a")
abbr: Final = _make("abbr")
address: Final = _make("address")
area: Final = _void("area")
article: Final = _make("article")
aside: Final = _make("aside")
audio: Final = _make("audio")
b: Final = _make("b")
base: Final = _void("base")
bdi: Final = _make("bdi")
bdo: Final = _make("bdo")
blockquote: Final = _make("blockquote")
body: Final = _make("body")
br: Final = _void("br")
button: Final = _make("button")
canvas: Final = _make("canvas")
caption: Final = _make("caption")
cite: Final = _make("cite")
code: Final = _make("code")
col: Final = _void("col")
colgroup: Final = _make("colgroup")
data: Final = _make("data")
datalist: Final = _make("datalist")
dd: Final = _make("dd")
del_: Final = _make("del")
details: Final = _make("details")
dfn: Final = _make("dfn")
dialog: Final = _make("dialog")
div: Final = _make("div")
dl: Final = _make("dl")
dt: Final = _make("dt")
em: Final = _make("em")
fieldset: Final = _make("fieldset")
figcaption: Final = _make("figcaption")
figure: Final = _make("figure")
footer: Final = _make("footer")
form: Final = _make("form")
h1: Final = _make("h1")
h2: Final = _make("h2")
h3: Final = _make("h3")
h4: Final = _make("h4")
h5: Final = _make("h5")
h6: Final = _make("h6")
head: Final = _make("head")
header: Final = _make("header")
hgroup: Final = _make("hgroup")
hr: Final = _void("hr")
html: Final = _make("html")
i: Final = _make("i")
img: Final = _void("img")
input: Final = _void("input")
ins: Final = _make("ins")
kbd: Final = _make("kbd")
label: Final = _make("label")
legend: Final = _make("legend")
li: Final = _make("li")
link: Final = _void("link")
main: Final = _make("main")
map: Final = _make("map")
mark: Final = _make("mark")
math: Final = _make("math")
menu: Final = _make("menu")
meta: Final = _void("meta")
meter: Final = _make("meter")
nav: Final = _make("nav")
noscript: Final = _make("noscript")
ol: Final = _make("ol")
optgroup: Final = _make("optgroup")
option: Final = _make("option")
output: Final = _make("output")
p: Final = _make("p")
picture: Final = _make("picture")
pre: Final = _make("pre")
progress: Final = _make("progress")
q: Final = _make("q")
rp: Final = _make("rp")
rt: Final = _make("rt")
ruby: Final = _make("ruby")
s: Final = _make("s")
samp: Final = _make("samp")
script: Final = _make("script")
search: Final = _make("search")
section: Final = _make("section")
select: Final = _make("select")
slot: Final = _make("slot")
small: Final = _make("small")
source: Final = _void("source")
span: Final = _make("span")
strong: Final = _make("strong")
style: Final = _make("style")
sub: Final = _make("sub")
summary: Final = _make("summary")
sup: Final = _make("sup")
svg: Final = _make("svg")
table: Final = _make("table")
tbody: Final = _make("tbody")
td: Final = _make("td")
textarea: Final = _make("textarea")
tfoot: Final = _make("tfoot")
th: Final = _make("th")
thead: Final = _make("thead")
time: Final = _make("time")
title: Final = _make("title")
tr: Final = _make("tr")
track: Final = _void("track")
u: Final = _make("u")
ul: Final = _make("ul")
var: Final = _make("var")
video: Final = _make("video")
wbr: Final = _void("wbr")


# SVG. `a`, `style`, `script` and `title` are the same names as above.

animate: Final = _make("animate")
animateMotion: Final = _make("animateMotion")
animateTransform: Final = _make("animateTransform")
circle: Final = _make("circle")
clipPath: Final = _make("clipPath")
defs: Final = _make("defs")
desc: Final = _make("desc")
ellipse: Final = _make("ellipse")
feBlend: Final = _make("feBlend")
feColorMatrix: Final = _make("feColorMatrix")
feComponentTransfer: Final = _make("feComponentTransfer")
feComposite: Final = _make("feComposite")
feDropShadow: Final = _make("feDropShadow")
feFlood: Final = _make("feFlood")
feFuncA: Final = _make("feFuncA")
feFuncB: Final = _make("feFuncB")
feFuncG: Final = _make("feFuncG")
feFuncR: Final = _make("feFuncR")
feGaussianBlur: Final = _make("feGaussianBlur")
feImage: Final = _make("feImage")
feMerge: Final = _make("feMerge")
feMergeNode: Final = _make("feMergeNode")
feMorphology: Final = _make("feMorphology")
feOffset: Final = _make("feOffset")
feTurbulence: Final = _make("feTurbulence")
filter: Final = _make("filter")
foreignObject: Final = _make("foreignObject")
g: Final = _make("g")
image: Final = _make("image")
line: Final = _make("line")
linearGradient: Final = _make("linearGradient")
marker: Final = _make("marker")
mask: Final = _make("mask")
metadata: Final = _make("metadata")
mpath: Final = _make("mpath")
path: Final = _make("path")
pattern: Final = _make("pattern")
polygon: Final = _make("polygon")
polyline: Final = _make("polyline")
radialGradient: Final = _make("radialGradient")
rect: Final = _make("rect")
set: Final = _make("set")
stop: Final = _make("stop")
switch: Final = _make("switch")
symbol: Final = _make("symbol")
text: Final = _make("text")
textPath: Final = _make("textPath")
tspan: Final = _make("tspan")
use: Final = _make("use")
view: Final = _make("view")

# What these show or run comes from elsewhere, and no one here has seen it.

unsafe_embed: Final = _void("embed", unsafe=True)
unsafe_iframe: Final = _void("iframe", unsafe=True)
unsafe_object: Final = _make("object", unsafe=True)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Element:
        """`from pycomponents.html import my_element`, as htpy does it; type checkers want `element("my-element")`."""
        if name.startswith("__"):  # Python asks for __path__ at each import of a name, in a function as in a module
            raise AttributeError(name)
        if name.startswith("_") or ("_" not in name and name not in ("iframe", "object", "embed", "template")):
            known = [*__all__, *(known for known, value in globals().items() if isinstance(value, Element))]
            raise AttributeError(f"pycomponents.html has no {name!r}.{_nearest(name, known)}")
        return _make(name.rstrip("_").replace("_", "-"))
