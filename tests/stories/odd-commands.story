# Commands written oddly do what was meant, or say what is wrong and print nothing.
write 报告.txt
    2025年岚湖区国民经济和社会发展计划
    一、主要预期目标
    地区生产总值增长5%左右。
write 数据.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025-01/2025-06,cumulative,400.1,亿元,5.2,,published,,2025-07-20,岚湖区统计局,official

# An option takes one value: what follows is the report, not another table.
run run --facts 数据.csv 报告.txt --asof 2025-08-31 --json
exit 1
json targets[indicator~地区生产总值].latest.growth_pct is 5.2
run check --facts 数据.csv 报告.txt 报告.txt --json
json unread[*] count 0

# Figures of another area only: said at once. 岚湖县 is not 岚湖区.
write 别处.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990199,岚湖县,地区生产总值,2025-01/2025-06,cumulative,400.1,亿元,5.2,,published,,2025-07-20,岚湖县统计局,official
run run 报告.txt --facts 别处.csv --asof 2025-08-31
stdout has 没有岚湖区的：只有岚湖县的数据

run 不存在的命令 报告.txt
exit 2
stderr has 没有“不存在的命令”这个命令
stdout empty
run run 报告.txt --asof
exit 2
stderr has --asof
run run 报告.txt --asof ""
exit 2
stderr has 不能为空
run run 报告.txt --asof 2025-06-30 --asof 2025-07-31 --json
exit 2
stdout empty
run run 报告.txt --tolerance 1e6144 --json
exit 2
stdout empty
run read 报告.txt --lang fr
exit 2
stderr has zh

# Asking never makes a ledger, and importing speaks JSON like every other command.
run check 报告.txt --data 台账
exit 2
stderr has 台账
file 台账 absent
run import 数据.csv --data 台账 --json
exit 0
json added is 1
json known_already is 0
json unread[*] count 0
run import 数据.csv --data 台账 --json
json known_already is 1

# Numbers and periods nobody can have meant are listed or used as they stand; they stop nothing.
write 怪.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,一般公共预算收入,二零二五年一季度到三季度的累计数也就是前三个季度的合计,cumulative,1,亿元,5.2,,published,,2025-10-20,岚湖区财政局,official
    990101,岚湖区,一般公共预算收入,2025-01/2025-06,cumulative,9999999999999999999999999999999999,亿元,4.3,,published,,2025-07-20,岚湖区财政局,official
    990101,岚湖区,一般公共预算收入,2024,cumulative,9999999999999999999999999999999999,亿元,4.3,,published,,2025-03-20,岚湖区财政局,official
write 收入报告.txt
    2025年岚湖区国民经济和社会发展计划
    一、主要预期目标
    一般公共预算收入增长3%。
run run 收入报告.txt --facts 怪.csv --asof 2025-11-30 --out 输出 --no-pdf --json
exit 1
json unread[0].place has 2
json targets[*] count 1
files in 输出 count 5
