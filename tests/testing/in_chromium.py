"""What Chromium does with the steps that our own actions take, driven by Playwright, and what was heard of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pycomponents.component.event_types import BROUGHT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# `selectionchange` is told when it suits the browser; a scroll is a matter of layout.
_UNHEARD = {"selectionchange", "scroll", "scrollend", "resize", "load", "error", "visible", "hidden"}
# The pointer's ways: what lies beneath it is a matter of layout, so only the scenarios about them listen to them.
OVER = {
    *("pointerover pointerout pointerenter pointerleave pointermove".split()),
    *("mouseover mouseout mouseenter mouseleave mousemove".split()),
}
QUEUED = {"toggle", "close"}
TYPES = sorted({*BROUGHT, "beforeinput"} - _UNHEARD - OVER)

# fmt: off
_PREPARE = """types => {
    document.documentElement.id = 'html'
    document.body.id = 'body'
    document.documentElement.style.height = document.body.style.height = '100%'
    document.body.style.margin = '0'
    const root = document.createElement('div')
    root.id = 'root'
    document.body.append(root)
    window.heard = []
    window.quiet = true
    window.prevented = []
    window.answers = []
    const answer = (what, element) => {
        if (what === 'remove') element?.remove()
        else element?.setAttribute(what, '')
    }
    const hear = event => {
        if (quiet || event.target === document) return
        heard.push([event.type, event.target.id || event.target.localName])
        if (prevented.includes(event.type)) event.preventDefault()
        for (const [type, what, id] of answers) if (type === event.type) answer(what, document.getElementById(id))
    }
    for (const type of types) document.addEventListener(type, hear, {capture: true, passive: false})
    // Nobody leaves this page. What Chromium would have done besides it does all the same.
    addEventListener('submit', event => {
        const way = event.submitter?.getAttribute('formmethod') ?? event.target.getAttribute('method')
        if (way !== 'dialog') event.preventDefault()
    })
    addEventListener('click', event => {
        if (event.target.closest('a[href]')) event.preventDefault()
    })
}"""

_BEGIN = """([html, prevent, reactions]) => {
    quiet = true
    for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close()
    document.activeElement?.blur()
    root.innerHTML = html
    prevented.splice(0, 9, ...prevent)
    answers.splice(0, 9, ...reactions)
    heard.length = 0
    return new Promise(done => requestAnimationFrame(() => setTimeout(() => { quiet = false; done() })))
}"""

# What is queued comes before the next step. What is hidden loses the focus when the page is drawn.
_RUN = "() => new Promise(done => setTimeout(done))"
_SETTLE = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"

_END = """async () => {
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
    quiet = true
    const strings = data => [...data].filter(([, value]) => typeof value === 'string')
    const live = element => {
        const name = element.localName
        if (name === 'option') return element.selected
        if (name === 'details' || name === 'dialog') return element.open
        if (element.popover !== null && name !== 'input') return element.matches(':popover-open')
        if (name === 'input' && /^(checkbox|radio)$/.test(element.type)) return element.checked
        if (name === 'input' || name === 'textarea') return element.value
    }
    const ids = [...root.querySelectorAll('[id]')]
    const table = (list, value) => Object.fromEntries(list.map(one => [one.id, value(one)]))
    return {
        heard: [...heard],
        forms: table([...root.querySelectorAll('form')], form => strings(new FormData(form))),
        live: table(ids, one => live(one) ?? null),
        complaints: table(ids.filter(one => one.validationMessage), one => one.validationMessage),
        focused: document.activeElement.id || document.activeElement.localName,
    }
}"""
# fmt: on


@dataclass(frozen=True)
class Scenario:
    """A few steps in a small document. steps: ("click", "#a"), ("fill", "#a", "text"), ("key", "Tab").

    prevent: types of events whose default action is prevented. answers: type of an event, what is done then ("remove",
    or an attribute that is set), and the id of the element to which.
    """

    html: str
    steps: tuple[tuple[Any, ...], ...]
    prevent: tuple[str, ...] = ()
    answers: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Outcome:
    """heard: type and target of each event; queued: of those that come when the browser finds time.

    forms: the fields of each; live: what each element holds.
    """

    heard: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    queued: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    forms: dict[str, list[tuple[str, str]]] = field(default_factory=dict[str, list[tuple[str, str]]])
    live: dict[str, Any] = field(default_factory=dict[str, Any])
    complaints: dict[str, str] = field(default_factory=dict[str, str])
    focused: str = "body"


def prepare(page: Page, types: list[str] = TYPES) -> None:
    """Make of an empty page one in which scenarios can be played."""
    page.set_content("<!DOCTYPE html><title>Scenarios</title>")
    page.evaluate(_PREPARE, types)


def play(page: Page, scenario: Scenario) -> Outcome:
    """Play it, and tell what came of it."""
    page.mouse.move(1200, 700)
    page.evaluate(_BEGIN, [scenario.html, list(scenario.prevent), list(scenario.answers)])
    for name, *rest in scenario.steps:
        _step(page, name, *rest)
        page.evaluate(_SETTLE if scenario.answers else _RUN)
    said = page.evaluate(_END)
    return Outcome(
        heard=[(kind, target) for kind, target in said["heard"] if kind not in QUEUED],
        queued=[(kind, target) for kind, target in said["heard"] if kind in QUEUED],
        forms={name: [(key, value) for key, value in pairs] for name, pairs in said["forms"].items()},
        live=said["live"],
        complaints=said["complaints"],
        focused=said["focused"],
    )


def _step(page: Page, name: str, *rest: Any) -> None:
    if name == "key":
        page.keyboard.press(*rest)
    elif name == "click_backdrop":
        page.mouse.click(5, 700)
    elif name == "submit":
        page.locator(rest[0]).evaluate("form => form.requestSubmit()")
    elif name == "set":
        page.locator(rest[0]).evaluate("(control, text) => { control.value = text }", rest[1])
    else:
        selector, *more = rest
        getattr(page.locator(selector), name)(*more, timeout=3000)
