# Two figures for one thing on one day: listed, never chosen in silence.
write 报告.txt
    2025年岚湖区国民经济和社会发展计划
    一、2025年主要预期目标
    地区生产总值增长5%左右。
write 表.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025-01/2025-06,cumulative,400.1,亿元,5.2,,published,,2025-07-20,岚湖区统计局,official
    990101,岚湖区,地区生产总值,2025-01/2025-06,cumulative,410.1,亿元,6.2,,published,,2025-07-20,岚湖区政府网,official
run run 报告.txt --facts 表.csv --asof 2025-08-31 --json
json findings[rule=fact-contradiction] count 1
json findings[rule=fact-contradiction].say has 地区生产总值
