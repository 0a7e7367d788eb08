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
# A ceiling is no floor: prices and unemployment are told by the row of the names table and the words of the plan.
write 计划乙.txt
    关于青岩县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告
    ——2025年1月15日在青岩县第十八届人民代表大会第五次会议上
    一、2024年国民经济和社会发展计划执行情况
    2024年，全县实现地区生产总值196.5亿元，增长5.6%。
    二、2025年经济社会发展的主要预期目标
    2025年经济社会发展主要预期目标是：地区生产总值增长5.5%左右；居民消费价格涨幅3%左右；城镇登记失业率控制在4.5%以内；单位GDP能耗下降3%左右。
write 价格.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990201,青岩县,居民消费价格指数,2025,cumulative,100.4,%,0.4,,published,,2026-01-15,县统计局,official
    990201,青岩县,居民消费价格指数,2024,cumulative,100.2,%,0.2,,published,,2025-01-15,县统计局,official
    990201,青岩县,城镇登记失业率,2025-12,point,3.2,%,,,published,,2026-01-25,县人社局,official
    990201,青岩县,城镇登记失业率,2024-12,point,3.1,%,,,published,,2025-01-25,县人社局,official
    990201,青岩县,单位地区生产总值能耗,2025,cumulative,,,-3.4,,published,,2026-01-25,县发改局,official
run draft-targets --area 青岩县 --year 2026 --facts 价格.csv --plan 计划乙.txt --asof 2026-02-10 --json
json targets[indicator=居民消费价格指数].sense is at_most
json targets[indicator=居民消费价格指数].past[0].met is true
json targets[indicator=居民消费价格指数].options.steady at least 1
json targets[indicator=居民消费价格指数].options.bold at most 1
json targets[indicator=居民消费价格指数].say has 以内（可能性
json targets[indicator=城镇登记失业率].sense is at_most
json targets[indicator=城镇登记失业率].of is level
json targets[indicator=城镇登记失业率].past[0].met is true
json targets[indicator=城镇登记失业率].past[0].outcome is 3.2
json targets[indicator=城镇登记失业率].options.steady at least 3.2
json targets[indicator=城镇登记失业率].say has 稳妥不高于
# A fall of 3.4 % of energy use meets 下降3%左右.
json targets[indicator=单位地区生产总值能耗下降率].sense is at_least
json targets[indicator=单位地区生产总值能耗下降率].past[0].outcome is 3.4
json targets[indicator=单位地区生产总值能耗下降率].past[0].met is true
json targets[indicator=单位地区生产总值能耗].sense is at_most
