#!/usr/bin/env python3
"""Where the screen goes: tests/hostile/screen.py BINARY

A reader that has seen enough (| head -1) is nothing wrong: no message, the command's own exit code. A full disk is: exit code 2 and a sentence.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROWS = 4000  # more than a pipe holds
HEAD = "area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind\n"


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        rows = "".join(f"990101,岚湖区,指标{i},2025-01/2025-06,cumulative,{i}.5,亿元,,,published,,2025-07-20,岚湖区统计局,official\n" for i in range(ROWS))
        pathlib.Path(folder, "数据.csv").write_text(HEAD + rows, encoding="utf-8")
        subprocess.run([binary, "import", "数据.csv", "--data", "台账"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        ask = [binary, "facts", "--data", "台账"]
        whole = subprocess.run(ask, cwd=folder, capture_output=True)
        assert whole.returncode == 0 and len(whole.stdout) > 1 << 17, "the screen is too short to test with"

        asked = subprocess.Popen(ask, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert asked.stdout.readline() == whole.stdout.splitlines(keepends=True)[0]
        asked.stdout.close()
        said = asked.stderr.read().decode()
        assert asked.wait() == 0, f"a reader that left: exit {asked.returncode}, {said}"
        assert said == "", said

        with open("/dev/full", "wb") as full:
            refused = subprocess.run(ask, cwd=folder, stdout=full, stderr=subprocess.PIPE)
        assert refused.returncode == 2, f"a full disk: exit {refused.returncode}"
        assert "磁盘空间" in refused.stderr.decode(), refused.stderr.decode()
    print("a reader that leaves and a disk that is full are told apart")


main()
