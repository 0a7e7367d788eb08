"""The M3 competition's series (Makridakis and Hibon 2000) and forecasts of them by build/bench/forecast_rows."""
import csv
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared/data/m3"
PROGRAM = ROOT / "build/bench/forecast_rows"
CLASSES = [("yearly", 1, 6), ("quarterly", 4, 8), ("monthly", 12, 18), ("other", 1, 8)]  # name, period, horizon
PARTS = ("mean", "lo80", "hi80", "lo95", "hi95", "raw")


def read(name, part):
    return [[float(v) for v in row[1:] if v] for row in csv.reader(open(DATA / f"{name}-{part}.csv")) if row]


def write(path, series):
    path.write_text("".join("s," + ",".join(map(repr, y)) + "\n" for y in series))


def forecasts(series, period, horizon, method, least_seconds=0.0, program=PROGRAM):
    """A dictionary of PARTS a series, and series a second of processor time."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "in.csv"
        write(source, series)
        out = subprocess.run([program, source, str(period), str(horizon), method, str(least_seconds)], capture_output=True, text=True,
                             check=True).stdout.splitlines()
    count, seconds = re.fullmatch(r"# (\d+) series in ([\d.]+) seconds of processor time", out.pop()).groups()
    rows = [[float(v) for v in line.split(",")] for line in out]
    return [{p: row[i * horizon:(i + 1) * horizon] for i, p in enumerate(PARTS)} for row in rows], int(count) / float(seconds)


def usual_change(y, period):
    """The mean size of changes over a season: what MASE and the scaled interval score divide by."""
    return sum(abs(b - a) for a, b in zip(y, y[period:])) / max(1, len(y) - period)
