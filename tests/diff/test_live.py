"""What the user did to a control, laid over the last tree sent: the server's answer is said exactly when it differs."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies

from pycomponents.diff.apply import apply
from pycomponents.diff.diff import diff
from pycomponents.diff.live import Live, overlay, rendered
from pycomponents.diff.patch import Inside, SetAttributes, SetProperties, SetText
from pycomponents.dom.node import Element
from tests.diff.trees import Answer, component, el

if TYPE_CHECKING:
    from pycomponents.diff.patch import Patch
    from pycomponents.dom.node import Place, Root


def field(value: str | None = "", **attributes: str) -> Element:
    return el("form", el("input", attributes if value is None else {**attributes, "value": value}))


def box(on: str = "change", **attributes: str) -> Element:
    return el("form", el("input", {"type": "checkbox", **attributes}, on={on: Answer("toggle")}))


def answer(sent: Root, live: Live, new: Root) -> Patch:
    return diff(overlay(sent, [0], live), new)


def test_the_same_value_again_clears_what_was_typed() -> None:
    assert answer(field(""), "abc", field("")) == [Inside(0, [SetProperties({"value": ""})])]


def test_the_typed_value_is_no_news_but_its_attribute_is() -> None:
    assert answer(field(""), "abc", field("abc")) == [Inside(0, [SetAttributes({"value": "abc"})])]


def test_a_corrected_value_is_set_with_its_attribute() -> None:
    assert answer(field(""), " abc", field("abc")) == [
        Inside(0, [SetAttributes({"value": "abc"}), SetProperties({"value": "abc"})])
    ]


def test_other_attributes_are_compared_as_ever() -> None:
    assert answer(field("a"), "abc", field("abc", title="x")) == [
        Inside(0, [SetAttributes({"title": "x", "value": "abc"})])
    ]


def test_a_tree_that_was_not_rendered_again_still_answers() -> None:
    sent = field("")
    assert answer(sent, "abc", sent) == [Inside(0, [SetProperties({"value": ""})])]


def test_a_field_without_value_is_the_users_own() -> None:
    sent = field(None)
    assert overlay(sent, [0], "abc") is sent
    assert answer(sent, "abc", field("abc")) == [
        Inside(0, [SetAttributes({"value": "abc"}), SetProperties({"value": "abc"})])
    ]


def test_a_refused_click_puts_a_checkbox_back() -> None:
    assert answer(box(), True, box()) == [Inside(0, [SetProperties({"checked": False})])]
    assert answer(box(checked=""), False, box(checked="")) == [Inside(0, [SetProperties({"checked": True})])]


def test_an_accepted_click_says_only_the_default() -> None:
    assert answer(box(), True, box(checked="")) == [Inside(0, [SetAttributes({"checked": ""})])]


def test_a_checkbox_that_nobody_watches_is_the_users_own() -> None:
    sent = el("form", el("input", {"type": "checkbox"}))
    assert overlay(sent, [0], True) is sent


def test_what_was_typed_into_a_textarea_is_cleared() -> None:
    sent, new = el("form", el("textarea", "old")), el("form", el("textarea", "old"))
    assert answer(sent, "typed", new) == [Inside(0, [SetProperties({"value": "old"})])]
    assert answer(sent, "new", el("form", el("textarea", "new"))) == [Inside(0, [Inside(0, [SetText("new")])])]


def options(chosen: str, **attributes: str) -> Element:
    found = [el("option", {"selected": ""} if name in chosen else {}, name) for name in "abc"]
    return el("form", el("select", attributes, found[0], el("optgroup", {"label": "g"}, *found[1:])))


def test_a_refused_choice_goes_back() -> None:
    assert answer(options("a"), [2], options("a")) == [
        Inside(
            0,
            [
                Inside(0, [SetProperties({"selected": True})]),
                Inside(1, [Inside(1, [SetProperties({"selected": False})])]),
            ],
        )
    ]


def test_an_accepted_choice_says_only_the_defaults() -> None:
    assert answer(options("a"), [2], options("c")) == [
        Inside(
            0,
            [
                Inside(0, [SetAttributes({"selected": None})]),
                Inside(1, [Inside(1, [SetAttributes({"selected": ""})])]),
            ],
        )
    ]


def test_a_list_without_a_choice_is_the_users_own() -> None:
    sent = options("")
    assert overlay(sent, [0], [2]) is sent


def test_a_radio_group_is_laid_over_one_by_one() -> None:
    def group(chosen: int) -> Element:
        radios = [
            el(
                "input",
                {"type": "radio", **({"checked": ""} if index == chosen else {})},
                on={"change": Answer("pick")},
            )
            for index in range(2)
        ]
        return el("form", *radios)

    laid = overlay(overlay(group(0), [0], False), [1], True)
    assert diff(laid, group(0)) == [
        Inside(0, [SetProperties({"checked": True})]),
        Inside(1, [SetProperties({"checked": False})]),
    ]


def test_the_way_in_goes_by_keys_and_places() -> None:
    def tree() -> Element:
        return el(
            "main", "text", el("ul", {}, el("li", {}, el("input", {"value": ""}), key="k"), el("li", {}, key="j"))
        )

    assert diff(overlay(tree(), [1, "k", 0], "x"), tree()) == [
        Inside(1, [Inside("k", [Inside(0, [SetProperties({"value": ""})])])])
    ]


@pytest.mark.parametrize("path", [[5], [-1], ["no"], [(0, 0)], [0, 0], [0, 0, 0], []])
def test_what_is_not_a_control_is_left_alone(path: list[Place]) -> None:
    sent = field("")
    assert overlay(sent, path, "abc") is sent


@pytest.mark.parametrize("live", [True, [1]])
def test_a_state_that_does_not_fit_is_left_alone(live: Live) -> None:
    sent = field("")
    assert overlay(sent, [0], live) is sent


def test_nothing_is_laid_over_another_component() -> None:
    sent = el("div", component(1, el("input", {"value": ""})))
    assert overlay(sent, [0], "abc") is sent
    assert overlay(None, [], "abc") is None


@given(strategies.integers(0, 2**32))
def test_after_the_patch_a_controlled_control_holds_what_was_rendered(seed: int) -> None:
    chance = Random(seed)

    def control() -> Element:
        if chance.random() < 0.5:
            return field(chance.choice("ab"))
        return box(**({"checked": ""} if chance.random() < 0.5 else {}))

    sent, new = control(), control()
    typed: str | bool = chance.choice((True, False)) if "type" in _first(sent).attributes else chance.choice("abc")
    # The browser's side: the live state stands beside the attributes.
    shown = apply(sent, [Inside(0, [SetProperties(dict.fromkeys(rendered(_first(sent)), typed))])])
    assert _state(_first(apply(shown, answer(sent, typed, new)))) == _state(_first(new))


def _first(form: Root) -> Element:
    assert isinstance(form, Element)
    control = form.children[0]
    assert isinstance(control, Element)
    return control


def _state(control: Element) -> dict[str, str | bool]:
    decided = rendered(control)
    return {name: (control.properties or {}).get(name, value) for name, value in decided.items()}
