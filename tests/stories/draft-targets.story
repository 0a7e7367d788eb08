# What to promise for next year: history, the city's target, the neighbours, and the chance of each figure.
copy examples/lanhu-2025/facts.csv as facts.csv
write targets.csv
    area_code,area,year,indicator,target_words,operator,value,unit,published
    990101,岚湖区,2025,地区生产总值,增长6%左右,≈,6,%,2025-01-10
    990100,岚州市,2026,地区生产总值,增长5.5%左右,≈,5.5,%,2026-01-08
    990102,东河区,2026,地区生产总值,增长6%,=,6,%,2026-01-09
run draft-targets --area 岚湖区 --year 2026 --facts facts.csv --targets targets.csv --asof 2026-01-15 --out 输出 --json
exit 0
stderr empty
json targets[indicator=地区生产总值].next_year.mean at least 3
json targets[indicator=地区生产总值].above[0].area is 岚州市
json targets[indicator=地区生产总值].neighbours[0].area is 东河区
json targets[indicator=地区生产总值].candidates[*] count at least 5
json targets[indicator=地区生产总值].options.steady at least 0
json targets[indicator=地区生产总值].say has 可选的目标
file 输出/目标测算.docx exists
file 输出/目标测算.txt exists
run draft-targets --area 岚湖区 --year 2026 --indicator 地区生产总值 --facts facts.csv --asof 2026-01-15
exit 0
stdout has 八成把握
run draft-targets --area 没有的区 --year 2026 --facts facts.csv
exit 2
stderr has 没有“没有的区”
run draft-targets --area 岚湖区 --year 2026
exit 2
stderr has 没有给数据
# The plan of the year before counts with its targets, as in the annual report; another year's is refused.
copy examples/lanhu-2025/计划报告.txt as 计划报告.txt
run draft-targets --area 岚湖区 --year 2026 --indicator 社会消费品零售总额 --facts facts.csv --plan 计划报告.txt --asof 2026-02-10
exit 0
stdout has 2025年　目标增长6%左右　实际7.1%
stdout has 适中增长5.5%（可能性约64%）
stdout has 5.5%（适中） 约64%
run draft-targets --area 岚湖区 --year 2027 --facts facts.csv --plan 计划报告.txt --asof 2026-02-10
exit 2
stderr has 这份计划不是岚湖区2026年的
