"""Drives one benchmark page (see SPEC.md) in a real Chromium and writes one JSON file of measures.

    python drive.py --name NAME --url URL --pid SERVER_PID --out results/NAME.json [--quick]
                    [--phase all|ops|mem] [--only op,op] [--reps N] [--pages N]

Framework-agnostic: it uses only the ids and classes of SPEC.md. Every operation is checked: the page holds a model of
the expected table, a MutationObserver compares the DOM with it, and the time is the observer's entry time less the
time of the click. Nothing is timed that did not reach the whole expected state within 15 s.

Timed repetitions run without this driver's own CDP Network session (it would copy every frame once more in the
renderer); the bytes come from further repetitions of the same operation with it on.

Phases: `mem` wants a freshly started server (free heap left by earlier work hides the growth), so `all` runs it first;
for a run that counts, start the server twice and give `--phase mem` and `--phase ops` the same --out: they merge.
"""
import argparse, base64, gzip, json, os, shutil, statistics, sys, threading, time, zlib
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright, Error as PWError

sys.path.insert(0, str(Path(__file__).parent))
import words

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]
TIMEOUT_MS = 15_000

PAGE_JS = r"""
(() => {
const ADJ=__ADJ__, COLOR=__COLOR__, NOUN=__NOUN__;
const label = i => ADJ[i*7%25]+' '+COLOR[i*5%11]+' '+NOUN[i*3%13];
const $ = id => document.getElementById(id);
const M = {rows: [], next: 1, count: 0, sel: null, echo: ''};
const trs = () => { const t = $('tbody'); return t ? t.getElementsByTagName('tr') : []; };
const txt = e => e ? e.textContent.trim() : null;
const rowOk = (tr, r) => {
  if (!tr || tr.id !== 'row-'+r.id) return false;
  const td = tr.getElementsByTagName('td');
  if (td.length < 3 || txt(td[0]) !== String(r.id)) return false;
  const l = tr.getElementsByClassName('lbl')[0];
  if (!l || txt(l) !== r.label.trim()) return false;
  return tr.classList.contains('danger') === (M.sel === r.id);
};
const tableOk = () => {
  const t = trs();
  if (t.length !== M.rows.length) return false;
  for (let i = 0; i < M.rows.length; i++) if (!rowOk(t[i], M.rows[i])) return false;
  return true;
};
const why = () => {
  const t = trs();
  if (t.length !== M.rows.length) return `rows ${t.length}, expected ${M.rows.length}`;
  for (let i = 0; i < M.rows.length; i++) if (!rowOk(t[i], M.rows[i]))
    return `row at ${i} is ${t[i].outerHTML.slice(0,160)}, expected ${JSON.stringify(M.rows[i])} selected=${M.sel===M.rows[i].id}`;
  return `count ${txt($('count'))} expected ${M.count}; echo ${txt($('echo'))} expected ${M.echo}`;
};
const fresh = n => { const a=[]; for (let k=0;k<n;k++) { const id=M.next++; a.push({id, label: label(id)}); } return a; };
const lenQuick = () => trs().length === M.rows.length;
const lastQuick = () => { const t = trs(), n = M.rows.length; return t.length === n && rowOk(t[n-1], M.rows[n-1]) && rowOk(t[0], M.rows[0]); };
const click = id => () => $(id).click();
const setInput = v => {
  const e = $('q');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(e, v);
  e.dispatchEvent(new InputEvent('input', {bubbles: true, cancelable: false, inputType: 'insertText', data: v.slice(-1)}));
};
// each: apply the change to the model; give {act, quick, full}
const OPS = {
  inc: () => { M.count++; return {act: click('inc'), quick: () => txt($('count')) === String(M.count), full: () => true}; },
  inc20: () => { M.count += 20; return {act: () => { for (let i=0;i<20;i++) $('inc').click(); }, quick: () => txt($('count')) === String(M.count), full: () => true}; },
  echo: k => { const v = 'hello ' + k; M.echo = v.toUpperCase(); $('q').focus();
    return {act: () => setInput(v), quick: () => txt($('echo')) === M.echo, full: () => true}; },
  create1k: () => { M.rows = fresh(1000); M.sel = null; return {act: click('create1k'), quick: lastQuick, full: tableOk}; },
  create10k: () => { M.rows = fresh(10000); M.sel = null; return {act: click('create10k'), quick: lastQuick, full: tableOk}; },
  append1k: () => { M.rows = M.rows.concat(fresh(1000)); return {act: click('append1k'), quick: lastQuick, full: tableOk}; },
  update10: () => { let last = 0; for (let i=0;i<M.rows.length;i+=10) { M.rows[i].label += ' !!!'; last = i; }
    return {act: click('update10'), quick: () => { const t = trs(); return rowOk(t[0], M.rows[0]) && rowOk(t[last], M.rows[last]); }, full: tableOk}; },
  swap: () => { const a = M.rows[1]; M.rows[1] = M.rows[998]; M.rows[998] = a;
    return {act: click('swap'), quick: () => { const t = trs(); return rowOk(t[1], M.rows[1]) && rowOk(t[998], M.rows[998]); }, full: tableOk}; },
  clear: () => { M.rows = []; M.sel = null; return {act: click('clear'), quick: lenQuick, full: tableOk}; },
  select: i => { M.sel = M.rows[i].id; return {act: () => trs()[i].getElementsByClassName('lbl')[0].click(), quick: () => rowOk(trs()[i], M.rows[i]), full: tableOk}; },
  remove: i => { if (M.sel === M.rows[i].id) M.sel = null; const el = trs()[i].getElementsByClassName('remove')[0]; M.rows.splice(i, 1);
    return {act: () => el.click(), quick: lenQuick, full: tableOk}; },
};
let cur = null;
const obs = new MutationObserver(recs => {
  const t = performance.now();
  if (!cur) return;
  const s = cur.stat;
  if (!s.first) s.first = t - cur.t0;
  for (const r of recs) {
    if (r.type === 'childList') { s.added += r.addedNodes.length; s.removed += r.removedNodes.length; }
    else if (r.type === 'attributes') s.attrs++;
    else s.texts++;
  }
  if (!cur.done && cur.quick() && cur.full()) { cur.done = true; cur.ok(t); }
});
obs.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
window.__bench = {
  run: (op, arg, timeout) => new Promise(res => {
    let o;
    const stat = {first: 0, added: 0, removed: 0, attrs: 0, texts: 0};
    const timer = setTimeout(() => { const w = why(); cur = null; res({fail: w}); }, timeout);
    try { o = OPS[op](arg); } catch (e) { clearTimeout(timer); return res({fail: 'cannot start: ' + e.message + '; ' + why()}); }
    cur = {quick: o.quick, full: o.full, stat, done: false, t0: 0,
           // counted until the task ends, so that mutations after the check are in the counts too
           ok: t => { clearTimeout(timer); const ms = t - cur.t0; setTimeout(() => { const s = cur ? cur.stat : stat; cur = null; res({ms, ...s}); }, 30); }};
    cur.t0 = performance.now();
    try { o.act(); } catch (e) { clearTimeout(timer); cur = null; res({fail: 'cannot act: ' + e.message}); }
  }),
  // click #inc until the first answer; then take over whatever count the page shows
  ready: timeout => new Promise(res => {
    const start = performance.now();
    const step = () => {
      const c = $('count');
      if (c && txt(c) !== '0' && txt(c) !== '') return res({ms: performance.now()});
      if (performance.now() - start > timeout) return res({fail: 'no first update: count=' + (c ? txt(c) : 'absent')});
      const b = $("inc"); if (b && c) b.click();
      setTimeout(step, b ? 100 : 10);
    };
    step();
  }),
  adopt: () => { M.count = parseInt(txt($('count'))); return {count: M.count, rows: trs().length}; },
  inputValue: () => $('q').value,
  rows: () => M.rows.length,
};
})();
"""


