"""Extensions and translators change the page: it heals, and the user keeps what he had."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.apps.visits import Site, Visit

SAME = """async url => {
    const text = await (await fetch(url)).text()
    const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('ul')
    const here = document.querySelector('ul').cloneNode(true)
    for (const list of [fresh, here]) for (const element of [list, ...list.querySelectorAll('*')])
        for (const {name} of [...element.attributes]) if (name.startsWith('data-pc')) element.removeAttribute(name)
    return here.isEqualNode(fresh)
}"""


def row(visit: Visit, name: str) -> Locator:
    return visit.find("li.row").filter(has_text=name)


def test_deleted_nodes_come_back(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    visit.find("#own").fill("mine")
    visit.find("#own").evaluate("field => field.setSelectionRange(1, 3)")
    page.evaluate(
        """() => {
            document.querySelectorAll('li.row')[1].remove()
            document.querySelector('li.row button').remove()
            document.querySelectorAll('#inner p')[3].remove()
            document.querySelector('#count').firstChild.remove()
        }"""
    )
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("1")
    expect(visit.find("#inner p")).to_have_text([f"line {i} of 1" for i in range(60)])
    expect(visit.find("li.row")).to_have_count(3)
    assert page.evaluate(SAME, visit.url)
    expect(visit.find("#own")).to_have_value("mine")
    for name in ("one", "two", "three"):
        row(visit, name).get_by_role("button").click()
        expect(row(visit, name).locator("output")).to_have_text("1")
    assert visit.notes() == ["mount", "add", "mount"]  # the last is the GET that it was compared with


def test_translated_texts_are_patched(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    visit.find("#own").fill("mine")
    visit.find("#own").focus()
    visit.find("#own").evaluate("field => field.setSelectionRange(1, 3)")
    # As translation tools do it: every text is wrapped, and another stands for it.
    page.evaluate(
        """() => {
            const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
            const texts = []
            while (walk.nextNode()) texts.push(walk.currentNode)
            for (const text of texts) {
                const [outer, inner] = [document.createElement('font'), document.createElement('font')]
                text.replaceWith(outer)
                outer.append(inner)
                inner.append(text.data.replace('line', 'Zeile'))
            }
        }"""
    )
    visit.find("#add").dispatch_event("click")
    expect(visit.find("#count")).to_have_text("1")
    visit.find("#add").dispatch_event("click")
    expect(visit.find("#count")).to_have_text("2")
    expect(visit.find("#inner p").nth(7)).to_have_text("line 7 of 2")
    expect(visit.find("#own")).to_be_focused()
    expect(visit.find("#own")).to_have_value("mine")
    assert page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [1, 3]
    row(visit, "two").get_by_role("button").click()
    expect(row(visit, "two").locator("output")).to_have_text("1")


def test_inserted_nodes_are_left_alone(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    page.evaluate(
        """() => {
            for (const place of ['main', 'ul', 'li.row', '#inner', '#count', 'p']) {
                const guest = document.createElement('mark')
                guest.className = 'guest'
                document.querySelector(place).prepend(guest)
            }
        }"""
    )
    for name in ("one", "two", "three"):
        row(visit, name).get_by_role("button").click()
        expect(row(visit, name).locator("output")).to_have_text("1")
    visit.find("#add").click(click_count=2)
    expect(visit.find("#count")).to_have_text("2")
    expect(visit.find("#inner p").last).to_have_text("line 59 of 2")
    expect(visit.find(".guest")).to_have_count(6)


def test_attributes_of_others_stay(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    page.evaluate("document.querySelectorAll('main *').forEach(element => element.setAttribute('data-theirs', '1'))")
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("1")
    expect(visit.find("#count")).to_have_attribute("data-theirs", "1")
