"""Any tree, written as HTML and read by another parser, is that tree."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from pycomponents import html as h
from pycomponents.dom.attributes import clean
from pycomponents.dom.html import html
from pycomponents.dom.node import Element
from pycomponents.dom.raw import VOID
from tests.dom.guests import lowered

Simple: TypeAlias = "str | tuple[str, dict[str, str], list[Simple]]"

texts = st.text(st.characters(codec="utf-16"), max_size=12)
attributes = st.dictionaries(st.sampled_from(["title", "data-x", "lang", "hidden"]), texts, max_size=3)


def with_children(tag: h.Element, given: dict[str, Any], children: Any) -> h.Element:
    return tag(given)[children]


def called_later(given: list[Any]) -> Any:
    return lambda: given


leaves: st.SearchStrategy[Any] = st.one_of(
    texts,
    st.integers(),
    st.none(),
    st.booleans(),
    st.builds(h.br, attributes),
    st.builds(h.input, attributes),
)
trees: st.SearchStrategy[Any] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.lists(inner, max_size=4).map(called_later),
        st.builds(
            with_children,
            st.sampled_from([h.div, h.span, h.ul, h.section, h.b]),
            attributes,
            inner,
        ),
    ),
    max_leaves=20,
)


class Reader(HTMLParser):
    """The tree that Python's own parser reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str], list[Simple]]] = [("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: tuple[str, dict[str, str], list[Simple]] = (tag, {name: value or "" for name, value in attrs}, [])
        self.stack[-1][2].append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)


def read(text: str) -> Simple:
    reader = Reader()
    reader.feed(text)
    reader.close()
    (root,) = reader.stack[0][2]
    return root


def simple(element: Element) -> Simple:
    children: list[Simple] = []
    for child in element.children:
        assert isinstance(child, Element | str)
        children.append(simple(child) if isinstance(child, Element) else child)
    return element.tag, element.attributes, children


def all_text(given: Any) -> str:
    """The text of what stood in brackets, however it stood there."""
    if callable(given) and not isinstance(given, Element):
        given = given()
    if given is None or isinstance(given, bool):
        return ""
    if isinstance(given, list | tuple):
        return "".join(map(all_text, given))  # pyright: ignore[reportUnknownArgumentType]
    return "".join(map(all_text, given.children)) if isinstance(given, Element) else clean(str(given))


@given(trees)
def test_html_is_the_tree(tree: Any) -> None:
    root = lowered(h.main[tree], strict=False)
    assert read(html(root)) == simple(root)


@given(trees)
def test_no_text_is_lost_and_no_two_texts_meet(tree: Any) -> None:
    root = lowered(h.main[tree], strict=False)
    assert all_text(root) == all_text(tree)
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(root.children))
    assert "" not in root.children


@given(trees)
def test_each_child_has_a_place_of_its_own(tree: Any) -> None:
    root = lowered(h.main[tree], strict=False)
    assert not root.places or len(set(root.places)) == len(root.places) == len(root.children)


@given(texts, texts)
def test_text_and_attributes_come_back_as_they_were_cleaned(text: str, value: str) -> None:
    element = h.p(title=value)[text, h.b]
    read_back: Any = read(html(element))
    _, attributes, children = read_back
    assert attributes == {"title": clean(value)}
    assert children[:-1] == ([clean(text)] if clean(text) else [])
