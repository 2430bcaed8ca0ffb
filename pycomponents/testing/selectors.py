"""CSS selectors on the document: those that say what stands there, not how it looks or what a pointer does.

A selector is parsed once to a record; matching goes from its right end to the left, as browsers do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from pycomponents.errors import message, nearest
from pycomponents.testing import live
from pycomponents.testing.dom import HTML, Document, Element, Text
from pycomponents.testing.errors import LocatorError
from pycomponents.testing.look import closest, within
from pycomponents.testing.roles import is_disabled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def select(root: Element, css: str) -> list[Element]:
    """The elements in `root` that a selector names, in the order of the document; as `root.querySelectorAll(css)`.

    A selector may begin with a combinator: `> li` are the children of `root`.
    """
    selector = _parsed(css)
    query = _Query(root)
    return [element for element in within(root) if _fits_any(element, selector, query)]


def matches(element: Element, css: str) -> bool:
    """Whether a selector names this element; as `element.matches(css)`."""
    return _fits_any(element, _parsed(css), _Query(element))


# Matching.


class _Query:
    """One question: what `:scope` is, and what was found out about siblings on the way.

    anchor: the element whose `:has()` is being answered.
    """

    __slots__ = ("anchor", "document", "places", "scope", "siblings")

    def __init__(self, scope: Element) -> None:
        self.scope = scope
        self.document = scope if isinstance(scope, Document) else scope.document
        self.anchor: Element | None = None
        self.siblings: dict[Element, tuple[list[Element], dict[Element, int]]] = {}
        self.places: dict[tuple[object, Element], dict[Element, int]] = {}

    def around(self, element: Element) -> tuple[list[Element], dict[Element, int]]:
        """The element's siblings with itself, and where each stands."""
        parent = element.parent
        if parent is None:
            return [element], {element: 0}
        known = self.siblings.get(parent)
        if known is None:
            elements = [child for child in parent.children if isinstance(child, Element)]
            known = self.siblings[parent] = elements, {one: index for index, one in enumerate(elements)}
        return known


_Test: TypeAlias = "Callable[[Element, _Query], bool]"


class _Compound:
    """What is asked of one element. link: the combinator that leads to the compound on its left, "" for none."""

    __slots__ = ("link", "tag", "tests")

    def __init__(self) -> None:
        self.tag: tuple[str, str] | None = None  # as of HTML, and as written
        self.tests: list[_Test] = []
        self.link = ""

    def fits(self, element: Element, query: _Query) -> bool:
        tag = self.tag
        if tag is not None and element.tag != (tag[0] if element.namespace == HTML else tag[1]):
            return False
        for test in self.tests:
            if not test(element, query):
                break
        else:
            return True
        return False


# From left to right. A list of them is what commas make.
_Complex: TypeAlias = "tuple[_Compound, ...]"
_List: TypeAlias = "tuple[_Complex, ...]"


def _fits_any(element: Element, selector: _List, query: _Query) -> bool:
    for complex_ in selector:
        last = len(complex_) - 1
        if complex_[last].fits(element, query) and (last == 0 or _fits_left(element, complex_, last, query)):
            return True
    return False


def _fits_left(element: Element, complex_: _Complex, at: int, query: _Query) -> bool:
    # Whether what stands left of a compound, which fits the element, is there around it.
    if at == 0:
        return True
    left = complex_[at - 1]
    return any(
        left.fits(one, query) and _fits_left(one, complex_, at - 1, query)
        for one in _candidates(element, complex_[at].link, query)
    )


def _candidates(element: Element, link: str, query: _Query) -> list[Element]:
    if link == " ":
        return [one for one in element.ancestors() if not isinstance(one, Document)]
    if link == ">":
        parent = element.parent
        return [] if parent is None or isinstance(parent, Document) else [parent]
    siblings, places = query.around(element)
    at = places[element]
    return siblings[max(at - 1, 0) : at] if link == "+" else siblings[:at][::-1]


