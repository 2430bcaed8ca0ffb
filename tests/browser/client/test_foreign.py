"""What extensions, translators and other scripts do to the DOM: it is noticed, and healed where it has to be."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.fake import Fake, Socket, spec

LIST = (
    '<main data-pc="0"><ul data-pc="1"><li data-pc-on="0">a</li><li>b</li><li><input value="v"></li></ul>'
    '<p data-pc="2">p</p></main>'
)
SPECS = [spec(click={})]


def inner(page: Page, selector: str) -> str:
    html: str = page.evaluate(
        's => document.querySelector(s).innerHTML.replace(/ data-pc[^ =>]*(="[^"]*")?/g, \'\')', selector
    )
    return html


@pytest.fixture
def socket(fake: Fake) -> Socket:
    return fake.open(LIST, specs=SPECS)


def test_nodes_that_others_insert_are_not_counted(page: Page, fake: Fake, socket: Socket) -> None:
    page.evaluate(
        """() => {
            const list = document.querySelector('ul')
            list.prepend(document.createElement('hr'), 'ad')
            list.append(document.createElement('s'))
            document.querySelector('main').prepend(document.createComment('ad'))
        }"""
    )
    list_changes = [[1, 0, ["text", "B"]], ["insert", 1, ["li", "new"]], ["remove", 0]]
    fake.patch(socket, [1, *list_changes], [0, [1, ["attr", "id", "i"]]])
    assert inner(page, "ul") == '<hr>ad<li>new</li><li>B</li><li><input value="v"></li><s></s>'
    assert page.locator("p").get_attribute("id") == "i"
    assert socket.unread() == []


def test_an_event_among_foreign_nodes_has_the_right_address(page: Page, fake: Fake, socket: Socket) -> None:
    page.evaluate("document.querySelector('ul').prepend(document.createElement('hr'), document.createElement('hr'))")
    page.locator("li").first.click()
    assert socket.next() == ["event", 1, 0, [1, 0], "click"]


def test_clear_leaves_what_others_inserted(page: Page, fake: Fake, socket: Socket) -> None:
    page.evaluate("document.querySelector('ul').prepend(document.createElement('hr'))")
    fake.patch(socket, [1, ["clear"], ["insert", None, ["li", "new"]]])
    assert inner(page, "ul") == "<hr><li>new</li>"


def test_a_node_taken_away_is_repaired_and_the_focus_stays(page: Page, fake: Fake, socket: Socket) -> None:
    page.locator("input").fill("typed")
    page.evaluate("window.field = document.querySelector('input'); document.querySelector('li').remove()")
    assert socket.next() == ["repair", 1]
    # Changes of the damaged component wait for its HTML; others go on.
    fake.patch(socket, [1, 0, 0, ["text", "never"]], [2, 0, ["text", "P"]])
    expect(page.locator("p")).to_have_text("P")
    socket.send("html", 2, 1, '<ul data-pc="1"><li data-pc-on="0">A</li><li>b</li><li><input value="v"></li></ul>', [])
    assert socket.next() == ["ack", 2]
    assert inner(page, "ul") == '<li>A</li><li>b</li><li><input value="v"></li>'
    assert page.evaluate("document.activeElement === window.field && window.field.value") == "typed"
    fake.rev = 2
    fake.patch(socket, [1, 0, 0, ["text", "again"]])
    assert page.locator("li").first.text_content() == "again"


def test_a_translator_that_wraps_texts_is_undone_by_a_repair(page: Page, fake: Fake, socket: Socket) -> None:
    page.evaluate(
        """() => {
            const text = document.querySelector('p').firstChild
            const font = document.createElement('font')
            text.replaceWith(font)
            font.append(text)
        }"""
    )
    assert socket.next() == ["repair", 2]
    socket.send("html", 1, 2, '<p data-pc="2">P</p>', [])
    assert socket.next() == ["ack", 1]
    assert inner(page, "p") == "P"


def test_a_node_moved_by_others_comes_back(page: Page, fake: Fake, socket: Socket) -> None:
    page.evaluate("document.querySelector('ul').append(document.querySelector('li'))")
    assert socket.next() == ["repair", 1]
    socket.send("html", 1, 1, '<ul data-pc="1"><li data-pc-on="0">a</li><li>b</li><li><input value="v"></li></ul>', [])
    assert socket.next() == ["ack", 1]
    assert inner(page, "ul") == '<li>a</li><li>b</li><li><input value="v"></li>'
    fake.rev = 1
    fake.patch(socket, [1, 2, 0, ["attr", "value", "w"]])


def test_a_repair_keeps_what_others_inserted(page: Page, fake: Fake, socket: Socket) -> None:
    page.evaluate("document.querySelector('ul').append(document.createElement('s'))")
    page.evaluate("document.querySelector('li').remove()")
    assert socket.next() == ["repair", 1]
    socket.send("html", 1, 1, '<ul data-pc="1"><li>1</li><li>2</li><li>3</li></ul>', [])
    assert socket.next() == ["ack", 1]
    fake.rev = 1
    fake.patch(socket, [1, ["insert", 2, ["li", "x"]]])
    assert page.locator("li").all_text_contents() == ["1", "2", "x", "3"]
    expect(page.locator("ul > s")).to_have_count(1)


def test_a_click_in_a_damaged_component_waits_for_its_repair(page: Page, fake: Fake, socket: Socket) -> None:
    page.evaluate("document.querySelector('ul').prepend(document.querySelectorAll('li')[1])")
    assert socket.next() == ["repair", 1]
    page.locator("li", has_text="a").click()
    assert socket.unread() == []
    socket.send("html", 1, 1, '<ul data-pc="1"><li data-pc-on="0">a</li><li>b</li><li><input value="v"></li></ul>', [])
    assert socket.next() == ["ack", 1, 0]
    assert socket.next()[3:] == [[1, 0], "click"]


def test_a_click_in_a_damaged_component_that_goes_holds_up_no_other(page: Page, fake: Fake) -> None:
    socket = fake.open(LIST.replace("<p ", '<p data-pc-on="0" '), specs=SPECS)
    page.evaluate("document.querySelector('ul').prepend(document.querySelectorAll('li')[1])")
    assert socket.next() == ["repair", 1]
    page.locator("li", has_text="a").click()
    page.locator("p").click()
    assert socket.unread() == []
    # No HTML will come of what is no more.
    page.evaluate("addEventListener('pycomponents:stale', event => { window.stale = event.detail.type })")
    socket.send("patch", 1, 0, [[0, ["remove", 0]]])
    assert socket.next()[1:] == [1, 0, [2], "click"]
    assert page.evaluate("window.stale") == "click"


def test_a_component_that_is_changed_again_and_again_is_left_alone_for_a_while(page: Page, fake: Fake) -> None:
    page.clock.install()
    socket = fake.open(LIST, specs=SPECS)
    page.evaluate(
        """() => {
            window.problems = []
            addEventListener('pycomponents:problem', event => window.problems.push(event.detail.code))
        }"""
    )
    for rev in range(1, 4):
        page.evaluate("document.querySelector('p').textContent = ''")
        assert socket.next() == ["repair", 2]
        socket.send("html", rev, 2, '<p data-pc="2">p</p>', [])
        assert socket.next() == ["ack", rev]
    page.evaluate("document.querySelector('p').textContent = ''")
    page.wait_for_function("window.problems.includes('repairs')")
    assert socket.unread() == []
    page.clock.run_for(10_000)
    assert socket.next() == ["repair", 2]


def test_what_a_script_does_inside_raw_html_or_a_foreign_node_is_its_own_business(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><p>a</p><!--pc--><b>1</b><i><u>2</u></i><!--/pc--><p>b</p></main>'
    socket = fake.open(html)
    page.evaluate(
        """() => {
            document.querySelector('b').remove()
            document.querySelector('u').remove()
            document.querySelector('i').after(document.createElement('s'))
            const ad = document.querySelector('main').appendChild(document.createElement('div'))
            ad.append(document.createElement('hr'))
            ad.firstChild.remove()
        }"""
    )
    fake.patch(socket, [0, [2, 0, ["text", "B"]], [1, ["raw", "<b>3</b>"]]])
    assert page.locator("main > p").nth(1).text_content() == "B"
    assert page.locator("b").text_content() == "3"
    assert socket.unread() == []


def test_a_page_changed_on_its_way_says_so_and_is_morphed(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><p>a</p><input></main>'
    fake.show(html.replace("<p>", "<ins>ad</ins><p>"), elements=3)
    socket = fake.connected()
    assert socket.next()[1]["fresh"] is False
    whole: dict[str, Any] = {"html": [html], "specs": [], "properties": []}
    socket.send("joined", {"protocol": 2, "build": "b1", "page": "p", "rev": 0, "event": 0, **whole})
    fake.wait_state("open")
    expect(page.locator("ins")).to_have_count(0)
    fake.patch(socket, [0, 0, 0, ["text", "A"]])
    assert page.locator("p").text_content() == "A"


@pytest.mark.parametrize("instead", ["", "<b></b>"])
def test_a_page_that_lost_a_styled_element_on_its_way_joins_all_the_same(page: Page, fake: Fake, instead: str) -> None:
    html = '<main data-pc="0"><p><i></i></p></main>'
    properties = [[[0, 0, 0], {"style.width": "40px"}]]
    fake.show(html.replace("<p><i></i></p>", f"<p></p>{instead}"), elements=3, properties=properties)
    socket = fake.connected()
    assert socket.next()[1]["fresh"] is False
    whole: dict[str, Any] = {"html": [html], "specs": [], "properties": properties}
    socket.send("joined", {"protocol": 2, "build": "b1", "page": "p", "rev": 0, "event": 0, **whole})
    fake.wait_state("open")
    assert page.locator("i").evaluate("element => element.style.width") == "40px"


@pytest.mark.console_errors("404")
def test_without_the_lazy_part_a_repair_offers_to_reload(page: Page, fake: Fake) -> None:
    fake.missing.add("morph.js")
    socket = fake.open(LIST, specs=SPECS)
    page.evaluate("document.querySelector('li').remove()")
    assert socket.next() == ["repair", 1]
    socket.send("html", 1, 1, '<ul data-pc="1"><li>new</li></ul>', [])
    expect(page.get_by_role("status")).to_contain_text("out of date")
