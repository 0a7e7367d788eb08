# A deputy asks: what did you know on 13 October, what did you print, what is it now, and who changed it?
any store
write 快报.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,一般公共预算收入,2023-01/2023-09,cumulative,35.70,亿元,6.5,,published,,2023-10-11,岚湖区财政局快报,official
write 修订.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,一般公共预算收入,2023-01/2023-09,cumulative,35.42,亿元,5.7,,published,,2023-11-03,岚湖区统计月报,official
write 报告.txt
    岚湖区2022年国民经济和社会发展计划执行情况与2023年计划草案的报告
    二、2023年预期目标
    一般公共预算收入增长6.5%左右。
run import 快报.csv --data 台账 --actor 张三 --reason 十月快报
exit 0
run run 报告.txt --data 台账 --asof 2023-10-13 --out 十月 --no-pdf --actor 张三
run run 报告.txt --data 台账 --asof 2023-10-13 --out 十月 --no-pdf --actor 张三
run import 修订.csv --data 台账 --actor 李四 --reason 十一月月报
exit 0

# 35.42 had been misread: the page says 35.24. The wrong one stays to be seen.
run facts --data 台账 --indicator 一般公共预算收入 --json
json facts[0].value_as_printed is 35.42
json facts[0].record is 990101:3
run correct 990101:3 --data 台账 --value 35.24 --actor 王五 --reason 录入时看错一行
exit 0
stdout has 35.24
run correct 990101:3 --data 台账 --value 35.24 --actor 王五 --reason 录入时看错一行
exit 0
stdout has 以前已经做过
run correct 990101:3 --data 台账 --value 35.25 --actor 王五 --reason 再改一次
exit 2
stderr has 已经被第4条更正
run correct 990101:4 --data 台账 --actor 王五 --reason 没有改动
exit 2
stderr has 与原来一样
run correct 第四条 --data 台账 --value 1 --actor 王五 --reason 写法
exit 2
stderr has 地区:序号

run trace --data 台账 --indicator 一般公共预算收入 --on 2023-10-13 --out 来历.docx
exit 0
stdout has 当时已经公布、后来才入账的
stdout lacks 没有在本系统生成的材料里出现过
stdout has 十一月月报
stdout has 已被第4条更正
stdout has 录入时看错一行
file 来历.docx exists
run trace --data 台账 --indicator 一般公共预算收入 --on 2023-10-13 --json
exit 0
json figures[*] count 1
json figures[0].now[0].value is 35.24
json figures[0].now[0].sequence is 4
json figures[0].learnt_later[0].value is 35.70
json figures[0].printed[*] count 1
json figures[0].printed[0].value is 35.70
json figures[0].printed[0].actor is 张三
json figures[0].steps[*] count 3
json figures[0].steps[1].gone_by is 4
json figures[0].steps[2].actor is 王五
json figures[0].steps[2].reason is 录入时看错一行

run trace --data 台账 --indicator 一般公共预算收入 --on 2099-12-31 --json
json figures[0].known_then[0].value is 35.24
json figures[0].known_then[0].vintage is 2
json figures[0].printed[0].latest_by_then is true

# Withdrawn: no longer found, still told of.
run withdraw 990101:4 --data 台账 --actor 王五 --reason 月报整份作废
exit 0
run facts --data 台账 --indicator 一般公共预算收入 --json
json facts[0].value_as_printed is 35.70
run trace --data 台账 --indicator 一般公共预算收入 --json
json figures[0].now[0].value is 35.70
json figures[0].steps[3].kind is withdrawal
json figures[0].steps[2].gone_how is withdrawn
run withdraw 990101:4 990101:99 --data 台账 --actor 王五 --reason 再来
exit 2
run trace --data 台账 --indicator 一般公共预算收入 --lang en
exit 0
stdout has withdrawn by record 5
run verify --data 台账
exit 0
run events --data 台账 --kind report.printed --json
json events[*] count 1
json events[0].content.figures[0].value is 35.70
run trace --data 台账 --indicator 没有的指标
exit 1
run erase 没有的人 --data 台账 --actor 王五 --reason 本人要求
exit 2
stderr has 没有的人
run trace --data 没有的台账 --indicator 一般公共预算收入
exit 2

# A period may be given as the papers print it.
run trace --data 台账 --indicator 一般公共预算收入 --period 2023年1—9月
exit 0
stdout has 35.24
run trace --data 台账 --indicator 一般公共预算收入 --period 2023年前三季度
exit 0
stdout has 35.24
run trace --data 台账 --indicator 一般公共预算收入 --period 去年
exit 2
stderr has 写成 2023年1—9月
