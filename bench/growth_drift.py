#!/usr/bin/env python3
"""How far does year-to-date growth still move before the year ends?

Prints the numbers of codes/growth_drift.csv from published series, and how they do on years left out. Usage:

    bench/growth_drift.py SERIES_FOLDER FACTS.csv

Year-to-date growth at month m is an average over m months, so the year's growth differs from it by
(1 - m/12) x gap, where gap = growth of the remaining months - growth so far. The gap is what is measured here:

  gap_pp      scale of the gap for the nation: the 80th percentile of |gap| / 1.476 (Student t, 5 degrees of freedom), so that
              four of five past moves lay inside the printed interval; a percentile is not pulled by single bad years
  drift_pp    median gap, shrunk by n / (n + 10)
  floor_pp    what still moves when one month is left (December, revision), same scale
  local       how much noisier provinces, cities and districts are than the nation, from pairs of months in FACTS.csv
  pull, lift_pp   only where governments steer to the figure (budget revenue): the year ends at
              growth + sqrt(1 - m/12) x (lift - pull x (growth - target)), with scale gap_pp x sqrt(1 - m/12), to which
              DOUBT of what the pull moves is added as a second error: how far a government gets back is itself unsure

2020 is an outlier by decision, and so is 2021, whose growth only mirrors it; both are left out everywhere.
"""
import csv
import math
import statistics
import sys

OUT_YEARS = {2020, 2021}
DOUBT = 0.5  # chosen by the years left out: see what is printed
T80 = 1.476  # Student t, 5 degrees of freedom, 90th percentile: 80 % lie within

# Growth of national general public budget revenue set in March in the yearly budget reports to the National People's Congress.
# Checked against the text: 2012 (113 600, +9.5 %); by completion: 2016 (101.5 % at +4.5 %), 2018 (100.1 % at +6.2 %). The other years
# are entered as commonly quoted and should be checked against the reports before they are quoted further.
BUDGET_TARGET = {2010: 8.0, 2011: 8.0, 2012: 9.5, 2013: 8.0, 2014: 8.0, 2015: 7.3, 2016: 3.0, 2017: 5.0, 2018: 6.1, 2019: 5.0,
                 2022: 3.8}


