"""The first gate: a counter and a search over 5,000 rows, by HTTP, socket, address, handler, diff and patch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Self

import pytest
from channels.routing import ProtocolTypeRouter
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application
from django.db import connection, models
from django.urls import path
from playwright.sync_api import Page, expect

from pycomponents import Component, Node, computed, event, state
from pycomponents.html import button, input, li, main, output, p, ul
from pycomponents.web.asgi import sockets
from tests.benchmarks.words import label
from tests.server import Serve

MANY = 5_000
SHOWN = 50


class Entry(models.Model):
    name: models.CharField[str, str] = models.CharField(max_length=100)
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        app_label = "first_gate"

    def __str__(self) -> str:
        return self.name


class Counter(Component):
    count: int = state(0)

    @event
    def increment(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return p[button(on_click=self.increment)["Add"], output("#count")[self.count]]


class Search(Component):
    text: str = state("")

    @event
    def search(self, value: str) -> None:
        self.text = value

    @event
    def remove(self, pk: int) -> None:
        Entry.objects.filter(pk=pk).delete()

    @computed
    def found(self) -> list[Entry]:
        return list(Entry.objects.filter(name__icontains=self.text).order_by("pk")[:SHOWN])

    @computed
    def many(self) -> int:
        return Entry.objects.filter(name__icontains=self.text).count()

    def render(self) -> Node:
        return main[
            Counter(),
            input("#search", value=self.text, on_input=self.search),
            output("#many")[self.many],
            ul[
                (
                    li(key=entry.pk)[entry.name, " ", button(on_click=self.remove.bind(entry.pk))["Remove"]]
                    for entry in self.found
                )
            ],
        ]


urlpatterns = [path("", Search.as_view())]
application = ProtocolTypeRouter({"http": ASGIStaticFilesHandler(get_asgi_application()), "websocket": sockets()})


@pytest.fixture
def entries(database: Path) -> Iterator[Path]:
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
    Entry.objects.bulk_create(Entry(name=f"{label(i)} {i}") for i in range(MANY))
    yield database
    with connection.schema_editor() as editor:
        editor.delete_model(Entry)


def test_a_counter_and_a_search_over_5000_rows(serve: Serve, entries: Path, page: Page) -> None:
    env = {"DJANGO_SETTINGS_MODULE": "tests.browser.apps.settings", "PYCOMPONENTS_TEST_URLS": __name__}
    page.goto(serve(f"{__name__}:application", database=entries, env=env).url)
    rows = page.get_by_role("listitem")
    expect(page.locator("#many")).to_have_text("5000")
    expect(rows).to_have_count(SHOWN)
    page.evaluate("window.first = document.querySelector('main')")

    for _ in range(3):
        page.get_by_role("button", name="Add").click()
    expect(page.locator("#count")).to_have_text("3")

    field = page.locator("#search")
    field.press_sequentially("pony")
    found = Entry.objects.filter(name__icontains="pony")
    expect(page.locator("#many")).to_have_text(str(found.count()))
    expect(rows).to_have_text(
        [f"{name} Remove" for name in found.order_by("pk").values_list("name", flat=True)[:SHOWN]]
    )
    expect(field).to_be_focused()
    expect(field).to_have_value("pony")

    second = found.order_by("pk")[1]
    rows.filter(has_text=second.name).get_by_role("button").click()
    expect(rows.filter(has_text=second.name)).to_have_count(0)
    assert not Entry.objects.filter(pk=second.pk).exists()

    field.press("End")
    field.press_sequentially(" 49")
    expect(page.locator("#many")).to_have_text(str(Entry.objects.filter(name__icontains="pony 49").count()))
    field.fill("no such thing")
    expect(rows).to_have_count(0)
    field.fill("")
    expect(page.locator("#many")).to_have_text(str(MANY - 1))
    expect(page.locator("#count")).to_have_text("3")
    assert page.evaluate("window.first === document.querySelector('main')")
