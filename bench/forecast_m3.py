#!/usr/bin/env python3
"""Accuracy, intervals and speed of the forecasts on the M3 competition (Makridakis and Hibon 2000), beside R in the same run.

    cmake --preset bench && cmake --build --preset bench --target forecast_rows
    bench/forecast_m3.py [--method NAME …] [--only CLASS …] [--no-r] [--r-series 756] [--arima-series 15]

A line a method and class, on the test parts: sMAPE and MASE as the competition measured them ("all": the mean over the 3,003 series by
class, as published); OWA against the published Naive2; the shares of values inside the 80 % and 95 % intervals; the interval scores of both
(Gneiting and Raftery 2007, equation 43) divided by the usual change over a season, as in MSIS; series a second of processor time, one
thread, forecasting alone (reading and printing left out, the list repeated for at least half a second).
Then R's package forecast (ets, thetaf, their mean; with auto.arima in the mean on a smaller sample), where Rscript is installed:
series evenly spread over each class (all of them but of the monthly ones; some ten minutes), ours on the same series, and the ratios. With
sixty series a class the ratios of interval scores are off by up to a tenth. `--method` without a name runs this part
alone. Needs ../shared/data/m3. Prints; never fails on a slow machine.
"""
import argparse
import csv
import pathlib
import shutil
import subprocess
import tempfile

import m3

METHODS = ("default", "thorough", "ets", "theta")
COLUMNS = {"yearly": "Y", "quarterly": "Q", "monthly": "M", "other": "O"}
R = """suppressMessages(library(forecast)); a <- commandArgs(TRUE); m <- as.integer(a[2]); h <- as.integer(a[3]); which <- a[4]
y <- lapply(strsplit(readLines(a[1]), ","), function(l) ts(as.numeric(l[-1]), frequency = m))
run <- function(v) forecast(switch(which, ets = ets(v), theta = NULL, arima = auto.arima(v)), h = h, level = c(80, 95))
t <- system.time(f <- lapply(y, function(v) if (which == "theta") thetaf(v, h = h, level = c(80, 95)) else run(v)))[["user.self"]]
for (g in f) cat(paste(c(g$mean, g$lower[, 1], g$upper[, 1], g$lower[, 2], g$upper[, 2]), collapse = ","), "\\n")
cat(t, "\\n")"""


def interval_score(lo, hi, value, share):
    return hi - lo + 2 / (1 - share) * (max(0, lo - value) + max(0, value - hi))


def measured(train, truth, forecasts, period):
    """sMAPE, MASE, shares within 80 and 95 %, interval scores of both; scaled ones over the series that change at all."""
    smape, mase, inside80, inside95, score80, score95 = ([] for _ in range(6))
    for y, values, f in zip(train, truth, forecasts):
        usual = m3.usual_change(y, period)
        for i, value in enumerate(values):
            smape.append(200 * abs(value - f["mean"][i]) / (abs(value) + abs(f["mean"][i])))
            inside80.append(f["lo80"][i] <= value <= f["hi80"][i])
            inside95.append(f["lo95"][i] <= value <= f["hi95"][i])
            if usual > 0:
                mase.append(abs(value - f["mean"][i]) / usual)
                score80.append(interval_score(f["lo80"][i], f["hi80"][i], value, 0.80) / usual)
                score95.append(interval_score(f["lo95"][i], f["hi95"][i], value, 0.95) / usual)
    return [sum(v) / len(v) for v in (smape, mase, inside80, inside95, score80, score95)]


def by_r(train, period, horizon, which):
    with tempfile.TemporaryDirectory() as folder:
        source, script = pathlib.Path(folder) / "in.csv", pathlib.Path(folder) / "peer.R"
        m3.write(source, train)
        script.write_text(R)
        out = subprocess.run(["Rscript", script, source, str(period), str(horizon), which], capture_output=True, text=True,
                             check=True).stdout.splitlines()
    seconds = float(out.pop())
    rows = [[float(v) for v in line.split(",")] for line in out]
    return [{p: row[i * horizon:(i + 1) * horizon] for i, p in enumerate(m3.PARTS[:5])} for row in rows], seconds


def mean_of(lists):
    return [{p: [sum(v) / len(v) for v in zip(*(f[p] for f in same))] for p in m3.PARTS[:5]} for same in zip(*lists)]


