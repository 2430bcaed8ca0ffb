"""Several components in one page of a template, over one socket: they live together, and each for itself."""

import json
import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, input, li, output, p, section, ul
from tests.browser.apps.visits import Distant
from tests.browser.watch import cut_off
from tests.server import Serve, Server
from tests.web.site import site


class Row(Component):
    n: int
    hits: int = state(0)

    @event
    def hit(self) -> None:
        self.hits += 1

    def render(self) -> Node:
        return li[button(on_click=self.hit)[f"{self.n}: {self.hits}"]]


class Panel(Component):
    name: str
    count: int = state(0)
    text: str = state("")

    @event
    def add(self) -> None:
        self.count += 1

    @event
    def type(self, value: str) -> None:
        self.text = value

    def render(self) -> Node:
        return section(id=self.name)[
            button(".add", on_click=self.add)["Add"],
            output[self.count],
            div(".bar", style={"padding-left": f"{len(self.name) + self.count}px"}),
            input(on_input=self.type),
            p[self.text],
            ul[(Row(n=n, key=n) for n in range(self.count))],
        ]


class Greeting(Component):
    """Shows nothing before somebody is there."""

    greeted: bool = state(False)
    clicks: int = state(0)

    def connected(self) -> None:
        self.greeted = True

    @event
    def click(self) -> None:
        self.clicks += 1

    def render(self) -> Node:
        return button("#greeting", on_click=self.click)[f"Hello {self.clicks}"] if self.greeted else None


class Who(Component):
    clicks: int = state(0)

    @event
    def click(self) -> None:
        self.clicks += 1

    def render(self) -> Node:
        return button("#who", on_click=self.click)[f"{self.request.user} {self.clicks}"]


HEAD = "<!doctype html><title>A template</title><link rel=icon href=data:,>"
THREE = f"""{{% load pycomponents cache %}}{HEAD}{{% pycomponents_assets %}}<h1>Three</h1>
<aside>{{% component "{__name__}.Panel" name="a" %}}</aside><p class="plain">And</p>
{{% component "{__name__}.Greeting" %}}
<main>{{% component "{__name__}.Panel" name="long" %}}</main>"""
CACHED = f"""{{% load pycomponents cache %}}{HEAD}{{% pycomponents_assets %}}<em>{{{{ request.user }}}}</em>
{{% cache 600 part %}}<div>{{% shared_component "{__name__}.Who" %}}</div>{{% endcache %}}
{{% component "{__name__}.Panel" name="own" %}}"""
JINJA = f"""{HEAD}{{{{ component("{__name__}.Panel", name="a") }}}}<hr>
{{{{ component("{__name__}.Panel", name="long") }}}}
{{{{ pycomponents_assets() }}}}"""


def shows(engine: str, text: str) -> Callable[[HttpRequest], HttpResponse]:
    return lambda request: HttpResponse(engines[engine].from_string(text).render({"request": request}, request))


def spoiled(request: HttpRequest) -> HttpResponse:
    """The ticket of the first root is not good."""
    response = shows("django", THREE)(request)
    ticket = re.findall(rb'"ticket":"([^"]+)"', response.content)[0]
    response.content = response.content.replace(ticket, ticket[:-8] + b"AAAAAAA=")
    return response


urlpatterns = site(
    path("spoiled/", spoiled),
    path("empty/", shows("django", f"{{% load pycomponents %}}{HEAD}{{% pycomponents_assets %}}")),
    path("three/", shows("django", THREE)),
    path("cached/", shows("django", CACHED)),
    path("jinja/", shows("jinja2", JINJA)),
)


@pytest.fixture
def server(serve: Serve) -> Server:
    settings = json.dumps({"ROOT_URLCONF": __name__, "PYCOMPONENTS": {"STRICT": True}})
    env = {"DJANGO_SETTINGS_MODULE": "tests.web.settings", "PYCOMPONENTS_TEST_SETTINGS": settings}
    return serve("tests.web.asgi:application", env=env)


def go(page: Page, url: str) -> list[WebSocket]:
    """Open a page, wait until it is alive; gives the sockets that it opens."""
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108  Playwright marks what it is given
    page.goto(url)
    alive(page)
    return sockets


def alive(page: Page) -> None:
    expect(page.locator("html[data-pc-state=open]")).to_be_attached(timeout=15_000)


def counts(page: Page, *expected: str) -> None:
    expect(page.locator("output")).to_have_text([*expected])


def test_three_roots_live_on_one_socket(server: Server, page: Page) -> None:
    sockets = go(page, f"{server.url}/three/")
    bars = page.locator(".bar")
    expect(bars.nth(0)).to_have_css("padding-left", "1px")
    expect(bars.nth(1)).to_have_css("padding-left", "4px")
    page.locator("#greeting").click()
    expect(page.locator("#greeting")).to_have_text("Hello 1")
    page.locator("#long .add").click(click_count=3)
    page.locator("#a .add").click()
    counts(page, "1", "3")
    expect(bars.nth(1)).to_have_css("padding-left", "7px")
    page.locator("#long li button").nth(2).click()
    page.locator("#a li button").click()
    expect(page.locator("li")).to_have_text(["0: 1", "0: 0", "1: 0", "2: 1"])
    page.locator("#long input").press_sequentially("typed")
    expect(page.locator("#long > p")).to_have_text("typed")
    expect(page.locator("#a > p")).to_have_text("")
    assert len(sockets) == 1


