#!/usr/bin/env python3
"""`jicheng serve` beside bare Beast in the same run: 64 keep-alive connections, the server on one core and wrk on the other.

    cmake --preset bench && cmake --build --preset bench --target beast_bare jicheng
    bench/server.py [--seconds N] [--streams N]

Then idle live connections (memory each, time of one update to all), and reads while a 20 MB workbook is being read."""
import argparse
import multiprocessing
import os
import re
import resource
import select
import socket
import subprocess
import sys
import threading
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "server"))
from office import ASOF, Office  # noqa: E402


def wrk(url, seconds, headers=(), connections=64):
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for h in headers:
        command += ["-H", h]
    out = subprocess.run(command + [url], capture_output=True, text=True, check=True).stdout
    unit = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", out)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), float(p99.group(1)) * unit[p99.group(2)], int(bad.group(1)) if bad else 0


def memory(pid):
    for line in open(f"/proc/{pid}/smaps_rollup"):
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1])
    return 0


def row(name, result, bare):
    rate, p99, bad = result
    print(f"{name:46} {rate:10,.0f} requests/s  {100 * rate / bare:6.1f} % of bare Beast  p99 {p99:7.2f} ms{'  ' + str(bad) + ' not 2xx' if bad else ''}", flush=True)


def streams(office, person, count):
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(count + 500, resource.getrlimit(resource.RLIMIT_NOFILE)[1]), resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    ask = f"GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:{office.port}\r\nCookie: jicheng_session={person.cookie}\r\n\r\n".encode()
    before = memory(office.process.pid)
    poll = select.epoll()
    open_ones = {}
    for _ in range(count):
        s = socket.create_connection(("127.0.0.1", office.port))
        s.sendall(ask)
        open_ones[s.fileno()] = s
        if len(open_ones) % 500 == 0:
            time.sleep(0.05)
    for s in open_ones.values():
        s.settimeout(10)
        s.recv(4096)
        s.setblocking(False)
        poll.register(s, select.EPOLLIN)
    time.sleep(1)
    after = memory(office.process.pid)
    print(f"{count:,} idle live connections: {(after - before) / count:.2f} KB of private memory each")
    settings = office.people["system_admin"].ask("GET", "/api/v1/admin/settings").json()
    settings["about_tolerance_pp"] = "0.3"
    times = []
    for _ in range(3):
        waiting = set(open_ones)
        done = threading.Event()
        at = {}

        def write():
            at["asked"] = time.perf_counter()
            office.people["system_admin"].ask("PUT", "/api/v1/admin/settings", settings)
            done.set()

        thread = threading.Thread(target=write)
        thread.start()
        first = None
        while waiting:
            for fd, _ in poll.poll(5):
                got = os.read(fd, 65536)
                if b"changed" in got:
                    if first is None:
                        first = time.perf_counter()
                    waiting.discard(fd)
        times.append((time.perf_counter() - first) * 1000)
        thread.join()
        settings["about_tolerance_pp"] = "0.1" if settings["about_tolerance_pp"] == "0.3" else "0.3"
    print(f"one update to all of them: {sorted(times)[1]:.0f} ms from the first to the last, the reader in Python included")
    for s in open_ones.values():
        s.close()


