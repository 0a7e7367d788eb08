#!/usr/bin/env python3
"""Replays 岚湖区 2025 from January to December with one ledger, as the bureau would: run, answer, run again, end orders on deeds.

    python3 examples/lanhu-2025/replay.py build/release/jicheng 输出 [--all-formats] [--documents]

Prints one line a month and checks what months.json promises: what the program must say of each planted slip, that every red target has an
order, that none is ordered twice, and that every order ends on a deed or on a released figure. Exit code 1 when something does not hold.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
import make_months  # noqa: E402

HERE = pathlib.Path(__file__).parent
RED = ("missed", "off_track", "at_risk")


class Replay:
    def __init__(self, binary, out, documents):
        self.binary, self.out, self.documents = str(pathlib.Path(binary).resolve()), out, documents
        self.data = out / "台账"
        self.manifest = json.loads((HERE / "months.json").read_text(encoding="utf-8"))
        self.wrong = []
        self.verdicts = {}

    def call(self, *arguments, may=(0, 1)):
        done = subprocess.run([self.binary, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode not in may:
            raise SystemExit(f"jicheng {' '.join(map(str, arguments))}：{done.returncode}\n{done.stderr}")
        return done.stdout

    def expect(self, holds, words):
        if not holds:
            self.wrong.append(words)

    def answer(self, month):
        given = []
        for question in json.loads(self.call("questions", "--data", self.data, "--json"))["questions"]:
            for answer in self.manifest["answers"]:
                if answer["month"] <= month and answer["kind"] == question["kind"] and answer["asked"] in question["asked"]:
                    given += ["--answer", f"{question['id']}={answer['answer']}"]
                    break
        if given:
            self.call("questions", "--data", self.data, *given)
        return len(given) // 2

    def month(self, month):
        day = make_months.asof(month)
        arguments = ["run", HERE / "计划报告.txt", self.out / "材料" / month, "--data", self.data, "--asof", day, "--json", "--no-pdf"]
        if self.documents:
            arguments += ["--out", self.out / "结果" / month]
        first = json.loads(self.call(*arguments))
        asked = first["questions"]
        answered = self.answer(month)
        run = json.loads(self.call(*arguments)) if answered else first
        self.check_orders(month, run)
        self.check_planted(month, first, run)
        verdicts = {t["indicator"]: t["verdict"] for t in run["targets"] if t["strength"] == "headline"}
        changed = [f"{n} {self.verdicts[n]}→{v}" for n, v in verdicts.items() if self.verdicts.get(n, v) != v]
        self.verdicts = verdicts
        red = sum(v in RED for v in verdicts.values())
        counts = {"files": len(run["read"]), "facts": sum(f["facts"] for f in first["read"]), "asked": asked, "answered": answered, "red": red,
                  "open": len([m for o in run["orders"] for m in o["matters"]]), "closed": len(run["closed_matters"])}
        print(f"{month}　截至{day}　文件{counts['files']:>3}　数据{counts['facts']:>3}　问题{asked}（答{answered}）　红灯{red}　在办{counts['open']}"
              f"　本月销号{counts['closed']}　{'；'.join(changed) or '判断没有变化'}")
        for deed in self.manifest["deeds"]:
            if deed["month"] == month:
                self.end_on_deed(deed, run, day)

    def check_orders(self, month, run):
        matters = [m for o in run["orders"] for m in o["matters"] if m["target"]]
        ids = [m["target"] for m in matters]
        self.expect(len(ids) == len(set(ids)), f"{month}：同一目标有两项在办督办事项")
        kept = json.loads(self.call("orders", "--data", self.data, "--json"))["orders"]
        ordered = {k["target"].split("/")[1] for k in kept}
        for t in run["targets"]:
            over = t["latest"] and t["latest"]["period"][:4] < make_months.asof(month)[:4] and not t["latest"]["period"] == "2025"
            if t["verdict"] in RED and not over:
                full = t["why_english"].split(",")[0]  # orders carry the full name, the report may have another
                self.expect(any(n in o or o in n for o in ordered for n in (t["indicator"], full)), f"{month}：{t['indicator']}{t['verdict']}，没有督办事项")
        for order in run["orders"]:
            self.expect("统计局" not in order["owner"], f"{month}：督办单发给了{order['owner']}")

    def check_planted(self, month, first, run):
        for planted in self.manifest["planted"]:
            if planted["month"] != month:
                continue
            said = json.dumps([first["unread"], first["read"], first["findings"], run["unread"], run["findings"], run["targets"]], ensure_ascii=False)
            for words in planted["says"]:
                self.expect(words in said, f"{month}：{planted['what']}，程序没有说“{words}”")

    def end_on_deed(self, deed, run, day):
        found = False
        for order in run["orders"]:
            for matter in order["matters"]:
                if deed["about"] in matter["about"]:
                    found = True
                    proof = self.out / f"{deed['month']}依据.txt"
                    proof.write_text(deed["deed"], encoding="utf-8")
                    self.call("orders", "--data", self.data, "--close", matter["id"], "--deed", deed["deed"], "--evidence", proof, "--asof", day)
        self.expect(found, f"{deed['month']}：没有可销号的“{deed['about']}”督办事项")

    def ends(self):
        kept = json.loads(self.call("orders", "--data", self.data, "--json"))["orders"]
        ways = {"closed_by_deed": 0, "closed_by_figure": 0}
        for order in kept:
            self.expect(order["state"] in ways, f"{order['id']}到年底仍未销号：{order['state']}")
            if order["state"] in ways:
                ways[order["state"]] += 1
            ends = [h for h in order["history"] if h["step"].startswith("closed")]
            self.expect(len(ends) == 1, f"{order['id']}销号{len(ends)}次")
        steps = {h["step"] for o in kept for h in o["history"]}
        for step in self.manifest["steps"]:
            self.expect(step in steps, f"全年没有出现“{step}”这一步")
        print(f"全年督办事项{len(kept)}项：按举措销号{ways['closed_by_deed']}项，按公布数销号{ways['closed_by_figure']}项")


def main():
    arguments = argparse.ArgumentParser(description="replays the year of 岚湖区 2025")
    arguments.add_argument("binary")
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--all-formats", action="store_true", help="also .xls .et .doc .wps .pdf, with LibreOffice")
    arguments.add_argument("--documents", action="store_true", help="write the five documents of each month")
    arguments.add_argument("--fresh", action="store_true", help="begin again when the folder holds an earlier replay")
    given = arguments.parse_args()
    given.all_formats = given.all_formats or bool(os.environ.get("JICHENG_ALL_FORMATS"))
    if given.fresh and (given.out / "台账").exists():
        shutil.rmtree(given.out / "台账")
    replay = Replay(given.binary, given.out, given.documents)
    if replay.data.exists():
        raise SystemExit(f"{replay.data} 已存在，请换一个输出文件夹")
    sys.argv = ["make_months", str(given.out / "材料")] + (["--all-formats"] if given.all_formats else [])
    make_months.main()
    replay.call("import", given.out / "材料" / "往年数据.csv", "--data", replay.data, "--asof", "2025-01-31")
    for month in make_months.MONTHS:
        replay.month(month)
    replay.ends()
    for words in replay.wrong:
        print("不符：" + words)
    return 1 if replay.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
