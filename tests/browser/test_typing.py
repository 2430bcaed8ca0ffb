"""What the user types is the user's; what the server makes of the newest text is shown."""

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.browser.apps.visits import Distant, Site, Visit

TEXT = "The quick brown fox jumps over the lazy dog 0123456789"


def caret(field: Locator) -> list[int]:
    place: list[int] = field.evaluate("field => [field.selectionStart, field.selectionEnd]")
    return place


def test_typing_faster_than_the_network_loses_nothing(site: Site, distant: Distant, page: Page) -> None:
    far, _ = distant(site.server, delay=0.1)
    visit = far.visit(page, "typing")
    field = visit.find("#upper")
    field.press_sequentially(TEXT)
    expect(visit.find("#uppered")).to_have_text(TEXT.upper())
    expect(field).to_have_value(TEXT.upper())
    # Each text that the server has seen was a piece of what was typed, though answers had come meanwhile.
    seen = visit.notes()
    assert [text.upper() for text in seen] == [TEXT[: i + 1].upper() for i in range(len(TEXT))]
    assert caret(field) == [len(TEXT)] * 2


def test_an_answer_to_older_text_does_not_touch_newer_text(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    field = visit.find("#slow")
    field.press_sequentially("abc")
    visit.open_gate()
    expect(visit.find("#slowed")).to_have_text("A")
    expect(field).to_have_value("abc")
    visit.open_gate()
    expect(visit.find("#slowed")).to_have_text("AB")
    expect(field).to_have_value("abc")
    visit.open_gate()
    expect(field).to_have_value("ABC")


def test_the_caret_stays_in_the_middle_of_the_text(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    field = visit.find("#upper")
    field.press_sequentially("hello")
    expect(field).to_have_value("HELLO")
    field.evaluate("field => field.setSelectionRange(2, 2)")
    field.press_sequentially("xyz")
    expect(field).to_have_value("HEXYZLLO")
    assert caret(field) == [5, 5]
    field.press("Backspace")
    expect(visit.find("#uppered")).to_have_text("HEXYLLO")
    assert caret(field) == [4, 4]


def test_the_selection_stays_over_patches(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    field = visit.find("#text")
    field.fill("first\nsecond")
    expect(visit.find("#written")).to_have_text("first second")
    field.evaluate("field => { field.focus(); field.setSelectionRange(3, 8, 'backward') }")
    for n in range(3):
        visit.find("#tick").dispatch_event("click")
        expect(visit.find("#ticks")).to_have_text(str(n + 1))
    expect(field).to_be_focused()
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd, field.selectionDirection]") == [
        3,
        8,
        "backward",
    ]


def test_the_undo_history_stays(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    field = visit.find("#text")
    field.press_sequentially("one")
    expect(visit.find("#written")).to_have_text("one")
    field.press("Control+z")
    expect(visit.find("#written")).to_have_text("")
    expect(field).to_have_value("")


def test_a_value_of_the_server_is_shown_in_a_field_without_focus(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    visit.find("#slow").press_sequentially("ab")
    visit.find("#tick").click()
    visit.open_gate(2)
    expect(visit.find("#ticks")).to_have_text("1")
    expect(visit.find("#slow")).to_have_value("AB")
    visit.find("#upper").fill("typed")
    expect(visit.find("#upper")).to_have_value("TYPED")
    visit.find("#overwrite").click()
    expect(visit.find("#upper")).to_have_value("OVERWRITTEN")


def test_what_the_server_refuses_goes_and_what_it_clears_is_empty(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    visit.find("#digits").press_sequentially("1a2b3")
    expect(visit.find("#digits")).to_have_value("123")
    expect(visit.find("#numbers")).to_have_text("123")
    for _ in range(2):
        visit.find("#short").press_sequentially("abc")
        expect(visit.find("#short")).to_have_value("")


def test_text_composed_by_an_input_method_is_left_alone(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    devtools = page.context.new_cdp_session(page)
    field = visit.find("#upper")
    field.press_sequentially("a")
    expect(field).to_have_value("A")
    compose(devtools, "k")
    visit.find("#overwrite").dispatch_event("click")
    expect(visit.find("#uppered")).to_have_text("OVERWRITTEN")
    compose(devtools, "か")
    expect(field).to_have_value("Aか")
    assert visit.notes() == ["a"]  # nothing half done is sent
    devtools.send("Input.insertText", {"text": "家b"})  # pyright: ignore[reportUnknownMemberType]
    expect(visit.find("#uppered")).to_have_text("A家B")
    expect(field).to_have_value("A家B")
    assert visit.notes() == ["a", "A家b"]
    field.press_sequentially("c")
    expect(field).to_have_value("A家BC")


def compose(devtools: CDPSession, text: str) -> None:
    place = len(text)
    devtools.send(  # pyright: ignore[reportUnknownMemberType]
        "Input.imeSetComposition", {"text": text, "selectionStart": place, "selectionEnd": place}
    )


def test_a_text_too_long_for_an_event_is_refused_and_stays(page: Page, site: Site) -> None:
    visit = site.visit(page, "typing")
    page.evaluate("document.addEventListener('pycomponents:refused', it => { window.code = it.detail.code })")
    visit.find("#text").fill("x" * 70_000)
    page.wait_for_function("window.code === 'too_large'")
    visit.find("#tick").click()
    expect(visit.find("#ticks")).to_have_text("1")
    expect(visit.find("#text")).to_have_value("x" * 70_000)
    visit.find("#text").fill("y" * 60_000)
    expect(visit.find("#written")).to_have_text("y" * 60_000)
    expect(visit.find("#text")).to_have_value("y" * 60_000)


# Choices.


def open_choices(page: Page, site: Site) -> Visit:
    return site.visit(page, "choices")


def test_a_checkbox_follows_its_handler(page: Page, site: Site) -> None:
    visit = open_choices(page, site)
    visit.find("#allowed").check()
    expect(visit.find("#allowed + output")).to_have_text("True")
    expect(visit.find("#allowed")).to_be_checked()
    for n in range(2):
        visit.find("#refused").click()
        visit.wait_for_notes(*["refused False"] * (n + 1))
        expect(visit.find("#refused")).to_be_checked()


def test_radios_follow_their_handler_as_a_group(page: Page, site: Site) -> None:
    visit = open_choices(page, site)
    for colour in ("green", "blue", "red", "green"):
        visit.find(f"#{colour}").click()
        expect(visit.find("#colour")).to_have_text(colour)
        expect(visit.find("[name=colour]:checked")).to_have_value(colour)
    for name in "bcb":
        visit.find(f"#fixed-{name}").click()
        expect(visit.find("#fixed-a")).to_be_checked()
    visit.find("#red").focus()
    visit.find("#red").press("ArrowDown")
    expect(visit.find("#colour")).to_have_text("green")


def test_a_select_of_many_follows_its_handler(page: Page, site: Site) -> None:
    visit = open_choices(page, site)
    fruits = visit.find("#fruits")
    fruits.select_option(["apple", "cherry"])
    expect(visit.find("#picked")).to_have_text("apple, cherry")
    fruits.select_option(["banana", "durian"])
    expect(visit.find("#picked")).to_have_text("banana")
    expect(fruits).to_have_values(["banana"])
    fruits.select_option(["banana", "durian"])  # the same refusal once more
    expect(fruits).to_have_values(["banana"])
    fruits.select_option([])
    expect(visit.find("#picked")).to_have_text("")


def test_a_select_follows_its_handler(page: Page, site: Site) -> None:
    visit = open_choices(page, site)
    expect(visit.find("#size")).to_have_value("m")
    for asked, got in (("s", "s"), ("xl", "l"), ("xl", "l"), ("m", "m")):
        visit.find("#size").select_option(asked)
        expect(visit.find("#sized")).to_have_text(got)
        expect(visit.find("#size")).to_have_value(got)
