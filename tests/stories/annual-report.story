# The annual report of the invented district: last year's outline, this year's published figures, and next year's draft.
copy examples/lanhu-2025/计划报告.txt as 计划报告.txt
copy examples/lanhu-2025/facts.csv as facts.csv
run annual 计划报告.txt --facts facts.csv --asof 2026-02-10 --year 2025 --out 输出 --no-pdf --json
exit 1
stderr empty
json title is 关于岚湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告
json exportable is true
json targets[id=T001].outcome is met
json targets[indicator=固定资产投资].outcome is missed
json targets[indicator=全社会研发经费投入强度].outcome is no_data
json figures[indicator=地区生产总值][side=value].printed is 781.90亿元
json figures[indicator=地区生产总值][side=value].published is 2026-01-24
json text has 固定资产投资下降0.4%，其中工业投资
json text has 社会消费品零售总额330.32亿元，增长7.1%。网络零售额【待填：上年20.53亿元、增长21.4%（存疑：统计范围被放宽），查统计机构公布数】。
json text has 〔鹭汀路商圈改造开街〕，日均客流量【待填：
json text has 现将岚湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案提请大会审议
json text lacks 未公布
json text lacks 的0项
json text has （三）〔改革开放取得新突破〕
# a heading that its figure contradicts, and the errors of last year's report beside what is taken from there
json text has 〔有效投资稳步扩大〕【待改：固定资产投资下降0.4%】。固定资产投资下降0.4%
json text has 〔轨道交通4号线岚湖段于2024年11月31日开通运营〕【上年存疑：日期不存在】
json blanks[last_year=104.5%].doubt is 占比超过100%
json blanks[last_year=增长9.8%].what is 装备制造产值增速
json blanks[last_year=12个].what is 超额完成年度投资计划的省市重点项目数
json doubts[rule=unit-slip].carried is false
json doubts[rule=numbers-disagree].carried is true
json measures[id=M111].doubt is 目标低于上年结果
json blanks[planned=130场以上].holder is 区商务局
json proposals[indicator=地区生产总值].kind is growth
json proposals[indicator=地区生产总值].options.steady at least 3
json proposals[*] count 15
json proposals[indicator=进出口总额].say has 稳妥127.0亿元（增长0.5%，可能性约78%）
json measures[*] count 156
json measures[id=M001].next is decide
json check.findings[severity=error] count 0
json files[*] count 2
file 输出/年度报告（草稿）.docx exists
file 输出/年度报告（草稿）.json exists
file 输出/年度报告（草稿）.pdf absent
# the tasks of minutes follow the plan's own and are counted apart
copy tests/policy/minutes.txt as 纪要.txt
run annual 计划报告.txt --facts facts.csv --asof 2026-02-10 --policy 纪要.txt
exit 1
stdout has 举措156项，列入计划的文件任务
# the same question gives the same bytes
run annual 计划报告.txt --facts facts.csv --asof 2026-02-10 --out 再次 --no-pdf
exit 1
stdout has 达到11项，未达到2项
file 输出/年度报告（草稿）.docx same as 再次/年度报告（草稿）.docx
# a ledger is only read
run import facts.csv --data 台账
exit 0
run annual 计划报告.txt --ledger 台账 --asof 2026-02-10 --json
exit 1
json targets[id=T001].outcome is met
json files[*] count 0
# the parts are more than the whole: the draft is kept back
alter facts.csv 423.88 623.88
run annual 计划报告.txt --facts facts.csv --asof 2026-02-10 --out 退回 --no-pdf
exit 1
stdout has 没有导出
file 退回/年度报告（草稿）.docx absent
run annual 计划报告.txt --facts facts.csv --asof 2026-02-10 --out 带问题 --no-pdf --with-findings
exit 1
file 带问题/年度报告（草稿）.docx exists
# another year, and no plan at all
run annual 计划报告.txt --facts facts.csv --asof 2026-02-10 --year 2024
exit 2
stderr has 这份报告安排的是2025年的计划，不是2024年的
run annual facts.csv
exit 2
stderr has 不像一份计划报告
run annual 计划报告.txt --ledger 没有
exit 2
stderr has 没有这个台账
run annual
exit 2
stderr has 没有写“上年报告”（LAST_REPORT）
# a day of another year: every answer would be about nothing
run annual 计划报告.txt --facts facts.csv --asof 2035-02-10
exit 1
stdout has 这是2025年的计划，截至日期却是2035年2月10日
