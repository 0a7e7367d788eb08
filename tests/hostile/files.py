"""Files made to harm, each by a few lines: a name, what is in it, and what must come of it.

`expect` is "read" (exit 0), "refused" (exit 2, a message that names the file and what to do) or "either" where a reader may keep what it can;
`says` must then stand in the message or in the notices. `tool` marks what goes through LibreOffice or pdftotext.
"""
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Callable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class Case:
    name: str
    what: str
    make: Callable[[], bytes]
    expect: str = "refused"
    says: str = ""
    tool: bool = False
    lacks: list = field(default_factory=list)


cases: list[Case] = []


def case(name, what, **more):
    def add(make):
        cases.append(Case(name, what, make, **more))
        return make
    return add


# ---- containers

def zipped(*parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, body in parts:
            z.writestr(zipfile.ZipInfo(name), body, method)
    return out.getvalue()


def docx(body="<w:p><w:r><w:t>全年地区生产总值增长5%。</w:t></w:r></w:p>", head="", more=(), main="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"):
    return zipped(("[Content_Types].xml", f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'),
                  ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'),
                  ("word/document.xml", f'<?xml version="1.0"?>{head}<w:document {W} xmlns:r="{R}"><w:body>{body}</w:body></w:document>'), *more)


def relations(*rows):
    return f'<Relationships xmlns="{PACKAGE}">' + "".join(
        f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>' for i, kind, target, outside in rows) + "</Relationships>"


def xlsx(sheet, strings="<sst><si><t>甲</t></si></sst>", styles="<styleSheet/>", more=(), sheets='<sheet name="表" r:id="a"/>', rels=()):
    return zipped(("xl/workbook.xml", f'<workbook xmlns:r="{R}"><sheets>{sheets}</sheets></workbook>'),
                  ("xl/_rels/workbook.xml.rels", relations(("a", "worksheet", "s.xml", False), ("b", "sharedStrings", "t.xml", False), ("c", "styles", "u.xml", False), *rels)),
                  ("xl/s.xml", sheet if isinstance(sheet, bytes) else f"<worksheet>{sheet}</worksheet>"), ("xl/t.xml", strings), ("xl/u.xml", styles), *more)


ROW = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>指标</t></is></c><c r="B1"><v>5.3</v></c></row></sheetData>'


def ods(inside):
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    return zipped(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                  ("content.xml", f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="a">{inside}</table:table></office:spreadsheet></office:body></office:document-content>'))


def ofd(page_location="p.xml", page="<Page/>"):
    return zipped(("OFD.xml", "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>"),
                  ("d.xml", f'<Document><Pages><Page BaseLoc="{page_location}"/></Pages></Document>'), ("p.xml", page))


def compound(*streams, circle=False):
    """A compound file (MS-CFB, version 3) with streams in its root; `circle` makes every chain run into itself."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    body, fat = bytearray(), [fat_mark, end]  # sector 0: the table, sector 1: the directory
    entries = [("Root Entry", 5, end, 0)]
    for name, data in streams:
        data = data.ljust(4096, b"\0")  # below that it would lie in the mini stream
        first, count = len(fat), (len(data) + 511) // 512
        fat += [first + i + 1 for i in range(count - 1)] + [first if circle else end]
        body += data.ljust(count * 512, b"\0")
        entries.append((name, 2, first, len(data)))
    directory = b""
    for i, (name, kind, start, size) in enumerate(entries[:4]):
        wide = name.encode("utf-16-le")
        right = i + 1 if 0 < i < len(entries) - 1 else free
        child = 1 if i == 0 and len(entries) > 1 else free
        directory += wide.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", len(wide) + 2, kind, 1, free, right, child, b"", 0, 0, 0, start, size)
    table = b"".join(struct.pack("<I", x) for x in fat).ljust(512, b"\xff")[:512]
    head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 16 + struct.pack("<HHHHH6sIIIIIIIII", 62, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, end, 0, end, 0)
    return head + struct.pack("<I", 0) + b"\xff" * 432 + table + directory.ljust(512, b"\0") + bytes(body)


def records(*all_records):
    return b"".join(struct.pack("<HH", kind, len(data) if length is None else length) + data for kind, data, length in all_records)


BOF = (0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0), None)
BOF_SHEET = (0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0), None)


# ---- XML

@case("dtd.docx", "文档类型声明", says="类型声明")
def _(): return docx(head='<!DOCTYPE x [<!ELEMENT x ANY>]>')


@case("xxe.docx", "外部实体指向本机文件（XXE）", lacks=["root:"])
def _(): return docx(head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', body="<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")


@case("laughs.docx", "实体逐层膨胀（billion laughs）")
def _():
    levels = "".join(f'<!ENTITY a{i} "{"&a" + str(i - 1) + ";"}{("&a" + str(i - 1) + ";") * 9}">' for i in range(1, 12))
    return docx(head=f'<!DOCTYPE x [<!ENTITY a0 "哈">{levels}]>', body="<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>")


@case("quadratic.xlsx", "一个大实体引用许多次")
def _(): return xlsx(f'<!DOCTYPE x [<!ENTITY e "{"9" * 100_000}">]><worksheet><sheetData><row><c><v>{"&e;" * 10_000}</v></c></row></sheetData></worksheet>'.encode())


@case("parameter.ods", "参数实体取外部定义")
def _(): return zipped(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:PORT/x.dtd">%p;]><x/>'))


@case("deep.docx", "XML 嵌套十万层", says="嵌套")
def _(): return docx("<w:x>" * 100_000 + "</w:x>" * 100_000)


@case("deep.xlsx", "工作表 XML 嵌套百万层")
def _(): return xlsx("<a>" * 1_000_000)


@case("tables.docx", "表格套表格三千层")
def _(): return docx("<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000)


@case("boxes.docx", "文本框套文本框三千层")
def _(): return docx("<w:p><w:r><w:pict><w:txbxContent>" * 3000 + "</w:txbxContent></w:pict></w:r></w:p>" * 3000)


@case("attributes.docx", "一个元素二十万个属性", expect="either")
def _(): return docx("<w:p " + " ".join(f'a{i}="1"' for i in range(200_000)) + "/><w:p><w:r><w:t>文</w:t></w:r></w:p>")


@case("bytes.docx", "正文 XML 不是 UTF-8", expect="either")
def _(): return zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", f"<w:document {W}><w:body><w:p><w:r><w:t>".encode() + b"\xff\xfe\xc0\x80" + b"</w:t></w:r></w:p></w:body></w:document>"))


@case("styles.docx", "样式互相继承成圈", expect="read")
def _():
    styles = f'<w:styles {W}><w:style w:styleId="a" w:type="paragraph"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b" w:type="paragraph"><w:basedOn w:val="a"/></w:style></w:styles>'
    return docx('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>文字</w:t></w:r></w:p>', more=(("word/styles.xml", styles), ("word/_rels/document.xml.rels", relations(("s", "styles", "styles.xml", False)))))


# ---- ZIP

def bomb(megabytes):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block, check, packed = b" " * (1 << 20), 0, b""
    for _ in range(megabytes):
        packed += squeeze.compress(block)
        check = zlib.crc32(block, check)
    return packed + squeeze.flush(), check, megabytes << 20


def raw_zip(entries):
    """Entries (name, packed, crc, stated size, method, flags, offset or None, name in the central directory)."""
    out, central = b"", b""
    for name, packed, crc, size, method, flags, offset, other in entries:
        at = len(out) if offset is None else offset
        out += struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, flags, method, 0, 33, crc, len(packed), size, len(name), 0) + name + packed
        central += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, flags, method, 0, 33, crc, len(packed), size, len(other), 0, 0, 0, 0, 0, at) + other
    return out + central + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(entries), len(entries), len(central), len(out), 0)


def stored(name, body, flags=0, size=None, offset=None, other=None, method=0, crc=None):
    return (name.encode(), body, zlib.crc32(body) if crc is None else crc, len(body) if size is None else size, method, flags, offset, (other or name).encode())


TYPES = stored("[Content_Types].xml", b"<Types/>")
DOCUMENT = f"<w:document {W}><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>".encode()


@case("bomb.docx", "300 MB 空白压成 300 KB", says="过大")
def _():
    packed, crc, size = bomb(300)
    return raw_zip([TYPES, (b"word/document.xml", packed, crc, size, 8, 0, None, b"word/document.xml")])


@case("bomb-lies.docx", "炸弹，并把展开后的大小写小")
def _():
    packed, crc, _ = bomb(300)
    return raw_zip([TYPES, (b"word/document.xml", packed, crc, 1000, 8, 0, None, b"word/document.xml")])


@case("bomb.xlsx", "工作表展开 600 MB", says="过大")
def _():
    packed, crc, size = bomb(600)
    return raw_zip([stored("xl/workbook.xml", f'<workbook xmlns:r="{R}"><sheets><sheet name="a" r:id="a"/></sheets></workbook>'.encode()),
                    stored("xl/_rels/workbook.xml.rels", relations(("a", "worksheet", "s.xml", False)).encode()), (b"xl/s.xml", packed, crc, size, 8, 0, None, b"xl/s.xml")])


@case("nested.docx", "压缩包里套压缩包")
def _():
    inner = b"x" * 1000
    for _ in range(20):
        inner = zipped(("word/document.xml", inner))
    return zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", inner))


@case("overlap.docx", "几个条目共用同一段字节")
def _(): return raw_zip([TYPES] + [stored("word/document.xml" if i == 0 else f"word/{i}.xml", DOCUMENT, offset=57) for i in range(50)])


@case("slip.docx", "条目名称走出文件夹（../）")
def _(): return raw_zip([TYPES, stored("../../../tmp/jicheng-slip", b"x"), stored("word/document.xml", DOCUMENT)])


@case("absolute.docx", "条目名称是绝对路径")
def _(): return raw_zip([TYPES, stored("/tmp/jicheng-slip", b"x"), stored("word/document.xml", DOCUMENT)])


@case("twice.docx", "两个条目同名", says="word/document.xml")
def _(): return raw_zip([TYPES, stored("word/document.xml", DOCUMENT), stored("word/document.xml", DOCUMENT)])


@case("names.docx", "目录里的名称和条目自己的名称不同")
def _(): return raw_zip([TYPES, stored("word/nothing.xml!", DOCUMENT, other="word/document.xml")])


@case("size.docx", "写明的大小是假的")
def _(): return raw_zip([TYPES, stored("word/document.xml", DOCUMENT, size=5)])


@case("checksum.docx", "校验值不符")
def _(): return raw_zip([TYPES, stored("word/document.xml", DOCUMENT, crc=1)])


@case("password.docx", "条目加了密码", says="密码")
def _(): return raw_zip([TYPES, stored("word/document.xml", DOCUMENT, flags=1)])


@case("method.docx", "不认识的压缩方法")
def _(): return raw_zip([TYPES, stored("word/document.xml", DOCUMENT, method=97)])


@case("zip64.docx", "ZIP64 的大小写成 2^63")
def _():
    extra = struct.pack("<HHQQQ", 1, 24, 1 << 63, 1 << 63, 1 << 63)
    name = b"word/document.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 45, 0, 0, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), 0) + name + DOCUMENT
    central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 45, 45, 0, 0, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra), 0, 0, 0, 0, 0xFFFFFFFF) + name + extra
    return local + central + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)


@case("entries.docx", "六万个条目", says="")
def _(): return raw_zip([TYPES] + [stored(f"e{i}", b"") for i in range(60_000)])


for part in range(1, 16):
    for kind, whole in (("docx", lambda: docx()), ("xlsx", lambda: xlsx(ROW)), ("ods", lambda: ods("<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"))):
        cases.append(Case(f"cut-{part:02d}.{kind}", "下载中断，只有前十六分之几", lambda whole=whole, part=part: (lambda b: b[:len(b) * part // 16])(whole())))


# ---- what leads outside

@case("template.docx", "模板、图片、对象在网上", expect="read", lacks=["root:"])
def _():
    rels = relations(("a", "attachedTemplate", "http://127.0.0.1:PORT/t.dotm", True), ("b", "image", "http://127.0.0.1:PORT/i.png", True), ("c", "oleObject", "file:///etc/passwd", True), ("d", "frame", "http://127.0.0.1:PORT/f.htm", True))
    return docx('<w:p><w:r><w:t>文字</w:t><w:drawing><a:blip xmlns:a="a" r:link="b"/></w:drawing></w:r></w:p>', more=(("word/_rels/document.xml.rels", rels), ("word/_rels/settings.xml.rels", rels), ("word/settings.xml", f'<w:settings {W} xmlns:r="{R}"><w:attachedTemplate r:id="a"/></w:settings>')))


@case("dde.docx", "DDE 域要运行程序", expect="read")
def _(): return docx('<w:p><w:r><w:t>文字</w:t></w:r><w:fldSimple w:instr=\'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"\'><w:r><w:t>1</w:t></w:r></w:fldSimple><w:fldSimple w:instr=\'INCLUDETEXT "file:///etc/passwd"\'/></w:p>', )


@case("links.xlsx", "引用别的工作簿、网上数据的公式", expect="read", lacks=["root:"])
def _():
    cells = '<c r="A1"><f>[1]Sheet1!A1</f><v>1</v></c><c r="B1" t="str"><f>WEBSERVICE("http://127.0.0.1:PORT/w")</f><v>旧值</v></c><c r="C1"><f>cmd|\'/c calc\'!A0</f></c>'
    return xlsx(f'<sheetData><row r="1">{cells}</row></sheetData>', rels=(("z", "externalLink", "http://127.0.0.1:PORT/o.xlsx", True),))


@case("formula.csv", "表格里的公式文字", expect="read")
def _(): return '指标,数值\n=WEBSERVICE("http://127.0.0.1:PORT/c"),=cmd|\'/c calc\'!A0\n+1+1,@SUM(1)\n'.encode()


@case("macro.docm", "带宏的文稿", expect="read", says="宏")
def _(): return docx(main="application/vnd.ms-word.document.macroEnabled.main+xml", more=(("word/vbaProject.bin", b"\xD0\xCF\x11\xE0macro"), ("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>')))


@case("macro.xlsm", "带宏的工作簿", expect="read", says="宏")
def _(): return xlsx(ROW, more=(("xl/vbaProject.bin", b"\xD0\xCF\x11\xE0macro"),))


# ---- spreadsheets

@case("corner.xlsx", "只有最后一格有内容（XFD1048576）", expect="read")
def _(): return xlsx('<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


@case("beyond.xlsx", "行号、列号超出一切表格", expect="either")
def _(): return xlsx('<sheetData><row r="99999999999"><c r="AAAAAAAAAA99999999999"><v>1</v></c></row><row><c r="A1"><v>2</v></c></row></sheetData>')


@case("repeated.ods", "重复十亿行、百万列", expect="either")
def _(): return ods('<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>1</text:p></table:table-cell></table:table-row>')


@case("strings.xlsx", "共享文字的序号越界", expect="either")
def _(): return xlsx('<sheetData><row r="1"><c r="A1" t="s"><v>4294967295</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>0</v></c></row></sheetData>')


@case("count.xlsx", "宣称有四十亿条共享文字", expect="read")
def _(): return xlsx(ROW, strings='<sst count="4294967295" uniqueCount="4294967295"><si><t>甲</t></si></sst>')


@case("formats.xlsx", "样式序号越界、格式写法无尽", expect="read")
def _(): return xlsx(ROW.replace('r="B1"', 'r="B1" s="99999999"'), styles=f'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{"[" * 50_000}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>')


@case("merges.xlsx", "五万处合并互相重叠，一处盖满全表", expect="either")
def _(): return xlsx(ROW + '<mergeCells><mergeCell ref="A1:XFD1048576"/>' + '<mergeCell ref="A1:Z99"/>' * 50_000 + "</mergeCells>")


@case("millionmerges.xlsx", "一百万处合并", expect="either")
def _(): return xlsx(ROW + "<mergeCells>" + '<mergeCell ref="A2:B2"/>' * 1_000_000 + "</mergeCells>")


@case("cells.xlsx", "一百五十万个格", says="过多")
def _(): return xlsx(b"<worksheet><sheetData>" + (b"<row>" + b"<c><v>1</v></c>" * 15 + b"</row>") * 100_000 + b"</sheetData></worksheet>")


@case("largest.xlsx", "一百二十万个格（当作报告来读）", says="万字")
def _():
    row = b"<row>" + b"".join(b'<c><v>%d.25</v></c>' % (1000 + i) for i in range(12)) + b"</row>"
    return xlsx(b"<worksheet><sheetData>" + row * 100_000 + b"</sheetData></worksheet>")


@case("password.xls", "有打开密码的 .xls", says="密码")
def _(): return compound(("Workbook", records(BOF, (0x2F, struct.pack("<HHH", 1, 1, 1) + b"\0" * 48, None), (0x0A, b"", None))))


@case("encrypted.xlsx", "有打开密码的 .xlsx（装在复合文件里）", says="密码")
def _(): return compound(("EncryptionInfo", b"\4\0\4\0\x40\0\0\0<encryption/>"), ("EncryptedPackage", b"\0" * 64))


@case("circle.xls", "扇区链成圈")
def _(): return compound(("Workbook", records(BOF, (0x0A, b"", None))), circle=True)


@case("records.xls", "记录长度、字符数是假的", expect="either")
def _():
    book = records(BOF, (0x85, struct.pack("<IBB", 200, 0, 0) + b"\xff\0abc", None), (0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + b"\xff\xff\x0c" + b"\xff" * 8, None), (0x0A, b"", None)).ljust(200, b"\0")
    return compound(("Workbook", book + records(BOF_SHEET, (0x200, b"\xff" * 14, None), (0xFD, struct.pack("<HHHI", 65535, 255, 65535, 0xFFFFFFFF), None), (0xE5, struct.pack("<H", 65535), None), (0x203, b"\0" * 3, 60000))))


# ---- text

@case("line.csv", "一行 100 MB", says="64 MB")
def _(): return b"a," * (50 << 20)


@case("line15.csv", "一行 15 MB", expect="either")
def _(): return b"1," * (7 << 20)


@case("columns.csv", "一行三万列", says="列")
def _(): return b"x" + b",1" * 30_000


@case("utf8.txt", "坏的 UTF-8", expect="either")
def _(): return "计划".encode() + b"\xc0\x80\xed\xa0\x80\xf8\x88\x80\x80\x80\xff"


@case("gb.txt", "坏的 GB18030")
def _(): return "全年计划增长".encode("gb18030") + b"\x81\xff\xff\xfe\x80"


@case("nul.txt", "满是零字节", expect="either")
def _(): return b"\0" * 100_000


@case("nul.csv", "表格中夹零字节", expect="either")
def _(): return b"a,b\0c\n1,2\0\n"


@case("empty.xlsx", "空文件")
def _(): return b""


@case("quotes.csv", "引号没有合上", expect="either")
def _(): return b'a,b\n"' + b"x,\n" * 1_000_000


# ---- pages

@case("slip.ofd", "OFD 的页指到文件之外")
def _(): return ofd("../../../../etc/passwd")


@case("self.ofd", "OFD 的页指向自己", expect="either")
def _(): return ofd("d.xml")


@case("pages.ofd", "OFD 两万页同是一页", says="页")
def _(): return zipped(("OFD.xml", "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>"), ("d.xml", "<Document><Pages>" + '<Page BaseLoc="p.xml"/>' * 20_000 + "</Pages></Document>"), ("p.xml", "<Page/>"))


# ---- what goes through tools

def garbage(seed, n):
    out, x = bytearray(), seed
    for _ in range(n):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(x >> 16 & 255)
    return bytes(out)


@case("garbage.rtf", "RTF 开头，后面是乱码", expect="either", tool=True)
def _(): return b"{\\rtf1 " + garbage(1, 20_000)


@case("deep.rtf", "RTF 组嵌套二十万层", expect="either", tool=True)
def _(): return b"{\\rtf1 " + b"{" * 200_000


@case("garbage.doc", "Word 97 的流里是乱码", expect="either", tool=True)
def _(): return compound(("WordDocument", garbage(2, 8192)))


@case("garbage.wps", "WPS 名称，内容是乱码", expect="either", tool=True)
def _(): return b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + garbage(3, 8192)


@case("broken.pdf", "PDF 只有开头", tool=True)
def _(): return b"%PDF-1.7\n" + garbage(4, 2000)


@case("bomb.pdf", "PDF 的一页展开 200 MB", expect="either", tool=True)
def _():
    packed = zlib.compress(b" " * (200 << 20), 9)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
               b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"]
    out, places = b"%PDF-1.4\n", []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % i + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)


@case("deep.html", "网页嵌套五万层", expect="either", tool=True)
def _(): return b"<html><body>" + b"<div>" * 50_000 + "文字".encode() + b"</body></html>"


@case("links.html", "网页引用脚本、图片、框架", expect="either", tool=True)
def _(): return '<html><head><script src="http://127.0.0.1:PORT/s.js"></script><link rel=stylesheet href="http://127.0.0.1:PORT/c.css"></head><body><img src="http://127.0.0.1:PORT/i.png"><iframe src="file:///etc/passwd"></iframe><p>文字</p></body></html>'.encode()
