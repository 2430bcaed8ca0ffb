"""Servers that the tests of a module share."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.server import Server


class Serving(Protocol):
    """The type of the fixture `serving`."""

    def __call__(
        self,
        *,
        worker: int = 1,
        settings: Mapping[str, Any] | None = None,
        patches: Mapping[str, Any] | None = None,
        options: Sequence[str] = (),
    ) -> Server: ...


@pytest.fixture(scope="module")
def serving(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """`serving()` is a server of this module's pages (`urlpatterns`) that ends with the module.

    Asked for in the same way it is the same server; `worker=2` is another one with the same database.
    settings: Django's; patches: constants of modules, by dotted name; options: uvicorn's.
    """
    module: str = request.module.__name__  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    folder: Path = tmp_path_factory.mktemp("servers")
    servers: dict[str, Server] = {}

    with ExitStack() as stack:

        def serve(
            *,
            worker: int = 1,
            settings: Mapping[str, Any] | None = None,
            patches: Mapping[str, Any] | None = None,
            options: Sequence[str] = (),
        ) -> Server:
            asked = json.dumps([worker, dict(settings or {}), dict(patches or {}), [*options]])
            if asked not in servers:
                server = Server(
                    "tests.web.asgi:application",
                    log=folder / f"server-{len(servers)}.log",
                    env={
                        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
                        "PYCOMPONENTS_TEST_DATABASE": str(folder / "database.sqlite3"),
                        "PYCOMPONENTS_TEST_SETTINGS": json.dumps({"ROOT_URLCONF": module, **(settings or {})}),
                        "PYCOMPONENTS_TEST_PATCHES": json.dumps(dict(patches or {})),
                    },
                    options=["--log-level", "warning", *options],
                )
                servers[asked] = stack.enter_context(server)
            return servers[asked]

        yield serve


@pytest.fixture(scope="module")
def server(serving: Serving) -> Server:
    """The module's server, with nothing changed."""
    return serving()


@pytest.fixture
def quiet(server: Server) -> Iterator[Callable[[], str]]:
    """Whatever a test sends, the server's log says little of it: short lines, and no traceback."""
    start = len(server.log_text())

    def said() -> str:
        return server.log_text()[start:]

    yield said
    text = said()
    assert "Traceback" not in text, text
    assert all(len(line) <= 300 for line in text.splitlines()), text
