# One record proved to somebody who has the sheet and not the ledger
needs program python3
write 数.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025Q1,cumulative,101.70,亿元,5.1,不变价,published,,2025-04-20,岚湖区统计局,official
    990101,岚湖区,一般公共预算收入,2025Q1,cumulative,12.40,亿元,3.2,现价,published,,2025-04-16,岚湖区财政局,official
    990101,岚湖区,固定资产投资,2025Q1,cumulative,,亿元,2.0,现价,published,,2025-04-20,岚湖区统计局,official
write 后来.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025H1,cumulative,205.10,亿元,5.3,不变价,published,,2025-07-20,岚湖区统计局,official
run import 数.csv --data 台账
run keys new --data 台账 --json
run checkpoint --data 台账 --out 早.txt
run import 后来.csv --data 台账
run checkpoint --data 台账 --out 晚.txt

run prove 岚湖区:2 --data 台账 --checkpoint 早.txt --out 证明.json
exit 0
run verify --proof 证明.json --checkpoint 早.txt
exit 0
stdout has 证明成立
stdout has 12.40
script examples/check_proof.py 证明.json 早.txt
exit 0
stdout has holds: record 2 of 990101

# Against the other sheet, or with another figure, it proves nothing.
run verify --proof 证明.json --checkpoint 晚.txt
exit 1
script examples/check_proof.py 证明.json 晚.txt
exit 1
alter 证明.json 12.40 12.41
run verify --proof 证明.json --checkpoint 早.txt --json
exit 1
json path_good is false
script examples/check_proof.py 证明.json 早.txt
exit 1

# The later sheet only added to the earlier one.
run prove --data 台账 --checkpoint 早.txt --checkpoint 晚.txt --out 增长.json
exit 0
run verify --proof 增长.json --checkpoint 晚.txt --checkpoint 早.txt
exit 0
stdout has 只增加

run prove 岚湖区:9 --data 台账 --out 证明.json
exit 2
run prove 某地:1 --data 台账 --out 证明.json
exit 2
run prove zz --data 台账 --out 证明.json
exit 2
run verify --proof 数.csv --checkpoint 早.txt
exit 2
run verify --proof 证明.json
exit 2