def rows(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def year_to_date(folder, name, column):
    return {(int(r["date"][:4]), int(r["date"][5:7])): float(r[column]) for r in rows(folder, name) if r[column]}


def national(folder):
    series = {
        "budget": year_to_date(folder, "cn_fiscal_revenue_monthly.csv", "ytd_yoy"),
        "retail": year_to_date(folder, "cn_retail_sales_monthly.csv", "ytd_yoy"),
        "export": year_to_date(folder, "cn_exports_monthly.csv", "ytd_yoy"),
        "import": year_to_date(folder, "cn_imports_monthly.csv", "ytd_yoy"),
        "industry": year_to_date(folder, "cn_industrial_value_added_monthly_and_cumulative.csv", "cumulative_yoy"),
        "price": {k: v - 100 for k, v in year_to_date(folder, "cn_cpi_monthly.csv", "ytd_value").items()},
    }
    series["gdp"] = {}
    for r in rows(folder, "cn_gdp_yoy_quarterly.csv"):
        year, quarter = r["date"].split("-Q")
        series["gdp"][int(year), 3 * int(quarter)] = float(r["value"])
    # Published investment growth is not the quotient of the levels since 2018 (the base was cut); until 2017 it nearly was.
    level = year_to_date(folder, "cn_fixed_asset_investment_monthly.csv", "ytd_value")
    series["investment"] = {(y, m): 100 * (v / level[y - 1, m] - 1) for (y, m), v in level.items()
                            if (y - 1, m) in level and y <= 2017}
    return series


def scale(values):
    """80th percentile of the absolute values over T80."""
    a = sorted(abs(v) for v in values)
    position = 0.8 * (len(a) - 1)
    low = int(position)
    high = min(low + 1, len(a) - 1)
    return (a[low] + (position - low) * (a[high] - a[low])) / T80


def gaps(series):
    out = {}
    for (y, m), g in series.items():
        if m < 12 and (y, 12) in series and y not in OUT_YEARS:
            out.setdefault(m, []).append((y, (series[y, 12] - g) / (1 - m / 12)))
    return out


def steering(series, targets):
    """pull, lift and scale of growth + x (lift - pull (growth - target)), x = sqrt(1 - m/12), months 3 to 11."""
    best = None
    for step in range(0, 31):
        pull = step / 20
        rest = []
        for year, target in targets.items():
            for m in range(3, 12):
                if (year, m) in series:
                    x = (1 - m / 12) ** 0.5
                    rest.append((series[year, 12] - series[year, m]) / x + pull * (series[year, m] - target))
        lift = statistics.median(rest)
        s = scale([r - lift for r in rest])
        if best is None or s < best[2]:
            best = (pull, lift, s)
    return best


def student5_cdf(t):
    theta = math.atan(t / math.sqrt(5))
    s, c = math.sin(theta), math.cos(theta)
    return 0.5 + (theta + s * c + 2 / 3 * s * c ** 3) / math.pi


def leave_one_out(all_series, budget):
    """Each year is forecast from a table made without it."""
    for name, series in all_series.items():
        line = []
        for m in (3, 6, 9):
            held = n = 0
            for year in sorted({y for y, _ in series} - OUT_YEARS):
                if (year, m) not in series or (year, 12) not in series:
                    continue
                others = {k: v for k, v in series.items() if k[0] != year}
                pooled = [g for month, l in gaps(others).items() if 3 <= month <= 10 for _, g in l]
                years = len({y for y, _ in others} - OUT_YEARS)
                drift = statistics.median(pooled) * years / (years + 10)
                middle = series[year, m] + (1 - m / 12) * drift
                held += abs(series[year, 12] - middle) <= (1 - m / 12) * scale(pooled) * T80 + 0.05
                n += 1
            line.append(f"month {m}: {held}/{n}")
        print("leave one year out, 80 % interval held,", name, *line)
    for doubt in (0.0, 0.3, DOUBT, 0.7, 1.0):
        held, scores = 0, []
        for year, target in BUDGET_TARGET.items():
            pull, lift, s = steering(budget, {y: t for y, t in BUDGET_TARGET.items() if y != year})
            for m in range(3, 12):
                if (year, m) in budget:
                    x = (1 - m / 12) ** 0.5
                    moved = pull * (budget[year, m] - target) * x
                    half = T80 * math.hypot(s * x, 0.3, doubt * moved)
                    error = abs(budget[year, 12] - budget[year, m] - x * lift + moved)
                    held += error <= half
                    scores.append(2 * half + 10 * max(0.0, error - half))
        print(f"leave one year out, budget, doubt {doubt}: 80 % interval held {held}/{len(scores)}, interval score {statistics.mean(scores):.1f}")
    for m in (3, 6, 9):
        right = n = 0
        brier = 0.0
        for year, target in BUDGET_TARGET.items():
            pull, lift, s = steering(budget, {y: t for y, t in BUDGET_TARGET.items() if y != year})
            x = (1 - m / 12) ** 0.5
            middle = budget[year, m] + x * (lift - pull * (budget[year, m] - target))
            chance = student5_cdf((middle - target + 0.05) / math.hypot(s * x, 0.3, DOUBT * pull * (budget[year, m] - target) * x))
            met = budget[year, 12] >= target
            right += (chance >= 0.5) == met
            brier += (chance - met) ** 2
            n += 1
        print(f"leave one year out, budget against its target, month {m}: right side {right}/{n}, Brier {brier / n:.3f}")


def local_ratios(facts, table):
    """|gap| / national gap scale for pairs of months of one year, area and indicator in FACTS.csv."""
    classes = {"地区生产总值": "gdp", "固定资产投资": "investment", "社会消费品零售总额": "retail", "进出口总额": "export",
               "一般公共预算收入": "budget_free", "规模以上工业增加值": "industry"}
    seen = {}
    for r in csv.DictReader(open(facts, encoding="utf-8")):
        period = r["period"]
        if r["span"] != "cumulative" or not r["growth_pct"] or r["indicator"] not in classes or "两年" in r["growth_basis"]:
            continue
        if "/" in period:
            year, month = int(period[:4]), int(period[-2:])
        elif len(period) == 4:
            year, month = int(period), 12
        else:
            continue
        if year not in OUT_YEARS:
            seen.setdefault((r["area"], r["indicator"], r["growth_basis"], year), {})[month] = float(r["growth_pct"])
    ratios = {}
    for (area, indicator, _, year), months in seen.items():
        ordered = sorted(months)
        for a, b in zip(ordered, ordered[1:]):
            if a < 2 or b - a < 2:
                continue
            gap = (months[b] - months[a]) / (1 - a / b)
            name = classes[indicator]
            ratios.setdefault(name, []).append((area, year, a, b, gap, abs(gap) / table[name]["gap_pp"]))
    return ratios


def levels_by_last_years_share(folder):
    """A level by last year's share of the same months: its error over what is still to come, and over the root of that."""
    for name in ("fiscal_revenue", "retail_sales", "exports", "imports", "fixed_asset_investment"):
        file = f"cn_{name}_monthly.csv"
        column = next(c for c in rows(folder, file)[0] if "ytd" in c and "yoy" not in c)
        level = year_to_date(folder, file, column)
        by = {}
        for (y, m), v in level.items():
            if m < 12 and not {y, y - 1} & OUT_YEARS and {(y, 12), (y - 1, 12), (y - 1, m)} <= level.keys():
                share = level[y - 1, m] / level[y - 1, 12]
                by.setdefault(m, []).append((100 * (v / share / level[y, 12] - 1), 1 - share))
        print("level by last year's share,", name, "scale in percent over what is to come / its root:",
              {m: (round(scale([e / left for e, left in l]), 1), round(scale([e / left ** 0.5 for e, left in l]), 1)) for m, l in sorted(by.items())})


def main():
    folder, facts = sys.argv[1:3]
    table = {}
    for name, series in national(folder).items():
        by_month = gaps(series)
        pooled = [g for m, l in by_month.items() if 3 <= m <= 10 for _, g in l]
        pairs = len({y for l in by_month.values() for y, _ in l})
        late = [g / 12 for _, g in by_month.get(11, [])]
        table[name] = {"gap_pp": scale(pooled), "drift_pp": statistics.median(pooled) * pairs / (pairs + 10),
                       "floor_pp": scale(late) if late else 0.0, "years": pairs,
                       "by_month": {m: scale([g * (1 - m / 12) for _, g in l]) for m, l in sorted(by_month.items())}}
    table["budget_free"] = dict(table["budget"])
    for name, t in table.items():
        print(f"{name}: gap {t['gap_pp']:.2f} drift {t['drift_pp']:.2f} floor {t['floor_pp']:.2f} years {t['years']}",
              {m: round(v, 2) for m, v in t["by_month"].items()})
    budget = national(folder)["budget"]
    print("budget steered: pull %.2f lift %.2f scale %.2f" % steering(budget, BUDGET_TARGET))
    leave_one_out(national(folder), budget)
    levels_by_last_years_share(folder)
    allr = []
    for name, l in local_ratios(facts, table).items():
        r = scale([x[-1] for x in l]) 
        allr += [x[-1] for x in l]
        print("local", name, "pairs", len(l), "factor %.2f" % r, [(a, y, m1, m2, round(g, 1)) for a, y, m1, m2, g, _ in l])
    print("local all", len(allr), "%.2f" % scale(allr))


if __name__ == "__main__":
    main()
