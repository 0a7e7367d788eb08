#!/usr/bin/env python3
"""Makes the twelve monthly folders of 岚湖区 2025 as offices send them, from facts.csv. Standard library only; same folders every time.

    python3 examples/lanhu-2025/make_months.py 输出                 a folder a month, 往年数据.csv, 清单.json
    python3 examples/lanhu-2025/make_months.py 输出 --all-formats   and .xls .et .doc .wps .pdf, turned by LibreOffice

The folder of a month holds what was published between the last run and this one: the runs are at the end of the month after. What is planted
and what the program must say of it stands in months.json.
"""
import argparse
import calendar
import csv
import datetime
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal

sys.dont_write_bytecode = True  # the repository stays as it is
import paper  # noqa: E402

HERE = pathlib.Path(__file__).parent
MONTHS = [f"2025-{m:02d}" for m in range(1, 13)]
INVESTMENT_PLAN = 1020000  # 万元: the plan's 102亿元 for 60 projects
# Share of a year's investment done by the end of each month.
S_CURVE = [8, 18, 30, 40, 50, 62, 71, 80, 91, 95, 98, 100]


def asof(month):
    """The run stands at the end of the month after."""
    year, m = int(month[:4]), int(month[5:])
    year, m = (year + 1, 1) if m == 12 else (year, m + 1)
    return f"{year}-{m:02d}-{calendar.monthrange(year, m)[1]}"


def facts():
    with open(HERE / "facts.csv", encoding="utf-8") as f:
        return list(csv.DictReader(f))


class Month:
    def __init__(self, month, rows):
        self.month, self.number = month, int(month[5:])
        before = asof(f"2025-{self.number - 1:02d}") if self.number > 1 else "2025-01-31"
        self.released = [r for r in rows if before < r["published"] <= asof(month)]
        self.rows = rows
        self.files = {}

    def fact(self, indicator, basis=""):
        """The year to date of this month (the whole year in December)."""
        period = "2025" if self.number == 12 else f"2025-01/{self.month}"
        points = (period, self.month)
        found = [r for r in self.released if r["indicator"] == indicator and r["period"] in points and r["growth_basis"] == basis]
        return found[-1] if found else None

    def earlier(self, indicator):
        """The year to date of the month before."""
        if self.number < 3:
            return None
        period = f"2025-01/2025-{self.number - 1:02d}"
        found = [r for r in self.rows if r["indicator"] == indicator and r["period"] == period]
        return found[-1] if found else None

    @property
    def span(self):
        return f"1-{self.number}月"

    def day(self, indicator):
        d = datetime.date.fromisoformat(self.fact(indicator)["published"])
        return f"发布日期：{d.year}年{d.month}月{d.day}日"

    def value(self, indicator, times=1, decimals=None):
        f = self.fact(indicator)
        if f is None or not f["value"]:
            return "—"
        v = Decimal(f["value"]) * times
        return str(v if decimals is None else v.quantize(Decimal(1).scaleb(-decimals)))

    def growth(self, indicator):
        f = self.fact(indicator)
        return f["growth_pct"] if f and f["growth_pct"] else "—"

    def alone(self, indicator, times=1, decimals=2):
        """The month alone: the difference of two printed years to date."""
        now, before = self.fact(indicator), self.earlier(indicator)
        if not (now and before and now["value"] and before["value"]):
            return "—"
        return str(((Decimal(now["value"]) - Decimal(before["value"])) * times).quantize(Decimal(1).scaleb(-decimals)))

    def put(self, name, data):
        self.files[name] = data if isinstance(data, bytes) else data.encode("utf-8")


