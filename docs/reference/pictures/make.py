#!/usr/bin/env python3
"""Draws the pictures of docs/reference/files.md: a table as it came, and what the program made of it.

    docs/reference/pictures/make.py [BINARY]

Each table is written as a workbook, imported by the real binary, and drawn with the answer beside it: the cells that became figures are tinted, and
every figure, question and remark stands below. Nothing is drawn that the binary did not say."""
import json
import pathlib
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
sys.path.insert(0, str(root / "examples/lanhu-2025"))
import paper  # noqa: E402

binary = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else root / "build/release/jicheng").resolve()

TABLES = {
    "treasury": ("财政月报：编号分层，本月、累计、上年同期累计并列，“比上年同期”下分增减额和增减%", """
岚湖区2025年5月财政收支情况 | < | < | < | < | < | <
 | < | < | < | < | 单位：万元 | <
项目 | 年初预算 | 本月完成 | 累计完成 | 上年同期累计 | 比上年同期 | <
^ | ^ | ^ | ^ | ^ | 增减额 | 增减%
一、一般公共预算收入 | 320000 | 25100 | 142300 | 138000 | 4300 | 3.1
（一）税收收入 | 240000 | 19800 | 108000 | 107000 | 1000 | 0.9
"""),
    "areas": ("各区对比：地区在左，三个指标在上，各有总量、增速和位次", """
2025年1-5月云澜市各区主要经济指标 | < | < | < | < | <
地区 | 规模以上工业增加值 | < | 固定资产投资 | < | 社会消费品零售总额
^ | 总量（亿元） | 增速（%） | 增速（%） | 位次 | 累计（万元）
全市 | 1205.66 | 5.8 | 3.1 | — | 6543210
岚湖区 | 125.11 | 6.1 | -4.0 | 3 | 1234567
"""),
    "years": ("时间在左：年份只印一次，标题“以来”不是年份", """
岚湖区社会消费品零售总额及增速（2024年以来） | < | <
时间 | 绝对值（亿元） | 同比增长（%）
2024年1-2月 | 42.1 | 5.1
1-3月 | 64.2 | 5.0
2025年1-2月 | 44.5 | 5.7
1-3月 | 67.7 | 5.4
"""),
    "doubts": ("拿不准的：没写单位、名称不认得、“…”和“—”", """
岚湖区金融机构人民币存贷款（2025年5月末） | < | < | <
项目 | 余额 | 比年初增减 | 同比增长（%）
一、各项存款 | 15203344 | 700211 | 8.6
其中：活期 | … | — | 11.2
二、各项贷款 | 12100211 | 400022 | 8.0
"""),
}


def grid_of(picture):
    return [[cell.strip(" ") for cell in line.split("|")] for line in picture.strip("\n").split("\n")]


def ask(grid, name):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / f"{name}.xlsx"
        file.write_bytes(paper.xlsx([("Sheet1", grid)]))
        data = pathlib.Path(folder) / "a.db"

        def run(*command):
            done = subprocess.run([str(binary), *command, "--data", str(data), "--json"], capture_output=True, text=True)
            if done.returncode not in (0, 1):
                sys.exit(done.stderr)
            return json.loads(done.stdout)

        imported = run("import", str(file), "--area", "岚湖区", "--asof", "2025-06-25")
        return imported, run("facts", "--all-vintages")["facts"] if imported["added"] else []


def width(text):
    return sum(7 if ord(c) < 0x2000 else 13 for c in text)


def period(text):
    return text.replace("/", " 至 ")


def draw(name, title, grid):
    imported, facts = ask(grid, name)
    used = {}
    for number, fact in enumerate(facts, 1):
        place = fact["source"].split("单元格")[1]
        for cell in place.split("、"):
            used[cell] = number
    doubtful = {u["place"].split("单元格")[1] for u in imported["unread"] if "单元格" in u["place"]}
    columns = max(len(row) for row in grid)
    spans = paper.joined(grid)
    wide = [max([width(row[c]) + 16 for r, row in enumerate(grid) if c < len(row) and spans.get((r, c), (1, 1))[1] == 1] + [60]) for c in range(columns)]
    left, top, high, margin = [16], 44, 26, 16
    for w in wide:
        left.append(left[-1] + w)
    out = []

    def say(x, y, text, kind=""):
        out.append(f'<text x="{x}" y="{y}"{kind}>{escape(text)}</text>')

    say(margin, 26, title, ' font-weight="bold"')
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            rows, cells = spans.get((r, c), (1, 1))
            cell = f"{paper.column_name(c)}{r + 1}"
            tint = "#dcefe0" if cell in used else "#fbe7c6" if cell in doubtful else "#fff"
            box = left[c + cells] - left[c]
            out.append(f'<rect x="{left[c]}" y="{top + r * high}" width="{box}" height="{rows * high}" fill="{tint}" stroke="#999"/>')
            say(left[c] + (box - width(text)) // 2, top + r * high + rows * high // 2 + 5, text)
    y = top + len(grid) * high + 28
    lines = []
    for fact in facts:
        value = f"{fact['value_as_printed']}{fact['unit']}" if fact.get("value_as_printed") else ""
        growth = f"{fact['basis']} {fact['growth_as_printed']}%" if fact.get("growth_as_printed") else ""
        span = {"cumulative": "累计", "current": "当月", "point": "期末"}[fact["span"]]
        lines.append(("#1f6b35", f"✓ {fact['source'].split('单元格')[1]}：{fact['area']} {fact['indicator']} {period(fact['period'])} {span} " +
                      "，".join(p for p in (value, growth) if p)))
    for one in imported["unread"]:
        lines.append(("#8a5a00", f"？ {one['place']}：{one['why']}".replace("工作表“Sheet1” ", "")))
    notes = [f["note"] for f in imported["read"] if f["note"]]
    for note in "；".join(notes).split("；") if notes else []:
        lines.append(("#555", f"· {note}"))
    for color, line in lines:
        say(margin, y, line, f' fill="{color}"')
        y += 21
    across = max([left[-1]] + [margin + width(line) for _, line in lines]) + margin
    (here / f"{name}.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{y}" viewBox="0 0 {across} {y}" font-size="13" '
        'font-family="\'Noto Sans CJK SC\',\'Microsoft YaHei\',\'PingFang SC\',sans-serif">\n'
        f'<rect width="{across}" height="{y}" fill="#fff"/>\n' + "\n".join(out) + "\n</svg>\n", encoding="utf-8")


for key, (title, picture) in TABLES.items():
    draw(key, title, grid_of(picture))
