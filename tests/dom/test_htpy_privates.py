"""What we know of htpy's inside, looked at in the htpy that is installed: the oldest we take and the newest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import htpy
from htpy._with_children import _WithChildrenBound, _WithChildrenUnbound  # pyright: ignore[reportPrivateUsage]

from pycomponents.dom.node import Element

context: htpy.Context[str] = htpy.Context("c")


def test_an_element_has_three_slots() -> None:
    assert htpy.BaseElement.__slots__ == ("_name", "_attrs", "_children")
    for cls in (htpy.Element, htpy.HTMLElement, htpy.VoidElement):
        assert not {"tag", "attributes", "children"} & set(dir(cls))


def test_our_elements_use_them_under_our_names() -> None:
    for ours, theirs in (("tag", "_name"), ("attributes", "_attrs"), ("children", "_children")):
        assert vars(Element)[ours] is vars(htpy.BaseElement)[theirs]


def test_an_element_keeps_a_string_and_what_was_in_the_brackets() -> None:
    children = ["x", htpy.b]
    element = htpy.a("#i.c", {"data-x": '<"&'}, hidden=True)[children]
    assert element._name == "a"  # pyright: ignore[reportPrivateUsage]
    assert element._attrs == ' id="i" class="c" data-x="&lt;&#34;&amp;" hidden'  # pyright: ignore[reportPrivateUsage]
    assert element._children is children  # pyright: ignore[reportPrivateUsage]
    assert htpy.br._attrs == ""  # pyright: ignore[reportPrivateUsage]
    assert htpy.br._children is None  # pyright: ignore[reportPrivateUsage]


def test_a_fragment_keeps_its_node() -> None:
    fragment: Any = htpy.fragment["a", "b"]
    assert fragment._node == ("a", "b")


def test_a_comment_is_a_fragment() -> None:
    assert isinstance(htpy.comment("x"), htpy.Fragment)


def test_a_provider_says_what_it_provides() -> None:
    provider = context.provider("v", "x")
    assert (provider.context, provider.value, provider.node) == (context, "v", "x")


def test_a_consumer_says_what_it_wants() -> None:
    @context.consumer
    def view(value: str, more: str) -> htpy.Node:
        return value + more

    consumer = view("!")
    assert isinstance(consumer, htpy.ContextConsumer)
    assert (consumer.context, consumer.debug_name, consumer.func("v")) == (context, "view", "v!")


def test_a_context_without_default_has_one_and_the_same() -> None:
    one: htpy.Context[str] = htpy.Context("a")
    other: htpy.Context[int] = htpy.Context("b")
    assert one.default is other.default
    assert htpy.Context("a", default=None).default is None


def test_with_children_is_callable_until_it_has_arguments() -> None:
    @htpy.with_children
    def card(children: htpy.Node) -> htpy.Renderable:
        return htpy.p[children]

    assert isinstance(card, _WithChildrenUnbound)
    assert callable(card)
    assert isinstance(card(), _WithChildrenBound)
    assert not callable(card())
    assert str(card()[None]) == "<p></p>"


def test_plain_elements_ask_ours_for_their_text() -> None:
    class Ours(Element):
        __slots__ = ()

        def iter_chunks(self, context: object = None) -> Iterator[str]:
            yield "ours"

    ours: Ours = object.__new__(Ours)
    assert str(htpy.p[ours, "x"]) == "<p>oursx</p>"
