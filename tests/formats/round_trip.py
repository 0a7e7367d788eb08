#!/usr/bin/env python3
"""One text in every format it may come in: what is read must be the same, but for the places.

    round_trip.py JICHENG TEXT... [--no-office]

Formats of our own making: .txt in UTF-8, UTF-8 with mark, UTF-16, GB18030; .docx; .html named .html (through LibreOffice);
.ofd with broken lines, running heads and page numbers; half- and full-width digits and marks; traditional characters
(where `opencc` is installed). Through LibreOffice, where installed: .doc, .wps (the same bytes), .pdf with running heads and
page numbers. What is missing is said and passed over. Exit 0 when all agree, 1 when something differs.
"""
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

# ---- what is compared

WIDE = {i + 0xFEE0: i for i in range(0x21, 0x7F)} | {0x3000: 0x20}


def folded(text):
    """Width and white space do not matter; nor does how a line was broken."""
    return "".join(str(text).translate(WIDE).split())


def fold_all(value):
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, list):
        return [fold_all(v) for v in value]
    if isinstance(value, dict):
        return {k: fold_all(v) for k, v in value.items() if k not in ("start", "end", "section_end", "sentence", "confidence", "why")}
    return value


def outline(headings):
    return [{"level": h["level"], "number": h["number"], "title": h["title"], "children": outline(h["children"])} for h in headings]


def statements(read):
    out = {key: fold_all(read[key]) for key in ("figures", "targets", "measures", "projects", "parties", "nonfigures")}
    out["outline"] = fold_all(outline(read["outline"]))
    out["kind"] = read["kind"]
    if "policy" in read:
        out["policy"] = fold_all({k: v for k, v in read["policy"].items() if k not in ("set_aside",)})
    return out


# ---- writers

def docx(lines, running_head=False):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    # As official documents are set: the first line of a paragraph two characters in, headings and title too.
    indent = '<w:pPr><w:ind w:firstLine="420"/></w:pPr>' if running_head else ""
    body = "".join(f'<w:p>{indent}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    head = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>' if running_head else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>'
        '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
        "</Types>",
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{r}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{r}/header" Target="header1.xml"/><Relationship Id="rId2" Type="{r}/footer" Target="footer1.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{w}" xmlns:r="{r}"><w:body>{body}<w:sectPr>{head}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992"/></w:sectPr></w:body></w:document>',
        "word/header1.xml": f'<w:hdr xmlns:w="{w}"><w:p><w:r><w:t>内部资料 注意保存</w:t></w:r></w:p></w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{w}"><w:p><w:r><w:t>— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> —</w:t></w:r></w:p></w:ftr>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return out.getvalue()


def html(lines):
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    return ('<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title><style>p{margin:0}</style></head><body>' + body + "</body></html>").encode()


def columns(text):
    return sum(1 if ord(c) < 0x2E80 else 2 for c in text)


def broken(line, width=56, indent="　　"):
    """A paragraph as a page sets it: indented, broken at the right edge wherever that is."""
    rows, row = [], indent
    for c in line.strip():
        if columns(row + c) > width and c not in "，。、；：！？）”》%％":
            rows.append(row)
            row = ""
        row += c
    return rows + [row]


def ofd(lines, rows_a_page=30):
    rows = [row for line in lines for row in (broken(line) if line.strip() else [])]
    pages = [rows[i:i + rows_a_page] for i in range(0, len(rows), rows_a_page)]
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    files = {
        "OFD.xml": f'<ofd:OFD {ns} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document {ns}><ofd:Pages>' + "".join(
            f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))) + "</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        objects, y = [], 20.0
        for row in ["内部资料 注意保存"] + page + [f"— {number + 1} —"]:
            text = row.lstrip("　")
            x = 20 + 5 * (len(row) - len(text))
            objects.append(f'<ofd:TextObject ID="{len(objects) + 10}" Boundary="{x} {y} {5 * columns(text) / 2} 6" Size="5">'
                           f'<ofd:TextCode X="0" Y="5">{escape(text)}</ofd:TextCode></ofd:TextObject>')
            y += 8
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = f'<ofd:Page {ns}><ofd:Content><ofd:Layer ID="2">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in files.items():
            z.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


HALF = {0xFF0C: ",", 0xFF1B: ";", 0xFF1A: ":", 0xFF08: "(", 0xFF09: ")", 0xFF05: "%", 0xFF01: "!", 0xFF1F: "?"}
FULL = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789%.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}


