#!/usr/bin/env python3
"""Every file of tests/hostile/files.py against the real binary, alone and all together in one month's folder.

    tests/hostile/hostile.py BINARY [--tools] [--no-memory] [--keep FOLDER] [CASE…]
    tests/hostile/hostile.py --list          the table for docs/reference/files.md

What must hold each time: exit code 0, 1 or 2 and never a signal; at most 256 MiB of memory and 20 seconds; on refusal a message that names the file
and says what to do; nothing fetched (a port listens and counts), nothing of other files shown. Without --tools the tools are hidden, so that what
would go through them is refused by name; with it they run too, and their memory is not counted.
"""
import argparse
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from files import cases

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLAN = ROOT / "examples/lanhu-2025/计划报告.txt"
MEMORY_MIB, SECONDS, TOOL_SECONDS = 256, 20, 130
OUTCOME = {"refused": "不读，说明原因和办法", "read": "读", "either": "读得懂的读，其余说明"}


class Listener:
    """Counts who comes to fetch something."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.socket.accept()
            self.visits += 1
            connection.close()


class Failures(list):
    def check(self, good, name, what):
        if not good:
            self.append(f"{name}: {what}")
            print(f"  ✗ {name}: {what}", flush=True)


def run(command, seconds, environment, folder):
    """Exit code (negative: signal, None: out of time), both outputs, peak MiB, seconds."""
    with open(folder / "out", "w+b") as out, open(folder / "err", "w+b") as err:
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment)
        timer = threading.Timer(seconds, child.kill)
        timer.start()
        _, status, used = os.wait4(child.pid, 0)
        late = not timer.is_alive()
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return None if late else child.returncode, out.read(1 << 22).decode("utf-8", "replace"), err.read().decode("utf-8", "replace"), used.ru_maxrss / 1024, time.monotonic() - start


def alone(case, path, o, failures, listener, environment, scratch):
    screen = case.expect == "read" and case.says  # notices stand on the screen
    code, out, err, peak, took = run([o.binary, "read", str(path)] + ([] if screen else ["--json"]), TOOL_SECONDS if case.tool and o.tools else SECONDS, environment, scratch)
    name = case.name
    failures.check(code is not None, name, f"took over {took:.0f} s")
    if code is None:
        return peak
    failures.check(code in (0, 1, 2), name, f"exit {code}: {err[-300:]}")
    if not o.no_memory and not (case.tool and o.tools):
        failures.check(peak <= MEMORY_MIB, name, f"{peak:.0f} MiB")
    tools_hidden = case.tool and not o.tools
    if case.expect == "refused" or tools_hidden:
        failures.check(code == 2, name, f"was read (exit {code})")
    if case.expect == "read" and not tools_hidden:
        failures.check(code in (0, 1), name, f"was refused: {err[:300]}")
    if code == 2:
        failures.check(name in err and "请" in err, name, f"message without file or remedy: {err[:300]}")
    if not tools_hidden:
        failures.check(case.says in err + out, name, f"does not say {case.says}: {err[:300]}")
    for word in case.lacks:
        failures.check(word not in out + err, name, f"shows {word}")
    if o.verbose:
        print(f"{name:22} exit {code}  {peak:6.1f} MiB {took:6.2f} s  {err.strip()[:150]}", flush=True)
    return peak


def together(folder, made, o, failures, environment, scratch):
    """All of them in one month's folder, with links, pipes, a device and a file over the limit."""
    os.symlink("/etc/passwd", folder / "链接.csv")
    os.symlink("/dev/zero", folder / "零.csv")
    os.mkfifo(folder / "管道.csv")
    (folder / "子文件夹").mkdir()
    with open(folder / "太大.xlsx", "wb") as f:
        f.truncate(3 << 30)
    out_folder = scratch / "五个文件"
    code, out, err, peak, took = run([o.binary, "run", str(PLAN), str(folder), "--asof", "2025-10-31", "--out", str(out_folder), "--no-pdf", "--json"], 120, environment, scratch)
    failures.check(code in (0, 1), "月度文件夹", f"exit {code}: {err[-300:]}")
    if not o.no_memory:
        failures.check(peak <= MEMORY_MIB, "月度文件夹", f"{peak:.0f} MiB")
    if code not in (0, 1):
        return
    # The outputs may be longer than what is kept of them: read from the file.
    said = json.loads((scratch / "out").read_text())
    listed = {pathlib.Path(u["file"]).name for u in said["unread"]}
    read = {pathlib.Path(r["file"]).name for r in said["read"]}
    for case in made:
        good = case.name in listed or case.name in read
        failures.check(good, "月度文件夹", f"{case.name} is neither read nor listed")
        if case.expect == "refused":
            failures.check(case.name in listed, "月度文件夹", f"{case.name} is not listed")
    for name in ("链接.csv", "零.csv", "管道.csv", "子文件夹", "太大.xlsx"):
        failures.check(name in listed, "月度文件夹", f"{name} is not listed")
    failures.check("root:" not in (scratch / "out").read_text(), "月度文件夹", "shows another file")
    print(f"月度文件夹：{len(made)} 个文件，{peak:.0f} MiB，{took:.1f} s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", nargs="?")
    parser.add_argument("only", nargs="*")
    parser.add_argument("--tools", action="store_true")
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("--list", action="store_true")
    o = parser.parse_args()
    if o.list:
        print("| 文件 | 里面是什么 | 结果 |\n|---|---|---|")
        shown = [c for c in cases if not c.name.startswith("cut-")]
        for c in shown:
            print(f"| `{c.name}` | {c.what} | {'经工具：' if c.tool else ''}{OUTCOME[c.expect]}{'（说明“' + c.says + '”）' if c.says else ''} |")
        return
    scratch = pathlib.Path(tempfile.mkdtemp())
    folder = pathlib.Path(o.keep) if o.keep else scratch / "本月"
    folder.mkdir(parents=True, exist_ok=True)
    listener, failures = Listener(), Failures()
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    if not o.tools:
        environment["PATH"] = str(scratch / "nothing")
    chosen = [c for c in cases if not o.only or any(word in c.name for word in o.only)]
    # Each is made by a process of its own: what Python takes to make a bomb must not count as ours.
    peak = 0
    try:
        for case in chosen:
            path = folder / case.name
            if (child := os.fork()) == 0:
                path.write_bytes(case.make().replace(b"PORT", str(listener.port).encode()) if case.name.endswith((".csv", ".html")) else case.make())
                os._exit(0)
            failures.check(os.waitpid(child, 0)[1] == 0, case.name, "could not be made")
            peak = max(peak, alone(case, path, o, failures, listener, environment, scratch))
        if not o.only:
            together(folder, chosen, o, failures, environment, scratch)
        failures.check(listener.visits == 0, "网络", f"{listener.visits} visits")
        failures.check(not pathlib.Path("/tmp/jicheng-slip").exists(), "slip", "wrote outside")
    finally:
        shutil.rmtree(scratch)
    print(f"{len(chosen)} 个文件，{len(failures)} 处不对，最多 {peak:.0f} MiB")
    sys.exit(1 if failures else 0)


main()
