"""What only a programmer can get wrong, looked for in DEBUG and in tests: nesting that a browser changes, lost keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pycomponents.dom.node import Root


def check(root: Root) -> None:
    """Raise `NestingError` or `MissingKeysError`."""
