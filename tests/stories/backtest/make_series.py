"""Writes three made-up series and a diffusion index into a folder: growth that wanders from year to year and month to month."""
import math
import sys

folder = sys.argv[1]


def growth(year, month, seed):
    return 8 + 3 * math.sin(1.7 * year + seed) + 2 * math.sin(0.45 * (12 * year + month) + seed)


def write(name, header, rows, head=""):
    with open(f"{folder}/{name}", "w", encoding="utf-8") as f:
        f.write(head + header + "\n" + "".join(row + "\n" for row in rows))


months = [(y, m) for y in range(2008, 2020) for m in range(1, 13)]
level = {}
for y, m in months:
    level[y, m] = level[y - 1, m] * (1 + growth(y, m, 1) / 100) if (y - 1, m) in level else 1000 + 20 * m
to_date = {(y, m): sum(level[y, k] for k in range(1, m + 1)) for y, m in months}
rows = []
for y, m in months:
    if m == 1:
        continue
    yoy = f"{100 * (to_date[y, m] / to_date[y - 1, m] - 1):.1f}" if (y - 1, m) in to_date else ""
    month = f"{100 * (level[y, m] / level[y - 1, m] - 1):.1f}" if (y - 1, m) in level and m > 2 else ""
    rows.append(f"{y}-{m:02d}-01,{month},{to_date[y, m]:.1f},{yoy}")
write("甲.csv", "date,yoy,ytd_value,ytd_yoy", rows, "# 某市 社会消费品零售总额; 亿元\n")
write("乙.csv", "date,m_yoy,m_level", [f"{y}-{m:02d},{growth(y, m, 2):.1f},{10000 + 100 * y}" for y, m in months])
write("丙.csv", "时间,累计值", [f"{y}年{m}月,{to_date[y, m] * (1 + 0.02 * math.sin(m)):.0f}" for y, m in months])
write("丁.csv", "date,value", [f"{y}-{m:02d},{50 + 2 * math.sin(y + m):.1f}" for y, m in months], "# 制造业PMI\n")
