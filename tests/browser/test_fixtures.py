"""The fixtures of the browser tests do what they promise."""

import asyncio
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.watch import cut_off, watched
from tests.server import Serve

PAGE = b"""<!doctype html><title>A page</title><h1>Hello</h1><p></p><script>
new WebSocket(`ws://${location.host}/`).onmessage = event => { document.querySelector('p').textContent = event.data }
</script>"""


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    if scope["type"] == "http":
        headers = [(b"content-type", b"text/html")]
        status = 200 if scope["path"] == "/" else 404
        await send({"type": "http.response.start", "status": status, "headers": headers, "trailers": False})
        await send({"type": "http.response.body", "body": PAGE, "more_body": False})
    elif scope["type"] == "websocket":
        await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
        await send({"type": "websocket.send", "text": "by socket", "bytes": None})
        while (await receive())["type"] != "websocket.disconnect":
            pass


async def users(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answers with the number of users in the database."""
    if scope["type"] == "lifespan":
        return
    body = str(await sync_to_async(User.objects.count)()).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [], "trailers": False})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def test_chromium_opens_a_served_page_and_its_socket(page: Page, serve: Serve) -> None:
    page.goto(serve(f"{__name__}:application").url)
    expect(page.get_by_role("heading")).to_have_text("Hello")
    expect(page.get_by_role("paragraph")).to_have_text("by socket")


# The page's own socket may not stand yet when its server is killed.
@cut_off
def test_a_killed_server_refuses_and_comes_back_on_its_port(page: Page, serve: Serve) -> None:
    server = serve(f"{__name__}:application")
    page.goto(server.url)
    server.kill()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(server.url)
    server.start()
    page.goto(server.url)
    expect(page).to_have_title("A page")
    server.restart()
    page.reload()
    expect(page.get_by_role("paragraph")).to_have_text("by socket")


def test_test_and_server_share_a_database(page: Page, serve: Serve, database: Path) -> None:
    User.objects.create(username="ada")
    server = serve(f"{__name__}:users", database=database)
    page.goto(server.url)
    expect(page.locator("body")).to_have_text("1")
    User.objects.create(username="grace")
    page.reload()
    expect(page.locator("body")).to_have_text("2")


def test_playwright_leaves_asyncio_to_the_other_tests(driven_chromium: object) -> None:
    assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"


@pytest.mark.console_errors("one expected")
def test_a_marked_error_is_expected(page: Page) -> None:
    page.evaluate("console.error('one expected')")


def test_an_unexpected_error_fails(browser: Browser) -> None:
    def wrong(page: Page) -> None:
        page.evaluate("console.error('one written'); console.error('one expected')")
        with page.expect_event("pageerror"):
            page.evaluate("setTimeout(() => { throw Error('one raised') })")

    with pytest.raises(pytest.fail.Exception) as failure, watched(browser, ["expected"]) as new_context:
        wrong(new_context().new_page())
    assert str(failure.value) == "Errors in the browser:\none written ()\none raised"
