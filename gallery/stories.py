"""The stories: which components there are to see, and in which order."""

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
from pycomponents.stories import story

story(
    Counter,
    about="The smallest component: one number of state, two events, one render.",
)
story(
    Totals,
    title="Nested counters",
    about="Each counter owns its number and tells its parent; the parent adds up, and tells each its share.",
)
story(
    Clock,
    about="It ticks on the server. Open it twice: a wave from one page reaches all the others at once.",
)
story(
    TodoApp,
    name="todos",
    title="TodoMVC",
    about="The list that every framework writes once. Yours is kept in SQLite, for as long as your session.",
)
story(
    CharacterSearch,
    name="search",
    title="Live search",
    about="5,000 characters of Unicode in SQLite, found while you type by how the words of their names begin.",
)
story(
    Feed,
    about="It has no end that you could reach: what becomes visible, and what no longer is, are events like a click.",
)
story(
    Slots,
    about="Cards that are given what to show. They keep whether they are folded; what stands in them is somebody "
    "else's.",
)
story(
    Boundaries,
    about="Take people away until nobody is left: the component that raises shows its fallback, the others go on.",
)
story(
    Rows,
    about="The page of the side-by-side benchmark: the tree stays on the server, only what changed travels.",
)
story(
    FormEcho,
    name="form",
    title="Form echo",
    about="Every input that HTML has, heard while you type, and received on submit with the types that were asked for.",
)
