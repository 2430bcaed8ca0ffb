"""Tests that are written once: they pass in the kit's own small browser, and in Chromium with `--ui=browser`."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.urls import path
from django.utils import translation

from pycomponents import Component, Node, event, state
from pycomponents.html import (
    a,
    button,
    details,
    dialog,
    div,
    fieldset,
    form,
    input,
    label,
    li,
    main,
    option,
    output,
    p,
    select,
    span,
    summary,
    textarea,
    ul,
)  # fmt: skip
from pycomponents.testing import TestingError, expect
from tests.testing.apps import Broken, Counter, Todos

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pycomponents.testing import Ui

pytestmark = pytest.mark.urls(__name__)


class Echo(Component):
    """Says what was typed, once nobody types."""

    text: str = state("")

    @event
    def say(self, value: str) -> None:
        self.text = value

    def render(self) -> Node:
        return div[label["Say ", input(on_input=self.say.debounce(300))], output[self.text]]


class Order(Component):
    """A form with one of each."""

    said: str = state("")

    @event
    def order(self, name: str, size: str, many: int, gift: bool, note: str) -> None:
        self.said = f"{many} {size} for {name}{', a gift' * gift}: {note}"

    def render(self) -> Node:
        return main[
            form(on_submit=self.order, reset=True)[
                label["Name ", input(name="name", required=True)],
                label["Many ", input(name="many", type="number", value="1", min=1, max=9)],
                fieldset[
                    (label[input(type="radio", name="size", value=one, checked=one == "small"), one]
                     for one in ("small", "large"))
                ],
                label[input(type="checkbox", name="gift"), "A gift"],
                label["Note ", textarea(name="note")],
                button["Order"],
            ],
            output[self.said],
        ]  # fmt: skip


class Choices(Component):
    """Controls that are heard at once."""

    colour: str = state("red")
    is_on: bool = state(default=False)

    @event
    def choose(self, value: str) -> None:
        self.colour = value

    @event
    def switch(self, checked: bool) -> None:
        self.is_on = checked

    def render(self) -> Node:
        colours = ("red", "green", "blue")
        return div[
            label["Colour ", select(on_change=self.choose)[(option(value=one)[one.title()] for one in colours)]],
            label[input(type="checkbox", checked=self.is_on, on_change=self.switch), "Light"],
            (label[input(type="radio", name="c", value=one, checked=one == self.colour, on_change=self.choose), one]
             for one in colours),
            output[f"{self.colour}, {'on' if self.is_on else 'off'}"],
        ]  # fmt: skip


class Keys(Component):
    """Says which keys were pressed, and where the focus was."""

    said: list[str] = state(factory=list[str])

    @event
    def pressed(self, key: str) -> None:
        self.said.append(key)

    @event
    def focused(self) -> None:
        self.said.append("focus")

    @event
    def left(self) -> None:
        self.said.append("blur")

    def render(self) -> Node:
        return div[
            label["Here ", input(on_keydown=self.pressed, on_focus=self.focused, on_blur=self.left)],
            label["Elsewhere ", input(autofocus=True)],
            output[" ".join(self.said)],
        ]


class Shown(Component):
    """What opens and closes."""

    said: str = state("")

    @event
    def closed(self, return_value: str) -> None:
        self.said = return_value

    @event
    def toggled(self, new_state: str) -> None:
        self.said = new_state

    def render(self) -> Node:
        return div[
            details(on_toggle=self.toggled)[summary["More"], p["Of the same"]],
            button(popovertarget="tip", on_click=None)["Tip"],
            div("#tip", popover=True)["Salt the water."],
            button(commandfor="sure", command="show-modal")["Ask"],
            dialog("#sure", on_close=self.closed, aria_label="Sure?")[
                form(method="dialog")[button(value="yes")["Yes"], button(value="no")["No"]]
            ],
            output[self.said],
        ]


class Risky(Component):
    """Asks before it does something."""

    left: int = state(3)

    @event
    def drop(self) -> None:
        self.left -= 1

    def render(self) -> Node:
        return div[button(on_click=self.drop.confirm("Drop one?"))["Drop"], output[self.left]]


class Weather(Component):
    """Cannot be shown once it rains."""

    rains: bool = state(default=False)

    @event
    def rain(self) -> None:
        self.rains = True

    @event
    def dry(self) -> None:
        self.rains = False

    def render(self) -> Node:
        if self.rains:
            raise TimeoutError("the weather service does not answer")
        return div[button(on_click=self.rain)["Rain"], "Sun"]

    def error_fallback(self, error: Exception, reference: str) -> Node:
        return div(role="alert")["No weather. ", button(on_click=self.dry)["Again"]]


class Board(Component):
    """Everybody sees what anybody says."""

    lines: list[str] = state(factory=list[str])

    def connected(self) -> None:
        boards.add(self)

    def disconnected(self) -> None:
        boards.discard(self)

    @event
    def say(self, text: str) -> None:
        for board in [*boards]:
            board.soon(board.show, text)

    def show(self, text: str) -> None:
        self.lines.append(text)

    def render(self) -> Node:
        return div[
            form(on_submit=self.say, reset=True)[label["Text ", input(name="text")]],
            ul[(li[line] for line in self.lines)],
        ]


boards: set[Board] = set()


class Clock(Component):
    """Counts seconds, or what it takes for them."""

    ticks: int = state(0)

    def connected(self) -> None:
        self.every(0.5, self.tick)

    def tick(self) -> None:
        self.ticks += 1

    def render(self) -> Node:
        return output["many" if self.ticks > 1 else "few"]


class Hello(Component):
    """Knows who looks at it."""

    def render(self) -> Node:
        return p[f"Hello {self.request.user.get_username() or 'stranger'} at {self.request.url}"]


class First(Component):
    """A page with links."""

    number: int = 1

    def render(self) -> Node:
        return main[
            p[f"Page {self.number}"],
            a(href=f"/page/{self.number + 1}/")["Next"],
            a(href="#end")["End"],
            span("#end")["The end"],
            Counter(start=self.number),
        ]


urlpatterns = [path("page/<number>/", First.as_view())]


def test_a_counter_counts(ui: Ui, outline_snapshot: SnapshotAssertion) -> None:
    page = ui.mount(Counter, start=1)
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_have_text("3")
    assert page == outline_snapshot


def test_what_an_interaction_costs_is_known(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.get_by_role("button").click()
    assert page.last.patches == ["Counter 1 0: text"]
    assert [(change.field, change.after) for change in page.last.changes] == [("count", "1")]
    assert page.last.rendered == ["Counter"]
    assert 0 < page.last.bytes_out < 100
    assert page.last.queries == 0
    expect(page).to_have_sent(max_bytes=100, max_patches=1, max_queries=0)


def test_the_servers_half_can_be_looked_into(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.get_by_role("button").dblclick()
    assert page.component(Counter).count == 2
    assert page.state() == "Counter: count = 2"
    with pytest.raises(TestingError, match="there are 0 of Todos on this page"):
        page.component(Todos)


def test_what_answers_where_stands_in_the_html(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.get_by_role("button").click()
    assert page.html() == (
        "<body>\n  <div>\n    <button @click=Counter.add()>Add</button>\n    <output>1</output>\n  </div>\n</body>\n"
    )


def test_a_list_is_written_into_and_shortened(ui: Ui, outline_snapshot: SnapshotAssertion) -> None:
    page = ui.mount(Todos)
    for text in ("Milk", "Bread"):
        page.get_by_label("What?").fill(text)
        page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("listitem")).to_have_text(["Milk ×", "Bread ×"])
    expect(page.get_by_label("What?")).to_have_value("")
    assert page == outline_snapshot(name="two")
    page.get_by_role("listitem").filter(has_text="Milk").get_by_role("button").click()
    expect(page.get_by_role("listitem")).to_have_text(["Bread ×"])
    assert page.get_by_role("list") == outline_snapshot(name="one")


def test_a_form_is_not_sent_while_a_field_is_wrong(ui: Ui) -> None:
    page = ui.mount(Order)
    page.get_by_role("button", name="Order").click()
    expect(page.get_by_role("status")).to_have_text("")
    expect(page.get_by_label("Name")).to_be_focused()
    page.get_by_label("Name").fill("Ann")
    page.get_by_label("Many").fill("12")
    page.get_by_role("button", name="Order").click()
    expect(page.get_by_role("status")).to_be_empty()


def test_a_form_brings_all_its_fields_and_is_reset(ui: Ui, outline_snapshot: SnapshotAssertion) -> None:
    page = ui.mount(Order)
    page.get_by_label("Name").fill("Ann")
    page.get_by_label("Many").fill("2")
    page.get_by_label("large").check()
    page.get_by_label("A gift").check()
    page.get_by_label("Note").press_sequentially("soon")
    assert page == outline_snapshot(name="filled")
    page.get_by_role("button", name="Order").click()
    expect(page.get_by_role("status")).to_have_text("2 large for Ann, a gift: soon")
    expect(page.get_by_label("Many")).to_have_value("1")
    expect(page.get_by_label("small")).to_be_checked()
    expect(page.get_by_label("A gift")).not_to_be_checked()
    assert page == outline_snapshot(name="reset")


def test_enter_in_a_field_sends_its_form(ui: Ui) -> None:
    page = ui.mount(Order)
    page.get_by_label("Name").fill("Bo")
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 small for Bo")


def test_a_form_is_sent_without_a_button(ui: Ui) -> None:
    page = ui.mount(Order)
    page.get_by_label("Name").fill("Cy")
    page.locator("form").submit()
    expect(page.get_by_role("status")).to_contain_text("1 small for Cy")


def test_an_option_is_chosen_by_value_label_and_place(ui: Ui) -> None:
    page = ui.mount(Choices)
    for choice, colour in (("green", "green"), ("Blue", "blue"), (0, "red")):
        page.get_by_label("Colour").select_option(choice)
        expect(page.get_by_role("status")).to_have_text(f"{colour}, off")
        expect(page.get_by_label("Colour")).to_have_value(colour)


def test_a_checkbox_is_turned_on_and_off(ui: Ui) -> None:
    page = ui.mount(Choices)
    page.get_by_label("Light").check()
    expect(page.get_by_role("status")).to_have_text("red, on")
    page.get_by_label("Light").check()
    page.get_by_text("Light").click()
    expect(page.get_by_role("status")).to_have_text("red, off")
    expect(page.get_by_label("Light")).not_to_be_checked()


def test_of_radio_buttons_one_is_chosen(ui: Ui) -> None:
    page = ui.mount(Choices)
    page.get_by_role("radio", name="blue").check()
    expect(page.get_by_role("status")).to_have_text("blue, off")
    page.get_by_role("radio", name="blue").press("ArrowUp")
    expect(page.get_by_role("radio", name="green")).to_be_checked()
    expect(page.get_by_role("status")).to_have_text("green, off")


def test_keys_and_focus_are_heard(ui: Ui) -> None:
    page = ui.mount(Keys)
    expect(page.get_by_label("Elsewhere")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Here", exact=True)).to_be_focused()
    page.keyboard.type("ab")
    page.get_by_label("Here", exact=True).press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Elsewhere")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("focus a b Enter Tab blur")
    assert page.get_by_label("Here", exact=True).input_value() == "ab"


def test_a_dialog_is_opened_and_answered(ui: Ui) -> None:
    page = ui.mount(Shown)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("status")).to_have_text("yes")


def test_what_is_behind_a_modal_dialog_cannot_be_clicked(ui: Ui) -> None:
    page = ui.mount(Shown)
    page.get_by_role("button", name="Ask").click()
    with pytest.raises(TestingError):
        page.locator("summary").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("summary").click()
    expect(page.get_by_text("Of the same")).to_be_visible()


def test_details_are_opened(ui: Ui, outline_snapshot: SnapshotAssertion) -> None:
    page = ui.mount(Shown)
    assert page == outline_snapshot(name="closed")
    page.get_by_text("More").click()
    expect(page.get_by_text("Of the same")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("open")
    assert page == outline_snapshot(name="open")


def test_a_popover_is_opened_and_put_away(ui: Ui) -> None:
    page = ui.mount(Shown)
    page.get_by_role("button", name="Tip").click()
    expect(page.get_by_text("Salt")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Salt")).to_be_hidden()


def test_what_is_debounced_is_sent_once_nobody_types(ui: Ui) -> None:
    page = ui.mount(Echo)
    page.get_by_label("Say").press_sequentially("milk")
    ui.clock.advance(0.4)
    expect(page.get_by_role("status")).to_have_text("milk")


def test_timers_ring(ui: Ui) -> None:
    page = ui.mount(Clock)
    expect(page.get_by_role("status")).to_have_text("few")
    ui.clock.advance(1.3)
    expect(page.get_by_role("status")).to_have_text("many")


def test_the_user_is_asked_first(ui: Ui) -> None:
    page = ui.mount(Risky)
    with ui.answering(False) as asked:
        page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("3")
    with ui.answering(True):
        page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("2")
    assert asked == ["Drop one?"]


def test_a_question_that_no_test_answers_is_an_error(ui: Ui) -> None:
    page = ui.mount(Risky)
    with pytest.raises(TestingError, match="the page asks: 'Drop one\\?'"):
        page.get_by_role("button").click()


def test_what_a_test_does_itself_is_not_disturbed(ui: Ui) -> None:
    page = ui.mount(Risky)
    page.get_by_role("button").is_enabled()

    async def nothing() -> str:
        return "nothing"

    def answer(_: str) -> bool:
        return asyncio.run(nothing()) == "nothing"

    with ui.answering(answer):
        page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("2")
    assert asyncio.run(nothing()) == "nothing"


def test_what_one_says_the_other_sees(ui: Ui) -> None:
    ann, ben = ui.mount(Board), ui.user().mount(Board)
    ann.get_by_label("Text").fill("Tea?")
    ann.get_by_label("Text").press("Enter")
    expect(ben.get_by_role("listitem")).to_have_text(["Tea?"])
    ben.get_by_label("Text").fill("Yes")
    ben.locator("form").submit()
    expect(ann.get_by_role("listitem")).to_have_text(["Tea?", "Yes"])
    assert [ann.get_by_role("listitem").count(), ben.get_by_role("listitem").all_inner_texts()] == [2, ["Tea?", "Yes"]]


@pytest.mark.django_db
def test_users_are_logged_in_and_addresses_are_known(ui: Ui) -> None:
    ann = User.objects.create_user("ann")
    expect(ui.mount(Hello, user=ann, url="/tea/?q=1").get_by_role("paragraph")).to_have_text("Hello ann at /tea/?q=1")
    expect(ui.user(ann).mount(Hello).get_by_role("paragraph")).to_have_text("Hello ann at /")
    expect(ui.mount(Hello).get_by_role("paragraph")).to_have_text("Hello stranger at /")


def test_what_is_done_on_a_broken_line_is_done_when_it_stands_again(ui: Ui) -> None:
    page = ui.mount(Counter)
    page.disconnect()
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("0")
    page.reconnect()
    expect(page.get_by_role("status")).to_have_text("1")


def test_a_page_outlives_its_server(ui: Ui) -> None:
    page = ui.mount(Todos)
    page.get_by_label("What?").fill("Milk")
    page.restart_server()
    expect(page.get_by_label("What?")).to_have_value("Milk")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("listitem")).to_have_count(1)


def test_what_a_handler_raises_fails_the_test_that_does_not_expect_it(ui: Ui) -> None:
    page = ui.mount(Broken)
    with pytest.raises(ValueError, match="the handler did not work"):
        page.get_by_role("button", name="Fail").click()
    with ui.errors("did not work"):
        page.get_by_role("button", name="Fail").click()
    expect(page.get_by_text("Still here")).to_be_visible()


def test_what_cannot_be_rendered_shows_a_fallback(ui: Ui) -> None:
    page = ui.mount(Weather)
    with ui.errors("does not answer"):
        page.get_by_role("button", name="Rain").click()
    expect(page.get_by_role("alert")).to_contain_text("No weather.")
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text("Sun")).to_be_visible()


def test_links_lead_from_page_to_page(ui: Ui) -> None:
    page = ui.visit("/page/1/")
    page.get_by_role("button").click()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("Page 2")).to_be_visible()
    expect(page).to_have_url("/page/2/")
    expect(page).to_have_title("First")
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("3")
    page.get_by_role("link", name="End").click()
    expect(page).to_have_url(re.compile("/page/2/#end$"))
    page.reload()
    assert page.status == 200
    expect(page.get_by_role("status")).to_have_text("2")


def test_what_is_mounted_can_be_loaded_again_and_left(ui: Ui) -> None:
    page = ui.mount(Counter, start=1, url="/here/?q=1")
    page.get_by_role("button").click()
    page.reload()
    expect(page.get_by_role("status")).to_have_text("1")
    page.goto("/page/5/")
    expect(page.get_by_text("Page 5")).to_be_visible()
    expect(page).to_have_url("/page/5/")


def test_languages_are_as_the_test_says(ui: Ui) -> None:
    assert ui.mount(Counter, language="de").locator("html").get_attribute("lang") == "de"
    with translation.override("fr"):
        assert ui.mount(Counter).locator("html").get_attribute("lang") == "fr"


def test_what_is_not_there_or_there_twice_is_an_error(ui: Ui) -> None:
    page = ui.mount(Shown)
    with pytest.raises(TestingError):
        page.get_by_role("button", name="Nothing").click()
    with pytest.raises(TestingError):
        page.get_by_role("button").click()


@pytest.mark.ui(process_only="time is real there")
def test_long_times_pass_at_once(ui: Ui) -> None:
    page = ui.mount(Clock)
    ui.clock.advance(3600)
    assert page.component(Clock).ticks == 7200
