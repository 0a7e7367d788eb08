# What the rest of the year must bring stands on the screen, and is one number there and in the papers.
copy examples/lanhu-2025/计划报告.txt as 计划报告.txt
copy examples/lanhu-2025/facts.csv as facts.csv
run run 计划报告.txt --facts facts.csv --asof 2025-10-31 --out 输出 --no-pdf
stdout has 达标可能性约2%；10—12月需比上年同期增长21.3%
run run 计划报告.txt --facts facts.csv --asof 2025-10-31 --json
json targets[indicator=固定资产投资].needed_growth_pct is 21.3
json targets[indicator=固定资产投资].explained.rest.say has 须达到增长21.3%
