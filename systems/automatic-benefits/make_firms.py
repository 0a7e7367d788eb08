#!/usr/bin/env python3
"""编一份虚构的企业登记表，供试用和测速：make_firms.py 输出.csv [户数] [种子]

Makes a register of made-up firms, the same bytes for the same number and seed. Codes are lawful by GB 32100-2015 (check
character computed) in a district that does not exist (9901): no code can be a real firm's. Shares of
sizes, industries and policies are round numbers in the manner of a central city district (示例, ours); about 3 % of data
are missing, and one row in 2,000 is bad on purpose: wrong check character, repeated code, a column too many, text where
a number should be.
"""
import argparse
import csv
import random
from pathlib import Path

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [3 ** i % 31 for i in range(17)]
INDUSTRIES = [("批发和零售业", 38), ("租赁和商务服务业", 18), ("住宿和餐饮业", 9), ("科学研究和技术服务业", 8),
              ("软件和信息技术服务业", 7), ("居民服务、修理和其他服务业", 6), ("文化、体育和娱乐业", 4), ("建筑业", 3),
              ("制造业", 3), ("房地产业", 2), ("教育", 1), ("金融业", 1)]
SIZES = [("微型", 860), ("小型", 115), ("中型", 20), ("大型", 5)]
WORDS = "云帆启航明远嘉和瑞丰恒泰新越东山珠江木棉榕树海印流花"
KINDS = {"批发和零售业": "贸易", "租赁和商务服务业": "商务服务", "住宿和餐饮业": "餐饮", "制造业": "制造", "建筑业": "建设工程",
         "科学研究和技术服务业": "技术", "软件和信息技术服务业": "信息科技"}


def code(rng):
    body = "91990104MA" + "".join(rng.choice(ALPHABET) for _ in range(7))
    return body + ALPHABET[(31 - sum(ALPHABET.index(c) * w for c, w in zip(body, WEIGHTS)) % 31) % 31]


def pick(rng, table):
    return rng.choices([name for name, _ in table], [share for _, share in table])[0]


