"""What a test points at. A locator looks anew each time it is used, and says what is there if it finds nothing."""

from __future__ import annotations

import difflib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

from pycomponents.errors import message, nearest
from pycomponents.testing import finding
from pycomponents.testing.document.javascript import one_line
from pycomponents.testing.document.look import Look
from pycomponents.testing.document.names import name_of
from pycomponents.testing.document.outline import outline
from pycomponents.testing.document.roles import ROLES, role_of, states_of
from pycomponents.testing.document.visibility import is_exposed, is_visible
from pycomponents.testing.errors import LocatorError
from pycomponents.testing.hands import actions
from pycomponents.testing.hands.controls import value_of
from pycomponents.testing.hands.reach import described, obstacle
from pycomponents.testing.normal import normal_html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, Literal

    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.finding import Pattern, Step
    from pycomponents.testing.hands.window import Window
    from pycomponents.testing.page import Page

# A test that fails shows its own lines, and those of components.
__tracebackhide__ = True

# So much of a page is shown where something is not found.
_MOST_LINES: Final = 60
_MOST_NAMES: Final = 5


class Finder(ABC):
    """Something in which elements are looked for: a page, or what a locator finds."""

    @abstractmethod
    def _narrowed(self, step: Step) -> Locator: ...

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
        states: dict[str, object] = {
            "checked": checked, "disabled": disabled, "expanded": expanded, "level": level, "pressed": pressed,
            "selected": selected,
        }  # fmt: skip
        states = {state: wanted for state, wanted in states.items() if wanted is not None}
        return self._narrowed(
            finding.by_role(role, name=name, exact=exact, include_hidden=include_hidden, states=states)
        )

    def get_by_label(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Controls by what their `label`, `aria-label` or `aria-labelledby` says."""
        return self._narrowed(finding.by_label(text, exact=exact))

    def get_by_text(self, text: Pattern, *, exact: bool = False) -> Locator:
        """The innermost elements by what they say."""
        return self._narrowed(finding.by_text(text, exact=exact))

    def get_by_placeholder(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Controls by their placeholder."""
        return self._narrowed(finding.by_attribute("get_by_placeholder", "placeholder", text, exact=exact))

    def get_by_alt_text(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Images by their text."""
        return self._narrowed(finding.by_attribute("get_by_alt_text", "alt", text, exact=exact))

    def get_by_title(self, text: Pattern, *, exact: bool = False) -> Locator:
        """Elements by their `title`."""
        return self._narrowed(finding.by_attribute("get_by_title", "title", text, exact=exact))

    def get_by_test_id(self, test_id: Pattern) -> Locator:
        """Elements by their `data-testid`, all of it."""
        return self._narrowed(finding.by_test_id(test_id))

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
        if isinstance(selector, Locator):
            found = self._narrowed(finding.together(selector.steps))
        else:
            found = self._narrowed(finding.by_css(selector))
        if all(one is None for one in (has_text, has_not_text, has, has_not)):
            return found
        return found.filter(has_text=has_text, has_not_text=has_not_text, has=has, has_not=has_not)


class Locator(Finder):
    """A way to find elements of a page. It looks when it is used, so it may be made before they are there.

    What acts on it, and what asks for one value, wants exactly one element.
    """

    def __init__(self, page: Page, steps: tuple[Step, ...]) -> None:
        self.page = page
        self.steps = steps

    def __repr__(self) -> str:
        return f"page.{finding.told(self.steps)}"

    def _narrowed(self, step: Step) -> Locator:
        return Locator(self.page, (*self.steps, step))

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
        return self._narrowed(
            finding.filtered(
                has_text=has_text,
                has_not_text=has_not_text,
                has=None if has is None else has.steps,
                has_not=None if has_not is None else has_not.steps,
                visible=visible,
            )
        )

    def nth(self, index: int) -> Locator:
        """One of them, counted from 0; -1 is the last."""
        return self._narrowed(finding.nth(index))

    @property
    def first(self) -> Locator:
        """The first of them."""
        return self.nth(0)

    @property
    def last(self) -> Locator:
        """The last of them."""
        return self.nth(-1)

    def and_(self, locator: Locator) -> Locator:
        """Those that another locator finds, too."""
        return Locator(self.page, (finding.both(self.steps, locator.steps),))

    def or_(self, locator: Locator) -> Locator:
        """These, and those that another locator finds."""
        return Locator(self.page, (finding.either(self.steps, locator.steps),))

    # What is there now.

    def elements(self) -> list[Element]:
        """What it finds now, in the order of the document."""
        self.page.settle()
        return finding.run(self.steps, [self.page.document])

    def element(self) -> Element:
        """The one element that it finds. Raises `LocatorError` for none, and for several."""
        found = self.elements()
        if len(found) != 1:
            raise LocatorError(self._not_one(found))
        return found[0]

    def count(self) -> int:
        """How many it finds."""
        return len(self.elements())

    def all(self) -> list[Locator]:
        """A locator for each of them."""
        return [self.nth(index) for index in range(self.count())]

    def _not_one(self, found: Sequence[Element]) -> str:
        if found:
            look = Look(self.page.document)
            shown = enumerate(found[:_MOST_LINES])
            each = "\n".join(f"  {index}: {_described(element, look)}" for index, element in shown)
            return message(
                f"this finds {len(found)} elements:\n{each}\n",
                where=repr(self),
                expected="one",
                cure="Say more of the one that is meant, look inside something (page.get_by_role(…).get_by_…), or take "
                "one by .nth(…).",
            )
        return message(
            f"this finds nothing.{why_missing(self)}",
            where=repr(self),
            cure=f"This is what is there:\n{shortened(outline(self.page.document.body))}",
        )

    # What a person does. Each is refused with `ActionError` where no person could do it.

    def click(self, *, modifiers: Sequence[str] = ()) -> None:
        """Click on it. modifiers: keys held down meanwhile, such as "Shift"."""
        self._do(lambda window, element: actions.click(window, element, modifiers=modifiers))

    def dblclick(self, *, modifiers: Sequence[str] = ()) -> None:
        """Click on it twice in quick succession."""
        self._do(lambda window, element: actions.dblclick(window, element, modifiers=modifiers))

    def hover(self) -> None:
        """Move the pointer onto it."""
        self._do(actions.hover)

    def fill(self, value: str) -> None:
        """Put a text in the place of what stands in a field."""
        self._do(lambda window, element: actions.fill(window, element, value))

    def clear(self) -> None:
        """Take all text out of a field."""
        self._do(actions.clear)

    def press_sequentially(self, text: str) -> None:
        """Type a text into it, key by key."""
        self._do(lambda window, element: actions.press_sequentially(window, element, text))

    def type(self, text: str) -> None:
        """The same: type a text, key by key."""
        self.press_sequentially(text)

    def press(self, key: str) -> None:
        """Press a key or a combination such as "Control+Enter" while it has the focus."""
        self._do(lambda window, element: actions.press(window, element, key))

    def check(self) -> None:
        """Turn a checkbox or radio on, if it is off."""
        self._do(actions.check)

    def uncheck(self) -> None:
        """Turn a checkbox off, if it is on."""
        self._do(actions.uncheck)

    def set_checked(self, checked: bool) -> None:
        """Turn a checkbox on or off."""
        self._do(actions.check if checked else actions.uncheck)

    def select_option(self, value: str | int | Sequence[str | int]) -> None:
        """Choose in a select, by value or label, or by place; several where it takes several."""
        self._do(lambda window, element: actions.select_option(window, element, value))

    def focus(self) -> None:
        """Give it the focus."""
        self._do(actions.focus_on)

    def blur(self) -> None:
        """Take the focus from it."""
        self._do(actions.blur)

    def submit(self) -> None:
        """Send the form, or that which it belongs to, as a button for it would."""
        self._do(actions.submit)

    def dispatch_event(self, type: str, event_init: Mapping[str, Any] | None = None) -> None:
        """Let an event happen at it, as a script would: of your own ("item-picked", {"detail": 3}), or any other."""
        self._do(lambda window, element: window.fire(type, element, event_init))

    def show(self) -> None:
        """Scroll it into view: `on_visible` hears of it."""
        self._do(lambda _, element: self.page.client.show(element))

    def hide(self) -> None:
        """Scroll it out of view: `on_hidden` hears of it."""
        self._do(lambda _, element: self.page.client.hide(element))

    def resize(self, width: float, height: float) -> None:
        """Give it another size: `on_resize` hears of it."""
        self._do(lambda _, element: self.page.client.resize(element, width, height))

    def _do(self, act: Callable[[Window, Element], object]) -> None:
        element = self.element()
        self.page.act(lambda: act(self.page.window, element))

    # What it holds.

    def text_content(self) -> str:
        """All of its text, as it is written."""
        return self.element().text

    def inner_text(self) -> str:
        """Its text as it is seen, runs of blanks made one."""
        return one_line(finding.text_of(self.element()))

    def all_text_contents(self) -> list[str]:
        """The texts of all that it finds, as they are written."""
        return [element.text for element in self.elements()]

    def all_inner_texts(self) -> list[str]:
        """The texts of all that it finds."""
        return [one_line(finding.text_of(element)) for element in self.elements()]

    def input_value(self) -> str:
        """What stands in the control."""
        return value_of(self.element())

    def get_attribute(self, name: str) -> str | None:
        """An attribute, or `None`."""
        return self.element().attributes.get(name)

    def is_visible(self) -> bool:
        """Whether there is such an element, and it is to be seen."""
        return self.count() > 0 and is_visible(self.element())

    def is_hidden(self) -> bool:
        """Whether there is none, or it is not to be seen."""
        return not self.is_visible()

    def is_enabled(self) -> bool:
        """Whether it is not disabled."""
        return not self.is_disabled()

    def is_disabled(self) -> bool:
        """Whether it is disabled, by itself or by its fieldset."""
        return states_of(self.element())["disabled"]

    def is_checked(self) -> bool:
        """Whether the checkbox, radio or switch is on."""
        return states_of(self.element())["checked"] is True

    def aria_snapshot(self) -> str:
        """What assistive technology is told of it, in Playwright's format."""
        return outline(self.element())

    def outline(self) -> str:
        """The same."""
        return self.aria_snapshot()

    def html(self) -> str:
        """It and its elements, one a line, each with the methods that answer there."""
        return normal_html(self.element(), self.page.listening)


def why_missing(locator: Locator) -> str:
    """The step that finds nothing, and what is called alike, or is hidden; and whether this is a page at all."""
    page = locator.page
    answer = f" The site has answered {page.status} to {page.url}." if page.status >= 400 else ""
    scope: Sequence[Element] = [page.document]
    for count, step in enumerate(locator.steps, 1):
        found = step.find(scope)
        if not found:
            before = finding.told(locator.steps[: count - 1])
            place = f" Up to .{step.said} it does: page.{before}." if before else ""
            return answer + place + (_hidden_one(step, scope) or _names_like(step, scope))
        scope = found
    return answer


def _hidden_one(step: Step, scope: Sequence[Element]) -> str:
    """What a role would find, if all could perceive it, and why they cannot."""
    hidden = step.find_hidden(scope) if step.find_hidden else []
    if not hidden:
        return ""
    why = obstacle(hidden[0]) or "it is hidden from assistive technology"
    return f" There is {described(hidden[0])}, but {why}."


def _described(element: Element, look: Look) -> str:
    role, name = role_of(element, look=look), name_of(element, look=look)
    said = f"{role or 'no role'} {name!r}" if role or name else "no role"
    given = " ".join(
        f'{key}="{value[:40]}"' for key, value in element.attributes.items() if not key.startswith("data-pc")
    )
    return f"<{element.tag}{' ' * bool(given)}{given}> ({said})"


def _names_like(step: Step, scope: Sequence[Element]) -> str:
    """What is called alike, of the same role if a role is looked for."""
    names: dict[str, None] = {}
    look = Look(scope[0])
    for element in finding.in_order(one for around in scope for one in around.elements()):
        role = role_of(element, look=look)
        if role and role == (step.role or role) and is_exposed(element, look=look):
            names[f"{role} {name_of(element, look=look)!r}"] = None
    if not names and step.role and step.role not in ROLES:
        return f" There is no role {step.role!r}.{nearest(step.role, ROLES)}"
    if not names:
        return f" There is no {step.role} at all." if step.role else ""
    near = difflib.get_close_matches(f"{step.role} {step.wanted!r}", names, n=_MOST_NAMES, cutoff=0.0)
    return f" Nearest: {', '.join(near)}."


def shortened(text: str) -> str:
    """The text, cut where it is long."""
    lines = text.splitlines()
    more = len(lines) - _MOST_LINES
    return text if more <= 0 else "\n".join([*lines[:_MOST_LINES], f"… and {more} more lines"])