# Tests by what was written.


def _by_id(name: str) -> _Test:
    return lambda element, query: element.attributes.get("id") == name


_CLASSES: Final = re.compile(r"[^ \t\n\f\r]+")


def _by_class(name: str) -> _Test:
    def test(element: Element, query: _Query) -> bool:
        classes = element.attributes.get("class")
        return classes is not None and name in classes and name in _CLASSES.findall(classes)

    return test


# On elements of HTML, these values are the same in capitals.
_CAPITALS_ALIKE: Final = frozenset(
    """accept accept-charset align alink axis bgcolor charset checked clear codetype color compact declare defer dir
    direction disabled enctype face frame hreflang http-equiv lang language link media method multiple nohref noresize
    noshade nowrap readonly rel rev rules scope scrolling selected shape target text type valign valuetype
    vlink""".split()
)


def _by_attribute(name: str, operator: str, value: str, flag: str) -> _Test:
    of_html = name.lower()
    if not operator:
        return lambda element, query: (of_html if element.namespace == HTML else name) in element.attributes
    compare = _OPERATORS[operator]
    folded = value.lower()

    def test(element: Element, query: _Query) -> bool:
        is_html = element.namespace == HTML
        held = element.attributes.get(of_html if is_html else name)
        if held is None:
            return False
        if flag == "i" or (not flag and is_html and of_html in _CAPITALS_ALIKE):
            return compare(held.lower(), folded)
        return compare(held, value)

    return test


def _has_word(held: str, value: str) -> bool:
    return value in _CLASSES.findall(held)


_OPERATORS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "=": lambda held, value: held == value,
    "~=": _has_word,
    "|=": lambda held, value: held == value or held.startswith(f"{value}-"),
    "^=": lambda held, value: bool(value) and held.startswith(value),
    "$=": lambda held, value: bool(value) and held.endswith(value),
    "*=": lambda held, value: bool(value) and value in held,
}


# Pseudo-classes without parentheses.

_INPUTS_REQUIRED: Final = frozenset(
    """text search url tel email password date month week time datetime-local number checkbox radio file""".split()
)
_INPUTS_READONLY: Final = frozenset(
    """text search url tel email password date month week time datetime-local number""".split()
)
_INPUTS_PLACEHOLDER: Final = frozenset("text search url tel email password number".split())
_DISABLEABLE: Final = frozenset("button input select textarea optgroup option fieldset".split())


def _is(element: Element, *tags: str) -> bool:
    return element.namespace == HTML and element.tag in tags


def _is_empty(element: Element, query: _Query) -> bool:
    return not any(isinstance(one, Element) or (isinstance(one, Text) and one.data) for one in element.children)


def _is_checked(element: Element, query: _Query) -> bool:
    if _is(element, "option"):
        return live.is_selected(element)
    return _is(element, "input") and live.type_of(element) in ("checkbox", "radio") and live.is_checked(element)


def _is_off(element: Element) -> bool:
    # Whether it is disabled, as `:disabled` means it: a fieldset may be too, an option goes by its group alone.
    if element.tag in ("option", "optgroup"):
        return "disabled" in element.attributes or (element.tag == "option" and _has_group_off(element))
    if element.tag != "fieldset":
        return is_disabled(element) or _is_in_off_fieldset(element)
    return "disabled" in element.attributes or _is_in_off_fieldset(element)


def _has_group_off(option: Element) -> bool:
    group = option.parent
    return group is not None and group.tag == "optgroup" and "disabled" in group.attributes


def _is_in_off_fieldset(element: Element) -> bool:
    for fieldset in element.ancestors():
        if fieldset.tag == "fieldset" and "disabled" in fieldset.attributes:
            legend = next((one for one in fieldset.children if isinstance(one, Element) and one.tag == "legend"), None)
            if legend is None or not legend.contains(element):
                return True
    return False


def _is_disabled(element: Element, query: _Query) -> bool:
    return _is(element, *_DISABLEABLE) and _is_off(element)


