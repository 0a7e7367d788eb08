#!/usr/bin/env python3
"""Times the main job as whole processes and prints wall milliseconds and peak memory.

bench/main_job.py [--runs N] [REPORT FACTS ASOF]

Without arguments: the real report with its published figures where ../shared is there, else the bundled example. Budget: 300 ms and 80 MiB."""
import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parent.parent
binary = root / "build/release/jicheng"


def measure(command, runs):
    walls = []
    for i in range(runs + 1):
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wall = (time.perf_counter() - start) * 1000
        if done.returncode not in (0, 1):
            sys.exit(done.stderr.decode())
        if i:  # the first run warms the disk cache
            walls.append(wall)
    return walls


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("question", nargs="*", metavar="REPORT FACTS ASOF")
    a = parser.parse_args()
    shared = root / "../shared"
    if a.question:
        report, facts, asof = a.question
    elif shared.exists():
        report, facts, asof = shared / "mission/report-2022-plan-2023.txt", shared / "data/facts.csv", "2023-11-30"
    else:
        report, facts, asof = root / "examples/yuexiu-2023/计划报告.txt", root / "examples/yuexiu-2023/facts.csv", "2023-11-30"
    if not binary.exists():
        sys.exit("build it first: cmake --preset release && cmake --build --preset release")
    out = tempfile.mkdtemp()
    job = [str(binary), "run", str(report), "--facts", str(facts), "--asof", asof, "--out", out, "--no-pdf"]
    walls = measure(job, a.runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yardstick = measure([sys.executable, "-c", "pass"], a.runs)
    shutil.rmtree(out)
    middle = statistics.median(walls)
    print(f"report       {os.path.basename(report)}, as of {asof}, {a.runs} runs")
    print(f"wall         min {min(walls):.1f}  median {middle:.1f}  max {max(walls):.1f} ms   (budget 300 ms)")
    print(f"ratio        {middle / statistics.median(yardstick):.2f} × the start of a Python interpreter ({statistics.median(yardstick):.1f} ms)")
    print(f"peak memory  {peak:.1f} MiB   (budget 80 MiB)")


main()
