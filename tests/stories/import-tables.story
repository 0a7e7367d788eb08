# Any document with tables can be imported; what is doubtful is asked and held back, and a slip of 万 for 亿 is not stored.
any store
write 去年.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,社会消费品零售总额,2024-01/2024-09,cumulative,95.20,亿元,5.0,,published,,2024-10-25,岚湖区统计局,official
write 商务9月.csv
    2025年1-9月消费情况（单位：亿元）
    指标,累计,同比%
    社会消费品零售总额,1012000,6.3
    餐饮收入,11.2,9
run import 去年.csv --data 台账
exit 0
run import 商务9月.csv --data 台账 --area 岚湖区 --asof 2025-10-31 --json
exit 1
json added is 2
json questions is 1
json read[0].tables is 1
run questions --data 台账
exit 1
stdout has 相差悬殊
stdout has 万元
run import 没有.xlsx --data 台账
exit 2
stderr has 没有.xlsx
run questions --data 没有
exit 2
stderr has 没有台账