def _is_enabled(element: Element, query: _Query) -> bool:
    return _is(element, *_DISABLEABLE) and not _is_off(element)


def _is_required(element: Element, query: _Query) -> bool:
    if "required" not in element.attributes:
        return False
    return _is(element, "select", "textarea") or (_is(element, "input") and live.type_of(element) in _INPUTS_REQUIRED)


def _is_optional(element: Element, query: _Query) -> bool:
    return _is(element, "input", "select", "textarea") and not _is_required(element, query)


def _is_read_write(element: Element, query: _Query) -> bool:
    if _is(element, "textarea") or (_is(element, "input") and live.type_of(element) in _INPUTS_READONLY):
        return "readonly" not in element.attributes and not _is_off(element)
    return _is_editable(element)


def _is_editable(element: Element) -> bool:
    host = closest(element, lambda one: "contenteditable" in one.attributes)
    return host is not None and host.attributes["contenteditable"].lower() in ("", "true", "plaintext-only")


def _is_read_only(element: Element, query: _Query) -> bool:
    return not _is_read_write(element, query)


def _is_placeholder_shown(element: Element, query: _Query) -> bool:
    if not element.attributes.get("placeholder"):
        return False
    shows = _is(element, "textarea") or (_is(element, "input") and live.type_of(element) in _INPUTS_PLACEHOLDER)
    return shows and not live.value_of(element)


def _is_focused(element: Element, query: _Query) -> bool:
    return query.document is not None and query.document.focused is element


def _has_focus_within(element: Element, query: _Query) -> bool:
    return query.document is not None and element.contains(query.document.focused)


def _is_target(element: Element, query: _Query) -> bool:
    _, _, fragment = ("" if query.document is None else query.document.url).partition("#")
    return bool(fragment) and element.attributes.get("id") == fragment


def _is_root(element: Element, query: _Query) -> bool:
    return isinstance(element.parent, Document)


def _is_scope(element: Element, query: _Query) -> bool:
    return element is query.scope or (isinstance(query.scope, Document) and _is_root(element, query))


def _is_anchor(element: Element, query: _Query) -> bool:
    return element is query.anchor


def _is_link(element: Element, query: _Query) -> bool:
    return _is(element, "a", "area") and "href" in element.attributes


def _is_open(element: Element, query: _Query) -> bool:
    return _is(element, "details", "dialog") and "open" in element.attributes


def _is_modal(element: Element, query: _Query) -> bool:
    return query.document is not None and any(one is element for one in query.document.modal)


def _is_popover_open(element: Element, query: _Query) -> bool:
    document = query.document
    return document is not None and "popover" in element.attributes and any(one is element for one in document.top)


def _is_indeterminate(element: Element, query: _Query) -> bool:
    if _is(element, "progress"):
        return "value" not in element.attributes
    return _is(element, "input") and live.type_of(element) == "checkbox" and live.is_indeterminate(element)


# Places among siblings.

_Nth: TypeAlias = "tuple[int, int]"


def _place(element: Element, query: _Query, kind: object, of: Callable[[Element], object], *, last: bool) -> int:
    # Counted from 1 among those siblings for which `of` says the same; 0 where it says None.
    parent = element.parent
    if parent is None:
        return 0 if of(element) is None else 1
    key = (kind, parent)
    places = query.places.get(key)
    if places is None:
        places = query.places[key] = {}
        counts: dict[object, int] = {}
        siblings, _ = query.around(element)
        for one in reversed(siblings) if last else siblings:
            group = of(one)
            if group is not None:
                places[one] = counts[group] = counts.get(group, 0) + 1
    return places.get(element, 0)


def _is_nth(place: int, nth: _Nth) -> bool:
    step, start = nth
    if place == 0:
        return False
    return place == start if step == 0 else (place - start) % step == 0 and (place - start) // step >= 0


def _any_child(element: Element) -> object:
    return True


def _type(element: Element) -> object:
    return element.namespace, element.tag


