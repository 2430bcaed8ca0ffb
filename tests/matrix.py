"""Runs the suite on every Python of the machine, each with the newest Django that it takes: `make test-matrix`.

python tests/matrix.py [--besides PYTHON] [what pytest is to be given]

Each has its own environment, in .matrix/. `--besides` leaves out the version of a Python that has had its run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACE = ROOT / ".matrix"
OLDEST = (3, 11)
_WHO = "import json, platform, sys; print(json.dumps([sys.version_info[:3], platform.python_implementation()]))"
_NAME = re.compile(r"python3(\.\d+)?")


@dataclass(frozen=True, order=True)
class Python:
    """An interpreter. version: such as (3, 12, 1)."""

    version: tuple[int, ...]
    path: Path

    @property
    def name(self) -> str:
        return ".".join(map(str, self.version))


def candidates(search: str, pyenv: Path) -> Iterator[Path]:
    """What may be a Python: by its name on the search path, and all that pyenv has installed."""
    for folder in map(Path, filter(None, search.split(os.pathsep))):
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    yield from sorted(pyenv.glob("versions/*/bin/python3"))


def asked(path: Path) -> Python | None:
    """The Python at `path`, if it is a CPython that this package supports."""
    try:
        answer = subprocess.run([path, "-c", _WHO], capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None  # such as pyenv's stand-in for a version that is not chosen here
    version, implementation = json.loads(answer.stdout)
    fits = implementation == "CPython" and tuple(version) >= OLDEST
    return Python(tuple(version), path) if fits else None


def chosen(found: Iterable[Python | None], besides: Python | None = None) -> list[Python]:
    """One of each version, oldest first."""
    versions: dict[tuple[int, ...], Python] = {}
    for python in found:
        if python is not None and (besides is None or python.version != besides.version):
            versions.setdefault(python.version, python)
    return [versions[version] for version in sorted(versions)]


def works(inside: Path) -> bool:
    """Whether this is the Python of an environment that can be installed into."""
    ask = [str(inside), "-m", "pip", "--version"]
    return inside.exists() and subprocess.run(ask, capture_output=True, check=False).returncode == 0


def prepare(python: Python) -> Path:
    """The Python of an environment with this package, and all that its suite needs, as new as there is."""
    place = PLACE / python.name
    inside = place / "bin" / "python"
    if not works(inside):
        subprocess.run([python.path, "-m", "venv", "--clear", place], check=True)
    quiet = ["--quiet", "--disable-pip-version-check"]
    newest = ["--upgrade", "--upgrade-strategy", "eager"]
    subprocess.run([inside, "-m", "pip", "install", *quiet, *newest, "--editable", ".[suite]"], check=True, cwd=ROOT)
    return inside


def run(python: Python, arguments: list[str]) -> bool:
    """Whether the suite passes."""
    started = time.monotonic()
    inside = prepare(python)
    django = subprocess.run([inside, "-m", "django", "--version"], capture_output=True, check=True, text=True).stdout
    print(f"== Python {python.name}, Django {django.strip()}", flush=True)
    passed = subprocess.run([inside, "-m", "pytest", "--numprocesses=auto", *arguments], check=False, cwd=ROOT)
    minutes = (time.monotonic() - started) / 60
    print(f"== Python {python.name}: {'passed' if passed.returncode == 0 else 'FAILED'}, {minutes:.1f} min", flush=True)
    return passed.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the suite on every Python of this machine.")
    parser.add_argument("--besides", type=Path, metavar="PYTHON")
    options, arguments = parser.parse_known_args()
    besides = asked(options.besides) if options.besides else None
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    pythons = chosen(map(asked, candidates(os.environ.get("PATH", ""), pyenv)), besides)
    if not pythons:
        print("There is no other Python >= 3.11 on this machine.")
    failed = [python.name for python in pythons if not run(python, arguments)]
    if failed:
        print(f"The suite fails on Python {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
