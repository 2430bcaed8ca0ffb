"""The floor: one hand-written page, state on the server, hand-picked minimal messages.

Not a peer: no components, no diff. What any design on this server could at best reach.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.benchmarks.words import label

Row = list[Any]  # its id and its label
Message = dict[str, Any]

JS = r"""
const ws = new WebSocket(`ws://${location.host}/ws`), $ = id => document.getElementById(id), tb = $('tbody');
const q = []; const send = (...a) => { const m = JSON.stringify(a); ws.readyState === 1 ? ws.send(m) : q.push(m); };
ws.onopen = () => q.splice(0).forEach(m => ws.send(m));
const tpl = document.createElement('template');
const html = h => { tpl.innerHTML = h; return tpl.content; };
const row = id => $('row-' + id);
const D = {
  c: v => { $('count').firstChild.data = v; },
  e: v => { $('echo').textContent = v; },
  r: h => { tb.replaceChildren(html(h)); },
  a: h => { tb.append(html(h)); },
  l: pairs => { for (const [id, t] of pairs) row(id).children[1].firstChild.textContent = t; },
  s: (a, b) => { const x = row(a), y = row(b), n = y.nextSibling; x.replaceWith(y); tb.insertBefore(x, n); },
  k: (a, b) => { if (a) row(a).className = ''; if (b) row(b).className = 'danger'; },
  d: id => { row(id).remove(); },
};
ws.onmessage = e => { const [op, ...a] = JSON.parse(e.data); D[op](...a); };
document.addEventListener('click', e => {
  const t = e.target;
  if (t.tagName === 'BUTTON') send(t.id);
  else if (t.className === 'lbl') send('select', +t.closest('tr').id.slice(4));
  else if (t.className === 'remove') send('remove', +t.closest('tr').id.slice(4));
});
$('q').addEventListener('input', e => send('q', e.target.value));
"""
PAGE = (
    "<!doctype html><title>floor</title><button id=inc>+</button><span id=count>0</span>"
    "<input id=q><output id=echo></output>"
    + "".join(f"<button id={b}>{b}</button>" for b in "create1k create10k append1k update10 swap clear".split())
    + f"<table><tbody id=tbody></tbody></table><script>{JS}</script>"
).encode()


def rows_html(rows: list[Row]) -> str:
    return "".join(
        [
            f'<tr id="row-{i}" class=""><td>{i}</td><td><a class="lbl">{t}</a></td>'
            f'<td><a class="remove">x</a></td><td></td></tr>'
            for i, t in rows
        ]
    )


class Session:
    def __init__(self) -> None:
        self.count, self.next, self.sel = 0, 1, 0
        self.rows: list[Row] = []

    def new(self, n: int) -> list[Row]:
        a = [[i, label(i)] for i in range(self.next, self.next + n)]
        self.next += n
        return a

    def on(self, op: str, *a: Any) -> tuple[Any, ...]:
        if op == "inc":
            self.count += 1
            return "c", self.count
        if op == "q":
            return "e", a[0].upper()
        if op in ("create1k", "create10k"):
            self.rows, self.sel = self.new(1000 if op == "create1k" else 10000), 0
            return "r", rows_html(self.rows)
        if op == "append1k":
            n = self.new(1000)
            self.rows += n
            return "a", rows_html(n)
        if op == "update10":
            ch = self.rows[::10]
            for r in ch:
                r[1] += " !!!"
            return "l", ch
        if op == "swap":
            r = self.rows
            r[1], r[998] = r[998], r[1]
            return "s", r[998][0], r[1][0]
        if op == "clear":
            self.rows, self.sel = [], 0
            return "r", ""
        if op == "select":
            old, self.sel = self.sel, a[0]
            return "k", old, a[0]
        if op == "remove":
            self.rows = [r for r in self.rows if r[0] != a[0]]
            if self.sel == a[0]:
                self.sel = 0
            return "d", a[0]
        raise ValueError(op)


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    if scope["type"] == "http":
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html; charset=utf-8")]}
        )
        await send({"type": "http.response.body", "body": PAGE})
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        s = Session()
        while (m := await receive())["type"] == "websocket.receive":
            await send(
                {"type": "websocket.send", "text": json.dumps(s.on(*json.loads(m["text"])), separators=(",", ":"))}
            )
