"""A test's way to the pages of `tests.browser.apps`: a site, and visits to it."""

import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final, Protocol, cast
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.apps.proxy import Proxy
from tests.server import Serve, Server

APPLICATION: Final = "tests.browser.apps.asgi:application"
SETTINGS: Final = {"DJANGO_SETTINGS_MODULE": "tests.browser.apps.settings"}
PATIENCE: Final = 10.0

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Site:
    """Where a browser finds the pages, and where the test finds the server behind them."""

    url: str
    server: Server

    def visit(self, page: Page, name: str, rest: str = "", *, query: str = "") -> "Visit":
        """Open a page of this name, and wait until it has joined."""
        visit = self.start(page, name, rest, query=query)
        visit.expect_state("open")
        return visit

    def start(self, page: Page, name: str, rest: str = "", *, query: str = "") -> "Visit":
        """Open a page of this name, and wait for its first byte only."""
        visit = Visit(self, page, name, f"{os.getpid()}-{next(_numbers)}", rest)
        page.goto(visit.url + query, wait_until="commit")
        return visit


@dataclass(frozen=True)
class Visit:
    """One page that a test has opened. token: by which the server knows it."""

    site: Site
    page: Page
    name: str
    token: str
    rest: str

    @property
    def url(self) -> str:
        return f"{self.site.url}/{self.name}/{self.token}/{self.rest}"

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def expect_state(self, state: str, *, seconds: float = PATIENCE) -> None:
        """Wait until the client says that its connection is "connecting", "open" or "closed"."""
        expect(self.find(f"html[data-pc-state={state}]")).to_be_attached(timeout=seconds * 1000)

    def notes(self) -> list[str]:
        """What the server has noted of this visit."""
        return cast("list[str]", json.loads(self._ask(f"notes/{self.token}/")))

    def wait_for_notes(self, *expected: str) -> None:
        """Wait until the server has noted exactly this."""
        wait_for(lambda: self.notes() == [*expected], lambda: f"{self.notes()} are not {[*expected]}")

    def open_gate(self, many: int = 1) -> None:
        """Let so many handlers that wait, or will, go on."""
        self._ask(f"open/{self.token}/{many}/")

    def _ask(self, path: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{self.site.server.port}/backstage/{path}", timeout=PATIENCE) as answer:
            return cast("bytes", answer.read())


def wait_for(fact: Callable[[], bool], otherwise: Callable[[], str] = lambda: "it did not happen") -> None:
    """Wait for something that is not in the browser."""
    deadline = time.monotonic() + PATIENCE
    while not fact():
        if time.monotonic() > deadline:
            pytest.fail(otherwise())
        time.sleep(0.01)


class Distant(Protocol):
    """The type of the fixture `distant`."""

    def __call__(self, server: Server, *, delay: float = 0, strip: str = "") -> tuple[Site, Proxy]: ...


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages of `tests.browser.apps`, for all tests of a process; one that stops its server asks for `own_site`."""
    log = tmp_path_factory.mktemp("site") / "server.log"
    with Server(APPLICATION, log=log, env=SETTINGS, options=["--log-level", "warning"]) as server:
        yield Site(server.url, server)


@pytest.fixture
def own_site(serve: Serve) -> Site:
    """A server of the same pages for one test alone."""
    server = serve(APPLICATION, env=SETTINGS)
    return Site(server.url, server)


@pytest.fixture
def distant() -> Iterator[Distant]:
    """`distant(server)` is the site seen through a network that the test has in hand."""
    with ExitStack() as proxies:

        def make(server: Server, *, delay: float = 0, strip: str = "") -> tuple[Site, Proxy]:
            proxy = proxies.enter_context(Proxy(server.port, delay=delay, strip=strip))
            return Site(proxy.url + strip, server), proxy

        yield make