def line(label, name, numbers, owa, speed):
    print(f"{label:22} {name:9} {numbers[0]:6.2f} {numbers[1]:6.3f} {owa:6.4f} {numbers[2]:6.3f} {numbers[3]:6.3f} {numbers[4]:7.2f} "
          f"{numbers[5]:7.2f} {speed:9.1f}", flush=True)


def beside_r(name, period, horizon, train, truth, sample, owa, names):
    picked = [i * len(train) // min(sample, len(train)) for i in range(min(sample, len(train)))]
    train, truth = [train[i] for i in picked], [truth[i] for i in picked]
    done = {which: by_r(train, period, horizon, which) for which in names}
    peers = {f"R {w}": v for w, v in done.items()} if len(names) < 3 else {}
    peers["R mean of " + "+".join(names)] = mean_of([f for f, _ in done.values()]), sum(s for _, s in done.values())
    peers = {label: (measured(train, truth, f, period), len(train) / max(s, 1e-3)) for label, (f, s) in peers.items()}
    for label, (numbers, speed) in peers.items():
        line(label, name, numbers, owa(numbers), speed)
    for label, method in [("R ets", "ets"), ("R theta", "theta"), ("R mean of " + "+".join(names), "default")]:
        if label not in peers:
            continue
        f, speed = m3.forecasts(train, period, horizon, method, 0.2)
        ours, (theirs, their_speed) = measured(train, truth, f, period), peers[label]
        line(f"ours {method}", name, ours, owa(ours), speed)
        print(f"    {method} / {label}, {len(train)} series: {speed / their_speed:.0f} times as fast; sMAPE {ours[0] / theirs[0]:.3f}, MASE "
              f"{ours[1] / theirs[1]:.3f}, interval scores {ours[4] / theirs[4]:.3f} and {ours[5] / theirs[5]:.3f} of R's", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--method", nargs="*", default=METHODS)
    parser.add_argument("--only", nargs="+", choices=COLUMNS, default=list(COLUMNS))
    parser.add_argument("--no-r", action="store_true")
    parser.add_argument("--r-series", type=int, default=756)
    parser.add_argument("--arima-series", type=int, default=15)
    o = parser.parse_args()
    published = {row["method"]: row for row in csv.DictReader(open(m3.DATA / "published-methods.csv"))}
    classes = [(name, period, horizon, m3.read(name, "train"), m3.read(name, "test")) for name, period, horizon in m3.CLASSES if name in o.only]

    def owa_of(name):
        naive = published["NAIVE2"]
        smape, mase = (float(naive.get(f"{what}_{COLUMNS[name]}") or "nan") for what in ("sMAPE", "MASE"))
        return lambda numbers: (numbers[0] / smape + numbers[1] / mase) / 2  # nan where no MASE is published

    print(f"{'method':22} {'class':9} {'sMAPE':>6} {'MASE':>6} {'OWA':>6} {'in 80':>6} {'in 95':>6} {'score80':>7} {'score95':>7} {'series/s':>9}")
    for method in o.method:
        total = count = 0
        for name, period, horizon, train, truth in classes:
            f, speed = m3.forecasts(train, period, horizon, method, 0.5)
            numbers = measured(train, truth, f, period)
            line(method, name, numbers, owa_of(name)(numbers), speed)
            total, count = total + numbers[0] * len(train), count + len(train)
        print(f"{method:22} {'together':9} {total / count:6.2f}", flush=True)
    theta = published.get("THETA") or published.get("Theta")
    if theta:
        print(f"{'published Theta':22} {'together':9} {float(theta['sMAPE_all']):6.2f}   by class "
              + ", ".join(f"{name} {theta['sMAPE_' + COLUMNS[name]]}" for name in o.only))
    if o.no_r or not shutil.which("Rscript"):
        return
    print("\nR, package forecast, on a sample; seconds of processor time inside R, its start left out")
    for name, period, horizon, train, truth in classes:
        beside_r(name, period, horizon, train, truth, o.r_series, owa_of(name), ("ets", "theta"))
    for name, period, horizon, train, truth in classes:
        if period == 12:
            beside_r(name, period, horizon, train, truth, o.arima_series, owa_of(name), ("ets", "arima", "theta"))


if __name__ == "__main__":
    main()
