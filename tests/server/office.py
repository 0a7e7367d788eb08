"""A server of its own for tests: started, filled with the invented district, with one person a role. Standard library only."""
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
ROLES = ["bureau", "department", "street", "leader", "deputy", "auditor", "system_admin", "security_admin", "audit_admin"]
EXAMPLE = os.path.join(ROOT, "examples", "lanhu-2025")
ASOF = "2025-04-30"  # in the example year


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


class Person:
    """One browser: keeps its cookie and its token."""

    def __init__(self, office, login="", password=""):
        self.office, self.login, self.password, self.cookie, self.csrf = office, login, password, "", ""
        self.connection = None

    def ask(self, method, path, body=None, file=None, name="", headers=None, token=True):
        h = {"Host": f"127.0.0.1:{self.office.port}"}
        if self.cookie:
            h["Cookie"] = "jicheng_session=" + self.cookie
        if self.csrf and method not in ("GET", "HEAD") and token:
            h["X-Jicheng-CSRF"] = self.csrf
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            h["Content-Type"] = "application/json"
        if file is not None:
            data = file
            h["Content-Type"] = "application/octet-stream"
            h["X-File-Name"] = urllib.parse.quote(name)
        if headers:
            h.update(headers)
        path = urllib.parse.quote(path, safe="/?&=%:+-_.~")
        for attempt in (1, 2):
            if self.connection is None:
                self.connection = self.office.connect()
            try:
                self.connection.request(method, path, body=data, headers=h)
                got = self.connection.getresponse()
                answer = Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
                break
            except (http.client.HTTPException, OSError):
                self.connection = None
                if attempt == 2:
                    raise
        cookie = re.match(r"jicheng_session=([0-9a-f]*)", answer.headers.get("set-cookie", ""))
        if cookie:
            self.cookie = cookie.group(1)
            if answer.status == 200 and answer.body.startswith(b'{"mode"'):
                self.csrf = answer.json()["csrf"]
        return answer

    def log_in(self):
        answer = self.ask("POST", "/api/v1/session", {"login": self.login, "password": self.password})
        assert answer.status == 200, answer
        return self

    def new_password(self, password):
        answer = self.ask("POST", "/api/v1/session/password", {"old": self.password, "new": password})
        assert answer.status == 200, answer
        self.password = password


def mine(role):
    return f"第{ROLES.index(role)}号长口令 天青色等烟雨"


