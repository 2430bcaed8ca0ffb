"""The stories: which components there are to see, and in which order."""

from dataclasses import dataclass

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
from pycomponents import Component


@dataclass(frozen=True, slots=True)
class Story:
    """One page of the gallery. slug: its address; about: what it shows, in a sentence; template: what makes the page,
    if it is not the component alone.
    """

    slug: str
    title: str
    about: str
    component: type[Component]
    template: str = ""


STORIES = (
    Story("counter", "Counter", "The smallest component: one number of state, two events, one render.", Counter),
    Story(
        "totals",
        "Nested counters",
        "Each counter owns its number and tells its parent; the parent adds up, and tells each its share.",
        Totals,
    ),
    Story(
        "clock",
        "Clock",
        "It ticks on the server. Open it twice: a wave from one page reaches all the others at once.",
        Clock,
    ),
    Story(
        "todos",
        "TodoMVC",
        "The list that every framework writes once. Yours is kept in SQLite, for as long as your session.",
        TodoApp,
    ),
    Story(
        "search",
        "Live search",
        "5,000 characters of Unicode in SQLite, found while you type by how the words of their names begin.",
        CharacterSearch,
    ),
    Story(
        "feed",
        "Feed",
        "It has no end that you could reach: what becomes visible, and what no longer is, are events like a click.",
        Feed,
    ),
    Story(
        "slots",
        "Slots",
        "Cards that are given what to show. They keep whether they are folded; what stands in them is somebody else's.",
        Slots,
    ),
    Story(
        "boundaries",
        "Boundaries",
        "Take people away until nobody is left: the component that raises shows its fallback, the others go on.",
        Boundaries,
    ),
    Story(
        "rows",
        "Rows",
        "The page of the side-by-side benchmark: the tree stays on the server, only what changed travels.",
        Rows,
    ),
    Story(
        "form",
        "Form echo",
        "Every input that HTML has, heard while you type, and received on submit with the types that were asked for.",
        FormEcho,
    ),
    Story(
        "template",
        "In a template",
        "An ordinary page of Django's templates, with components in it by tags: all of them share one socket.",
        Counter,
        template="gallery/in_a_template.html",
    ),
)
