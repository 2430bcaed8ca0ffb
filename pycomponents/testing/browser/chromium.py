"""Finds a Chromium for tests and starts it, or says how to get one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pycomponents.errors import message
from pycomponents.testing.errors import TestingError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The same browser without windows, which starts and opens pages in less time.
_SHELLS: Final = ("chromium-headless-shell", "chrome-headless-shell")
# It is to do what the test says, and not to call its maker's hosts.
_ARGUMENTS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright, *, headed: bool) -> Browser:
    """Start it. Raises `TestingError`, which says how to install one, where there is none."""
    path = find(playwright, headed=headed)
    arguments = [*_ARGUMENTS, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]
    return playwright.chromium.launch(executable_path=path, args=arguments, headless=not headed)


def find(playwright: Playwright, *, headed: bool) -> str:
    """The one that the variable CHROMIUM names, else one of the system, else Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise TestingError(message("this is no program that can be run.", where="CHROMIUM", got=named))
        return found
    for name in _NAMES if headed else (*_SHELLS, *_NAMES):
        found = shutil.which(name)
        if found is not None:
            return found
    theirs = str(playwright.chromium.executable_path)
    if Path(theirs).exists():
        return theirs
    raise TestingError(
        message(
            "there is no Chromium.",
            where="--ui=browser",
            expected=f"one of {', '.join(_NAMES)} on the path, or {theirs}",
            cure="Install one with `playwright install --with-deps chromium` or with the system's packages (`apt-get "
            "install chromium`), or name one: CHROMIUM=/path/to/chromium.",
        )
    )