class Trip:
    def __init__(self, jicheng, folder, office):
        self.jicheng, self.folder, self.office = jicheng, pathlib.Path(folder), office
        self.bad = self.done = 0

    def read(self, path):
        got = subprocess.run([self.jicheng, "read", str(path), "--json"], capture_output=True, text=True, timeout=200)
        if got.returncode != 0:
            print(f"  {path.name}: {got.stderr.strip()}")
            return None
        return json.loads(got.stdout)

    def compare(self, name, expected, path, convert=None):
        read = self.read(path)
        self.done += 1
        if read is None:
            self.bad += 1
            return
        if convert:
            read = json.loads(convert(json.dumps(read, ensure_ascii=False)))
        found = statements(read)
        differences = list(diff(expected, found))
        if differences:
            self.bad += 1
            print(f"  {name}: {len(differences)} differ")
            for line in differences[:12]:
                print("     " + line)
        else:
            print(f"  {name}: the same {len(found['figures'])} figures, {len(found['targets'])} targets, {len(found['measures'])} measures"
                  + (f", {len(found['policy']['articles'])} articles" if "policy" in found else ""))

    def put(self, name, data):
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def convert(self, source, kind):
        """By LibreOffice, with a profile of its own."""
        subprocess.run(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{self.folder}/profile", "--convert-to", kind,
                        "--outdir", str(self.folder), str(source)], capture_output=True, timeout=180)

    def trip(self, source):
        text = pathlib.Path(source).read_text("utf-8").replace("\r\n", "\n").lstrip("\ufeff")
        lines = text.split("\n")
        print(source)
        plain = self.put("a.txt", text)
        first = self.read(plain)
        if first is None:
            self.bad += 1
            return
        if first["unaccounted"]:
            self.bad += 1
            print("  digits unaccounted for:", first["unaccounted"])
        expected = statements(first)
        self.compare("UTF-8 with mark", expected, self.put("mark.txt", "\ufeff" + text))
        self.compare("CRLF", expected, self.put("crlf.txt", text.replace("\n", "\r\n")))
        self.compare("UTF-16", expected, self.put("wide.txt", text.encode("utf-16")))
        self.compare("GB18030", expected, self.put("gb.txt", text.encode("gb18030")))
        self.compare("half-width marks", expected, self.put("half.txt", text.translate(HALF)))
        self.compare("full-width digits", expected, self.put("full.txt", text.translate(FULL)))
        self.compare("lines broken", expected, self.put("broken.txt", "\n".join(row for line in lines for row in (broken(line) if line.strip() else [""]))))
        if shutil.which("opencc"):
            to = lambda config: lambda t: subprocess.run(["opencc", "-c", config], input=t, capture_output=True, text=True).stdout
            # OpenCC's own way back: what it cannot bring back (a few variant characters) is taken as it brings it.
            traditional = to("s2t.json")(text)
            back = statements(self.read(self.put("back.txt", to("t2s.json")(traditional))))
            self.compare("traditional characters", back, self.put("traditional.txt", traditional), to("t2s.json"))
        else:
            print("  traditional characters: passed over, opencc is not installed")
        word = self.put("a.docx", docx(lines))
        self.compare("docx", expected, word)
        self.compare("ofd", expected, self.put("a.ofd", ofd(lines)))
        if not self.office:
            print("  doc, wps, pdf, html: passed over, LibreOffice or pdftotext is not installed")
            return
        self.compare("html", expected, self.put("a.html", html(lines)))
        self.convert(word, "doc")
        paged = self.put("p.docx", docx(lines, running_head=True))
        self.convert(paged, "pdf")
        self.compare("doc", expected, self.folder / "a.doc")
        shutil.copy(self.folder / "a.doc", self.folder / "b.wps")
        self.compare("wps", expected, self.folder / "b.wps")
        self.compare("pdf", expected, self.folder / "p.pdf")


def diff(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(a.keys() | b.keys()):
            yield from diff(a.get(key), b.get(key), f"{path}.{key}")
    elif isinstance(a, list) and isinstance(b, list):
        if len(a) != len(b):
            yield f"{path}: {len(a)} ≠ {len(b)}"
            key = lambda x: (x.get("text") or x.get("title") or str(x)) if isinstance(x, dict) else str(x)
            left, right = [key(x) for x in a], [key(x) for x in b]
            for x in left:
                if x not in right:
                    yield f"{path} lost: {x[:80]}"
            for x in right:
                if x not in left:
                    yield f"{path} new: {x[:80]}"
            return
        for i, (x, y) in enumerate(zip(a, b)):
            yield from diff(x, y, f"{path}[{i}]")
    elif a != b:
        yield f"{path}: {str(a)[:70]!r} ≠ {str(b)[:70]!r}"


def main():
    arguments = [a for a in sys.argv[1:] if a != "--no-office"]
    office = "--no-office" not in sys.argv and shutil.which("soffice") and shutil.which("pdftotext")
    bad = done = 0
    for source in arguments[1:]:
        with tempfile.TemporaryDirectory() as folder:
            trip = Trip(arguments[0], folder, office)
            trip.trip(source)
            bad, done = bad + trip.bad, done + trip.done
    print(f"{done} formats, {bad} that differ")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