def page_js():
    s = PAGE_JS
    for k in ("ADJ", "COLOR", "NOUN"):
        s = s.replace(f"__{k}__", json.dumps(getattr(words, k)))
    return s


# ---- server side -------------------------------------------------------------------------------------------------
class Server:
    def __init__(self, pid):
        self.root = psutil.Process(pid)

    def tree(self):
        return [self.root, *self.root.children(recursive=True)]

    def cpu_ms(self):
        """CPU of the tree in ms, nanosecond clocks where Linux gives them (psutil's ticks are 10 ms)."""
        t = 0.0
        for p in self.tree():
            try:
                t += time.clock_gettime((~p.pid << 3) | 2) * 1000
            except OSError:
                c = p.cpu_times()
                t += (c.user + c.system) * 1000
        return t

    def rss(self):
        return sum(p.memory_info().rss for p in self.tree())

    def nproc(self):
        return len(self.tree())


# ---- network -----------------------------------------------------------------------------------------------------
class Net:
    """A CDP Network session of one page: every WebSocket frame and HTTP body, with browser timestamps."""

    def __init__(self, page):
        self.cdp = page.context.new_cdp_session(page)
        self.reset()
        self.ws_ext = None
        on = self.cdp.on
        on("Network.webSocketFrameSent", lambda e: self._frame(e, self.sent))
        on("Network.webSocketFrameReceived", lambda e: self._frame(e, self.recv))
        on("Network.webSocketHandshakeResponseReceived", self._hs)
        on("Network.requestWillBeSent", self._req)
        on("Network.responseReceived", self._resp)
        on("Network.dataReceived", self._data)
        on("Network.loadingFinished", self._fin)
        on("Network.eventSourceMessageReceived", lambda e: self.recv.append((e["timestamp"], e["data"].encode())))

    def enable(self):
        self.cdp.send("Network.enable", {"maxTotalBufferSize": 200_000_000, "maxResourceBufferSize": 100_000_000})

    def disable(self):
        self.cdp.send("Network.disable")

    def reset(self):
        self.sent, self.recv, self.http = [], [], {}

    def _hs(self, e):
        h = {k.lower(): v for k, v in e["response"].get("headers", {}).items()}
        self.ws_ext = h.get("sec-websocket-extensions", "none")

    def _frame(self, e, into):
        r = e["response"]
        if r["opcode"] not in (1, 2):
            return
        d = r["payloadData"]
        into.append((e["timestamp"], d.encode() if r["opcode"] == 1 else base64.b64decode(d)))

    def _req(self, e):
        r = e["request"]
        body = r.get("postData") or ""
        self.http[e["requestId"]] = dict(url=r["url"], method=r["method"], type=e.get("type"), t0=e["timestamp"], t1=None,
                                         body=body.encode(), has=r.get("hasPostData", False), len=0, wire=0, hdr=len(json.dumps(r["headers"])))

    def _resp(self, e):
        h = self.http.get(e["requestId"])
        if h:
            h["type"] = e.get("type", h["type"])
            h["status"] = e["response"]["status"]
            h["mime"] = e["response"].get("mimeType")

    def _data(self, e):
        h = self.http.get(e["requestId"])
        if h:
            h["len"] += e["dataLength"]
            h["wire"] += e.get("encodedDataLength", 0)

    def _fin(self, e):
        h = self.http.get(e["requestId"])
        if h:
            h["t1"] = e["timestamp"]

    def body(self, rid):
        try:
            b = self.cdp.send("Network.getResponseBody", {"requestId": rid})
            return base64.b64decode(b["body"]) if b["base64Encoded"] else b["body"].encode()
        except PWError:
            return b""

    def post(self, rid):
        h = self.http[rid]
        if h["has"] and not h["body"]:
            try:
                h["body"] = self.cdp.send("Network.getRequestPostData", {"requestId": rid})["postData"].encode()
            except PWError:
                pass
        return h["body"]


