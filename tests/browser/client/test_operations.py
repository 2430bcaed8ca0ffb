"""Every operation of a patch does what docs/protocol.md says of it, and touches nothing else."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.fake import Fake, Socket, spec

KEYED = '<ul data-pc="0"><li data-pc-key="a">a</li><li data-pc-key="b">b</li><li data-pc-key="c">c</li></ul>'


def root(page: Page) -> str:
    """The root component's HTML without our marks."""
    html: str = page.evaluate(
        """() => {
            const copy = document.body.firstElementChild.cloneNode(true)
            for (const element of [copy, ...copy.querySelectorAll('*')])
                for (const name of element.getAttributeNames()) if (/^data-pc/.test(name)) element.removeAttribute(name)
            return copy.outerHTML
        }"""
    )
    return html


ONE_COMPONENT: list[tuple[str, str, list[Any], str]] = [
    ("text", '<p data-pc="0">a<b>b</b>c</p>', [2, ["text", "C & <i>"]], "<p>a<b>b</b>C &amp; &lt;i&gt;</p>"),
    (
        "attr",
        '<p data-pc="0" class="x" hidden>a</p>',
        [["attr", "class", "y", "hidden", None, "title", ""]],
        '<p class="y" title="">a</p>',
    ),
    ("on", '<p data-pc="0"><b data-pc-on="1">a</b></p>', [[0, ["on", None]], ["on", 0]], "<p><b>a</b></p>"),
    ("insert_end", KEYED, [["insert", None, ["li", {"#": "d"}, "d"]]], "abcd"),
    ("insert_before_key", KEYED, [["insert", "#b", ["li", {"#": "x"}, "x"], ["li", {"#": "y"}, "y"]]], "axybc"),
    ("insert_before_index", '<p data-pc="0">a<b></b></p>', [["insert", 1, ["i"]]], "<p>a<i></i><b></b></p>"),
    ("insert_text", '<p data-pc="0"><b></b></p>', [["insert", 0, "a"]], "<p>a<b></b></p>"),
    ("remove", KEYED, [["remove", "#a", "#c"]], "b"),
    ("remove_one_after_another", '<p data-pc="0"><a></a><b></b><i></i></p>', [["remove", 0, 0]], "<p><i></i></p>"),
    ("move_before", KEYED, [["move", "#c", "#a"]], "cab"),
    ("move_to_the_end", KEYED, [["move", "#a", None]], "bca"),
    ("move_by_index", '<p data-pc="0"><a></a><b></b><i></i></p>', [["move", 0, 2]], "<p><b></b><a></a><i></i></p>"),
    ("replace", KEYED, [["replace", "#b", ["li", {"#": "z"}, "z"]], [["#z", 0, ["text", "Z"]]]], "aZc"),
    ("clear", KEYED, [["clear"], ["insert", None, ["li", {"#": "a"}, "new"]]], "new"),
    ("root", '<p data-pc="0">a</p>', [["root", ["div", {"id": "r"}, "b"]]], '<div id="r">b</div>'),
    ("root_nothing", '<p data-pc="0">a</p>', [["root", ["template"]]], "<template></template>"),
    (
        "inner_before_outer",
        '<p data-pc="0"><b>1</b><i>2</i></p>',
        [[1, 0, ["text", "two"]], ["remove", 0]],
        "<p><i>two</i></p>",
    ),
    (
        "operations_in_order",
        KEYED,
        [["remove", "#a"], ["insert", 0, ["li", {"#": "n"}, "n"]], ["move", "#c", "#n"]],
        "cnb",
    ),
    (
        "a_key_freed_and_taken_again",
        KEYED,
        [["#a", 0, ["text", "A"]], ["remove", "#a"], ["insert", None, ["li", {"#": "a"}, "new"]], ["move", "#a", "#b"]],
        "newbc",
    ),
    (
        "raw",
        '<div data-pc="0">a<!--pc--><b>1</b><i>2</i><!--/pc--><u>z</u></div>',
        [[1, ["raw", "<b>3</b>x"]], [2, 0, ["text", "Z"]]],
        "<div>a<!--pc--><b>3</b>x<!--/pc--><u>Z</u></div>",
    ),
    (
        "raw_inserted",
        '<div data-pc="0"><u>z</u></div>',
        [["insert", 0, {"raw": "<b>1</b>2"}], [1, 0, ["text", "Z"]], ["move", 0, None]],
        "<div><u>Z</u><!--pc--><b>1</b>2<!--/pc--></div>",
    ),
    (
        "raw_removed",
        '<div data-pc="0"><!--pc--><b>1</b><i>2</i><!--/pc--><u>z</u></div>',
        [["remove", 0]],
        "<div><u>z</u></div>",
    ),
    (
        "raw_first_in_an_element",
        '<div data-pc="0"></div>',
        [["insert", None, ["p", {}, {"raw": "<b>1</b>"}]]],
        "<div><p><!--pc--><b>1</b><!--/pc--></p></div>",
    ),
    (
        "raw_in_a_table",
        '<table data-pc="0"><tbody></tbody></table>',
        [[0, ["insert", None, {"raw": "<tr><td>1</td></tr>"}]]],
        "<table><tbody><!--pc--><tr><td>1</td></tr><!--/pc--></tbody></table>",
    ),
]


