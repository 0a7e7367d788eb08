#!/usr/bin/env python3
"""Makes facts.csv of the invented district 岚湖区, 2023 to 2025. Same seed, same file; standard library only.

Levels and growth agree because both come from one unrounded path: the year-to-date growth of each month is set at a few anchor months,
joined by straight lines and shaken a little in between, and laid on the year before. Everything is rounded once, when printed (四舍五入).
GDP is the sum of its three printed industries at current prices; its growth is at constant prices and so is no quotient of levels.

    python3 examples/lanhu-2025/make_facts.py          writes facts.csv beside this file
    python3 examples/lanhu-2025/make_facts.py --check  says whether facts.csv is what this script makes
"""
import csv
import io
import pathlib
import random
import sys
from decimal import ROUND_HALF_UP, Decimal

AREA_CODE, AREA = "990101", "岚湖区"
COLUMNS = ["area_code", "area", "indicator", "period", "span", "value", "unit", "growth_pct", "growth_basis", "status", "note",
           "published", "source", "source_kind"]
YEARS = (2023, 2024, 2025)
SEED = 20250218


def printed(x, decimals):
    return str(Decimal(repr(x)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def year_to_date(year, month):
    return str(year) if month == 12 else f"{year}-01/{year}-{month:02d}"


def published(year, month, day):
    """The day after the period's end on which the office releases it: `day` of the following month."""
    return f"{year + 1}-01-{day:02d}" if month == 12 else f"{year}-{month + 1:02d}-{day:02d}"


def release(year, month, office):
    months = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}
    span = months.get(month, f"1—{month}月")
    return f"{office}：{year}年{span}数据发布（虚构）"


class Facts:
    def __init__(self):
        self.rows = []

    def add(self, indicator, period, day, source, *, value="", unit="", growth="", basis="", span="cumulative", status="published",
            note=""):
        self.rows.append([AREA_CODE, AREA, indicator, period, span, value, unit, growth, basis, status, note, day, source, "official"])

    def text(self):
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(self.rows, key=lambda r: (r[11], r[2], r[3], r[8])))
        return out.getvalue()


def growth_path(rng, anchors, shake):
    """Year-to-date growth in percent for each month, exact at the anchor months."""
    known = sorted(anchors)
    path = {}
    for month in range(1, 13):
        before = max((m for m in known if m <= month), default=known[0])
        after = min((m for m in known if m >= month), default=known[-1])
        share = 0 if after == before else (month - before) / (after - before)
        straight = anchors[before] + (anchors[after] - anchors[before]) * share
        path[month] = straight if month in anchors else straight + rng.uniform(-shake, shake)
    return path


def cumulated(weights, total):
    sums, s = {}, 0.0
    for month, w in enumerate(weights, 1):
        s += w
        sums[month] = total * s / sum(weights)
    return sums


# Monthly shares of a year, in thousandths: sales peak at Spring Festival and in autumn, revenue follows the tax calendar.
EVEN = [83] * 12
SALES = [92, 80, 80, 77, 82, 82, 79, 80, 85, 90, 86, 87]
REVENUE = [118, 68, 82, 98, 88, 92, 86, 60, 74, 88, 66, 80]
SPENDING = [70, 74, 96, 68, 74, 108, 72, 70, 92, 64, 86, 126]
TRADE = [84, 66, 82, 83, 84, 85, 84, 86, 87, 84, 87, 88]