def _nth_child(nth: _Nth, *, last: bool = False, of: _List | None = None) -> _Test:
    if of is None:
        return lambda element, query: _is_nth(_place(element, query, last, _any_child, last=last), nth)
    kind = (last, id(of))

    def test(element: Element, query: _Query) -> bool:
        def chosen(one: Element) -> object:
            return True if _fits_any(one, of, query) else None

        return _is_nth(_place(element, query, kind, chosen, last=last), nth)

    return test


def _nth_of_type(nth: _Nth, *, last: bool = False) -> _Test:
    kind = ("type", last)
    return lambda element, query: _is_nth(_place(element, query, kind, _type, last=last), nth)


def _both(one: _Test, other: _Test) -> _Test:
    return lambda element, query: one(element, query) and other(element, query)


_FIRST: Final = (0, 1)
_SIMPLE: Final[Mapping[str, _Test]] = {
    "any-link": _is_link,
    "checked": _is_checked,
    "disabled": _is_disabled,
    "empty": _is_empty,
    "enabled": _is_enabled,
    "first-child": _nth_child(_FIRST),
    "first-of-type": _nth_of_type(_FIRST),
    "focus": _is_focused,
    "focus-within": _has_focus_within,
    "indeterminate": _is_indeterminate,
    "last-child": _nth_child(_FIRST, last=True),
    "last-of-type": _nth_of_type(_FIRST, last=True),
    "link": _is_link,
    "modal": _is_modal,
    "only-child": _both(_nth_child(_FIRST), _nth_child(_FIRST, last=True)),
    "only-of-type": _both(_nth_of_type(_FIRST), _nth_of_type(_FIRST, last=True)),
    "open": _is_open,
    "optional": _is_optional,
    "placeholder-shown": _is_placeholder_shown,
    "popover-open": _is_popover_open,
    "read-only": _is_read_only,
    "read-write": _is_read_write,
    "required": _is_required,
    "root": _is_root,
    "scope": _is_scope,
    "target": _is_target,
}


# Pseudo-classes of selectors.


def _is_one_of(selector: _List) -> _Test:
    return lambda element, query: _fits_any(element, selector, query)


def _is_none_of(selector: _List) -> _Test:
    return lambda element, query: not _fits_any(element, selector, query)


def _has(selector: _List) -> _Test:
    # Each of its selectors begins at the element that is asked: its first compound is that anchor.
    looks_aside = any(one[1].link in "+~" for one in selector)

    def test(element: Element, query: _Query) -> bool:
        outer, query.anchor = query.anchor, element
        try:
            return any(_fits_any(one, selector, query) for one in _reach(element, query, looks_aside=looks_aside))
        finally:
            query.anchor = outer

    return test


def _reach(element: Element, query: _Query, *, looks_aside: bool) -> list[Element]:
    inner = within(element)
    if looks_aside:
        siblings, places = query.around(element)
        for sibling in siblings[places[element] + 1 :]:
            inner += [sibling, *within(sibling)]
    return inner


# Parsing.

