#!/usr/bin/env python3
"""How fast and in how much memory the officer's files are read, as whole processes, beside a peer in the same run.

    bench/files.py [--runs N] [--hostile]

1. A workbook of 1.2 million cells, made here: `jicheng import`, which reads every cell and says the file holds too many figures for statistics.
   Beside it: orcus-xlsx dumping the same file where it is installed (package liborcus-bin), LibreOffice turning it into CSV where that is installed,
   and a floor: zlib and expat, from Python, passing over the same bytes and keeping nothing. Budget: 1.0 s of one core, 256 MiB.
2. The ten files of a month of examples/lanhu-2025 (no tool needed): `jicheng run` without PDF. Budget: 1 s.
3. With --hostile: tests/hostile/hostile.py, every file made to harm, and the most memory any took. Budget: 256 MiB.

Seconds are those of the processor (user and system) and of the clock; the median of the runs."""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

root = pathlib.Path(__file__).resolve().parent.parent
binary = root / "build/release/jicheng"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
APPLICATION = "application/vnd.openxmlformats-officedocument.spreadsheetml"


STYLES = ("", ' s="1"', ' s="2"')


def letters(column):
    return letters(column // 26 - 1) + chr(65 + column % 26) if column >= 26 else chr(65 + column)


def make_workbook(path, rows=100_000, columns=12):
    """As spreadsheet programs write: every cell named, texts shared, numbers in as many digits as they need."""
    def sheet():
        yield f'<worksheet xmlns="{MAIN}"><sheetData>'
        for r in range(1, rows + 1):
            cells = [f'<c r="A{r}" t="s"><v>{r % 400}</v></c>']
            for c in range(1, columns):
                value = (r * 7919 + c * 104729) / (1e9 if c % 3 == 0 else 100)
                cells.append(f'<c r="{letters(c)}{r}"{STYLES[c % 3]}><v>{value!r}</v></c>')
            yield f'<row r="{r}">{"".join(cells)}</row>'
        yield "</sheetData></worksheet>"

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        def part(name, text):
            z.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)

        part("[Content_Types].xml", f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Override PartName="/xl/workbook.xml" ContentType="{APPLICATION}.sheet.main+xml"/>'
             f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{APPLICATION}.worksheet+xml"/>'
             f'<Override PartName="/xl/sharedStrings.xml" ContentType="{APPLICATION}.sharedStrings+xml"/>'
             f'<Override PartName="/xl/styles.xml" ContentType="{APPLICATION}.styles+xml"/></Types>')
        part("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        part("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets><sheet name="月报" sheetId="1" r:id="r1"/></sheets></workbook>')
        part("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONS}">'
             f'<Relationship Id="r1" Type="{KINDS}/worksheet" Target="worksheets/sheet1.xml"/>'
             f'<Relationship Id="r2" Type="{KINDS}/sharedStrings" Target="sharedStrings.xml"/>'
             f'<Relationship Id="r3" Type="{KINDS}/styles" Target="styles.xml"/></Relationships>')
        part("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
             '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="4"/></cellXfs></styleSheet>')
        part("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>规模以上工业增加值{i}</t></si>" for i in range(400)) + "</sst>")
        with z.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            for piece in sheet():
                out.write(piece.encode())


FLOOR = """
import sys, zipfile, xml.parsers.expat
p = xml.parsers.expat.ParserCreate()
with zipfile.ZipFile(sys.argv[1]) as z, z.open("xl/worksheets/sheet1.xml") as f:
    p.ParseFile(f)
"""


def measure(command, runs, accept=(0, 1)):
    """Medians of processor seconds and clock seconds, and the most memory in MiB."""
    cores, walls, peak = [], [], 0.0
    for i in range(runs + 1):
        start = time.monotonic()
        child = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        error = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) not in accept:
            sys.exit(f"{command[0]}: {error.decode(errors='replace')[:400]}")
        peak = max(peak, usage.ru_maxrss / 1024)
        if i or runs == 1:  # the first run warms the disk cache
            cores.append(usage.ru_utime + usage.ru_stime)
            walls.append(wall)
        if runs == 1:
            break
    return statistics.median(cores), statistics.median(walls), peak


def show(what, result, budget=""):
    core, wall, peak = result
    print(f"{what:34} {core:7.2f} s core {wall:7.2f} s clock {peak:7.0f} MiB   {budget}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hostile", action="store_true")
    a = parser.parse_args()
    if not binary.exists():
        sys.exit("build it first: cmake --preset release && cmake --build --preset release")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        big = folder / "月报.xlsx"
        make_workbook(big)
        print(f"1.2 million cells, {big.stat().st_size / 2**20:.1f} MiB packed")
        show("jicheng import", measure([binary, "import", big, "--data", folder / "a.db", "--area", "某区"], a.runs), "(budget 1.0 s of a core, 256 MiB)")
        show("floor: zlib and expat", measure([sys.executable, "-c", FLOOR, big], a.runs))
        if shutil.which("orcus-xlsx"):
            show("orcus-xlsx -f none", measure(["orcus-xlsx", "-f", "none", big], a.runs))
            show("orcus-xlsx -f flat", measure(["orcus-xlsx", "-f", "flat", "-o", folder / "flat", big], a.runs))
        else:
            print("orcus-xlsx is not installed (package liborcus-bin)")
        if shutil.which("soffice"):
            show("LibreOffice to CSV, once", measure(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "csv",
                                                      "--outdir", folder, big], 1))
        months = folder / "months"
        subprocess.run([sys.executable, root / "examples/lanhu-2025/make_months.py", months], check=True, stdout=subprocess.DEVNULL)
        month = months / "2025-05"
        print(f"\na month's folder of {len(list(month.iterdir()))} files")
        show("jicheng run", measure([binary, "run", root / "examples/lanhu-2025/计划报告.txt", month, "--asof", "2025-06-20", "--out", folder / "out", "--no-pdf"],
                                    a.runs), "(budget 1 s)")
    if a.hostile:
        print("\nevery file made to harm (budget 256 MiB)", flush=True)
        sys.exit(subprocess.run([sys.executable, root / "tests/hostile/hostile.py", binary]).returncode)


main()