def z(b):
    c = zlib.compressobj(6, zlib.DEFLATED, -15)
    return len(c.compress(b) + c.flush())


def pct(v, q):
    v = sorted(v)
    k = (len(v) - 1) * q
    f = int(k)
    return v[f] + (v[min(f + 1, len(v) - 1)] - v[f]) * (k - f)


def summary(v, nd=3):
    return dict(median=round(statistics.median(v), nd), p95=round(pct(v, .95), nd), mean=round(statistics.fmean(v), nd),
                min=round(min(v), nd), max=round(max(v), nd), n=len(v))


# ---- the plan: (name, operation, argument of repetition k, set-up before each repetition) ---------------------------
EMPTY, R1K, R10K = "empty", "r1k", "r10k"
PLAN = [
    # name        op          arg(k)                      state  before
    ("inc",       "inc",      None,                       EMPTY, None),
    ("inc20",     "inc20",    None,                       EMPTY, None),
    ("echo",      "echo",     lambda k: f"e{k}",          EMPTY, None),
    ("create1k",  "create1k", None,                       None,  "clear"),
    ("replace1k", "create1k", None,                       R1K,   None),
    ("inc_1k",    "inc",      None,                       R1K,   None),
    ("echo_1k",   "echo",     lambda k: f"f{k}",          R1K,   None),
    ("update10",  "update10", None,                       R1K,   None),
    ("swap",      "swap",     None,                       R1K,   None),
    ("select",    "select",   lambda k: 5 + (k * 37) % 900, R1K, None),
    ("remove",    "remove",   lambda k: 3 + (k * 41) % 900, R1K, None),
    ("append1k",  "append1k", None,                       None,  "create1k"),
    ("clear",     "clear",    None,                       None,  "create1k"),
    ("create10k", "create10k", None,                      None,  "clear"),
    ("inc_10k",   "inc",      None,                       R10K,  None),
]


