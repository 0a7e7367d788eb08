#!/usr/bin/env python3
"""Rolling backtest of pooling: how near the borrowed pace of a short figure comes to the year that followed.

    bench/pooling.py [build/release/jicheng] [../shared/data/series]

Each monthly figure of the folder in turn is cut to its last 1, 2 or 3 whole years before a year (and to none), the others are cut to the same
moment and lend (`jicheng adjust OWN --like OTHER … --json`). Told: the share of the year reached by the end of each month from February to
November. Printed, in points of the year, over all years and months: the mean error of the borrowed pace, of the mean of its own years, of the like
figures alone and of linear pace, and how often the 80 % interval held. Nothing of the year itself or later is read.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

JICHENG = sys.argv[1] if len(sys.argv) > 1 else "build/release/jicheng"
FOLDER = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "../shared/data/series")
FILES = ["retail_sales", "exports", "imports", "fiscal_revenue", "fixed_asset_investment", "new_loans"]
LENGTHS = (0, 1, 2, 3)


def read(name):
    lines = (FOLDER / f"cn_{name}_monthly.csv").read_text(encoding="utf-8").splitlines()
    rows = [r for r in csv.reader(lines[1:])]
    return lines[:2], [(int(r[0][:4]), int(r[0][5:7]), line) for r, line in zip(rows[1:], lines[2:])], {
        (int(r[0][:4]), int(r[0][5:7])): float(r[4]) for r in rows[1:] if r[4]}


def main():
    figures = {name: read(name) for name in FILES}
    sums = {n: {"borrowed": [], "own": [], "like": [], "linear": [], "held": []} for n in LENGTHS}
    with tempfile.TemporaryDirectory() as folder:
        def cut(name, first, last):
            head, rows, _ = figures[name]
            path = pathlib.Path(folder) / f"{name}-{first}-{last}.csv"
            if not path.exists():
                path.write_text("\n".join(head + [line for y, _, line in rows if first <= y <= last]) + "\n", encoding="utf-8")
            return path

        for name in FILES:
            levels = figures[name][2]
            for year in range(2012, 2023):
                if (year, 12) not in levels:
                    continue
                others = [o for o in FILES if o != name]
                for n in LENGTHS:
                    own = cut(name, year - max(n, 1), year - 1)
                    if n == 0:  # the year's first published figure and no whole year
                        head, rows, _ = figures[name]
                        own = pathlib.Path(folder) / f"{name}-{year}-none.csv"
                        own.write_text("\n".join(head + [line for y, m, line in rows if y == year - 1 and m == 12]) + "\n", encoding="utf-8")
                    words = [JICHENG, "adjust", own, "--column", "value"]
                    for o in others:
                        words += ["--like", cut(o, 2008, year - 1)]
                    done = subprocess.run([*map(str, words), "--json"], capture_output=True, text=True)
                    if done.returncode == 2:
                        print(f"{name} {year} {n}: {done.stderr.strip()}", file=sys.stderr)
                        continue
                    for p in json.loads(done.stdout)["borrowed"]["pace"]:
                        m = p["last_month"]
                        if not 2 <= m <= 11 or (year, m) not in levels:
                            continue
                        truth = levels[year, m] / levels[year, 12]
                        s = sums[n]
                        s["borrowed"].append(abs(p["reached"] - truth))
                        s["like"].append(abs(p["like"] - truth))
                        s["linear"].append(abs(m / 12 - truth))
                        if p.get("own") is not None:
                            s["own"].append(abs(p["own"] - truth))
                        s["held"].append(p["lo80"] <= truth <= p["hi80"])
    mean = lambda v: f"{100 * sum(v) / len(v):6.2f}" if v else "     —"
    print("own years   months   borrowed   own mean   like alone   linear   80 % held")
    for n, s in sums.items():
        print(f"{n:9}   {len(s['held']):6}     {mean(s['borrowed'])}     {mean(s['own'])}       {mean(s['like'])}   {mean(s['linear'])}      {mean(s['held'])}")


if __name__ == "__main__":
    main()
