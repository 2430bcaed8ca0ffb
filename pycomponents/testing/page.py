"""A page as a person has it before them: it is found in, acted on, and asked what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urljoin, urlsplit

from pycomponents.component.component import Component
from pycomponents.errors import message
from pycomponents.testing import inside
from pycomponents.testing.client.line import Line
from pycomponents.testing.client.session import Client
from pycomponents.testing.document.dom import parse
from pycomponents.testing.document.outline import outline
from pycomponents.testing.errors import TestingError
from pycomponents.testing.hands import actions, focus, keyboard
from pycomponents.testing.hands.window import Navigation, Window
from pycomponents.testing.interaction import Interaction
from pycomponents.testing.locators import Finder, Locator
from pycomponents.testing.normal import normal_html
from pycomponents.testing.person import HOST, Loaded

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.runtime.page import Page as ServedPage
    from pycomponents.testing.document.dom import Document, Element
    from pycomponents.testing.finding import Step
    from pycomponents.testing.person import Person
    from pycomponents.testing.stage import Stage

# A test that fails shows its own lines, and those of components.
__tracebackhide__ = True
T = TypeVar("T")
C = TypeVar("C", bound=Component)

# Problems of the client that no test wants to go on with.
FATAL: Final = frozenset(("bad_frame", "failed", "no_root", "told", "refused_invalid", "refused_unknown"))


class Keyboard:
    """The keys, wherever the focus is."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, key: str) -> None:
        """Press a key or a combination: "Tab", "Control+Enter"."""
        self._page.act(lambda: actions.press_key(self._page.window, key))

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        self._page.act(lambda: keyboard.type_text(self._page.window, text))


