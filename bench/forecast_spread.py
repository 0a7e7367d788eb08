#!/usr/bin/env python3
"""Learn codes/forecast_spread.csv: how wide forecast intervals are, from the training parts of the M3 competition alone.

    cmake --preset bench && cmake --build --preset bench --target forecast_rows
    bench/forecast_spread.py > codes/forecast_spread.csv

Rolling origins: from each training part the last horizon is left out and forecast by `default`, then a third of a horizon more, and so on
while half of the series remains (and 8 years, or two seasons and two values). For each period, length of what remains and step ahead, the
ratios of error to raw spread (src/forecast/spread.hpp) have the quantiles 0.80 and 0.95 taken, each ratio weighing as much as its raw
spread in usual changes of the series: the scale that makes the interval score (Gneiting and Raftery 2007, equation 43), scaled as in
MSIS, least. A least-squares line over log(steps ahead) goes through them. The shares that held on the origins go to stderr. The test
parts are never read. Needs ../shared/data/m3.
"""
import math
import sys

import m3

LENGTHS = {1: (0, 12, 20, 50), 4: (0, 20, 32, 44), 12: (0, 40, 70, 100)}
FEWEST = 40  # errors for a quantile

HEAD = """# Scale of the half widths of forecast intervals (src/forecast/spread.hpp): level + slope * log(steps ahead), times the raw spread. \
Learnt from rolling origins in the training parts of the M3 competition (Makridakis and Hibon 2000), never its test parts: \
bench/forecast_spread.py > codes/forecast_spread.csv"""


def origins(name, period, horizon):
    shortest = 8 if period == 1 else 2 * period + 2
    for y in m3.read(name, "train"):
        left = len(y) - min(horizon, len(y) // 3)
        while left >= max(shortest, len(y) / 2):
            yield y[:left], y[left:left + horizon]
            left -= max(1, horizon // 3)


def quantile(ratios, share):
    ratios.sort()
    rest = share * sum(weight for _, weight in ratios)
    for ratio, weight in ratios:
        rest -= weight
        if rest <= 0:
            return ratio
    return ratios[-1][0]


def line(points):
    x0 = sum(x for x, _ in points) / len(points)
    y0 = sum(y for _, y in points) / len(points)
    slope = sum((x - x0) * (y - y0) for x, y in points) / sum((x - x0) ** 2 for x, _ in points)
    return y0 - slope * x0, slope


def main():
    found = {}  # period, least length, step -> ratios with their weights
    for name, period, horizon in m3.CLASSES:
        cases = list(origins(name, period, horizon))
        for (y, truth), f in zip(cases, m3.forecasts([y for y, _ in cases], period, horizon, "default")[0]):
            usual = m3.usual_change(y, period)
            least = max(n for n in LENGTHS[period] if n <= len(y))
            for h, (value, mean, raw) in enumerate(zip(truth, f["mean"], f["raw"]), 1):
                if usual > 0 and raw > 0:
                    found.setdefault((period, least, h), []).append((abs(value - mean) / raw, raw / usual))
        print(f"{name}: {len(cases)} origins", file=sys.stderr)
    print(HEAD)
    print("period,least_length,level80,slope80,level95,slope95")
    for period, lengths in LENGTHS.items():
        for least in lengths:
            steps = {h: r for (p, n, h), r in found.items() if (p, n) == (period, least) and len(r) >= FEWEST}
            scale = [line([(math.log(h), quantile(r, share)) for h, r in steps.items()]) for share in (0.80, 0.95)]
            print(f"{period},{least}," + ",".join(f"{number:.3f}" for pair in scale for number in pair))
            held = [sum(ratio <= level + slope * math.log(h) for h, r in steps.items() for ratio, _ in r) for level, slope in scale]
            every = sum(map(len, steps.values()))
            print(f"  period {period}, from {least} values: {every} errors, within {held[0] / every:.3f} and {held[1] / every:.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
