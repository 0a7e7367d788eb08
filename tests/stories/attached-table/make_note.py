"""A press note of nine months with its table of main indicators, as Word writes them: 主要指标表 behind the words.

usage: make_note.py FOLDER"""

import pathlib
import sys
import zipfile

WORDS = [
    "2025年前三季度青岩县经济运行情况",
    "前三季度，全县实现地区生产总值143.2亿元，同比增长5.2%。社会消费品零售总额48.6亿元，增长5.9%。"
    "一般公共预算收入9.02亿元，增长3.5%。固定资产投资增长4.1%。",
    "附表：2025年1—9月青岩县主要经济指标",
]
TABLE = [
    ["指标", "单位", "1—9月累计", "同比增长（%）"],
    ["地区生产总值", "亿元", "143.2", "5.2"],
    ["社会消费品零售总额", "亿元", "46.8", "5.9"],
    ["一般公共预算收入", "亿元", "9.02", "3.5"],
    ["固定资产投资", "亿元", "", "4.4"],
]


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows):
    cells = lambda row: "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)
    return "<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>"


def write(path, body):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(zipfile.ZipInfo(name, (2025, 10, 27, 0, 0, 0)), text)


folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
write(folder / "通报.docx", "".join(map(paragraph, WORDS)) + table(TABLE))