@pytest.mark.parametrize(("name", "before", "items", "after"), ONE_COMPONENT, ids=[case[0] for case in ONE_COMPONENT])
def test_operation(page: Page, fake: Fake, name: str, before: str, items: list[Any], after: str) -> None:
    socket = fake.open(before, specs=[{"d": "d", "on": {}}, {"d": "e", "on": {}}])
    fake.patch(socket, [0, *items])
    if after.startswith("<"):
        assert root(page) == after
    else:
        assert page.locator("ul").text_content() == after
    assert socket.unread() == []  # nothing was wrong


def test_a_patch_of_two_components_changes_both(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><p data-pc="1">a</p><p data-pc="2">b</p></main>')
    fake.patch(socket, [1, 0, ["text", "A"]], [2, 0, ["text", "B"]])
    assert root(page) == "<main><p>A</p><p>B</p></main>"


def test_an_inserted_component_is_addressed_by_its_number_and_its_key(page: Page, fake: Fake) -> None:
    socket = fake.open('<ul data-pc="0"></ul>')
    fake.patch(socket, [0, ["insert", None, ["", 5, ["li", "five"], "k5"], ["", 6, ["template"]]]])
    fake.patch(socket, [5, 0, ["text", "FIVE"]], [6, ["root", ["li", "six"]]], [0, ["move", "#k5", None]])
    assert root(page) == "<ul><li>six</li><li>FIVE</li></ul>"
    fake.patch(socket, [5, ["root", ["li", "new"]]], [0, ["move", "#k5", 0]])
    assert root(page) == "<ul><li>new</li><li>six</li></ul>"


def test_components_that_share_a_root_element_are_told_apart(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><p data-pc="1 2" data-pc-key="k">a</p></main>')
    fake.patch(socket, [2, 0, ["text", "A"]])
    fake.patch(socket, [2, ["root", ["p", "other"]]])
    fake.patch(socket, [1, ["root", ["", 3, ["p", "third"]]]])
    fake.patch(socket, [3, 0, ["text", "Third"]], [0, ["insert", "#k", "first "]])
    assert root(page) == "<main>first <p>Third</p></main>"


def test_a_replaced_page_root_is_still_watched_and_patched(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0">a</main>')
    fake.patch(socket, [0, ["root", ["section", ["b", "b"]]]])
    page.evaluate("document.querySelector('b').remove()")
    assert socket.next() == ["repair", 0]


ROWS = [
    [
        "tr",
        {"#": [0], "@": 0, "class": "c", "id": [0, "row-", ""]},
        ["td", [0]],
        ["td", ["a", {"title": [1, "", "!"]}, [1]]],
        ["td", "x"],
    ],
    [["1", "2"], ["red", "blue"]],
]


def test_rows_of_a_shape_are_cloned_and_the_shape_is_used_again(page: Page, fake: Fake) -> None:
    socket = fake.open('<table data-pc="0"><tbody></tbody></table>', specs=[{"d": "d", "on": {"click": {}}}])
    fake.patch(socket, [0, 0, ["rows", None, *ROWS]])
    fake.patch(socket, [0, 0, ["rows", "#2", 0, [["7"], ["odd"]]]])
    fake.patch(socket, [0, 0, ["#7", 1, 0, ["attr", "title", None]], ["#7", 0, 0, ["text", "seven"]]])
    row = '<tr class="c" id="row-{0}"><td>{2}</td><td><a{3}>{1}</a></td><td>x</td></tr>'
    assert root(page) == "<table><tbody>{}{}{}</tbody></table>".format(
        row.format(1, "red", 1, ' title="red!"'),
        row.format(7, "odd", "seven", ""),
        row.format(2, "blue", 2, ' title="blue!"'),
    )
    page.locator("#row-7").click()
    assert socket.next() == ["event", 1, 3, [0, 0, "#7"], "click"]


def test_rows_of_components_are_addressed_by_their_numbers(page: Page, fake: Fake) -> None:
    socket = fake.open('<ul data-pc="0"></ul>')
    fake.patch(socket, [0, ["rows", None, ["", [0], ["li", [1]], [2]], [[4, 5], ["four", "five"], ["a", "b"]]]])
    fake.patch(socket, [5, 0, ["text", "FIVE"]], [0, ["move", "#b", "#a"]])
    assert root(page) == "<ul><li>FIVE</li><li>four</li></ul>"


def test_an_attribute_that_a_row_does_not_have_is_left_out(page: Page, fake: Fake) -> None:
    socket = fake.open('<ul data-pc="0"></ul>')
    fake.patch(socket, [0, ["rows", None, ["li", {"hidden": [0], "title": [1, "t", ""]}], [[None, ""], ["1", "2"]]]])
    assert root(page) == '<ul><li title="t1"></li><li hidden="" title="t2"></li></ul>'


def test_live_properties_of_a_shape_reach_each_row(page: Page, fake: Fake) -> None:
    socket = fake.open('<div data-pc="0"></div>')
    box = ["input", {"type": "checkbox", ".": {"indeterminate": True}}]
    shape = ["p", {"#": [0], ".": {"style.color": "red"}}, box]
    fake.patch(socket, [0, ["rows", None, shape, [["1", "2"]]]])
    assert page.evaluate("[...document.querySelectorAll('input')].map(box => box.indeterminate)") == [True, True]
    assert page.evaluate("[...document.querySelectorAll('p')].map(p => p.style.color)") == ["red", "red"]


def test_shapes_of_skipped_changes_keep_their_numbers(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><ul data-pc="1"><li>x</li></ul><ol data-pc="2"></ol></main>')
    page.evaluate("document.querySelector('ul li').remove()")
    assert socket.next() == ["repair", 1]
    fake.patch(socket, [1, ["rows", None, ["li", {"title": [0]}], [["a", "b"]]]])
    fake.patch(socket, [2, ["rows", None, ["li", [0]], [["c", "d"]]]])
    fake.patch(socket, [2, ["rows", None, 1, [["e"]]]])
    assert page.locator("ol").inner_html() == "<li>c</li><li>d</li><li>e</li>"


SVG = "http://www.w3.org/2000/svg"
HTML = "http://www.w3.org/1999/xhtml"


def test_svg_and_math_open_their_namespaces_and_foreign_object_html_again(page: Page, fake: Fake) -> None:
    socket = fake.open('<div data-pc="0"><svg></svg></div>')
    use = ["use", {"xlink:href": "#x", "xml:lang": "en"}]
    node = ["g", ["foreignObject", ["p", ["svg", ["a"]]]], ["title", ["b"]], use]
    fake.patch(socket, [0, [0, ["insert", None, node]], ["insert", None, ["math", ["mi", "x"]]]])
    spaces = page.evaluate("[...document.querySelectorAll('svg *')].map(e => [e.localName, e.namespaceURI])")
    assert spaces == [
        ["g", SVG], ["foreignObject", SVG], ["p", HTML], ["svg", SVG], ["a", SVG], ["title", SVG], ["b", HTML],
        ["use", SVG],
    ]  # fmt: skip
    assert page.evaluate("document.querySelector('mi').namespaceURI") == "http://www.w3.org/1998/Math/MathML"
    assert page.evaluate("document.querySelector('use').getAttributeNS('http://www.w3.org/1999/xlink', 'href')") == "#x"


def test_raw_html_in_svg_is_svg(page: Page, fake: Fake) -> None:
    socket = fake.open('<svg data-pc="0"></svg>')
    fake.patch(socket, [0, ["insert", None, {"raw": "<circle r='1'></circle><g></g>"}]])
    assert page.evaluate(f"[...document.querySelectorAll('svg *')].every(e => e.namespaceURI === '{SVG}')")
    assert page.evaluate("document.querySelectorAll('svg > circle, svg > g').length") == 2


def test_style_is_set_by_property_and_taken_off(page: Page, fake: Fake) -> None:
    socket = fake.open('<p data-pc="0">a</p>', properties=[[[0], {"style.width": "40%", "style.--x": "1px"}]])
    assert page.evaluate("document.querySelector('p').style.width") == "40%"
    fake.patch(socket, [0, ["prop", "style.width", None, "style.color", "red"]])
    style = page.evaluate("document.querySelector('p').style.cssText")
    assert style == "--x: 1px; color: red;"


def test_scripts_in_a_patch_never_run(page: Page, fake: Fake) -> None:
    socket = fake.open('<div data-pc="0"><!--pc--><i></i><!--/pc--></div>')
    fake.patch(socket, [0, ["insert", None, {"raw": "<script>window.ran = 1</script>"}]])
    fake.patch(socket, [0, 0, ["raw", "<b></b><script>window.ran = 2</script>"]])
    assert page.evaluate("window.ran") is None


def test_components_of_a_cleared_list_are_forgotten(page: Page, fake: Fake) -> None:
    socket = fake.open('<ul data-pc="0"></ul>')
    numbers = [str(number) for number in range(1, 501)]
    fake.patch(socket, [0, ["rows", None, ["", [0], ["li", [0]]], [numbers]]])
    page.evaluate("window.gone = new WeakRef(document.querySelector('li'))")
    fake.patch(socket, [0, ["clear"]])
    expect(page.locator("li")).to_have_count(0)
    page.evaluate("new Promise(done => requestIdleCallback(done))")
    page.request_gc()
    assert page.evaluate("window.gone.deref()") is None


def test_what_a_text_of_64_kib_is_split_into_by_the_parser_is_one_child(page: Page, fake: Fake) -> None:
    long = "x" * 200_000
    socket = fake.open(f'<p data-pc="0">{long}<b>a</b></p>')
    fake.patch(socket, [0, 1, 0, ["text", "b"]])
    assert page.locator("b").text_content() == "b"
    assert socket.unread() == []


def unfit(socket: Socket, *items: Any) -> None:
    socket.send("patch", 1, 0, [[0, *items]])
    assert socket.next() == ["repair", 0]
    assert socket.next() == ["ack", 1]


@pytest.mark.parametrize(
    "items",
    [
        [["text", "a text's, on an element"]],
        [9, ["text", "x"]],
        ["#nobody", ["text", "x"]],
        [0, ["raw", "x"]],
        [0, ["attr", "a", "b"]],
        [["insert", 7, "x"]],
        [["remove", "#nobody"]],
        [["unheard-of"]],
        [["rows", None, 3, [["1"]]]],
        [["insert", None, ["b", [0]]]],
        [["insert", None, ["not a name"]]],
    ],
    ids=str,
)
def test_what_does_not_fit_is_repaired(page: Page, fake: Fake, items: list[Any]) -> None:
    socket = fake.open('<p data-pc="0">a</p>')
    unfit(socket, *items)
    socket.send("html", 2, 0, '<p data-pc="0">whole<b>again</b></p>', [])
    assert socket.next() == ["ack", 2]
    fake.rev = 2
    fake.patch(socket, [0, 1, 0, ["text", "b"]])
    assert root(page) == "<p>whole<b>b</b></p>"


def test_rows_with_raw_html_in_them_are_addressed_like_others(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><ul></ul></main>', specs=[spec(click={})])
    row = ["li", {"#": [0]}, {"raw": "<b>*</b><b>*</b>"}, ["button", {"@": 0}, [0]], ["i", [0]]]
    fake.patch(socket, [0, 0, ["rows", None, row, [["a", "b", "c"]]]])
    page.locator("button").nth(1).click()
    assert socket.next() == ["event", 1, 1, [0, 0, "#b", 1], "click"]
    fake.patch(socket, [0, 0, "#b", 2, 0, ["text", "B"]], event=1)
    assert page.locator("i").all_text_contents() == ["a", "B", "c"]
    assert socket.unread() == []


def test_keys_that_are_the_same_in_every_row_are_known_in_each(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><ul></ul></main>', specs=[spec(click={})])
    row = ["li", {"#": [0]}, ["button", {"#": "k", "@": 0}, [0]], ["i", {"#": "l"}, [0]]]
    fake.patch(socket, [0, 0, ["rows", None, row, [["a", "b", "c"]]]])
    page.locator("button").nth(1).click()
    assert socket.next() == ["event", 1, 1, [0, 0, "#b", "#k"], "click"]
    fake.patch(socket, [0, 0, "#b", "#l", 0, ["text", "B"]], event=1)
    assert page.locator("i").all_text_contents() == ["a", "B", "c"]
    assert socket.unread() == []


def test_the_places_of_components_in_rows_have_keys_of_their_own(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"></main>', specs=[spec(click={})])
    row = ["p", {"#": [0]}, ["", [1], ["button", {"#": [0], "@": 0}, [0]]], ["", [2], ["i", [0]], "k"]]
    fake.patch(socket, [0, ["rows", None, row, [["a", "b"], [1, 2], [3, 4]]]])
    page.locator("button").nth(1).click()
    assert socket.next() == ["event", 1, 1, [2], "click"]
    fake.patch(socket, [0, "#b", ["remove", 0, "#k"]], event=1)
    assert root(page) == "<main><p><button>a</button><i>a</i></p><p></p></main>"
