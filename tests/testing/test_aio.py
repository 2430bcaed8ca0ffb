"""The async mirror: the same kit for tests that are coroutines, and what its thread sees."""

from __future__ import annotations

import asyncio
import threading
import traceback
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import timezone, translation

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, output
from pycomponents.testing import ComponentTestCase, LocatorError, TestingError, aio
from pycomponents.testing import expect as sync_expect
from pycomponents.testing.aio import Ui, expect
from pycomponents.testing.snapshots import OutlineSnapshot
from tests import inner
from tests.testing import mirror
from tests.testing.apps import Broken, Counter, Texts, Todos

ROOT = Path(__file__).parent.parent.parent
rooms: list[Room] = []


class Room(Component):
    """Everybody hears who calls."""

    heard: str = state("nothing")

    def connected(self) -> None:
        rooms.append(self)

    def disconnected(self) -> None:
        rooms.remove(self)

    @event
    def call(self) -> None:
        for room in rooms:
            room.soon(room.hear, f"{self.request.user} calls")

    def hear(self, text: str) -> None:
        self.heard = text

    def render(self) -> Node:
        return div[button(on_click=self.call)["Call"], output[self.heard]]


class Users(Component):
    """Counts, and makes some."""

    found: int = state(-1)

    @event
    def look(self) -> None:
        self.found = User.objects.count()

    @event
    async def make(self) -> None:
        await User.objects.acreate(username="made")
        self.found = await User.objects.acount()

    def render(self) -> Node:
        return div[button(on_click=self.look)["Look"], button(on_click=self.make)["Make"], output[self.found]]


class Surroundings(Component):
    """What stands around a handler."""

    said: str = state("")

    def mount(self) -> None:
        self.look()

    @event
    def look(self) -> None:
        now = f"{timezone.now():%H:%M:%S}"
        self.said = f"{now} {translation.get_language()} {getattr(settings, 'OF_THE_TEST', '?')}"

    def render(self) -> Node:
        return div[button(on_click=self.look)["Look"], output[self.said]]


async def test_a_counter_counts(aui: Ui) -> None:
    page = await aui.mount(Counter, start=1)
    await page.get_by_role("button", name="Add").click()
    await expect(page.get_by_role("status")).to_have_text("2")
    await expect(page.get_by_role("status")).not_to_have_text("3")
    await expect(page).to_have_sent(max_patches=1)
    assert page.last.patches == ["Counter 1 0: text"]
    assert await page.outline() == '- button "Add"\n- status: "2"'
    assert (await page.component(Counter)).count == 1


async def test_a_form_is_filled_and_sent(aui: Ui) -> None:
    page = await aui.mount(Todos)
    for todo in ("Milk", "Tea"):
        await page.get_by_label("What?").fill(todo)
        await page.keyboard.press("Enter")
    rows = page.get_by_role("listitem")
    await expect(rows).to_contain_text(["Milk", "Tea"])
    await rows.filter(has=page.get_by_title("Remove Milk")).get_by_role("button").click()
    assert [await row.inner_text() for row in await rows.all()] == ["Tea ×"]
    assert await rows.first.and_(rows.nth(0)).or_(page.locator("h1")).count() == 2
    await expect(page.get_by_label("What?")).to_be_empty()


@pytest.mark.django_db(transaction=True)
async def test_what_one_calls_the_other_hears(aui: Ui) -> None:
    ada = await aui.user(await User.objects.acreate(username="ada"))
    bob = await aui.user(await User.objects.acreate(username="bob"))
    here, there = await ada.mount(Room), await bob.mount(Room)
    await here.get_by_role("button").click()
    await expect(there.get_by_role("status")).to_have_text("ada calls")


async def test_what_is_raised_is_expected_or_fails_the_test_where_it_is_awaited(aui: Ui) -> None:
    page = await aui.mount(Broken)
    async with aui.errors("did not work") as raised:
        await page.get_by_role("button", name="Fail").click()
    assert [str(error) for error in raised] == ["the handler did not work"]
    with pytest.raises(AssertionError, match="No component has raised anything"):
        async with aui.errors():
            await page.get_by_role("button", name="Fail").hover()
    with pytest.raises(ValueError, match="the handler did not work"):
        await page.get_by_role("button", name="Fail").click()


async def test_an_error_shows_the_line_of_the_test_and_nothing_of_the_kit(aui: Ui) -> None:
    page = await aui.mount(Texts)
    with pytest.raises(LocatorError, match="this finds nothing") as caught:
        await page.get_by_role("button", name="Drink").click()
    files = {Path(frame.filename).name for frame in traceback.extract_tb(caught.tb)}
    assert files == {"test_aio.py", "aio.py", "awaiting.py", "locators.py"}
    assert [Path(entry.path).name for entry in caught.traceback if not entry.ishidden(caught)] == ["test_aio.py"]


async def test_what_the_test_sets_holds_in_the_thread_of_the_handlers(aui: Ui) -> None:
    await aui.set_time(datetime(2026, 1, 1, 12, tzinfo=UTC))
    with override_settings(OF_THE_TEST="set"), translation.override("de"):
        page = await aui.mount(Surroundings)
        await expect(page.get_by_role("status")).to_have_text("12:00:00 de set")
        await aui.clock.advance(3)
        await page.get_by_role("button").click()
        await expect(page.get_by_role("status")).to_have_text("12:00:03 de set")
        assert translation.get_language() == "de"
    assert f"{timezone.now():%H:%M:%S}" == "12:00:03"  # here, too


