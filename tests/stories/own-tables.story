# An office's own rows of the names and offices tables lie beside its ledger, and every command that is given the ledger reads by them.

folder 台账
write 台账/指标名称.csv
    # 本区自己的叫法
    name,aliases,unit,direction,constant_price,frequency,lead_office,scope,whole,forecast_class
    低空经济产值,低空产业规模,亿元,more,no,yearly,发展和改革,,,
write 低空.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,低空产业规模,2024,cumulative,12.5,亿元,,,published,,2025-03-01,公报,official
run import 低空.csv --data 台账 --asof 2025-03-02 --json
exit 0
run facts --data 台账 --indicator 低空产业规模 --json
exit 0
json facts[0].indicator is 低空经济产值
json facts[0].value is 12.5

# Another ledger knows nothing of it.
run import 低空.csv --data 别处 --asof 2025-03-02 --json
run facts --data 别处 --indicator 低空产业规模 --json
json facts[0].indicator is 低空产业规模

# A table that cannot be used is told of with its line, and nothing is read by half of it; what looks after the ledger works all the same.
write 台账/指标名称.csv
    name,aliases,unit,direction,constant_price,frequency,lead_office,scope,whole,forecast_class
    低空经济产值,低空产业规模,亿元,more,no,每天,发展和改革,,,
run facts --data 台账 --indicator 低空产业规模
exit 2
stderr has 指标名称.csv
stderr has 第2行
stderr has monthly、quarterly 或 yearly
run verify --data 台账
exit 0
run keys new --data 台账
exit 0

write 台账/指标名称.csv
    name,aliases,unit,direction,constant_price,frequency,lead_office,scope,whole,forecast_class
    低空经济产值,GDP,亿元,more,no,yearly,发展和改革,,,
run facts --data 台账
exit 2
stderr has 地区生产总值

# Who acts when an indicator lags is a function of the other table.
write 台账/指标名称.csv
    name,aliases,unit,direction,constant_price,frequency,lead_office,scope,whole,forecast_class
    低空经济产值,低空产业规模,亿元,more,no,yearly,低空,,,
run facts --data 台账
exit 2
stderr has “低空经济产值”
stderr has 单位职能表里却没有“低空”
write 台账/单位职能.csv
    function,aliases,district,municipal_district,city,municipality,province,publisher
    低空,,{}低空发展中心,,,,,
run facts --data 台账
exit 0

# Who does what is the office's own too; a statistics body answers for no number.
write 台账/指标名称.csv
    name,aliases,unit,direction,constant_price,frequency,lead_office,scope,whole,forecast_class
write 台账/单位职能.csv
    function,aliases,district,municipal_district,city,municipality,province,publisher
    商务,,{}统计局,,,,,
run facts --data 台账
exit 2
stderr has 统计