_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.)|$)", re.DOTALL)
_NAME: Final = re.compile(
    r"(?:--|-?(?:[A-Za-z_]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}[ \t\n]?|\\[^\n]))"
    r"(?:\\[0-9a-fA-F]{1,6}[ \t\n]?|[-\w]|[^\x00-\x7f]|\\[^\n])*",
    re.ASCII,
)
_HASH: Final = re.compile(r"(?:\\[0-9a-fA-F]{1,6}[ \t\n]?|[-\w]|[^\x00-\x7f]|\\[^\n])+", re.ASCII)
_BLANK: Final = re.compile(r"(?:[ \t\n\r\f]|/\*.*?\*/)*", re.DOTALL)
_STRING: Final = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'""", re.DOTALL)
_OPERATOR: Final = re.compile(r"[~|^$*]?=")
_FLAG: Final = re.compile(r"[iIsS](?=[ \t\n\r\f]*\])")
_NTH: Final = re.compile(
    r"(?P<word>odd|even)|(?P<step>[+-]?\d*)n(?:[ \t\n]*(?P<sign>[+-])[ \t\n]*(?P<start>\d+))?|(?P<only>[+-]?\d+)",
    re.IGNORECASE,
)
_OF: Final = re.compile(r"[ \t\n\r\f]+of(?=[ \t\n\r\f.#\[:*])", re.IGNORECASE)
_LISTS: Final[Mapping[str, Callable[[_List], _Test]]] = {
    "is": _is_one_of,
    "not": _is_none_of,
    "where": _is_one_of,
}
_NTHS: Final = ("nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type")
_KNOWN: Final = tuple(sorted([*_SIMPLE, *(f"{name}()" for name in (*_LISTS, "has", *_NTHS))]))
_CURES: Final = {
    "has-text": "Use .filter(has_text=…).",
    "text": "Use get_by_text(…).",
    "text-is": "Use get_by_text(…, exact=True).",
    "text-matches": "Use get_by_text(re.compile(…)).",
    "contains": "Use .filter(has_text=…).",
    "visible": "Use .filter(visible=True).",
    "nth-match": "Use .nth(…).",
    "first": "Use .first.",
    "last": "Use .last.",
    "eq": "Use .nth(…).",
}


@lru_cache(maxsize=512)
def _parsed(css: str) -> _List:
    parser = _Parser(css)
    selector = parser.list(_is_scope)
    if parser.at < len(css):
        parser.fail(f"{css[parser.at]!r} cannot stand here")
    return selector


def _compound(test: _Test) -> _Compound:
    compound = _Compound()
    compound.tests.append(test)
    return compound


