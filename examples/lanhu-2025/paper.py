"""Writes the papers offices send, from grids of cells, with Python's standard library alone: .xlsx .ods .csv .docx .txt.

A grid is a list of rows of texts. "<" joins a cell to the one on its left, "^" to the one above. A text that is a plain number is stored as a
number with the decimals it shows. Same grid, same bytes: archives carry one fixed date.
"""
import io
import re
import zipfile
from xml.sax.saxutils import escape

NUMBER = re.compile(r"-?\d+(\.\d+)?$")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            z.writestr(entry, text)
    return out.getvalue()


def joined(grid):
    """{(row, column): (rows, columns)} of cells that reach over others."""
    spans = {}
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            wide = 1
            while c + wide < len(row) and row[c + wide] == "<":
                wide += 1
            high = 1
            while r + high < len(grid) and c < len(grid[r + high]) and grid[r + high][c] == "^":
                high += 1
            if wide > 1 or high > 1:
                spans[r, c] = (high, wide)
    return spans


def column_name(c):
    name = ""
    c += 1
    while c:
        c, rest = divmod(c - 1, 26)
        name = chr(65 + rest) + name
    return name


def decimals(text):
    return len(text.partition(".")[2])


def sheet_xml(grid, text_cells):
    rows = []
    for r, row in enumerate(grid):
        cells = []
        for c, text in enumerate(row):
            ref = f"{column_name(c)}{r + 1}"
            if text in ("", "<", "^"):
                continue
            if NUMBER.match(text) and (r, c) not in text_cells:
                cells.append(f'<c r="{ref}" s="{min(decimals(text), 3)}"><v>{text}</v></c>')
            else:
                cells.append(f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>')
        rows.append(f'<row r="{r + 1}">{"".join(cells)}</row>')
    merges = "".join(f'<mergeCell ref="{column_name(c)}{r + 1}:{column_name(c + w - 1)}{r + h}"/>' for (r, c), (h, w) in joined(grid).items())
    merged = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return (f'{HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{"".join(rows)}</sheetData>{merged}'
            "</worksheet>")


def xlsx(sheets, text_cells=()):
    """`sheets`: [(name, grid)]. `text_cells`: (row, column) of numbers typed in as text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    formats = "".join(f'<xf numFmtId="{f}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for f in (0, 164, 2, 165))
    n = range(1, len(sheets) + 1)
    kinds = "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" '
                    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for i in n)
    links = "".join(f'<Relationship Id="rId{i}" Type="{relations}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in n)
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>' for i, (name, _) in enumerate(sheets, 1))
    return archive([
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="{package}/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
         f"{kinds}</Types>"),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" '
         'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{names}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{package}/relationships">{links}'
         f'<Relationship Id="rId{len(sheets) + 1}" Type="{relations}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/styles.xml", f'{HEAD}<styleSheet xmlns="{main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0"/>'
         '<numFmt numFmtId="165" formatCode="0.000"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
         f'<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">{formats}</cellXfs></styleSheet>'),
        *[(f"xl/worksheets/sheet{i}.xml", sheet_xml(grid, text_cells)) for i, (_, grid) in enumerate(sheets, 1)],
    ])


def ods(name, grid):
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    spans = joined(grid)
    rows = []
    for r, row in enumerate(grid):
        cells = []
        for c, text in enumerate(row):
            if text in ("<", "^"):
                cells.append("<table:covered-table-cell/>")
                continue
            high, wide = spans.get((r, c), (1, 1))
            span = f' table:number-rows-spanned="{high}" table:number-columns-spanned="{wide}"' if (high, wide) != (1, 1) else ""
            kind = f' office:value-type="float" office:value="{text}"' if NUMBER.match(text) else ' office:value-type="string"' if text else ""
            cells.append(f"<table:table-cell{span}{kind}>" + (f"<text:p>{escape(text)}</text:p>" if text else "") + "</table:table-cell>")
        rows.append(f'<table:table-row>{"".join(cells)}</table:table-row>')
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return archive([
        ("mimetype", kind),
        ("META-INF/manifest.xml", f'{HEAD}<manifest:manifest xmlns:manifest="{office}manifest:1.0" manifest:version="1.3"><manifest:file-entry '
         f'manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
         'manifest:media-type="text/xml"/></manifest:manifest>'),
        ("content.xml", f'{HEAD}<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
         f'xmlns:text="{office}text:1.0" office:version="1.3"><office:body><office:spreadsheet><table:table table:name="{escape(name)}">'
         f'{"".join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>'),
    ])


def csv_text(grid):
    def cell(text):
        text = "" if text in ("<", "^") else text
        return '"' + text.replace('"', '""') + '"' if re.search('[",\n]', text) else text
    return "".join(",".join(cell(t) for t in row) + "\r\n" for row in grid)


def docx(blocks):
    """`blocks`: a text is a paragraph, a list is a table."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def paragraph(text):
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    def table(grid):
        spans = joined(grid)
        rows = []
        for r, row in enumerate(grid):
            cells = []
            for c, text in enumerate(row):
                if text == "<":
                    continue
                high, wide = spans.get((r, c), (1, 1))
                joins = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
                joins += "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if high > 1 else ""
                cells.append(f"<w:tc><w:tcPr>{joins}</w:tcPr>{paragraph('' if text == '^' else text)}</w:tc>")
            rows.append(f'<w:tr>{"".join(cells)}</w:tr>')
        return f'<w:tbl><w:tblPr/><w:tblGrid>{"<w:gridCol/>" * len(grid[0])}</w:tblGrid>{"".join(rows)}</w:tbl>'

    body = "".join(paragraph(b) if isinstance(b, str) else table(b) for b in blocks)
    return archive([
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="{package}/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
         "</Types>"),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" '
         'Target="word/document.xml"/></Relationships>'),
        ("word/document.xml", f'{HEAD}<w:document xmlns:w="{word}"><w:body>{body}<w:sectPr/></w:body></w:document>'),
    ])


def with_password(package):
    """The same archive with every entry marked as enciphered: what a reader without the password meets."""
    out = bytearray(package)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(signature)
        while at >= 0:
            out[at + flags] |= 1
            at = out.find(signature, at + 4)
    return bytes(out)
