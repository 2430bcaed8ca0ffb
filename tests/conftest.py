"""What every test may ask for: a server, and the database that it shares with one."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import settings

from tests.server import Serve, Server, started

LOG_LINES = 60

# A deadline measures how busy the machine is. The rest is Hypothesis's own choice, which in CI is the same each run.
settings.register_profile("tests", settings.default, deadline=None)
settings.load_profile("tests")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """`serve("module:application")` starts a server that ends with the test."""
    with ExitStack() as servers:

        def start(
            app: str,
            *,
            database: Path | None = None,
            env: Mapping[str, str] | None = None,
            options: Sequence[str] = (),
        ) -> Server:
            shared = {"PYCOMPONENTS_TEST_DATABASE": str(database)} if database else {}
            log = tmp_path / f"server-{len(list(tmp_path.glob('server-*.log')))}.log"
            return servers.enter_context(Server(app, log=log, env={**shared, **(env or {})}, options=options))

        yield start


@pytest.fixture
def database(transactional_db: None) -> Path:
    """The file of this test's database, for `serve(…, database=database)`: what one writes the other reads."""
    return Path(str(connection.settings_dict["NAME"]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        for server in started:
            # A line per request would push everything else out of sight.
            lines = [line for line in server.log_text().splitlines() if not line.startswith("INFO:")]
            report.sections.append((f"Log of {server!r}", "\n".join(lines[-LOG_LINES:])))
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "driven_chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