def day(rng, first, last):
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def firm(rng, columns):
    size = pick(rng, SIZES)
    industry = pick(rng, INDUSTRIES)
    rank = {"微型": 0, "小型": 1, "中型": 2, "大型": 3}[size]
    staff = max(1, int(rng.lognormvariate([1.0, 2.6, 4.6, 6.2][rank], 0.8)))
    revenue = round(staff * rng.lognormvariate(12.6, 0.7))
    technical = industry in ("科学研究和技术服务业", "软件和信息技术服务业", "制造业")
    row = dict.fromkeys(columns, "")
    row.update({
        "统一社会信用代码": code(rng),
        "企业名称": "".join(rng.choice(WORDS) for _ in range(rng.choice((2, 2, 3, 4)))) + KINDS.get(industry, "服务") +
                    "（虚构）有限公司",
        "法定代表人": rng.choice("赵钱孙李周吴郑王冯陈") + rng.choice("一二三四五六七八九十"),
        "成立日期": day(rng, 1996, 2022), "登记状态": "存续" if rng.random() < 0.95 else "注销",
        "企业类型": "企业", "行业门类": industry, "企业规模": size, "严重失信": "是" if rng.random() < 0.004 else "否",
        "纳税信用等级": pick(rng, [("A", 10), ("B", 45), ("M", 35), ("C", 6), ("D", 4)]), "营业收入": revenue,
    })
    if rng.random() < 0.001:
        row["较大安全事故"] = "是"
    if rng.random() < 0.06:
        row.update({"期末留抵税额": round(revenue * rng.uniform(0.001, 0.05), 2), "进项构成比例": round(rng.uniform(0.6, 1), 4)})
        if rng.random() < 0.3:
            row["已申请留抵退税"] = "是"
    else:
        row.update({"期末留抵税额": 0, "进项构成比例": 1})
    if rng.random() < 0.012:
        row.update({"承租国有物业": "是", "月租金": round(rng.lognormvariate(9.2, 0.8))})
    insured = rng.random() < 0.35
    row.update({"失业保险缴费月数": rng.choice((12, 12, 12, 12, 12, 9, 6)) if insured else 0,
                "上年度平均参保人数": staff if insured else 0,
                "上年度新增领金人数": (sum(rng.random() < 0.02 for _ in range(min(staff, 400)))) if insured else 0,
                "上年度缴纳失业保险费": round(staff * rng.uniform(400, 900), 2) if insured else 0})
    if insured and rng.random() < 0.05:
        young = rng.randint(1, max(1, staff // 8))
        row.update({"新招毕业生参保人数": young, "新招参保满月数": rng.randint(0, 12),
                    "毕业生单位社保缴费": round(young * rng.uniform(5000, 12000), 2)})
        if rng.random() < 0.1:
            row["已领同类补助"] = "是"
    if insured and rng.random() < 0.03:
        row.update({"初级取证人数": rng.randint(0, 4), "中级取证人数": rng.randint(0, 3), "高级取证人数": rng.randint(0, 2)})
    if technical:
        row["研发费用"] = round(revenue * rng.uniform(0, 0.12))
        row["前一年研发费用"] = round(row["研发费用"] * rng.uniform(0.5, 1.3))
        if rng.random() < 0.05:
            row.update({"高企认定日期": day(rng, 2020, 2023), "高企首次认定": rng.choice("是否")})
        if rng.random() < 0.02:
            row.update({"专精特新级别": pick(rng, [("创新型中小企业", 70), ("专精特新中小企业", 27), ("专精特新小巨人", 3)]),
                        "专精特新认定日期": day(rng, 2021, 2023)})
    else:
        row["研发费用"] = 0
    if industry in ("批发和零售业", "住宿和餐饮业") and rng.random() < 0.0008:
        row.update({"首店级别": pick(rng, [("全国首店", 1), ("全省首店", 3), ("全市首店", 6)]),
                    "首店开业日期": day(rng, 2022, 2023), "首店面积": rng.randint(40, 900)})
    if rank >= 1 and rng.random() < 0.02:
        row["首次升规日期"] = day(rng, 2018, 2023)
    if rng.random() < 0.04:
        loan = round(rng.lognormvariate(13.5, 1.0))
        row.update({"普惠贷款本金": loan, "实付贷款利息": round(loan * rng.uniform(0.03, 0.05), 2),
                    "贷款用于经营": "是" if rng.random() < 0.9 else "否"})
    if rng.random() < 0.25:  # offices that did not send one datum
        for gone in rng.sample(columns[4:], 5):
            row[gone] = ""
    return row


def main():
    parser = argparse.ArgumentParser(description="编一份虚构的企业登记表")
    parser.add_argument("out", metavar="输出.csv")
    parser.add_argument("count", metavar="户数", type=int, nargs="?", default=234_000)
    parser.add_argument("seed", metavar="种子", type=int, nargs="?", default=2023)
    o = parser.parse_args()
    out, count, rng = Path(o.out), o.count, random.Random(o.seed)
    with open(Path(__file__).parent / "fields.csv", encoding="utf-8") as f:
        columns = [row["字段"] for row in csv.DictReader(f)]
    last = None
    with open(out, "w", encoding="utf-8", newline="") as f:
        write = csv.writer(f, lineterminator="\n")
        write.writerow(columns)
        for n in range(1, count + 1):
            row = firm(rng, columns)
            cells = [row[c] for c in columns]
            if n % 2000 == 500:
                cells[0] = cells[0][:17] + ("0" if cells[0][17] != "0" else "1")
            elif n % 2000 == 1000 and last:
                cells[0] = last
            elif n % 2000 == 1500:
                cells.append("多出一列")
            elif n % 2000 == 1999:
                cells[columns.index("营业收入")] = "约三百万"
            last = cells[0]
            write.writerow(cells)


if __name__ == "__main__":
    main()