# name, unit, decimals, level of 2022, months' shares, release day, office, growth anchors by year, shake
LEVELS = [
    ("社会消费品零售总额", "亿元", 2, 268.40, SALES, 20, "岚湖区统计局",
     {2023: {2: 5.8, 6: 8.3, 9: 7.9, 12: 8.1}, 2024: {2: 5.9, 6: 5.6, 9: 6.0, 12: 6.3}, 2025: {2: 5.2, 6: 6.3, 9: 7.0, 12: 7.1}}, 0.2),
    ("限额以上网上商品零售额", "亿元", 2, 14.26, SALES, 20, "岚湖区统计局",
     {2023: {2: 12.6, 6: 17.4, 9: 18.0, 12: 18.6}, 2024: {2: 19.5, 6: 22.8, 9: 21.9, 12: 21.4}, 2025: {2: 14.0, 6: 13.2, 9: 12.7, 12: 12.5}}, 0.5),
    ("一般公共预算收入", "亿元", 2, 38.24, REVENUE, 16, "岚湖区财政局",
     {2023: {2: 3.9, 6: 7.2, 9: 6.5, 12: 6.1}, 2024: {2: 1.2, 6: 0.8, 9: 1.6, 12: 2.1}, 2025: {2: 2.4, 6: 3.2, 9: 3.7, 12: 4.2}}, 0.3),
    ("税收收入", "亿元", 2, 28.90, REVENUE, 16, "岚湖区财政局",
     {2023: {2: 4.6, 6: 8.0, 9: 7.1, 12: 6.6}, 2024: {2: -1.4, 6: -0.9, 9: 0.4, 12: 1.3}, 2025: {2: 1.8, 6: 2.9, 9: 3.3, 12: 3.9}}, 0.3),
    ("一般公共预算支出", "亿元", 2, 62.35, SPENDING, 16, "岚湖区财政局",
     {2023: {2: 6.2, 6: 4.9, 9: 4.4, 12: 4.2}, 2024: {2: 5.0, 6: 3.1, 9: 3.6, 12: 3.8}, 2025: {2: 4.1, 6: 2.8, 9: 3.3, 12: 3.0}}, 0.4),
    ("进出口总额", "亿元", 2, 108.50, TRADE, 19, "云澜海关",
     {2023: {2: -4.1, 6: -0.6, 9: 0.8, 12: 1.2}, 2024: {2: 5.6, 6: 8.4, 9: 7.8, 12: 7.4}, 2025: {2: 6.4, 6: 7.6, 9: 7.2, 12: 7.0}}, 0.4),
    ("出口总额", "亿元", 2, 74.20, TRADE, 19, "云澜海关",
     {2023: {2: -3.2, 6: 0.5, 9: 1.9, 12: 2.3}, 2024: {2: 7.4, 6: 9.8, 9: 9.1, 12: 8.6}, 2025: {2: 7.0, 6: 8.3, 9: 8.0, 12: 7.7}}, 0.4),
]
# name, release day, growth anchors by year, shake
RATES = [
    ("规模以上工业增加值", 20, {2023: {2: 3.2, 6: 6.4, 9: 7.0, 12: 7.3}, 2024: {2: 7.6, 6: 7.0, 9: 7.2, 12: 7.5},
                       2025: {2: 6.1, 6: 6.6, 9: 6.8, 12: 6.7}}, 0.3),
    ("固定资产投资", 20, {2023: {2: 9.5, 6: 7.8, 9: 6.6, 12: 6.2}, 2024: {2: 7.1, 6: 5.4, 9: 4.9, 12: 5.1},
                    2025: {2: 4.0, 6: 2.3, 9: 0.9, 12: -0.4}}, 0.5),
    ("工业投资", 20, {2023: {2: 14.2, 6: 12.5, 9: 11.8, 12: 11.3}, 2024: {2: 12.7, 6: 11.0, 9: 10.2, 12: 10.6},
                  2025: {2: 8.8, 6: 6.5, 9: 4.7, 12: 3.9}}, 0.7),
    ("居民消费价格指数", 12, {2023: {2: 1.1, 6: 0.6, 9: 0.4, 12: 0.3}, 2024: {2: 0.1, 6: 0.2, 9: 0.3, 12: 0.3},
                      2025: {2: -0.1, 6: 0.0, 9: 0.1, 12: 0.1}}, 0.08),
]
# Constant-price growth by quarter-end, and the price change that turns it into current prices.
INDUSTRIES = [
    ("第一产业增加值", 15.60, [10, 22, 28, 40],
     {2023: ([3.6, 3.9, 3.8, 3.9], 0.4), 2024: ([3.4, 3.5, 3.7, 3.6], 0.6), 2025: ([3.3, 3.4, 3.5, 3.5], 0.3)}),
    ("第二产业增加值", 289.70, [21, 25, 26, 28],
     {2023: ([4.4, 5.7, 6.0, 6.2], -0.9), 2024: ([6.4, 6.2, 6.3, 6.5], -0.7), 2025: ([5.6, 6.0, 6.1, 6.0], -1.0)}),
    ("第三产业增加值", 351.20, [23, 24, 26, 27],
     {2023: ([5.4, 5.9, 5.7, 5.6], 0.8), 2024: ([5.5, 5.3, 5.4, 5.6], 0.5), 2025: ([5.5, 5.6, 5.7, 5.7], 0.4)}),
]
GDP_DAY = {3: 22, 6: 22, 9: 24, 12: 24}
# The 2024 comparable basis of budget revenue: what the growth is once a one-off transfer between city and district is left out.
COMPARABLE_2024 = {3: 4.1, 6: 3.9, 9: 4.2, 12: 4.6}
# name, unit, 2022, shares of the year gone by quarter, growth by year and quarter-end
INCOMES = [
    ("城镇居民人均可支配收入", 48620, [28, 51, 76, 100], {2023: [4.6, 5.2, 5.3, 5.4], 2024: [5.0, 5.2, 5.2, 5.3], 2025: [5.5, 5.8, 5.9, 5.9]}),
    ("农村居民人均可支配收入", 27310, [30, 49, 73, 100], {2023: [6.8, 7.3, 7.2, 7.2], 2024: [6.4, 6.7, 6.9, 6.8], 2025: [6.3, 6.5, 6.7, 6.6]}),
]
JOBS = {2023: 1.52, 2024: 1.64, 2025: 1.79}  # 万人, whole year
# Percent of the year's jobs found by the end of each month; 2025 ran ahead.
JOB_SHARES = {2023: [6, 12, 22, 31, 42, 53, 63, 72, 82, 90, 95, 100], 2024: [6, 12, 22, 32, 42, 54, 64, 73, 82, 90, 95, 100],
              2025: [7, 14, 25, 36, 48, 60, 71, 82, 93.3, 96, 98, 100]}
