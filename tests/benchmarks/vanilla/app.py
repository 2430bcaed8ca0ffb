"""The floor of the browser's part: two files, and nothing for the server to do after the load."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

Message = dict[str, Any]

HERE = Path(__file__).parent
FILES = {
    "/": ((HERE / "index.html").read_bytes(), b"text/html; charset=utf-8"),
    "/app.js": ((HERE / "app.js").read_bytes(), b"text/javascript"),
}


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    if scope["type"] == "http":
        found = FILES.get(scope["path"])
        body, kind = found or (b"", b"text/plain")
        status = 200 if found else 404
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": body})
