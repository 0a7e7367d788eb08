# With the report alone there is an outline, targets, tasks with suggested owners, and findings.
needs ../shared
copy ../shared/mission/report-2022-plan-2023.txt as 报告.txt
run run 报告.txt --asof 2023-11-30 --out 输出 --no-pdf --json
exit 1
json targets[strength=headline] count 5
json tasks[*] count at least 150
json tasks[owner~区] count at least 130
json orders[*] count 0
json targets[verdict=on_track] count 0
files in 输出 count 5
run read 报告.txt --json
exit 0
json outline[*] count 2
json plan_year is 2023
json area has 越秀区
json measures[*] count at least 150
json unaccounted[*] count 0
run read 报告.txt
exit 0
stdout has 积极应对疫情考验
run read 报告.txt --lang en
stdout has Outline
