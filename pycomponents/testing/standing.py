"""What is always true of a page, with both its halves: looked at after each interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.testing import invariants
from pycomponents.testing.agreement import alike, as_rendered
from pycomponents.testing.inside import has_raised, rendered_again
from pycomponents.testing.invariants import Finding
from pycomponents.web.building import built_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pycomponents.testing.page import Page

Check: TypeAlias = "Callable[[Page], Iterator[Finding]]"


def same_document(page: Page) -> Iterator[Finding]:
    """What the page shows is what the server takes it for: no patch went wrong, and no parser moved anything."""
    served = page.served
    if served is None or page.client.state != "open":
        return
    for root in served.tree.roots:
        yield from as_rendered("same-document", root.root, page.client.tree.components.get(root.number))


def survives(page: Page) -> Iterator[Finding]:
    """Its state can be written down, and a page that is built again from it shows the same."""
    served = page.served
    if served is None or len(served.tree.roots) != 1 or has_raised(served):
        return
    try:
        again = page.run(lambda: built_again(served))
    except Exception as error:  # noqa: BLE001  whatever it is, it is told
        yield Finding("survives", f"it cannot be built again from its state: {error}")
        return
    difference = alike(served.tree.root.root, again.tree.root.root)
    again.tree.discard()
    if difference:
        yield Finding("survives", f"built again from its state it shows something else: {difference}")


def pure_render(page: Page) -> Iterator[Finding]:
    """Rendering again changes nothing."""
    served = page.served
    if served is None or page.client.state != "open":
        return
    for component, was, now in page.run(lambda: [*rendered_again(served)]):
        if what := alike(was, now):
            text = f"{component} renders something else the second time, though nothing has changed: {what}."
            yield Finding("pure-render", text)


def _of_document(check: invariants.Check) -> Check:
    return lambda page: check(page.document)


CHECKS: Final[dict[str, Check]] = {
    **{name: _of_document(check) for name, check in invariants.CHECKS.items()},
    "same-document": same_document,
    "survives": survives,
    "pure-render": pure_render,
}
