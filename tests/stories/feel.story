# FEEL says what came out, and of what went wrong the kind and the place; a model says it with file, line and column
run feel "0.1 + 0.2"
exit 0
stdout has {"result":0.3,"type":"number","errors":[]}
run feel "1 + true"
exit 1
stdout has {"result":null,"type":"null","errors":[{"kind":"wrong_type","what":"类型不对：number + boolean","begin":0,"end":8}]}
run feel "1 + " --english
exit 1
stdout has "kind":"syntax","what":"syntax: 1:5"
stdout has "line":1,"column":5
run feel "for i in 1..10**12 return i"
exit 1
stdout has {"result":null,"type":"null","errors":[{"kind":"over_budget","what":"计算量超过限度，已停止：内存"
run feel "(function(f) f(f))(function(f) f(f))" --english
exit 1
stdout has "what":"stopped: over budget: depth"
write cases.jsonl
    {"id": 1, "expr": "单价 * 数量", "context": {"单价": 2.50, "数量": 4}}
    {"id": "二", "expr": "没有的名称", "context": {}}
    {"expr": "[1, null][2]"}
run feel --batch cases.jsonl
exit 1
stdout has {"id":1,"result":10.00,"type":"number","errors":[]}
stdout has {"id":"二","result":null,"type":"null","errors":[{"kind":"unknown_name","what":"没有这个名称：没有的名称","begin":0,"end":15}]}
write broken.jsonl
    {"id": 1, "expr": "1"}
    {"id": 2}
run feel --batch broken.jsonl
exit 2
stderr has broken.jsonl
stderr has 2
# A model
write m.dmn
    <?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
      <inputData id="_1" name="人数"><variable name="人数" typeRef="number"/></inputData>
      <decision id="_d" name="结论">
        <variable name="结论"/>
        <informationRequirement><requiredInput href="#_1"/></informationRequirement>
        <literalExpression><text>if 人数 &lt; 10
    then 人数 + "人" else 面积</text></literalExpression>
      </decision>
    </definitions>
write rows.csv
    人数
    3
run decide m.dmn --decision 结论 --in rows.csv
exit 1
stdout has "kind":"wrong_type","what":"结论：类型不对：number + string"
stdout has "file":"m.dmn","line":8,"column":6
stderr has m.dmn
stderr has 结论”：没有“面积”这个名称
