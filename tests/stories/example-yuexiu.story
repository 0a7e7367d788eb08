# The bundled example on published figures gives the same verdicts as the real report.
copy examples/yuexiu-2023/计划报告.txt as 报告.txt
copy examples/yuexiu-2023/facts.csv as facts.csv
run run 报告.txt --facts facts.csv --asof 2023-11-30 --json
exit 1
json targets[indicator~地区生产总值][strength=headline].verdict is at_risk
json targets[indicator~固定资产投资].verdict is at_risk
json targets[indicator~社会消费品零售总额].verdict is on_track
json targets[indicator~一般公共预算收入].verdict is on_track
json targets[indicator~城镇新增就业].verdict is awaiting_value
json targets[indicator~单位GDP能耗].verdict is awaiting_value
json findings[rule=adjusted-without-headline] count 1
json findings[rule=scope-drift] count 1
json findings[rule=qualifier-overstates] count 1
json findings[rule=target-without-outcome] count 3
json confirmed[rule=derived-growth] count 1
json findings[severity=error] count 0
json tasks[*] count at least 90
