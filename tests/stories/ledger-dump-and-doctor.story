# Out of the ledger as text and back, byte for byte; and what the doctor says of all sorts of files
write 数.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025Q1,cumulative,101.70,亿元,5.1,不变价,published,,2025-04-20,岚湖区统计局,official
    990102,"青浦县",地区生产总值,2025Q1,cumulative,55.5,亿元,,,published,"注，含“引号”和""引号""",2025-04-20,青浦县统计局,official
run doctor --data 台账
exit 2
stdout has 这里没有台账
run import 数.csv --data 台账
run doctor --data 台账 --json
exit 0
json usable is true
json records is 2
json areas[1].area is 990102
json advice[code=backup].urgent is false

run dump --data 台账 --out 甲.jsonl --json
exit 0
json records is 2
run dump --data 台账 --out 导出 --format csv
exit 0
run load 甲.jsonl --data 新甲
exit 0
run load 导出 --data 新乙 --json
exit 0
json records is 2
run dump --data 新甲 --out 甲二.jsonl
run dump --data 新乙 --out 乙二.jsonl
file 甲二.jsonl same as 甲.jsonl
file 乙二.jsonl same as 甲.jsonl
run verify --data 新乙
exit 0
run facts --data 新乙 --area 青浦县 --json
json facts[0].value_as_printed is 55.5

# Again: all is there. Into another ledger: refused. Altered or cut: refused with the line.
run load 甲.jsonl --data 新甲 --json
exit 0
json records is 0
json there is 2
alter 甲.jsonl 101.70 101.71
run load 甲.jsonl --data 新丙
exit 2
stderr has 甲.jsonl 第3行
alter 甲.jsonl 101.71 101.70
cut 甲.jsonl 200
run load 甲.jsonl --data 新丁
exit 2
run load 数.csv --data 新戊
exit 2
stderr has 导出

run backup --data 台账 --to 备份
exit 0
run backup --data 台账 --to 备份
exit 0
run doctor --data 台账 --json
json last_backup.records is 2
run doctor --data 备份
exit 0

write 别的.sqlite
    不是数据库
run doctor --data 别的.sqlite
exit 2
stdout has 不是计成的台账
write 空/jicheng.sqlite
run doctor --data 空
exit 2
stdout has 空的
run restore --from 空 --data 恢复
exit 2
file 恢复/jicheng.sqlite absent
run doctor --data 台账 --lang en
exit 0
stdout has records
