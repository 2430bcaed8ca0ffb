"""Finds Chromium, or installs it where the system's packages may be used.

python tests/browser/chromium.py [--install]    prints its path, or says what to do and fails
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The same browser without windows: a page of its own costs it a quarter of the time.
SHELL = "chromium-headless-shell"
# No sandbox, because containers run tests as root; the rest keeps Chromium from calling its maker's hosts.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of a Chromium: the one that the variable CHROMIUM names, else the first on the path."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


def find_shell() -> str | None:
    """The path of a Chromium that has no windows, or of any."""
    return find() if "CHROMIUM" in os.environ else shutil.which(SHELL) or find()


def missing() -> str:
    if named := os.environ.get("CHROMIUM"):
        return f"CHROMIUM={named} is no program that can be run."
    install = "sudo apt-get install chromium" if shutil.which("apt-get") else "your system's package manager"
    return f"The browser tests need Chromium. Install it ({install}), or name one: CHROMIUM=/path/to/chromium"


def install() -> None:
    """Get what is not there, where that is ours to do. What cannot be had, `find` does not find."""
    if shutil.which("apt-get") and os.geteuid() == 0 and "CHROMIUM" not in os.environ:
        print("Installing Chromium with apt-get.", file=sys.stderr, flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        get = ["install", "--yes", "--no-install-recommends"]
        # Each by itself: some systems have no package of the second name.
        for command in (["update"], [*get, "chromium"], [*get, SHELL]):
            # Its output goes where the errors go: the only line on stdout is the path.
            subprocess.run(["apt-get", "--quiet", *command], check=False, env=environment, stdout=sys.stderr)


def main() -> None:
    if (find() is None or find_shell() == find()) and "--install" in sys.argv:
        install()
    print(find() or sys.exit(missing()))


if __name__ == "__main__":
    main()
