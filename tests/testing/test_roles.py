"""Roles and states; that they are Playwright's is compared in `test_outline_in_chromium`."""

import pytest

from pycomponents.testing.document.dom import Element, parse
from pycomponents.testing.document.roles import role_of, states_of, with_role
from pycomponents.testing.document.selectors import select


def marked(html: str) -> Element:
    return select(parse(html), "[data-x]")[0]


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<div data-x>", ""),
        ("<a data-x>", ""),
        ("<a data-x href=/>", "link"),
        ("<header data-x>", "banner"),
        ("<article><header data-x>", ""),
        ("<article role=group><header data-x>", "banner"),
        ("<section data-x>", ""),
        ("<section data-x aria-label=x>", "region"),
        ("<form data-x aria-labelledby=x>", "form"),
        ("<img data-x alt>", "presentation"),
        ("<img data-x alt tabindex=0>", "img"),
        ("<input data-x list=a><datalist id=a>", "combobox"),
        ("<input data-x list=a>", "textbox"),
        ("<input data-x type=search>", "searchbox"),
        ("<input data-x type=hidden>", ""),
        ("<select data-x>", "combobox"),
        ("<select data-x size=2>", "listbox"),
        ("<table><tr><th data-x><td>", "columnheader"),
        ("<table><tr><th data-x><td>1", "rowheader"),
        ("<table role=grid><tr><td data-x>", "gridcell"),
        ("<ul role=none><li data-x>", "none"),
        ("<ul role=none aria-live=polite><li data-x>", "listitem"),
        ("<div data-x role='nonsense tab'>", "tab"),
        ("<button data-x role=none>", "button"),
        ("<button data-x role=none disabled>", "none"),
        ("<h1 data-x role=none aria-label=x>", "heading"),
        ("<svg data-x>", "img"),
    ],
)
def test_a_role_is_what_html_and_aria_make_of_an_element(html: str, role: str) -> None:
    assert role_of(marked(html)) == role


def test_elements_with_a_role_come_in_order_however_they_have_it() -> None:
    page = parse("<a href=x>1</a><div role=link>2</div><a>3</a><button role=link>4</button><a href=x role=tab>5</a>")
    assert [element.text for element in with_role(page, "link")] == ["1", "2", "4"]
    assert [element.tag for element in with_role(parse("<ul role=none><li>x</ul>"), "none")] == ["ul", "li"]


def test_states_of_what_has_none_are_all_off() -> None:
    assert states_of(marked("<p data-x aria-checked=true aria-pressed=true aria-level=2>")) == {
        "checked": False,
        "disabled": False,
        "expanded": None,
        "invalid": False,
        "level": 0,
        "pressed": False,
        "selected": False,
    }


def test_a_heading_has_a_level_and_a_button_can_be_pressed_and_expanded() -> None:
    assert states_of(marked("<h3 data-x>"))["level"] == 3
    button = states_of(marked("<button data-x aria-pressed=mixed aria-expanded=false>"))
    assert (button["pressed"], button["expanded"]) == ("mixed", False)


def test_a_checkbox_is_as_the_user_left_it() -> None:
    box = marked("<input data-x type=checkbox checked>")
    assert states_of(box)["checked"] is True
    box.properties["checked"] = False
    assert states_of(box)["checked"] is False
    box.properties["indeterminate"] = True
    assert states_of(box)["checked"] == "mixed"


def test_an_option_is_selected_as_its_list_says() -> None:
    page = parse("<select><option disabled>a<option>b<option>c</select>")
    assert [states_of(one)["selected"] for one in select(page, "option")] == [False, True, False]
    select(page, "option")[2].properties["selected"] = True
    assert [states_of(one)["selected"] for one in select(page, "option")] == [False, False, True]


def test_a_control_is_disabled_with_its_fieldset_but_not_in_its_legend() -> None:
    page = parse("<fieldset disabled><legend><input></legend><input><a href=x></a></fieldset>")
    assert [states_of(one)["disabled"] for one in select(page, "input, a")] == [False, True, False]


def test_aria_disabled_is_handed_down_until_it_is_taken_back() -> None:
    page = parse("<div aria-disabled=true><button>a</button><p>b</p><button aria-disabled=false>c</button></div>")
    assert [states_of(one)["disabled"] for one in select(page, "button, p")] == [True, False, False]
