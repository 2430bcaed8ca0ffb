"""The stories: which components there are to see, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery.components.boundaries import Boundaries
from gallery.components.clock import Clock
from gallery.components.counter import Counter
from gallery.components.echo import FormEcho
from gallery.components.feed import Feed
from gallery.components.rows import Rows
from gallery.components.search import CharacterSearch
from gallery.components.slots import Slots
from gallery.components.todos import TodoApp
from gallery.components.totals import Totals
from pycomponents.stories import Budget, story

if TYPE_CHECKING:
    from pycomponents.testing import Page

counter = story(
    Counter,
    about="The smallest component: one number of state, two events, one render.",
    budget=Budget(max_bytes=40, max_patches=1, max_queries=0),
)
totals = story(
    Totals,
    title="Nested counters",
    about="Each counter owns its number and tells its parent; the parent adds up, and tells each its share.",
    budget=Budget(max_bytes=800, max_queries=0),
)
clock = story(
    Clock,
    about="It ticks on the server. Open it twice: a wave from one page reaches all the others at once.",
    budget=Budget(max_bytes=120, max_queries=0),
)
todos = story(
    TodoApp,
    name="todos",
    title="TodoMVC",
    about="The list that every framework writes once. Yours is kept in SQLite, for as long as your session.",
    budget=Budget(max_queries=4),
)
search = story(
    CharacterSearch,
    name="search",
    title="Live search",
    about="5,000 characters of Unicode in SQLite, found while you type by how the words of their names begin.",
    budget=Budget(max_queries=2),
)
feed = story(
    Feed,
    about="It has no end that you could reach: what becomes visible, and what no longer is, are events like a click.",
    budget=Budget(max_queries=1),
)
slots = story(
    Slots,
    about="Cards that are given what to show. They keep whether they are folded; what stands in them is somebody "
    "else's.",
    budget=Budget(max_bytes=250, max_queries=0),
)
story(
    Boundaries,
    about="Take people away until nobody is left: the component that raises shows its fallback, the others go on.",
)
rows = story(
    Rows,
    about="The page of the side-by-side benchmark: the tree stays on the server, only what changed travels.",
)
form = story(
    FormEcho,
    name="form",
    title="Form echo",
    about="Every input that HTML has, heard while you type, and received on submit with the types that were asked for.",
    budget=Budget(max_queries=0),
)


# What a person does with them, and then sees.


@counter.play
def _(page: Page) -> None:
    for _ in range(2):
        page.get_by_role("button", name="One more").click()
    page.get_by_role("button", name="One less").click()
    sees(page, "status", "1")


@totals.play
def _(page: Page) -> None:
    for fruit in ("Apples", "Apples", "Plums"):
        page.get_by_role("button", name=f"More {fruit}").click()
    page.get_by_role("button", name="Remove Apples").click()
    sees(page, "listitem", "Plums−1+100 %×", has_text="Plums")


@clock.play
def _(page: Page) -> None:
    page.get_by_role("button", name="Wave to all").click()
    sees(page, "status", "You alone look at it. Somebody has waved.")
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Start").click()


@todos.play
def _(page: Page) -> None:
    page.keyboard.type("Tea")
    page.keyboard.press("Enter")
    sees(page, "listitem", "Tea×", has_text="×")


@todos.play
def _(page: Page) -> None:
    page.get_by_text("Tea").dblclick()
    page.get_by_label("What is to be done").fill("Green tea")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Green tea").check()
    page.get_by_role("button", name="Clear completed").click()


@search.play
def _(page: Page) -> None:
    page.get_by_role("searchbox").fill("snowman")
    page.keyboard.press("Enter")
    page.get_by_role("searchbox").blur()
    sees(page, "status", "3 characters")


@feed.play
def _(page: Page) -> None:
    page.get_by_role("listitem").first.show()
    page.get_by_text("More …").show()
    sees(page, "status", "1 seen", has_text="seen")


@slots.play
def _(page: Page) -> None:
    page.get_by_role("button", name="Water them").click()
    for name in ("Fold", "Unfold"):
        page.get_by_role("button", name=name, exact=True).first.click()
    sees(page, "paragraph", "Watered 1 times.", has_text="Watered")
    page.get_by_role("button", name="By height").click()


@rows.play
def _(page: Page) -> None:
    page.get_by_label("Text").fill("pear")
    sees(page, "status", "PEAR", has_text="PEAR")
    page.get_by_role("button", name="Create 1,000").click()
    page.get_by_role("button", name="Swap").click()
    page.get_by_role("link", name="Remove").first.click()
    sees(page, "status", "999 rows", has_text="rows")


@form.play
def _(page: Page) -> None:
    page.get_by_label("text", exact=True).fill("Ada")
    page.get_by_role("radio", name="M").check()
    page.get_by_role("button", name="Send", exact=True).click()
    sees(page, "definition", "'Ada'", has_text="Ada")


def sees(page: Page, role: str, text: str, *, has_text: str = "") -> None:
    """A person sees one of this role that says this."""
    from pycomponents.testing import expect  # where stories are served, not played, the kit need not be installed

    expect(page.get_by_role(role).filter(has_text=has_text)).to_have_text(text)
