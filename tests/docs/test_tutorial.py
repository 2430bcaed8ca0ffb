"""The tutorial and the README are followed: files are written, commands run, and a user does what the pages say."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watch import cut_off
from tests.docs.blocks import ROOT, Block, blocks
from tests.server import Server

README, TUTORIAL = ROOT / "README.md", ROOT / "docs/tutorial.md"
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "mysite.settings"}


class Reader:
    """Somebody who follows a page in an empty directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._blocks = blocks(TUTORIAL, "python", "sh")

    def read(self, page: Path) -> None:
        """Begin a page."""
        self._blocks = blocks(page, "python", "sh")

    def follow(self, *, until: str) -> None:
        """Do what the next blocks say, up to the one that has this in it."""
        for block in self._blocks:
            self._do(block)
            if until in block.code:
                return
        raise AssertionError(f"The page has no block with {until!r} any more.")

    def _do(self, block: Block) -> None:
        match block.mark:
            case "file":
                (self.directory / block.of).write_text(block.code)
            case "append":
                with (self.directory / block.of).open("a") as file:
                    file.write(block.code)
            case "":
                for line in block.code.splitlines():
                    self.run(line)
            case _:
                assert block.mark == "fragment", block

    def run(self, command: str) -> None:
        python, *arguments = command.split()
        assert python == "python", command
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.directory,
            env={**os.environ, **ENVIRONMENT},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    directory = tmp_path / "project"
    directory.mkdir()
    return Reader(directory)


@pytest.fixture
def server(reader: Reader, tmp_path: Path) -> Iterator[Server]:
    """What `python -m uvicorn mysite.asgi:application --reload` in the reader's directory is; not started yet."""
    folder = str(reader.directory)
    server = Server(
        "mysite.asgi:application",
        log=tmp_path / "server.log",
        env=ENVIRONMENT,
        options=["--reload", "--reload-dir", folder, "--app-dir", folder],
        django=False,
    )
    yield server
    server.close()


@cut_off
def test_the_tutorial(reader: Reader, server: Server, page: Page) -> None:
    rows = page.get_by_role("listitem")
    field = page.get_by_role("textbox")

    reader.follow(until="uvicorn")
    server.start()
    page.goto(server.url)
    expect(page.get_by_role("heading")).to_have_text("Todos")
    expect(field).to_be_focused()
    field.press_sequentially("Buy milk")
    field.press("Enter")
    expect(rows).to_have_text(["Buy milk"])
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    field.press("Enter")
    field.press_sequentially("never sent")
    expect(rows).to_have_text(["Buy milk"])
    with urlopen(server.url) as answer:
        assert "Buy milk" in answer.read().decode()

    reader.follow(until="StrEnum")
    expect(rows).to_have_text(["Buy milk×"], timeout=20_000)
    expect(page.get_by_text("1 item left")).to_be_visible()
    field.fill("Write a test")
    field.press("Enter")
    expect(page.get_by_text("2 items left")).to_be_visible()
    expect(rows.first).not_to_have_css("text-decoration-line", "line-through")
    rows.get_by_label("Buy milk", exact=True).check()
    expect(rows.first).to_have_css("text-decoration-line", "line-through")
    expect(page.get_by_text("1 item left")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(rows).to_have_text(["Buy milk×"])
    page.get_by_role("button", name="Delete Buy milk").click()
    expect(rows).to_have_count(0)
    page.get_by_role("button", name="All").click()
    expect(rows).to_have_text(["Write a test×"])

    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("button", name="Open")).to_have_attribute("aria-pressed", "true")
    server.stop()
    expect(page.get_by_text("Not connected. Trying again …")).to_be_visible()
    server.start()
    expect(page.get_by_role("button", name="All")).to_have_attribute("aria-pressed", "true", timeout=20_000)
    expect(page.get_by_text("Not connected. Trying again …")).to_have_count(0)
    expect(rows).to_have_text(["Write a test×"])

    reader.follow(until="manage.py test")


def test_the_readme(reader: Reader, server: Server, page: Page) -> None:
    reader.run("python -m django startproject mysite .")
    reader.run("python manage.py startapp counters")
    reader.read(README)
    reader.follow(until="sockets()")
    reader.run("python manage.py check")
    server.start()
    page.goto(f"{server.url}/counter/")
    page.get_by_role("button").click()
    expect(page.get_by_text("Clicked 5 times")).to_be_visible()
