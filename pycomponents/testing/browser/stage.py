"""What all pages of one test in a browser share: the site, the browser's windows, real time, and what goes wrong."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Final

from django.core.signals import got_request_exception

from pycomponents.errors import message
from pycomponents.testing.browser.driving import driving, resting
from pycomponents.testing.browser.settling import OBSERVE, Seen, watch_script
from pycomponents.testing.errors import NotInBrowser, SettleError, TestingError
from pycomponents.testing.page import FATAL
from pycomponents.testing.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Collection

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, WebError
    from playwright.sync_api import Page as TheirPage

    from pycomponents.testing.browser.page import BrowserPage
    from pycomponents.testing.browser.site import Site
    from pycomponents.testing.interaction import Interaction
    from pycomponents.testing.person import Person

# What is there is there at once, since pages settle; so a test need not wait long to hear that it is not.
_PATIENCE_MS: Final = 3_000
_LOAD_MS: Final = 15_000
_SETTLE_SECONDS: Final = 15.0
_LONGEST_SECONDS: Final = 30.0
_TOLD: Final = re.compile(r"pycomponents: (\w+)\.")
# Network errors that belong to a connection that a test has cut.
_CUT_OFF: Final = re.compile(r"WebSocket connection to .* failed|net::ERR_INTERNET_DISCONNECTED")


class BrowserStage(Stage):
    """site: serves the pages. pages: those that are open."""

    def __init__(self, unchecked: Collection[str], site: Site, browser: Browser) -> None:
        super().__init__(unchecked)
        clock: Any = BrowserClock(self)
        self.clock = clock
        self.site = site
        self.pages: list[BrowserPage] = []
        self._browser = browser
        self._contexts: dict[Person, BrowserContext] = {}
        self._cut: set[BrowserContext] = set()
        self._has_cut = False  # what the console says of it may come later
        self._complaints: list[str] = []
        self._open.enter_context(site.serving())
        self._open.callback(self._close_all)
        got_request_exception.connect(self._note_exception)
        self._open.callback(got_request_exception.disconnect, self._note_exception)

    def _close_all(self) -> None:
        with driving():
            for context in self._contexts.values():
                context.close()
        self.site.forget_all()
        self.pages.clear()

    # People and their windows.

    def open_page(self, person: Person) -> TheirPage:
        """A page in the browser of this person, with their cookies."""
        with driving():
            return self._context(person).new_page()

    def _context(self, person: Person) -> BrowserContext:
        context = self._contexts.get(person)
        if context is None:
            context = self._contexts[person] = self._browser.new_context(
                base_url=self.site.url, extra_http_headers=person.headers
            )
            context.set_default_timeout(_PATIENCE_MS)
            context.set_default_navigation_timeout(_LOAD_MS)
            context.add_init_script(watch_script())
            context.on("dialog", self._ask)
            context.on("console", self._note_console)
            context.on("weberror", self._note_error)
            for name, morsel in person.http.cookies.items():
                context.add_cookies([{"name": name, "value": morsel.value, "url": self.site.url}])
        return context

    def cut(self, context: BrowserContext) -> None:
        """This person's browser has no network any more."""
        self._cut.add(context)
        self._has_cut = True
        with driving():
            context.set_offline(True)

    def mend(self, context: BrowserContext) -> None:
        """It has again."""
        self._cut.discard(context)
        with driving():
            context.set_offline(False)

    # What goes wrong. Called while Playwright works, so nothing is raised here.

    def _ask(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            dialog.accept()
            return
        try:
            with resting():
                yes = self.answers(dialog.message)
        except Exception as error:  # noqa: BLE001  the test's own function, too, may raise
            self._crashes.seen.append(error)
            yes = False
        (dialog.accept if yes else dialog.dismiss)()

    def _note_exception(self, **_: object) -> None:
        import sys

        error = sys.exc_info()[1]
        if error is not None and error not in self._crashes.seen:
            self._crashes.seen.append(error)

    def _note_console(self, said: ConsoleMessage) -> None:
        told = _TOLD.match(said.text)
        if told is not None:
            if told[1] in FATAL:
                self._complaints.append(said.text)
        elif said.type == "error" and not _is_expected(said) and not (self._has_cut and _CUT_OFF.search(said.text)):
            self._complaints.append(f"{said.text} ({said.location['url']})")

    def _note_error(self, error: WebError) -> None:
        self._complaints.append(str(error.error))

    def complaints(self) -> list[str]:
        """What the browser's console has said since it was last asked."""
        said, self._complaints = self._complaints, []
        return said

    def look(
        self,
        page: Any,  # a `BrowserPage`
        last: Interaction,
        problems: list[str],
    ) -> None:
        self.look_at_errors(last.exceptions)
        if problems and self.expected is None:
            told = "\n".join(f"  {one}" for one in problems)
            raise TestingError(message(f"the browser's console says:\n{told}\n", where=repr(page)))
        if self.expected is None:
            self._tell(page, page.differences() if "same-document" in self._checks else [])
            self._afford(last)

    # Settling.

    def settle(self) -> None:
        """Until nothing is on its way on any page. Raises `SettleError`, which says what was awaited."""
        end = time.monotonic() + _SETTLE_SECONDS
        while waits_for := self._awaited(end):
            if time.monotonic() > end:
                raise SettleError(
                    message(
                        f"after {_SETTLE_SECONDS:.0f} s the pages still wait for {waits_for}.",
                        where="settle()",
                        cure="A handler that takes so long, or waits for something that the test does later, keeps it.",
                    )
                )

    def _awaited(self, end: float) -> str:
        pages = [page for page in self.pages if not page.theirs.is_closed()]
        seen = [self._observed(page) for page in pages]
        try:
            counts = self.site.quiet(max(0.1, end - time.monotonic()))
        except TimeoutError:
            return "a handler to end"
        if counts is None:
            return "the server to be idle"
        return next(filter(None, (self._waits_for(*each, counts) for each in zip(pages, seen, strict=True))), "")

    def _observed(self, page: BrowserPage) -> Seen | None:
        """`None` where the page is busy with more than frames."""
        from playwright.sync_api import Error

        requests = page.requests
        try:
            with driving():
                told = page.theirs.evaluate(OBSERVE, page.is_new)
        except Error as error:
            if "context was destroyed" in str(error) or "navigat" in str(error):
                return None  # it goes to another document just now
            raise
        if requests != page.requests or page.loading:
            return None
        return Seen.of(told)

    def _waits_for(self, page: BrowserPage, seen: Seen | None, counts: dict[str, tuple[int, int]]) -> str:
        if seen is None:
            return f"{len(page.loading)} requests of {page!r}" if page.loading else f"{page!r} to be loaded"
        is_cut = page.theirs.context in self._cut
        waits_for = seen.waits_for(counts, is_cut=is_cut)
        if not waits_for:
            if seen.page:
                page.secret = seen.page
            if page.is_new:
                page.is_new = False
                return "a second look" if seen.alive else ""
        return waits_for


def _is_expected(said: ConsoleMessage) -> bool:
    """Chromium asks each site for an icon by itself; and a page that says 404 is a page that a test may want to see."""
    url: str = said.location["url"]
    is_document = said.page is not None and said.page.url == url
    return url.endswith("/favicon.ico") or (is_document and said.text.startswith("Failed to load resource"))


class BrowserClock:
    """Time passes by itself in a browser."""

    def __init__(self, stage: BrowserStage) -> None:
        self._stage = stage
        self._began = time.monotonic()

    def time(self) -> float:
        """Seconds since the test began."""
        return time.monotonic() - self._began

    def settle(self) -> None:
        """Let everything arrive that is on its way."""
        self._stage.settle()

    def advance(self, seconds: float) -> None:
        """Wait so long, and let everything settle."""
        if seconds > _LONGEST_SECONDS:
            raise NotInBrowser(
                message(
                    f"time is real in a browser, and {seconds:g} s are long.",
                    where=f"ui.clock.advance({seconds:g})",
                    expected=f"at most {_LONGEST_SECONDS:.0f}",
                    cure="Mark the test with @pytest.mark.ui(process_only=True).",
                )
            )
        pages = [page for page in self._stage.pages if not page.theirs.is_closed()]
        if pages:
            with driving():
                pages[0].theirs.wait_for_timeout(seconds * 1000)
        else:
            time.sleep(seconds)
        self._stage.settle()

    def __getattr__(self, name: str) -> Any:
        raise NotInBrowser(
            message(
                "a browser's clock cannot be asked or told this.",
                where=f"ui.clock.{name}",
                expected="advance, settle or time",
                cure="Mark the test with @pytest.mark.ui(process_only=True).",
            )
        )