def statistics(m):
    if m.fact("社会消费品零售总额") is None:
        return
    month = m.number
    # Grid: two header rows, the year to date beside the month alone, 万元 beside 亿元 by row.
    grid = [[f"2025年{m.span}岚湖区主要经济指标完成情况", "<", "<", "<", "<"],
            ["指标", "计量单位", f"{m.span}累计", "<", f"{month}月当月"], ["^", "^", "绝对值", "同比±%", "绝对值"]]
    grid.append(["规模以上工业增加值", "亿元", "—", m.growth("规模以上工业增加值"), "—"])
    grid.append(["固定资产投资", "亿元", "—", m.growth("固定资产投资"), "—"])
    grid.append(["　其中：工业投资", "亿元", "—", m.growth("工业投资"), "—"])
    grid.append(["社会消费品零售总额", "亿元", m.value("社会消费品零售总额"), m.growth("社会消费品零售总额"), m.alone("社会消费品零售总额")])
    grid.append(["限额以上网上商品零售额", "万元", m.value("限额以上网上商品零售额", 10000, 0), m.growth("限额以上网上商品零售额"),
                 m.alone("限额以上网上商品零售额", 10000, 0)])
    grid.append([m.day("社会消费品零售总额"), "", "", "", ""])
    sheets = [("主要指标", grid)]
    if m.fact("地区生产总值"):
        names = ["地区生产总值", "第一产业增加值", "第二产业增加值", "第三产业增加值"]
        sheets.append(("地区生产总值", [[f"2025年{m.span}岚湖区地区生产总值", "<", "<"], ["单位：亿元、%", "", ""],
                                  ["指标", f"{m.span}累计", "同比±%"]] + [[n, m.value(n), m.growth(n)] for n in names]
                       + [["注：增速按不变价格计算。", "", ""], [m.day("地区生产总值"), "", ""]]))
        incomes = ["城镇居民人均可支配收入", "农村居民人均可支配收入"]
        sheets.append(("居民收入", [[f"2025年{m.span}岚湖区居民收入", "<", "<"], ["单位：元、%", "", ""],
                                ["指标", f"{m.span}累计", "同比±%"]] + [[n, m.value(n), m.growth(n)] for n in incomes]
                       + [[m.day(incomes[0]), "", ""]]))
    texts = set()
    if month == 7:
        # The office renamed the line.
        grid[3][0] = "规上工业企业增加值（可比价）"
    if month == 8:
        grid[7][2] = "约" + grid[7][2]
        texts.add((7, 2))
    if month == 9:
        grid[4][0] = "固定资产投资※"
        grid.append(["※固定资产投资为500万元及以上项目口径，不含农户。", "", "", "", ""])
    m.put(f"01统计月报（2025年{m.span}）.xlsx", paper.xlsx(sheets, texts))


def budget(m):
    if m.fact("一般公共预算收入") is None:
        return
    income, tax = (Decimal(m.fact(n)["value"]) for n in ("一般公共预算收入", "税收收入"))
    other = (income - tax) * 10000
    rows = [["一般公共预算收入", m.alone("一般公共预算收入", 10000, 0), m.value("一般公共预算收入", 10000, 0), m.growth("一般公共预算收入")],
            ["　1.税收收入", m.alone("税收收入", 10000, 0), m.value("税收收入", 10000, 0), m.growth("税收收入")],
            ["　2.非税收入", "—", str(int(other)), "—"],
            ["一般公共预算支出", m.alone("一般公共预算支出", 10000, 0), m.value("一般公共预算支出", 10000, 0), m.growth("一般公共预算支出")]]
    grid = [[f"岚湖区2025年{m.number}月财政收支情况表", "<", "<", "<"], ["", "", "单位：万元", ""],
            ["项目", f"{m.number}月当月", f"{m.span}累计", "<"], ["^", "金额", "金额", "同比±%"]] + rows + [[m.day("一般公共预算收入"), "", "", ""]]
    m.put("02财政收支.xlsx", paper.xlsx([("收支", grid)]))


def industry(m):
    if m.fact("规模以上工业增加值") is None:
        return
    whole = Decimal(m.growth("规模以上工业增加值"))
    parts = [("电子信息制造业增加值", Decimal("3.4")), ("装备制造业增加值", Decimal("0.6")), ("绿色食品产业增加值", Decimal("-4.9"))]
    grid = [[f"2025年{m.span}岚湖区规模以上工业增加值增速", ""], ["", "单位：%"], ["行业", f"{m.span}累计同比±%"],
            ["规模以上工业增加值", str(whole)]] + [[name, str(whole + gap)] for name, gap in parts] + [[m.day("规模以上工业增加值"), ""]]
    m.put("03规上工业分行业.csv", paper.csv_text(grid).encode("gb18030"))


def trade(m):
    if m.fact("进出口总额") is None:
        return
    imports = Decimal(m.fact("进出口总额")["value"]) - Decimal(m.fact("出口总额")["value"])
    if m.number == 4:
        imports += Decimal("0.60")
    exports = m.value("出口总额")
    if m.number == 3:
        exports = m.value("出口总额", 10000, 0)  # in 万元 under a title in 亿元
    grid = [[f"岚湖区2025年{m.span}进出口情况", "<", "<"], ["单位：亿元", "", ""], ["指标", f"{m.span}累计", "同比±%"],
            ["进出口总额", m.value("进出口总额"), m.growth("进出口总额")], ["出口总额", exports, m.growth("出口总额")],
            ["进口总额", str(imports), "—"], [m.day("进出口总额"), "", ""]]
    m.put("04海关进出口.xlsx", paper.xlsx([("进出口", grid)]))


