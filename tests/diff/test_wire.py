"""The wire: names as the protocol says, runs of one shape as columns, and nothing that a client would misread."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from pycomponents.diff import wire
from pycomponents.diff.apply import apply, same
from pycomponents.diff.decode import Decoder, decode_step
from pycomponents.diff.diff import diff
from pycomponents.diff.patch import Insert, Remove
from pycomponents.diff.rows import MOST_SHAPES, Shapes
from pycomponents.diff.wire import encode
from pycomponents.dom.node import Boundary, Raw
from tests.benchmarks.diff import table
from tests.diff.trees import Answer, Specs, component, el

if TYPE_CHECKING:
    from pycomponents.diff.patch import Patch
    from pycomponents.dom.node import Mounted, Node

PROTOCOL = (Path(__file__).parents[2] / "docs/protocol.md").read_text()


class Connection:
    """A server's side and a client's side that share a shape table."""

    def __init__(self) -> None:
        self.specs = Specs()
        self.shapes = Shapes()
        self.sent: list[Mounted] = []
        self.client = Decoder(self.specs.listeners)

    def send(self, patch: Patch) -> Any:
        items = encode(patch, spec=self.specs.number, shapes=self.shapes, sent=self.sent.append)
        return msgspec.json.decode(msgspec.json.encode(items))

    def carries(self, *nodes: Node, before: int | None = None) -> Any:
        """The items that insert these nodes; they arrive as they were."""
        items = self.send([Insert(before, nodes)])
        beside = el("p", el("i"), el("b"))
        wanted = apply(beside, [Insert(before, nodes)])
        assert same(apply(beside, self.client.patch(items)), wanted)
        return items


def rows(*texts: str, tag: str = "li") -> list[Node]:
    return [el(tag, text) for text in texts]


def test_operations_are_those_of_the_protocol() -> None:
    section = PROTOCOL[PROTOCOL.index("## Patches") : PROTOCOL.index("## Nodes")]
    assert set(re.findall(r'^\| `\["(\w+)"', section, re.MULTILINE)) == wire.OPERATIONS


@pytest.mark.parametrize("frame", re.findall(r"```json patch\n(.*?)```", PROTOCOL, re.DOTALL))
def test_patches_of_the_protocol_are_understood(frame: str) -> None:
    decoder = Decoder()
    patches = [json.loads(part) for part in re.split(r"\n(?=\[\[)", frame)]
    for entry in (entry for patch in patches for entry in patch):
        assert decoder.patch(entry[1:])


def test_a_thousand_rows_of_the_benchmark_are_small() -> None:
    connection = Connection()
    old, new = table([]), table(range(1, 1001))
    items = connection.send(diff(old, new))
    assert len(msgspec.json.encode(items)) < 30_000
    assert same(apply(old, connection.client.patch(items)), new)


def test_a_run_is_its_shape_and_what_varies() -> None:
    given = [el("li", {"class": "x", "id": f"row-{n}"}, str(n), el("b", f"text {n % 3}"), key=str(n)) for n in range(4)]
    shape = ["li", {"#": [0], "class": "x", "id": [0, "row-", ""]}, [0], ["b", [1]]]
    columns = [["0", "1", "2", "3"], ["text 0", "text 1", "text 2", "text 0"]]
    assert Connection().carries(*given) == [["rows", None, shape, columns]]


def test_a_shape_is_defined_once() -> None:
    connection = Connection()
    connection.carries(*rows("a", "b", "c", "d"))
    assert connection.carries(*rows("e", "f", "g", "h")) == [["rows", None, 0, [["e", "f", "g", "h"]]]]


def test_a_shape_that_turns_out_too_narrow_gets_a_wider_one_for_good() -> None:
    connection = Connection()

    def batch(first: int, word: str) -> list[Node]:
        return [el("li", {"id": f"n{n}", "title": word}, str(n)) for n in range(first, first + 4)]

    assert connection.carries(*batch(0, "x"))[0][2] == ["li", {"id": [0, "n", ""], "title": "x"}, [0]]
    assert connection.carries(*batch(4, "x"))[0][2] == 0
    assert connection.carries(*batch(8, "y"))[0][2] == ["li", {"id": [1, "n", ""], "title": [0]}, [1]]
    assert connection.carries(*batch(12, "z"))[0][2] == 1


def test_a_long_stream_defines_few_shapes() -> None:
    connection = Connection()
    numbers = set[int]()
    for first in range(0, 1000, 4):
        day = str(first // 40)
        items = connection.carries(
            *(el("li", {"title": f"day {day}"}, day, el("b", str(n))) for n in range(first, first + 4))
        )
        numbers.add(items[0][2] if isinstance(items[0][2], int) else len(numbers))
    assert numbers == {0, 1}


def test_past_the_most_shapes_nodes_are_written_out() -> None:
    connection = Connection()
    for number in range(MOST_SHAPES + 3):
        items = connection.carries(*[el("li", {f"data-{number}": str(n)}) for n in range(4)])
        assert items[0][0] == ("rows" if number < MOST_SHAPES else "insert")


def test_an_attribute_may_be_missing_in_some_rows() -> None:
    given = [el("li", {"class": "done"} if n % 2 else {}, str(n)) for n in range(4)]
    assert Connection().carries(*given)[0][2:] == [
        ["li", {"class": [0]}, [1]],
        [[None, "done", None, "done"], ["0", "1", "2", "3"]],
    ]


def test_an_absence_has_nothing_around_it() -> None:
    given = [el("li", {"a": "x", "b": "(x)"} if n % 2 else {}, str(n)) for n in range(4)]
    Connection().carries(*given)


def test_rows_that_are_all_the_same_are_counted_by_a_column() -> None:
    assert Connection().carries(*rows(*"aaaa")) == [["rows", None, ["li", [0]], [["a", "a", "a", "a"]]]]
    assert Connection().carries(*[el("br") for _ in range(4)]) == [["insert", None, *[["br"]] * 4]]


def test_rows_that_listen_alike_share_a_spec() -> None:
    given = [el("li", {}, str(n), on={"click": Answer("pick", n)}) for n in range(4)]
    assert Connection().carries(*given)[0][2] == ["li", {"@": 0}, [0]]


def test_rows_that_listen_differently_are_written_out() -> None:
    given = [el("li", {}, str(n), on={"click": Answer(f"pick {n % 2}")}) for n in range(4)]
    assert Connection().carries(*given)[0][0] == "insert"


@pytest.mark.parametrize(
    "odd", ["text", el("b"), el("li", el("i")), el("li", {}, "x", key="k"), Raw("<hr>"), component(1, el("li", "x"))]
)
def test_one_that_is_different_cuts_the_run(odd: Node) -> None:
    items = Connection().carries(*rows(*"abcd"), odd, *rows(*"efgh"))
    assert [item[0] for item in items] == ["rows", "insert", "rows"]


def test_parts_of_an_insertion_before_an_index_are_counted_on() -> None:
    items = Connection().carries(*rows(*"abcd"), el("hr"), *rows(*"efgh"), before=1)
    assert [item[:2] for item in items] == [["rows", 1], ["insert", 5], ["rows", 6]]


def test_different_styles_and_raw_html_are_no_columns() -> None:
    styled = [el("li", {}, "x", properties={"style.width": f"{n}px"}) for n in range(4)]
    assert Connection().carries(*styled)[0][0] == "insert"
    raw = [el("li", Raw(f"<b>{n}</b>")) for n in range(4)]
    assert Connection().carries(*raw)[0][0] == "insert"


def test_rows_of_components_report_each() -> None:
    connection = Connection()
    inner = [component(10 + n, el("b", str(n))) for n in range(4)]
    given = [component(n, el("li", inner[n]), key=f"k{n}") for n in range(4)]
    assert connection.carries(*given)[0][2] == ["", [0], ["li", ["", [1], ["b", [2]]]], [2, "k", ""]]
    assert sorted(one.number for one in connection.sent) == [0, 1, 2, 3, 10, 11, 12, 13]


def test_a_component_that_goes_out_inside_another_is_reported_once() -> None:
    connection = Connection()
    inner = component(2, el("b"))
    outer = component(1, Boundary(inner.mounted, None))
    connection.carries(outer, el("hr"))
    assert connection.sent == [outer.mounted, inner.mounted]


def test_components_that_share_an_element_are_written_out() -> None:
    given = [component(n, component(10 + n, el("li", str(n)))) for n in range(4)]
    assert Connection().carries(*given)[0][0] == "insert"


def test_raw_html_that_comes_first_is_not_taken_for_marks() -> None:
    assert Connection().carries(el("div", Raw("<hr>"))) == [["insert", None, ["div", {}, {"raw": "<hr>"}]]]
    Connection().carries(*[el("div", Raw("<hr>"), str(n)) for n in range(4)])


def test_an_attribute_may_be_called_raw() -> None:
    Connection().carries(el("div", {"raw": "x"}))


def test_removals_are_one_operation() -> None:
    assert Connection().send([Remove("b"), Remove(1), Remove("a")]) == [["remove", "#b", 1, "#a"]]


def test_keys_never_look_like_operations_or_indexes() -> None:
    old = el("ul", *(el("li", {}, key, key=key) for key in ("text", "0", "#", "null")))
    new = el("ul", *(el("li", {}, f"{key}!", key=key) for key in ("0", "text", "null", "#")))
    connection = Connection()
    assert same(apply(old, connection.client.patch(connection.send(diff(old, new)))), new)


@pytest.mark.parametrize("step", [-1, True, "a", "", None, 1.0, []])
def test_what_is_no_step_is_refused(step: object) -> None:
    with pytest.raises(LookupError):
        decode_step(step)


@pytest.mark.parametrize("items", [[["fly"]], [["text"]], [["clear", 1]], [["insert", None, 5]], [["move", "#a"]]])
def test_what_is_no_operation_is_refused(items: list[Any]) -> None:
    with pytest.raises(LookupError):
        Decoder().patch(items)


@pytest.mark.parametrize(
    "items", [[["remove", "#b"]], [["remove", 7]], [0, ["text", "x"]], [["text", "x"]], [["insert", "#b", "x"]]]
)
def test_a_patch_that_does_not_fit_is_refused(items: list[Any]) -> None:
    with pytest.raises(LookupError):
        apply(el("ul", el("li", {}, key="a")), Decoder().patch(items))
    with pytest.raises(LookupError):
        apply(None, Decoder().patch(items))
