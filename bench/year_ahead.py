#!/usr/bin/env python3
"""How far does a year's growth lie from what the years before it suggest? Makes the numbers of codes/year_ahead.csv.

    bench/year_ahead.py SERIES_FOLDER

Next year's growth is told as mean = (1 - w) * this year + w * median of the five years before it (this year left out), with w chosen for
all series together; the scale is the 80th percentile of the errors over 1.476 (Student t, 5 degrees of freedom). Years whose own or last
growth is that of 2020 or 2021 count like others: the next odd year is not announced either.
"""
import csv
import statistics
import sys


def rows(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def years(folder):
    out = {}
    for key, name, column, minus in (("budget", "fiscal_revenue", "ytd_yoy", 0), ("retail", "retail_sales", "ytd_yoy", 0),
                                     ("export", "exports", "ytd_yoy", 0), ("import", "imports", "ytd_yoy", 0),
                                     ("price", "cpi", "ytd_value", 100)):
        out[key] = {int(r["date"][:4]): float(r[column]) - minus for r in rows(folder, f"cn_{name}_monthly.csv")
                    if r["date"][5:7] == "12" and r[column]}
    level = {int(r["date"][:4]): float(r["ytd_value"]) for r in rows(folder, "cn_fixed_asset_investment_monthly.csv") if r["date"][5:7] == "12"}
    # Levels carry growth until 2017 only: later the base was cut.
    out["investment"] = {y: 100 * (v / level[y - 1] - 1) for y, v in level.items() if y - 1 in level and y <= 2017}
    out["industry"] = {int(r["date"][:4]): float(r["cumulative_yoy"]) for r in rows(folder, "cn_industrial_value_added_monthly_and_cumulative.csv")
                       if r["date"][5:7] == "12"}
    out["gdp"] = {int(r["date"][:4]): float(r["value"]) for r in rows(folder, "cn_gdp_yoy_quarterly.csv") if r["date"].endswith("Q4")}
    return out


def errors(growth, w):
    out = []
    for y in sorted(growth):
        before = [growth[k] for k in range(y - 6, y - 1) if k in growth]
        if y - 1 not in growth or len(before) < 2:
            continue
        out.append(growth[y] - (1 - w) * growth[y - 1] - w * statistics.median(before))
    return out


def scale(values):
    a = sorted(abs(v) for v in values)
    return a[min(len(a) - 1, round(0.8 * (len(a) - 1)))] / 1.476


def main():
    series = years(sys.argv[1])
    best = None
    for step in range(0, 21):
        w = step / 20
        # Each series in units of its own median error at w = 0.
        loss = sum(statistics.mean(abs(e) for e in errors(g, w)) / statistics.median(abs(e) for e in errors(g, 0)) for g in series.values()
                   if len(errors(g, 0)) >= 4)
        if best is None or loss < best[1]:
            best = (w, loss)
        if step % 4 == 0:
            print(f"w {w:.2f} loss {loss:.3f}")
    print("weight of the five-year median", best[0])
    for name, growth in series.items():
        e = errors(growth, best[0])
        if e:
            print(f"{name},{scale(e):.2f},{len(e)}")


main()
