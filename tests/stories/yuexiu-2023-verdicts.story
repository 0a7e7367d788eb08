# The real report with the published figures, asked on 30 November 2023: what will be missed, what is on track, what is unknown.
# Figures: the district's release for January–September 2023 and the report itself (../shared/data/facts.csv names each source).
needs ../shared
copy ../shared/mission/report-2022-plan-2023.txt as 报告.txt
copy ../shared/data/facts.csv as facts.csv
run run 报告.txt --facts facts.csv --asof 2023-11-30 --out 输出 --no-pdf --json
exit 1
stderr empty

# The watch-list: GDP 4.3 against 4.5左右 (tolerance 0.1), fixed-asset investment 9.6 against ≥ 10.
json targets[indicator~地区生产总值][strength=headline].verdict is one of at_risk / off_track
json targets[indicator~地区生产总值][strength=headline].latest.growth_pct is 4.3
json targets[indicator~地区生产总值][strength=headline].latest.period is 2023-01/2023-09
json targets[indicator~固定资产投资].verdict is one of at_risk / off_track
json targets[indicator~固定资产投资].latest.growth_pct is 9.6
json targets[indicator~社会消费品零售总额].verdict is on_track
json targets[indicator~社会消费品零售总额].probability at least 0.8

# Budget revenue: behind the linear pace, ahead of the season, and the growth target itself decides.
json targets[indicator~一般公共预算收入].verdict is on_track
json targets[indicator~一般公共预算收入].attained_share about 0.737 within 0.0005
json targets[indicator~一般公共预算收入].linear_pace about 0.75 within 0.000001
json targets[indicator~一般公共预算收入].seasonal_pace about 0.7295 within 0.0006
json targets[indicator~一般公共预算收入].seasonal_pace_lo about 0.729 within 0.0006
json targets[indicator~一般公共预算收入].seasonal_pace_hi about 0.730 within 0.0006
json targets[indicator~一般公共预算收入].seasonal_pace_derived is true
json targets[indicator~一般公共预算收入].seasonal_pace_warning has 一年
json targets[indicator~一般公共预算收入].latest.value is 41.82

# A value that the city sends later is awaited, never 0.
json targets[indicator~城镇新增就业].verdict is awaiting_value
json targets[indicator~单位GDP能耗].verdict is awaiting_value
json targets[indicator~招聘会].verdict is no_data
json targets[indicator~招聘会].attained_share absent

# One order an owner, none to a statistics office.
json orders count 1
json orders[*].owner lacks 统计
json orders[owner~发展和改革].about has 地区生产总值
json orders[owner~发展和改革].due is 2023-12-07
json orders[owner~商务] count 0
json orders[owner~统计] count 0

json files[*] count 5
files in 输出 count 5
file 输出/目标完成情况表.xlsx exists
file 输出/风险与原因.docx exists
file 输出/督办单.docx exists
file 输出/月度反馈.docx exists
file 输出/核对清单.xlsx exists
