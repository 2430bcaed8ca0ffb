"""The gallery as `make gallery` serves it, with a database of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import browser, context, driven_chromium, new_context, page
from tests.server import ROOT, Server

__all__ = ["browser", "context", "driven_chromium", "new_context", "page"]

InGallery = Callable[[str], str]
Open = Callable[[str], Page]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The gallery's settings, with a database that its migrations have filled."""
    database = tmp_path_factory.mktemp("gallery") / "db.sqlite3"
    environment = {"DJANGO_SETTINGS_MODULE": "gallery.settings", "GALLERY_DATABASE": str(database)}
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        check=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    return environment


@pytest.fixture(scope="session")
def gallery(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all: a visitor has a session, and tests are different visitors."""
    log: Path = tmp_path_factory.mktemp("gallery") / "server.log"
    with Server("gallery.asgi:application", log=log, env=environment) as server:
        yield server


@pytest.fixture
def in_gallery(environment: dict[str, str]) -> InGallery:
    """`in_gallery(code)` runs Python beside the gallery's database, and gives what it prints."""

    def run(code: str) -> str:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        env = {**os.environ, **environment}
        return subprocess.run(command, check=True, cwd=ROOT, env=env, capture_output=True, text=True).stdout

    return run


@pytest.fixture
def visit(gallery: Server, page: Page) -> Open:
    """`visit("counter")` opens a story and waits until it is alive."""

    def visit(slug: str) -> Page:
        page.goto(f"{gallery.url}/{slug}/")
        expect(page.locator("html")).to_have_attribute("data-pc-state", "open")
        return page

    return visit
