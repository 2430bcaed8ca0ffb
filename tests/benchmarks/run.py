"""Drives the benchmark page (SPEC.md) of one application after another, and prints them side by side.

python -m tests.benchmarks.run [--only inc,echo] [--quick] [floor app lines plain vanilla]

Each application is started twice: for the memory on a fresh server, then for the operations. What was measured is kept
in results/NAME.json beside this file, and `python compare.py` prints all that is there. `lines` and `plain` are our
page cut otherwise: one component for each row; rows as a plain comprehension in the component of the counter.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from tests.browser import chromium
from tests.server import Server

HERE = Path(__file__).parent
RESULTS = HERE / "results"
APPLICATIONS = {
    "floor": "tests.benchmarks.floor.app:application",
    "vanilla": "tests.benchmarks.vanilla.app:application",
    "app": "tests.benchmarks.app:application",
    "lines": "tests.benchmarks.app:application",
    "plain": "tests.benchmarks.app:application",
}
PATHS = {"lines": "/lines/", "plain": "/plain/"}
# Of this one only these say something new.
ONLY = {"plain": "inc,inc_1k,inc_10k"}
# As `make bench-app` serves it.
OPTIONS = ("--ws-per-message-deflate", "false", "--log-level", "warning")
PHASE_SECONDS = 1500


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(APPLICATIONS)}; floor, app, lines and plain by default"
    )
    parser.add_argument("--only", help="names of operations, comma-separated; the memory is left out then")
    parser.add_argument("--quick", action="store_true", help="few repetitions")
    arguments = parser.parse_args()
    names: list[str] = arguments.names or ["floor", "app", "lines", "plain"]
    if unknown := set(names) - APPLICATIONS.keys():
        parser.error(f"no such application: {', '.join(sorted(unknown))}")
    options = ["--quick"] if arguments.quick else []
    RESULTS.mkdir(exist_ok=True)
    for name in names:
        if not arguments.only:
            (RESULTS / f"{name}.json").unlink(missing_ok=True)
        only = arguments.only or ONLY.get(name)
        for phase in ["ops"] if only else ["mem", "ops"]:
            drive(name, phase, [*options, *(["--only", only] if only else [])])
    subprocess.run(
        [sys.executable, HERE / "compare.py", "--results", RESULTS, "--baseline", "floor", *names], check=True
    )


def drive(name: str, phase: str, options: list[str]) -> None:
    print(f"== {name}, {phase}", flush=True)
    path = chromium.find() or sys.exit(chromium.missing())
    # Without Django, which the floor has no use for; an application that has one sets it up itself.
    with Server(APPLICATIONS[name], log=RESULTS / f"{name}.log", options=OPTIONS, django=False) as server:
        what = ["--name", name, "--phase", phase, "--out", str(RESULTS / f"{name}.json"), *options]
        where = ["--url", f"{server.url}{PATHS.get(name, '/')}", "--pid", str(server.pid), "--chromium", path]
        subprocess.run([sys.executable, str(HERE / "drive.py"), *what, *where], check=True, timeout=PHASE_SECONDS)


if __name__ == "__main__":
    main()
