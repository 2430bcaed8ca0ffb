"""`pytest --ui=browser`: the same tests, their pages in real Chromium through Playwright."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pycomponents.errors import message
from pycomponents.testing import mounting
from pycomponents.testing.errors import TestingError
from pycomponents.testing.person import Person
from pycomponents.testing.ui import Ui, bare

try:
    import playwright.sync_api

    for _needed in ("uvicorn", "websockets"):
        import_module(_needed)
except ImportError as error:
    raise TestingError(
        message(
            f"this needs a package that is not installed: {error.name}.",
            where="--ui=browser",
            cure='Install them: pip install "pycomponents[browser,server]".',
        )
    ) from error

from django.utils import timezone, translation

from pycomponents.component.component import describe
from pycomponents.testing.assertions import within_limits
from pycomponents.testing.browser import chromium
from pycomponents.testing.browser.driving import Lent, driving, started
from pycomponents.testing.browser.page import BrowserLocator, BrowserPage
from pycomponents.testing.browser.site import MOUNTED, Mounting, Site
from pycomponents.testing.browser.stage import BrowserStage

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator

    import pytest
    from playwright.sync_api import Browser

    from pycomponents.component.component import Component


class Session:
    """What all tests of a run share: a browser, and the site that it looks at."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser = browser
        self.site = site


@contextmanager
def session(*, headed: bool) -> Generator[Session]:
    """From the first test that wants it to the end of the run."""
    with started() as playwright:
        with driving():
            browser = chromium.launch(playwright, headed=headed)
        site = Site()
        try:
            yield Session(browser, site)
        finally:
            with driving():
                browser.close()
            site.close()


def browser_ui(request: pytest.FixtureRequest, unchecked: Collection[str]) -> Iterator[Any]:
    """The fixture `ui`, for `--ui=browser`."""
    shared: Session = request.getfixturevalue("_ui_session")
    with BrowserUi(BrowserStage(unchecked, shared.site, shared.browser)) as opened:
        yield opened


class BrowserUi(Ui):
    """Opens pages in a browser. What is not said here is as in `Ui`."""

    def __init__(self, stage: BrowserStage, person: Person | None = None) -> None:
        super().__init__(stage=stage, person=person)
        self._there = stage

    def mount(
        self,
        component: Component | type[Component],
        /,
        *,
        user: Any = None,
        url: str = "/",
        language: str | None = None,
        time_zone: str | None = None,
        **props: object,
    ) -> Any:
        node = describe(component, props) if isinstance(component, type) else bare(component, props)
        number = mounting.hold(node)
        self._held.append(number)
        active = timezone.get_current_timezone_name()
        self._there.site.mount(number, Mounting(url, language or translation.get_language(), time_zone or active))
        page = BrowserPage(self._there, self._person if user is None else Person(user))
        with driving():
            page.theirs.set_extra_http_headers({MOUNTED: str(number)})
        page.goto(url)
        return page

    def visit(self, url: str) -> Any:
        page = BrowserPage(self._there, self._person)
        page.goto(url)
        return page

    def user(self, user: Any = None, *, headers: dict[str, str] | None = None) -> BrowserUi:
        return BrowserUi(self._there, Person(user, headers))


def expect_in_browser(actual: Any) -> Any:
    """`expect()` of what is in a browser: Playwright's own, which wait for a while."""
    if not isinstance(actual, BrowserPage | BrowserLocator):
        raise TestingError(
            message("this is neither a page nor what a locator finds.", where="expect()", got=repr(actual))
        )
    with driving():
        theirs = playwright.sync_api.expect(actual.theirs)
    return BrowserPageAssertions(theirs, actual) if isinstance(actual, BrowserPage) else Lent(theirs)


class BrowserPageAssertions(Lent):
    """Playwright's, with what our own have besides."""

    def __init__(self, theirs: Any, page: BrowserPage) -> None:
        super().__init__(theirs)
        self._of = page

    def to_have_sent(self, **limits: int | None) -> None:
        """The last interaction cost no more than this."""
        __tracebackhide__ = True
        holds, said, got = within_limits(self._of.last, **limits)
        if not holds:
            raise AssertionError(f"expect(page).to_have_sent({said})\nGot: {got}")

    def not_to_have_sent(self, **limits: int | None) -> None:
        """It cost more."""
        __tracebackhide__ = True
        holds, said, got = within_limits(self._of.last, **limits)
        if holds:
            raise AssertionError(f"expect(page).not_to_have_sent({said})\nGot: {got}")
