"""docs/protocol.md is the contract: its examples are true, and its names are those of both sides."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from pycomponents import Component, Node
from pycomponents.component.behaviour import Behaviour, More
from pycomponents.component.event_types import BROUGHT, NAMES_OF_PART
from pycomponents.component.payload import names_of
from pycomponents.diff import wire
from pycomponents.diff.decode import Decoder
from pycomponents.html import div
from pycomponents.runtime import messages
from pycomponents.runtime.messages import Close, Refusal
from pycomponents.web import consumer
from tests.server import ROOT
from tests.web.client import record_in

DOCS = (ROOT / "docs/protocol.md").read_text()
CLIENT = (ROOT / "pycomponents/client/protocol.js").read_text()
KINDS = {"page", "spec", "client", "server", "patch", "node"}


def _examples() -> list[tuple[str, Any]]:
    """Each JSON value in a fenced block, with what the block says that it is."""
    found: list[tuple[str, Any]] = []
    decoder = json.JSONDecoder()
    for kind, text in re.findall(r"```json (\w+)\n(.*?)```", DOCS, re.DOTALL):
        rest = text.strip()
        while rest:
            value, end = decoder.raw_decode(rest)
            found.append((kind, value))
            rest = rest[end:].strip()
    return found


EXAMPLES = _examples()


def examples(kind: str) -> list[Any]:
    return [pytest.param(value, id=json.dumps(value)[:40]) for of, value in EXAMPLES if of == kind]


def section(title: str) -> str:
    """The text below one heading, to the next of its rank."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", DOCS, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if "`" in line or line[2].isdigit()
    ]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def bold(text: str) -> list[str]:
    return re.findall(r"\*\*(\w+)\*\*", text)


def javascript(name: str) -> str:
    """What an exported constant of the client is, as it stands in the source."""
    found = re.search(rf"export const {name} =(.*?);$", CLIENT, re.DOTALL | re.MULTILINE)
    assert found, name
    return found[1]


def strings(source: str) -> list[str]:
    return re.findall(r'"([^"]*)"', source)


def properties_of(typedef: str) -> set[str]:
    """The properties that a JSDoc type of the client has."""
    found = re.search(rf"@typedef {{object}} {typedef}\n(.*?)\*/", CLIENT, re.DOTALL)
    assert found, typedef
    return set(re.findall(r"@property {.*} \[?(\w+)", found[1]))


def kinds_of(union: Any) -> list[str]:
    return [record.__struct_config__.tag for record in union.__args__]


# The examples.


def test_every_fenced_block_says_what_it_is() -> None:
    assert {kind for kind, _ in EXAMPLES} == KINDS
    assert len(re.findall(r"^```\w", DOCS, re.MULTILINE)) == len(re.findall(r"^```json \w+$", DOCS, re.MULTILINE))


@pytest.mark.parametrize("frame", examples("client"))
def test_frames_of_the_client_are_understood(frame: Any) -> None:
    message = messages.decode(json.dumps(frame))
    assert json.loads(msgspec.json.encode(message))[: len(frame)] == _filled(frame)


def _filled(frame: Any) -> Any:
    if frame[0] == "join":
        return ["join", {"resume": None, **frame[1]}]
    return frame


@pytest.mark.parametrize("frame", examples("server"))
def test_frames_of_the_server_are_what_it_writes(frame: Any) -> None:
    record = msgspec.convert(frame, messages.ServerFrame)
    assert json.loads(messages.encode(record)) == frame


@pytest.mark.parametrize("frame", [value for kind, value in EXAMPLES if kind == "server" and value[0] == "patch"])
def test_patches_inside_frames_are_understood(frame: Any) -> None:
    for _, *items in frame[3]:
        assert Decoder().patch(items)


def test_patches_are_understood_one_after_another() -> None:
    decoder = Decoder()  # the second with a shape names it by number
    for patch in (value for kind, value in EXAMPLES if kind == "patch"):
        for number, *items in patch:
            assert isinstance(number, int)
            assert decoder.patch(items)


@pytest.mark.parametrize("value", examples("node"))
def test_nodes_are_read_and_written_alike(value: Any) -> None:
    def number(listeners: dict[str, Any]) -> int:
        return int(listeners[""].number)

    node = Decoder().node(json.loads(json.dumps(value)))
    assert wire.encode_node(node, spec=number, sent=lambda _: None) == value


