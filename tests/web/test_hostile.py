"""Frames that no honest client sends: each is answered with one word, calls nothing, and disturbs nobody."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.urls import path

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, fieldset, form, input, li, option, output, section, select, ul
from tests.web.client import connected, facts, fetch, joined, log_in
from tests.web.hostile import Neighbour, neighbour, outcome, outcome_on_a_new_page
from tests.web.site import note, site

if TYPE_CHECKING:
    from tests.server import Server
    from tests.web.conftest import Serving


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


class Shop(Component):
    """All that a user may do here is what stands at these addresses; whatever is called says so in the facts."""

    text: str = state("nothing")
    orders: int = state(0)

    @event
    def order(self, quantity: int, color: Color, remark: str = "") -> None:
        note(f"called order {quantity} {color} {remark}")
        self.orders += 1

    @event
    def type(self, value: str) -> None:
        note("called type")
        self.text = value

    @event
    def number(self, value: int) -> None:
        note(f"called number {value}")

    @event
    def check(self, checked: bool) -> None:
        note(f"called check {checked}")

    @event
    def choose(self, value: Color, selected: list[Color]) -> None:
        note(f"called choose {value}")

    @event
    def press(self, key: str) -> None:
        note(f"called press {key}")

    @event
    def take(self, pk: int) -> None:
        note(f"called take {pk}")

    @event
    def wipe(self) -> None:
        note("called wipe")

    @event
    def never_shown(self) -> None:
        note("called never_shown")

    def render(self) -> Node:
        colors = [option(value=color)[color] for color in Color]
        return div[
            form(on_submit=self.order)[
                input(name="quantity", type="number"), select(name="color")[colors], input(name="remark")
            ],
            input(on_input=self.type),
            input(type="number", on_input=self.number),
            input(type="checkbox", on_change=self.check),
            select(on_change=self.choose)[colors],
            input(on_keydown=self.press),
            ul[(li(key=pk)[button(on_click=self.take.bind(pk))["take"]] for pk in (7, 8))],
            button(on_click=self.wipe, disabled=True)["wipe"],
            fieldset(disabled=True)[button(on_click=self.wipe)["wipe"]],
            section(inert=True)[div[button(on_click=self.wipe)["wipe"]]],
            button(on_click=self.wipe)["wipe"] if self.request.user.is_staff else None,  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
            output[self.text],
        ]


FORM, TYPE, NUMBER, CHECK, CHOOSE, PRESS, LIST, DISABLED, FIELDSET, INERT, ADMINS = ([0, i] for i in range(11))


urlpatterns = site(path("shop/", Shop.as_view()), path("neighbour/", Neighbour.as_view()))


def happened(server: Server) -> list[str]:
    return [text for text in facts(server)["notes"] if text.startswith("called")]


async def assert_refused(server: Server, *payloads: object, among: str = "error refused closed:44") -> None:
    """Each payload gets its answer on a page of its own, and calls nothing."""
    page = fetch(server, "/shop/")
    happened(server)
    async with neighbour(server):
        for payload in payloads:
            became = await outcome_on_a_new_page(server, page, payload)
            assert became.startswith(tuple(among.split())), f"{str(payload)[:150]} was {became}"
    assert happened(server) == []


def events(address: object, event_type: str, *brought: object) -> list[list[Any]]:
    return [["event", 1, 0, address, event_type, one] for one in brought]


async def test_what_is_meant_works(server: Server) -> None:
    happened(server)
    async with joined(server, "/shop/") as socket:
        await socket.event(FORM, "submit", {"form": [["quantity", "2"], ["color", "red"], ["remark", "soon"]]})
        await socket.event(TYPE, "input", {"value": "hello"})
        await socket.event(NUMBER, "input", {"value": "12"})
        await socket.event(CHECK, "change", {"checked": True})
        await socket.event(CHOOSE, "change", {"value": "blue", "selected": ["blue"]})
        await socket.event(PRESS, "keydown", {"key": "Enter"})
        await socket.event([*LIST, "#7", 0])
    assert happened(server) == [
        "called order 2 red soon",
        "called type",
        "called number 12",
        "called check True",
        "called choose blue",
        "called press Enter",
        "called take 7",
    ]


# T01, T03, T04: names are no addresses.


async def test_no_name_of_a_method_is_an_address(server: Server, quiet: Callable[[], str]) -> None:
    names = [
        *dir(Shop),
        "a.b",
        "__class__.__init__.__globals__",
        "__proto__",
        "take\u200b",
        "ｔａｋｅ",
        "#",
        "##7",
        "/",
    ]
    payloads: list[object] = []
    for name in names:
        payloads += [["event", 1, 0, [0, name], "click"], ["event", 1, 0, [0, 0], name[:32]]]
    payloads += [["event", 1, 0, [name], "click"] for name in names[:20]]
    await assert_refused(server, *payloads, among="refused")
    quiet()


async def test_what_is_not_shown_cannot_be_found(server: Server, quiet: Callable[[], str]) -> None:
    addresses: list[Any] = [[], [-1], [1], [2**53], [0, -1], [0, 99], [0, 2**53], [0] * 256, [0] * 257]
    addresses += [[number] for number in range(1, 40)] + [["0"], ["0", 1], [0, "1"], [0, 6, "#9", 0], [0, 6, "#", 0]]
    addresses += [[0, 0.5], [0, True], [0, None], [0, [1]], [0, {}], ["/"], ["/", 99], ["/", "#7"], ["/", 6, 0, 0]]
    await assert_refused(server, *(["event", 1, 0, address, "click"] for address in addresses))
    quiet()


async def test_a_component_number_means_nothing_on_another_page(server: Server) -> None:
    happened(server)
    async with joined(server, "/shop/"), joined(server, "/neighbour/") as other:
        assert (await other.event([*LIST, "#7", 0]))[2] == "unknown"
        assert (await other.event([0]))[0] == "patch"
    assert happened(server) == []


# T02: what is shown to others.


async def test_what_only_others_are_shown_is_refused(server: Server, quiet: Callable[[], str]) -> None:
    happened(server)
    async with joined(server, "/shop/", cookie=log_in(server, "admin")) as socket:
        assert (await socket.event(ADMINS))[0] == "ack"
    assert happened(server) == ["called wipe"]
    plain = log_in(server, "ada")
    page = fetch(server, "/shop/", cookie=plain)
    for address in (ADMINS, DISABLED, [*FIELDSET, 0], [*INERT, 0, 0], INERT, FORM, [0]):
        became = await outcome_on_a_new_page(server, page, ["event", 1, 0, address, "click"], cookie=plain)
        assert became in ("refused:stale", "refused:unknown")
    assert happened(server) == []
    quiet()


# T05, T06, T07, T11: what an event brings.


async def test_what_is_bound_cannot_be_changed(server: Server) -> None:
    happened(server)
    async with joined(server, "/shop/") as socket:
        await socket.event([*LIST, "#7", 0], "click", {"pk": 8})
        await socket.event([*LIST, "#7", 0], "click", {"arguments": [8], "self": 1})
    assert happened(server) == ["called take 7", "called take 7"]


_ODD_NUMBERS = "x 1e400 0x1 1_000 1.5 nan --1 \u0663x".split()
ODD: list[object] = [1.0, True, None, [], [1], {}, {"__type__": "int"}, {"pk": 1}, "", " ", "9" * 5000, *_ODD_NUMBERS]
NO_FLAGS: list[object] = [0, 1, "true", "on", None, [], {}]
NO_TEXTS: list[object] = [0, 1.5, None, [], {}, True]


async def test_values_of_another_type_are_invalid_and_named(server: Server, quiet: Callable[[], str]) -> None:
    await assert_refused(
        server, *events(NUMBER, "input", *({"value": one} for one in ODD), {}), among="refused:invalid"
    )
    await assert_refused(
        server,
        *events(CHECK, "change", *({"checked": one} for one in NO_FLAGS), {}),
        *events(PRESS, "keydown", *({"key": one} for one in NO_TEXTS), {}),
        *events(TYPE, "input", *({"value": one} for one in NO_TEXTS), {}),
        among="refused:invalid",
    )
    async with joined(server, "/shop/") as socket:
        assert await socket.event(NUMBER, "input", {"value": "x"}) == ["refused", 1, "invalid", "value"]
        wrong = {"form": [["quantity", "x"], ["color", "red"]]}
        assert await socket.event(FORM, "submit", wrong) == ["refused", 2, "invalid", "quantity"]
    quiet()


async def test_a_select_brings_only_what_it_offers(server: Server, quiet: Callable[[], str]) -> None:
    values: list[Any] = ["green", "RED", "red ", 1, None, [], {}, ["red"], True]
    lists: list[Any] = ["red", 1, None, {}, [1], [[]], [{}]]
    await assert_refused(
        server,
        *events(CHOOSE, "change", *({"value": one, "selected": ["red"]} for one in values)),
        *events(CHOOSE, "change", *({"value": "red", "selected": one} for one in lists)),
        *events(CHOOSE, "change", {"value": "red", "selected": ["red", "green"]}, {"value": "red"}, {}),
        among="refused:invalid",
    )
    quiet()


async def test_a_form_brings_only_the_fields_that_it_shows(server: Server, quiet: Callable[[], str]) -> None:
    good = [["quantity", "2"], ["color", "red"]]
    bad: list[Any] = [
        "x",
        1,
        None,
        {},
        [1],
        ["quantity"],
        [["quantity"]],
        [["quantity", 2]],
        [[1, "2"]],
        [["a", "b", "c"]],
    ]
    bad += [
        [*good[:1], ["color", "green"]],
        [*good, ["color", "green"]],
        good[:1],
        good[1:],
        [*good, ["quantity", "x"]],
    ]
    bad += [[["quantity", "9" * 5000], ["color", "red"]], [["quantity", ""], ["color", "red"]]]
    await assert_refused(
        server, *events(FORM, "submit", *({"form": one} for one in bad)), {}, among="refused:invalid error"
    )
    happened(server)
    async with joined(server, "/shop/") as socket:
        more = [["is_staff", "1"], ["self.orders", "9"], ["__class__", "x"], ["orders", "99"]]
        assert (await socket.event(FORM, "submit", {"form": [*good, *more], "orders": 99}))[0] == "ack"
    assert happened(server) == ["called order 2 red "]
    quiet()


async def test_states_of_controls_are_taken_for_what_they_are(server: Server, quiet: Callable[[], str]) -> None:
    states: list[Any] = ["x", True, False, [], [0], [99], [2**53], ["x" * 1000]]
    addresses: list[Any] = [[0], [0, 99], [5], FORM, TYPE, CHECK, CHOOSE, [0, 0, 1], [0, 6, "#7"], ["/", 1], ["#7"]]
    page = fetch(server, "/shop/")
    async with neighbour(server):
        for address in addresses:
            for one in states:
                async with connected(server) as socket:
                    await socket.join(page)
                    payload = ["event", 1, 0, TYPE, "input", {"value": "x"}, [[address, one]]]
                    assert await outcome(socket, payload) in ("done", "error", "refused:invalid", "refused:stale")
                    await socket.pong()
    quiet()


# T08: frames that are no messages.

_WRONG = """
{|[|]|nul|[1,]|'ping'|["ping"] x|["ping"]["ping"]|["ping"|["ack",NaN]|["ack",Infinity]|["ack",1e999]|["ack",-1]
["ack",1.5]|["ack",true]|["ack","1"]|["repair",9007199254740993]|[]|{}|"text"|1|null|[null]|[[]]|["join"]|["Ping"]
["ping",1]|["pong"]|["event"]|["event",1]|["event",1,0]|["event",1,0,[0]]|["event",1,0,[0],1]|["patch",1,1,[]]
["event",1,0,[0],"click",[]]|["event",1,0,[0],"click",{},{}]|["event",1,0,[0],"click",{},[],"",1]|["ack"]|["ack",1]
["event",-1,0,[0],"click"]|["event",0.5,0,[0],"click"]|["event",1,1152921504606846976,[0],"click"]|["ack",1,2,3]
["event",2,0,[0],"click"]|["event",9007199254740992,0,[0],"click"]|["repair"]|["repair",-1]|["repair","0"]
"""
NO_JSON = [
    *_WRONG.replace("\n", "|").strip("|").split("|"),
    "",
    " ",
    "\ufeff[]",
    "[" * 60_000,
    "[" * 30_000 + "]" * 30_000,
    f'["event",{"9" * 5000},0,[0],"click"]',
    f'["event",1,0,[0],"{"x" * 65}"]',
    f'["event",1,0,[0,"{"x" * 513}"],"click"]',
    f'["event",1,0,[0],"click",{{"{"x" * 33}":1}}]',
]
NO_VALUES = ["1e999", "NaN", '"\\ud800"', '"\\u0000"', '"\t"', '"a', "[" * 20_000 + "]" * 20_000, "9" * 5000]


async def test_frames_that_make_no_sense_are_errors(server: Server, quiet: Callable[[], str]) -> None:
    values = [f'["event",1,0,[0,1],"input",{{"value":{one}}}]' for one in NO_VALUES]
    await assert_refused(server, *NO_JSON, *values, among="error refused:invalid")
    keys = ",".join(f'"{i}": 1' for i in range(5000))
    await assert_refused(server, f'["event", 1, 0, [0, 2], "input", {{{keys}}}]', among="refused:invalid")
    assert quiet().count("\n") <= len(NO_JSON) + len(values) + 1, "at most a line for each"


async def test_texts_that_only_look_odd_are_texts(server: Server, quiet: Callable[[], str]) -> None:
    texts = [
        "\\u0000",
        "\\ud800",
        "</script>",
        "\u2028",
        "\x01",
        "\x7f",
        "🎉" * 1000,
        "é" * 10_000,
        "\u202ertl",
        '"' * 100,
    ]
    async with joined(server, "/shop/") as socket:
        for text in texts:
            assert await socket.event(TYPE, "input", {"value": text}) == [
                "patch", socket.rev, socket.n, [[0, 10, 0, ["text", text]]]
            ]  # fmt: skip
    quiet()


async def test_of_a_name_twice_the_last_counts_as_everywhere(server: Server) -> None:
    happened(server)
    async with joined(server, "/shop/") as socket:
        await socket.send('["event", 1, 0, [0, 2], "input", {"value": "1", "value": "2"}]')
        await socket.answer(1)
    assert happened(server) == ["called number 2"]


async def test_the_third_bad_frame_closes(server: Server, quiet: Callable[[], str]) -> None:
    async with joined(server, "/shop/") as socket:
        for _ in range(5):
            await socket.send("{")
        assert await socket.closed() == 4400
        assert all(frame == ["error", "bad_frame"] for frame in socket.seen[1:])
    assert quiet().count("A frame makes no sense") == 3


async def test_a_repair_of_what_is_not_there_is_nothing(server: Server) -> None:
    async with joined(server, "/shop/") as socket:
        assert await outcome(socket, ["repair", 99]) == "nothing"
        assert await outcome(socket, ["repair", 2**53]) == "nothing"
        await socket.send(["repair", 0])
        assert (await socket.until("html"))[:3] == ["html", 0, 0]


# T09, T10: frames of WebSocket itself.


@asynccontextmanager
async def bare(server: Server) -> AsyncGenerator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A socket after its handshake, with nobody to write proper frames."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(
        f"GET /pycomponents/socket HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {server.url}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
    try:
        yield reader, writer
    finally:
        writer.close()


def frame_of(data: bytes, *, opcode: int = 1, final: bool = True, masked: bool = True) -> bytes:
    head = bytes([opcode | (0x80 if final else 0), len(data) | (0x80 if masked else 0)])
    return head + (b"\0\0\0\0" if masked else b"") + data


async def code_of_close(reader: asyncio.StreamReader) -> int:
    """The code in the first close frame; 1006 if the server just hangs up."""
    async with asyncio.timeout(10):
        while head := await reader.read(2):
            size = head[1] & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", await reader.readexactly(2))
            data = await reader.readexactly(size)
            if head[0] & 0x0F == 8:
                return int(struct.unpack("!H", data[:2])[0]) if data else 1005
    return 1006


BROKEN = {
    "unmasked": (frame_of(b'["ping"]', masked=False), {1002, 1006}),
    "not UTF-8": (frame_of(b"\xff\xfe\xfd"), {1007}),
    "a surrogate": (frame_of(b"\xed\xa0\x80"), {1007}),
    "unknown opcode": (frame_of(b"", opcode=3), {1002}),
    "nothing to continue": (frame_of(b"x", opcode=0), {1002}),
    "a ping in parts": (frame_of(b"x" * 10, opcode=9, final=False), {1002}),
    "a close": (frame_of(b"", opcode=8), {1000, 1005}),
    "noise": (b"\xff" * 100, {1002, 1006}),
    "endless": (b"\x81\xff" + b"\xff" * 8 + b"\0\0\0\0x", {1002, 1006, 1009}),
}


async def test_broken_websocket_frames_close(server: Server) -> None:
    start = len(server.log_text())
    async with neighbour(server):
        for name, (frame, codes) in BROKEN.items():
            async with bare(server) as (reader, writer):
                writer.write(frame)
                assert await code_of_close(reader) in codes, name
    # uvicorn tells of texts that are none; our code is never asked.
    assert "pycomponents" not in server.log_text()[start:]


async def test_a_message_that_never_ends_is_not_waited_for(serving: Serving) -> None:
    hasty = serving(
        patches={
            "pycomponents.web.consumer.JOIN_SECONDS": 0.5,
            "pycomponents.web.consumer.SILENT_SECONDS": 0.5,
            "pycomponents.web.consumer.WATCH_SECONDS": 0.1,
        }
    )
    async with bare(hasty) as (reader, writer):
        writer.write(frame_of(b'["join"', final=False))
        assert await code_of_close(reader) == 4401
    async with connected(hasty) as socket:
        await socket.join(fetch(hasty, "/neighbour/"))
        socket.raw.transport.write(frame_of(b'["pi', final=False))
        assert await socket.closed() == 4408
    assert "Traceback" not in hasty.log_text()


async def test_bytes_are_no_frames(server: Server, quiet: Callable[[], str]) -> None:
    await assert_refused(
        server, b"", b"\x00", b'["ping"]', os.urandom(1000), b"x" * 1_000_000, among="error closed:4413"
    )
    quiet()


async def test_frames_that_are_too_large_close(server: Server, quiet: Callable[[], str]) -> None:
    page = fetch(server, "/shop/")
    text = '["event", 1, 0, [0, 1], "input", {"value": "%s"}]'
    room = 64 * 1024 - len(text % "")
    async with neighbour(server):
        assert await outcome_on_a_new_page(server, page, text % ("x" * room)) == "done"
        for large in ("x" * (room + 1), "é" * (room // 2 + 1), "🎉" * (room // 4 + 1), "x" * 2**20):
            assert await outcome_on_a_new_page(server, page, text % large) == "closed:4413"
        assert await outcome_on_a_new_page(server, page, "x" * 17_000_000) in ("closed:1009", "closed:1006")
        assert await outcome_on_a_new_page(server, page, "[" * 65_537) == "closed:4413"
    quiet()


async def test_many_fragments_are_one_message(server: Server, quiet: Callable[[], str]) -> None:
    page = fetch(server, "/shop/")
    async with neighbour(server), connected(server) as socket:
        await socket.join(page)
        pieces = (
            frame_of(b"x", final=False) + frame_of(b"x", opcode=0, final=False) * 100_000 + frame_of(b"x", opcode=0)
        )
        socket.raw.transport.write(pieces)
        assert await socket.closed() == 4413
    quiet()


async def test_a_storm_of_pings_is_weathered(server: Server, quiet: Callable[[], str]) -> None:
    async with neighbour(server), joined(server, "/shop/") as socket:
        socket.raw.transport.write(frame_of(b"x" * 100, opcode=9) * 10_000)
        for _ in range(1000):
            await socket.send(["ping"])
        for _ in range(1000):
            await socket.until("pong")
    assert quiet() == ""
