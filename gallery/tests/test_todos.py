"""TodoMVC, by mouse and by keyboard."""

import pytest

from gallery.components.todos import TodoApp
from gallery.models import Todo
from pycomponents.testing import Page, Ui, expect

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ui: Ui) -> Page:
    page = ui.mount(TodoApp)
    for title in ("Tea", "Milk"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
    return page


def test_what_is_typed_is_listed_and_the_field_is_empty_for_the_next(page: Page) -> None:
    expect(page.get_by_role("listitem").filter(has=page.get_by_role("checkbox"))).to_have_text(["Tea×", "Milk×"])
    expect(page.get_by_label("What needs to be done?")).to_have_value("")
    expect(page.get_by_label("What needs to be done?")).to_be_focused()
    expect(page.get_by_text("2 items left")).to_be_visible()


def test_blanks_are_no_todo(page: Page) -> None:
    page.get_by_label("What needs to be done?").fill("   ")
    page.get_by_label("What needs to be done?").press("Enter")
    assert Todo.objects.count() == 2


def test_a_double_click_edits_and_enter_keeps_it(page: Page) -> None:
    page.get_by_text("Milk").dblclick()
    field = page.get_by_label("What is to be done")
    expect(field).to_be_focused()
    expect(field).to_have_value("Milk")
    field.fill("Oat milk")
    field.press("Enter")
    expect(page.get_by_role("checkbox", name="Oat milk")).to_be_focused()
    assert Todo.objects.filter(title="Oat milk").exists()


def test_escape_leaves_a_todo_as_it_was(page: Page) -> None:
    page.get_by_role("checkbox", name="Milk").press("Enter")
    page.keyboard.type("Beer")
    page.keyboard.press("Escape")
    expect(page.get_by_label("What is to be done")).to_be_hidden()
    expect(page.get_by_role("checkbox", name="Milk")).to_be_focused()
    assert not Todo.objects.filter(title__contains="Beer").exists()


def test_leaving_the_field_keeps_what_was_typed(page: Page) -> None:
    page.get_by_text("Milk").dblclick()
    page.get_by_label("What is to be done").fill("Soy milk")
    page.get_by_label("What needs to be done?").click()
    expect(page.get_by_text("Soy milk")).to_be_visible()


def test_what_is_done_can_be_told_from_what_is_left(page: Page) -> None:
    page.get_by_role("checkbox", name="Tea").check()
    expect(page.get_by_text("1 item left")).to_be_visible()
    page.get_by_role("button", name="Completed", exact=True).click()
    expect(page.get_by_role("button", name="Completed", exact=True, pressed=True)).to_be_visible()
    expect(page.get_by_role("checkbox", name="Milk")).to_have_count(0)
    page.get_by_role("button", name="Clear completed").click()
    assert [todo.title for todo in Todo.objects.all()] == ["Milk"]
    expect(page.locator(".todo-count")).to_be_focused()


def test_all_are_completed_at_once_in_five_queries(page: Page) -> None:
    page.get_by_label("Mark all as complete").check()
    for title in ("Tea", "Milk"):
        expect(page.get_by_role("checkbox", name=title)).to_be_checked()
    expect(page).to_have_sent(max_queries=5)


def test_a_restarted_server_knows_the_list(page: Page) -> None:
    page.restart_server()
    page.get_by_role("checkbox", name="Tea").check()
    expect(page.get_by_text("1 item left")).to_be_visible()


def test_two_visitors_have_two_lists(ui: Ui, page: Page) -> None:
    theirs = ui.user().mount(TodoApp)
    expect(theirs.get_by_text("Tea")).to_have_count(0)
    expect(page.get_by_text("Tea")).to_have_count(1)
