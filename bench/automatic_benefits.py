#!/usr/bin/env python3
"""Every firm by every policy: time and memory of `jicheng decide`. bench/automatic_benefits.py [JICHENG] [FIRMS]"""
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "systems/automatic-benefits"


def main():
    jicheng = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build/release/jicheng")
    firms = sys.argv[2] if len(sys.argv) > 2 else "234000"
    with tempfile.TemporaryDirectory() as folder:
        register = f"{folder}/firms.csv"
        subprocess.run([sys.executable, str(PACK / "make_firms.py"), register, firms], check=True)
        print(f"register: {firms} rows, {os.path.getsize(register) / 1e6:.0f} MB")
        for name, more in (("judging alone", []), ("with the workbook", ["--out", f"{folder}/result.xlsx"])):
            started = time.monotonic()
            child = subprocess.Popen([jicheng, "decide", str(PACK), "--in", register, "--asof", "2023-11-30", "--json", *more],
                                     stdout=subprocess.PIPE)
            out = json.loads(child.stdout.read())
            _, status, used = os.wait4(child.pid, 0)
            wall = time.monotonic() - started
            assert os.waitstatus_to_exitcode(status) in (0, 1)
            judgments = out["judged"] * len(out["policies"])
            print(f"{name}: {wall:.1f} s wall, {used.ru_utime + used.ru_stime:.1f} s processor, "
                  f"{used.ru_maxrss / 1024:.0f} MB peak, {judgments / wall:,.0f} judgments a second; "
                  f"{sum(p['yes'] for p in out['policies']):,} yes, {len(out['bad'])} bad")
            if more:
                print(f"workbook: {os.path.getsize(more[1]) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
