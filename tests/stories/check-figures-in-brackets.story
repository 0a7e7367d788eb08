# Part of the year in brackets behind an open place is said of the name before it, and agrees with what was published.
write 草稿.txt
    关于青岩县2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告
    一、2025年国民经济和社会发展计划执行情况
    居民消费价格上涨0.1%。
    全县实现地区生产总值【待填：计划增长6%左右，上年286.4亿元、增长6.3%，待统计机构公布】（2025年前三季度208.6亿元、增长5.1%）。其中，第二产业增加值【待填：上年121.5亿元、增长7.8%，待统计机构公布】（2025年前三季度88.4亿元、增长5.6%）。
write 数据.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990201,青岩县,居民消费价格指数,2025-01/2025-09,cumulative,,,0.1,,published,,2025-10-22,县统计局,official
    990201,青岩县,地区生产总值,2025-01/2025-09,cumulative,208.6,亿元,5.1,,published,,2025-10-22,县统计局,official
    990201,青岩县,第二产业增加值,2025-01/2025-09,cumulative,88.4,亿元,5.6,,published,,2025-10-22,县统计局,official
run check 草稿.txt --facts 数据.csv --asof 2025-11-28 --json
exit 0
json findings[severity=warning] count 0
alter 草稿.txt 增长5.6%） 增长5.9%）
run check 草稿.txt --facts 数据.csv --asof 2025-11-28 --json
exit 1
json findings[rule=growth-differs] count 1
stdout has 第二产业增加值增速报告写的是增长5.9%