class _Parser:
    """Goes through a selector from the left; `at` is where it stands."""

    def __init__(self, css: str) -> None:
        self.css = css
        self.at = 0

    def fail(self, what: str, *, expected: str = "", cure: str = "") -> NoReturn:
        """Raise: what is wrong, and where in the selector."""
        got = f"{self.css[: self.at]}▸{self.css[self.at :]}"
        raise LocatorError(
            message(
                what, where=f"The CSS selector {self.css!r}", expected=expected, cure=f"At ▸: {got} {cure}".rstrip()
            )
        )

    # Steps.

    def peek(self, width: int = 1) -> str:
        return self.css[self.at : self.at + width]

    def take(self, text: str) -> bool:
        if not self.css.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.css, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def blank(self) -> bool:
        match = self.match(_BLANK)
        return match is not None and bool(match[0])

    def need(self, text: str, what: str) -> None:
        if not self.take(text):
            self.fail(what, expected=repr(text))

    def name(self, what: str) -> str:
        match = self.match(_NAME)
        if match is None:
            self.fail(f"{what} has no name", expected="letters, digits, - and _, anything else after a backslash")
        return _unescaped(match[0])

    # Parts.

    def list(self, anchor: _Test | None, *, anchored: bool = False) -> _List:
        """Selectors with commas between them. anchor: who stands before one that begins with a combinator."""
        found = [self.complex(anchor, anchored=anchored)]
        while self.take(","):
            found.append(self.complex(anchor, anchored=anchored))
        return tuple(found)

    def complex(self, anchor: _Test | None, *, anchored: bool) -> _Complex:
        self.blank()
        compounds: list[_Compound] = []
        link = ""
        if anchor is not None and (self.peek() in (">", "+", "~") or anchored):
            compounds.append(_compound(anchor))
            link = self.combinator() or " "
        while True:
            compound = self.compound()
            compound.link = link
            compounds.append(compound)
            link = self.combinator()
            if not link:
                return tuple(compounds)

    def combinator(self) -> str:
        is_apart = self.blank()
        sign = self.peek()
        if sign and sign in ">+~":
            self.at += 1
            self.blank()
            return sign
        return " " if is_apart and sign not in ("", ",", ")") else ""

    def compound(self) -> _Compound:
        compound = _Compound()
        start = self.at
        if not self.take("*") and _NAME.match(self.css, self.at):
            tag = self.name("A type")
            compound.tag = (tag.lower(), tag)
        if self.peek() == "|":
            self.fail("namespaces are not supported", cure="Leave out what stands before the bar.")
        while (test := self.simple()) is not None:
            compound.tests.append(test)
        if self.at == start:
            found = f"{self.peek()!r} stands" if self.peek() else "nothing stands"
            self.fail(f"{found} where an element should be said", expected="a type, *, #id, .class, [attribute] or :…")
        return compound

    def simple(self) -> _Test | None:
        match self.peek():
            case "#":
                self.at += 1
                match = self.match(_HASH)
                if match is None or not _NAME.match(match[0]):
                    self.fail("the id after # is none", expected="a name", cure='Or write [id="…"].')
                return _by_id(_unescaped(match[0]))
            case ".":
                self.at += 1
                return _by_class(self.name("A class"))
            case "[":
                return self.attribute()
            case ":":
                return self.pseudo()
            case _:
                return None

    def attribute(self) -> _Test:
        self.need("[", "an attribute")
        self.blank()
        name = self.name("An attribute")
        self.blank()
        operator = self.match(_OPERATOR)
        value = flag = ""
        if operator is not None:
            self.blank()
            value = self.value()
            self.blank()
            found = self.match(_FLAG)
            flag = "" if found is None else found[0].lower()
            self.blank()
        self.need("]", "an attribute does not end")
        return _by_attribute(name, "" if operator is None else operator[0], value, flag)

    def value(self) -> str:
        match = self.match(_STRING)
        if match is not None:
            return _unescaped(match[1] if match[1] is not None else match[2])
        if not _NAME.match(self.css, self.at):
            self.fail("an attribute's value that is no name wants quotes", cure='Write [name="value"].')
        return self.name("A value")

    def pseudo(self) -> _Test:
        start = self.at
        if self.peek(2) == "::":
            self.fail("what :: names is no element", cure="Look for the element that it belongs to.")
        self.at += 1
        name = self.name("A pseudo-class").lower()
        if self.take("("):
            test = self.function(name)
            self.blank()
            if test is not None:
                self.need(")", f":{name}( does not end")
                return test
        elif name in _SIMPLE:
            return _SIMPLE[name]
        self.at = start
        return self.unknown(name)

    def unknown(self, name: str) -> _Test:
        expected = ", ".join(f":{known}" for known in _KNOWN)
        cure = _CURES.get(name) or nearest(name, [known.removesuffix("()") for known in _KNOWN]).partition(" Known")[0]
        self.fail(f":{name} is not supported", expected=f"one of {expected}", cure=cure.strip())

    def function(self, name: str) -> _Test | None:
        if name in _LISTS:
            return _LISTS[name](self.list(None))
        if name == "has":
            return _has(self.list(_is_anchor, anchored=True))
        return self.nth(name) if name in _NTHS else None

    def nth(self, name: str) -> _Test:
        self.blank()
        match = self.match(_NTH)
        if match is None:
            self.fail(f":{name}() counts what this is not", expected="such as 2, odd, even, 3n, 2n+1, -n+3")
        of = None
        if name.endswith("-child") and self.match(_OF):
            of = self.list(None)
        last = "-last-" in name
        numbers = _numbers(match)
        return _nth_child(numbers, last=last, of=of) if name.endswith("-child") else _nth_of_type(numbers, last=last)


def _numbers(match: re.Match[str]) -> _Nth:
    if match["word"]:
        return (2, 1) if match["word"].lower() == "odd" else (2, 0)
    if match["only"]:
        return 0, int(match["only"])
    step = match["step"]
    start = int(match["sign"] + match["start"]) if match["start"] else 0
    return int(f"{step}1" if step in ("", "+", "-") else step), start


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    return match[3] or ("" if match[2] else "\ufffd")
