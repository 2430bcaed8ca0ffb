"""TodoMVC, walked along its specification, routing apart: the application specification of tastejs/todomvc, in its
order.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.gallery.conftest import Open
from tests.server import Server


@pytest.fixture
def app(visit: Open) -> Page:
    return visit("todos")


def add(page: Page, *titles: str) -> None:
    for title in titles:
        page.locator(".new-todo").fill(title)
        page.locator(".new-todo").press("Enter")
        expect(page.locator(".new-todo")).to_have_value("")
        expect(items(page).last).to_have_text(title.strip() + "×")


def items(page: Page) -> Locator:
    return page.locator(".todo-list li")


def expect_titles(page: Page, *titles: str) -> None:
    expect(page.locator(".todo-list li label")).to_have_text(titles)


def edit(page: Page, index: int) -> Locator:
    items(page).nth(index).locator("label").dblclick()
    field = page.locator(".edit")
    expect(field).to_be_focused()
    return field


# No todos


def test_without_todos_there_is_neither_main_nor_footer(app: Page) -> None:
    expect(app.locator(".new-todo")).to_be_visible()
    expect(app.locator(".main")).to_have_count(0)
    expect(app.locator(".footer")).to_have_count(0)
    add(app, "one")
    expect(app.locator(".main")).to_be_visible()
    expect(app.locator(".footer")).to_be_visible()
    items(app).first.hover()
    app.locator(".destroy").click()
    expect(app.locator(".main")).to_have_count(0)
    expect(app.locator(".footer")).to_have_count(0)


# New todo


def test_the_field_for_a_new_todo_has_the_focus(app: Page) -> None:
    expect(app.locator(".new-todo")).to_be_focused()


def test_enter_makes_a_todo_at_the_end_and_clears_the_field(app: Page) -> None:
    app.keyboard.type("one")
    app.keyboard.press("Enter")
    expect(app.locator(".new-todo")).to_have_value("")
    app.keyboard.type("two")
    app.keyboard.press("Enter")
    expect_titles(app, "one", "two")
    expect(app.locator(".new-todo")).to_have_value("")
    expect(app.locator(".new-todo")).to_be_focused()


def test_a_new_todo_is_trimmed_and_an_empty_one_is_not_made(app: Page) -> None:
    app.locator(".new-todo").fill("  one \t ")
    app.keyboard.press("Enter")
    expect_titles(app, "one")
    app.locator(".new-todo").fill("   ")
    app.keyboard.press("Enter")
    expect(app.locator(".new-todo")).to_have_value("")
    add(app, "two")
    expect_titles(app, "one", "two")


def test_a_title_is_text(app: Page) -> None:
    add(app, '<b>bold</b> & "quoted"')
    expect(app.locator("b")).to_have_count(0)


# Mark all as complete


def test_mark_all_gives_all_todos_its_own_state(app: Page) -> None:
    add(app, "one", "two", "three")
    items(app).nth(1).locator(".toggle").check()
    toggle_all = app.locator(".toggle-all")
    toggle_all.check()
    expect(app.locator("li.completed")).to_have_count(3)
    toggle_all.uncheck()
    expect(app.locator("li.completed")).to_have_count(0)


def test_mark_all_follows_the_single_todos(app: Page) -> None:
    add(app, "one", "two")
    toggle_all = app.locator(".toggle-all")
    for index in (0, 1):
        expect(toggle_all).not_to_be_checked()
        items(app).nth(index).locator(".toggle").check()
    expect(toggle_all).to_be_checked()
    items(app).first.locator(".toggle").uncheck()
    expect(toggle_all).not_to_be_checked()
    items(app).first.locator(".toggle").check()
    expect(toggle_all).to_be_checked()
    add(app, "three")
    expect(toggle_all).not_to_be_checked()


def test_mark_all_is_cleared_when_the_completed_are(app: Page) -> None:
    add(app, "one", "two")
    app.get_by_label("Mark all as complete").click()
    expect(app.locator("li.completed")).to_have_count(2)
    app.get_by_role("button", name="Clear completed").click()
    expect(app.locator(".main")).to_have_count(0)
    add(app, "three")
    expect(app.locator(".toggle-all")).not_to_be_checked()


# Item


def test_the_box_marks_a_todo_as_complete_and_back(app: Page) -> None:
    add(app, "one", "two")
    box = items(app).first.locator(".toggle")
    box.check()
    expect(items(app).first).to_have_class("completed")
    expect(items(app).nth(1)).not_to_have_class("completed")
    box.uncheck()
    expect(items(app).first).not_to_have_class("completed")


def test_a_double_click_on_the_label_begins_editing(app: Page) -> None:
    add(app, "one", "two")
    items(app).nth(1).locator("label").click()
    items(app).nth(1).locator(".toggle").check()
    expect(items(app).nth(1)).to_have_class("completed")
    edit(app, 1)
    expect(items(app).nth(1)).to_have_class("completed editing")
    expect(items(app).first).not_to_have_class("editing")


def test_hovering_shows_the_button_that_removes(app: Page) -> None:
    add(app, "one", "two")
    button = items(app).nth(1).locator(".destroy")
    app.locator("h1").hover()
    expect(button).to_have_css("opacity", "0")
    items(app).nth(1).hover()
    expect(button).to_have_css("opacity", "1")
    button.click()
    expect_titles(app, "one")


# Editing


def test_editing_hides_the_other_controls_and_brings_a_focused_field(app: Page) -> None:
    add(app, "one", "two")
    field = edit(app, 1)
    expect(field).to_have_value("two")
    expect(items(app).nth(1).locator(".view")).to_be_hidden()
    expect(items(app).nth(1).locator(".toggle")).to_be_hidden()
    expect(items(app).first.locator(".view")).to_be_visible()


def test_enter_saves_trimmed(app: Page) -> None:
    add(app, "one", "two", "three")
    field = edit(app, 1)
    field.fill("  TWO  ")
    field.press("Enter")
    expect_titles(app, "one", "TWO", "three")
    expect(app.locator(".editing, .edit")).to_have_count(0)


def test_leaving_the_field_saves(app: Page) -> None:
    add(app, "one", "two")
    edit(app, 0).fill("ONE")
    app.locator(".new-todo").click()
    expect_titles(app, "ONE", "two")
    expect(app.locator(".editing, .edit")).to_have_count(0)


def test_beginning_with_another_todo_saves_the_first(app: Page) -> None:
    add(app, "one", "two")
    edit(app, 0).fill("ONE")
    items(app).nth(1).locator("label").dblclick()
    expect(items(app).nth(1).locator(".edit")).to_be_focused()
    expect(app.locator(".edit")).to_have_count(1)
    expect(items(app).first.locator("label")).to_have_text("ONE")


def test_escape_leaves_and_discards(app: Page) -> None:
    add(app, "one", "two")
    field = edit(app, 1)
    field.fill("changed")
    field.press("Escape")
    expect(app.locator(".editing, .edit")).to_have_count(0)
    expect_titles(app, "one", "two")
    expect(edit(app, 1)).to_have_value("two")


def test_an_emptied_todo_is_removed(app: Page) -> None:
    add(app, "one", "two")
    field = edit(app, 0)
    field.fill("   ")
    field.press("Enter")
    expect_titles(app, "two")


def test_editing_begins_by_keyboard_too(app: Page) -> None:
    add(app, "one")
    items(app).first.locator(".toggle").press("Enter")
    expect(app.locator(".edit")).to_be_focused()
    app.keyboard.type("!")
    app.keyboard.press("Enter")
    expect_titles(app, "one!")


def test_the_focus_returns_to_the_box_when_a_key_ends_an_edit(app: Page) -> None:
    add(app, "one", "two")
    for index, key in ((1, "Enter"), (0, "Escape"), (0, "Enter")):
        edit(app, index).press(key)
        expect(items(app).nth(index).locator(".toggle")).to_be_focused()
    edit(app, 0)
    app.locator(".new-todo").click()
    expect(app.locator(".edit")).to_have_count(0)
    expect(app.locator(".new-todo")).to_be_focused()


# Counter


def test_the_counter_counts_active_todos_in_words(app: Page) -> None:
    add(app, "one")
    count = app.locator(".todo-count")
    expect(count).to_have_text("1 item left")
    expect(count.locator("strong")).to_have_text("1")
    add(app, "two")
    expect(count).to_have_text("2 items left")
    app.locator(".toggle-all").check()
    expect(count).to_have_text("0 items left")


# Clear completed


def test_clear_completed_removes_the_completed_and_hides(app: Page) -> None:
    add(app, "one", "two", "three")
    clear = app.locator(".clear-completed")
    expect(clear).to_have_count(0)
    items(app).nth(1).locator(".toggle").check()
    expect(clear).to_have_text("Clear completed")
    clear.click()
    expect_titles(app, "one", "three")
    expect(clear).to_have_count(0)


def test_the_focus_goes_to_what_is_left_when_the_completed_are_cleared(app: Page) -> None:
    add(app, "one", "two")
    app.locator(".new-todo").fill("not yet sent")
    items(app).first.locator(".toggle").check()
    app.locator(".clear-completed").click()
    expect(app.locator(".todo-count")).to_be_focused()
    expect(app.locator(".new-todo")).to_have_value("not yet sent")


# Filters, in place of routes


def test_filters_choose_what_is_listed_and_follow_changes(app: Page) -> None:
    add(app, "one", "two", "three")
    items(app).nth(1).locator(".toggle").check()

    def choose(name: str) -> None:
        app.get_by_role("button", name=name, exact=True).click()
        expect(app.locator(".filters .selected")).to_have_text(name)

    expect(app.locator(".filters .selected")).to_have_text("All")
    choose("Active")
    expect_titles(app, "one", "three")
    items(app).first.locator(".toggle").click()
    expect_titles(app, "three")
    choose("Completed")
    expect_titles(app, "one", "two")
    items(app).first.locator(".toggle").click()
    expect_titles(app, "two")
    expect(app.locator(".todo-count")).to_have_text("2 items left")
    choose("All")
    expect_titles(app, "one", "two", "three")


def test_a_todo_made_while_completed_are_shown_is_not_among_them(app: Page) -> None:
    add(app, "one")
    app.get_by_role("button", name="Completed", exact=True).click()
    expect(items(app)).to_have_count(0)
    app.locator(".new-todo").fill("two")
    app.locator(".new-todo").press("Enter")
    expect(app.locator(".todo-count")).to_have_text("2 items left")
    expect(items(app)).to_have_count(0)


# Persistence


def test_todos_persist_and_editing_does_not(app: Page) -> None:
    add(app, "one", "two")
    items(app).first.locator(".toggle").check()
    edit(app, 1)
    app.reload()
    expect_titles(app, "one", "two")
    expect(items(app).first).to_have_class("completed")
    expect(app.locator(".edit")).to_have_count(0)


def test_each_visitor_has_a_list(app: Page, new_context: Callable[[], BrowserContext], gallery: Server) -> None:
    add(app, "mine")
    other = new_context().new_page()
    other.goto(f"{gallery.url}/todos/")
    expect(items(other)).to_have_count(0)
    add(other, "yours")
    app.reload()
    expect_titles(app, "mine")
