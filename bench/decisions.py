#!/usr/bin/env python3
"""How fast decisions are made, beside GoRules ZEN in the same run.

bench/decisions.py [--no-zen]  builds build/bench/dmn_bench, runs it, installs @gorules/zen-engine from npm into a temporary
folder and gives it the same table (12 inputs, 60 rules, FIRST) and the same 4,096 contexts; both must name the same rule.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

root = pathlib.Path(__file__).resolve().parent.parent
DMN = "{https://www.omg.org/spec/DMN/20230324/MODEL/}"

ZEN = """
const { ZenEngine } = require('@gorules/zen-engine');
const fs = require('fs');
(async () => {
  const engine = new ZenEngine();
  const decision = engine.createDecision(JSON.parse(fs.readFileSync('table.json')));
  const rows = fs.readFileSync('rows.jsonl', 'utf8').trim().split('\\n').map(l => JSON.parse(l));
  let wrong = 0;
  for (const row of rows) {
    const { result } = await decision.evaluate(row.context);
    if (result.o !== row.rule) wrong++;
  }
  const start = process.cpuUsage();
  let n = 0;
  const cpu = () => { const u = process.cpuUsage(start); return (u.user + u.system) / 1e6; };
  while (cpu() < 5) {
    for (let i = 0; i < 1024; i++) await decision.evaluate(rows[i].context);
    n += 1024;
  }
  console.log(JSON.stringify({ per_second: n / cpu(), wrong, rows: rows.length }));
})();
"""


def zen_table(model):
    """The DMN table as ZEN's own form: its cells are written like ours but for `false`, `true` and `-`."""
    table = tree.parse(model).getroot().find(f".//{DMN}decisionTable")
    names = [e.find(f"{DMN}inputExpression/{DMN}text").text for e in table.findall(f"{DMN}input")]
    rules = []
    for rule in table.findall(f"{DMN}rule"):
        cells = [e.find(f"{DMN}text").text for e in rule.findall(f"{DMN}inputEntry")]
        row = {f"c{i}": "" if c == "-" else c for i, c in enumerate(cells)}
        row["o"] = rule.find(f"{DMN}outputEntry/{DMN}text").text
        rules.append(row | {"_id": str(len(rules))})
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": f"c{i}", "name": n, "type": "expression", "field": n} for i, n in enumerate(names)],
        "outputs": [{"id": "o", "name": "o", "type": "expression", "field": "o"}],
        "rules": rules,
    }
    nodes = [
        {"id": "i", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "t", "type": "decisionTableNode", "name": "table", "position": {"x": 1, "y": 0}, "content": content},
        {"id": "e", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "i", "targetId": "t"},
        {"id": "2", "type": "edge", "sourceId": "t", "targetId": "e"},
    ]
    return {"nodes": nodes, "edges": edges}


def main():
    subprocess.run("cmake --preset bench >/dev/null && cmake --build --preset bench --target dmn_bench >/dev/null",
                   shell=True, cwd=root, check=True)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        ours = subprocess.run([root / "build/bench/dmn_bench", "--json", scratch / "rows"], check=True,
                              capture_output=True, text=True).stdout
        print(ours, end="")
        if "--no-zen" in sys.argv:
            return
        (scratch / "table.json").write_text(json.dumps(zen_table(scratch / "rows.dmn")))
        (scratch / "zen.js").write_text(ZEN)
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "@gorules/zen-engine"], cwd=scratch, check=True)
        out = subprocess.run(["node", "zen.js"], cwd=scratch, capture_output=True, text=True)
        if out.returncode != 0:
            sys.exit(out.stderr)
        zen = json.loads(out.stdout)
        print(f"ZEN, first hit               {zen['per_second']:12.0f} /s ({zen['wrong']} of {zen['rows']} rows differ)")
        own = float(re.search(r"JSON contexts, first hit +(\d+)", ours).group(1))
        print(f"ours from JSON contexts      {own / zen['per_second']:12.1f} times ZEN")


main()
