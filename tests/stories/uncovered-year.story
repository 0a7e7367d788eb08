# A year whose holiday notice is not loaded gets no due date: refused, never guessed.
write 报告.txt
    2031年岚湖区国民经济和社会发展计划
    一、2031年主要预期目标
    固定资产投资增长10%以上。
write 表.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,固定资产投资,2031-01/2031-09,cumulative,,,2.0,,published,,2031-10-25,岚湖区统计局,official
run run 报告.txt --facts 表.csv --asof 2031-11-28 --json
json orders[0].due absent
json orders[0].due_refused has 2031
write 节假日.csv
    # 为测试虚构的安排
    date,kind,name,notice
    2031-01-01,holiday,元旦,虚构
run run 报告.txt --facts 表.csv --asof 2031-11-28 --holidays 节假日.csv --json
json orders[0].due is 2031-12-05