def test_what_somebody_damages_in_one_root_is_mended_there(server: Server, page: Page) -> None:
    go(page, f"{server.url}/three/")
    page.locator("#long .add").click(click_count=2)
    counts(page, "0", "2")
    page.evaluate("document.querySelector('#long ul').remove(); window.kept = document.querySelector('#a ul')")
    expect(page.locator("#long li")).to_have_text(["0: 0", "1: 0"])
    page.locator("#long li button").last.click()
    expect(page.locator("#long li")).to_have_text(["0: 0", "1: 1"])
    assert page.evaluate("window.kept === document.querySelector('#a ul')")


def test_a_root_that_another_script_takes_away_harms_no_other(server: Server, page: Page) -> None:
    go(page, f"{server.url}/three/")
    page.evaluate(
        """() => {
            window.problems = []
            addEventListener('pycomponents:problem', event => window.problems.push(event.detail))
            window.home = document.querySelector('aside')
            window.gone = document.querySelector('#a')
            document.querySelector('#a .add').click()
            home.replaceChildren('somebody was here')
        }"""
    )
    for n in range(1, 6):
        page.locator("#long .add").click()
        counts(page, str(n))
        page.locator("#long li button").last.click()
    expect(page.locator("#long li")).to_have_text([f"{n}: 1" for n in range(5)])
    assert page.evaluate("window.problems") == []
    # What was put away comes back as the page left it, and lives.
    page.evaluate("home.replaceChildren(gone)")
    page.locator("#a .add").click()
    counts(page, "2", "5")
    expect(page.locator("#a li")).to_have_count(2)


@cut_off
def test_a_dropped_socket_comes_back_to_all_roots(server: Server, distant: Distant, page: Page) -> None:
    near, proxy = distant(server)
    go(page, f"{near.url}/three/")
    page.locator("#a .add").click()
    page.locator("#long .add").click()
    counts(page, "1", "1")
    proxy.accepts = False
    proxy.cut()
    expect(page.locator("html[data-pc-state=connecting]")).to_be_attached()
    page.locator("#long .add").click(click_count=2)
    page.locator("#a input").fill("meanwhile")
    proxy.accepts = True
    alive(page)
    counts(page, "1", "3")
    expect(page.locator("#a > p")).to_have_text("meanwhile")


@cut_off
def test_after_a_restart_each_root_is_as_it_was_loaded_and_what_waited_is_done(server: Server, page: Page) -> None:
    go(page, f"{server.url}/three/")
    page.locator("#a .add").click()
    page.locator("#long .add").click(click_count=2)
    counts(page, "1", "2")
    page.locator("#long input").fill("typed")
    expect(page.locator("#long > p")).to_have_text("typed")
    page.locator("#long input").focus()
    page.evaluate("window.field = document.activeElement")
    server.stop()
    expect(page.locator("html[data-pc-state=connecting]")).to_be_attached()
    page.locator("#long .add").dispatch_event("click")
    page.locator("#a .add").dispatch_event("click")
    page.locator("#a .add").dispatch_event("click")
    server.start()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    alive(page)
    counts(page, "2", "1")
    expect(page.locator("#long > p")).to_have_text("typed")
    assert page.evaluate("document.activeElement === window.field && window.field.value === 'typed'")
    expect(page.locator(".bar").nth(1)).to_have_css("padding-left", "5px")
    page.locator("#greeting").click()
    expect(page.locator("#greeting")).to_have_text("Hello 1")
    page.locator("#long li button").click()
    expect(page.locator("#long li")).to_have_text(["0: 1"])


@cut_off
def test_a_root_that_is_not_there_any_more_stays_away_after_a_restart(server: Server, page: Page) -> None:
    go(page, f"{server.url}/three/")
    page.locator("#long .add").click()
    counts(page, "0", "1")
    page.evaluate("document.querySelector('#a').remove()")
    server.restart()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("output")).to_have_text(["0"], timeout=15_000)
    page.locator("#long .add").click()
    counts(page, "1")


def test_a_cached_part_lives_for_each_who_gets_it(
    server: Server, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    other = new_context().new_page()
    other.goto(f"{server.url}/login/ada/")
    go(page, f"{server.url}/cached/")
    go(other, f"{server.url}/cached/")
    for one, name in ((page, "AnonymousUser"), (other, "ada")):
        expect(one.locator("em")).to_have_text(name)
        one.locator("#who").click()
        expect(one.locator("#who")).to_have_text(f"{name} 1")
        one.locator("#own .add").click()
        counts(one, "1")
    again = new_context().new_page()
    go(again, f"{server.url}/cached/")
    expect(again.locator("#who")).to_have_text("AnonymousUser 0")


def test_a_ticket_that_is_not_good_is_told_of_and_the_other_roots_live(server: Server, page: Page) -> None:
    page.add_init_script(
        "window.told = []; addEventListener('pycomponents:expired', e => window.told.push(e.target.id))"
    )
    go(page, f"{server.url}/spoiled/")
    expect(page.get_by_role("status").filter(has_text="A part of this page is no longer valid.")).to_be_visible()
    assert page.evaluate("window.told") == ["a"]
    page.locator("#long .add").click(click_count=2)
    counts(page, "0", "2")
    page.locator("#a .add").click()
    page.locator("#long .add").click()
    counts(page, "0", "3")


def test_components_of_jinja2_live_too_and_the_client_may_come_last(server: Server, page: Page) -> None:
    go(page, f"{server.url}/jinja/")
    page.locator("#long .add").click()
    page.locator("#a .add").click(click_count=2)
    counts(page, "2", "1")


def test_a_template_without_components_opens_no_socket(server: Server, page: Page) -> None:
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108  Playwright marks what it is given
    page.goto(f"{server.url}/empty/", wait_until="networkidle")
    assert page.locator("html").get_attribute("data-pc-state") is None
    assert sockets == []