@pytest.mark.parametrize("spec", [*examples("spec"), *(spec for _, page in EXAMPLES[:1] for spec in page["specs"])])
def test_specs_have_only_options_that_exist(spec: Any) -> None:
    assert spec.keys() == {"d", "on"}
    for event_type, options in spec["on"].items():
        assert options.keys() <= {"send", *Behaviour._fields}
        assert options.get("more", {}).keys() <= {*More._fields}
        assert set(options.get("send", ())) <= {*names_of(event_type)}


@pytest.mark.parametrize("page", examples("page"))
def test_the_page_record_is_what_a_page_carries(page: Any) -> None:
    class Plain(Component):
        def render(self) -> Node:
            return div["plain"]

    response = Plain.as_view()(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    record = record_in(response.content.decode())
    assert record.keys() == page.keys() == properties_of("PageRecord") | properties_of("RootRecord")
    assert {name: type(value) for name, value in record.items()} == {name: type(value) for name, value in page.items()}
    assert record["parts"].keys() == page["parts"].keys()


# The names, in the docs, in Python and in the client.


def test_kinds_of_frames() -> None:
    assert bold(section("From the client")) == kinds_of(messages.ClientMessage) == strings(javascript("CLIENT"))
    assert bold(section("From the server")) == kinds_of(messages.ServerFrame) == strings(javascript("SERVER"))


def test_each_kind_has_an_example() -> None:
    for of, union in (("client", messages.ClientMessage), ("server", messages.ServerFrame)):
        assert {value[0] for kind, value in EXAMPLES if kind == of} == {*kinds_of(union)}


def test_operations() -> None:
    documented = [re.findall(r'\["(\w+)"', row[0])[0] for row in rows(section("Patches"))]
    assert documented == strings(javascript("OPERATIONS"))
    assert {*documented} == wire.OPERATIONS


def test_close_codes() -> None:
    table = {int(code): then for codes, _, then in rows(section("Closing")) for code in codes.split(", ")}
    ours = {code for code in table if code >= 4000}
    assert ours == {*map(int, Close)}
    named = {int(code) for code in re.findall(r"\d{4}", javascript("CLOSE"))}
    assert named == {code for code, then in table.items() if then != "tries again"}


def test_refusals() -> None:
    codes = section("From the server").partition("Codes: ")[2].partition("\n\n")[0]
    assert quoted(codes) == [*map(str, Refusal)]


def test_what_events_bring() -> None:
    table = rows(section("From the client"))
    documented = {
        event_type: re.findall(r"`([a-z_]+)`", names) for types, names in table for event_type in quoted(types)
    }
    assert documented.keys() == BROUGHT.keys()
    for event_type, names in documented.items():
        assert {*names} == {*names_of(event_type)}
    assert {*strings(javascript("BRINGS"))} == {name for names in documented.values() for name in names}


def test_options_of_listeners() -> None:
    first, rare = section("Listener specs").split("Of `more`:")
    documented = {name for names, _ in rows(first) for name in quoted(names)}
    assert documented == {"send", *Behaviour._fields} == properties_of("Listening")
    documented = {name for names, _ in rows(rare) for name in quoted(names)}
    assert documented == {*More._fields} == properties_of("More")


def test_what_a_part_of_the_client_brings_is_asked_for_with_it() -> None:
    source = (ROOT / "pycomponents/client/gather.js").read_text()
    table = re.search(r"const table = {(.*?)^  };", source, re.DOTALL | re.MULTILINE)
    of_target = re.search(r"const ofTarget.*?\[(.*?)\]", source, re.DOTALL)
    assert table
    assert of_target
    gathered = {*re.findall(r"^    (\w+):", table[1], re.MULTILINE), *strings(of_target[1])}
    assert gathered == NAMES_OF_PART | {"detail"}


def test_numbers() -> None:
    assert f"Protocol version **{messages.PROTOCOL}**" in DOCS
    assert int(javascript("VERSION")) == messages.PROTOCOL
    assert javascript("MAX_FRAME").strip() == "64 * 1024"
    assert messages.LARGEST_FRAME == 64 * 1024
    assert "larger than 64 KiB" in DOCS
    assert messages.LARGEST_JOIN == 256 * 1024
    assert f"At most {messages.MOST_ROOTS} tickets" in DOCS
    assert "256 KiB" in section("From the client")
    assert f"the first frame, within {consumer.JOIN_SECONDS:.0f} seconds" in DOCS


def test_files_that_the_docs_name_exist() -> None:
    for name in re.findall(r"`(pycomponents/\S+)`", DOCS):
        assert Path(ROOT, name).is_file()
