"""What the user does reaches the server: once, in order, with what the handler asks for."""

from playwright.sync_api import Page, expect

from tests.browser.client.fake import Fake, spec

COUNTER = '<main data-pc="0"><button data-pc-on="0">add</button><output>0</output></main>'


def test_a_click_is_an_event_and_its_patch_is_shown_and_acknowledged(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=[spec(click={})])
    page.get_by_role("button").click()
    assert socket.next() == ["event", 1, 0, [0, 0], "click"]
    socket.send("patch", 1, 1, [[0, 1, 0, ["text", "1"]]])
    assert socket.next() == ["ack", 1]
    expect(page.locator("output")).to_have_text("1")


def test_twenty_clicks_in_one_burst_are_twenty_events(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=[spec(click={})])
    page.evaluate("for (let i = 0; i < 20; i++) document.querySelector('button').click()")
    assert [socket.next()[1] for _ in range(20)] == list(range(1, 21))
    assert socket.unread() == []
