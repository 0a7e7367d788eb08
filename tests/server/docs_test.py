#!/usr/bin/env python3
"""What the documents say of the program, held against it: every metric and every field of the log is described, the libraries named
for another machine are those that the binary needs. `docs_test.py JICHENG`"""
import json
import os
import re
import shutil
import subprocess
import sys

from office import ROOT, Office, Tally

tally = Tally()


def text(*parts):
    with open(os.path.join(ROOT, *parts), encoding="utf-8") as f:
        return f.read()


def metrics_and_log(binary):
    told = text("docs", "reference", "server.md")
    named = set(re.findall(r"`(jicheng_[a-z_]+)", told))
    with Office(binary, ["--log-all"]) as office:
        office.set_up()
        office.stranger().ask("GET", "/nowhere")
        given = office.stranger().ask("GET", "/metrics").body.decode()
        exported = set(re.findall(r"(?m)^# TYPE (\S+)", given))
        tally.check("every metric is described", exported and exported <= named, exported - named)
        tally.check("none is described that is not there", named <= exported, named - exported)
        office.stop()
        fields = set()
        with open(os.path.join(office.folder, "log.jsonl"), encoding="utf-8") as log:
            for line in log:
                fields |= set(json.loads(line))
        described = set(re.findall(r"`([a-z_]+)`", "".join(row.split("|")[1] for row in told.split("## 日志与监控")[1].splitlines() if row.startswith("| `"))))
        tally.check("every field of the log is described", fields and fields <= described, fields - described)


def libraries(binary):
    if not (shutil.which("readelf") and shutil.which("dpkg")):
        return
    needed = set()
    for library in re.findall(r"NEEDED.*\[(.*)\]", subprocess.run(["readelf", "-d", binary], capture_output=True, text=True).stdout):
        found = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, text=True).stdout.splitlines()
        # Of several the one of this machine's own architecture: libc6, and not libc6-i386.
        packages = {line.split(":")[0] for line in found if re.search(r"/lib/[a-z0-9_]+-linux-gnu/[^/]+$", line)}
        needed |= packages
    line = next(line for line in text("docs", "start.md").splitlines() if "Debian 12 的软件包" in line)
    named = set(re.findall(r"`((?:lib|zlib)[a-z0-9+.-]+)`", line))
    if "libasan" not in str(needed):  # a build to look for faults has more
        tally.check("docs/start.md names the packages of the libraries that the binary needs", named == needed, (named - needed, needed - named))


def roles():
    program = text("src", "server", "rights.cpp")
    names = re.findall(r"\"([^\"]+)\"", program[program.index("kChinese{"):].split("};")[0])
    line = next(line for line in text("docs", "howto", "run-the-server.md").splitlines() if "安全管理员给其他账户角色" in line)
    given = re.search(r"角色（(.*?)）", line).group(1).split("、")
    tally.check("roles are called as the program calls them", given == names[:6] and len(names) == 9, (given, names))


def main(binary):
    metrics_and_log(binary)
    libraries(binary)
    roles()
    tally.end("docs")


if __name__ == "__main__":
    main(sys.argv[1])
