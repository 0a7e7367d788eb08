# As known on a day: what was published later plays no part.
any store
needs ../shared
copy ../shared/mission/report-2022-plan-2023.txt as 报告.txt
copy ../shared/data/facts.csv as facts.csv

# The January–September release came out some day in November: on 15 October it is not known.
run run 报告.txt --facts facts.csv --asof 2023-10-15 --json
json targets[indicator~一般公共预算收入].latest absent
json targets[indicator~一般公共预算收入].verdict is no_data

# H1 2022 GDP as known on 13 October 2022 is −2.8, not a quotient of levels.
run import facts.csv --data 台账
exit 0
stdout has 新增
run import facts.csv --data 台账
exit 0
stdout has 新增 0 条
run facts --data 台账 --asof 2022-10-13 --area 越秀区 --indicator GDP --json
exit 0
json facts[period=2022H1].growth_pct is -2.8
json facts[period=2022] count 0
run facts --data 台账 --area 越秀区 --indicator 一般公共预算收入 --json
json facts[period=2022][basis=同比].growth_as_printed is -0.6
json facts[period=2022][basis~留抵退税].growth_as_printed is 2.7
json facts[period=2022][basis=同比].value_as_printed is 53.70
