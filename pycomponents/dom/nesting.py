"""What only a programmer can get wrong, looked for in DEBUG and in tests: nesting that a browser changes, lost keys.

Only what the HTML parser would really change is an error, not all that the standard calls invalid: the first HTML and
later patches must give the same tree. The rules are those of "tree construction" in the HTML standard, turned round:
for each open element that makes the parser close or move something, a flag that is set on the way inward.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.dom.names import SVG_TAGS
from pycomponents.dom.node import Boundary, Element, IterablePlaces, Raw
from pycomponents.dom.raw import VOID, tags
from pycomponents.errors import MissingKeysError, NestingError, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pycomponents.dom.node import Listener, Node, Place, Root

# An open element of this kind is in the scope that the parser searches.
_P: Final = 1
_A: Final = 2
_BUTTON: Final = 4
_FORM: Final = 8
_LI: Final = 16
_DD: Final = 32
_FOREIGN: Final = 64  # inside svg or math
_FLAGS: Final = {
    _P: "p",
    _A: "a",
    _BUTTON: "button",
    _FORM: "form",
    _LI: "li",
    _DD: "dt or dd",
    _FOREIGN: "svg or math",
}

_HEADINGS: Final = "h1 h2 h3 h4 h5 h6"
# Start tags before which the parser closes an open p.
_CLOSES_P: Final = (
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    f"{_HEADINGS} header hgroup hr li main menu nav ol p pre search section summary table ul"
)
# Start tags before which the parser leaves svg and math.
_LEAVES_FOREIGN: Final = (
    f"b big blockquote body br center code dd div dl dt em embed {_HEADINGS} head hr i img li menu meta nobr ol p pre "
    "ruby s small span strong strike sub sup table tt u ul var"
)
# Elements that are void in HTML stay open in svg and math.
_STAYS_OPEN: Final = "area col input source track wbr"
# Elements at which the search for an open li, dt or dd ends.
_SPECIAL: Final = (
    f"article aside blockquote body button caption center colgroup dd details dir dl dt fieldset figcaption figure "
    f"footer form {_HEADINGS} header hgroup html li main menu nav noscript object ol pre search section select "
    "summary table tbody td tfoot th thead tr ul foreignObject desc"
)

# start tag → flags that forbid it
_FORBIDDEN: Final[dict[str, int]] = {}
# element → (flags that end at it, flags that begin)
_ENTER: Final[dict[str, tuple[int, int]]] = {}
for _tags, _mask in (
    (_CLOSES_P, _P),
    (_LEAVES_FOREIGN, _FOREIGN),
    (_STAYS_OPEN, _FOREIGN),
    ("rp rt", 0),
    ("a", _A),
    ("button", _BUTTON),
    ("form", _FORM),
    ("li", _LI),
    ("dd dt", _DD),
):
    for _tag in _tags.split():
        _FORBIDDEN[_tag] = _FORBIDDEN.get(_tag, 0) | _mask
for _tags, _ends, _begins in (
    (_SPECIAL, _LI | _DD, 0),
    ("caption object table td th foreignObject desc", _P | _BUTTON, 0),
    ("caption object td th", _A, 0),
    ("foreignObject desc", _FOREIGN, 0),
    ("button", _P, _BUTTON),
    ("p", 0, _P),
    ("a", 0, _A),
    ("form", 0, _FORM),
    ("li", 0, _LI),
    ("dd dt", 0, _DD),
    ("svg math", 0, _FOREIGN),
):
    for _tag in _tags.split():
        _end, _begin = _ENTER.get(_tag, (0, 0))
        _ENTER[_tag] = (_end | _ends, _begin | _begins)

# The only parents in which the parser leaves these.
_PARENTS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys("caption colgroup thead tbody tfoot".split(), frozenset(("table",))),
    "tr": frozenset(("thead", "tbody", "tfoot")),
    **dict.fromkeys("td th".split(), frozenset(("tr",))),
    "col": frozenset(("colgroup",)),
}
# The only children that the parser leaves in these.
_SECTION: Final = frozenset(("tr", "script", "style"))
_CHILDREN: Final[dict[str, frozenset[str]]] = {
    "table": frozenset("caption colgroup thead tbody tfoot script style".split()),
    **dict.fromkeys("thead tbody tfoot".split(), _SECTION),
    "tr": frozenset("td th script style".split()),
    "colgroup": frozenset(("col",)),
    # Newer browsers leave more in a select; all leave these.
    "select": frozenset("option optgroup hr script".split()),
    "optgroup": frozenset(("option", "script")),
}
_CLOSED_BY: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(_HEADINGS.split(), frozenset(_HEADINGS.split())),
    "option": frozenset("option optgroup".split()),
}
_NO_TEXT: Final = frozenset("table thead tbody tfoot tr colgroup".split())
# Chromium puts what is deeper beside its parent.
_DEEPEST: Final = 500


def check(root: Root) -> None:
    """Raise `NestingError` or `MissingKeysError` for a tree, and for what is mounted in it so far."""
    if root is not None:
        _check(root, None, 0, [])


def _check(node: Node, parent: str | None, flags: int, way: list[str]) -> None:
    while isinstance(node, Boundary):
        inner: Root = getattr(node.mounted, "root", None)
        if inner is None:
            return
        node = inner
    if isinstance(node, Element):
        _check_element(node, parent, flags, way)
    elif isinstance(node, Raw):
        _check_raw(node, parent, flags, way)
    elif parent in _NO_TEXT and not node.isspace():
        raise _moved(f"the text {node[:30]!r}", way, "a table has text only in its cells.")


def _check_element(element: Element, parent: str | None, flags: int, way: list[str]) -> None:
    tag = element.tag
    if parent is None and tag in SVG_TAGS and tag != "svg":
        flags = _FOREIGN
    if tag in _FORBIDDEN or parent in _CHILDREN or tag in _PARENTS or parent in _CLOSED_BY or tag in SVG_TAGS:
        _check_start(tag, parent, flags, way, hidden=element.attributes.get("type") == "hidden")
    way.append(tag)
    if len(way) > _DEEPEST:
        raise _moved(f"<{tag}>", way[:8], f"browsers do not nest deeper than {_DEEPEST} elements.")
    if tag in _ENTER:
        ends, begins = _ENTER[tag]
        flags = flags & ~ends | begins
    for child in element.children:
        if isinstance(child, Element):
            _check_element(child, tag, flags, way)
        elif type(child) is not str or tag in _NO_TEXT:
            _check(child, tag, flags, way)
    if element.places is not None:
        _check_keys(element, way)
    way.pop()


def _check_start(tag: str, parent: str | None, flags: int, way: list[str], *, hidden: bool = False) -> None:
    # In svg and math the parser leaves all as it is, but for the tags that lead out.
    mask = _FORBIDDEN.get(tag, 0) & (flags & _FOREIGN or flags)
    if mask:
        opened = next(name for flag, name in _FLAGS.items() if mask & flag)
        raise _moved(f"<{tag}>", way, f"it cannot stand anywhere inside {opened}.")
    if flags & _FOREIGN or parent is None:
        return
    if tag in SVG_TAGS and tag != "svg":
        raise _moved(f"<{tag}>", way, "it means something only inside svg.")
    if tag in _PARENTS and parent not in _PARENTS[tag]:
        raise _moved(f"<{tag}>", way, f"it stands only directly in {_either(_PARENTS[tag])}.")
    if parent in _CHILDREN and tag not in _CHILDREN[parent] and not (hidden and parent == "table"):
        raise _moved(f"<{tag}>", way, f"in <{parent}> there is only {_either(_CHILDREN[parent])}.")
    if parent in _CLOSED_BY and tag in _CLOSED_BY[parent]:
        raise _moved(f"<{tag}>", way, f"it ends the <{parent}>.")
    if tag in ("rp", "rt") and parent in ("dd", "dt", "li", "p", "rp", "rt") and "ruby" in way:
        raise _moved(f"<{tag}>", way, f"it ends the <{parent}>.")
    if parent == "option" and "datalist" not in way:
        raise _moved(f"<{tag}>", way, "not every browser keeps elements in an option.")


def _check_raw(raw: Raw, parent: str | None, flags: int, way: list[str]) -> None:
    """Raw HTML is trusted to be right in itself; what stands around it must be left alone."""
    if parent == "table":
        raise _moved("raw HTML", way, "rows stand in a tbody: table[tbody[…]].")
    outer = [flags]
    for tag, is_end, closes_itself in tags(raw.html):
        if is_end:
            if len(outer) > 1:
                outer.pop()
            continue
        _check_start(tag, parent if len(outer) == 1 else None, outer[-1], way)
        if tag not in VOID and not closes_itself:
            outer.append(outer[-1] & ~_ENTER.get(tag, (0, 0))[0] | (_FOREIGN if tag in ("svg", "math") else 0))


def _moved(what: str, way: list[str], why: str) -> NestingError:
    return NestingError(
        message(f"a browser would not leave {what} here: {why}", where=" > ".join(way), cure="Nest them another way.")
    )


def _either(names: Iterable[str]) -> str:
    return " or ".join(f"<{name}>" for name in sorted(names) if name not in ("script", "style"))


# Keys.


def _check_keys(element: Element, way: list[str]) -> None:
    """Raise for unkeyed siblings from one iterable that only their bound arguments tell apart."""
    seen: dict[tuple[int, ...], list[Listener]] = {}
    for child, place in zip(element.children, element.places or range(len(element.children)), strict=True):
        iterable = iterable_of(place, element)
        if iterable is None or not isinstance(child, Element):
            continue
        before = seen.setdefault(iterable, [])
        mine = list(_listeners(child))
        for listener in mine:
            if any(other.same_code(listener) and other != listener for other in before):
                raise _keys_missing(child, listener, way)
        before += [one for one in mine if not any(one.same_code(other) for other in before)]


def iterable_of(place: Place, element: Element) -> tuple[int, ...] | None:
    """Which iterable a child comes from; `None` for one that is keyed or was written out."""
    if isinstance(place, tuple):
        return place[:-1] if place[-1] >= 0 else None
    if isinstance(place, int) and isinstance(element.places, IterablePlaces):
        return ()
    return None


def _listeners(element: Element) -> Iterator[Listener]:
    if element.listeners is not None:
        yield from element.listeners.values()
    for child in element.children:
        if isinstance(child, Element):
            yield from _listeners(child)


def _keys_missing(child: Element, listener: Listener, way: list[str]) -> MissingKeysError:
    return MissingKeysError(
        message(
            "these siblings come from one iterable, have no keys, and listen with different arguments: a click could "
            "mean the neighbour.",
            where=" > ".join((*way, child.tag)),
            got=listener,
            cure=f"Give each a key that stays with it: {child.tag}(key=item.pk, …).",
        )
    )
