"""The kit under `manage.py test`: a `TestCase` with `self.ui`, and snapshots as pytest would have them."""

from __future__ import annotations

import difflib
import inspect
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.test import TestCase

from pycomponents.errors import message
from pycomponents.testing import aio
from pycomponents.testing.snapshots import KINDS
from pycomponents.testing.ui import Ui

if TYPE_CHECKING:
    from collections.abc import Collection

UPDATE: Final = "UPDATE_SNAPSHOTS"
_FOLDER: Final = "__stored__"


class ComponentTestCase(TestCase):
    """`self.ui` opens pages, as the fixture `ui` does under pytest. What handlers write is rolled back after each test.

    `self.aui` does where the test is a coroutine (see `testing/aio.py`), in the same thread and the same transaction.

    unchecked: the names of checks that its pages are not held to.
    """

    unchecked: ClassVar[Collection[str]] = ()

    def setUp(self) -> None:
        super().setUp()
        self._snapshots = 0
        self.ui = Ui(unchecked=self.unchecked)
        self.aui = aio.Ui(self.ui)
        self.addCleanup(self.ui.close)

    def assert_snapshot(self, subject: Any, *, kind: str = "outline") -> None:
        """A page, or what a locator finds, is as it was stored. UPDATE_SNAPSHOTS=1 in the environment stores it.

        kind: "outline", "html", "patches" or "state".
        Raises `AssertionError` where it differs, and where nothing is stored.
        """
        snapshot = KINDS[kind]()
        now: str = snapshot.serialize(subject)
        path = self._path(snapshot.file_extension)
        self._snapshots += 1
        if os.environ.get(UPDATE):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now, encoding="utf-8")
        elif not path.exists():
            cure = f"Look at it, and store it with {UPDATE}=1:\n{now}"
            raise AssertionError(message("this snapshot was never stored.", where=str(path), cure=cure))
        elif (before := path.read_text(encoding="utf-8")) != now:
            lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "stored", "now", lineterm="")
            cure = f"If that is meant, store it with {UPDATE}=1."
            text = "it is not as it was stored.\n" + "\n".join(lines) + "\n"
            raise AssertionError(message(text, where=str(path), cure=cure))

    def _path(self, extension: str) -> Path:
        """As syrupy names them, in a folder of our own: what it does not know it takes for unused, and deletes."""
        file = Path(inspect.getfile(type(self)))
        count = f".{self._snapshots}" if self._snapshots else ""
        name = f"{type(self).__name__}.{self._testMethodName}{count}.{extension}"
        return file.parent / _FOLDER / file.stem / name
