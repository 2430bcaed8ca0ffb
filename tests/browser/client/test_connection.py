"""The connection comes back by itself; what was sent is sent once, and what the user typed survives it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.fake import Fake, Socket, spec

COUNTER = '<main data-pc="0"><button data-pc-on="0">add</button><b>0</b></main>'
CLICK = [spec("k", click={})]
FIELD = '<main data-pc="0"><input data-pc-on="0" value=""><button data-pc-on="1">x</button></main>'
FIELD_SPECS = [spec("i", input={"send": ["value"]}), spec("k", click={})]


def joined(socket: Socket, page: str, **more: Any) -> None:
    socket.send("joined", {"protocol": 2, "build": "b1", "page": page, "rev": 0, "event": 0, **more})


def told(page: Page) -> None:
    page.evaluate(
        """() => {
            window.told = []
            for (const type of ['unknown', 'stale', 'refused', 'problem'])
                addEventListener('pycomponents:' + type, event => {
                    window.told.push([type, event.target.localName, event.detail.type ?? event.detail.code])
                })
        }"""
    )


def test_the_first_frame_joins_with_the_ticket(page: Page, fake: Fake) -> None:
    fake.show(COUNTER, specs=CLICK)
    assert page.evaluate("document.documentElement.dataset.pcState") == "connecting"
    socket = fake.connected()
    assert socket.next() == ["join", {"protocol": 2, "build": "b1", "tickets": ["t1"], "fresh": True}]
    joined(socket, "p1")
    fake.wait_state("open")


def test_what_the_user_does_before_the_join_is_kept_and_sent_in_order(page: Page, fake: Fake) -> None:
    fake.show(FIELD, specs=FIELD_SPECS)
    socket = fake.connected()
    socket.next()
    page.locator("input").fill("early")
    page.locator("button").click()
    assert socket.unread() == []
    joined(socket, "p1")
    assert socket.next() == ["event", 1, 0, [0, 0], "input", {"value": "early"}]
    assert socket.next() == ["event", 2, 0, [0, 1], "click"]


def test_a_lost_connection_is_resumed_and_no_event_is_lost_or_repeated(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=CLICK)
    button = page.get_by_role("button")
    button.click()
    fake.patch(socket, [0, 1, 0, ["text", "1"]], event=1)
    for _ in range(2):
        button.click()
    assert [frame[1] for frame in (socket.next(), socket.next(), socket.next())] == [1, 2, 3]
    fake.accepts = False
    socket.close()
    fake.wait_state("connecting")
    button.click()
    fake.accepts = True
    again = fake.connected()
    resume = {"page": "p1", "rev": 1, "event": 1, "specs": 1}
    assert again.next() == ["join", {"protocol": 2, "build": "b1", "tickets": ["t1"], "fresh": False, "resume": resume}]
    joined(again, "p1", rev=1, event=2, resumed=True)
    assert again.next() == ["event", 3, 1, [0, 0], "click"]  # the same number
    assert again.next() == ["event", 4, 1, [0, 0], "click"]
    assert again.unread() == []


def test_shapes_start_anew_with_each_join(page: Page, fake: Fake) -> None:
    socket = fake.open('<ul data-pc="0"></ul>')
    fake.patch(socket, [0, ["rows", None, ["li", [0]], [["a"]]]])
    socket.close()
    again = fake.connected(2)
    again.next()
    joined(again, "p1", rev=1, resumed=True)
    fake.patch(again, [0, ["rows", None, ["li", ["b", [0]]], [["b"]]], ["rows", None, 0, [["c"]]]])
    assert page.locator("ul").inner_html() == "<li>a</li><li><b>b</b></li><li><b>c</b></li>"


def test_a_page_made_anew_is_morphed_in_and_typed_text_is_sent_again(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=FIELD_SPECS)
    told(page)
    page.locator("input").fill("typed")
    page.get_by_role("button").click()
    assert [socket.next()[4], socket.next()[4]] == ["input", "click"]
    page.locator("input").focus()
    page.evaluate("window.field = document.activeElement")
    fake.accepts = False
    socket.close()
    fake.wait_state("connecting")
    page.get_by_role("button").dispatch_event("click")
    fake.accepts = True
    again = fake.connected()
    again.next()
    html = (
        '<main data-pc="0"><p>new</p><input data-pc-on="1" value="s">'
        '<div data-pc="1"><button data-pc-on="0">y</button></div></main>'
    )
    specs = [spec("k2", click={}), *FIELD_SPECS]
    joined(again, "p2", rev=0, html=[html], specs=specs, properties=[[[0, 0], {"style.color": "red"}]])
    # What was typed goes first, from what stands there now; then what was never sent, by path.
    assert again.next() == ["event", 1, 0, [0, 1], "input", {"value": "typed"}]
    assert again.next() == ["event", 2, 0, ["/", 1], "click", {}, [], "k"]
    assert again.unread() == []
    assert page.evaluate("window.told")[:2] == [["problem", "html", "unknown"], ["unknown", "html", "click"]]
    expect(page.locator("p")).to_have_text("new")
    assert page.locator("input").input_value() == "typed"
    page.get_by_role("button").click()
    assert again.next() == ["event", 3, 0, [1, 0], "click"]


def test_the_focus_and_the_typed_text_survive_a_page_made_anew(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=FIELD_SPECS)
    page.locator("input").press_sequentially("abc")
    page.evaluate("document.activeElement.setSelectionRange(1, 2); window.field = document.activeElement")
    socket.close()
    again = fake.connected(2)
    again.next()
    joined(again, "p2", html=[FIELD], specs=FIELD_SPECS, properties=[])
    assert again.next() == ["event", 1, 0, [0, 0], "input", {"value": "abc"}]
    assert page.evaluate("document.activeElement === window.field")
    assert page.evaluate("[window.field.selectionStart, window.field.selectionEnd]") == [1, 2]
    # The server did not know of it when it made the page: an answer to nothing does not overwrite it.
    fake.rev = 0
    fake.patch(again, [0, 0, ["prop", "value", ""]])
    assert page.locator("input").input_value() == "abc"


def test_values_that_the_server_had_set_give_way_to_those_of_the_new_page(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><input value="a"><p>x</p></main>')
    fake.patch(socket, [0, [0, ["prop", "value", "set"]], [1, ["prop", "style.color", "red"]]])
    socket.close()
    again = fake.connected(2)
    again.next()
    joined(again, "p2", html=['<main data-pc="0"><input value="b"><p>x</p></main>'], specs=[], properties=[])
    expect(page.locator("input")).to_have_value("b")
    assert page.evaluate("document.querySelector('p').style.color") == ""


@pytest.mark.parametrize("code", [1000, 1001, 1012, 4400, 4408, 4413, 4429])
def test_most_closings_are_followed_by_another_try(page: Page, fake: Fake, code: int) -> None:
    fake.open(COUNTER, specs=CLICK).close(code)
    assert fake.connected(2).next()[0] == "join"


def test_a_page_that_is_open_on_a_newer_socket_stays_closed(page: Page, fake: Fake) -> None:
    fake.open(COUNTER, specs=CLICK).close(4410)
    fake.wait_state("closed")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-pc-default-banner]")).to_contain_text("open elsewhere")
    assert len(fake.sockets) == 1


def test_a_ticket_that_is_no_longer_good_offers_to_reload(page: Page, fake: Fake) -> None:
    fake.open(COUNTER, specs=CLICK).close(4401)
    fake.wait_state("closed")
    page.locator("[data-pc-default-banner]").get_by_role("button", name="Reload").click()
    fake.wait(lambda: fake.documents == 2)


def test_another_protocol_version_reloads_once(page: Page, fake: Fake) -> None:
    fake.show(COUNTER, specs=CLICK)
    fake.connected().close(4426)
    fake.wait(lambda: fake.documents == 2)
    fake.connected(2).close(4426)
    fake.wait_state("closed")
    expect(page.get_by_role("status")).to_be_visible()
    assert fake.documents == 2


def test_reload_reloads(page: Page, fake: Fake) -> None:
    fake.open(COUNTER, specs=CLICK).send("reload")
    fake.wait(lambda: fake.documents == 2)


def test_a_long_break_is_shown_and_its_end_hides_it(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=CLICK)
    expect(page.locator("[data-pc-default-banner]")).to_have_count(0)
    fake.accepts = False
    socket.close()
    expect(page.locator("[data-pc-default-banner]")).to_contain_text("Not connected")
    fake.accepts = True
    page.evaluate("dispatchEvent(new Event('online'))")
    again = fake.connected(2)
    again.next()
    joined(again, "p1", resumed=True)
    expect(page.locator("[data-pc-default-banner]")).to_be_hidden()


def test_the_pages_own_banner_takes_the_place_of_ours(page: Page, fake: Fake) -> None:
    fake.open(COUNTER, specs=CLICK, tail="<p data-pc-banner>Mine</p>").close(4401)
    fake.wait_state("closed")
    expect(page.locator("[data-pc-default-banner]")).to_have_count(0)


def test_the_client_asks_for_a_sign_of_life_and_leaves_a_dead_connection(page: Page, fake: Fake) -> None:
    page.clock.install()
    socket = fake.open(COUNTER, specs=CLICK)
    page.clock.run_for(20_000)
    fake.wait(lambda: fake.pings == 1)
    page.clock.run_for(15_000)
    assert not socket.closed
    fake.answers_pings = False
    page.clock.run_for(5_000)
    fake.wait(lambda: fake.pings == 2)
    page.clock.run_for(10_000)
    fake.wait_state("connecting")
    page.clock.run_for(1000)
    assert fake.connected(2).next()[1]["resume"]["page"] == "p1"


def test_a_page_in_the_back_forward_cache_resumes(page: Page, fake: Fake) -> None:
    fake.open(COUNTER, specs=CLICK)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    fake.wait_state("connecting")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    again = fake.connected(2)
    assert again.next()[1]["resume"]["page"] == "p1"


def test_leaving_the_page_sends_what_was_debounced(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=[spec(input={"send": ["value"], "debounce": 60_000}), spec("k")])
    page.locator("input").press_sequentially("abc")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert socket.next()[5] == {"value": "abc"}


def test_a_frame_that_makes_no_sense_does_no_harm(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=CLICK)
    told(page)
    for text in ("{", "[]", '["unheard-of"]', '["constructor"]', "null", '["patch", 1, 0, 7]', '["specs", 0, 7]'):
        socket.send_text(text)
    socket.send("error", "bad_frame")
    page.wait_for_function("window.told.length >= 7")
    fake.rev = 1
    fake.patch(socket, [0, 1, 0, ["text", "1"]])
    expect(page.locator("b")).to_have_text("1")


# Acknowledgements ---------------------------------------------------------------------------------------------------


def open_in_still_time(page: Page, fake: Fake, html: str = COUNTER) -> Socket:
    """A page whose timers wait for the test."""
    page.clock.install()
    socket = fake.open(html, specs=CLICK)
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    return socket


def patch(page: Page, socket: Socket, *revisions: int, event: int = 0) -> None:
    """Patches that are applied, and not waited for any further."""
    for rev in revisions:
        socket.send("patch", rev, event, [[0, 1, 0, ["text", str(rev)]]])
        expect(page.locator("b")).to_have_text(str(rev))


def click(page: Page) -> None:
    page.get_by_role("button").dispatch_event("click")


def test_two_quick_patches_are_acknowledged_once_and_a_second_after_the_first(page: Page, fake: Fake) -> None:
    socket = open_in_still_time(page, fake)
    patch(page, socket, 1)
    page.clock.run_for(900)
    patch(page, socket, 2)
    page.clock.run_for(99)
    click(page)
    assert socket.next()[:3] == ["event", 1, 2]  # nothing came before it
    page.clock.run_for(1)
    assert socket.next() == ["ack", 2]


def test_the_eighth_frame_is_acknowledged_at_once_and_time_begins_anew_with_the_ninth(page: Page, fake: Fake) -> None:
    socket = open_in_still_time(page, fake)
    patch(page, socket, *range(1, 9))
    assert socket.next() == ["ack", 8]
    page.clock.run_for(900)
    patch(page, socket, 9)
    page.clock.run_for(999)
    click(page)
    assert socket.next()[:3] == ["event", 1, 9]
    page.clock.run_for(1)
    assert socket.next() == ["ack", 9]


def test_an_acknowledgement_names_the_oldest_revision_that_is_in_use_when_it_is_sent(page: Page, fake: Fake) -> None:
    socket = open_in_still_time(page, fake)
    for n in (1, 2):
        click(page)
        assert socket.next()[:3] == ["event", n, n - 1]
        patch(page, socket, n)
    page.clock.run_for(1000)
    assert socket.next() == ["ack", 2, 0]
    patch(page, socket, 3)
    patch(page, socket, 4, event=1)
    page.clock.run_for(1000)
    assert socket.next() == ["ack", 4, 1]
    patch(page, socket, 5)
    socket.send("ack", 2)
    page.clock.run_for(1000)
    assert socket.next() == ["ack", 5]


@pytest.mark.parametrize(
    "event",
    [
        "window.dispatchEvent(new PageTransitionEvent('pagehide'))",
        "document.dispatchEvent(new Event('visibilitychange'))",
    ],
    ids=["pagehide", "visibilitychange"],
)
def test_a_page_that_is_put_away_acknowledges_at_once(page: Page, fake: Fake, event: str) -> None:
    socket = open_in_still_time(page, fake)
    patch(page, socket, 1)
    page.evaluate(event)
    assert socket.next() == ["ack", 1]


def test_a_page_that_is_hidden_acknowledges_at_once(page: Page, fake: Fake) -> None:
    socket = open_in_still_time(page, fake)
    page.evaluate("Object.defineProperty(Document.prototype, 'hidden', {get: () => true})")
    for rev in (1, 2):
        patch(page, socket, rev)
        assert socket.next() == ["ack", rev]


def test_a_repair_is_acknowledged_at_once_with_what_is_owed(page: Page, fake: Fake) -> None:
    socket = open_in_still_time(page, fake)
    page.evaluate("document.querySelector('button').remove()")
    assert socket.next() == ["repair", 0]
    socket.send("patch", 1, 0, [])
    socket.send("html", 1, 0, COUNTER, [])
    assert socket.next() == ["ack", 1]
    page.clock.run_for(1000)
    click(page)
    assert socket.next()[0] == "event"


def test_a_large_patch_is_acknowledged_at_once_since_the_server_waits_for_it(page: Page, fake: Fake) -> None:
    socket = open_in_still_time(page, fake)
    socket.send("patch", 1, 0, [[0, ["attr", "title", "x" * (1 << 18)]]])
    assert socket.next() == ["ack", 1]


def test_nothing_is_owed_to_another_connection(page: Page, fake: Fake) -> None:
    socket = open_in_still_time(page, fake)
    patch(page, socket, 1)
    socket.close()
    expect(page.locator(":root")).to_have_attribute("data-pc-state", "connecting")
    page.clock.run_for(100)
    again = fake.connected(2)
    assert again.next()[1]["resume"]["rev"] == 1
    page.clock.run_for(100)
    joined(again, "p1", rev=1, resumed=True)
    expect(page.locator(":root")).to_have_attribute("data-pc-state", "open")
    page.clock.run_for(1000)
    click(page)
    assert again.next()[:3] == ["event", 1, 1]
