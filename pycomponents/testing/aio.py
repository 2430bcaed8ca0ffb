"""The kit for tests that are coroutines, as Playwright's async API has it: finding is as ever, all else is awaited.

    async def test_a_counter_counts(aui: Ui) -> None:
        page = await aui.mount(Counter)
        await page.get_by_role("button").click()
        await expect(page.get_by_role("status")).to_have_text("1")

Written by `python -m tests.testing.mirror` from the classes of the same names. Do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from pycomponents.component.component import Component
from pycomponents.errors import message
from pycomponents.testing.assertions import LocatorAssertions as SyncLocatorAssertions
from pycomponents.testing.assertions import PageAssertions as SyncPageAssertions
from pycomponents.testing.awaiting import done, entered
from pycomponents.testing.clock import VirtualClock as SyncVirtualClock
from pycomponents.testing.errors import TestingError
from pycomponents.testing.locators import Finder as SyncFinder
from pycomponents.testing.locators import Locator as SyncLocator
from pycomponents.testing.page import Keyboard as SyncKeyboard
from pycomponents.testing.page import Page as SyncPage
from pycomponents.testing.ui import Ui as SyncUi

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime
    from types import TracebackType
    from typing import Literal, Self

    from pycomponents.runtime.page import Page as ServedPage
    from pycomponents.stories.story import Budget
    from pycomponents.testing.client.session import Client
    from pycomponents.testing.document.dom import Document, Element
    from pycomponents.testing.finding import Pattern
    from pycomponents.testing.interaction import Interaction

S = TypeVar("S")
F = TypeVar("F", bound=SyncFinder)
T = TypeVar("T")
C = TypeVar("C", bound=Component)

__tracebackhide__ = True  # pytest shows the line of the test


class _Mirror(Generic[S]):
    def __init__(self, sync: S) -> None:
        self._sync = sync

    def __repr__(self) -> str:
        return repr(self._sync)


class Finder(_Mirror[F]):
    """Something in which elements are looked for: a page, or what a locator finds."""

    def get_by_role(
        self,
        role: str,
        *,
        name: Pattern | None = None,
        exact: bool = False,
        checked: bool | Literal["mixed"] | None = None,
        disabled: bool | None = None,
        expanded: bool | None = None,
        level: int | None = None,
        pressed: bool | Literal["mixed"] | None = None,
        selected: bool | None = None,
        include_hidden: bool = False,
    ) -> Locator:
        """Elements of an ARIA role, explicit or the one that HTML gives them: "button", "textbox", "heading".

        name: their accessible name: a part of it in any case, all of it with `exact`, or a pattern.
        checked, disabled, expanded, level, pressed, selected: only in this state.
        include_hidden: also those that assistive technology does not see.
        """
        return Locator(
            self._sync.get_by_role(
                role,
                name=name,
                exact=exact,
                checked=checked,
                disabled=disabled,
                expanded=expanded,
                level=level,
                pressed=pressed,
                selected=selected,
                include_hidden=include_hidden,
            )
        )

    def get_by_label(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Controls by what their `label`, `aria-label` or `aria-labelledby` says."""
        return Locator(self._sync.get_by_label(text, exact=exact))

    def get_by_text(self, text: Pattern, *, exact: bool = False) -> Locator:
        """The innermost elements by what they say."""
        return Locator(self._sync.get_by_text(text, exact=exact))

    def get_by_placeholder(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Controls by their placeholder."""
        return Locator(self._sync.get_by_placeholder(text, exact=exact))

    def get_by_alt_text(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Images by their text."""
        return Locator(self._sync.get_by_alt_text(text, exact=exact))

    def get_by_title(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Elements by their `title`."""
        return Locator(self._sync.get_by_title(text, exact=exact))

    def get_by_test_id(self, test_id: Pattern) -> Locator:
        """Elements by their `data-testid`, all of it."""
        return Locator(self._sync.get_by_test_id(test_id))

    def locator(
        self,
        selector: str | Locator,
        *,
        has_text: Pattern | None = None,
        has_not_text: Pattern | None = None,
        has: Locator | None = None,
        has_not: Locator | None = None,
    ) -> Locator:
        """Elements by a CSS selector, or what another locator finds in here. The rest as in `filter`."""
        return Locator(
            self._sync.locator(
                selector if isinstance(selector, str) else selector._sync,
                has_text=has_text,
                has_not_text=has_not_text,
                has=None if has is None else has._sync,
                has_not=None if has_not is None else has_not._sync,
            )
        )


class Locator(Finder[SyncLocator]):
    """A way to find elements of a page. It looks when it is used, so it may be made before they are there.

    What acts on it, and what asks for one value, wants exactly one element.
    """

    @property
    def page(self) -> Page:
        """The page on which it looks."""
        return Page(self._sync.page)

    def filter(
        self,
        *,
        has_text: Pattern | None = None,
        has_not_text: Pattern | None = None,
        has: Locator | None = None,
        has_not: Locator | None = None,
        visible: bool | None = None,
    ) -> Locator:
        """Those that say something, hold something, or are to be seen.

        has, has_not: locators that are looked for inside each of them.
        """
        return Locator(
            self._sync.filter(
                has_text=has_text,
                has_not_text=has_not_text,
                has=None if has is None else has._sync,
                has_not=None if has_not is None else has_not._sync,
                visible=visible,
            )
        )

    def nth(self, index: int) -> Locator:
        """One of them, counted from 0; -1 is the last."""
        return Locator(self._sync.nth(index))

    @property
    def first(self) -> Locator:
        """The first of them."""
        return Locator(self._sync.first)

    @property
    def last(self) -> Locator:
        """The last of them."""
        return Locator(self._sync.last)

    def and_(self, locator: Locator) -> Locator:
        """Those that another locator finds, too."""
        return Locator(self._sync.and_(locator._sync))

    def or_(self, locator: Locator) -> Locator:
        """These, and those that another locator finds."""
        return Locator(self._sync.or_(locator._sync))

    async def elements(self) -> list[Element]:
        """What it finds now, in the order of the document."""
        return await done(self._sync.elements)

    async def element(self) -> Element:
        """The one element that it finds. Raises `LocatorError` for none, and for several."""
        return await done(self._sync.element)

    async def count(self) -> int:
        """How many it finds."""
        return await done(self._sync.count)

    async def all(self) -> list[Locator]:
        """A locator for each of them."""
        return [Locator(one) for one in await done(self._sync.all)]

    async def click(self, *, modifiers: Sequence[str] = ()) -> None:
        """Click on it. modifiers: keys held down meanwhile, such as "Shift"."""
        await done(self._sync.click, modifiers=modifiers)

    async def dblclick(self, *, modifiers: Sequence[str] = ()) -> None:
        """Click on it twice in quick succession."""
        await done(self._sync.dblclick, modifiers=modifiers)

    async def hover(self) -> None:
        """Move the pointer onto it."""
        await done(self._sync.hover)

    async def fill(self, value: str) -> None:
        """Put a text in the place of what stands in a field."""
        await done(self._sync.fill, value)

    async def clear(self) -> None:
        """Take all text out of a field."""
        await done(self._sync.clear)

    async def press_sequentially(self, text: str) -> None:
        """Type a text into it, key by key."""
        await done(self._sync.press_sequentially, text)

    async def type(self, text: str) -> None:
        """The same: type a text, key by key."""
        await done(self._sync.type, text)

    async def press(self, key: str) -> None:
        """Press a key or a combination such as "Control+Enter" while it has the focus."""
        await done(self._sync.press, key)

    async def check(self) -> None:
        """Turn a checkbox or radio on, if it is off."""
        await done(self._sync.check)

    async def uncheck(self) -> None:
        """Turn a checkbox off, if it is on."""
        await done(self._sync.uncheck)

    async def set_checked(self, checked: bool) -> None:
        """Turn a checkbox on or off."""
        await done(self._sync.set_checked, checked)

    async def select_option(self, value: str | int | Sequence[str | int]) -> None:
        """Choose in a select, by value or label, or by place; several where it takes several."""
        await done(self._sync.select_option, value)

    async def focus(self) -> None:
        """Give it the focus."""
        await done(self._sync.focus)

    async def blur(self) -> None:
        """Take the focus from it."""
        await done(self._sync.blur)

    async def submit(self) -> None:
        """Send the form, or that which it belongs to, as a button for it would."""
        await done(self._sync.submit)

    async def dispatch_event(self, type: str, event_init: Mapping[str, Any] | None = None) -> None:
        """Let an event happen at it, as a script would: of your own ("item-picked", {"detail": 3}), or any other."""
        await done(self._sync.dispatch_event, type, event_init)

    async def show(self) -> None:
        """Scroll it into view: `on_visible` hears of it."""
        await done(self._sync.show)

    async def hide(self) -> None:
        """Scroll it out of view: `on_hidden` hears of it."""
        await done(self._sync.hide)

    async def resize(self, width: float, height: float) -> None:
        """Give it another size: `on_resize` hears of it."""
        await done(self._sync.resize, width, height)

    async def text_content(self) -> str:
        """All of its text, as it is written."""
        return await done(self._sync.text_content)

    async def inner_text(self) -> str:
        """Its text as it is seen, runs of blanks made one."""
        return await done(self._sync.inner_text)

    async def all_text_contents(self) -> list[str]:
        """The texts of all that it finds, as they are written."""
        return await done(self._sync.all_text_contents)

    async def all_inner_texts(self) -> list[str]:
        """The texts of all that it finds."""
        return await done(self._sync.all_inner_texts)

    async def input_value(self) -> str:
        """What stands in the control."""
        return await done(self._sync.input_value)

    async def get_attribute(self, name: str) -> str | None:
        """An attribute, or `None`."""
        return await done(self._sync.get_attribute, name)

    async def is_visible(self) -> bool:
        """Whether there is such an element, and it is to be seen."""
        return await done(self._sync.is_visible)

    async def is_hidden(self) -> bool:
        """Whether there is none, or it is not to be seen."""
        return await done(self._sync.is_hidden)

    async def is_enabled(self) -> bool:
        """Whether it is not disabled."""
        return await done(self._sync.is_enabled)

    async def is_disabled(self) -> bool:
        """Whether it is disabled, by itself or by its fieldset."""
        return await done(self._sync.is_disabled)

    async def is_checked(self) -> bool:
        """Whether the checkbox, radio or switch is on."""
        return await done(self._sync.is_checked)

    async def aria_snapshot(self) -> str:
        """What assistive technology is told of it, in Playwright's format."""
        return await done(self._sync.aria_snapshot)

    async def outline(self) -> str:
        """The same."""
        return await done(self._sync.outline)

    async def html(self) -> str:
        """It and its elements, one a line, each with the methods that answer there."""
        return await done(self._sync.html)


class Keyboard(_Mirror[SyncKeyboard]):
    """The keys, wherever the focus is."""

    async def press(self, key: str) -> None:
        """Press a key or a combination: "Tab", "Control+Enter"."""
        await done(self._sync.press, key)

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        await done(self._sync.type, text)


class Page(Finder[SyncPage]):
    """One page of one person. `await aui.mount(…)`, `await aui.visit(…)` and `await aui.story(…)` give it.

    last: what came of the last interaction. keyboard: its keys. status: of the HTTP answer that it came with.
    mounted: an address that shows what the test has mounted, and what gives its HTML.
    """

    @property
    def document(self) -> Document:
        """What the browser holds of it."""
        return self._sync.document

    @property
    def client(self) -> Client:
        """The client's half: `client.connection` has faults for single frames."""
        return self._sync.client

    @property
    def last(self) -> Interaction:
        """What came of the last interaction."""
        return self._sync.last

    @property
    def keyboard(self) -> Keyboard:
        """Its keys, wherever the focus is."""
        return Keyboard(self._sync.keyboard)

    @property
    def url(self) -> str:
        """Its address, as the browser's address bar has it, without the host: "/todos/?q=milk"."""
        return self._sync.url

    async def title(self) -> str:
        """Its title."""
        return await done(self._sync.title)

    async def goto(self, url: str) -> None:
        """Go to another address of the site, as by typing it: the page is loaded anew."""
        await done(self._sync.goto, url)

    async def reload(self) -> None:
        """Load it again."""
        await done(self._sync.reload)

    async def settle(self) -> None:
        """Let everything arrive that is on its way, here and on all other pages of the test."""
        await done(self._sync.settle)

    @property
    def served(self) -> ServedPage | None:
        """The server's half, while there is one."""
        return self._sync.served

    async def outline(self) -> str:
        """What assistive technology is told of it, in Playwright's format."""
        return await done(self._sync.outline)

    async def html(self) -> str:
        """Its elements, one a line, each with the methods that answer there."""
        return await done(self._sync.html)

    async def patches(self) -> str:
        """What the last interaction sent, an operation a line."""
        return await done(self._sync.patches)

    async def state(self) -> str:
        """The state of each component, a field a line."""
        return await done(self._sync.state)

    async def listening(self, element: Element) -> dict[str, str]:
        """By event type the method that answers at an element, as it would be called: `Todos.remove(3)`."""
        return await done(self._sync.listening, element)

    async def run(self, function: Callable[[], T]) -> T:
        """Call something with what is around the page's own code: its language, its time zone."""
        return await done(self._sync.run, function)

    async def component(self, kind: type[C]) -> C:
        """The one component of this class on the page, as the server has it: to look into its state.

        Raises `TestingError` for none and for several.
        """
        return await done(self._sync.component, kind)

    async def disconnect(self) -> None:
        """Cut the connection. The page tries in vain until `reconnect()`."""
        await done(self._sync.disconnect)

    async def reconnect(self) -> None:
        """Let the connection stand again."""
        await done(self._sync.reconnect)

    async def restart_server(self) -> None:
        """The worker ends, and another starts: what only it knew is lost."""
        await done(self._sync.restart_server)


class VirtualClock(_Mirror[SyncVirtualClock]):
    """The time of a test: of the timers of all its pages, and of what their clients put off.

    What is to happen at once, such as a frame on its way or a push to another page, waits for `settle()`. Nothing
    happens by itself.

    advanced: called when a test has let time pass.
    """

    async def time(self) -> float:
        """Seconds since the clock was made."""
        return await done(self._sync.time)

    async def settle(self) -> None:
        """Let everything happen that is to happen now, and what follows from it, until nothing waits.

        Raises `SettleError` where that has no end.
        """
        await done(self._sync.settle)

    async def advance(self, seconds: float) -> None:
        """Let time pass: what is due is called, each in its moment, and everything settles before the next."""
        await done(self._sync.advance, seconds)

    @property
    def next_alarm(self) -> float | None:
        """In how many seconds the next alarm is due; `None` where none is set."""
        return self._sync.next_alarm


class Ui(_Mirror[SyncUi]):
    """Opens pages, for tests that are coroutines. Under pytest it is the fixture `aui`.

    Each awaited call is carried out in the one thread in which Django's own async methods ask the database, so those
    and the handlers of components share a connection. It is another than that of the test's fixtures: a transaction
    that is rolled back after the test, as `@pytest.mark.django_db` alone has it, is not to be seen there, and a query
    is refused. `@pytest.mark.django_db(transaction=True)` is what such tests need.

    unchecked: the names of checks that its pages are not held to.
    """

    def __init__(self, sync: SyncUi | None = None, /, *, unchecked: Collection[str] = ()) -> None:
        super().__init__(SyncUi(unchecked=unchecked) if sync is None else sync)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """The test is over."""
        await done(self._sync.close)

    async def mount(
        self,
        component: Component | type[Component],
        /,
        *,
        user: Any = None,
        url: str = "/",
        language: str | None = None,
        time_zone: str | None = None,
        **props: object,
    ) -> Page:
        """A page that shows one component, and is alive.

        component: a class, its props by name; or a component with its props, and perhaps children in brackets:
            `await aui.mount(Card(title="Tea")[p["Green"]])`.
        user: who looks at it; by default the person of this `aui`.
        url: its address, of which the component may ask. language, time_zone: as Django has them active.
        """
        return Page(
            await done(self._sync.mount, component, user=user, url=url, language=language, time_zone=time_zone, **props)
        )

    async def visit(self, url: str) -> Page:
        """The page at an address of the site, through its middleware and its view; with all components in it."""
        return Page(await done(self._sync.visit, url))

    async def story(self, path: str, /, **knobs: object) -> Page:
        """The page of a story, "group/name", as the gallery shows it. knobs: its parameters that differ from their
        defaults. Raises `StoryError` where there is no such story.
        """
        return Page(await done(self._sync.story, path, **knobs))

    async def user(self, user: Any = None, *, headers: dict[str, str] | None = None) -> Ui:
        """Another person, with cookies of their own. Their pages and these share the clock.

        user: who they are logged in as. headers: what their browser sends with each request.
        """
        return Ui(await done(self._sync.user, user, headers=headers))

    @property
    def clock(self) -> VirtualClock:
        """The time of all pages of the test. It stands still: `await aui.clock.advance(0.3)`, in seconds. Timers and
        what is put off in the browser go by it, and so does `django.utils.timezone.now()`.
        """
        return VirtualClock(self._sync.clock)

    async def set_time(self, now: datetime) -> None:
        """Let it be this time now, as `django.utils.timezone.now()` tells it. now: an aware datetime."""
        await done(self._sync.set_time, now)

    async def settle(self) -> None:
        """Let everything happen that is to happen now, on all pages."""
        await done(self._sync.settle)

    def answering(self, answer: bool | Callable[[str], bool]) -> AbstractAsyncContextManager[list[str]]:
        """What the user says meanwhile where a page asks (`confirm`). Gives the questions."""
        return entered(self._sync.answering(answer))

    def within(self, budget: Budget | None) -> AbstractAsyncContextManager[None]:
        """Each interaction meanwhile must cost no more than this."""
        return entered(self._sync.within(budget))

    def errors(self, match: str | None = None) -> AbstractAsyncContextManager[list[BaseException]]:
        """What components raise meanwhile is expected: users see a fallback, or that it did not work.

        match: a pattern that one of them must match. Raises `AssertionError` where nothing was raised.
        """
        return entered(self._sync.errors(match))


class LocatorAssertions(_Mirror[SyncLocatorAssertions]):
    """Of what a locator finds. All but `to_be_hidden`, `to_have_count` and the texts of several want one element."""

    def __init__(self, locator: Locator) -> None:
        super().__init__(SyncLocatorAssertions(locator._sync))

    async def to_be_attached(self) -> None:
        """It stands in the document."""
        await done(self._sync.to_be_attached)

    async def to_be_visible(self) -> None:
        """It is there to be seen."""
        await done(self._sync.to_be_visible)

    async def to_be_hidden(self) -> None:
        """It is not to be seen, or not there."""
        await done(self._sync.to_be_hidden)

    async def to_be_enabled(self) -> None:
        """It is not disabled."""
        await done(self._sync.to_be_enabled)

    async def to_be_disabled(self) -> None:
        """It is disabled, by itself or by its fieldset."""
        await done(self._sync.to_be_disabled)

    async def to_be_checked(self, *, checked: bool = True) -> None:
        """The checkbox, radio or switch is on."""
        await done(self._sync.to_be_checked, checked=checked)

    async def to_be_editable(self) -> None:
        """Its text may be changed."""
        await done(self._sync.to_be_editable)

    async def to_be_focused(self) -> None:
        """It has the focus."""
        await done(self._sync.to_be_focused)

    async def to_be_empty(self) -> None:
        """No text stands in it, or nothing in the control."""
        await done(self._sync.to_be_empty)

    async def to_have_text(self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False) -> None:
        """All of its text is this, runs of blanks made one. A list: as many elements, with these texts."""
        await done(self._sync.to_have_text, expected, ignore_case=ignore_case)

    async def to_contain_text(self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False) -> None:
        """This is a part of its text."""
        await done(self._sync.to_contain_text, expected, ignore_case=ignore_case)

    async def to_have_value(self, value: Pattern) -> None:
        """This stands in the control."""
        await done(self._sync.to_have_value, value)

    async def to_have_values(self, values: Sequence[str]) -> None:
        """These are chosen in the select, in the order of its options."""
        await done(self._sync.to_have_values, values)

    async def to_have_count(self, count: int) -> None:
        """There are so many."""
        await done(self._sync.to_have_count, count)

    async def to_have_attribute(self, name: str, value: Pattern | None = None) -> None:
        """It has this attribute, with this value if one is given."""
        await done(self._sync.to_have_attribute, name, value)

    async def to_have_id(self, value: Pattern) -> None:
        """It has this id."""
        await done(self._sync.to_have_id, value)

    async def to_have_class(self, expected: Pattern) -> None:
        """Its classes are exactly these, in any order; or match this pattern."""
        await done(self._sync.to_have_class, expected)

    async def to_contain_class(self, expected: str) -> None:
        """These classes are among its own."""
        await done(self._sync.to_contain_class, expected)

    async def to_have_role(self, role: str) -> None:
        """It has this ARIA role."""
        await done(self._sync.to_have_role, role)

    async def to_have_accessible_name(self, name: Pattern, *, ignore_case: bool = False) -> None:
        """Assistive technology calls it so."""
        await done(self._sync.to_have_accessible_name, name, ignore_case=ignore_case)

    async def to_have_accessible_description(self, description: Pattern, *, ignore_case: bool = False) -> None:
        """Assistive technology says this of it."""
        await done(self._sync.to_have_accessible_description, description, ignore_case=ignore_case)

    async def not_to_be_attached(self) -> None:
        """Not: It stands in the document."""
        await done(self._sync.not_to_be_attached)

    async def not_to_be_visible(self) -> None:
        """Not: It is there to be seen."""
        await done(self._sync.not_to_be_visible)

    async def not_to_be_hidden(self) -> None:
        """Not: It is not to be seen, or not there."""
        await done(self._sync.not_to_be_hidden)

    async def not_to_be_enabled(self) -> None:
        """Not: It is not disabled."""
        await done(self._sync.not_to_be_enabled)

    async def not_to_be_disabled(self) -> None:
        """Not: It is disabled, by itself or by its fieldset."""
        await done(self._sync.not_to_be_disabled)

    async def not_to_be_checked(self, *, checked: bool = True) -> None:
        """Not: The checkbox, radio or switch is on."""
        await done(self._sync.not_to_be_checked, checked=checked)

    async def not_to_be_editable(self) -> None:
        """Not: Its text may be changed."""
        await done(self._sync.not_to_be_editable)

    async def not_to_be_focused(self) -> None:
        """Not: It has the focus."""
        await done(self._sync.not_to_be_focused)

    async def not_to_be_empty(self) -> None:
        """Not: No text stands in it, or nothing in the control."""
        await done(self._sync.not_to_be_empty)

    async def not_to_have_text(self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False) -> None:
        """Not: All of its text is this, runs of blanks made one. A list: as many elements, with these texts."""
        await done(self._sync.not_to_have_text, expected, ignore_case=ignore_case)

    async def not_to_contain_text(self, expected: Pattern | Sequence[Pattern], *, ignore_case: bool = False) -> None:
        """Not: This is a part of its text."""
        await done(self._sync.not_to_contain_text, expected, ignore_case=ignore_case)

    async def not_to_have_value(self, value: Pattern) -> None:
        """Not: This stands in the control."""
        await done(self._sync.not_to_have_value, value)

    async def not_to_have_values(self, values: Sequence[str]) -> None:
        """Not: These are chosen in the select, in the order of its options."""
        await done(self._sync.not_to_have_values, values)

    async def not_to_have_count(self, count: int) -> None:
        """Not: There are so many."""
        await done(self._sync.not_to_have_count, count)

    async def not_to_have_attribute(self, name: str, value: Pattern | None = None) -> None:
        """Not: It has this attribute, with this value if one is given."""
        await done(self._sync.not_to_have_attribute, name, value)

    async def not_to_have_id(self, value: Pattern) -> None:
        """Not: It has this id."""
        await done(self._sync.not_to_have_id, value)

    async def not_to_have_class(self, expected: Pattern) -> None:
        """Not: Its classes are exactly these, in any order; or match this pattern."""
        await done(self._sync.not_to_have_class, expected)

    async def not_to_contain_class(self, expected: str) -> None:
        """Not: These classes are among its own."""
        await done(self._sync.not_to_contain_class, expected)

    async def not_to_have_role(self, role: str) -> None:
        """Not: It has this ARIA role."""
        await done(self._sync.not_to_have_role, role)

    async def not_to_have_accessible_name(self, name: Pattern, *, ignore_case: bool = False) -> None:
        """Not: Assistive technology calls it so."""
        await done(self._sync.not_to_have_accessible_name, name, ignore_case=ignore_case)

    async def not_to_have_accessible_description(self, description: Pattern, *, ignore_case: bool = False) -> None:
        """Not: Assistive technology says this of it."""
        await done(self._sync.not_to_have_accessible_description, description, ignore_case=ignore_case)


class PageAssertions(_Mirror[SyncPageAssertions]):
    """Of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(SyncPageAssertions(page._sync))

    async def to_have_title(self, title: Pattern) -> None:
        """Its title is this."""
        await done(self._sync.to_have_title, title)

    async def to_have_url(self, url: Pattern) -> None:
        """It is at this address; of its own site without the host."""
        await done(self._sync.to_have_url, url)

    async def to_have_sent(
        self, *, max_bytes: int | None = None, max_patches: int | None = None, max_queries: int | None = None
    ) -> None:
        """The last interaction cost no more than this: bytes sent to the client, operations in patches, SQL queries."""
        await done(self._sync.to_have_sent, max_bytes=max_bytes, max_patches=max_patches, max_queries=max_queries)

    async def not_to_have_title(self, title: Pattern) -> None:
        """Not: Its title is this."""
        await done(self._sync.not_to_have_title, title)

    async def not_to_have_url(self, url: Pattern) -> None:
        """Not: It is at this address; of its own site without the host."""
        await done(self._sync.not_to_have_url, url)

    async def not_to_have_sent(
        self, *, max_bytes: int | None = None, max_patches: int | None = None, max_queries: int | None = None
    ) -> None:
        """Not: The last interaction cost no more than this: bytes sent to the client, operations in patches, SQL
        queries.
        """
        await done(self._sync.not_to_have_sent, max_bytes=max_bytes, max_patches=max_patches, max_queries=max_queries)


@overload
def expect(actual: Locator) -> LocatorAssertions: ...
@overload
def expect(actual: Page) -> PageAssertions: ...
def expect(actual: Any) -> Any:
    """What should be true of a page, or of what a locator finds: `await expect(…).to_have_text("2")`.

    `AssertionError` says what is there instead.
    """
    if isinstance(actual, Locator):
        return LocatorAssertions(actual)
    if isinstance(actual, Page):
        return PageAssertions(actual)
    raise TestingError(
        message(
            "this is the expect of async tests.",
            where="expect(…)",
            expected="a page that aui has opened, or a locator of it",
            got=actual,
            cure="For what ui has opened: from pycomponents.testing import expect.",
        )
    )
