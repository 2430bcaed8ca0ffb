"""Strict policies, names that clobber, keys that pollute: the client works, and nothing leaks into it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.fake import Fake, spec

CSP = (
    "default-src 'self'; img-src data:; connect-src 'self' ws:;"
    "require-trusted-types-for 'script'; trusted-types pycomponents"
)


def test_everything_works_under_a_strict_policy_with_trusted_types(page: Page, fake: Fake) -> None:
    page.add_init_script(
        "window.violations = [];"
        "document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective))"
    )
    html = '<main data-pc="0"><p>a</p><!--pc--><b>1</b><!--/pc--><svg></svg></main>'
    socket = fake.open(html, csp=CSP, properties=[[[0, 0], {"style.color": "red"}]])
    fake.patch(
        socket,
        [
            0,
            [1, ["raw", "<i>2</i>"]],
            [0, ["prop", "style.width", "4px"]],
            [2, ["insert", None, {"raw": "<g></g>"}]],
            ["rows", None, ["p", {".": {"style.color": "red"}}, [0]], [["1", "2"]]],
        ],
    )
    page.evaluate("document.querySelector('p').remove()")
    assert socket.next() == ["repair", 0]
    socket.send("html", 2, 0, '<main data-pc="0"><p>b</p></main>', [[[0, 0], {"style.color": "blue"}]])
    assert socket.next() == ["ack", 2]
    assert page.locator("main").inner_html() == '<p style="color: blue;">b</p>'
    fake.accepts = False
    socket.close()
    bar = page.get_by_role("status")
    expect(bar).to_be_visible()
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "fixed"
    assert page.evaluate("window.violations") == []


CLOBBERING = [
    "children", "childNodes", "firstChild", "lastChild", "nextSibling", "previousSibling", "parentNode", "innerHTML",
    "attributes", "getAttribute", "setAttribute", "removeAttribute", "hasAttribute", "matches", "closest", "submit",
    "action", "nodeType", "nodeName", "localName", "namespaceURI", "isConnected", "elements", "reset", "style", "id",
    "insertBefore", "removeChild", "append", "replaceChildren", "moveBefore", "querySelectorAll", "contains",
    "cloneNode", "normalize", "textContent", "dispatchEvent", "addEventListener", "ownerDocument", "value", "form",
    "type", "name", "pycomponents", "__proto__", "constructor", "body", "activeElement", "documentElement",
    "createElement", "trustedTypes", "Document", "instanceof", "toString",
]  # fmt: skip


FORM = "Document.prototype.querySelector.call(document, 'form[data-pc]')"


def texts(page: Page) -> list[str]:
    """The texts of the paragraphs in the form, asked for without the form's help."""
    found: list[str] = page.evaluate(
        f"[...Element.prototype.querySelectorAll.call({FORM}, ':scope > p')].map(node => node.textContent)"
    )
    return found


