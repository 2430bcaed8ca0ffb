"""Threads for handlers and renders: a lease is one of N single threads, held by one page at a time.

A page that blocks holds its own thread and no other's; N pages may block before any waits. What is tied to threads
(database connections) stays where the next lease finds it again.
"""

from __future__ import annotations

import asyncio
import atexit
import functools
import logging
import os
import threading
from collections import deque
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeAlias, TypeVar
from weakref import WeakSet

from asgiref.sync import SyncToAsync

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")
# Told on the loop's thread how some work ended: what it returned, or what it raised.
Done: TypeAlias = "Callable[[Any, BaseException | None], None]"

logger = logging.getLogger("pycomponents")

_EXIT_SECONDS: Final = 10.0


class Lease(Executor):
    """One thread, for as long as it is held. As an executor it is what asgiref knows.

    A page's small event crosses to its thread and back twice a second or ten thousand times: this costs a third less
    CPU than `ThreadPoolExecutor` with `run_in_executor` (tests/benchmarks/runtime.py).
    """

    def __init__(self, number: int, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._jobs: SimpleQueue[tuple[Callable[[], object], Done | None] | None] = SimpleQueue()
        # A daemon, so that an idle thread does not keep the process; `_end_all` lets the busy ones finish.
        self._thread = threading.Thread(target=self._work, name=f"pycomponents-{number}", daemon=True)
        self._thread.start()
        _leases.add(self)

    def run(self, work: Callable[[], object], done: Done) -> None:
        """Do `work` on the thread and tell `done` on the loop."""
        self._jobs.put((work, done))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        result: Future[T] = Future()
        self._jobs.put((functools.partial(_into, result, fn, args, kwargs), None))
        return result

    def end(self) -> threading.Thread:
        """Let the thread end after its work."""
        self._jobs.put(None)
        return self._thread

    def _work(self) -> None:
        # Let `async_to_sync` on this thread find the loop that everything async here belongs to.
        SyncToAsync.threadlocal.main_event_loop = self._loop
        SyncToAsync.threadlocal.main_event_loop_pid = os.getpid()
        while (job := self._jobs.get()) is not None:
            work, done = job
            outcome: tuple[object, BaseException | None]
            try:
                outcome = work(), None
            except BaseException as error:  # noqa: BLE001  it belongs to `done`
                outcome = None, error
            if done is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(done, *outcome)
            del job, work, done, outcome  # an idle thread holds on to nothing


_leases: Final[WeakSet[Lease]] = WeakSet()


@atexit.register
def _end_all() -> None:
    for thread in [lease.end() for lease in _leases]:
        thread.join(_EXIT_SECONDS)


class Leases:
    """The leases of one event loop. All methods belong to the loop's thread.

    most: how many threads there may be; they are started as they are needed.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._free: list[Lease] = []
        self._waiting: deque[Callable[[Lease], None]] = deque()
        self._made = 0

    @property
    def threads(self) -> int:
        """How many threads have been started."""
        return self._made

    def ask(self, granted: Callable[[Lease], None]) -> None:
        """Give `granted` a lease: at once if one is free or may be made, else in the order of asking."""
        if self._free:
            granted(self._free.pop())
        elif self._made < self._most:
            self._made += 1
            granted(Lease(self._made, asyncio.get_running_loop()))
        else:
            if not self._waiting:
                logger.warning("All %d threads are busy: pages are waiting. See PYCOMPONENTS['THREADS'].", self._most)
            self._waiting.append(granted)

    async def take(self) -> Lease:
        """A lease, in the order of asking."""
        turn: asyncio.Future[Lease] = asyncio.get_running_loop().create_future()
        self.ask(lambda lease: self.give_back(lease) if turn.cancelled() else turn.set_result(lease))
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give_back(turn.result())
            raise

    def give_back(self, lease: Lease) -> None:
        """The lease is free for the next page."""
        if self._waiting:
            self._waiting.popleft()(lease)
        else:
            self._free.append(lease)


class LateLease(Executor):
    """An executor that takes a lease when it is first used and keeps it until released.

    An async handler that never touches the database holds no thread.

    prepare: run on the thread ahead of what is submitted first.
    """

    def __init__(self, leases: Leases, prepare: Callable[[], None]) -> None:
        self._leases = leases
        self._prepare: Callable[[], None] | None = prepare
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
        lease = task.result()
        if self._prepare is not None:
            lease.submit(self._prepare)
            self._prepare = None
        lease.submit(_into, result, fn, args, kwargs)

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
