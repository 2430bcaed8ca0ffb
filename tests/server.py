"""A real server for a test: uvicorn in a process of its own, on a port of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

ROOT = Path(__file__).parent.parent
START_SECONDS = 30.0
STOP_SECONDS = 10.0

# Those whose log a failing test shows.
started: set["Server"] = set()


class Server:
    """Serves the ASGI application `app` ("module:name") until it is stopped.

    `env` is added to this process's environment, `options` to uvicorn's command line ("--factory", for one).
    Everything that the server prints goes to the file `log`. Django is set up before the application's module is
    imported, so that it may be a test's own module with models at its top; `django=False` leaves Django to the
    application.
    """

    def __init__(
        self,
        app: str,
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
        django: bool = True,
    ) -> None:
        self.app = app
        self.log = log
        run = f"{'import django; django.setup(); ' if django else ''}import uvicorn; uvicorn.main()"
        self._command = [sys.executable, "-c", run, app, "--timeout-graceful-shutdown", "5", *options]
        settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"} if django else {}
        self._env = {**os.environ, **settings, "PYTHONUNBUFFERED": "1", **(env or {})}
        # Set for the tests that drive a browser; here it would hide a query on the event loop.
        self._env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        self._process: subprocess.Popen[bytes] | None = None
        # Bound and never listening, this socket keeps the port for us: uvicorn may share it, another test is not given
        # it, and while the server is down a browser is refused, as it is by a real machine.
        self._reservation = socket.socket()
        self._reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._reservation.bind(("127.0.0.1", 0))
        self.port: int = self._reservation.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __repr__(self) -> str:
        return f"<Server {self.app} {self.url}>"

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError(f"{self!r} is not running.")
        return self._process.pid

    def start(self) -> Self:
        """Start, and return when connections are accepted (uvicorn listens once the application has started)."""
        if self._process is not None:
            raise RuntimeError(f"{self!r} runs already.")
        started.add(self)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command, "--host", "127.0.0.1", "--port", str(self.port)],
                cwd=ROOT,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A group of its own, so that a worker process of it ends with it.
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._accepts():
            ended = self._process.poll()
            if ended is not None or time.monotonic() > deadline:
                self.close()
                what = f"did not answer within {START_SECONDS:.0f} s" if ended is None else f"ended with {ended}"
                raise RuntimeError(f"{self!r} {what}:\n{self.log_text()}")
            time.sleep(0.02)
        return self

    def stop(self) -> None:
        """Ask it to end (SIGTERM), as a deployment does; kill it when it does not."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it at once, as a crash does (SIGKILL), with all that it started."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def restart(self) -> None:
        """Stop and start again on the same port."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop for good and give the port back."""
        self.stop()
        self._reservation.close()
        started.discard(self)

    def log_text(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _accepts(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


class Serve(Protocol):
    """The type of the fixture `serve`."""

    def __call__(
        self,
        app: str,
        *,
        database: Path | None = None,
        env: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
    ) -> Server: ...
