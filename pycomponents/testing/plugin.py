"""The pytest plugin: the fixtures `ui` and `aui`, snapshots, what the command line may say. It asks for no conftest.

It is loaded in every run of pytest where the package is installed, so it imports nothing before a test asks for it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from syrupy.assertion import SnapshotAssertion

    from pycomponents.testing import aio
    from pycomponents.testing.ui import Ui

_DIFFERENCE: Final = "pycomponents.difference"
# Snapshots that a test has asked for; and what pytest says where it has shown a part of a difference.
_TAKEN: Final = pytest.StashKey[list["SnapshotAssertion"]]()
_CUT: Final = "Full output truncated"
# What the mark `ui` may say.
_MARK: Final = frozenset(("unchecked", "process_only"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """What the command line may say."""
    group = parser.getgroup("pycomponents")
    group.addoption(
        "--ui",
        choices=("process", "browser"),
        default="process",
        help="where the pages of the fixture ui live: in this process, or in real Chromium",
    )
    group.addoption("--ui-headed", action="store_true", help="with --ui=browser: show the browser")
    group.addoption("--ui-report", metavar="FILE", help="write each snapshot that differs into one HTML file")


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark; gather differences where a report is asked for."""
    config.addinivalue_line(
        "markers",
        "ui(unchecked=[…], process_only=True): checks that the pages of the fixture ui are not held to in this test; "
        "whether it is left out of runs with --ui=browser (or why it is)",
    )
    path = config.getoption("--ui-report")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Gathering(Path(path)), "pycomponents-report")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a browser: leave out what cannot be done there, and let the server see what a test writes."""
    if config.getoption("--ui") != "browser":
        return
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        if "ui" not in names and "aui" not in names:
            continue
        reasons = [mark.kwargs.get("process_only") for mark in item.iter_markers("ui")]
        for reason in filter(None, reasons):
            said = reason if isinstance(reason, str) else "it needs pages in its own process"
            item.add_marker(pytest.mark.skip(reason=f"--ui=browser: {said}"))
        _let_server_see(item, names)


def _let_server_see(item: pytest.Item, names: list[str]) -> None:
    """A test with a database has one whose rows other threads see, not only its own open transaction. As there, what
    migrations have written is in it.
    """
    mark = item.get_closest_marker("django_db")
    order = ("transaction", "reset_sequences", "databases", "serialized_rollback", "available_apps")
    given = {} if mark is None else {**dict(zip(order, mark.args, strict=False)), **mark.kwargs}
    if (mark or "db" in names) and "transactional_db" not in names and not given.get("transaction"):
        given |= {"transaction": True, "serialized_rollback": True}
        item.add_marker(pytest.mark.django_db(**given), append=False)


@pytest.fixture(scope="session")
def _ui_session(request: pytest.FixtureRequest) -> Iterator[object]:
    """A browser and a server, from the first test that wants them."""
    from pycomponents.testing.browser.ui import session

    with session(headed=bool(request.config.getoption("--ui-headed"))) as opened:
        yield opened


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The stories of an app, where its folder is among what pytest collects."""
    if file_path.name != "stories.py" and file_path.parent.name != "stories":
        return None
    if file_path.suffix != ".py" or "DJANGO_SETTINGS_MODULE" not in os.environ:
        return None
    from pycomponents.testing.story_items import StoryModule

    module: StoryModule = StoryModule.from_parent(parent, path=file_path)  # pyright: ignore[reportUnknownMemberType]
    return module


@pytest.fixture
def ui(request: pytest.FixtureRequest) -> Iterator[Ui]:
    """Opens pages and components for the test. Where their handlers ask the database, the test needs its mark."""
    if request.config.getoption("--ui") == "browser":
        from pycomponents.testing.browser.ui import browser_ui

        yield from browser_ui(request, _unchecked(request))
        return
    from pycomponents.testing.ui import Ui

    with Ui(unchecked=_unchecked(request)) as opened:
        yield opened


@pytest.fixture
def aui(request: pytest.FixtureRequest) -> Iterator[aio.Ui]:
    """The same for a test that is a coroutine, under pytest-asyncio or anyio. With a database the test is marked
    `django_db(transaction=True)`: it is asked in another thread.
    """
    from pycomponents.testing import aio
    from pycomponents.testing.awaiting import beside_fixtures
    from pycomponents.testing.ui import Ui

    if request.config.getoption("--ui") == "browser":
        raise _no_browser()
    opened = Ui(unchecked=_unchecked(request))
    with beside_fixtures(opened.close):
        yield aio.Ui(opened)


