"""A state that was reached by patches is the same document as one that was loaded."""

from playwright.sync_api import Page, expect

from tests.browser.apps.states import STATES, walk
from tests.browser.apps.visits import Site

# What `isEqualNode` does not compare is written into attributes of a copy; our marks and styles are taken off it.
COPY = """window.copy = stage => {
    const copy = stage.cloneNode(true)
    const [all, copies] = [stage, copy].map(node => [node, ...node.querySelectorAll('*')])
    all.forEach((element, i) => {
        const own = copies[i]
        for (const name of ['value', 'checked', 'selected', 'indeterminate', 'open', 'disabled', 'namespaceURI'])
            if (name in element) own.setAttribute(`its-${name}`, element[name])
        if (element.style?.length) own.setAttribute('its-style', element.style.cssText)
        if (element.localName === 'template') own.setAttribute('its-content', element.innerHTML)
        for (const {name} of [...own.attributes]) if (/^data-pc|^style$/.test(name)) own.removeAttribute(name)
    })
    copy.normalize()
    return copy
}
window.load = async url => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    frame.src = url
    await new Promise(done => { frame.onload = done })
    const joined = () => frame.contentDocument.documentElement.dataset.pcState === 'open'
    while (!joined()) await new Promise(requestAnimationFrame)
    const loaded = copy(frame.contentDocument.querySelector('#stage'))
    frame.remove()
    return loaded
}"""
COMPARE = """number => {
    const [patched, fresh] = [copy(document.querySelector('#stage')), window.loaded[number]]
    return patched.isEqualNode(fresh) ? null : [patched.outerHTML, fresh.outerHTML]
}"""


def test_each_state_is_the_same_by_patches_and_by_a_load(page: Page, site: Site) -> None:
    visit = site.visit(page, "states", "0/")
    page.evaluate(f"() => {{ {COPY} }}")
    urls = [f"{site.url}/states/{visit.token}/{number}/" for number in range(len(STATES))]
    page.evaluate(
        """async urls => {
            window.loaded = []
            for (let i = 0; i < urls.length; i += 6)
                window.loaded.push(...await Promise.all(urls.slice(i, i + 6).map(load)))
        }""",
        urls,
    )
    different: list[str] = []
    before = 0
    for number in [*walk(seed=1), 0]:
        visit.find("#ask").fill(str(number))
        expect(visit.find("#shown")).to_have_text(str(number))
        difference: list[str] | None = page.evaluate(COMPARE, number)
        if difference:
            different.append(f"{before} to {number}\npatched: {difference[0]}\nloaded:  {difference[1]}")
        before = number
    assert not different, "\n".join(different)
