"""What a test says that a person should see: `expect(page.get_by_role("status")).to_have_text("2")`."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, Self, TypeVar, overload

from pycomponents.errors import message
from pycomponents.testing import finding
from pycomponents.testing.document.javascript import one_line
from pycomponents.testing.document.names import description_of, name_of
from pycomponents.testing.document.outline import outline
from pycomponents.testing.document.roles import role_of
from pycomponents.testing.errors import TestingError
from pycomponents.testing.finding import equals, says, shown
from pycomponents.testing.hands.controls import option_value, selected_options, value_of
from pycomponents.testing.hands.reach import obstacle
from pycomponents.testing.locators import Locator, shortened, why_missing
from pycomponents.testing.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pycomponents.testing.finding import Pattern
    from pycomponents.testing.interaction import Interaction

P = ParamSpec("P")
A = TypeVar("A", bound="_Assertions")
_NOTHING: Final = object()


@overload
def expect(actual: Locator) -> LocatorAssertions: ...
@overload
def expect(actual: Page) -> PageAssertions: ...
def expect(actual: Any) -> Any:
    """What should be true of a page, or of what a locator finds. `AssertionError` says what is there instead.

    In a browser (`--ui=browser`) these are Playwright's own assertions, which wait for a while.
    """
    if isinstance(actual, Locator):
        return LocatorAssertions(actual)
    if isinstance(actual, Page):
        return PageAssertions(actual)
    _refuse_async(actual)
    return _in_a_browser(actual)


def _refuse_async(actual: Any) -> None:
    from pycomponents.testing import aio  # it imports this

    if isinstance(actual, aio.Page | aio.Locator):
        cure = "For what aui has opened: from pycomponents.testing.aio import expect, and await what it gives."
        raise TestingError(message("this is the expect of tests that are no coroutines.", where="expect(…)", cure=cure))


def _in_a_browser(actual: Any) -> Any:
    from pycomponents.testing.browser.ui import expect_in_browser  # needs Playwright

    return expect_in_browser(actual)


class _Assertions(ABC):
    """What is said of something. negated: whether it is said not to be so."""

    def __init__(self, what: str, page: Page, *, negated: bool) -> None:
        self._what = what
        self._page = page
        self._negated = negated

    def _check(self, said: str, *, holds: bool, got: object = _NOTHING) -> None:
        __tracebackhide__ = True  # pytest shows the line of the test
        if holds is not self._negated:
            return
        lines = [f"expect({self._what}).{'not_' * self._negated}{said}"]
        if got is not _NOTHING:
            lines.append(f"Got: {got if isinstance(got, str) and got.startswith('<') else repr(got)}")
        lines.append(f"This is what is there:\n{shortened(outline(self._page.document.body))}")
        raise AssertionError("\n".join(lines))

    @abstractmethod
    def denied(self) -> Self:
        """The same assertions, each denied."""


def _denied(method: Callable[Concatenate[A, P], None]) -> Callable[Concatenate[A, P], None]:
    """The method that says that it is not so."""

    def denied(self: A, /, *args: P.args, **kwargs: P.kwargs) -> None:
        __tracebackhide__ = True
        method(self.denied(), *args, **kwargs)

    denied.__doc__ = "Not: " + str(method.__doc__)
    return denied


class LocatorAssertions(_Assertions):
    """Of what a locator finds. All but `to_be_hidden`, `to_have_count` and the texts of several want one element."""

    def __init__(self, locator: Locator, *, negated: bool = False) -> None:
        super().__init__(repr(locator), locator.page, negated=negated)
        self._locator = locator

    def denied(self) -> Self:
        return type(self)(self._locator, negated=not self._negated)

    # What is to be seen, and how it is.

    def to_be_attached(self) -> None:
        """It stands in the document."""
        __tracebackhide__ = True
        self._check("to_be_attached()", holds=bool(self._locator.elements()))

    def to_be_visible(self) -> None:
        """It is there to be seen."""
        __tracebackhide__ = True
        self._check("to_be_visible()", holds=self._locator.is_visible(), got=self._unseen())

    def to_be_hidden(self) -> None:
        """It is not to be seen, or not there."""
        __tracebackhide__ = True
        self._check("to_be_hidden()", holds=self._locator.is_hidden())

    def _unseen(self) -> object:
        found = self._locator.elements()
        if not found:
            return f"nothing is found.{why_missing(self._locator)}"
        return obstacle(found[0]) or _NOTHING

    def to_be_enabled(self) -> None:
        """It is not disabled."""
        __tracebackhide__ = True
        self._check("to_be_enabled()", holds=self._locator.is_enabled())

    def to_be_disabled(self) -> None:
        """It is disabled, by itself or by its fieldset."""
        __tracebackhide__ = True
        self._check("to_be_disabled()", holds=self._locator.is_disabled())

    def to_be_checked(self, *, checked: bool = True) -> None:
        """The checkbox, radio or switch is on."""
        __tracebackhide__ = True
        given = "" if checked else "checked=False"
        self._check(f"to_be_checked({given})", holds=self._locator.is_checked() is checked)

    def to_be_editable(self) -> None:
        """Its text may be changed."""
        __tracebackhide__ = True
        element = self._locator.element()
        fixed = self._locator.is_disabled() or "readonly" in element.attributes
        self._check("to_be_editable()", holds=not fixed)

    def to_be_focused(self) -> None:
        """It has the focus."""
        __tracebackhide__ = True
        focused = self._page.document.focused
        got = "nothing has the focus" if focused is None else one_line(f"{focused!r} has it")
        self._check("to_be_focused()", holds=self._locator.element() is focused, got=got)

    def to_be_empty(self) -> None:
        """No text stands in it, or nothing in the control."""
        __tracebackhide__ = True
        element = self._locator.element()
        is_control = element.tag in ("input", "textarea")
        self._check("to_be_empty()", holds=not (value_of(element) if is_control else element.text.strip()))

    # What it says.

    def to_have_text(self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False) -> None:
        """All of its text is this, runs of blanks made one. A list: as many elements, with these texts."""
        __tracebackhide__ = True
        self._texts("to_have_text", expected, lambda text, wanted: _is(text, wanted, ignore_case=ignore_case))

    def to_contain_text(self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False) -> None:
        """This is a part of its text."""
        __tracebackhide__ = True
        self._texts("to_contain_text", expected, lambda text, wanted: _has(text, wanted, ignore_case=ignore_case))

    def _texts(
        self, method: str, expected: Pattern | Sequence[Pattern], agrees: Callable[[str, Pattern], bool]
    ) -> None:
        __tracebackhide__ = True
        if isinstance(expected, str | re.Pattern):
            text = one_line(finding.text_of(self._locator.element()))
            self._check(f"{method}({shown(expected)})", holds=agrees(text, expected), got=text)
            return
        texts = self._locator.all_inner_texts()
        holds = len(texts) == len(expected) and all(map(agrees, texts, expected))
        self._check(f"{method}([{', '.join(map(shown, expected))}])", holds=holds, got=texts)

    def to_have_value(self, value: Pattern) -> None:
        """This stands in the control."""
        __tracebackhide__ = True
        got = value_of(self._locator.element())
        holds = equals(got, value)
        self._check(f"to_have_value({shown(value)})", holds=holds, got=got)

    def to_have_values(self, values: Sequence[str]) -> None:
        """These are chosen in the select, in the order of its options."""
        __tracebackhide__ = True
        got = [option_value(option) for option in selected_options(self._locator.element())]
        self._check(f"to_have_values({[*values]!r})", holds=got == [*values], got=got)

    def to_have_count(self, count: int) -> None:
        """There are so many."""
        __tracebackhide__ = True
        got = self._locator.count()
        self._check(f"to_have_count({count})", holds=got == count, got=got)

    # What it is.

    def to_have_attribute(self, name: str, value: Pattern | None = None) -> None:
        """It has this attribute, with this value if one is given."""
        __tracebackhide__ = True
        got = self._locator.element().attributes.get(name)
        holds = got is not None if value is None else equals(got, value)
        given = "" if value is None else f", {shown(value)}"
        self._check(f"to_have_attribute({name!r}{given})", holds=holds, got=got)

    def to_have_id(self, value: Pattern) -> None:
        """It has this id."""
        __tracebackhide__ = True
        self.to_have_attribute("id", value)

    def to_have_class(self, expected: Pattern) -> None:
        """Its classes are exactly these, in any order; or match this pattern."""
        __tracebackhide__ = True
        got = self._locator.element().attributes.get("class", "")
        if isinstance(expected, str):
            holds = sorted(got.split()) == sorted(expected.split())
        else:
            holds = expected.search(got) is not None
        self._check(f"to_have_class({shown(expected)})", holds=holds, got=got)

    def to_contain_class(self, expected: str) -> None:
        """These classes are among its own."""
        __tracebackhide__ = True
        got = self._locator.element().attributes.get("class", "")
        self._check(f"to_contain_class({expected!r})", holds={*expected.split()} <= {*got.split()}, got=got)

    def to_have_role(self, role: str) -> None:
        """It has this ARIA role."""
        __tracebackhide__ = True
        got = role_of(self._locator.element())
        self._check(f"to_have_role({role!r})", holds=got == role, got=got)

    def to_have_accessible_name(self, name: Pattern, *, ignore_case: bool = False) -> None:
        """Assistive technology calls it so."""
        __tracebackhide__ = True
        got = name_of(self._locator.element())
        holds = _is(got, name, ignore_case=ignore_case)
        self._check(f"to_have_accessible_name({shown(name)})", holds=holds, got=got)

    def to_have_accessible_description(self, description: Pattern, *, ignore_case: bool = False) -> None:
        """Assistive technology says this of it."""
        __tracebackhide__ = True
        got = description_of(self._locator.element())
        holds = _is(got, description, ignore_case=ignore_case)
        self._check(f"to_have_accessible_description({shown(description)})", holds=holds, got=got)

    # The same, denied.

    not_to_be_attached = _denied(to_be_attached)
    not_to_be_visible = _denied(to_be_visible)
    not_to_be_hidden = _denied(to_be_hidden)
    not_to_be_enabled = _denied(to_be_enabled)
    not_to_be_disabled = _denied(to_be_disabled)
    not_to_be_checked = _denied(to_be_checked)
    not_to_be_editable = _denied(to_be_editable)
    not_to_be_focused = _denied(to_be_focused)
    not_to_be_empty = _denied(to_be_empty)
    not_to_have_text = _denied(to_have_text)
    not_to_contain_text = _denied(to_contain_text)
    not_to_have_value = _denied(to_have_value)
    not_to_have_values = _denied(to_have_values)
    not_to_have_count = _denied(to_have_count)
    not_to_have_attribute = _denied(to_have_attribute)
    not_to_have_id = _denied(to_have_id)
    not_to_have_class = _denied(to_have_class)
    not_to_contain_class = _denied(to_contain_class)
    not_to_have_role = _denied(to_have_role)
    not_to_have_accessible_name = _denied(to_have_accessible_name)
    not_to_have_accessible_description = _denied(to_have_accessible_description)


class PageAssertions(_Assertions):
    """Of a page."""

    def __init__(self, page: Page, *, negated: bool = False) -> None:
        super().__init__("page", page, negated=negated)

    def denied(self) -> Self:
        return type(self)(self._page, negated=not self._negated)

    def to_have_title(self, title: Pattern) -> None:
        """Its title is this."""
        __tracebackhide__ = True
        got = self._page.title()
        self._check(f"to_have_title({shown(title)})", holds=_is(got, title, ignore_case=False), got=got)

    def to_have_url(self, url: Pattern) -> None:
        """It is at this address; of its own site without the host."""
        __tracebackhide__ = True
        got = self._page.url
        holds = equals(got, url)
        self._check(f"to_have_url({shown(url)})", holds=holds, got=got)

    def to_have_sent(
        self, *, max_bytes: int | None = None, max_patches: int | None = None, max_queries: int | None = None
    ) -> None:
        """The last interaction cost no more than this: bytes sent to the client, operations in patches, SQL queries."""
        __tracebackhide__ = True
        holds, said, got = within_limits(
            self._page.last, max_bytes=max_bytes, max_patches=max_patches, max_queries=max_queries
        )
        self._check(f"to_have_sent({said})", holds=holds, got=got)

    # The same, denied.

    not_to_have_title = _denied(to_have_title)
    not_to_have_url = _denied(to_have_url)
    not_to_have_sent = _denied(to_have_sent)


def within_limits(last: Interaction, **limits: int | None) -> tuple[bool, str, str]:
    """Whether an interaction cost no more than this; the limits and the costs, as they are told."""
    given = {name: limit for name, limit in limits.items() if limit is not None}
    said = ", ".join(f"{name}={limit}" for name, limit in given.items())
    got = f"{last.bytes_out} bytes, {last.queries} queries, {len(last.operations)} patches: {last.patches}"
    return all(last.costs[name] <= limit for name, limit in given.items()), said, got


def _is(text: str, wanted: Pattern, *, ignore_case: bool) -> bool:
    if isinstance(wanted, str) and ignore_case:
        return one_line(text).casefold() == one_line(wanted).casefold()
    return says(text, wanted, exact=True)


def _has(text: str, wanted: Pattern, *, ignore_case: bool) -> bool:
    if isinstance(wanted, str) and not ignore_case:
        return one_line(wanted) in one_line(text)
    return says(text, wanted, exact=False)
