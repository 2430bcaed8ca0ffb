"""docs/internals.md and docs/guide/ name what there is: each file, each setting, each check, each event type."""

import dataclasses
import re
from pathlib import Path

from pycomponents.component.component import Component
from pycomponents.component.event import Event
from pycomponents.component.event_types import BROUGHT
from pycomponents.component.payload import names_of
from pycomponents.runtime.messages import Refusal
from pycomponents.web.conf import Conf
from tests.docs.blocks import ROOT

PACKAGE = ROOT / "pycomponents"
INTERNALS = (ROOT / "docs/internals.md").read_text()


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"^#+ {heading}$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def first_column(table: str) -> list[str]:
    return re.findall(r"^\| `(.+?)`", table, re.MULTILINE)


def guide(name: str) -> str:
    return (ROOT / f"docs/guide/{name}.md").read_text()


def test_each_file_has_one_line_and_each_line_a_file() -> None:
    rooms = re.findall(r"^### ([\w/]+)$", INTERNALS, re.MULTILINE)
    listed = {
        room if room == "pycomponents" else f"pycomponents/{room}": first_column(section(INTERNALS, room))
        for room in rooms
    }
    names = sorted(f"{room}/{name}" for room, names in listed.items() for name in names)
    assert names == sorted(files())


def files() -> list[str]:
    """The modules of the package; of the `__init__`s only the one that says something."""
    found = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".js") and "static" not in path.parts]
    return [str(path.relative_to(ROOT)) for path in found if path.name != "__init__.py" or path.parent == PACKAGE]


def test_the_stations_of_the_roads_are_files() -> None:
    names = {Path(name).name for name in files()}
    for text in (section(INTERNALS, "The two roads"), section(INTERNALS, "Where to put what")):
        for name in re.findall(r"`(?:[\w]+/)?(\w+\.(?:py|js))`", text):
            assert name in names, name


def test_the_settings_and_checks_are_those_that_there_are() -> None:
    setup = guide("setup")
    assert first_column(section(setup, "Settings")) == [field.name for field in dataclasses.fields(Conf)]
    ids = re.findall(r'"(pycomponents\.[EW]\d+)"', (PACKAGE / "web/checks.py").read_text())
    assert first_column(section(setup, "Checks")) == sorted(ids, key=lambda name: name[-3:])


def test_the_event_types_and_what_they_bring_are_those_that_there_are() -> None:
    rows = re.findall(r"^\| (`on_.*?) \|.*?\| (.*?) \|$", section(guide("events"), "Event types"), re.MULTILINE)
    told = {name: brought for names, brought in rows for name in re.findall(r"\bon_(\w+)", names)}
    assert told.keys() == BROUGHT.keys()
    for event_type in BROUGHT.keys() - {"submit"}:
        assert set(re.findall(r"`(\w+)", told[event_type])) == set(names_of(event_type)), event_type


def test_the_modifiers_and_refusals_are_those_that_there_are() -> None:
    events = guide("events")
    modifiers = re.findall(r"`\.(\w+)\([^`]*\)`", "".join(re.findall(r"^\|.*?\|", events, re.MULTILINE)))
    of_event = {name for name in vars(Event) if not name.startswith("_")}
    others = (
        "arguments arguments_for behaviour bind check component describe label method resetting same_code "
        "specs stands_for"
    )
    assert sorted(modifiers) == sorted(of_event - {*others.split()})
    refusals = first_column(section(events, "When an event is not carried out"))
    assert sorted(refusals) == sorted(code.value for code in Refusal)


def test_the_lifecycle_methods_are_those_that_there_are() -> None:
    told = [name.removesuffix("()") for name in first_column(section(guide("components"), "Lifecycle"))]
    assert told == ["mount", "update", "connected", "disconnected", "unmount"]
    assert all(name in vars(Component) for name in told)
