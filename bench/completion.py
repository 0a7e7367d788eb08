#!/usr/bin/env python3
"""How far is the curve of key projects' investment that is borrowed from other areas from an area's own, and do intervals that know of it hold?

    bench/completion.py

Reads codes/projects/default_pace.csv, codes/projects/completion.csv and bench/completion_rates.csv; the formulas are those of
src/forecast/completion.hpp for an area without earlier years. A published share of the plan in month m is s u0 plus what the year ends off its
plan (s times a deviation of variance w2) plus what the area's curve lies off the borrowed one (variance t2 s (1 - s), in shares of the plan).
w2 comes from the ends of nine years, t2 by maximum likelihood, areas weighing alike; the curve of an area that is behind the default is made
without it. Then every pair of months of one year of one area, the later one in August or after taken for the end, is told by the curve without it.
"""
import csv
import math
import pathlib
import statistics

HERE = pathlib.Path(__file__).resolve().parent
PROJECTS = HERE.parent / "codes/projects"
Q80, Q95 = 1.475884, 2.570582  # Student t, 5 degrees
# Published ends, and shares of October and November drawn out along the line to December: behind final_share of completion.csv.
ENDS = {"台山市2020": 1.22, "浙江省2025": 1.255, "甘肃省2025": 1.28, "广州市2023": 0.842 * 12 / 10, "广东省2022": 0.984 * 12 / 10,
        "湖南省2012": 0.956 * 12 / 11, "番禺区2017": 0.960 * 12 / 11, "广州市2019": 0.972 * 12 / 11, "山西省2018": 1.043 * 12 / 11}


def table(path):
    return list(csv.DictReader(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")))


def rates(path):
    return [(int(r["month"]), float(r["share_pct"]) / 100, r["area"], r["period"][:4]) for r in table(path)]


def curve(rows, end):
    """Share of the final amount usually reached by each month: the default, half way to the straight line."""
    known = {0: 0.0, 12: 1.0}
    for m in range(1, 12):
        shares = [share for month, share, _, _ in rows if month == m]
        if shares:
            known[m] = statistics.median(shares)
    full = []
    for m in range(13):
        if m not in known:  # only where one area is left out
            lo, hi = max(k for k in known if k < m), min(k for k in known if k > m)
            full.append(known[lo] + (known[hi] - known[lo]) * (m - lo) / (hi - lo))
        else:
            full.append(known[m])
    for m in range(11, 0, -1):
        full[m] = min(full[m], full[m + 1])
    return [(full[m] + end * m / 12) / 2 / end for m in range(12)] + [1.0]


def likelihood(rows, curves, end, w2, t2):
    by_area = {}
    for m, share, area, _ in rows:
        s = curves[area][m]
        variance = s * s * w2 + t2 * s * (1 - s)
        by_area.setdefault(area, []).append(-0.5 * math.log(variance) - 0.5 * (share - end * s) ** 2 / variance)
    return sum(statistics.mean(v) for v in by_area.values())


def told(s1, s2, done, end, phi, spread):
    """Benktander's mean of the share at the later month, and the scale of its error."""
    s, usual = s1 / s2, end * s2
    mean = done + (1 - s) * (done + (1 - s) * usual)
    moves = done + 2 * (1 - s) * usual
    return mean, math.sqrt((phi * s2) ** 2 * (1 - s) + 0.6 * (moves * spread) ** 2 * s * (1 - s))


def main():
    values = {r["name"]: float(r["value"]) for r in table(PROJECTS / "completion.csv")}
    end = values["final_share"]
    behind, beside = rates(PROJECTS / "default_pace.csv"), rates(HERE / "completion_rates.csv")
    every = behind + beside
    curves = {a: curve([r for r in behind if r[2] != a], end) for a in {r[2] for r in every}}

    w2 = statistics.mean((e - end) ** 2 for e in ENDS.values())
    print(f"ends of {len(ENDS)} years about {end}: standard deviation {math.sqrt(w2):.3f}, scale {math.sqrt(0.6 * w2):.3f} "
          f"(completion.csv: {values['scale_total']})")
    for name, rows in (("behind the default, each without itself", behind), ("not behind it", beside), ("all", every)):
        best = max((likelihood(rows, curves, end, w2, t / 2000), t / 2000) for t in range(300))[1]
        print(f"curve_spread, {name}: {len(rows)} shares of {len({r[2] for r in rows})} areas: {math.sqrt(best) / end:.3f} "
              f"(completion.csv: {values['curve_spread']})")

    pairs = [(a, b) for a in every for b in every if a[2:] == b[2:] and a[0] < b[0] and b[0] >= 8]
    for spread in (0.0, values["curve_spread"]):
        held80 = held95 = score = 0.0
        for (m1, d1, area, _), (m2, d2, _, _) in pairs:
            mean, scale = told(curves[area][m1], curves[area][m2], d1, end, values["scale_total"], spread)
            error, half = abs(d2 - mean), Q80 * scale
            held80 += error <= half
            held95 += error <= Q95 * scale
            score += 2 * half + 10 * max(0.0, error - half)
        print(f"{len(pairs)} pairs of months of {len({a[2] for a, _ in pairs})} areas, curve_spread {spread}: 80 % holds {held80:.0f}, "
              f"95 % {held95:.0f}, 80 % interval score {score / len(pairs):.3f}")


main()