def _no_browser() -> Exception:
    from pycomponents.errors import message
    from pycomponents.testing.errors import TestingError

    cure = "Mark it with @pytest.mark.ui(process_only=True), or write it with the fixture ui."
    return TestingError(message("async tests have no browser.", where="aui", cure=cure))


def _unchecked(request: pytest.FixtureRequest) -> list[str]:
    return [name for mark in request.node.iter_markers("ui") for name in _checks_of(mark)]


def _checks_of(mark: pytest.Mark) -> Sequence[str]:
    names: Any = mark.kwargs.get("unchecked", ())
    if mark.args or not mark.kwargs.keys() <= _MARK or isinstance(names, str):
        from pycomponents.errors import message
        from pycomponents.testing.errors import TestingError

        given = [*map(repr, mark.args), *(f"{name}={value!r}" for name, value in mark.kwargs.items())]
        where = f"@pytest.mark.ui({', '.join(given)})"
        cure = 'A list of checks is left out so: @pytest.mark.ui(unchecked=["named-controls"]).'
        raise TestingError(message("this is nothing that the mark can say.", where=where, cure=cure))
    return list(names)


# Snapshots.


@pytest.fixture
def outline_snapshot(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Iterator[SnapshotAssertion]:
    """`assert page == outline_snapshot`: what assistive technology is told of it."""
    yield from _of_kind("outline", snapshot, request)


@pytest.fixture
def html_snapshot(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Iterator[SnapshotAssertion]:
    """`assert page == html_snapshot`: its elements, one a line."""
    yield from _of_kind("html", snapshot, request)


@pytest.fixture
def patches_snapshot(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Iterator[SnapshotAssertion]:
    """`assert page == patches_snapshot`: what the last interaction sent."""
    yield from _of_kind("patches", snapshot, request)


@pytest.fixture
def state_snapshot(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Iterator[SnapshotAssertion]:
    """`assert page == state_snapshot`: the state of each component."""
    yield from _of_kind("state", snapshot, request)


@pytest.fixture
def story_snapshot(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Iterator[SnapshotAssertion]:
    """What a test that is a story is held against."""
    yield from _of_kind("story", snapshot, request)


def _of_kind(kind: str, snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Iterator[SnapshotAssertion]:
    from pycomponents.testing.snapshots import KINDS

    ours = snapshot.use_extension(KINDS[kind])
    request.node.stash.setdefault(_TAKEN, []).append(ours)
    yield ours
    for result in ours.executions.values():
        if result.asserted_data is not None and result.asserted_data != result.recalled_data:
            difference = {
                "test": request.node.nodeid,
                "name": result.snapshot_name,
                "kind": kind,
                "before": result.recalled_data,
                "after": result.asserted_data,
                "kept": bool(result.created or result.updated),
            }
            # Reports come home from other processes with it.
            request.node.user_properties.append((_DIFFERENCE, difference))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the differences go with the last report of a test, and stay out of what others make of its properties."""
    report = yield
    if report.when == "call" and report.failed and _CUT in report.longreprtext:
        report.sections += _in_full(item.stash.setdefault(_TAKEN, []), item.config)
    report.user_properties = [one for one in report.user_properties if one[0] != _DIFFERENCE]
    if report.when == "teardown":
        found = [value for name, value in item.user_properties if name == _DIFFERENCE]
        report.pycomponents = found  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    return report


def _in_full(taken: list[SnapshotAssertion], config: pytest.Config) -> Iterator[tuple[str, str]]:
    """What differs, where pytest has shown its beginning."""
    from pycomponents.testing.snapshots import as_printed

    for snapshot in taken:
        for result in snapshot.executions.values():
            if not result.success and result.asserted_data is not None:
                lines = snapshot.extension.diff_lines(result.asserted_data, result.recalled_data or "")
                yield f"All that differs in {result.snapshot_name}", as_printed(lines, config)


class Gathering:
    """Gathers the differences of all tests in the process that the user started, and writes them into one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: list[dict[str, Any]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test has ended, here or in another process."""
        self._found += getattr(report, "pycomponents", ())

    def pytest_sessionfinish(self) -> None:
        """All have."""
        from pycomponents.testing.report import Difference, write

        write(self._path, [Difference(**one) for one in self._found])
