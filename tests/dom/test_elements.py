"""Which elements there are."""

from __future__ import annotations

import htpy
import pytest

from pycomponents import html as h
from pycomponents.dom.elements import make
from pycomponents.errors import ChildError


@pytest.mark.parametrize("name", ["iframe", "object", "embed", "template", "xmp", "plaintext", "frameset", "applet"])
def test_an_unsafe_element_is_not_made(name: str) -> None:
    with pytest.raises(ChildError, match="not safe"):
        h.element(name)
    with pytest.raises(ChildError, match="not safe"):
        h.div[htpy.Element(name)]


@pytest.mark.parametrize("name", ["scr\u200bipt", "svg:script", "DIV", "a b", "a>", "", "1a", "é"])
def test_a_name_that_no_parser_gives_is_not_made(name: str) -> None:
    with pytest.raises(ChildError, match="not the name of an element"):
        make(name)


def test_unsafe_elements_are_named_so() -> None:
    assert str(h.unsafe_iframe(src="/x")) == '<iframe src="/x"></iframe>'
    assert str(h.unsafe_object(data="/x")["y"]) == '<object data="/x">y</object>'
    assert str(h.unsafe_embed(src="javascript:x")) == '<embed src="about:blank#blocked">'


def test_a_wrong_name_is_answered_with_the_right_one() -> None:
    with pytest.raises(AttributeError, match="Did you mean 'button'"):
        getattr(h, "buton")  # noqa: B009  (type checkers know that there is none)
    with pytest.raises(AttributeError) as caught:
        getattr(h, "zzzzzzzz")  # noqa: B009
    known = str(caught.value).partition("Known: ")[2].rstrip(".").split(", ")
    assert {"button", "fragment", "Context"} <= {*known}
    assert not {"TYPE_CHECKING", "Any", "T", "_make"} & {*known}
    assert str(getattr(h, "my_element")) == "<my-element></my-element>"  # noqa: B009