async def test_all_is_carried_out_in_one_thread_one_after_another(aui: Ui) -> None:
    page, other = await aui.mount(Counter), await aui.mount(Counter)
    here = threading.get_ident()
    threads = [await one.run(threading.get_ident) for one in (page, other)]
    assert threads[0] == threads[1] != here
    await asyncio.gather(*(one.get_by_role("button").click() for one in (page, other, page)))
    assert [await one.get_by_role("status").inner_text() for one in (page, other)] == ["2", "1"]


async def test_the_user_says_yes_or_no(aui: Ui) -> None:
    class Asking(Component):
        count: int = state(0)

        @event
        def add(self) -> None:
            self.count += 1

        def render(self) -> Node:
            return div[button(on_click=self.add.confirm("Sure?"))["Add"], output[self.count]]

    page = await aui.mount(Asking)
    async with aui.answering(False) as asked:
        await page.get_by_role("button").click()
    assert asked == ["Sure?"]
    await expect(page.get_by_role("status")).to_have_text("0")


# The database.


@pytest.mark.django_db(transaction=True)
async def test_handlers_and_djangos_async_methods_share_a_connection_and_see_what_is_committed(aui: Ui) -> None:
    await User.objects.acreate(username="before")
    page = await aui.mount(Users)
    await page.get_by_role("button", name="Look").click()
    await expect(page.get_by_role("status")).to_have_text("1")
    await page.get_by_role("button", name="Make").click()  # a coroutine, too
    await expect(page.get_by_role("status")).to_have_text("2")
    assert await User.objects.filter(username="made").aexists()


@pytest.mark.django_db
async def test_a_query_beside_the_transaction_of_the_test_is_refused(aui: Ui) -> None:
    page = await aui.mount(Users)
    with pytest.raises(TestingError, match=r"while the test holds a transaction.*django_db\(transaction=True\)"):
        await page.get_by_role("button", name="Look").click()


@pytest.mark.django_db
async def test_what_asks_no_database_may_be_tested_beside_a_transaction(aui: Ui) -> None:
    page = await aui.mount(Counter)
    await page.get_by_role("button").click()
    await expect(page.get_by_role("status")).to_have_text("1")


class UsersTest(ComponentTestCase):
    """Under Django's own runner a coroutine is carried out so that the kit works in the test's thread."""

    async def test_the_transaction_of_the_test_is_seen(self) -> None:
        await User.objects.acreate(username="before")
        page = await self.aui.mount(Users)
        await page.get_by_role("button", name="Make").click()
        await expect(page.get_by_role("status")).to_have_text("2")
        assert await page.run(threading.get_ident) == threading.main_thread().ident


# Words.


async def test_each_expect_says_whose_it_is(aui: Ui) -> None:
    page = await aui.mount(Counter)
    anything: Any = "a text"
    with pytest.raises(TestingError, match="this is the expect of async tests"):
        expect(anything)
    theirs: Any = page
    with pytest.raises(TestingError, match=r"from pycomponents\.testing\.aio import expect"):
        sync_expect(theirs)


async def test_a_snapshot_is_taken_of_the_text(aui: Ui) -> None:
    page = await aui.mount(Counter)
    with pytest.raises(TestingError, match=r"assert await page\.outline\(\) == outline_snapshot"):
        OutlineSnapshot().serialize(page)
    assert OutlineSnapshot().serialize(await page.outline()) == '- button "Add"\n- status: "0"\n'


def test_without_a_loop_of_asyncio_it_says_so(aui: Ui) -> None:
    coroutine = aui.mount(Counter)
    with pytest.raises(TestingError, match="no loop of asyncio runs here"):
        coroutine.send(None)


# The mirror.


def test_the_mirror_is_fresh() -> None:
    assert mirror.is_fresh(), "Run python -m tests.testing.mirror, and commit what it wrote."


def test_of_an_original_all_is_mirrored_that_is_not_left_out() -> None:
    for module, names in mirror.CLASSES.items():
        for name in names:
            original = public(getattr(import_module(f"pycomponents.testing.{module}"), name))
            mirrored = public(getattr(aio, name)) - mirror.ATTRIBUTES.get(name, {}).keys()
            assert mirrored == original - {*mirror.LEFT_OUT.get(name, ())}


def public(cls: type) -> set[str]:
    return {name for name in vars(cls) if not name.startswith("_")}


# As a project meets it.

IT = """
from pycomponents.testing.aio import Ui, expect
from tests.testing.apps import Counter

async def test_it(aui: Ui) -> None:
    page = await aui.mount(Counter)
    await page.get_by_role("button").click()
    await expect(page.get_by_role("status")).to_have_text("1")
"""


def run_pytest(folder: Path, test: str, *options: str) -> str:
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_it.py").write_text(test)
    return inner.pytest(folder, *options)[1]


def test_it_works_under_pytest_asyncio(tmp_path: Path) -> None:
    assert "1 passed" in run_pytest(tmp_path, IT, "-o", "asyncio_mode=auto")


def test_it_works_under_anyio_without_pytest_asyncio(tmp_path: Path) -> None:
    marked = "import pytest\n" + IT.replace("async def", "@pytest.mark.anyio\nasync def")
    backend = "\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n"
    assert "1 passed" in run_pytest(tmp_path, marked + backend, "-p", "no:asyncio")


def test_in_a_browser_it_says_that_it_is_not_there(tmp_path: Path) -> None:
    said = run_pytest(tmp_path, IT, "-o", "asyncio_mode=auto", "--ui=browser")
    assert "aui: async tests have no browser. Mark it with @pytest.mark.ui(process_only=True)" in said
    assert "1 error" in said
