"""Controls hold what a browser's would: by their attributes, by what was set, by what the user did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pycomponents.testing.document import dom
from pycomponents.testing.hands import controls

if TYPE_CHECKING:
    from collections.abc import Iterable


def parsed(html: str) -> dom.Document:
    return dom.parse(f"<!DOCTYPE html><body>{html}")


def one(html: str) -> dom.Element:
    return next(iter(parsed(html).body.elements()))


def ids(elements: Iterable[dom.Element]) -> list[str]:
    return [element.attributes["id"] for element in elements]


def by_id(document: dom.Document, name: str) -> dom.Element:
    found = document.by_id(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<input>", "text"),
        ("<input type=DATE>", "date"),
        ("<input type=nonsense>", "text"),
        ("<textarea></textarea>", "textarea"),
        ("<select></select>", "select-one"),
        ("<select multiple></select>", "select-multiple"),
        ("<button>x</button>", "submit"),
        ("<button type=menu>x</button>", "submit"),
        ("<button type=button>x</button>", "button"),
        ("<button commandfor=d command=close>x</button>", "button"),
        ("<button type=submit commandfor=d command=close>x</button>", "submit"),
        ("<output></output>", ""),
    ],
)
def test_what_sort_of_control_it_is(html: str, kind: str) -> None:
    assert controls.kind_of(one(html)) == kind


@pytest.mark.parametrize(
    ("html", "value"),
    [
        ('<input value="a&#10;b">', "ab"),
        ('<input type=email value=" a@b ">', "a@b"),
        ("<input type=number value=x>", ""),
        ("<input type=range>", "50"),
        ("<input type=range min=0 max=5>", "3"),
        ("<input type=color>", "#000000"),
        ("<input type=color value=#ABCDEF>", "#abcdef"),
        ("<input type=date value=2026-02-30>", ""),
        ("<input type=checkbox>", "on"),
        ("<input type=checkbox value=x checked>", "x"),
        ("<input type=file value=x>", ""),
        ("<textarea>\n\na\nb</textarea>", "\na\nb"),
        ("<select><option disabled>a<option> b  c </select>", "b c"),
        ("<select size=2><option>a</select>", ""),
        ("<select multiple><option>a<option selected>b<option selected>c</select>", "b"),
        ("<select></select>", ""),
        ("<button value=x>y</button>", "x"),
        ("<button>y</button>", ""),
    ],
)
def test_the_value_that_the_html_says(html: str, value: str) -> None:
    assert controls.value_of(one(html)) == value


def test_a_value_that_was_set_hides_the_attribute_until_a_reset() -> None:
    field = one("<input value=a>")
    controls.set_value(field, "b\nc")
    field.attributes["value"] = "z"
    assert controls.value_of(field) == "bc"
    controls.reset(field)
    assert controls.value_of(field) == "z"


def test_one_radio_of_a_group_is_on() -> None:
    document = parsed(
        "<form><input type=radio name=r id=a checked><input type=radio name=r id=b checked></form>"
        "<input type=radio name=r id=c checked><input type=radio name=s id=d><input type=radio id=e>"
    )
    a, b, c = (by_id(document, name) for name in "abc")
    assert [controls.is_checked(radio) for radio in (a, b, c)] == [False, True, True]
    controls.set_checked(a, True)
    assert [controls.is_checked(radio) for radio in (a, b, c)] == [True, False, True]
    assert ids(controls.group_of(a)) == ["a", "b"]
    assert ids(controls.group_of(by_id(document, "e"))) == ["e"]


def test_a_radio_that_appears_checked_does_not_undo_the_users_choice() -> None:
    document = parsed("<input type=radio name=r id=a>")
    controls.set_checked(by_id(document, "a"), True)
    document.body.insert(dom.Element("input", {"type": "radio", "name": "r", "id": "b", "checked": ""}))
    assert controls.is_checked(by_id(document, "a"))
    assert not controls.is_checked(by_id(document, "b"))


def test_a_closed_list_shows_the_first_option_that_can_be_chosen() -> None:
    document = parsed(
        "<select id=s><optgroup disabled><option id=a></optgroup>"
        "<option id=b disabled><option id=c><option id=d></select>"
    )
    select = by_id(document, "s")
    assert ids(controls.selected_options(select)) == ["c"]
    controls.set_selected(by_id(document, "d"), True)
    assert ids(controls.selected_options(select)) == ["d"]
    by_id(document, "d").remove()
    assert ids(controls.selected_options(select)) == ["c"]


def test_of_several_marked_options_the_last_counts_unless_several_may() -> None:
    html = "<select{}><option id=a selected><option id=b selected></select>"
    assert ids(controls.selected_options(one(html.format("")))) == ["b"]
    assert ids(controls.selected_options(one(html.format(" multiple")))) == ["a", "b"]


def test_a_fieldset_disables_all_but_its_first_legend() -> None:
    document = parsed(
        "<fieldset id=f disabled><legend><input id=a></legend><legend><input id=b></legend>"
        "<div><input id=c></div></fieldset><input id=d disabled>"
    )
    by = {name: controls.disabled_by(by_id(document, name)) for name in "abcd"}
    fieldset = by_id(document, "f")
    assert by == {"a": None, "b": fieldset, "c": fieldset, "d": by_id(document, "d")}


def test_the_form_that_a_control_names_is_its_own() -> None:
    document = parsed("<form id=f><input id=a form=g><input id=b form=nix></form><form id=g></form><input id=c>")
    forms = [controls.form_of(by_id(document, name)) for name in "abc"]
    assert forms == [document.by_id("g"), None, None]


def test_what_somebody_else_writes_ends_the_typing() -> None:
    field = one("<input value=abc>")
    controls.type_value(field, "abcd", 4)
    assert controls.editing_of(field).edited
    field.properties["value"] = "server"
    editing = controls.editing_of(field)
    assert (editing.shown, editing.start, editing.edited) == ("server", 6, False)


def test_what_is_typed_stays_in_sight_where_it_is_no_value() -> None:
    field = one("<input type=number>")
    controls.type_value(field, "1e", 2)
    assert controls.value_of(field) == ""
    assert controls.editing_of(field).shown == "1e"
