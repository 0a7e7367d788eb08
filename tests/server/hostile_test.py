#!/usr/bin/env python3
"""The cases of docs/reference/security.md, one function or row each, against a running server: raw sockets where HTTP itself is
the weapon. After each: the process is alive and answers, and figures, accounts and orders are what they were.
`hostile_test.py JICHENG`"""
import io
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile

from office import ASOF, EXAMPLE, ROOT, Office, Person, Tally, mine

tally = Tally()
CASES = {}


def case(number, what):
    def keep(f):
        CASES[number] = (what, f)
        return f
    return keep


def status(answer):
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(found.group(1)) if found else 0


def host(o):
    return f"Host: 127.0.0.1:{o.port}\r\n".encode()


# ---- 1–20: HTTP that is no HTTP: bytes, and the answers that are right. 0: closed without one.
def raw_case(number, what, expected, make):
    def run(o):
        got = status(o.raw(make(o)))
        return got in expected, got
    CASES[number] = (what, run)


raw_case(1, "a request line of rubbish", (400,), lambda o: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03rubbish\r\n\r\n")
raw_case(2, "no Host", (400,), lambda o: b"GET / HTTP/1.1\r\n\r\n")
raw_case(3, "two Hosts", (400,), lambda o: b"GET / HTTP/1.1\r\n" + host(o) + b"Host: evil.example\r\n\r\n")
raw_case(4, "a Host that is not ours (DNS rebinding)", (421,), lambda o: b"GET /api/v1/session HTTP/1.1\r\nHost: evil.example:%d\r\n\r\n" % o.port)
raw_case(5, "our Host with another port", (421,), lambda o: b"GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n")
raw_case(6, "HTTP/2.0 in a version 1 line", (400, 505), lambda o: b"GET / HTTP/2.0\r\n" + host(o) + b"\r\n")
raw_case(7, "a header of 64 KiB", (431,), lambda o: b"GET / HTTP/1.1\r\n" + host(o) + b"X-A: " + b"a" * 65536 + b"\r\n\r\n")
raw_case(8, "ten thousand small headers", (431,), lambda o: b"GET / HTTP/1.1\r\n" + host(o) + b"X: y\r\n" * 10000 + b"\r\n")
raw_case(9, "a target of 60 KiB", (431, 414), lambda o: b"GET /" + b"a" * 60000 + b" HTTP/1.1\r\n" + host(o) + b"\r\n")
raw_case(10, "Content-Length and Transfer-Encoding together (smuggling)", (400,),
         lambda o: b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET")
raw_case(11, "two different Content-Lengths", (400,),
         lambda o: b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}")
raw_case(12, "a negative Content-Length", (400,),
         lambda o: b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nContent-Length: -1\r\n\r\n{}")
raw_case(13, "a Content-Length past 64 bits", (400, 413),
         lambda o: b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nContent-Length: 99999999999999999999999\r\n\r\n{}")
raw_case(14, "a chunk size that is no number", (400,),
         lambda o: b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n{}\r\n0\r\n\r\n")
raw_case(15, "Transfer-Encoding: gzip, chunked", (400, 501),
         lambda o: b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
raw_case(16, "a header name with a blank before its colon", (400,), lambda o: b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n")
raw_case(17, "a NUL in a header", (400,), lambda o: b"GET / HTTP/1.1\r\n" + host(o) + b"X-A: a\x00b\r\n\r\n")
raw_case(18, "line ends without CR", (400, 505), lambda o: b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n")
raw_case(19, "a target with a scheme (proxy request)", (400,), lambda o: b"GET http://evil.example/ HTTP/1.1\r\n" + host(o) + b"\r\n")
raw_case(20, "CONNECT", (400, 404, 405), lambda o: b"CONNECT evil.example:443 HTTP/1.1\r\n" + host(o) + b"\r\n")
raw_case(21, "TRACE, which would give headers back", (404, 405), lambda o: b"TRACE /api/v1/session HTTP/1.1\r\n" + host(o) + b"Cookie: a=b\r\n\r\n")
raw_case(22, "Expect of something unknown", (400,),
         lambda o: b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n{}")
raw_case(23, "a body where none belongs", (413, 415, 400),
         lambda o: b"GET /api/v1/session HTTP/1.1\r\n" + host(o) + b"Content-Length: 5\r\n\r\nhello")


# ---- paths
def path_case(number, what, path, expected=(400, 404)):
    raw_case(number, what, expected, lambda o: b"GET " + path + b" HTTP/1.1\r\n" + host(o) + b"\r\n")


path_case(24, "../ in a path", b"/assets/../../../../etc/passwd")
path_case(25, "..%2f in a path", b"/assets/..%2f..%2f..%2fetc/passwd")
path_case(26, "%2e%2e in a path", b"/%2e%2e/%2e%2e/etc/passwd")
path_case(27, "a double-encoded path", b"/assets/%252e%252e%252fetc%252fpasswd.txt")
path_case(28, "a backslash in a path", b"/assets\\..\\..\\windows\\win.ini")
path_case(29, "an encoded NUL in a path", b"/index.html%00.txt")
path_case(30, "overlong UTF-8 of a slash", b"/%c0%af%c0%afetc")
path_case(31, "an encoded line end (response splitting)", b"/api/v1/session%0d%0aSet-Cookie:%20a=b")


@case(32, "an issued report's name that leaves its folder")
def _(o):
    got = o.people["bureau"].ask("GET", "/api/v1/reports/issued/2025-01-01/..%2F..%2F账户.json".replace("账户", "%E8%B4%A6%E6%88%B7"))
    return got.status in (400, 404), got


@case(33, "an upload's id that is a path")
def _(o):
    got = [o.people["bureau"].ask("GET", f"/api/v1/uploads/{i}/file").status for i in ("..", "%2e%2e%2f", "0" * 15, "g" * 16, "0" * 16)]
    return all(s in (400, 404) for s in got), got


# ---- slow and many
@case(34, "a header a byte at a time (slowloris) is cut off, and others are served meanwhile")
def _(o):
    slow = []
    for _ in range(100):
        s = socket.create_connection(("127.0.0.1", o.port))
        s.sendall(b"GET / HT")
        slow.append(s)
    took = time.time()
    good = all(o.stranger().ask("GET", "/api/v1/session").status == 200 for _ in range(20))
    took = time.time() - took
    slow[0].settimeout(14)
    try:
        cut = slow[0].recv(1000)
    except OSError as e:
        cut = repr(e).encode()
    for s in slow:
        s.close()
    return good and took < 5 and (cut == b"" or status(cut) == 408), (good, took, cut[:60])


@case(35, "a body that never comes is not waited for without end, and holds no worker")
def _(o):
    slow = []
    for _ in range(20):
        s = socket.create_connection(("127.0.0.1", o.port))
        s.sendall(b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        slow.append(s)
    good = o.stranger().ask("POST", "/api/v1/check", {"text": "地区生产总值增长5%。"}).status == 200
    for s in slow:
        s.close()
    return good, good


@case(36, "connections cut in the middle of an answer")
def _(o):
    bureau = o.people["bureau"]
    connections = lambda: int(re.search(rb"(?m)^jicheng_connections (\d+)", o.stranger().ask("GET", "/metrics").body).group(1))
    before, cut = connections(), 0
    for path in ("/api/v1/openapi.json", f"/api/v1/overview?asof={ASOF}"):
        for _ in range(25):
            s = socket.create_connection(("127.0.0.1", o.port))
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that the answer does not fit in what is on its way
            s.sendall(f"GET {path} HTTP/1.1\r\n".encode() + host(o) + f"Cookie: jicheng_session={bureau.cookie}\r\n\r\n".encode())
            got = s.recv(200)  # the answer has begun
            cut += got.startswith(b"HTTP/1.1 200") and len(got) == 200
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            s.close()
    for _ in range(50):
        left = connections()
        if left <= before + 1:
            break
        time.sleep(0.1)
    return cut == 50 and left <= before + 1 and bureau.ask("GET", f"/api/v1/overview?asof={ASOF}").status == 200, (cut, before, left)


@case(37, "a hundred requests in one breath (pipelining) are answered in order")
def _(o):
    one = b"GET /healthz HTTP/1.1\r\n" + host(o) + b"\r\n"
    with socket.create_connection(("127.0.0.1", o.port), timeout=10) as s:
        s.sendall(one * 100)
        got = b""
        while got.count(b"HTTP/1.1 200") < 100:
            more = s.recv(65536)
            if not more:
                break
            got += more
    return got.count(b"HTTP/1.1 200") == 100, got.count(b"HTTP/1.1 200")


# ---- sizes
@case(38, "a declared body over the limit is refused before it is read")
def _(o):
    got = o.raw(b"POST /api/v1/check HTTP/1.1\r\n" + host(o) + b"Content-Type: application/json\r\nContent-Length: 90000000\r\n\r\n")
    return status(got) == 413, got[:60]


@case(39, "a chunked body that grows over the limit is cut off")
def _(o):
    p = o.people["bureau"]
    head = (f"POST /api/v1/questions/Q000000 HTTP/1.1\r\nHost: 127.0.0.1:{o.port}\r\nCookie: jicheng_session={p.cookie}\r\nX-Jicheng-CSRF: {p.csrf}\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n").encode()
    got = o.raw(b"", pieces=[head] + [b"4000\r\n" + b"a" * 0x4000 + b"\r\n"] * 8)
    return status(got) == 413, got[:60]


@case(40, "a stranger's upload is refused before it is read")
def _(o):
    got = o.raw(b"POST /api/v1/uploads HTTP/1.1\r\n" + host(o) + b"Content-Type: application/octet-stream\r\nX-File-Name: a.xlsx\r\nContent-Length: 60000000\r\n\r\n")
    return status(got) == 401, got[:60]


@case(41, "a compressed request body is not unpacked")
def _(o):
    got = o.stranger().ask("POST", "/api/v1/check", b"x", headers={"Content-Encoding": "gzip"})
    return got.status == 415, got


# ---- JSON
def json_case(number, what, body, expected=(400,)):
    @case(number, what)
    def _(o):
        got = o.stranger().ask("POST", "/api/v1/check", body)
        return got.status in expected and got.json()["error"]["code"].startswith("input"), got


json_case(42, "JSON nested 100,000 deep", b'{"text":' + b"[" * 100000 + b"]" * 100000 + b"}")
json_case(43, "a name twice", b'{"text":"a","text":"b"}')
json_case(44, "a member that nobody asked for", b'{"text":"a","__proto__":{"admin":true}}')
json_case(45, "a number where a text belongs", b'{"text":1e999}')
json_case(46, "bytes that are no UTF-8", b'{"text":"\xff\xfe"}')
json_case(47, "a lone surrogate", b'{"text":"\\ud800"}', (400, 422))
json_case(48, "an array instead of an object", b'["text"]')
json_case(49, "an end in the middle", b'{"text":"a')
json_case(50, "NaN", b'{"text":NaN}')
json_case(51, "nothing at all", b"")


# ---- files
def send(o, data, name, who="bureau"):
    return o.people[who].ask("POST", "/api/v1/uploads?asof=2025-05-01", file=data, name=name)


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return out.getvalue()


TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'


def word(xml):
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": xml})


def file_case(number, what, make, name, good=lambda got: got.status in (201, 422)):
    @case(number, what)
    def _(o):
        before = o.facts()
        started = time.time()
        got = send(o, make(), name)
        return good(got) and o.facts() == before and time.time() - started < 20, got


file_case(52, "a zip bomb as .docx", lambda: word("<?xml version='1.0'?><w:document xmlns:w='x'>" + "A" * 300_000_000 + "</w:document>"), "炸弹.docx")
file_case(53, "an external entity (XXE)", lambda: word('<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'), "外部.docx",
          lambda got: got.status in (201, 422) and b"root:" not in got.body)
file_case(54, "entities in entities (billion laughs)", lambda: word('<?xml version="1.0"?><!DOCTYPE d [' + '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i-1};" * 10}">' for i in range(1, 10)) + ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'), "笑.docx")
file_case(55, "a zip with a path that leaves its folder", lambda: zipped({"../../../../tmp/jicheng-evil": "x", "[Content_Types].xml": TYPES}), "路径.docx",
          lambda got: got.status in (201, 422) and not os.path.exists("/tmp/jicheng-evil"))
file_case(56, "a program under the name of a workbook", lambda: b"MZ" + os.urandom(4096), "表.xlsx")
file_case(57, "a cut-off workbook", lambda: zipped({"[Content_Types].xml": TYPES})[:60], "断.xlsx")
file_case(58, "an empty file", lambda: b"", "空.xlsx", lambda got: got.status in (400, 415, 422))


@case(59, "a file name with folders, controls and a change of direction")
def _(o):
    got = send(o, "某单位没有数据".encode(), "../../..\\etc/\u202egpj.xlsx\r\nX: y.txt")
    name = got.json()["upload"]["name"] if got.status == 201 else ""
    return got.status in (400, 201) and "/" not in name and "\\" not in name and "\u202e" not in name and "\n" not in name, got


@case(60, "a file name that is only dots, and none")
def _(o):
    got = [send(o, b"x", n).status for n in ("...", "..", " ")] + [o.people["bureau"].ask("POST", "/api/v1/uploads", file=b"x", headers={"X-File-Name": ""}).status]
    return all(s in (400, 422) for s in got), got


XSS = '<script>alert(1)</script><img src=x onerror=alert(1)>'


@case(61, "script in every text comes back as JSON text and nothing that a browser runs")
def _(o):
    got = o.stranger().ask("POST", "/api/v1/check", {"text": XSS, "name": XSS})
    up = send(o, (XSS + "\n").encode(), "脚本.html")
    down = o.people["bureau"].ask("GET", f"/api/v1/uploads/{up.json()['upload']['id']}/file") if up.status == 201 else None
    good = got.headers["content-type"] == "application/json" and got.headers["x-content-type-options"] == "nosniff"
    good = good and (down is None or (down.headers["content-type"] == "application/octet-stream" and down.headers["content-disposition"].startswith("attachment")))
    return good, (got, down)


@case(62, "script in an address and in a parameter is not written into a page")
def _(o):
    page = o.raw(b"GET /%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1\r\n" + host(o) + b"\r\n")
    got = o.people["bureau"].ask("GET", "/api/v1/overview?asof=%3Cscript%3E")
    return b"<script>alert" not in page and got.status == 400 and got.headers["content-type"] == "application/json", got


@case(63, "a draft that begins cells with = + - @ makes no formula in the list of findings (formula injection)")
def _(o):
    got = o.stranger().ask("POST", "/api/v1/check/list", {"text": "一、2024年\n=cmd|' /C calc'!A1增加值100亿元，其中第一产业增加值20亿元、第二产业增加值30亿元、第三产业增加值60亿元。", "name": "=HYPERLINK(1)"})
    with zipfile.ZipFile(io.BytesIO(got.body)) as z:
        sheets = b"".join(z.read(n) for n in z.namelist() if "worksheets/" in n)
    return got.status == 200 and b"<f>" not in sheets, got.status


# ---- who is asking
@case(64, "a write without the token (CSRF)")
def _(o):
    got = o.people["bureau"].ask("POST", "/api/v1/orders/round", {}, token=False)
    return got.status == 403 and got.json()["error"]["code"] == "session.csrf", got


@case(65, "a write with another person's token")
def _(o):
    got = o.people["bureau"].ask("POST", "/api/v1/orders/round", {}, token=False, headers={"X-Jicheng-CSRF": o.people["leader"].csrf})
    return got.status == 403, got


@case(66, "a write from another site's page (Origin)")
def _(o):
    got = o.people["bureau"].ask("POST", "/api/v1/orders/round", {}, headers={"Origin": "https://evil.example"})
    return got.status == 403, got


@case(67, "a read asked for by another site's page (Sec-Fetch-Site)")
def _(o):
    got = o.people["bureau"].ask("GET", "/api/v1/overview", headers={"Sec-Fetch-Site": "cross-site"})
    return got.status == 403, got


@case(68, "a form post, which needs no preflight, to the open check")
def _(o):
    got = [o.stranger().ask("POST", "/api/v1/check", b'{"text":"a"}', headers={"Content-Type": t}).status
           for t in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")]
    return got == [415] * 3, got


@case(69, "no answer opens itself to other origins (CORS)")
def _(o):
    got = o.people["bureau"].ask("GET", "/api/v1/session", headers={"Origin": f"http://127.0.0.1:{o.port}"})
    return got.status == 200 and not any(h.startswith("access-control") for h in got.headers), got.headers


@case(70, "a token planted before login is not the session afterwards (fixation)")
def _(o):
    p = Person(o, "leader", mine("leader"))
    p.cookie = "a" * 64
    p.log_in()
    planted = Person(o)
    planted.cookie = "a" * 64
    return p.cookie != "a" * 64 and planted.ask("GET", "/api/v1/plan").status == 401, p.cookie


@case(71, "the token of before is dead after logging in again, after logging out, after a new password")
def _(o):
    p = Person(o, "leader", mine("leader")).log_in()
    old = Person(o)
    was_good = []

    def dead(act):
        """What the cookie and its CSRF token of before may still do, once `act` is done: nothing, to read or to write."""
        old.cookie, old.csrf = p.cookie, p.csrf
        was_good.append(old.ask("GET", "/api/v1/plan").status)
        act()
        write = old.ask("POST", "/api/v1/session/password", {"old": p.password, "new": "不该改成的口令 一二三四"})
        return old.ask("GET", "/api/v1/plan").status, write.status

    again = dead(p.log_in)
    new = dead(lambda: p.new_password("换一句长口令 帘外雨潺潺"))
    elsewhere = Person(o, "leader", p.password).log_in()  # another browser, which a new password ends too
    p.new_password(mine("leader"))
    other = elsewhere.ask("GET", "/api/v1/plan").status
    out = dead(lambda: p.ask("DELETE", "/api/v1/session"))
    p.log_in()
    return again[0] == new[0] == out[0] == other == 401 and all(w in (401, 403) for _, w in (again, new, out)) and was_good == [200] * 3, (again, new, other, out, was_good)


@case(72, "guessed and malformed session tokens")
def _(o):
    got = []
    for cookie in ("0" * 64, "x", "'; DROP TABLE--", "%00", "a" * 5000):
        p = Person(o)
        p.cookie = cookie
        got.append(p.ask("GET", "/api/v1/plan").status)
    return all(s == 401 for s in got), got


@case(73, "the cookie is HttpOnly and SameSite=Strict")
def _(o):
    got = Person(o).ask("POST", "/api/v1/session", {"login": "deputy", "password": mine("deputy")})
    c = got.headers.get("set-cookie", "")
    return "HttpOnly" in c and "SameSite=Strict" in c, c


@case(74, "passwords tried one after another (brute force) must wait, the right one too")
def _(o):
    o.hire("auditor", login="victim")
    got = [Person(o).ask("POST", "/api/v1/session", {"login": "victim", "password": f"wrong password {i}"}).status for i in range(7)]
    right = Person(o).ask("POST", "/api/v1/session", {"login": "victim", "password": mine("auditor")})
    unlocked = o.people["security_admin"].ask("PUT", "/api/v1/admin/users/victim/rights", {"unlock": True}).status
    after = Person(o).ask("POST", "/api/v1/session", {"login": "victim", "password": mine("auditor")})
    return got[:5] == [401] * 5 and got[6] == 429 and right.status == 429 and unlocked == 200 and after.status == 200, (got, right, after)


@case(75, "a login that does not exist is answered like a wrong password")
def _(o):
    a = Person(o).ask("POST", "/api/v1/session", {"login": "nobody-here", "password": "some long password"})
    b = Person(o).ask("POST", "/api/v1/session", {"login": "street", "password": "some long password"})
    strip = lambda r: {k: v for k, v in r.json()["error"].items()}
    return a.status == b.status == 401 and strip(a) == strip(b), (a, b)


@case(76, "no default password and none that is known")
def _(o):
    got = [Person(o).ask("POST", "/api/v1/session", {"login": "admin", "password": p}).status for p in ("admin", "", "password", o.first)]
    weak = [o.people["street"].ask("POST", "/api/v1/session/password", {"old": mine("street"), "new": p}).status for p in ("short", "aaaaaaaaaaaaaaaa", "password123456", "street-street-street")]
    return 200 not in got and weak == [422] * 4, (got, weak)


@case(77, "a one-time password opens nothing but the change of it")
def _(o):
    made = o.people["system_admin"].ask("POST", "/api/v1/admin/users", {"login": "fresh", "name": "新"})
    o.people["security_admin"].ask("PUT", "/api/v1/admin/users/fresh/rights", {"roles": ["bureau"]})
    p = Person(o, "fresh", made.json()["password"]).log_in()
    return p.ask("GET", "/api/v1/overview").status == 403, ""


# ---- what is somebody else's
@case(78, "an order of another office, by its number (IDOR)")
def _(o):
    got = []
    for method, path, body in (("GET", "", None), ("POST", "/accept", None), ("POST", "/reply", {"deed": "已印发方案并召开会议"})):
        got.append(o.people["street"].ask(method, f"/api/v1/orders/{o.order}{path}", body).status)
    return got == [404] * 3, got


@case(79, "a file of another office, by its number")
def _(o):
    got = [o.people["street"].ask("GET", f"/api/v1/uploads/{o.plan}{end}").status for end in ("", "/file")]
    return got == [404, 404], got


@case(80, "rights given to oneself, and by whoever may not give them")
def _(o):
    a = o.people["security_admin"].ask("PUT", "/api/v1/admin/users/security-admin/rights", {"roles": ["bureau"]}).status
    b = o.people["system_admin"].ask("PUT", "/api/v1/admin/users/leader/rights", {"roles": ["bureau"]}).status
    c = o.people["bureau"].ask("PUT", "/api/v1/admin/users/leader/rights", {"roles": ["bureau"]}).status
    return (a, b, c) == (403, 403, 403), (a, b, c)


@case(81, "two administrators in one person")
def _(o):
    o.people["system_admin"].ask("POST", "/api/v1/admin/users", {"login": "both", "name": "兼"})
    got = [o.people["security_admin"].ask("PUT", "/api/v1/admin/users/both/rights", {"roles": r}).status
           for r in (["system_admin", "audit_admin"], ["security_admin", "bureau"])]
    return got == [422, 422], got


@case(82, "a role put into an account by its own fields (mass assignment)")
def _(o):
    got = [o.people["system_admin"].ask("POST", "/api/v1/admin/users", {"login": "sly", "name": "x", "roles": ["bureau"]}).status,
           o.people["system_admin"].ask("PATCH", "/api/v1/admin/users/leader", {"roles": ["bureau"]}).status]
    return got == [400, 400], got


@case(83, "an administrator's password reset does not hand over the rights")
def _(o):
    o.hire("audit_admin", login="second-audit")
    reset = o.people["system_admin"].ask("POST", "/api/v1/admin/users/second-audit/password")
    p = Person(o, "second-audit", reset.json()["password"]).log_in()
    p.new_password("完全不同的另外一句长口令吧")
    return p.ask("GET", "/api/v1/admin/audit").status == 403 and reset.json()["roles_taken"] == ["audit_admin"], reset.json().get("roles_taken")


@case(84, "a person who was put out of force is out at once")
def _(o):
    p = o.hire("leader", login="leaver")
    before = p.ask("GET", "/api/v1/plan").status
    o.people["system_admin"].ask("PATCH", "/api/v1/admin/users/leaver", {"active": False})
    return before == 200 and p.ask("GET", "/api/v1/plan").status == 401, before


@case(85, "an order that carries a number to report, or ends on the owner's number (三个不得)")
def _(o):
    p = o.people["bureau"]
    # Of an office: the bureau's own matters are taken to nobody.
    of_an_office = next(m["id"] for m in p.ask("GET", "/api/v1/orders").json()["orders"] if not m["own"])
    a = p.ask("POST", f"/api/v1/orders/{of_an_office}/escalate", {"reason": "请于月底前上报增速达到9.8%"})
    owner = o.people["department"]
    sent = owner.ask("POST", "/api/v1/uploads", file="指标,本月\n固定资产投资增速,99.9%\n".encode(), name="自报.csv")
    return a.status == 422 and sent.status == 201 and sent.json()["added"] == 0, (a, sent)


@case(86, "the same write sent twice is one write")
def _(o):
    before = o.facts()
    with open(os.path.join(EXAMPLE, "facts.csv"), "rb") as f:
        data = f.read()
    one, two = send(o, data, "facts.csv"), send(o, data, "facts.csv")
    return one.status == two.status == 201 and two.json()["added"] == 0, (one.json()["added"], two.json()["added"])


@case(87, "twenty people write at once: all is kept, the chain holds")
def _(o):
    results = []

    def work(i):
        p = Person(o, "bureau", mine("bureau"))
        p.cookie, p.csrf = o.people["bureau"].cookie, o.people["bureau"].csrf
        results.append(send_as(p, i))

    def send_as(p, i):
        text = f"area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind\n990101,岚湖区,并发试验{i},2024,cumulative,{i}.0,亿元,,,published,,2025-02-01,试验,official\n"
        return p.ask("POST", "/api/v1/uploads?asof=2025-05-01", file=text.encode(), name=f"并发{i}.csv")

    threads = [threading.Thread(target=work, args=(i,)) for i in range(20)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    good = o.people["bureau"].ask("POST", "/api/v1/ledger/verify").json()
    return all(r.status == 201 and r.json()["added"] == 1 for r in results) and good["good"], [r.status for r in results]


@case(88, "error answers tell nothing of this machine")
def _(o):
    got = [o.people["bureau"].ask("GET", p).body for p in ("/api/v1/orders/2099-1-1", "/api/v1/uploads/0000000000000000", "/api/v1/reports/x")]
    got.append(o.people["bureau"].ask("PUT", "/api/v1/plan", {"upload": "0" * 16}).body)
    return all(o.folder.encode() not in g and b"/src/" not in g for g in got), got


@case(89, "nothing written by strangers: refusals leave figures, accounts and orders alone")
def _(o):
    before = (o.facts(), o.accounts(), o.register())
    for path, methods in json.load(open(os.path.join(ROOT, "docs/reference/openapi.json")))["paths"].items():
        for method in methods:
            if method == "get" or path.endswith("/session"):
                continue
            o.stranger().ask(method.upper(), re.sub(r"\{[^}]*\}", "1", path), {} if "check" not in path else {"text": "a"})
    return before == (o.facts(), o.accounts(), o.register()), ""


@case(90, "refused to somebody who is logged in: one row in the audit")
def _(o):
    rows = lambda: o.people["audit_admin"].ask("GET", "/api/v1/admin/audit?login=deputy&most=500").json()["rows"]
    before = len(rows())
    o.people["deputy"].ask("POST", "/api/v1/orders/round", {})
    after = rows()
    return len(after) == before + 1 and after[0]["outcome"] == "denied" and after[0]["did"] == "order_round", after[:2]


@case(91, "a row of the audit that was changed by hand is found")
def _(o):
    import sqlite3

    told = lambda: o.people["audit_admin"].ask("GET", "/api/v1/admin/audit").json()["chain_good"]
    good = told()
    book = sqlite3.connect(os.path.join(o.data, "审计.sqlite"), timeout=10, isolation_level=None)
    guard = book.execute("SELECT sql FROM sqlite_master WHERE name = 'record_is_never_changed'").fetchone()[0]
    place, body = book.execute("SELECT place, body FROM record WHERE body LIKE '%done%' ORDER BY place LIMIT 1 OFFSET 2").fetchone()

    def rewrite(text):
        # Whoever can write the file can take the trigger away and put it back.
        book.execute("DROP TRIGGER record_is_never_changed")
        book.execute("UPDATE record SET body = ? WHERE place = ?", (text, place))
        book.execute(guard)

    try:
        book.execute("UPDATE record SET body = ? WHERE place = ?", (body.replace("done", "kept"), place))
        stopped = False
    except sqlite3.DatabaseError:
        stopped = True
    rewrite(body.replace("done", "kept"))
    found = not told()
    rewrite(body)
    book.close()
    return good and stopped and found and told(), (good, stopped, found)


@case(92, "secrets are readable to the server's own user only, and in no answer and no log")
def _(o):
    mode = os.stat(os.path.join(o.data, "账户.json")).st_mode & 0o077
    users = o.people["system_admin"].ask("GET", "/api/v1/admin/users").body
    log = open(os.path.join(o.folder, "log.jsonl"), "rb").read()
    return mode == 0 and b"argon2" not in users and b"password_hash" not in users and "长口令".encode() not in log and o.people["bureau"].cookie.encode() not in log, oct(mode)


@case(102, "a list of people: too many, no table, a picture, a formula for a name, an administrator by a list")
def _(o):
    system, before = o.people["system_admin"], o.accounts()
    head = "姓名,登录名,角色,单位,片区\n"
    send = lambda text, name="名单.csv", path="user-list": system.ask("POST", f"/api/v1/admin/{path}", file=text if isinstance(text, bytes) else text.encode(), name=name)
    many = send(head + "".join(f"甲{i},many{i},领导,,\n" for i in range(201)))
    none = send("没有表头的一行字\n")
    picture = send(b"\x89PNG\r\n\x1a\n" + bytes(2000), "名单.xlsx")
    both = send(head + "乙,yi.yi,安全管理员、领导,,\n")
    gives = send(head + "丙,bing.bing,安全管理员,,\n", path="user-list/rights")
    stranger = o.stranger().ask("POST", "/api/v1/admin/user-list", file=head.encode(), name="名单.csv").status
    codes = [a.status for a in (many, none, picture, both, gives)]
    return codes == [422, 422, 422, 422, 403] and stranger == 401 and o.accounts() == before, (codes, stranger)


# ---- 93–101: personal mode, one person and no accounts.
def alone(o):
    return Office(o.binary, ["--personal", "--name", "张三"])


def enter(office):
    """Her browser, led in by the link."""
    person = Person(office)
    assert person.ask("GET", office.link).status == 303
    person.csrf = person.ask("GET", "/api/v1/session").json()["csrf"]
    return person


@case(93, "personal mode: the link under another Host (DNS rebinding)")
def _(o):
    with alone(o) as p:
        wrong = status(p.raw(b"GET " + p.link.encode() + b" HTTP/1.1\r\nHost: evil.example:%d\r\n\r\n" % p.port))
        return wrong == 421 and Person(p).ask("GET", p.link).status == 303, wrong


@case(94, "personal mode: the link opened by a page of another site")
def _(o):
    with alone(o) as p:
        wrong = Person(p).ask("GET", p.link, headers={"Sec-Fetch-Site": "cross-site"})
        return wrong.status == 403 and not wrong.headers.get("set-cookie") and Person(p).ask("GET", p.link).status == 303, wrong


@case(95, "personal mode: without the link nothing is shown and nothing written")
def _(o):
    with alone(o) as p:
        got = [Person(p).ask("GET", path).status for path in ("/api/v1/overview", "/api/v1/plan", "/api/v1/uploads", "/api/v1/annual", "/api/v1/admin/audit", "/api/v1/live")]
        got.append(Person(p).ask("POST", "/api/v1/uploads", file=b"a", name="a.txt").status)
        return set(got) == {401}, got


@case(96, "personal mode: the link a second time, a guessed one, and one only looked at (HEAD)")
def _(o):
    with alone(o) as p:
        looked = Person(p).ask("HEAD", p.link).status
        guessed = Person(p).ask("GET", "/api/v1/personal?key=" + "0" * 64).status
        first, again = Person(p).ask("GET", p.link).status, Person(p).ask("GET", p.link).status
        fresh = p.link_in(p.process.stdout.readline().decode())
        return (looked, guessed, first, again) == (404, 404, 303, 404) and Person(p).ask("GET", fresh).status == 303, (looked, guessed, first, again)


@case(97, "personal mode: a write without the token, or with the Origin of another site")
def _(o):
    with alone(o) as p:
        her = enter(p)
        bare = her.ask("POST", "/api/v1/uploads", file=b"a", name="a.txt", token=False)
        other = her.ask("POST", "/api/v1/uploads", file=b"a", name="a.txt", headers={"Origin": "http://evil.example"})
        right = her.ask("POST", "/api/v1/uploads", file="一句话".encode(), name="a.txt")
        return (bare.status, other.status, right.status) == (403, 403, 201), (bare, other, right)


@case(98, "personal mode on an address that others can reach")
def _(o):
    got = [subprocess.run([o.binary, "serve", "--personal", "--data", os.path.join(o.folder, "另一份"), "--listen", a], capture_output=True, timeout=20).returncode
           for a in ("0.0.0.0:0", "[::]:0")]
    return got == [2, 2], got


@case(99, "personal mode on a ledger whose accounts are in use")
def _(o):
    got = subprocess.run([o.binary, "serve", "--personal", "--data", o.data, "--listen", "127.0.0.1:0"], capture_output=True, timeout=20)
    return got.returncode == 2 and "账户" in got.stderr.decode(), got.stderr


@case(100, "personal mode: no account is a way in, and none can be made")
def _(o):
    with alone(o) as p:
        tried = p.stranger().ask("POST", "/api/v1/session", {"login": "admin", "password": "admin"})
        her = enter(p)
        made = her.ask("POST", "/api/v1/admin/users", {"login": "other", "name": "某人"})
        rights = her.ask("PUT", "/api/v1/admin/users/admin/rights", {"roles": ["audit_admin"]})
        told = her.ask("GET", "/api/v1/session").json()
        return (tried.status, made.status, rights.status) == (401, 403, 403) and told["personal"] and not os.path.exists(os.path.join(p.data, "账户.json")), (tried, made, rights)


@case(101, "personal mode: the link is in no log and no audit row")
def _(o):
    with alone(o) as p:
        her = enter(p)
        rows = her.ask("GET", "/api/v1/admin/audit?most=50")
        key = p.link.rsplit("=", 1)[1].encode()
        log = open(os.path.join(p.folder, "log.jsonl"), "rb").read()
        return key not in log and key not in rows.body and any(r["did"] == "personal_enter" for r in rows.json()["rows"]), rows


def main(binary):
    with Office(binary) as o:
        o.set_up(offices={"department": ["区商务局"], "street": ["云溪街道办事处"]})
        o.plan = o.fill()
        o.people["bureau"].ask("POST", "/api/v1/orders/round", {"asof": ASOF})
        o.order = next(x["id"] for x in o.people["bureau"].ask("GET", "/api/v1/orders").json()["orders"])
        o.facts = lambda: len(o.people["bureau"].ask("GET", "/api/v1/indicators").body)
        o.accounts = lambda: open(os.path.join(o.data, "账户.json"), "rb").read()
        o.register = lambda: open(os.path.join(o.data, "督办登记.jsonl"), "rb").read()
        wanted = [int(x) for x in os.environ.get("CASES", "").split(",") if x]
        for number, (what, run) in sorted(CASES.items()):
            if wanted and number not in wanted:
                continue
            try:
                good, detail = run(o)
            except Exception as e:  # a case that breaks is a case that failed
                good, detail = False, repr(e)
            good = tally.check(f"case {number}: {what}", good, detail)
            if not tally.check(f"case {number}: the server lives on", o.alive() and o.stranger().ask("GET", "/healthz").status == 200):
                break
        listed = {int(n) for n in re.findall(r"(?m)^\| (\d+) \|", open(os.path.join(ROOT, "docs/reference/security.md")).read())}
        tally.check("docs/reference/security.md lists these very cases", listed == set(CASES), listed ^ set(CASES))
        tally.check("the server ends in good order", o.stop() == 0)
    tally.end("hostile")


if __name__ == "__main__":
    main(sys.argv[1])
