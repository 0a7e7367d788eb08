# What the rest of the year must bring stands on the screen, and is one number there and in the papers.
copy examples/lanhu-2025/计划报告.txt as 计划报告.txt
copy examples/lanhu-2025/facts.csv as facts.csv
run run 计划报告.txt --facts facts.csv --asof 2025-10-31 --out 输出 --no-pdf
stdout has 达标可能性约2%；10—12月需比上年同期增长21.3%
run run 计划报告.txt --facts facts.csv --asof 2025-10-31 --json
json targets[indicator=固定资产投资].needed_growth_pct is 21.3
json targets[indicator=固定资产投资].explained.rest.say has 须达到增长21.3%

# In English the reasons are English; a finding is named, and its proposal for the Chinese text stays as it is written.
run run 计划报告.txt --facts facts.csv --asof 2025-10-31 --lang en --out 英文 --no-pdf
stdout has 5.1 points below the line of 6.0 %
stdout has the rest of the year needs 21.3 % over a year before
stdout has 区发展和改革局: 固定资产投资 off_track (by 2025-11-07)
stdout has [error] parts do not add up to the whole (parts-vs-sum)
stdout lacks 达标可能性
stdout lacks 不作判断
run run 计划报告.txt --facts facts.csv --asof 2025-10-31 --json
json targets[indicator=固定资产投资].explained.rest.say_english has must bring +21.3 %
