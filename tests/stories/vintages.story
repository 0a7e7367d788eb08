# The same fact twice is one fact; a changed one is a new vintage, and both stay.
any store
write 一.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2024,cumulative,812.30,亿元,5.1,,published,,2025-01-20,岚湖区统计公报,official
write 二.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2024,cumulative,818.47,亿元,5.3,,published,最终核实,2025-12-25,岚湖区统计局,official
run import 一.csv 一.csv --data 台账
exit 0
run import 二.csv --data 台账
stdout has 其中 1 条
run facts --data 台账 --json
json facts[*] count 1
json facts[0].value_as_printed is 818.47
json facts[0].vintage is 2
run facts --data 台账 --asof 2025-06-30 --json
json facts[0].value_as_printed is 812.30
run facts --data 台账 --all-vintages --json
json facts[*] count 2
run facts --data 没有这里
exit 2
stderr has 没有这里
