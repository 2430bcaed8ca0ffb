"""For any two trees: the patch, applied by the real client in a real browser, makes the DOM that the new HTML makes."""

from __future__ import annotations

import json
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any, Final

from pycomponents.diff.decode import Placed
from pycomponents.diff.diff import diff
from pycomponents.diff.rows import Shapes
from pycomponents.diff.wire import encode
from pycomponents.dom.html import html, live_properties
from pycomponents.dom.node import Boundary
from tests.browser.client.fake import SOURCES, URL
from tests.diff.random_trees import RandomTrees
from tests.diff.trees import Specs

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from pycomponents.dom.node import Element, Mounted

STORIES: Final = 1000  # of three patches each
AT_ONCE: Final = 100

# Compares element by element what `isEqualNode` compares and what it does not. `style` is compared as computed.
CHECK: Final = """async text => {
    const stories = JSON.parse(text)
    const [{ apply, forgetShapes }, { adopt, components, nodeAt }, { isDamaged, healed }, { page }, controls] =
        await Promise.all(["patch", "tree", "foreign", "page", "controls"].map(name => import(`/client/${name}.js`)))
    const [{ load }, { kit }] = await Promise.all(["lazy", "kit"].map(name => import(`/client/${name}.js`)))
    page.tickets = ["of one root"]
    page.record = { parts: { morph: "/client/rejoin.js" } }
    await load("morph", kit) // raw ranges are morphed by the lazy part
    document.body.innerHTML = "<div></div><div></div>"
    const [here, there] = document.body.children

    const parse = (container, { html, properties }) => {
        components.clear()
        container.innerHTML = html
        adopt(container.firstElementChild)
        for (const [address, values] of properties)
            for (const [name, value] of Object.entries(values)) controls.setProperty(nodeAt(address), name, value)
    }
    const bare = container => {
        const copy = container.cloneNode(true)
        for (const element of copy.querySelectorAll("*"))
            for (const name of element.getAttributeNames())
                if (name === "style" || name.startsWith("data-pc")) element.removeAttribute(name)
        return copy
    }
    const live = container => [...container.querySelectorAll("*")].map(element => JSON.stringify([
        element.localName, element.value, element.checked, element.selected, element.indeterminate,
        element.localName === "template" ? element.innerHTML : null,
        element.getAttribute("style") === null ? null : getComputedStyle(element).width,
    ]))
    const listening = container => [...container.querySelectorAll("*")].map(it => it.getAttribute("data-pc-on"))

    const wrong = (step) => {
        if (isDamaged(0)) return healed(0), "the patch does not fit"
        const [got, want] = [bare(here), bare(there)]
        if (!got.isEqualNode(want)) return `${got.innerHTML}\\n  is not\\n${want.innerHTML}`
        for (const facts of [live, listening]) {
            const [now, wanted] = [facts(here), facts(there)]
            const at = now.findIndex((fact, index) => fact !== wanted[index])
            if (at >= 0) return `${now[at]} is not ${wanted[at]} in ${want.innerHTML}`
        }
    }
    const failures = []
    for (const { seed, first, steps } of stories) {
        forgetShapes()
        parse(here, first)
        for (const [index, step] of steps.entries()) {
            apply([[0, ...step.items]])
            // What the client remembers of its nodes is all that the next patch has to go by.
            const known = [...components]
            parse(there, step)
            components.clear()
            for (const [number, element] of known) components.set(number, element)
            const what = wrong(step)
            if (what) failures.push(`story ${seed}, step ${index}: ${what}\\n  by ${JSON.stringify(step.items)}`)
            if (what) break
        }
    }
    return failures
}"""


def document(root: Element, specs: Specs) -> dict[str, Any]:
    mounted = Placed(0, root)
    return {
        "html": html(Boundary(mounted, None), specs=specs.number),
        "properties": [*live_properties(mounted)],
    }


def story(seed: int) -> dict[str, Any]:
    """A tree and what became of it, each state as HTML, and as a patch to the one before."""
    trees = RandomTrees(Random(seed))
    states = [first := trees.root(), second := trees.near(first), trees.near(second), trees.root()]
    specs, shapes = Specs(), Shapes()
    steps: list[dict[str, Any]] = []
    for old, new in pairwise(states):
        items = encode(diff(old, new), spec=specs.number, shapes=shapes, sent=ignore)
        steps.append({**document(new, specs), "items": items})
    return {"seed": seed, "first": document(first, specs), "steps": steps}


def ignore(_: Mounted) -> None:
    pass


def serve(route: Route) -> None:
    folder, _, name = route.request.url.removeprefix(URL).partition("/")
    if folder == "client":
        route.fulfill(body=(SOURCES / name).read_bytes(), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><link rel=icon href=data:,><body>", content_type="text/html")


def test_patches_make_the_dom_that_the_new_html_makes(page: Page) -> None:
    page.route("**/*", serve)
    page.goto(URL)
    failures: list[str] = []
    for first in range(0, STORIES, AT_ONCE):
        failures += page.evaluate(CHECK, json.dumps([story(seed) for seed in range(first, first + AT_ONCE)]))
    assert failures == []
