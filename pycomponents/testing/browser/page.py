"""A page and its locators in a real browser: Playwright's, with the words of ours that Playwright has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Error, Locator, TimeoutError

from pycomponents.component.component import Component
from pycomponents.errors import message
from pycomponents.testing import inside
from pycomponents.testing.browser.driving import Lent, driving
from pycomponents.testing.browser.pairing import differences, listening_in
from pycomponents.testing.document.dom import parse
from pycomponents.testing.document.javascript import one_line
from pycomponents.testing.errors import ActionError, LocatorError, NotInBrowser
from pycomponents.testing.interaction import Interaction
from pycomponents.testing.locators import shortened
from pycomponents.testing.normal import normal_html

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page as TheirPage
    from playwright.sync_api import Request, Response

    from pycomponents.runtime.page import Page as ServedPage
    from pycomponents.testing.browser.stage import BrowserStage
    from pycomponents.testing.invariants import Finding
    from pycomponents.testing.person import Person

C = TypeVar("C", bound=Component)

# What a person does. After each of them the page settles, and is looked at.
_ACTIONS: Final = frozenset(
    "blur check clear click dblclick dispatch_event drag_to fill focus hover press press_sequentially reload go_back "
    "go_forward scroll_into_view_if_needed select_text set_checked set_input_files tap uncheck".split()
)
# What only the kit's own small browser has.
_IN_PROCESS: Final = frozenset("client document element elements listening run show steps window".split())
# What controls hold, for those of which the markup does not say it.
_HELD: Final = """
() => [...document.querySelectorAll("*")].map((one) =>
  one.matches("input:not([type=file]), textarea")
    ? [one.value === one.defaultValue ? null : one.value, one.checked === one.defaultChecked ? null : one.checked]
    : null)
