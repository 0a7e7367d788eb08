#!/usr/bin/env python3
"""Holds what the program says about an example against the example's expected.json. Exit 1 when they differ.

    python3 examples/compare.py build/release/jicheng examples/lanhu-2025

A verdict is looked up by the indicator's name among the headline and output targets. A finding agrees when its rule is the expected one
and the words at one of its spans, or else the sentence around them, hold the expected ones. Rules under "may" are not counted as extra.
"""
import json
import pathlib
import subprocess
import sys

ENDS = "。；！？\n"


def call(binary, *arguments):
    done = subprocess.run([binary, *map(str, arguments), "--json"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, arguments))}：退出码 {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def sentence_at(text, span):
    start = max((text.rfind(c, 0, span[0]) for c in ENDS), default=-1) + 1
    end = min((i for i in (text.find(c, span[1]) for c in ENDS) if i >= 0), default=len(text))
    return text[start:end]


def words_at(text, span):
    return text[span[0]:span[1]]


def stands_at(finding, words, text, near):
    """What is missing from the draft has no place in it: then the sentence said must name it."""
    return any(words in near(text, s) for s in finding["spans"]) or (not finding["spans"] and words in finding["say"])


def verdict_problems(binary, folder, run):
    out = call(binary, "run", folder / "计划报告.txt", "--facts", folder / "facts.csv", "--asof", run["asof"])
    for name, expected in run["verdicts"].items():
        found = [t for t in out["targets"] if name in t["indicator"] and t["strength"] != "scope"]
        headline = [t for t in found if t["strength"] == "headline"] or found
        if not headline:
            yield f"{run['asof']} {name}：没有这个目标"
        elif headline[0]["verdict"] != expected:
            yield f"{run['asof']} {name}：应为 {expected}，得到 {headline[0]['verdict']}（{headline[0]['why']}）"


def finding_problems(binary, folder, check):
    draft = folder / "计划报告.txt"
    text = draft.read_text(encoding="utf-8")
    others = [folder / name for name in check["others"]]
    out = call(binary, "check", draft, *others, "--facts", folder / "facts.csv", "--asof", check["asof"])
    left = list(out["findings"])
    for expected in check["findings"]:
        same_rule = [f for f in left if f["rule"] == expected["rule"]]
        held = next((f for near in (words_at, sentence_at) for f in same_rule if stands_at(f, expected["at"], text, near)), None)
        if held:
            left.remove(held)
        else:
            yield f"没有指出 {expected['rule']}：{expected['at']}"
    for f in left:
        if f["rule"] not in check["may"]:
            yield f"多指出 {f['rule']}：{f['say']}"
    for rule in check["confirmed"]:
        if not any(c["rule"] == rule for c in out["confirmed"]):
            yield f"没有确认 {rule}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    problems = [p for run in expected["runs"] for p in verdict_problems(binary, folder, run)]
    problems += finding_problems(binary, folder, expected["check"])
    for p in problems:
        print(p)
    print(f"{folder.name}：{'一致' if not problems else f'{len(problems)} 处不一致'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
