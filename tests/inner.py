"""A Python of its own for a test: pytest, or Django's runner, as somebody runs it in a project."""

import os
import subprocess
import sys
from pathlib import Path

from tests.server import ROOT

SECONDS = 140


def run(folder: Path, *command: str | Path, **environment: str) -> tuple[bool, str]:
    """Run a module in a folder that may import ours. Gives whether it ended well, and what it printed."""
    # What this pytest, or a worker of it, is told is not told to one that it starts.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ours = {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "DJANGO_SETTINGS_MODULE": "tests.settings", "COLUMNS": "400"}
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**inherited, **ours, **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return ran.returncode == 0, ran.stdout + ran.stderr


def pytest(folder: Path, *options: str | Path, **environment: str) -> tuple[bool, str]:
    """The same of a pytest that leaves nothing behind and starts no workers."""
    return run(folder, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *options, **environment)
