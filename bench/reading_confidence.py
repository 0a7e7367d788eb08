#!/usr/bin/env python3
"""How often a statement read with a given confidence is right.

    python3 bench/reading_confidence.py build/release/jicheng [FOLDER_OF_LABELS …] [--json]

A folder holds NAME.txt with NAME.figures.jsonl and the other label files of ../shared/gold/guidelines.md; without one, the project's own
excerpts. A figure is right when its value, unit, qualifier, direction and name are what the label says, as ../shared/gold/score.py compares
them. Figures that no label knows count as wrong; labels marked optional count neither way. Prints a row for each band of confidence and for
each reason, with the mean confidence given, the share that was right, and the Wilson interval at 95 % (Wilson 1927), so that a small sample
is seen to be one. The error at the end is the expected calibration error (Naeini, Cooper, Hauskrecht 2015) over the bands.
"""
import argparse
import importlib.util
import json
import math
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BANDS = (0.0, 0.55, 0.65, 0.75, 0.85, 0.92, 1.01)


def scorer():
    path = ROOT.parent / "shared" / "gold" / "score.py"
    if not path.exists():
        sys.exit("跳过 / skipped: ../shared/gold/score.py is not here")
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(score, gold, read):
    """(confidence, reasons, right) of each figure read."""
    labels, figures = gold["figures"], read["figures"]
    pairs = []
    for i, label in enumerate(labels):
        for j, figure in enumerate(figures):
            if score.ov(score.span(label), score.span(figure)) <= 0:
                continue
            a, b = score.atoms(label), score.atoms(figure)
            same = len(a) == len(b) and len(score.greedy(a, b, score.atom_eq)) == len(a)
            named = score.name_ok(label["indicator"], figure.get("indicator"))
            pairs.append((2 * same + named + score.iou(score.span(label), score.span(figure)), i, j, same and named))
    taken, out = set(), {}
    for _, i, j, right in sorted(pairs, reverse=True):
        if i not in taken and j not in out:
            taken.add(i)
            out[j] = None if labels[i].get("optional") else right
    rows = [(f["confidence"], f["why"], out.get(j, False)) for j, f in enumerate(figures)]
    return [r for r in rows if r[2] is not None]


def wilson(right, all_):
    p, z = right / all_, 1.96
    middle, half = p + z * z / (2 * all_), z * math.sqrt(p * (1 - p) / all_ + z * z / (4 * all_ * all_))
    return (middle - half) / (1 + z * z / all_), (middle + half) / (1 + z * z / all_)


def main():
    arguments = argparse.ArgumentParser(description="how often a statement read with a given confidence is right")
    arguments.add_argument("binary")
    arguments.add_argument("folders", nargs="*", type=pathlib.Path)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    score = scorer()
    rows = []
    for folder in given.folders or [ROOT / "tests" / "gold" / "excerpts"]:
        for text in sorted(folder.glob("*.txt")):
            if not text.with_name(text.stem + ".figures.jsonl").exists():
                continue
            read = subprocess.run([given.binary, "read", str(text), "--json"], capture_output=True, text=True, check=True).stdout
            rows += judged(score, score.load_gold(folder, text.stem), json.loads(read))
    if not rows:
        sys.exit("no labelled text there")

    def line(name, some):
        right = sum(r[2] for r in some)
        low, high = wilson(right, len(some))
        return {"what": name, "right": right, "of": len(some), "said": sum(r[0] for r in some) / len(some), "was": right / len(some),
                "low": low, "high": high}

    bands = [line(f"{a:.2f}–{min(b, 1):.2f}", some) for a, b in zip(BANDS, BANDS[1:]) if (some := [r for r in rows if a <= r[0] < b])]
    kinds = sorted({w.split("：")[0] for r in rows for w in r[1]})
    reasons = [line(k, some) for k in kinds if (some := [r for r in rows if any(w.split("：")[0] == k for w in r[1])])]
    total = line("all", rows)
    error = sum(b["of"] * abs(b["said"] - b["was"]) for b in bands) / total["of"]
    if given.json:
        print(json.dumps({"all": total, "bands": bands, "reasons": reasons, "calibration_error": error}, ensure_ascii=False, indent=1))
        return
    for title, lines in (("confidence", [total] + bands), ("why", sorted(reasons, key=lambda r: r["was"]))):
        print(f"\n{title:<24}   right / of   said   was   95 %")
        for r in lines:
            print(f"{r['what']:<24} {r['right']:>6} / {r['of']:<4} {r['said']:6.3f} {r['was']:6.3f}  {r['low']:.2f}–{r['high']:.2f}")
    print(f"\ncalibration error {error:.3f}")


if __name__ == "__main__":
    main()