class Office:
    """`with Office(binary) as office:`; `office.people[role]` are logged in once `fill` is done."""

    def __init__(self, binary, options=(), tls=None):
        """`tls`: what the server's certificate is trusted by, where it speaks TLS."""
        self.binary, self.options, self.tls = binary, list(options), tls
        self.folder = tempfile.mkdtemp(prefix="jicheng-office-")
        self.data = os.path.join(self.folder, "台账")
        self.people = {}
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        self.log = open(os.path.join(self.folder, "log.jsonl"), "ab")
        self.process = subprocess.Popen([self.binary, "serve", "--data", self.data, "--listen", "127.0.0.1:0", *self.options],
                                        stdout=subprocess.PIPE, stderr=self.log, bufsize=0)
        line = self.process.stdout.readline().decode()
        self.port = int(line.strip().rsplit(":", 1)[1])
        self.first = self.link = ""
        for _ in range(3):
            # The plain page, the first administrator and personal mode each print lines, where there is something to say.
            if not wait_readable(self.process.stdout, 0.3):
                break
            line = self.process.stdout.readline().decode()
            found = re.search(r"一次性口令：([a-z0-9-]+)", line)
            if found:
                self.first = found.group(1)
            self.link = self.link_in(line) or self.link

    @staticmethod
    def link_in(line):
        """What stands behind the address in a link of personal mode."""
        found = re.search(r"http://[^/]+(/api/v1/personal\?key=[0-9a-f]+)", line)
        return found.group(1) if found else ""

    def connect(self):
        if self.tls:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.tls)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError("the server did not stop within 15 s")
        return self.process.returncode

    def files(self):
        """What lies in the ledger's folder, by size and time; the audit, and what SQLite keeps beside a file, apart."""
        out = {}
        for folder, _, names in os.walk(self.data):
            for name in names:
                if "审计" not in name and not name.endswith(("-wal", "-shm")):
                    at = os.stat(os.path.join(folder, name))
                    out[os.path.join(folder, name)] = (at.st_size, at.st_mtime_ns)
        return out

    def alive(self):
        return self.process.poll() is None

    def stranger(self):
        return Person(self)

    def set_up(self, offices=None):
        """The first administrator appoints the others as the rules have it."""
        admin = Person(self, "admin", self.first).log_in()
        admin.new_password(mine("system_admin"))
        self.people["system_admin"] = admin
        offices = offices or {}
        security = self.hire("security_admin")
        for role in ROLES:
            if role in ("system_admin", "security_admin"):
                continue
            self.hire(role, offices.get(role, []))
        return security

    def hire(self, role, offices=(), login=None):
        login = login or role.replace("_", "-")
        admin = self.people["system_admin"]
        made = admin.ask("POST", "/api/v1/admin/users", {"login": login, "name": "某" + role, "phone": "13800000000"})
        assert made.status == 201, made
        giver = self.people.get("security_admin", admin)
        rights = {"roles": [role]}
        if offices:
            rights["offices"] = list(offices)
        given = giver.ask("PUT", f"/api/v1/admin/users/{login}/rights", rights)
        assert given.status == 200, given
        person = Person(self, login, made.json()["password"]).log_in()
        person.new_password(mine(role))
        self.people.setdefault(role, person)
        return person

    def fill(self, months=("2025-02", "2025-03")):
        """The plan of the invented district, its earlier years, and two months of files."""
        material = os.path.join(self.folder, "材料")
        subprocess.run([sys.executable, os.path.join(EXAMPLE, "make_months.py"), material], check=True, stdout=subprocess.DEVNULL)
        bureau = self.people["bureau"]
        plan = self.send(bureau, os.path.join(EXAMPLE, "计划报告.txt"), "2025-01-20")
        assert plan["upload"]["kind"] == "plan", plan["upload"]
        adopted = bureau.ask("PUT", "/api/v1/plan", {"upload": plan["upload"]["id"]})
        assert adopted.status == 200, adopted
        self.send(bureau, os.path.join(material, "往年数据.csv"), "2025-01-31")
        for month in months:
            day = {"2025-02": "2025-03-20", "2025-03": "2025-04-22"}[month]
            for name in sorted(os.listdir(os.path.join(material, month))):
                if name.startswith("~$"):
                    continue
                self.last = self.send(bureau, os.path.join(material, month, name), day)
        return plan["upload"]["id"]

    def send(self, person, path, asof):
        with open(path, "rb") as f:
            answer = person.ask("POST", f"/api/v1/uploads?asof={asof}", file=f.read(), name=os.path.basename(path))
        assert answer.status == 201, answer
        return answer.json()

    def raw(self, data, wait=5.0, pieces=None):
        """Bytes as they are; what comes back until the server closes or says no more."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as s:
            try:
                for piece in pieces or [data]:
                    s.sendall(piece)
                    if pieces:
                        time.sleep(0.02)
            except (BrokenPipeError, ConnectionResetError):
                pass
            out = b""
            try:
                while True:
                    got = s.recv(65536)
                    if not got:
                        break
                    out += got
                    if complete(out):
                        break
            except (socket.timeout, ConnectionResetError):
                pass
            return out


def complete(answer):
    head, mark, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return bool(mark) and length is not None and len(body) >= int(length.group(1))


def wait_readable(stream, seconds):
    import select
    return bool(select.select([stream], [], [], seconds)[0])


class Tally:
    """Prints what failed, in words; the exit code tells."""

    def __init__(self):
        self.passed, self.failed = 0, []

    def check(self, what, good, detail=""):
        if good:
            self.passed += 1
        else:
            self.failed.append(what)
            print(f"FAILED  {what}  {detail}", flush=True)
        return good

    def end(self, name):
        print(f"{name}: {self.passed} passed, {len(self.failed)} failed")
        sys.exit(1 if self.failed else 0)
