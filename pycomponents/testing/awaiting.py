"""How an awaited call of the kit is carried out: in the thread where Django's own async methods ask the database."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from asgiref.sync import SyncToAsync, sync_to_async
from django.db import connections

from pycomponents.errors import message
from pycomponents.testing.errors import TestingError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator, Sequence
    from contextlib import AbstractContextManager

    from django.db.backends.base.base import BaseDatabaseWrapper

P = ParamSpec("P")
T = TypeVar("T")

# pytest shows the line of the test, and what the kit does in its thread.
__tracebackhide__ = True
# The connections of the thread that fixtures run in, while there is a test beside it. A coroutine is shown others.
_of_fixtures: Final[list[BaseDatabaseWrapper]] = []


@contextmanager
def beside_fixtures(close: Callable[[], None]) -> Generator[None]:
    """A test is a coroutine, and its fixtures are not. close: called at the end, in the thread of the kit, whose
    connections to the database end then: nothing else would end them.
    """

    def last() -> None:
        try:
            _guarded(close)
        finally:
            connections.close_all()

    _of_fixtures[:] = connections.all()
    try:
        yield
        SyncToAsync.single_thread_executor.submit(last).result()
    finally:
        _of_fixtures.clear()


async def done(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """What `function` gives, called in that thread. What it raises comes without the frames of the way there."""
    _see_a_loop()

    def attempt() -> tuple[T, None] | tuple[None, BaseException]:
        try:
            return _guarded(lambda: function(*args, **kwargs)), None
        except BaseException as error:  # noqa: BLE001  it is raised where it is awaited
            return None, error

    value, error = await sync_to_async(attempt, thread_sensitive=True)()
    if error is not None:
        raise error
    return value  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


@asynccontextmanager
async def entered(manager: AbstractContextManager[T]) -> AsyncGenerator[T]:
    """The same for `async with`."""
    with manager as value:
        yield value


def _guarded(function: Callable[[], T]) -> T:
    """Call it; where the fixtures hold a transaction, queries are refused."""
    with ExitStack() as guards:
        for one in _of_fixtures:
            if one.in_atomic_block:
                guards.enter_context(connections[one.alias].execute_wrapper(_refuse))
        return function()


def _see_a_loop() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise TestingError(
            message("no loop of asyncio runs here.", where="aui", cure='With anyio: anyio_backend = "asyncio".')
        ) from None


def _refuse(execute: Callable[..., Any], sql: str, params: Sequence[Any], many: bool, context: Any) -> Any:
    raise TestingError(
        message(
            "this asks the database while the test holds a transaction, which only its own thread sees.",
            where="aui",
            got=sql,
            cure="Mark the test with @pytest.mark.django_db(transaction=True), or write it with ui.",
        )
    )