def prices(m):
    if m.fact("居民消费价格指数") is None:
        return
    index = Decimal(100) + Decimal(m.growth("居民消费价格指数"))
    m.put("05居民消费价格.docx", paper.docx([
        f"2025年{m.span}岚湖区居民消费价格情况", m.day("居民消费价格指数"),
        [["指标", f"{m.span}（上年同期=100）"], ["居民消费价格指数", str(index)]]]))


def people(m):
    if m.fact("城镇新增就业人数") is None:
        return
    year = "2024" if m.number == 6 else "2025"  # last year's file was taken and its title left as it was
    jobs = m.value("城镇新增就业人数", 10000, 0)
    grid = [[f"{year}年{m.span}岚湖区就业情况", "<", "<"], ["指标", "单位", f"{m.span}累计"],
            ["城镇新增就业人数", "人", jobs], [m.day("城镇新增就业人数"), "", ""]]
    m.put("06就业.ods", paper.ods("就业", grid))
    if m.fact("城镇登记失业率"):
        m.put("06登记失业率.csv", paper.csv_text([[f"2025年{m.number}月末岚湖区城镇登记失业率", ""],
                                            ["指标", f"{m.number}月末（%）"], ["城镇登记失业率", m.value("城镇登记失业率")], [m.day("城镇登记失业率"), ""]]).encode("gb18030"))


def once_a_year(m):
    for f in m.released:
        name = f["indicator"]
        if name not in ("空气质量优良天数比率", "粮食产量", "技术合同成交额", "港口货物吞吐量"):
            continue
        span = "2025年全年" if f["period"] == "2025" else "2025年1-9月"
        d = datetime.date.fromisoformat(f["published"])
        m.put(f"07{name}.docx", paper.docx([
            f"{span}岚湖区{name}", f"发布日期：{d.year}年{d.month}月{d.day}日",
            [["指标", "单位", f"{span}累计" if f["period"] != "2025" else span], [name, f["unit"], f["value"]]]]))


