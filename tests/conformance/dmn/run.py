#!/usr/bin/env python3
"""Runs the DMN cases and compares them with expected.tsv: run.py JICHENG [SUITE] [--write]. Exit code 1 on a deviation."""
import collections
import csv
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent


def passed(jicheng, folder):
    """By folder: [value nodes passed, error nodes passed, set apart], and the rows that failed."""
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "tck.csv"
        done = subprocess.run([jicheng, "tck", folder, "--csv", out], capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr)
        rows = list(csv.DictReader(out.open(encoding="utf-8")))
    counts, failed = collections.defaultdict(lambda: [0, 0, 0]), []
    for row in rows:
        if row["result"] == "passed":
            counts[row["folder"]][row["kind"] == "error"] += 1
        elif row["result"] == "external":
            counts[row["folder"]][2] += 1
        else:
            failed.append(row)
    return counts, failed


def main():
    write = "--write" in sys.argv
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    counts, failed = passed(args[0], here)
    if len(args) > 1:
        more, worse = passed(args[0], args[1])
        counts.update(more)
        failed += worse
    expected_file = here / "expected.tsv"
    if write:
        lines = [f"{name}\t{v}\t{e}\t{x}" for name, (v, e, x) in sorted(counts.items())]
        expected_file.write_text("folder\tvalue\terror\tapart\n" + "\n".join(lines) + "\n", encoding="utf-8")
    deviations = [f"{r['folder']} {r['case']} {r['node']}: {r['got']}" for r in failed]
    checked = 0
    for line in expected_file.read_text(encoding="utf-8").splitlines()[1:]:
        name, value, error, _ = line.split("\t")
        if name not in counts:
            continue  # a folder of the suite that is not at hand
        checked += 1
        got = counts[name]
        if got[0] < int(value) or got[1] < int(error):
            deviations.append(f"{name}: {got[0]} value and {got[1]} error nodes passed, expected {value} and {error}")
    print("\n".join(deviations + [f"{checked} folders as expected, {len(deviations)} deviations"]))
    sys.exit(1 if deviations else 0)


main()
