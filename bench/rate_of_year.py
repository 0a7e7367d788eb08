#!/usr/bin/env python3
"""A rate whose year is the mean of its months: where do the months to come stand?

    bench/rate_of_year.py [../shared/data/series]

Monthly rates of the nation (consumer and producer prices over a year before, purchasing managers' indices), every whole year, after each month
from February to November: the mean error of the year's mean, in points, when the year is taken to be the latest month; the mean so far; the months
so far with the rest at the latest month, at their own mean, half way between, or at the mean of the latest three. Early years and late ones apart.
"""
import csv
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/series")
RATES = [("cn_cpi_monthly", "yoy"), ("cn_ppi_monthly", "yoy"), ("cn_pmi_monthly", "value"), ("cn_pmi_monthly", "nonmfg")]
SPLIT = 2015  # the last year of the early ones


def months_of(name, column):
    rows = csv.DictReader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:])
    return {(int(r["date"][:4]), int(r["date"][5:7])): float(r[column]) for r in rows if r[column]}


def ways(v):
    """What each way says of the year's mean from the months `v`."""
    n, mean, latest, three = len(v), sum(v) / len(v), v[-1], sum(v[-3:]) / len(v[-3:])
    year = lambda rest: (n * mean + (12 - n) * rest) / 12
    return {"latest month": latest, "mean so far": mean, "rest as latest": year(latest), "rest half way": year((latest + mean) / 2),
            "rest as latest three": year(three)}


def main():
    print(f"{'':22} {'years':>11} {'Feb–Apr':>8} {'May–Jul':>8} {'Aug–Nov':>8} {'all':>8} {'to ' + str(SPLIT):>8} {'later':>8}")
    for name, column in RATES:
        rate = months_of(name, column)
        years = [y for y in sorted({y for y, _ in rate}) if all((y, m) in rate for m in range(1, 13))]
        errors = {}
        for y in years:
            v = [rate[y, m] for m in range(1, 13)]
            for m in range(2, 12):
                for way, said in ways(v[:m]).items():
                    errors.setdefault(way, []).append((y, m, abs(said - sum(v) / 12)))
        print(f"{name} {column}")
        for way, found in errors.items():
            mean = lambda keep: sum(e for y, m, e in found if keep(y, m)) / max(1, sum(1 for y, m, _ in found if keep(y, m)))
            parts = [mean(lambda _, m: m <= 4), mean(lambda _, m: 5 <= m <= 7), mean(lambda _, m: m >= 8), mean(lambda y, m: True),
                     mean(lambda y, _: y <= SPLIT), mean(lambda y, _: y > SPLIT)]
            print(f"  {way:20} {years[0]}–{years[-1]}  " + " ".join(f"{p:8.3f}" for p in parts))


if __name__ == "__main__":
    main()