UNEMPLOYMENT = {2023: [3.0, 2.9, 2.9, 2.8], 2024: [2.9, 2.8, 2.8, 2.7], 2025: [2.8, 2.8, 2.7, 2.7]}
AIR = {2023: 89.9, 2024: 90.7, 2025: 91.3}
GRAIN = {2023: (3.58, "2023-12-20"), 2024: (3.61, "2024-12-19"), 2025: (3.63, "2025-12-18")}  # 万吨
TECHNOLOGY = {2023: ("15.70", "2024-01-26"), 2024: ("18.60", "2025-01-24"), 2025: ("21.40", "2026-01-27")}  # 亿元
PORT = {2023: ("812.0", "2024-01-22"), 2024: ("860.0", "2025-01-21"), 2025: ("893.0", "2026-01-22")}  # 万吨
RESEARCH = {2022: ("2.34", "2023-10-20"), 2023: ("2.47", "2024-10-18")}  # %, each known ten months after the year


def levels(facts, rng):
    for name, unit, decimals, base, weights, day, office, anchors, shake in LEVELS:
        before = cumulated(weights, base)
        for year in YEARS:
            path = growth_path(rng, anchors[year], shake)
            now = {m: before[m] * (1 + path[m] / 100) for m in before}
            for month in range(2, 13):
                facts.add(name, year_to_date(year, month), published(year, month, day), release(year, month, office),
                          value=printed(now[month], decimals), unit=unit, growth=printed(path[month], 1))
                if name == "一般公共预算收入" and year == 2024 and month in COMPARABLE_2024:
                    facts.add(name, year_to_date(year, month), published(year, month, day), release(year, month, office),
                              value=printed(now[month], decimals), unit=unit, growth=printed(COMPARABLE_2024[month], 1), basis="可比口径",
                              note="可比口径，扣除市区两级收入划转的影响")
            before = now


def rates(facts, rng):
    for name, day, anchors, shake in RATES:
        for year in YEARS:
            path = growth_path(rng, anchors[year], shake)
            for month in range(2, 13):
                facts.add(name, year_to_date(year, month), published(year, month, day), release(year, month, "岚湖区统计局"),
                          growth=printed(path[month], 1))


def gross_product(facts):
    levels_before = {name: [base * sum(q[:i + 1]) / 100 for i in range(4)] for name, base, q, _ in INDUSTRIES}
    for year in YEARS:
        level, growth = {}, {}
        for name, _, _, by_year in INDUSTRIES:
            real, price = by_year[year]
            level[name] = [levels_before[name][i] * (1 + real[i] / 100) * (1 + price / 100) for i in range(4)]
            growth[name] = real
        for i, month in enumerate((3, 6, 9, 12)):
            day, source = published(year, month, GDP_DAY[month]), release(year, month, "岚湖区统计局")
            whole = sum(levels_before[name][i] for name in level)
            rate = sum(levels_before[name][i] * growth[name][i] for name in level) / whole
            total = sum(Decimal(printed(level[name][i], 2)) for name in level)
            facts.add("地区生产总值", year_to_date(year, month), day, source, value=str(total), unit="亿元", growth=printed(rate, 1))
            for name in level:
                facts.add(name, year_to_date(year, month), day, source, value=printed(level[name][i], 2), unit="亿元",
                          growth=printed(growth[name][i], 1))
            if year == 2023 and month == 12:
                # Known a week before the release, when the people's congress met.
                facts.add("地区生产总值", "2023", "2024-01-16", "岚湖区2023年计划执行情况报告（虚构）", value="695", unit="亿元", growth="5.8",
                          status="estimate", note="预计，不是结果")
        levels_before = level
        if year == 2023:
            revise_2023(facts, levels_before)


