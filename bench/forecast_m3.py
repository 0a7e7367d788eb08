#!/usr/bin/env python3
"""Accuracy, interval coverage and speed of `jicheng forecast` on the M3 competition (Makridakis and Hibon 2000).

    python3 bench/forecast_m3.py build/release/jicheng [--method default] [--train] [--r]

sMAPE and MASE as the competition measured them; "all" is the mean over the 3,003 series by class, as published. --train leaves out the
last values of the training parts instead of looking at the test parts: what codes/forecast_spread.csv was learnt from. --r also runs R's
mean of ets and thetaf (package forecast) on every 20th series, when Rscript is installed, and prints the ratio of CPU times.
Needs ../shared/data/m3. Prints; never fails on a slow machine.
"""
import argparse
import csv
import math
import pathlib
import resource
import shutil
import subprocess
import tempfile

CLASSES = [("yearly", 1, 6), ("quarterly", 4, 8), ("monthly", 12, 18), ("other", 1, 8)]
DATA = pathlib.Path(__file__).resolve().parent.parent.parent / "shared/data/m3"


def read(path):
    return [(row[0], [float(v) for v in row[1:] if v]) for row in csv.reader(open(path)) if row]


def cpu_of(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def forecasts(binary, series, period, horizon, method):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in.csv"
        source.write_text("".join(name + "," + ",".join(map(repr, y)) + "\n" for name, y in series))
        out, cpu = cpu_of([binary, "forecast", str(source), "--horizon", str(horizon), "--period", str(period), "--method", method,
                           "--threads", "1"])
    return [[float(v) for v in line.split(",")[1:]] for line in out.splitlines()], cpu


R = """suppressMessages(library(forecast)); a <- commandArgs(TRUE); m <- as.integer(a[2]); h <- as.integer(a[3])
for (l in readLines(a[1])) { y <- ts(as.numeric(strsplit(l, ",")[[1]][-1]), frequency=m)
  f <- (forecast(ets(y), h=h)$mean + thetaf(y, h=h)$mean)/2; cat(paste(f, collapse=","), "\\n") }"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--method", default="default")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--r", action="store_true")
    parser.add_argument("--only", choices=[c[0] for c in CLASSES])
    o = parser.parse_args()
    total, count = 0.0, 0
    for name, period, horizon in CLASSES:
        if o.only not in (None, name):
            continue
        train, test = read(DATA / f"{name}-train.csv"), read(DATA / f"{name}-test.csv")
        truth = [f for _, f in test]
        if o.train:
            cut = [min(horizon, len(y) // 3) for _, y in train]
            truth = [y[-c:] for (_, y), c in zip(train, cut)]
            train = [(n, y[:-c]) for (n, y), c in zip(train, cut)]
        rows, cpu = forecasts(o.binary, train, period, horizon, o.method)
        smape = mase = points = inside80 = inside95 = 0.0
        for (_, y), f, row in zip(train, truth, rows):
            parts = [row[i * horizon:(i + 1) * horizon] for i in range(5)]
            scale = sum(abs(b - a) for a, b in zip(y, y[period:])) / max(1, len(y) - period)
            error = 0.0
            for h, value in enumerate(f):
                mean, lo80, hi80, lo95, hi95 = (p[h] for p in parts)
                smape += 200 * abs(value - mean) / (abs(value) + abs(mean))
                error += abs(value - mean)
                inside80 += lo80 <= value <= hi80
                inside95 += lo95 <= value <= hi95
                points += 1
            mase += error / len(f) / scale if scale else 0
        print(f"{name:10} sMAPE {smape / points:6.2f}  MASE {mase / len(train):5.3f}  within 80 % {inside80 / points:.3f}  within 95 % "
              f"{inside95 / points:.3f}  {len(train) / cpu:6.0f} series per CPU second")
        total += smape / points * len(train)
        count += len(train)
        if o.r and shutil.which("Rscript"):
            sample = train[::20]
            with tempfile.TemporaryDirectory() as folder:
                source = pathlib.Path(folder) / "in.csv"
                source.write_text("".join(n + "," + ",".join(map(repr, y)) + "\n" for n, y in sample))
                script = pathlib.Path(folder) / "peer.R"
                script.write_text(R)
                out, peer = cpu_of(["Rscript", str(script), str(source), str(period), str(horizon)])
            ours, own = forecasts(o.binary, sample, period, horizon, o.method)
            print(f"{'':10} R ets+thetaf: {peer / own:.0f} times the CPU of ours on {len(sample)} series")
    print(f"all        sMAPE {total / count:6.2f}   (published: Theta 12.76)")


if __name__ == "__main__":
    main()