"""
_SUBMIT: Final = "(one) => (one.form ?? one.closest('form')).requestSubmit()"
# Room is made by a style sheet that is no part of the document: nothing that the server knows is changed.
_HIDE: Final = """
(one) => {
  const room = new CSSStyleSheet();
  room.replaceSync("html { padding-block: 200vh !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
  const { top, bottom } = one.getBoundingClientRect();
  scrollTo(0, scrollY + (scrollY + bottom > 2 * innerHeight ? top - 2 * innerHeight : bottom + innerHeight));
}
"""
_RESIZE: Final = """
(one, [width, height]) => {
  one.style.setProperty("box-sizing", "border-box", "important");
  for (const [name, size] of [["width", width], ["height", height]]) {
    one.style.setProperty(name, `${size}px`, "important");
  }
}
"""


class BrowserThing(Lent):
    """What both have: what Playwright has, and what it has not, refused in words."""

    _page: BrowserPage

    def __getattr__(self, name: str) -> Any:
        if name in _IN_PROCESS:
            raise NotInBrowser(
                message(
                    "a page in a browser has not got this.",
                    where=f"{type(self).__name__}.{name}",
                    cure="Say it in another way, or mark the test with @pytest.mark.ui(process_only=True).",
                )
            )
        value = super().__getattr__(name)
        if name not in _ACTIONS:
            return value

        def act(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            return self._page.act(self._if_there(lambda: value(*args, **kwargs)))

        return act

    def _if_there(self, act: Callable[[], Any]) -> Callable[[], Any]:
        return act

    def _lend(self, value: Any) -> Any:
        if isinstance(value, Locator):
            return BrowserLocator(self._page, value)
        items: list[Any] = value
        if isinstance(value, list):
            return [self._lend(one) for one in items]
        return Lent(value, self._lend) if type(value).__module__.startswith("playwright.") else value


class BrowserLocator(BrowserThing):
    """Playwright's locator, with the words of our `Locator`."""

    def __init__(self, page: BrowserPage, theirs: Any) -> None:
        super().__init__(theirs, self._lend)
        self._page = page

    def __repr__(self) -> str:
        return f"page.locator({repr(self.theirs).partition('selector=')[2].removesuffix('>')})"

    @property
    def page(self) -> BrowserPage:
        """Where it looks."""
        return self._page

    def type(self, text: str) -> None:
        """Type a text into it, key by key."""
        self.press_sequentially(text)

    def select_option(self, value: str | int | Sequence[str | int]) -> None:
        """Choose in a select, by value or label, or by place."""
        chosen = [value] if isinstance(value, str | int) else [*value]
        places = [one for one in chosen if isinstance(one, int)]
        texts = [one for one in chosen if isinstance(one, str)]
        self._act(lambda: self.theirs.select_option(texts or None, index=places or None))

    def submit(self) -> None:
        """Send the form, or that which it belongs to."""
        self._act(lambda: self.theirs.evaluate(_SUBMIT))

    def show(self) -> None:
        """Scroll it into view."""
        self._act(self.theirs.scroll_into_view_if_needed)

    def hide(self) -> None:
        """Scroll it out of view."""
        self._act(lambda: self.theirs.evaluate(_HIDE))

    def resize(self, width: float, height: float) -> None:
        """Give it another size."""
        self._act(lambda: self.theirs.evaluate(_RESIZE, [width, height]))

    def _act(self, act: Callable[[], object]) -> None:
        __tracebackhide__ = True
        self._page.act(self._if_there(act))

    def _if_there(self, act: Callable[[], Any]) -> Callable[[], Any]:
        """The page has settled: what is not there now does not come by waiting."""

        def acted() -> Any:
            if not self.theirs.count():
                raise LocatorError(
                    message(
                        "this finds nothing.",
                        where=repr(self),
                        cure=f"This is what is there:\n{shortened(self.theirs.page.locator('body').aria_snapshot())}",
                    )
                )
            return act()

        return acted

    def inner_text(self) -> str:
        """Its text as it is seen, runs of blanks made one."""
        with driving():
            return one_line(self.theirs.inner_text())

    def all_inner_texts(self) -> list[str]:
        """The texts of all that it finds."""
        with driving():
            return [*map(one_line, self.theirs.all_inner_texts())]

    def outline(self) -> str:
        """What assistive technology is told of it."""
        self._page.settle()
        with driving():
            told: str = self.theirs.aria_snapshot()
        return told

    aria_snapshot = outline

    def html(self) -> str:
        """It and its elements, one a line, each with the methods that answer there."""
        self._page.settle()
        with driving():
            place: int = self.theirs.evaluate("(one) => [...document.querySelectorAll('*')].indexOf(one)")
        return self._page.html_of(place)


class BrowserKeyboard(BrowserThing):
    """The keys, wherever the focus is."""

    def __init__(self, page: BrowserPage) -> None:
        super().__init__(page.theirs.keyboard)
        self._page = page

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        self._page.act(lambda: self.theirs.type(text))


class BrowserPage(BrowserThing):
    """Playwright's page, with the words of our `Page`.

    secret: by which the server knows it, once it has joined. requests: how many have begun or ended. loading: those
    that are under way. is_new: it has not settled since its document came. status: of the HTTP answer with it.
    """

    theirs: TheirPage

    def __init__(self, stage: BrowserStage, person: Person) -> None:
        super().__init__(stage.open_page(person), self._lend)
        self._page = self
        self._stage = stage
        self._person = person
        self._heard_records = 0
        self._heard_frames = 0
        self._heard_of = ""
        self.secret = ""
        self.requests = 0
        self.loading: set[Request] = set()
        self.is_new = True
        self.status = 0
        self.last = Interaction()
        self.keyboard = BrowserKeyboard(self)
        with driving():
            self.theirs.on("request", self._begun)
            self.theirs.on("response", self._answered)
            self.theirs.on("requestfinished", self._ended)
            self.theirs.on("requestfailed", self._ended)
        stage.pages.append(self)

    def __repr__(self) -> str:
        return f"<Page {self.url}>"

    def _begun(self, request: Request) -> None:
        self.requests += 1
        self.loading.add(request)
        if request.is_navigation_request() and request.frame == self.theirs.main_frame:
            self.is_new = True
            self.secret = ""

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.theirs.main_frame:
            self.status = response.status

    def _ended(self, request: Request) -> None:
        self.requests += 1
        self.loading.discard(request)

    # Where it is.

    @property
    def url(self) -> str:
        """Its address, without the host."""
        with driving():
            return urlsplit(self.theirs.url)._replace(scheme="", netloc="").geturl()

    def title(self) -> str:
        """Its title."""
        self.settle()
        with driving():
            return self.theirs.title()

    def goto(self, url: str) -> None:
        """Go to another address of the site, as by typing it."""
        self.act(lambda: self.theirs.goto(url))

    # What happens.

    def settle(self) -> None:
        """Let everything arrive that is on its way, here and on all other pages of the test."""
        self._stage.settle()

    def act(self, act: Callable[[], object]) -> None:
        """Do something, let everything settle, and look whether all is as it should be."""
        __tracebackhide__ = True
        with self._stage.watched() as raised:
            try:
                with driving():
                    act()
            except Error as error:
                self._stage.look_at_crashes()
                raise _ours(error) from None
            self.settle()
        self.last = self._interaction(tuple(raised))
        self._stage.look(self, self.last, self._stage.complaints())

    def _interaction(self, raised: tuple[BaseException, ...]) -> Interaction:
        if self._heard_of != self.secret:
            self._heard_of, self._heard_records, self._heard_frames = self.secret, 0, 0
        wire = self._stage.site.wires.get(self.secret)
        if wire is None:
            return Interaction(exceptions=raised)
        new, self._heard_frames = wire.frames[self._heard_frames :], len(wire.frames)
        trace = wire.page.trace
        fresh = [] if trace is None else [one for one in [*trace.records] if one.id > self._heard_records]
        self._heard_records = max([self._heard_records, *(record.id for record in fresh)])
        up, down = (sum(len(text.encode()) for way, text in new if way == one) for one in ("up", "down"))
        return Interaction(tuple(fresh), up, down, raised)

    # What it is.

    @property
    def served(self) -> ServedPage | None:
        """The server's half, while there is one."""
        wire = self._stage.site.wires.get(self.secret)
        return None if wire is None or wire.is_forgotten else wire.page

    def outline(self) -> str:
        """What assistive technology is told of it."""
        return BrowserLocator(self, self._body()).outline()

    def _body(self) -> Any:
        with driving():
            return self.theirs.locator("body")

    def html(self) -> str:
        """Its elements, one a line, each with the methods that answer there."""
        return BrowserLocator(self, self._body()).html()

    def html_of(self, place: int) -> str:
        """The same of one element, by its place among all."""
        with driving():
            text, held = self.theirs.content(), self.theirs.evaluate(_HELD)
        document = parse(text, self.url)
        elements = [*document.elements()]
        for element, values in zip(elements, held, strict=False):
            for name, value in zip(("value", "checked"), values or (), strict=False):
                if value is not None:
                    element.properties[name] = value
        served = self.served
        answers = {} if served is None else listening_in(served, document)
        return normal_html(elements[place], lambda element: answers.get(element, {}))

    def differences(self) -> list[Finding]:
        """Where its document is not what the server takes it for."""
        served = self.served
        if served is None:
            return []
        with driving():
            text = self.theirs.content()
        return differences(served, parse(text, self.url))

    def patches(self) -> str:
        """What the last interaction sent, an operation a line."""
        return "\n".join(self.last.patches)

    def state(self) -> str:
        """The state of each component, a field a line."""
        self.settle()
        served = self.served
        return "" if served is None else "\n".join(inside.states(served))

    def component(self, kind: type[C]) -> C:
        """The one component of this class on the page, as the server has it."""
        self.settle()
        return inside.the_one(kind, self.served, repr(self))

    # What can go wrong.

    def disconnect(self) -> None:
        """Take the network from this person's browser. The page tries in vain until `reconnect()`."""

        def disconnect() -> None:
            self._stage.cut(self.theirs.context)
            if self.secret in self._stage.site.wires:
                self._stage.site.cut(self.secret)

        self.act(disconnect)

    def reconnect(self) -> None:
        """Give it back."""
        self.act(lambda: self._stage.mend(self.theirs.context))

    def restart_server(self) -> None:
        """The server's half of the page is lost."""

        def restart() -> None:
            if self.secret in self._stage.site.wires:
                self._stage.site.cut(self.secret, forget=True)
            # As a network says that comes back: try at once.
            self.theirs.evaluate("dispatchEvent(new Event('online'))")

        self.act(restart)


def _ours(error: Error) -> Exception:
    """An error of Playwright as the kit's own, with what it says."""
    text = error.message
    if "strict mode violation" in text:
        return LocatorError(text)
    if isinstance(error, TimeoutError):
        return LocatorError(text) if "waiting for" in text and "resolved to" not in text else ActionError(text)
    return ActionError(text) if "Error: " in text else error