def projects():
    rng = random.Random(60)
    named = ["澜芯半导体封装项目", "望澜港区四号泊位", "岚湖大道三期", "听松科技园二期", "区文化馆新馆", "区中医院迁建", "区级应急指挥中心",
             "半导体封装测试公共服务平台"]
    places = ["鹭汀", "望澜", "听松", "石桥", "东浦", "南屿", "西塘", "北山", "白沙", "青荷", "云栖", "双溪", "枫林"]
    kinds = [("标准厂房", "区工业和信息化局"), ("污水管网改造", "区住房和城乡建设局"), ("小学扩建", "区教育局"), ("农产品冷链中心", "区农业农村局")]
    names = named + [p + k for k, _ in kinds for p in places]
    owners = dict((p + k, o) for k, o in kinds for p in places)
    weights = [rng.uniform(0.5, 3) for _ in range(60)]
    plans = [int(INVESTMENT_PLAN * w / sum(weights)) // 10 * 10 for w in weights]
    plans[0] += INVESTMENT_PLAN - sum(plans)
    speed = [rng.uniform(0.97, 1.0) for _ in range(60)]
    for slow, rate in ((2, 0.0), (11, 0.45), (27, 0.6), (44, 0.55)):
        speed[slow] = rate
    return list(zip(names[:60], [owners.get(n, "区发展和改革局") for n in names[:60]], plans, speed))


def project_sheet(m):
    rows, sums = [], [0, 0, 0]
    for i, (name, owner, plan, speed) in enumerate(projects(), 1):
        share = Decimal(S_CURVE[m.number - 1]) * Decimal(str(round(speed, 3))) / 100
        before = Decimal(S_CURVE[m.number - 2] if m.number > 1 else 0) * Decimal(str(round(speed, 3))) / 100
        done, last = int(plan * share), int(plan * before)
        stage = "未开工" if done == 0 else "基础施工" if share < Decimal("0.3") else "主体施工" if share < Decimal("0.8") else "装饰装修"
        problem = "用地手续未办结" if speed == 0 else "资金到位慢" if speed < 0.7 else "无"
        rows.append([str(i), name, owner, str(plan * 2), str(plan), str(done - last), str(done),
                     str((Decimal(done) * 100 / plan).quantize(Decimal("0.1"))), stage, problem])
        sums = [sums[0] + plan, sums[1] + done - last, sums[2] + done]
    if m.number == 10:
        sums[2] += 3000  # the total was not renewed
    whole = ["", "合计（60个）", "", str(sums[0] * 2), str(sums[0]), str(sums[1]), str(sums[2]),
             str((Decimal(sums[2]) * 100 / sums[0]).quantize(Decimal("0.1"))), "", ""]
    grid = [[f"岚湖区2025年重点项目投资完成情况表（{m.span if m.number > 1 else '1月'}）"] + ["<"] * 9, ["单位：万元"] + [""] * 9,
            ["序号", "项目名称", "责任单位", "总投资", "2025年", "<", "<", "<", "形象进度", "存在问题"],
            ["^", "^", "^", "^", "年度计划投资", f"{m.number}月完成", f"{m.span}累计完成", "完成年度计划(%)", "^", "^"], whole] + rows
    m.put("08重点项目投资完成情况表.xlsx", paper.xlsx([("重点项目", grid)]))


def letter(office, subject, month, paragraphs):
    y, mm = 2025 + (month == 12), month % 12 + 1
    return [f"{office}关于{subject}的回复", "区发展和改革局：", f"收到督办单后，我局认真研究。现将有关情况回复如下："] + paragraphs + \
        ["特此回复。", office, f"{y}年{mm}月22日"]


def replies(m, manifest):
    for r in manifest["replies"]:
        if r["month"] != m.month:
            continue
        body = letter(r["office"], r["subject"], m.number, r["paragraphs"])
        m.put(r["file"], paper.docx(body) if r["file"].endswith(".docx") else ("\r\n".join(body) + "\r\n").encode("gb18030"))


def odds_and_ends(m, manifest):
    m.put("关于报送材料的通知.txt", f"关于做好{m.number}月份材料报送工作的通知\r\n请各单位按时报送文字材料。\r\n".encode("gb18030"))
    if m.number in (3, 9):
        m.put("~$01统计月报.xlsx", b"\x05officer" + b"\0" * 47)
    if m.number == 5:
        m.put("01统计月报（2025年1-5月） - 副本.xlsx", m.files["01统计月报（2025年1-5月）.xlsx"])
    if m.number == 10:
        m.put("09招商情况（内部）.xlsx", paper.with_password(paper.xlsx([("招商", [["项目", "金额"], ["甲", "1"]])])))
    if m.number == 11:
        # September's retail sales were revised in November.
        m.put("01统计月报（2025年1-9月）修订版.xlsx", paper.xlsx([("主要指标", [
            ["2025年1-9月岚湖区社会消费品零售总额（修订版）", "<", "<"], ["单位：亿元", "", ""],
            ["指标", "1-9月累计", "同比±%"], ["社会消费品零售总额", manifest["revised"]["value"], manifest["revised"]["growth_pct"]], ["发布日期：2025年11月25日", "", ""]])]))
    if m.number == 5:
        # A month behind the others.
        before = m.earlier("限额以上网上商品零售额")
        m.put("10电商（迟一个月）.csv", paper.csv_text([["2025年1-5月岚湖区电商情况", "", ""], ["单位：亿元", "", ""], ["指标", "1-5月累计", "同比±%"],
              ["限额以上网上商品零售额（1-4月）", before["value"], before["growth_pct"]]]).encode("gb18030"))


def other_formats(folder):
    """The formats that only an office program writes."""
    turns = [("02财政收支.xlsx", "xls"), ("04海关进出口.xlsx", "et"), ("07空气质量优良天数比率.docx", "pdf"), ("05居民消费价格.docx", "doc")]
    turns += [(p.name, "wps") for p in sorted(folder.glob("11*.docx"))]
    with tempfile.TemporaryDirectory() as home:
        for name, kind in turns:
            source = folder / name
            if not source.exists():
                continue
            # WPS's own names stand for the formats of Microsoft Office that they hold.
            written = {"et": "xls", "wps": "doc"}.get(kind, kind)
            subprocess.run(["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", written, "--outdir", home,
                            str(source)], check=True, capture_output=True, timeout=180)
            shutil.move(f"{home}/{source.stem}.{written}", folder / f"{source.stem}.{kind}")
            source.unlink()


def main():
    arguments = argparse.ArgumentParser(description="makes the monthly folders of 岚湖区 2025")
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--all-formats", action="store_true")
    given = arguments.parse_args()
    manifest = json.loads((HERE / "months.json").read_text(encoding="utf-8"))
    rows = facts()
    given.out.mkdir(parents=True, exist_ok=True)
    past = [r for r in rows if r["published"] <= "2025-01-31"]
    with open(given.out / "往年数据.csv", "w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(past)
    for month in MONTHS:
        m = Month(month, rows)
        for make in (statistics, budget, industry, trade, prices, people, once_a_year, project_sheet):
            make(m)
        replies(m, manifest)
        odds_and_ends(m, manifest)
        folder = given.out / month
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, data in sorted(m.files.items()):
            (folder / name).write_bytes(data)
        if given.all_formats:
            other_formats(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
