"""Which Pythons the matrix runs on."""

import os
import stat
import sys
from pathlib import Path

from tests.matrix import Python, asked, candidates, chosen


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def stand_in(path: Path, version: tuple[int, int, int], implementation: str = "CPython") -> Path:
    return program(path, f"echo '[{list(version)}, \"{implementation}\"]'")


def test_every_python_of_the_path_and_of_pyenv_is_a_candidate(tmp_path: Path) -> None:
    one = stand_in(tmp_path / "bin" / "python3.12", (3, 12, 1))
    stand_in(tmp_path / "bin" / "python3.12-config", (3, 12, 1))
    stand_in(tmp_path / "bin" / "python2", (2, 7, 18))
    two = stand_in(tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python3", (3, 13, 0))
    search = os.pathsep.join([str(tmp_path / "bin"), "", str(tmp_path / "missing")])
    assert [*candidates(search, tmp_path / "pyenv")] == [one, two]


def test_a_python_says_itself_what_it_is(tmp_path: Path) -> None:
    here = asked(Path(sys.executable))
    assert here is not None
    assert here.version == sys.version_info[:3]
    assert here.name == ".".join(map(str, sys.version_info[:3]))
    assert asked(stand_in(tmp_path / "old", (3, 10, 9))) is None
    assert asked(stand_in(tmp_path / "other", (3, 11, 9), "PyPy")) is None
    assert asked(program(tmp_path / "shim", "echo 'version not chosen' >&2; exit 127")) is None
    assert asked(tmp_path / "missing") is None


def test_one_of_each_version_runs_besides_the_one_that_has_run() -> None:
    first, second = Python((3, 13, 0), Path("/a")), Python((3, 11, 2), Path("/b"))
    again = Python((3, 13, 0), Path("/c"))
    assert chosen([first, None, second, again]) == [second, first]
    assert chosen([first, second, again], besides=second) == [first]
