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
    budget=Budget(max_bytes=60, max_patches=1, max_queries=0),
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


# How each is used: what a person does first, and what they see of it.


@counter.play
def _(page: Page) -> None:
    from pycomponents.testing import expect

    page.get_by_role("button", name="One more").dblclick()
    page.get_by_role("button", name="One less").click()
    expect(page.get_by_role("status")).to_have_text("1")
