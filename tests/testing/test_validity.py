"""What a control holds is judged as Chromium judges it, and told in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from pycomponents.testing.document.dom import Element
from pycomponents.testing.hands import controls, validity

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The type of an input, the values that it is given, and with which other attributes.
_VALUES: Final[list[tuple[str, str, dict[str, str]]]] = [
    ("text", "a\nb| x ||a\r\nb", {}),
    ("bogus", "x\n", {}),
    ("tel", "a\nb ", {}),
    ("search", " a ", {}),
    ("password", " a\r\n", {}),
    ("hidden", "a\nb", {}),
    ("checkbox", "x|", {}),
    ("radio", "", {}),
    ("submit", "x|", {}),
    ("image", "x", {}),
    ("reset", "x", {}),
    ("url", " http://x |x|http:|http://|http:x|mailto:a|javascript:x|http://a b|http://x/a b|//x|ftp://|a:|1:x", {}),
    ("url", "http://[|http://x:99999|https://ü.de|file:|file:///x|data:,x", {}),
    ("email", "a|@|a@|@b|a@b|a@b.|a@.b|a@b..c|a b@c|a@b c|a@b_c|ä@b|a@-b|a@b-|a@b@c|a'@b|.a@b|a.@b", {}),
    ("email", f"a@{'b' * 63}|a@{'b' * 64}", {}),
    ("number", "1|1.|.5|-.5|+1|1e5|1E-5|1e|abc|| 1|01|1_0|1e400|-0|0x1|1,5|٣|--1|1.50|-", {}),
    ("range", "1|50.5|abc||-5|105|1.|050", {}),
    ("range", "5", {"min": "10", "max": "0"}),
    ("range", "6|5.5|11", {"min": "1", "max": "10", "step": "3"}),
    ("range", "11", {"min": "1", "max": "11", "step": "3"}),
    ("range", "5.55", {"step": "any"}),
    ("range", "0.35|", {"min": "0", "max": "1", "step": "0.1"}),
    ("range", "", {"min": "-5", "max": "5"}),
    ("range", "", {"min": "0", "max": "5"}),
    ("range", "", {"min": "0", "max": "1", "step": ".3"}),
    ("range", "3.5", {"min": "x", "max": "y", "step": "0"}),
    ("range", "", {"min": "200"}),
    ("range", "", {"max": "-10"}),
    ("color", "#ABCDEF|#abc||#12345g|#12345678|12", {}),
    ("date", "2026-01-02|2026-1-2|2026-02-30|2024-02-29|0000-01-01|0001-01-01| 2026-01-02|x|2026-13-01", {}),
    ("date", "2026-01-02", {"min": "2026-01-05"}),
    ("date", "2026-01-12", {"max": "2026-01-05"}),
    ("date", "2026-01-03", {"step": "7"}),
    ("date", "2026-01-03", {"step": "7", "min": "2026-01-01"}),
    ("date", "2026-01-03", {"step": "0.5"}),
    ("month", "2026-01|2026-13|2026-1|2026-00|02026-01", {}),
    ("month", "2026-01", {"min": "2026-05"}),
    ("month", "2026-02", {"max": "2026-01"}),
    ("month", "2026-02", {"step": "2"}),
    ("month", "2026-02", {"step": "3"}),
    ("week", "2026-W01|2026-W53|2025-W53|2026-W00|2026-w01|2020-W53", {}),
    ("week", "2026-W01", {"min": "2026-W05"}),
    ("week", "2026-W02", {"max": "2026-W01"}),
    ("week", "2026-W02", {"step": "2"}),
    ("time", "10:00|10:00:00|10:00:01|10:00:00.5|10:00:00.123|10:00:00.1234|24:00|10:60|9:00|10:00:60|10:00:00.", {}),
    ("time", "09:00", {"min": "10:00"}),
    ("time", "13:00", {"max": "10:00"}),
    ("time", "14:00", {"max": "13:05:10"}),
    ("time", "00:30", {"min": "12:00"}),
    ("time", "12:30", {"min": "00:30", "max": "00:40"}),
    ("time", "12:00", {"min": "22:00", "max": "06:00"}),
    ("time", "10:05", {"step": "900"}),
    ("time", "10:00:01", {"step": "1"}),
    ("datetime-local", "2026-01-02T10:00|2026-01-02 10:00|2026-01-02T10:00:00|2026-01-02T10:00:00.500|2026-01-02", {}),
    ("datetime-local", "2026-01-02t10:00|2026-01-02T10:00Z|2026-01-02T10:00:05", {}),
    ("datetime-local", "2026-01-02T10:00", {"min": "2026-01-05T10:00"}),
    ("datetime-local", "2026-02-02T10:00", {"max": "2026-01-05T14:00"}),
    ("datetime-local", "2026-01-02T10:30", {"step": "3600"}),
    ("number", "4", {"min": "5"}),
    ("number", "6", {"max": "5"}),
    ("number", "4", {"min": "1000000"}),
    ("number", "0", {"min": "0.0001"}),
    ("number", "3", {"step": "2"}),
    ("number", "4", {"step": "2", "min": "1"}),
    ("number", "0.15", {"step": "0.1"}),
    ("number", "0.15", {"step": "any"}),
    ("number", "1.5", {}),
    ("number", "5", {"step": "2", "max": "4"}),
    ("number", "3.5", {"step": "3", "max": "4", "min": "0"}),
    ("number", "4", {"min": "5", "max": "3"}),
    ("number", "1.005", {"step": "0.01"}),
    ("number", "1.0005", {"step": "1e-3"}),
    ("text", "A|ab|", {"pattern": "[a-z]+"}),
    ("text", "ab", {"pattern": "a|b"}),
    ("text", "12|٣٣", {"pattern": r"\d{2}"}),
    ("text", "aa|ab", {"pattern": r"(?<y>a)\k<y>"}),
    ("text", "x", {"pattern": "["}),
    ("text", "ä", {"pattern": r"\w+"}),
    ("text", "a-", {"pattern": r"[\w\-]+"}),
    ("text", "/", {"pattern": r"\/"}),
    ("text", "\U0001f600", {"pattern": "."}),
    ("email", "a@b|a@cc", {"pattern": ".@b"}),
    ("text", "", {"required": "", "readonly": ""}),
    ("text", "", {"required": "", "disabled": ""}),
    ("text", "abc", {"maxlength": "2"}),
    ("text", "a", {"minlength": "2"}),
    *[
        (kind, "", {"required": "", "name": "n"})
        for kind in "text number date checkbox radio file color range hidden submit image url time".split()
    ],
    ("radio", "", {"required": ""}),
]
ROWS: Final = [(kind, value, attributes) for kind, values, attributes in _VALUES for value in values.split("|")]

_JUDGE: Final = """rows => rows.map(([type, value, attributes]) => {
    const make = value => {
        const control = document.createElement('input')
        for (const [name, text] of Object.entries({type, ...attributes, ...value})) control.setAttribute(name, text)
        return control
    }
    const told = control => {
        const flags = []
        for (const flag in control.validity) if (flag !== 'valid' && control.validity[flag]) flags.push(flag)
        return [control.value, flags.sort(), control.validationMessage, control.willValidate]
    }
    const written = make({value})
    const set = make({})
    if (type !== 'file') set.value = value
    document.body.replaceChildren(written, set)
    const found = [told(written), told(set)]
    document.body.replaceChildren()
    return found
})"""


def judged(control: Element) -> list[Any]:
    found = validity.complaints(control)
    text = found[0].text if found else ""
    flags = sorted(one.flag for one in found)
    return [controls.value_of(control), flags, text, validity.is_candidate(control)]


@pytest.mark.console_errors("is not a valid regular expression")
def test_values_are_kept_and_judged_as_in_chromium(page: Page) -> None:
    page.set_content("<!DOCTYPE html><title>Values</title>")
    told: list[str] = []
    for (kind, value, attributes), found in zip(ROWS, page.evaluate(_JUDGE, ROWS), strict=True):
        written = Element("input", {"type": kind, **attributes, "value": value})
        scripted = Element("input", {"type": kind, **attributes})
        if kind != "file":
            controls.set_value(scripted, value)
        for how, theirs, mine in zip(("written", "set"), found, (written, scripted), strict=True):
            if theirs != judged(mine):
                told.append(f"{kind} {attributes} {value!r}, {how}: Chromium {theirs}, ours {judged(mine)}")
    assert not told, "\n".join(told)


def typed(kind: str, text: str, **attributes: str) -> list[str]:
    field = Element("input", {"type": kind, **attributes})
    controls.type_value(field, text, len(text))
    return [f"{found.flag}: {found.text}" for found in validity.complaints(field)]


@pytest.mark.parametrize(
    ("kind", "text", "attributes", "told"),
    [
        ("number", "1e", {}, ["badInput: Please enter a number."]),
        (
            "number",
            "-",
            {"required": ""},
            ["badInput: Please enter a number.", "valueMissing: Please fill out this field."],
        ),
        (
            "text",
            "a",
            {"minlength": "2"},
            ["tooShort: Please lengthen this text to 2 characters or more (you are currently using 1 character)."],
        ),
        (
            "text",
            "\U0001f600a",
            {"maxlength": "2"},
            ["tooLong: Please shorten this text to 2 characters or less (you are currently using 3 characters)."],
        ),
        ("text", "", {"minlength": "2"}, []),
        (
            "email",
            "a@b,c",
            {"multiple": ""},
            ["typeMismatch: Please include an '@' in the email address. 'c' is missing an '@'."],
        ),
        ("email", "a@b,", {"multiple": ""}, ["typeMismatch: Please enter a non-empty email address."]),
    ],
)
def test_what_is_told_of_what_the_user_has_typed(
    kind: str, text: str, attributes: dict[str, str], told: list[str]
) -> None:
    assert typed(kind, text, **attributes) == told


def test_what_the_server_wrote_may_be_as_long_as_it_likes() -> None:
    field = Element("input", {"maxlength": "2", "value": "abc"})
    assert validity.complaint(field) is None
    controls.type_value(field, "abcd", 4)
    assert validity.complaint(field) is not None
    controls.set_value(field, "abcde")
    assert validity.complaint(field) is None
