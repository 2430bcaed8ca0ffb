"""What a trace knows through Django: queries, users, which names are secret, and whether one is wanted."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory, override_settings
from django.urls import path
from django.views.debug import SafeExceptionReporterFilter, get_default_exception_reporter_filter
from django.views.decorators.debug import sensitive_variables

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div
from pycomponents.runtime.leases import Leases
from pycomponents.runtime.mailbox import Mailbox
from pycomponents.runtime.messages import EventMessage
from pycomponents.runtime.shown import HIDDEN
from pycomponents.web.adapters import PageSurroundings
from pycomponents.web.building import build_page
from pycomponents.web.consumer import _leave  # pyright: ignore[reportPrivateUsage]
from pycomponents.web.request import from_http
from pycomponents.web.tracing import trace_for
from tests.web.client import joined
from tests.web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pycomponents.runtime.page import Page
    from pycomponents.runtime.trace import Trace
    from tests.web.conftest import Serving

SECONDS = 10


class People(Component):
    """The buttons stand in the order of the methods."""

    found: int = state(0)
    hidden: str = state("")

    @event
    def look(self, times: int = 3) -> None:
        for number in range(times):
            self.found += User.objects.filter(pk=number).count()
        User.objects.exists()

    @event
    async def look_later(self) -> None:
        self.found = await User.objects.acount()
        await asyncio.sleep(0)
        await User.objects.aexists()

    @event
    @sensitive_variables("hidden", "given")
    def keep(self, given: str, other: str) -> None:
        self.hidden = given

    @event
    @sensitive_variables()
    def keep_all(self, given: str) -> None:
        self.hidden = given
        raise ValueError(given)

    @event
    @sensitive_variables("given")
    async def keep_later(self, given: str, other: str) -> None:
        self.hidden = given

    def render(self) -> Node:
        return div[
            button(on_click=self.look),
            button(on_click=self.look_later),
            button(on_click=self.keep.bind("tiger", "lion")),
            button(on_click=self.keep_all.bind("tiger")),
            button(on_click=self.keep_later.bind("tiger", "lion")),
            str(User.objects.filter(username="ann").exists()) if self.found else None,
        ]


urlpatterns = site(path("people/", People.as_view()))


def opened(**given: Any) -> tuple[Page, Trace]:
    request = from_http(given.get("request") or RequestFactory().get("/"))
    page = build_page(People(), request, None)
    page.html()
    page.settle()
    trace = page.trace = trace_for(request, keeps=True)
    assert trace is not None
    return page, trace


def click(page: Page, index: int) -> None:
    """The event of this button, in this thread, to its end."""
    running = page.handle(EventMessage(page.handled + 1, page.rev, [0, index], "click"))
    if running is not None:
        error: BaseException | None = None
        try:
            asyncio.run(cast("Any", running.awaitable))
        except Exception as raised:  # noqa: BLE001
            error = raised
        page.ended(running, error)
    page.flush()


# Queries.


def test_statements_are_counted_by_their_text_with_what_the_render_asked(db: None) -> None:
    page, trace = opened()
    click(page, 0)
    record = trace.records[-1]
    assert record.queries == 4
    assert [statement.count for statement in record.statements] == [3, 1]
    assert record.statements[0].text.startswith("SELECT COUNT(*)")
    assert len({statement.hash for statement in record.statements}) == 2
    assert all(statement.ms > 0 for statement in record.statements)
    click(page, 0)
    assert [one.hash for one in trace.records[-1].statements][:2] == [one.hash for one in record.statements]


def test_what_is_asked_outside_of_an_event_is_not_counted(db: None) -> None:
    page, trace = opened()
    click(page, 2)
    User.objects.count()
    click(page, 2)
    assert [record.queries for record in trace.records] == [0, 0]


def test_a_project_that_wraps_queries_itself_gets_its_wrapper_and_takes_it_away(db: None) -> None:
    seen: list[str] = []

    def sees(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    connection.execute_wrappers.clear()
    with connection.execute_wrapper(sees):
        page, trace = opened()
        click(page, 0)
    assert len(seen) == trace.records[-1].queries == 4
    assert sees not in connection.execute_wrappers
    assert len(connection.execute_wrappers) == 1
    click(page, 0)
    assert len(connection.execute_wrappers) == 1


async def test_the_queries_of_an_async_event_are_its_own_on_whatever_thread_they_run(transactional_db: None) -> None:
    with override_settings(PYCOMPONENTS={"TRACE": True}):
        page, trace = await asyncio.to_thread(opened)
        mailbox = Mailbox(page, Leases(2), PageSurroundings(page.tree.request))
        mailbox.send = lambda _: None
        mailbox.put(EventMessage(1, 0, [0, 1], "click"))
        mailbox.put(EventMessage(2, 0, [0, 2], "click"))
        await asyncio.wait_for(mailbox.idle(), SECONDS)
    later, keep = trace.records
    assert (later.outcome, later.queries, keep.queries) == ("done", 2, 0)


# Secrets.


def test_what_the_handler_says_is_sensitive_is_hidden_in_arguments_and_state(db: None) -> None:
    page, trace = opened()
    click(page, 2)
    record = trace.records[-1]
    assert record.arguments == {"given": HIDDEN, "other": "'lion'"}
    assert [(change.field, change.before, change.after) for change in record.changes] == [("hidden", HIDDEN, HIDDEN)]


def test_without_a_name_all_of_it_is_sensitive_and_what_it_raises(db: None) -> None:
    page, trace = opened()
    click(page, 3)
    record = trace.records[-1]
    assert record.arguments == {"given": HIDDEN}
    assert [raised.error for raised in record.raised] == ["ValueError"]


def test_an_async_handler_says_so_too(db: None) -> None:
    page, trace = opened()
    click(page, 4)
    assert trace.records[-1].arguments == {"given": HIDDEN, "other": "'lion'"}


class HidesLions(SafeExceptionReporterFilter):
    hidden_settings = re.compile("other")


@pytest.fixture
def other_filter() -> Iterator[None]:
    default: Any = get_default_exception_reporter_filter
    default.cache_clear()
    with override_settings(DEFAULT_EXCEPTION_REPORTER_FILTER=f"{__name__}.HidesLions"):
        yield
    default.cache_clear()


@pytest.mark.usefixtures("other_filter")
def test_which_names_are_secret_is_said_where_django_asks_for_it(db: None) -> None:
    page, trace = opened()
    click(page, 2)
    assert trace.records[-1].arguments["other"] == HIDDEN


# Who, and whether.


def test_who_is_logged_in_is_known_by_the_primary_key(client: Any, db: None) -> None:
    ann = User.objects.create_user("ann")
    client.force_login(ann)
    request: HttpRequest = RequestFactory().get("/")
    request.user, request.session = ann, client.session
    _, trace = opened(request=request)
    page, nobody = opened()
    click(page, 2)
    assert trace.user == str(ann.pk)
    assert nobody.records[-1].user is None


@pytest.mark.parametrize(
    ("debug", "given", "is_there", "keeps"),
    [
        (False, {}, False, False),
        (True, {}, True, True),
        (False, {"TRACE": True}, True, False),
        (True, {"TRACE": False}, False, False),
    ],
)
def test_a_page_is_traced_in_debug_or_where_it_is_wanted_and_keeps_records_only_in_debug(
    debug: bool, given: dict[str, bool], is_there: bool, keeps: bool
) -> None:
    with override_settings(DEBUG=debug, PYCOMPONENTS=given):
        trace = trace_for(from_http(RequestFactory().get("/")))
    assert (trace is not None) == is_there
    assert trace is None or bool(trace.records.maxlen) == keeps


LOGGING = {
    "version": 1,
    "formatters": {"facts": {"format": "TRACE %(kind)s %(method)s %(outcome)s %(queries)d %(bytes)d %(queue_ms)f"}},
    "handlers": {"traces": {"class": "logging.StreamHandler", "formatter": "facts"}},
    "loggers": {"pycomponents.trace": {"handlers": ["traces"], "level": "DEBUG"}},
}


async def test_in_production_a_setting_lets_each_event_be_a_line_of_the_log(serving: Serving) -> None:
    server = serving(settings={"PYCOMPONENTS": {"TRACE": True}, "LOGGING": LOGGING})
    async with joined(server, "/people/") as socket:
        await socket.event([0, 0])
        await socket.event([0, 2])
        await socket.pong()
    lines = [line.split()[1:] for line in server.log_text().splitlines() if line.startswith("TRACE")]
    assert [line[:-2] for line in lines] == [
        ["join", "done", "0"],
        ["event", "People.look", "done", "4"],
        ["event", "People.keep", "done", "0"],
    ]
    assert all(int(line[-2]) > 0 for line in lines)
    assert [float(line[-1]) > 0 for line in lines] == [False, True, True]
    assert "tiger" not in server.log_text()
    assert "SELECT" not in server.log_text()


async def test_what_nobody_was_shown_is_in_the_log_when_its_page_ends(
    caplog: pytest.LogCaptureFixture, transactional_db: None
) -> None:
    caplog.set_level(logging.DEBUG, "pycomponents.trace")
    page, _ = await asyncio.to_thread(opened)
    mailbox = Mailbox(page, Leases(2), PageSurroundings(page.tree.request))
    mailbox.put(EventMessage(1, 0, [0, 2], "click"))
    await asyncio.wait_for(mailbox.idle(), SECONDS)
    assert not caplog.messages
    _leave(mailbox)
    await asyncio.wait_for(mailbox.idle(), SECONDS)
    [line] = caplog.messages
    assert line.startswith("click People.keep: done in ")
    assert line.endswith(" 0 bytes")


async def test_without_it_nothing_is_traced(serving: Serving) -> None:
    server = serving(settings={"LOGGING": LOGGING})
    async with joined(server, "/people/") as socket:
        await socket.event([0, 0])
    assert "TRACE" not in server.log_text()
