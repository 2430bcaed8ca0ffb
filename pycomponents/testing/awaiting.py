"""How an awaited call of the kit is carried out: in the thread where Django's own async methods ask the database."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from asgiref.sync import SyncToAsync, sync_to_async
from django.db import connections

from pycomponents.errors import message
from pycomponents.testing.errors import TestingError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from contextlib import AbstractContextManager

P = ParamSpec("P")
T = TypeVar("T")

# pytest shows the line of the test, and what the kit does in its thread.
__tracebackhide__ = True


async def done(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """What `function` gives, called in that thread. What it raises comes without the frames of the way there."""
    _see_a_loop()
    unseen = [one.alias for one in connections.all(initialized_only=True) if one.in_atomic_block]

    def attempt() -> tuple[T, None] | tuple[None, BaseException]:
        try:
            with ExitStack() as guards:
                for alias in unseen:
                    guards.enter_context(connections[alias].execute_wrapper(_refuse))
                return function(*args, **kwargs), None
        except BaseException as error:  # noqa: BLE001  it is raised where it is awaited
            return None, error

    value, error = await sync_to_async(attempt, thread_sensitive=True)()
    if error is not None:
        raise error.with_traceback(error.__traceback__ and error.__traceback__.tb_next)
    return value  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


def done_after(function: Callable[[], T]) -> T:
    """The same for when the test's loop has ended; and the thread's connections to the database end with it."""

    def last() -> T:
        try:
            return function()
        finally:
            connections.close_all()

    return SyncToAsync.single_thread_executor.submit(last).result()


@asynccontextmanager
async def entered(manager: AbstractContextManager[T]) -> AsyncGenerator[T]:
    """The same for `async with`."""
    with manager as value:
        yield value


def _see_a_loop() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise TestingError(
            message("no loop of asyncio runs here.", where="aui", cure='With anyio: anyio_backend = "asyncio".')
        ) from None


def _refuse(execute: Callable[..., Any], sql: str, params: Sequence[Any], many: bool, context: Any) -> Any:
    """The test's transaction is open on the connection of another thread: what it has written is not to be seen."""
    raise TestingError(
        message(
            "this asks the database while the test holds a transaction, which only its own thread sees.",
            where="aui",
            got=sql,
            cure="Mark the test with @pytest.mark.django_db(transaction=True), or write it with ui.",
        )
    )
