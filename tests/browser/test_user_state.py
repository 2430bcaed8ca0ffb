"""What the user has open, scrolled, chosen or in focus stays while the page changes under it."""

from playwright.sync_api import Page, expect

from tests.browser.apps.visits import Site, Visit

LOOKS = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
        #scroller { height: 100px; overflow: auto } #tall { height: 5000px }
        @keyframes turn { to { opacity: 0 } }
        li { animation: turn 1000s }
        p { margin: 0; height: 20px }
    `)
    document.adoptedStyleSheets = [sheet]
}"""


def open_keeping(page: Page, site: Site) -> Visit:
    visit = site.visit(page, "keeping")
    page.evaluate(LOOKS)
    return visit


def tick(visit: Visit, times: int = 3) -> None:
    """The page changes without the user's doing: no focus moves."""
    for _ in range(times):
        before = int(visit.find("#ticks").inner_text())
        visit.find("#tick").dispatch_event("click")
        expect(visit.find("#ticks")).to_have_text(str(before + 1))


def test_scroll_positions_stay(page: Page, site: Site) -> None:
    visit = open_keeping(page, site)
    page.evaluate("scrollTo(0, 300); document.querySelector('#scroller').scrollTop = 150")
    tick(visit)
    expect(visit.find("#scroller p").first).to_have_text("line 0 of 3")
    assert page.evaluate("[scrollY, document.querySelector('#scroller').scrollTop]") == [300, 150]


def test_what_is_open_stays_open(page: Page, site: Site) -> None:
    visit = open_keeping(page, site)
    visit.find("#details > summary").click()
    visit.find("#row-2 summary").click()
    page.evaluate("document.querySelector('#popover').showPopover(); document.querySelector('#dialog').showModal()")
    visit.find("#in-dialog").fill("typed")
    tick(visit)
    expect(visit.find("#details > p")).to_have_text("3 more")
    expect(visit.find("#dialog > p")).to_have_text("3 in a dialog")
    expect(visit.find("#popover")).to_have_text("3 in a popover")
    assert page.evaluate(
        """[document.querySelector('#details').open, document.querySelector('#row-2 details').open,
            document.querySelector('#row-3 details').open, document.querySelector('#dialog').matches(':modal'),
            document.querySelector('#popover').matches(':popover-open')]"""
    ) == [True, True, False, True, True]
    expect(visit.find("#in-dialog")).to_be_focused()
    expect(visit.find("#in-dialog")).to_have_value("typed")
    # The user closes it, and it stays closed.
    page.keyboard.press("Escape")
    tick(visit, 1)
    expect(visit.find("#dialog")).to_be_hidden()


def test_moved_rows_keep_focus_caret_animations_and_what_is_open(page: Page, site: Site) -> None:
    visit = open_keeping(page, site)
    visit.find("#row-1 summary").click()
    visit.find("#in-1").fill("in row one")
    page.evaluate("document.querySelector('#in-1').setSelectionRange(3, 5)")
    page.evaluate(
        """() => {
            window.rows = new Map([...document.querySelectorAll('#rows > li')].map(row => [row.id, row]))
            window.animations = new Map([...rows].map(([id, row]) => [id, row.getAnimations()[0]]))
            window.blurs = 0
            document.querySelector('#in-1').addEventListener('blur', () => { window.blurs++ })
        }"""
    )
    for n in range(1, 4):
        visit.find("#reverse").dispatch_event("click")
        expect(visit.find("#ticks")).to_have_text(str(n))
        ids = [f"row-{i}" for i in (range(7, -1, -1) if n % 2 else range(8))]
        assert page.evaluate("[...document.querySelectorAll('#rows > li')].map(row => row.id)") == ids
    assert page.evaluate("[...rows].every(([id, row]) => row === document.getElementById(id))")
    assert page.evaluate("[...rows].every(([id, row]) => row.getAnimations()[0] === animations.get(id))")
    expect(visit.find("#in-1")).to_be_focused()
    expect(visit.find("#in-1")).to_have_value("in row one")
    assert page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd, blurs]") == [
        3,
        5,
        0,
    ]
    assert page.evaluate("document.querySelector('#row-1 details').open")


def test_what_appears_may_ask_for_the_focus(page: Page, site: Site) -> None:
    visit = open_keeping(page, site)
    visit.find("#ask").click()
    expect(visit.find("#answer")).to_be_focused()
    visit.find("#ask").click()
    expect(visit.find("#answer")).to_have_count(0)
    # It does not take it from a user who types elsewhere.
    visit.find("#field").press_sequentially("busy")
    visit.find("#ask").dispatch_event("click")
    expect(visit.find("#answer")).to_be_visible()
    expect(visit.find("#field")).to_be_focused()


def test_the_same_nodes_stay(page: Page, site: Site) -> None:
    visit = open_keeping(page, site)
    page.evaluate("window.nodes = [...document.querySelectorAll('main, main *')]")
    tick(visit)
    assert page.evaluate("window.nodes.every((node, i) => node === document.querySelectorAll('main, main *')[i])")


def test_tabs_and_copies_of_a_tab_are_pages_of_their_own(page: Page, site: Site) -> None:
    visit = site.visit(page, "copied")
    visit.find("#add").click()
    tabs = [page.context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto(page.url)
        expect(tab.locator("html[data-pc-state=open]")).to_be_attached()
    with page.expect_popup() as opened:
        page.evaluate("void window.open(location.href)")
    tabs.append(opened.value)
    for many, tab in enumerate(tabs, start=2):
        tab.locator("#add").click(click_count=many)
        tab.locator("#said").fill(f"tab {many}")
    for many, tab in enumerate(tabs, start=2):
        expect(tab.locator("#count")).to_have_text(str(many))
        expect(tab.locator("#heard")).to_have_text(f"tab {many}")
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("2")
    expect(visit.find("#heard")).to_have_text("")
