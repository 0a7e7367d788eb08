# The real report held against the published figures: what an auditor would ask, and what she would not.
# Expectations: ../shared/gold/crosschecks.md.
needs ../shared
copy ../shared/mission/report-2022-plan-2023.txt as 报告.txt
copy ../shared/data/facts.csv as facts.csv
run check 报告.txt --facts facts.csv --json
exit 1
json findings[rule=adjusted-without-headline] count 1
json findings[rule=adjusted-without-headline].say has 一般公共预算收入
json findings[rule=scope-drift] count 1
json findings[rule=scope-drift].say has 限额以上
json findings[rule=qualifier-overstates] count 1
json findings[rule=qualifier-overstates].severity is note
json findings[rule=target-without-outcome] count 3
json findings[rule=target-without-outcome][say~社会消费品零售总额] count 1
json findings[rule=target-without-outcome][say~就业] count 1
json findings[rule=target-without-outcome][say~能耗] count 1

# H1 −2.8 and 2.9 points more make +0.1, which is what was published.
json confirmed[rule=derived-growth] count 1
json confirmed[rule=derived-growth].value has 0.1

# H1 levels give −4.6 %, the published growth at constant prices is −2.8 %: no contradiction.
json findings[say~1746.27] count 0
json findings[severity=error] count 0