def paced(port, cookie, paths, seconds, rate=100):
    """People read at their own pace, not as fast as the server can: `rate` reads a second of each path; (p50, p99) in ms of each."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    times = [[] for _ in paths]
    start = time.perf_counter()
    for i in range(int(rate * len(paths) * seconds)):
        due = start + i / (rate * len(paths))
        time.sleep(max(0.0, due - time.perf_counter()))
        asked = time.perf_counter()
        connection.sendall(f"GET {paths[i % len(paths)]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: jicheng_session={cookie}\r\n\r\n".encode())
        got = b""
        while b"\r\n\r\n" not in got:
            got += connection.recv(65536)
        head, _, body = got.partition(b"\r\n\r\n")
        size = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
        while size > len(body):
            body += connection.recv(65536)
        times[i % len(paths)].append((time.perf_counter() - asked) * 1000)
    return [(sorted(t)[len(t) // 2], sorted(t)[len(t) * 99 // 100]) for t in times]


def workbook():
    """About 20 MB of .xlsx: inline texts and numbers, hardly compressed."""
    import io
    import random
    import zipfile
    random.seed(8)
    rows = "".join(f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{random.random()*1e6:.9f}</v></c>' for c in "ABCDEFGH") + "</row>" for r in range(1, 60001))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:
        z.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
        z.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        z.writestr("xl/worksheets/sheet1.xml", f'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>')
    return out.getvalue()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=int, default=5)
    arguments.add_argument("--streams", type=int, default=10000)
    arguments.add_argument("--binary", default=os.path.join(ROOT, "build/bench/jicheng"))
    arguments.add_argument("--bare", default=os.path.join(ROOT, "build/bench/beast_bare"))
    a = arguments.parse_args()
    with Office(a.binary) as office:
        office.set_up()
        office.fill()
        bureau = office.people["bureau"]
        base = f"http://127.0.0.1:{office.port}"
        session = f"Cookie: jicheng_session={bureau.cookie}"
        size = len(bureau.ask("GET", "/").body)
        series = "/api/v1/indicators/%E5%B1%85%E6%B0%91%E6%B6%88%E8%B4%B9%E4%BB%B7%E6%A0%BC%E6%8C%87%E6%95%B0?vintages=last&asof=2025-03-31"
        record = bureau.ask("GET", series).json()["facts"][0]["record"].replace(":", "/")
        free = socket.socket()
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        bare_process = subprocess.Popen(["taskset", "-c", "0", a.bare, str(port), str(size)])
        subprocess.run(["taskset", "-a", "-p", "-c", "0", str(office.process.pid)], check=True, stdout=subprocess.DEVNULL)
        time.sleep(0.5)
        try:
            bare = wrk(f"http://127.0.0.1:{port}/", a.seconds)
            row(f"bare Beast, {size} bytes", bare, bare[0])
            row("the page, from memory", wrk(base + "/", a.seconds), bare[0])
            bureau.ask("GET", series)
            row("a series, nothing written since", wrk(base + series, a.seconds, [session]), bare[0])
            bureau.ask("GET", f"/api/v1/overview?asof={ASOF}")
            row("the overview, nothing written since", wrk(base + f"/api/v1/overview?asof={ASOF}", a.seconds, [session]), bare[0])
            packed = [session, "Accept-Encoding: gzip"]
            row("the same as a browser asks for it, as gzip", wrk(base + f"/api/v1/overview?asof={ASOF}", a.seconds, packed), bare[0])
            row("one record, read from the ledger each time", wrk(base + f"/api/v1/ledger/records/{record}", a.seconds, [session]), bare[0])
        finally:
            bare_process.kill()
        subprocess.run(["taskset", "-a", "-p", "-c", "0-1", str(office.process.pid)], check=True, stdout=subprocess.DEVNULL)

        data = workbook()
        record_path = f"/api/v1/ledger/records/{record}"
        quiet = paced(office.port, bureau.cookie, [series, record_path], a.seconds)
        # By a process of its own: a thread of this one would make its readings wait for their turn to be taken.
        fork = multiprocessing.get_context("fork")
        stop, answered = fork.Event(), fork.SimpleQueue()

        def send():
            from office import Person
            os.nice(10)  # whoever sends has a machine of their own; the readings are not to wait for them
            p = Person(office)
            p.cookie, p.csrf = bureau.cookie, bureau.csrf
            sent = 0
            while not stop.is_set():
                file = data + b"\0" * sent
                began = time.time()
                p.ask("POST", "/api/v1/uploads?asof=2025-04-01", file=file, name="大表.xlsx")
                answered.put(time.time() - began)
                sent += 1
            answered.put(None)

        sender = fork.Process(target=send)
        sender.start()
        time.sleep(0.3)
        busy = paced(office.port, bureau.cookie, [series, record_path], a.seconds)
        stop.set()
        took = list(iter(answered.get, None))
        sender.join()
        print(f"uploads of {len(data) / 1e6:.0f} MB, {len(took)} read meanwhile, {sum(took) / len(took):.1f} s each; 200 reads a second beside them:")
        for name, alone, beside in zip(("from memory", "from ledger"), quiet, busy):
            print(f"  {name}   p50 {alone[0]:.2f} and p99 {alone[1]:.2f} ms alone, {beside[0]:.2f} and {beside[1]:.2f} ms beside them")
        streams(office, bureau, a.streams)


if __name__ == "__main__":
    main()
