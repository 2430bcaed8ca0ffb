"""The first HTML: URLs as typed props, the document, who may keep a copy, and where it says that the socket is."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections
from django.test import AsyncClient, Client, override_settings
from django.urls import path, re_path

from pycomponents import Component, Node, event, state
from pycomponents.errors import PropError, RenderError
from pycomponents.html import body, button, div, form, head, html, input, link, main, meta, title
from pycomponents.web.document import Content, Document
from tests.web.client import connected, fetch
from tests.web.site import site

if TYPE_CHECKING:
    from tests.server import Server
    from tests.web.conftest import Serving

pytestmark = pytest.mark.urls(__name__)


class Typed(Component):
    number: int = 0
    price: Decimal = Decimal(0)
    which: UUID | None = None
    word: str = ""

    def render(self) -> Node:
        return div[f"{self.number!r} {self.price!r} {self.which!r} {self.word!r}"]


class Misplaced(Component):
    def render(self) -> Node:
        return div[title["Not here"]]


class Todo(Component):
    """What the users of this page have still to do."""

    name: str = "Todos"
    text: str = state("")

    def mount(self) -> None:
        self.text = f"{self.name} of {self.request.query.get('q', 'nobody')} at {self.request.path}"

    @event
    def add(self, text: str) -> None:
        self.text = text

    def render(self) -> Node:
        return div[self.text, form(on_submit=self.add)[input(name="text")], button["Add"]]


class Late(Component):
    """Mounts asynchronously, as it would with an async client of something."""

    users: int = state(-1)

    async def mount(self) -> None:
        self.users = await sync_to_async(User.objects.count)()

    def render(self) -> Node:
        return div[f"{self.users} users"]


class Private(Component):
    def render(self) -> Node:
        return div[f"only for {self.request.user}"]


def around(content: Content) -> Node:
    return html(lang=content.language, class_="ours")[
        head[meta(charset="utf-8"), title[f"{content.title} – ours"], content.head],
        body(class_="wide")[main["Around"], content.body],
    ]


def without_body(content: Content) -> Node:
    return html[head[title["x"], content.head], body]


def without_head(content: Content) -> Node:
    return html[head[title["x"]], body[content.body]]


def with_component(content: Content) -> Node:
    return html[head[title["x"], content.head], body[content.body, Typed()]]


def titled(component: Todo) -> str:
    return f"{component.text} <b>&"


urlpatterns = site(
    path("misplaced/", Misplaced.as_view()),
    path("number/<int:number>/", Typed.as_view()),
    path("word/<str:word>/", Typed.as_view(number=7)),
    path("number-text/<str:number>/", Typed.as_view()),
    path("price/<str:price>/", Typed.as_view()),
    path("which/<str:which>/", Typed.as_view()),
    re_path(r"^optional/(?:(?P<word>\w+)/)?$", Typed.as_view()),
    path("todo/", Todo.as_view()),
    path("titled/", Todo.as_view(document=Document(title="Fixed & <b>"))),
    path("titled-by/", Todo.as_view(document=Document(title=titled))),
    path("head/", Todo.as_view(document=Document(head=link(rel="stylesheet", href="/static/site.css")))),
    path("around/", Todo.as_view(name="More", document=Document(title="T", layout=around))),
    path("without-body/", Todo.as_view(document=Document(layout=without_body))),
    path("without-head/", Todo.as_view(document=Document(layout=without_head))),
    path("with-component/", Todo.as_view(document=Document(layout=with_component))),
    path("late/", Late.as_view()),
    path("private/", Private.as_view()),
    path("unknown/<int:nunber>/", Typed.as_view()),
)


def shown(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


# URLs.


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("/number/12/", "12 Decimal(&#39;0&#39;) None"),
        ("/word/a%20b/", "7 Decimal(&#39;0&#39;) None &#39;a b&#39;"),
        ("/number-text/12/", "12 Decimal"),
        ("/number-text/-1/", "-1 Decimal"),
        ("/price/1.50/", "Decimal(&#39;1.50&#39;)"),
        ("/which/12345678-1234-5678-1234-567812345678/", "UUID(&#39;12345678-1234-5678-1234-567812345678&#39;)"),
        ("/optional/", "&#39;&#39;"),
        ("/optional/word/", "&#39;word&#39;"),
    ],
)
def test_arguments_of_the_url_are_props_of_their_types(client: Client, url: str, text: str) -> None:
    assert re.sub("'", "&#39;", text) in re.sub("'", "&#39;", shown(client, url))


@pytest.mark.parametrize(
    "url", ["/number-text/x/", "/number-text/1.5/", "/price/x/", "/price/NaNx/", "/which/12/", "/number-text/%20/"]
)
def test_an_argument_that_is_no_value_is_an_address_that_does_not_exist(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


def test_an_argument_that_is_no_prop_is_the_programmers_mistake(client: Client) -> None:
    with pytest.raises(PropError, match=r"'nunber', which is no prop of Typed\. Did you mean 'number'"):
        client.get("/unknown/1/")


def test_an_option_that_is_no_prop_is_found_when_the_urls_are_read() -> None:
    with pytest.raises(PropError, match="Did you mean 'number'"):
        Typed.as_view(nunber=1)
    with pytest.raises(PropError, match="text"):
        Todo.as_view(text="state is nobody else's to set")


def test_the_view_is_named_like_its_component() -> None:
    view = Todo.as_view()
    assert view.__name__ == "Todo.as_view()"
    assert view.__doc__ == Todo.__doc__


def test_the_component_sees_path_and_query(client: Client) -> None:
    assert "Todos of ada at /todo/<" in shown(client, "/todo/?q=ada")


# Methods.


def test_head_is_get_without_the_body(client: Client) -> None:
    response = client.head("/todo/")
    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_other_methods_are_not_allowed(client: Client, method: str) -> None:
    response = client.generic(method, "/todo/")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_form_sent_without_script_shows_what_was_typed_and_calls_nothing() -> None:
    response = Client(enforce_csrf_checks=True).post("/todo/", {"text": 'milk "now"', "name": "forged"})
    text = response.content.decode()
    assert response.status_code == 200
    assert 'value="milk &quot;now&quot;"' in text.replace("&#34;", "&quot;")
    assert "Todos of nobody" in text
    assert 'method="post"' in text


# The document.


def test_the_plain_document_is_whole_and_has_the_component_once(client: Client) -> None:
    text = shown(client, "/todo/")
    assert text.startswith('<!doctype html><html lang="en-us">')
    assert '<meta charset="utf-8">' in text
    assert "<title>Todo</title>" in text
    assert text.count('<div data-pc="0">') == 1
    assert text.count("data-pc-page") == 1
    assert re.search(r'<script type="module" src="/static/pycomponents/pycomponents.js"', text)


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("/titled/", "Fixed &amp; &lt;b&gt;"),
        ("/titled-by/?q=ada", "Todos of ada at /titled-by/ &lt;b&gt;&amp;"),
        ("/around/", "T – ours"),
    ],
)
def test_a_title_is_a_text_or_made_by_the_mounted_component(client: Client, url: str, title: str) -> None:
    assert f"<title>{title}</title>" in shown(client, url)


def test_head_and_layout_are_given_in_python(client: Client) -> None:
    assert '<link rel="stylesheet" href="/static/site.css">' in shown(client, "/head/")
    text = shown(client, "/around/")
    assert '<html class="ours" lang="en-us">' in text
    assert '<body class="wide"><main>Around</main><div data-pc="0">More of nobody' in text


@pytest.mark.parametrize("url", ["/without-body/", "/without-head/"])
def test_a_layout_that_leaves_something_out_raises(client: Client, url: str) -> None:
    with pytest.raises(RenderError, match=r"leaves something out.*content\.head.*content\.body"):
        client.get(url)


@override_settings(DEBUG=True)
def test_djangos_error_page_names_the_component_that_is_wrong(client: Client) -> None:
    client.raise_request_exception = False
    text = unescape(client.get("/misplaced/").content.decode())
    assert "NestingError at /misplaced/" in text
    assert f"In Misplaced.render(), {__file__}, line {Misplaced.render.__code__.co_firstlineno}." in text


def test_a_layout_holds_no_components(client: Client) -> None:
    with pytest.raises(RenderError, match="cannot hold components"):
        client.get("/with-component/")


def test_texts_cannot_end_the_page_record(client: Client) -> None:
    text = shown(client, "/todo/?q=%3C%2Fscript%3E%3C!--%3Cscript%3E")
    record = text[text.index("data-pc-page") :].partition("</script>")[0]
    assert "<" not in record
    assert text.count("<script") == 2


# Asynchronous code, and other servers.


@pytest.mark.django_db(transaction=True)
def test_async_mounts_run_under_wsgi(client: Client) -> None:
    User.objects.create(username="ada")
    assert "1 users" in shown(client, "/late/")


@pytest.mark.django_db(transaction=True)
async def test_async_mounts_run_under_asgi(async_client: AsyncClient) -> None:
    response = await async_client.get("/late/")
    assert "0 users" in response.content.decode()


@pytest.mark.django_db
def test_views_may_be_atomic(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", True)
    assert "0 users" in shown(client, "/late/")


# Who may keep a copy.


def test_a_page_of_nobody_asks_no_database_and_may_be_kept(client: Client) -> None:
    # pytest-django lets no query pass here.
    response = client.get("/todo/")
    assert "Cache-Control" not in response.headers
    assert "Vary" not in response.headers
    assert not response.cookies


@pytest.mark.django_db
def test_a_page_with_a_user_is_that_users_alone(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(User.objects.create(username="ada"))
    with django_assert_num_queries(2):
        response = client.get("/private/")
    assert "only for ada" in response.content.decode()
    assert set(response.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Cookie" in response.headers["Vary"]


@pytest.mark.django_db
def test_sessions_need_no_users() -> None:
    apps = [app for app in settings.INSTALLED_APPS if app != "django.contrib.auth"]
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "of somebody"
    with override_settings(INSTALLED_APPS=apps, MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"]):
        assert "Todos of nobody" in shown(client, "/todo/")


@pytest.mark.django_db
@override_settings(
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
)
def test_headers_against_framing_stay_djangos(client: Client) -> None:
    assert client.get("/todo/").headers["X-Frame-Options"] == "DENY"


# Where the socket is.


@pytest.mark.parametrize("told_by", ["root path", "setting"])
async def test_a_site_below_a_prefix_has_its_socket_there(serving: Serving, told_by: str) -> None:
    if told_by == "root path":
        server: Server = serving(options=["--root-path", "/app"])
        outside = ""  # the proxy takes the prefix off
    else:
        server = serving(settings={"FORCE_SCRIPT_NAME": "/app", "STATIC_URL": "static/"})
        outside = "/app"
    page = fetch(server, f"{outside}/todo/")
    assert page.status == 200, page.text
    assert page.record["socket"] == "/app/pycomponents/socket"
    async with connected(server, path=f"{outside}/pycomponents/socket") as socket:
        await socket.join(page)
        assert (await socket.event([0, 1], "submit", {"form": [["text", "milk"]]}))[0] == "patch"


async def test_the_socket_may_be_elsewhere(serving: Serving) -> None:
    server = serving(settings={"PYCOMPONENTS": {"SOCKET_PATH": "/live"}})
    page = fetch(server, "/todo/")
    assert page.record["socket"] == "/live"
    async with connected(server, path="/live") as socket:
        await socket.join(page)