class Failed(Exception):
    pass


class Bench:
    def __init__(self, pw, a):
        self.a, self.srv, self.pw = a, Server(a.pid), pw
        self.alive = time.monotonic()
        self.launch()
        threading.Thread(target=self.watch, daemon=True).start()
        self.errors, self.reloads = [], 0
        self.ctx = self.page = self.net = None

    def launch(self):
        self.browser = self.pw.chromium.launch(executable_path=shutil.which(self.a.chromium), args=ARGS, headless=True)

    def watch(self):
        """A page that reloads itself in the middle of an operation can leave a Playwright call waiting for ever: after 90 s
        without a step this driver's own browser is ended, the call fails, and the next operation gets a new browser."""
        while True:
            time.sleep(2)
            if time.monotonic() - self.alive > 90:
                self.alive = time.monotonic()
                for p in psutil.Process().children(recursive=True):
                    try:
                        if "chrom" in p.name():
                            p.kill()
                    except psutil.Error:
                        pass

    # a page in a context of its own (no shared cookies), ready to answer
    def open(self, net=True, ready=True):
        ctx = self.browser.new_context(viewport={"width": 1280, "height": 900})
        page = ctx.new_page()
        page.set_default_timeout(60_000)
        page.add_init_script(page_js())
        page.on("pageerror", lambda e: self.errors.append(str(e)[:300]) if len(self.errors) < 40 else None)
        page.on("console", lambda m: self.errors.append("console: " + m.text[:300]) if m.type == "error" and len(self.errors) < 40 else None)
        n = None
        if net:
            n = Net(page)
            n.enable()
        page.goto(self.a.url, wait_until="load")
        try:
            r = page.evaluate("t => __bench.ready(t)", TIMEOUT_MS) if ready else {}
        except PWError as e:
            if "context was destroyed" not in str(e):
                raise
            self.reloads += 1  # the framework threw the page away under an early click; once more, with patience
            page.wait_for_load_state("load")
            page.wait_for_timeout(1500)
            r = page.evaluate("t => __bench.ready(t)", TIMEOUT_MS)
        if r.get("fail"):
            ctx.close()
            raise Failed(r["fail"])
        page.wait_for_timeout(400)
        self.settle(page)
        st = page.evaluate("() => __bench.adopt()") if ready else {}
        return ctx, page, n, r, st

    def settle(self, page, most=3.0):
        """Until the server's CPU has stood still for 40 ms (two readings under 0.5 ms), at most `most` seconds."""
        self.alive = time.monotonic()
        end, last, quiet = time.monotonic() + most, self.srv.cpu_ms(), 0
        while time.monotonic() < end and quiet < 2:
            page.wait_for_timeout(20)
            c = self.srv.cpu_ms()
            quiet = quiet + 1 if c - last < 0.5 else 0
            last = c
        return last

    def fresh(self):
        try:
            if self.ctx:
                self.ctx.close()
        except PWError:
            pass
        self.ctx = None
        if not self.browser.is_connected():
            self.launch()
        self.ctx, self.page, self.net, r, st = self.open()
        self.net.disable()
        self.perf = self.ctx.new_cdp_session(self.page)
        self.perf.send("Performance.enable")
        return r, st

    def client(self):
        m = {x["name"]: x["value"] for x in self.perf.send("Performance.getMetrics")["metrics"]}
        return {k: m.get(k, 0) * 1000 for k in ("ScriptDuration", "TaskDuration", "LayoutDuration", "RecalcStyleDuration")}

    def do(self, op, arg=None):
        r = self.page.evaluate("([o, a, t]) => __bench.run(o, a, t)", [op, arg, TIMEOUT_MS])
        if "fail" in r:
            raise Failed(f"{op}: {r['fail']}")
        return r

    def reach(self, state):
        want = {EMPTY: 0, R1K: 1000, R10K: 10000}.get(state)
        if want is None or self.page.evaluate("() => __bench.rows()") == want:
            return
        self.do({EMPTY: "clear", R1K: "create1k", R10K: "create10k"}[state])
        self.settle(self.page)

    def one_op(self, name, op, arg, state, before, warm, reps, byte_reps, cap_s):
        srv, page, net = self.srv, self.page, self.net
        ms, cpu, first, script, task, layout = [], [], [], [], [], []
        dom, k, t_start = None, 0, time.monotonic()
        self.reach(state)

        def prepare():
            if before == "clear" and page.evaluate("() => __bench.rows()") == 0:
                pass  # nothing to clear, no mutation to wait for
            elif before:
                self.do(before)
            elif op == "remove" and page.evaluate("() => __bench.rows()") < 960:
                self.do("create1k")
            return self.settle(page)

        for i in range(warm + reps):
            if i >= warm + 3 and time.monotonic() - t_start > cap_s:
                break
            c0 = prepare()
            p0 = self.client()
            c0 = srv.cpu_ms()
            r = self.do(op, arg(k) if arg else None)
            k += 1
            c1 = self.settle(page)
            p1 = self.client()
            if i >= warm:
                ms.append(r["ms"]); first.append(r["first"]); cpu.append(c1 - c0)
                script.append(p1["ScriptDuration"] - p0["ScriptDuration"])
                task.append(p1["TaskDuration"] - p0["TaskDuration"])
                layout.append(p1["LayoutDuration"] + p1["RecalcStyleDuration"] - p0["LayoutDuration"] - p0["RecalcStyleDuration"])
                dom = {x: r[x] for x in ("added", "removed", "attrs", "texts")}
        # bytes, with the Network session on
        by = []
        wire = {}
        net.enable()
        try:
            for i in range(byte_reps):
                prepare()
                page.wait_for_timeout(30)
                net.reset()
                self.do(op, arg(k) if arg else None)
                k += 1
                self.settle(page)
                page.wait_for_timeout(50)
                http = {r: h for r, h in net.http.items() if not h["url"].startswith(("data:", "blob:", "ws:", "wss:"))}
                hsent = [net.post(r) for r in http]
                sent = [b for _, b in net.sent]
                recv = [b for _, b in net.recv]
                hrecv = [net.body(r) for r in http]
                t_s = [t for t, _ in net.sent] + [h["t0"] for h in http.values()]
                t_r = [t for t, _ in net.recv] + [h["t1"] for h in http.values() if h["t1"]]
                by.append(dict(
                    sent=sum(map(len, sent)) + sum(map(len, hsent)),
                    recv=sum(map(len, recv)) + sum(h["len"] for h in http.values()),
                    sent_z=sum(map(z, sent)) + sum(map(z, filter(None, hsent))),
                    recv_z=sum(map(z, recv)) + sum(map(z, filter(None, hrecv))),
                    frames_sent=len(sent), frames_recv=len(recv), http=len(http),
                    turn_first_ms=(min(t_r) - min(t_s)) * 1000 if t_s and t_r else None,
                    turn_ms=(max(t_r) - min(t_s)) * 1000 if t_s and t_r else None))
                cut = lambda b: b[:1500].decode("utf-8", "replace")
                wire = dict(sent=[cut(b) for b in (sent + hsent)[:3]], recv=[cut(b) for b in (recv + hrecv)[:4]],
                            urls=[f"{h['method']} {h['url']}" for h in http.values()][:4],
                            recv_lengths=[len(b) for b in recv + hrecv][:12], sent_lengths=[len(b) for b in sent + hsent][:12])
        finally:
            net.disable()
        med = {x: statistics.median([b[x] for b in by if b[x] is not None] or [0]) for x in (by[0] if by else {})}
        out = dict(ok=True, ms=summary(ms), first_ms=summary(first), cpu_ms=summary(cpu), bytes=med, dom=dom,
                   client=dict(script_ms=round(statistics.median(script), 2), task_ms=round(statistics.median(task), 2), layout_ms=round(statistics.median(layout), 2)),
                   raw_ms=[round(x, 2) for x in ms], raw_cpu=[round(x, 2) for x in cpu])
        return out, wire

    def load(self):
        """Bytes of the first load and the time to the first answer; in a context of its own, cold cache."""
        ready = []
        for i in range(1 if self.a.quick else 3):
            c0 = self.settle_free()
            ctx, page, net, r, st = self.open()
            page.wait_for_timeout(800)
            c1 = self.settle(page)
            ready.append((r["ms"], c1 - c0))
            if i == 0:
                out = dict(html=0, html_gz=0, js=0, js_gz=0, css=0, css_gz=0, other=0, requests=0, files=[])
                for rid, h in net.http.items():
                    if h["url"].startswith(("data:", "blob:", "ws")):
                        continue
                    b = net.body(rid)
                    kind = {"Document": "html", "Script": "js", "Stylesheet": "css"}.get(h["type"], "other")
                    if kind == "other" and h["url"].split("?")[0].endswith((".js", ".mjs")):
                        kind = "js"
                    n = len(b) or h["len"]
                    out[kind] += n
                    if kind != "other":
                        out[kind + "_gz"] += len(gzip.compress(b, 6)) if b else 0
                    out["requests"] += 1
                    out["files"].append([kind, n, h["url"].split("//", 1)[-1].split("/", 1)[-1][:120]])
                out["ws_recv"] = sum(len(b) for _, b in net.recv)
                out["ws_sent"] = sum(len(b) for _, b in net.sent)
                out["ws_extensions"] = net.ws_ext
                cut = lambda b: b[:1500].decode("utf-8", "replace")
                out["wire"] = dict(sent=[cut(b) for _, b in net.sent[:4]], recv=[cut(b) for _, b in net.recv[:4]])
            ctx.close()
        out["ready_ms"] = summary([x for x, _ in ready])
        out["cpu_ms"] = summary([x for _, x in ready])
        return out

    def settle_free(self):
        end, last, quiet = time.monotonic() + 3, self.srv.cpu_ms(), 0
        while time.monotonic() < end and quiet < 2:
            time.sleep(.02)
            c = self.srv.cpu_ms()
            quiet = quiet + 1 if c - last < .5 else 0
            last = c
        return last

    def mem(self, n):
        """One page with 1,000 rows stays open as the warm baseline; n more are opened; the growth over n."""
        keep = []
        idle = self.srv.rss()
        try:
            def one():
                ctx, page, *_ = self.open(net=False)
                keep.append(ctx)
                r = page.evaluate("([o, a, t]) => __bench.run(o, a, t)", ["create1k", None, TIMEOUT_MS])
                if "fail" in r:
                    raise Failed("mem: " + r["fail"])
                self.settle(page)
            one(); one()
            time.sleep(1.5)
            base = self.srv.rss()
            for _ in range(n):
                one()
            time.sleep(3)
            full = self.srv.rss()
            c0 = self.srv.cpu_ms(); t0 = time.monotonic(); time.sleep(4)
            idle_cpu = (self.srv.cpu_ms() - c0) / (time.monotonic() - t0)
        finally:
            for c in keep:
                c.close()
        time.sleep(5)
        return dict(pages=n, rss_start=idle, rss_base=base, rss_full=full, per_page=round((full - base) / n),
                    rss_after_close=self.srv.rss(), idle_cpu_ms_per_s=round(idle_cpu, 2), processes=self.srv.nproc())


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--name", required=True)
    p.add_argument("--url", required=True)
    p.add_argument("--pid", type=int, required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--quick", action="store_true")
    p.add_argument("--phase", choices=["all", "ops", "mem"], default="all")
    p.add_argument("--only", help="comma-separated names of operations")
    p.add_argument("--reps", type=int)
    p.add_argument("--pages", type=int)
    p.add_argument("--cap", type=float, default=75, help="seconds for one operation; fewer repetitions (3 at least) after that")
    p.add_argument("--chromium", default="chromium", help="the program, by name or path")
    a = p.parse_args()
    warm, byte_reps = (1, 1) if a.quick else (3, 2)
    out = Path(a.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    res = dict(name=a.name)
    if a.phase != "all" and out.exists():
        res = json.loads(out.read_text())
    res.update(name=a.name, quick=a.quick, date=time.strftime("%Y-%m-%d %H:%M"))
    with sync_playwright() as pw:
        b = Bench(pw, a)
        res["chromium"] = b.browser.version
        if a.phase in ("all", "mem"):
            try:
                res["mem"] = b.mem(a.pages or (3 if a.quick else 10))
                print(f"{'mem':10} per page {res['mem']['per_page'] / 1024:,.0f} KiB; idle CPU {res['mem']['idle_cpu_ms_per_s']} ms/s", flush=True)
            except (Failed, PWError) as e:
                res["mem"] = dict(failed=str(e)[:300])
                print(f"mem        failed: {str(e)[:300]}", flush=True)
        if a.phase in ("all", "ops"):
            res["ops"], res["wire"] = res.get("ops", {}) if a.only else {}, res.get("wire", {}) if a.only else {}
            try:
                res["load"] = b.load()
                L = res["load"]
                print(f"load       html {L['html']:,} B, js {L['js']:,} B ({L['js_gz']:,} gzip), {L['requests']} requests, first answer after {L['ready_ms']['median']:.0f} ms", flush=True)
                b.fresh()
            except (Failed, PWError) as e:
                res["load"] = dict(failed=str(e)[:300])
                print(f"load       failed: {str(e)[:300]}\nerrors: {b.errors}", flush=True)
                res["errors"] = b.errors
                out.write_text(json.dumps(res, indent=1))
                b.browser.close()
                return 1
            broken = None
            for name, op, arg, state, before in PLAN:
                if a.only and name not in a.only.split(","):
                    continue
                if broken:
                    try:
                        b.fresh()
                        broken = None
                    except (Failed, PWError) as e:
                        res["ops"][name] = dict(ok=False, failed="no page: " + str(e)[:200])
                        print(f"{name:10} failed: no page: {str(e)[:200]}", flush=True)
                        continue
                reps = a.reps or (3 if a.quick else (20 if op in ("inc", "echo") and "10k" not in name else 10))
                try:
                    r, wire = b.one_op(name, op, arg or (lambda k: None), state, before, warm, reps, byte_reps, a.cap)
                    res["ops"][name] = r
                    res["wire"][name] = wire
                    y = r["bytes"]
                    print(f"{name:10} {r['ms']['median']:9.2f} ms (p95 {r['ms']['p95']:.2f}, n {r['ms']['n']})  server CPU {r['cpu_ms']['median']:8.2f} ms  "
                          f"sent {y['sent']:,.0f} B recv {y['recv']:,.0f} B (deflated {y['recv_z']:,.0f})  client script {r['client']['script_ms']:.1f} ms  "
                          f"nodes +{r['dom']['added']} -{r['dom']['removed']} attrs {r['dom']['attrs']} texts {r['dom']['texts']}", flush=True)
                except (Failed, PWError) as e:
                    res["ops"][name] = dict(ok=False, failed=str(e)[:400])
                    print(f"{name:10} failed: {str(e)[:400]}", flush=True)
                    broken = True
            try:
                if b.page:
                    res["input_value_kept"] = b.page.evaluate("() => __bench.inputValue()")
            except PWError:
                pass
        res["errors"] = b.errors
        if b.reloads:
            res["reloads_by_itself"] = b.reloads
            print(f"the page reloaded itself under an early click {b.reloads} times")
        try:
            b.browser.close()
        except PWError:
            pass
    out.write_text(json.dumps(res, indent=1))
    if b.errors:
        print("page errors:", b.errors[:5])
    return 0


if __name__ == "__main__":
    sys.exit(main())