@pytest.mark.parametrize("attribute", ["name", "id"])
def test_a_form_full_of_clobbering_names_is_patched_submitted_and_repaired(
    page: Page, fake: Fake, attribute: str
) -> None:
    fields = "".join(f'<input {attribute}="{name}">' for name in CLOBBERING)
    html = (
        f'<main data-pc="0"><form data-pc="1" data-pc-on="0">{fields}<p data-pc-key="k">a</p>'
        f'<p data-pc-key="l">b</p><button data-pc-key="b">Go</button></form></main>'
    )
    socket = fake.open(html, specs=[spec(submit={"send": ["form"], "reset": True}, click={})])
    fake.patch(socket, [1, ["#k", 0, ["text", "A"]], ["move", "#l", "#k"], ["attr", "title", "t"]])
    fake.patch(socket, [1, ["prop", "style.color", "red"], ["insert", len(CLOBBERING), "text"]])
    row = ["form", {"#": [0]}, ["input", {"name": "firstChild"}], ["b", [0]]]
    fake.patch(socket, [0, ["rows", None, row, [["x", "y"]]], ["#x", 1, 0, ["text", "X"]], ["remove", "#y"]])
    assert texts(page) == ["b", "A"]
    page.evaluate(f"Element.prototype.querySelector.call({FORM}, 'button').click()")
    assert socket.next()[3:] == [[1], "click"]
    frame = socket.next()
    assert frame[3:5] == [[1], "submit"]
    fake.patch(socket, [1, ["remove", "#l"], ["replace", "#k", ["p", {"#": "z"}, "z"]]], event=2)
    page.evaluate(f"Element.prototype.querySelector.call({FORM}, 'p').remove()")
    assert socket.next() == ["repair", 1]
    fake.rev += 1
    socket.send("html", fake.rev, 1, html[html.index("<form") : html.index("</main>")], [])
    assert socket.next() == ["ack", fake.rev]
    fake.patch(socket, [1, ["#k", 0, ["text", "last"]]], [0, ["insert", 0, "first"]])
    assert texts(page) == ["last", "b"]
    assert socket.unread() == []


def test_images_that_clobber_the_document_harm_nothing(page: Page, fake: Fake) -> None:
    names = [*CLOBBERING, "addEventListener", "visibilityState", "createTreeWalker", "querySelector", "title"]
    images = "".join(f'<img alt="" name="{name}">' for name in names)
    html = f'<main data-pc="0"><b data-pc-on="0">x</b>{images}</main>'
    socket = fake.open(html, specs=[spec(click={})])
    nodes = [["input", {"autofocus": ""}], {"raw": "<i>z</i>"}]
    fake.patch(socket, [0, 0, 0, ["text", "y"]], [0, ["insert", None, *nodes]])
    page.evaluate("Document.prototype.querySelector.call(document, 'b').click()")
    assert socket.next() == ["event", 1, 1, [0, 0], "click"]


def test_keys_that_would_pollute_the_prototype_are_data(page: Page, fake: Fake) -> None:
    socket = fake.open('<ul data-pc="0"></ul>')
    socket.send_text(
        '["patch", 1, 0, [[0,'
        '["insert", null, ["li", {"#": "__proto__", "id": "a"}, "x"], ["li", {"#": "constructor"}, "y"]],'
        '["#__proto__", ["attr", "__proto__", "polluted", "constructor", "c"]],'
        '["#__proto__", ["prop", "__proto__", "p"]],'
        '["rows", null, ["li", {"#": [0], ".": {"__proto__": {"polluted": 1}}}], [["toString", "hasOwnProperty"]]]]]]'
    )
    assert socket.next() == ["ack", 1]
    socket.send_text(
        '["specs", 0, [{"d": "d", "__proto__": {"polluted": 1}, "on": {"__proto__": {"send": ["polluted"]}}}]]'
    )
    socket.send_text('["__proto__", 1]')
    fake.rev = 1
    fake.patch(socket, [0, ["move", "#constructor", "#__proto__"], ["remove", "#toString"]])
    assert page.evaluate("({}).polluted") is None
    assert page.evaluate("document.querySelector('#a').getAttribute('__proto__')") == "polluted"
    assert page.locator("li").all_text_contents() == ["y", "x", ""]
    assert socket.unread() == []


def test_texts_and_attribute_values_are_never_markup(page: Page, fake: Fake) -> None:
    socket = fake.open('<p data-pc="0" title="">a</p>')
    evil = "</script><img src=x onerror=window.evil=1>\u2028<!--pc-->"
    fake.patch(socket, [0, [0, ["text", evil]], ["attr", "title", evil], ["insert", None, ["b", {"id": evil}, evil]]])
    fake.patch(socket, [0, ["rows", None, ["i", {"title": [0]}, [0]], [[evil, evil]]]])
    assert page.locator("p").text_content() == evil * 4
    assert page.evaluate("document.images.length") == 0
    assert socket.unread() == []