class Page(Finder):
    """One page of one person. `ui.mount(…)`, `ui.visit(…)` and `ui.story(…)` give it.

    last: what came of the last interaction. keyboard: its keys. status: of the HTTP answer that it came with.
    mounted: an address that shows what the test has mounted, and what gives its HTML.
    """

    document: Document
    window: Window
    client: Client

    def __init__(self, stage: Stage, person: Person, *, mounted: tuple[str, Callable[[], str]] | None = None) -> None:
        self.stage = stage
        self._person = person
        self._mounted = mounted
        self._heard_records = 0
        self._heard_frames = 0
        self._heard_problems = 0
        self.status = 200
        self.last = Interaction()
        self.keyboard = Keyboard(self)

    def __repr__(self) -> str:
        return f"<Page {self.url}>"

    def _narrowed(self, step: Step) -> Locator:
        return Locator(self, (step,))

    # Where it is.

    @property
    def url(self) -> str:
        """Its address, as the browser's address bar has it, without the host: "/todos/?q=milk"."""
        return self.document.url

    def title(self) -> str:
        """Its title."""
        self.settle()
        return self.document.title

    def goto(self, url: str) -> None:
        """Go to another address of the site, as by typing it: the page is loaded anew."""
        here = self.url if hasattr(self, "document") else "/"
        self._load(Navigation(urljoin(here, url)))

    def reload(self) -> None:
        """Load it again."""
        self.goto(self.url)

    def show(self, html: str, url: str) -> None:
        """This is what the server has answered: adopt it, and let it come alive."""
        self.document = parse(html, url)
        line = Line(self._person.scope(), self.stage.clock)
        self.stage.lines.append(line)
        self.client = Client(self.document, line)
        self.window = Window(self.document, self.client.dispatch, self._navigate)
        self.client.focus = lambda element: focus.move(self.window, element)
        self.client.listening.answer = self.stage.answers
        self._heard_records = self._heard_frames = self._heard_problems = 0
        self.act(self._start)

    def _start(self) -> None:
        self.client.start()
        self.settle()
        focus.arrive(self.window)

    def _navigate(self, navigation: Navigation) -> None:
        url = urlsplit(urljoin(self.url, navigation.url))
        if url.netloc and url.netloc != HOST:
            raise TestingError(
                message(
                    f"this leaves the site: {navigation.url!r}.",
                    where=repr(self),
                    cure='expect(link).to_have_attribute("href", …) says where it leads.',
                )
            )
        target = url._replace(scheme="", netloc="").geturl()
        if url.fragment and url._replace(fragment="").geturl() == urlsplit(self.url)._replace(fragment="").geturl():
            self.document.url = target
            return
        self._load(Navigation(target, navigation.method, navigation.fields, navigation.encoding))

    def _load(self, navigation: Navigation) -> None:
        """Ask the site, and show what it answers."""
        if hasattr(self, "client"):
            self.client.put_away()
            self.settle()
            self.client.connection.close()
        with self.stage.watched() as raised:
            loaded = self._answer(navigation)
        self.stage.look_at_errors(tuple(raised))
        self.status = loaded.status
        self.show(loaded.html, loaded.url)

    def _answer(self, navigation: Navigation) -> Loaded:
        if self._mounted is not None and navigation.method == "get" and navigation.url == self._mounted[0]:
            return Loaded(self._mounted[0], self._mounted[1](), 200)
        return self._person.load(navigation)

    # What happens.

    def settle(self) -> None:
        """Let everything arrive that is on its way, here and on all other pages of the test."""
        self.stage.clock.settle()

    def act(self, act: Callable[[], object]) -> None:
        """Do something, let everything settle, and look whether all is as it should be."""
        with self.stage.watched() as raised:
            act()
            self.settle()
        self.last = self._interaction(tuple(raised))
        self.stage.look(self, self.last, self._new_problems())

    def _interaction(self, raised: tuple[BaseException, ...]) -> Interaction:
        frames = self.client.connection.frames
        new, self._heard_frames = frames[self._heard_frames :], len(frames)
        served = self.served
        records = [] if served is None or served.trace is None else [*served.trace.records]
        fresh = [record for record in records if record.id > self._heard_records]
        self._heard_records = max([self._heard_records, *(record.id for record in records)])
        up, down = (sum(len(text.encode()) for way, text in new if way == one) for one in ("up", "down"))
        return Interaction(tuple(fresh), up, down, raised)

    def _new_problems(self) -> list[str]:
        problems = self.client.problems
        new, self._heard_problems = problems[self._heard_problems :], len(problems)
        return [f"{one.code}: {one.detail}" for one in new if one.code in FATAL]

    # What it is.

    @property
    def served(self) -> ServedPage | None:
        """The server's half, while there is one."""
        return self.client.connection.line.page

    def outline(self) -> str:
        """What assistive technology is told of it, in Playwright's format."""
        self.settle()
        return outline(self.document.body)

    def html(self) -> str:
        """Its elements, one a line, each with the methods that answer there."""
        self.settle()
        return normal_html(self.document.body, self.listening)

    def patches(self) -> str:
        """What the last interaction sent, an operation a line."""
        return "\n".join(self.last.patches)

    def state(self) -> str:
        """The state of each component, a field a line."""
        self.settle()
        served = self.served
        return "" if served is None else "\n".join(inside.states(served))

    def listening(self, element: Element) -> dict[str, str]:
        """By event type the method that answers at an element, as it would be called: `Todos.remove(3)`."""
        address = self.client.tree.address_of(element)
        served = self.served
        if served is None or address is None or "data-pc-on" not in element.attributes:
            return {}
        return inside.answering(served, address)

    def run(self, function: Callable[[], T]) -> T:
        """Call something with what is around the page's own code: its language, its time zone."""
        return self.client.connection.line.within(function)

    def component(self, kind: type[C]) -> C:
        """The one component of this class on the page, as the server has it: to look into its state.

        Raises `TestingError` for none and for several.
        """
        self.settle()
        return inside.the_one(kind, self.served, repr(self))

    # What can go wrong.

    def disconnect(self) -> None:
        """Cut the connection. The page tries in vain until `reconnect()`."""
        self.act(self.client.connection.disconnect)

    def reconnect(self) -> None:
        """Let the connection stand again."""
        self.client.connection.line.scope = self._person.scope()
        self.act(self.client.connection.reconnect)

    def restart_server(self) -> None:
        """The worker ends, and another starts: what only it knew is lost."""
        connection = self.client.connection

        def restart() -> None:
            connection.disconnect()
            connection.line.forget()
            connection.reconnect()

        self.act(restart)
