"""Chromium is installed where it can be, found where it is, and else asked for."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import chromium

FAILS = "#!/bin/sh\nexit 100\n"
Finds = Callable[[], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def finds(tmp_path: Path) -> Finds:
    """Looks for Chromium on a machine on which apt-get reaches nothing, and there is only what stands in `tmp_path`."""
    program(tmp_path / "apt-get")

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, chromium.__file__, "--install"]
        return subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)

    return run


def program(path: Path) -> None:
    path.write_text(FAILS)
    path.chmod(0o755)


def test_one_that_is_there_is_enough(finds: Finds, tmp_path: Path) -> None:
    program(tmp_path / "chromium")
    found = finds()
    assert (found.returncode, found.stdout) == (0, f"{tmp_path}/chromium\n"), found.stderr


def test_where_none_can_be_had_the_command_that_installs_it_is_named(finds: Finds) -> None:
    found = finds()
    assert found.returncode == 1
    assert found.stdout == ""
    assert "The browser tests need Chromium. Install it (sudo apt-get install chromium)" in found.stderr
    assert "Traceback" not in found.stderr
