"""In development, what a browser would change is an error, and so are lost keys."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom import nesting
from pycomponents.dom.lower import lower
from pycomponents.dom.node import Boundary
from pycomponents.errors import MissingKeysError, NestingError
from tests.dom.guests import Call, Here, Places, lowered


def part(root: Any) -> Boundary:
    return Boundary(Here(1, root), None)


@pytest.mark.parametrize(
    ("tree", "where", "why"),
    [
        (h.p[h.div], "p", "inside p"),
        (h.p[h.span[h.ul]], "p > span", "inside p"),
        (h.a[h.p[h.a]], "a > p", "inside a"),
        (h.button[h.span[h.button]], "button > span", "inside button"),
        (h.form[h.table[h.tr[h.td[h.form]]]], "form > table > tbody > tr > td", "inside form"),
        (h.ul[h.li[h.div[h.li]]], "ul > li > div", "inside li"),
        (h.dl[h.dt[h.div[h.dd]]], "dl > dt > div", "inside dt or dd"),
        (h.h1[h.h2], "h1", "it ends the <h1>"),
        (h.div[h.tr], "div", "directly in <tbody> or <tfoot> or <thead>"),
        (h.div[h.tbody], "div", "directly in <table>"),
        (h.tbody[h.td], "tbody", "directly in <tr>"),
        (h.table[h.td], "table", "directly in <tr>"),
        (h.table[h.div], "table", "there is only"),
        (h.tr[h.p], "tr", "there is only"),
        (h.table["text"], "table", "only in its cells"),
        (h.tr["text"], "tr", "only in its cells"),
        (h.select[h.div], "select", "there is only"),
        (h.select[h.option[h.b]], "select > option", "not every browser"),
        (h.select[h.option[h.option]], "select > option", "it ends the <option>"),
        (h.svg[h.g[h.div]], "svg > g", "inside svg"),
        (h.div[h.path], "div", "only inside svg"),
        (h.div[h.image], "div", "only inside svg"),
        (h.p[part(h.div)], "p", "inside p"),
        (h.table[part(h.tr)], "table", "directly in"),
        (h.p[part(part(h.div))], "p", "inside p"),
        (h.p[Markup("<i><div></div></i>")], "p", "inside p"),
        (h.table[Markup("<tr></tr>")], "table", "tbody"),
        (h.tr[Markup("<p></p>")], "tr", "there is only"),
        (h.a[Markup("<a></a>")], "a", "inside a"),
    ],
)
def test_nesting_that_a_browser_changes(tree: Any, where: str, why: str) -> None:
    with pytest.raises(NestingError) as caught:
        lower(tree, fill=Places(), strict=True)
    assert str(caught.value).startswith(f"{where}: a browser would not leave ")
    assert why in str(caught.value)
    assert lower(tree, fill=Places()) is tree


@pytest.mark.parametrize(
    "tree",
    [
        h.p[h.button[h.div]],
        h.p[h.span[h.img]],
        h.a[h.div[h.button]],
        h.a[h.table[h.tr[h.td[h.a]]]],
        h.ul[h.li[h.ul[h.li]]],
        h.dl[h.div[h.dt["a"], h.dd["b"]]],
        h.label[h.label],
        h.table[h.caption[h.p], h.colgroup[h.col], h.thead[h.tr[h.th]], h.tbody[h.tr[h.td["x"]]], " \n"],
        h.table[h.input(type="hidden")],
        h.tr[h.td],
        h.li,
        h.g[h.path],
        h.svg[h.foreignObject[h.div[h.p]]],
        h.select[h.optgroup[h.option["x"]], h.hr, h.option["y"]],
        h.datalist[h.option[h.b]],
        h.p[Markup("<i>x</i><br><svg><path/></svg>")],
        h.tbody[Markup("<tr><td><p>x</p></td></tr>")],
        h.li[Markup("<ul><li><p>a</p><p>b</p></li></ul>")],
        h.tbody[part(h.tr), part(None)],
        h.div[Boundary(Here(1, h.p), None)],
    ],
)
def test_nesting_that_browsers_leave(tree: Any) -> None:
    assert lower(tree, fill=Places(), strict=True) is tree


def test_what_is_mounted_later_can_be_checked_then() -> None:
    mounted = Here(1, None)
    root = lower(h.p[Boundary(mounted, None)], fill=Places(), strict=True)
    mounted.root = h.div
    with pytest.raises(NestingError):
        nesting.check(root)


def test_elements_too_deep_for_a_browser() -> None:
    tree = h.div["x"]
    for _ in range(499):
        tree = h.div[tree]
    lowered(tree)
    with pytest.raises(NestingError, match="deeper than 500"):
        lowered(h.div[tree])


# Keys.


def row(number: int, **more: Any) -> h.Element:
    return h.li(**more)[h.b[number], h.button(on_click=Call("remove", number))["x"]]


@pytest.mark.parametrize(
    "tree",
    [
        h.ul[[row(1), row(2)]],
        h.ul[(row(i) for i in range(2))],
        h.ul[h.li["head"], [row(1), row(2)]],
        h.ul[[row(1), None, row(2)]],
        h.ul[[row(1, key=1), row(2), row(3)]],
        h.ul[[[row(1), row(2)]]],
        h.ul[[h.li, row(1), h.li, row(2)]],
    ],
)
def test_siblings_that_only_keys_could_tell_apart(tree: h.Element) -> None:
    with pytest.raises(MissingKeysError, match=r"ul > li: these siblings.*li\(key=item.pk"):
        lowered(tree)
    lowered(tree, strict=False)


@pytest.mark.parametrize(
    "tree",
    [
        h.ul[[row(1, key=1), row(2, key=2)]],
        h.ul[row(1), row(2)],
        h.ul[h.fragment[row(1), row(2)]],
        h.ul[[row(1), row(1)]],
        h.ul[[row(1)], [row(2)]],
        h.ul[[h.li(on_click=Call("a", 1)), h.li(on_click=Call("b", 2))]],
        h.ul[[h.div[row(1), row(2)]]],
        h.ul[[h.li["x"], h.li["y"]]],
    ],
)
def test_siblings_that_need_no_keys(tree: h.Element) -> None:
    lowered(tree)
