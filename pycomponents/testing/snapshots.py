"""Snapshots of pages, on syrupy: one file each, as text that a person can judge.

`outline`: what assistive technology is told, as Playwright's `aria_snapshot` writes it. `html`: the elements, in one
form however they were written. `patches`: what the last interaction sent. `state`: that of each component.
"""

from __future__ import annotations

import difflib
import inspect
import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from pycomponents.errors import message
from pycomponents.testing.document.dom import parse
from pycomponents.testing.document.outline import outline
from pycomponents.testing.errors import TestingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pytest


class TextSnapshot(SingleFileSnapshotExtension):
    """A snapshot as a text file."""

    _write_mode = WriteMode.TEXT
    kind: ClassVar[str] = ""

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """What has changed, line by line; where nothing is stored yet, how that is done."""
        if not snapshot_data:
            yield "If what follows is right, pytest --snapshot-update stores it."
        yield from super().diff_lines(serialized_data, snapshot_data)

    def serialize(self, data: Any, **_: Any) -> str:
        """The text of a page or locator; a text stands for itself."""
        if isinstance(data, str):
            return data if data.endswith("\n") else data + "\n"
        make = getattr(data, self.kind, None)
        if make is None:
            raise TestingError(
                message(
                    f"this has no {self.kind}, so there is nothing to take a snapshot of.",
                    got=data,
                    expected="a page, what a locator of it finds, or a text",
                )
            )
        made = make()
        if inspect.iscoroutine(made):
            made.close()
            raise TestingError(
                message(
                    "in an async test a snapshot is taken of a text.",
                    got=data,
                    cure=f"assert await page.{self.kind}() == {self.kind}_snapshot",
                )
            )
        return self.serialize(made)


class OutlineSnapshot(TextSnapshot):
    """What assistive technology is told."""

    kind = "outline"
    file_extension = "outline.yaml"


class StorySnapshot(OutlineSnapshot):
    """The same of a story, whose test has a name that no file can have."""

    @classmethod
    def get_snapshot_name(cls, *, test_location: Any, index: Any = 0) -> str:
        """`story.story-group-name`, of which syrupy can tell whose it is."""
        return re.sub(r"[^\w.]+", "-", test_location.snapshot_name)


class HtmlSnapshot(TextSnapshot):
    """The elements, one a line."""

    kind = "html"
    file_extension = "html"

    def diff_lines(self, serialized_data: Any, snapshot_data: Any) -> Iterator[str]:
        """What has changed for a person first; then the elements."""
        before, now = _outline_of(snapshot_data), _outline_of(serialized_data)
        if snapshot_data and before != now:
            yield "What a person is told of it:"
            yield from difflib.unified_diff(before, now, "snapshot", "now", lineterm="", n=2)
            yield "Its elements:"
        yield from super().diff_lines(serialized_data, snapshot_data)


class PatchesSnapshot(TextSnapshot):
    """What the last interaction sent."""

    kind = "patches"
    file_extension = "patches.txt"


class StateSnapshot(TextSnapshot):
    """The state of each component."""

    kind = "state"
    file_extension = "state.txt"


def as_printed(lines: Iterable[str], config: pytest.Config) -> str:
    """Lines of a difference, without syrupy's colours where it would print none."""
    text = "\n".join(lines)
    return re.sub(r"\x1b\[[\d;]*m", "", text) if config.getoption("no_colors") else text


def _outline_of(html: str) -> list[str]:
    return outline(parse(html).body).splitlines()


KINDS: Final[dict[str, type[TextSnapshot]]] = {
    **{one.kind: one for one in (OutlineSnapshot, HtmlSnapshot, PatchesSnapshot, StateSnapshot)},
    "story": StorySnapshot,
}
