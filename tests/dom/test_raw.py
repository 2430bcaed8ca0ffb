"""Trusted HTML must close what it opens."""

from __future__ import annotations

import time

import pytest
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom.raw import check_balanced
from pycomponents.errors import ChildError


@pytest.mark.parametrize(
    "markup",
    [
        "<b>x</b>",
        "a < b <b>x</b>",
        "<p class='a' id=\"b\" hidden data-x=1>x<br>y<img src=a/></p>",
        "<B>x</b>",
        "<!-- a <b> -->",
        "<!-->",
        "<!--->",
        "<!doctype html><i></i>",
        "<script>if (a < b) '</b>'</script>",
        "<textarea><b></textarea>",
        '<object><param name="movie" value="x"></object>',
        "<svg><path d='M0'/><g><circle/></g></svg>",
        "<svg/>",
        "<p title='>'>x</p>",
        '<p title="</p>">x</p>',
        "<input type=text value=a=b>",
        "<a href=/foo/>x</a>",
        "<my-element></my-element>",
        "<p\n>x</p\n>",
    ],
)
def test_balanced(markup: str) -> None:
    check_balanced(markup)


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<b>", "<b> is not closed"),
        ("</b>", "</b> closes nothing"),
        ("<b></i>", "</i> closes nothing"),
        ("<b><i></b></i>", "</b> closes nothing"),
        ("<li>a<li>b", "<li> is not closed"),
        ("<div/>", "<div> is not closed"),
        ("<b", "does not end"),
        ("<b x='>", "does not end"),
        ("<a title=it's><i b='></a>", "does not end"),
        ("<!-- x", "does not end"),
        ("<script>x", "<script> is not closed"),
        ("</br>", "</br> closes nothing"),
        ("<!--pc-->", "our own marks"),
        ("<i></i><!--/pc--><i></i>", "our own marks"),
        ("<!-- /pc --!>", "our own marks"),
    ],
)
def test_unbalanced(markup: str, why: str) -> None:
    with pytest.raises(ChildError, match=why):
        check_balanced(markup)
    with pytest.raises(ChildError):
        _ = h.div[Markup(markup)]


@pytest.mark.parametrize("markup", ["<a " + "b=" * 50_000, "<" * 100_000, "<a" + " x" * 100_000, "<!--" * 20_000])
def test_hostile_html_is_read_in_a_moment(markup: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ChildError) if "<a" in markup or "<!" in markup else pytest.raises(AssertionError):
        check_balanced(markup)
        raise AssertionError
    assert time.perf_counter() - start < 2
