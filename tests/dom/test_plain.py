"""Plain htpy elements among ours."""

from __future__ import annotations

import htpy
import pytest
from django.utils.safestring import mark_safe

from pycomponents import html as h
from pycomponents.dom.node import Element
from pycomponents.errors import AttributeRefused, ChildError


def test_a_plain_element_becomes_ours() -> None:
    element = h.div[htpy.a("#x.y", {"data-a": 'q"<'}, href="/?a=1&b=2", hidden=True)[["x", htpy.br], htpy.img(alt="")]]
    (plain,) = element.children
    assert isinstance(plain, Element)
    assert plain.attributes == {"id": "x", "class": "y", "data-a": 'q"<', "href": "/?a=1&b=2", "hidden": ""}
    assert plain.places == ((0, 0), (0, 1), 1)
    assert str(plain) == '<a id="x" class="y" data-a="q&quot;&lt;" href="/?a=1&amp;b=2" hidden>x<br><img alt=""></a>'


def test_a_plain_element_is_checked_like_ours() -> None:
    assert "about:blank#blocked" in str(h.p[htpy.a(href="javascript:x")])
    for attributes in ({"style": "x"}, {"onclick": "x"}, {"srcdoc": "x"}, {"data-pc": "x"}, {"x onclick": "z"}):
        with pytest.raises(AttributeRefused):
            _ = h.p[htpy.a(attributes)]
    with pytest.raises(AttributeRefused, match=r"style=\{"):
        _ = h.p[htpy.a(style="color: red")]
    with pytest.raises(ChildError):
        _ = h.p[htpy.script["alert(1)"]]


def test_a_quote_that_htpy_let_through_is_noticed() -> None:
    with pytest.raises(AttributeRefused, match="cannot be read"):
        _ = h.p[htpy.a(title=mark_safe('x" y="z'))(title=mark_safe('"'))]