def revise_2023(facts, level):
    """The final check of 2023 by the economic census raises industry and services; 2024 stands on the raised base."""
    raised = {"第一产业增加值": 0.0, "第二产业增加值": 1.84, "第三产业增加值": 2.53}
    day, source = "2024-12-27", "岚湖区统计局：2023年地区生产总值最终核实公告（虚构）"
    for name in level:
        factor = 1 + raised[name] / level[name][3]
        level[name] = [v * factor for v in level[name]]
    total = sum(Decimal(printed(level[name][3], 2)) for name in level)
    facts.add("地区生产总值", "2023", day, source, value=str(total), unit="亿元", growth="5.9", note="经济普查修订数")
    growth = {"第一产业增加值": "3.9", "第二产业增加值": "6.3", "第三产业增加值": "5.7"}
    for name in level:
        facts.add(name, "2023", day, source, value=printed(level[name][3], 2), unit="亿元", growth=growth[name], note="经济普查修订数")


def people(facts):
    for name, base, shares, growth in INCOMES:
        before = [base * s / 100 for s in shares]
        for year in YEARS:
            now = [before[i] * (1 + growth[year][i] / 100) for i in range(4)]
            for i, month in enumerate((3, 6, 9, 12)):
                facts.add(name, year_to_date(year, month), published(year, month, 26), release(year, month, "岚湖区统计局"),
                          value=printed(now[i], 0), unit="元", growth=printed(growth[year][i], 1))
            before = now
    for year in YEARS:
        for month in range(2, 13):
            facts.add("城镇新增就业人数", year_to_date(year, month), published(year, month, 14), release(year, month, "岚湖区人力资源和社会保障局"),
                      value=printed(JOBS[year] * JOB_SHARES[year][month - 1] / 100, 2), unit="万人")
        for i, month in enumerate((3, 6, 9, 12)):
            facts.add("城镇登记失业率", f"{year}-{month:02d}", published(year, month, 14), release(year, month, "岚湖区人力资源和社会保障局"),
                      value=printed(UNEMPLOYMENT[year][i], 1), unit="%", span="point")


def once_a_year(facts):
    for year in YEARS:
        facts.add("空气质量优良天数比率", str(year), f"{year + 1}-01-10", f"云澜市生态环境局：{year}年环境空气质量通报（虚构）",
                  value=printed(AIR[year], 1), unit="%")
        if year == 2025:
            facts.add("空气质量优良天数比率", "2025-01/2025-09", "2025-10-13", "云澜市生态环境局：2025年1—9月环境空气质量通报（虚构）",
                      value="92.7", unit="%")
        value, day = GRAIN[year]
        facts.add("粮食产量", str(year), day, f"岚湖区统计局：{year}年粮食产量公告（虚构）", value=printed(value, 2), unit="万吨")
        value, day = TECHNOLOGY[year]
        facts.add("技术合同成交额", str(year), day, f"岚湖区科技局：{year}年技术市场统计（虚构）", value=value, unit="亿元")
        value, day = PORT[year]
        facts.add("港口货物吞吐量", str(year), day, f"岚湖区交通运输局：{year}年港口生产快报（虚构）", value=value, unit="万吨")
    for year, (value, day) in RESEARCH.items():
        facts.add("研发经费投入强度", str(year), day, f"云澜市统计局：{year}年科技经费投入统计公报（虚构）", value=value, unit="%")


def make():
    rng = random.Random(SEED)
    facts = Facts()
    levels(facts, rng)
    rates(facts, rng)
    gross_product(facts)
    people(facts)
    once_a_year(facts)
    return facts.text()


def main():
    path = pathlib.Path(__file__).with_name("facts.csv")
    text = make()
    if "--check" in sys.argv[1:]:
        same = path.exists() and path.read_text(encoding="utf-8") == text
        print("facts.csv 与脚本一致" if same else "facts.csv 与脚本不一致，请重新生成")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}：{text.count(chr(10)) - 1} 行")
    return 0


if __name__ == "__main__":
    sys.exit(main())
