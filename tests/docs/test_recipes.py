"""Recipes of the guides, in a browser: the code is that of the page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import path
from playwright.sync_api import Page, expect

from pycomponents import Component
from tests.docs.blocks import ROOT, blocks
from tests.server import Server
from tests.web.site import site


def recipe(page: str, name: str) -> type[Component]:
    """The component of this name that a page defines, in a block that stands by itself."""
    [code] = [block.code for block in blocks(ROOT / page, "python") if f"class {name}(" in block.code]
    names: dict[str, Any] = globals()
    exec(code, names)
    made: type[Component] = names[name]
    return made


urlpatterns = site(
    path("pears/", recipe("docs/guide/events.md", "Pears").as_view()),
    path("harvest/", recipe("docs/guide/events.md", "Harvest").as_view()),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("recipes")
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
        "PYCOMPONENTS_TEST_DATABASE": str(folder / "database.sqlite3"),
        "PYCOMPONENTS_TEST_SETTINGS": json.dumps({"ROOT_URLCONF": __name__}),
    }
    with Server("tests.web.asgi:application", log=folder / "server.log", env=env) as server:
        yield server


def test_a_form_that_was_refused_keeps_what_was_typed_and_one_that_was_saved_is_empty(
    server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/pears/")
    name, pieces = page.get_by_label("Name"), page.get_by_label("Pieces")
    name.fill("Conference")
    pieces.fill("0")
    pieces.press("Enter")
    expect(page.get_by_text("greater than or equal to 1")).to_be_visible()
    expect(name).to_have_value("Conference")
    expect(pieces).to_have_value("0")
    pieces.fill("2")
    pieces.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 saved")
    expect(page.get_by_text("greater than or equal to 1")).to_have_count(0)
    expect(name).to_have_value("")
    expect(pieces).to_have_value("")
    expect(name).to_be_focused()


def test_what_takes_its_time_says_so_meanwhile(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/harvest/")
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("Loading …")
    expect(page.get_by_role("button")).to_be_disabled()
    expect(page.get_by_role("listitem")).to_have_text(["pear", "plum"])
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.get_by_role("button")).to_be_enabled()
