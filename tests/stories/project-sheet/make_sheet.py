#!/usr/bin/env python3
"""Writes 重点项目9月.xlsx beside this file: 63 invented projects of an invented district under a two-row merged header,
in three groups with their sums, by the standard library alone. What is wrong in it on purpose: row 22 gives its plan in
亿元 under a sheet in 万元; projects 15 and 37 have not begun. The same bytes on every run."""
import os
import random
import zipfile
from xml.sax.saxutils import escape

OWNERS = ["区科学技术局", "区住房和城乡建设局", "区教育局", "区卫生健康局", "区商务局", "东湾街道办事处", "区水务局"]
PLACES = ["临江", "青石", "东湾", "西岭", "南苑", "北塘", "云台", "梅坞", "金沙", "白鹭", "紫藤"]
WORKS = ["数字港", "创新园", "商贸城", "研发中心", "金融大厦", "文创园", "医院改扩建", "小学扩建", "管廊", "道路改造", "安置房", "体育馆"]
GROUPS = [("一、产业项目", 24), ("二、城市更新项目", 18), ("三、民生项目", 21)]
STAGES = ["主体结构施工", "桩基施工", "主体封顶，幕墙安装", "装修收尾", "基坑支护"]


def projects():
    dice = random.Random(63)
    number = 0
    for group, count in GROUPS:
        for _ in range(count):
            number += 1
            fresh = number % 5 == 0
            total = dice.randint(60, 900) * 100
            plan = min(total // 100 * 50, dice.randint(20, 95) * 100)
            idle = number in (15, 37)
            done = 0 if idle else int(plan * max(0.3, dice.gauss(0.80, 0.16)))
            yield group, [number, PLACES[number * 5 % 11] + WORKS[number * 7 % 12], "第%d建设公司" % number,
                          OWNERS[number % 7], "新建" if fresh else "续建", "%d-2028" % (2026 if fresh else 2024),
                          "2026年%d月" % (3 + number % 6) if fresh else None, total, 0 if fresh else total // 4, plan,
                          done // 9, done, round(100 * done / plan, 1),
                          "尚未开工，正办理施工许可" if idle else STAGES[number % 5],
                          "用地手续没有办结" if idle else "无", "请市规划部门支持" if idle else None]


def rows():
    merged = ["A1:P1", "J3:M3"] + ["%s3:%s4" % (c, c) for c in "ABCDEFGHINOP"]
    out = [["岚湖区2026年重点项目投资完成情况表（1—9月）"], [None] * 14 + ["单位：万元"],
           ["序号", "项目名称", "建设单位", "责任单位", "建设性质", "建设起止年限", "计划开工时间", "总投资", "至2025年底累计完成投资",
            "2026年投资", None, None, None, "形象进度", "存在问题", "需协调事项"],
           [None] * 9 + ["年度计划", "9月完成", "1—9月累计完成", "完成年度计划（%）"]]
    whole, part, group = [0] * 5, [0] * 5, None

    def sums(label, s):
        out.append([None, label] + [None] * 5 + s + [round(100 * s[4] / s[2], 1)])

    for name, cells in projects():
        if name != group:
            if group:
                sums("小计", part)
            group, part = name, [0] * 5
            out.append([name])
            merged.append("A%d:P%d" % (len(out), len(out)))
        whole = [a + b for a, b in zip(whole, cells[7:12])]
        part = [a + b for a, b in zip(part, cells[7:12])]
        if cells[0] == 22:
            cells[9] = cells[9] / 10000
        out.append(cells)
    sums("小计", part)
    sums("合计（63个）", whole)
    out.append(["注：按项目单位提供的材料整理。"])
    return out, merged


def worksheet():
    body, merged = rows()
    xml = ['<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
           '2006/main"><sheetData>']
    for r, cells in enumerate(body, 1):
        xml.append('<row r="%d">' % r)
        for c, value in enumerate(cells):
            place = "%s%d" % (chr(65 + c), r)
            if isinstance(value, (int, float)):
                xml.append('<c r="%s"><v>%r</v></c>' % (place, value))
            elif value:
                xml.append('<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place, escape(value)))
        xml.append("</row>")
    xml.append('</sheetData><mergeCells count="%d">' % len(merged))
    xml += ['<mergeCell ref="%s"/>' % m for m in merged]
    return "".join(xml) + "</mergeCells></worksheet>"


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
PARTS = {
    "[Content_Types].xml":
        '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="%ssheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="%sworksheet+xml"/></Types>' % (PACKAGE, MAIN, MAIN),
    "_rels/.rels":
        '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>' % (PACKAGE, OFFICE),
    "xl/workbook.xml":
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><sheets>'
        '<sheet name="项目" sheetId="1" r:id="rId1"/></sheets></workbook>' % OFFICE,
    "xl/_rels/workbook.xml.rels":
        '<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>' % (PACKAGE, OFFICE),
    "xl/worksheets/sheet1.xml": worksheet(),
}

if __name__ == "__main__":
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "重点项目9月.xlsx")
    with zipfile.ZipFile(path, "w") as book:
        for name, text in PARTS.items():
            part = zipfile.ZipInfo(name, (2026, 10, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(part, text)
