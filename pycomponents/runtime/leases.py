"""Threads for handlers and renders: a lease is one of N single threads, held by one page at a time.

A page that blocks holds its own thread and no other's; N pages may block before any waits. A thread that is its own
executor keeps what is tied to threads (database connections) in a place where the next lease finds it again.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from asgiref.sync import SyncToAsync

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger("pycomponents")


class Lease:
    """One thread, for as long as it is held."""

    __slots__ = ("executor",)

    def __init__(self, number: int, loop: asyncio.AbstractEventLoop) -> None:
        self.executor = ThreadPoolExecutor(1, f"pycomponents-{number}", _know, (loop,))


def _know(loop: asyncio.AbstractEventLoop) -> None:
    """Let `async_to_sync` on this thread find the loop that everything async here belongs to."""
    SyncToAsync.threadlocal.main_event_loop = loop
    SyncToAsync.threadlocal.main_event_loop_pid = os.getpid()


class Leases:
    """The leases of one event loop. All methods belong to the loop's thread.

    most: how many threads there may be; they are started as they are needed.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._free: list[Lease] = []
        self._waiting: deque[asyncio.Future[Lease]] = deque()
        self._made = 0

    @property
    def threads(self) -> int:
        """How many threads have been started."""
        return self._made

    def take_now(self) -> Lease | None:
        """A lease, if one is free or may be made."""
        if self._free:
            return self._free.pop()
        if self._made == self._most:
            return None
        self._made += 1
        return Lease(self._made, asyncio.get_running_loop())

    async def take(self) -> Lease:
        """A lease, in the order of asking."""
        lease = self.take_now()
        if lease is not None:
            return lease
        if not self._waiting:
            logger.warning("All %d threads are busy: pages are waiting. See PYCOMPONENTS['THREADS'].", self._most)
        waiter: asyncio.Future[Lease] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self.give_back(waiter.result())
            raise

    def give_back(self, lease: Lease) -> None:
        """The lease is free for the next page."""
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(lease)
                return
        self._free.append(lease)

    def close(self) -> None:
        """End the threads that are free; those that are busy end after their work."""
        for lease in self._free:
            lease.executor.shutdown(wait=False)
        self._free.clear()


class LateLease(Executor):
    """An executor that takes a lease when it is first used and keeps it until released.

    An async handler that never touches the database holds no thread.
    """

    def __init__(self, leases: Leases) -> None:
        self._leases = leases
        self._loop = asyncio.get_running_loop()
        self._lease: asyncio.Task[Lease] | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Called on the loop's thread, by `loop.run_in_executor`."""
        result: Future[T] = Future()
        self._taken().add_done_callback(lambda task: self._start(task, result, fn, args, kwargs))
        return result

    async def lease(self) -> Lease:
        """The lease, taken now if it was not used before."""
        return await self._taken()

    def _taken(self) -> asyncio.Task[Lease]:
        if self._lease is None:
            self._lease = self._loop.create_task(self._leases.take())
        return self._lease

    def _start(self, task: asyncio.Task[Lease], result: Future[Any], fn: Any, args: Any, kwargs: Any) -> None:
        if task.cancelled():
            result.cancel()
            return
        task.result().executor.submit(_into, result, fn, args, kwargs)

    async def release(self) -> None:
        """Give back the lease, if one was taken."""
        if self._lease is not None:
            self._leases.give_back(await self._lease)
            self._lease = None


def _into(result: Future[Any], fn: Callable[..., Any], args: Any, kwargs: Any) -> None:
    if not result.set_running_or_notify_cancel():
        return
    try:
        result.set_result(fn(*args, **kwargs))
    except BaseException as error:  # noqa: BLE001  it belongs to whoever waits for the result
        result.set_exception(error)
