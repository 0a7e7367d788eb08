# Bad input gets file, place and remedy, exit code 2, and nothing half-written.
write 空.txt
run run 空.txt --asof 2023-11-30 --out 输出
exit 2
stderr has 空.txt
stderr has 请
file 输出 absent

run read 没有.docx
exit 2
stderr has 没有.docx

bytes 乱码.txt C4 E3 BA C3 FF FF 80 81
run read 乱码.txt
exit 2
stderr has 乱码.txt

bytes 半截.docx 50 4B 03 04 14 00 00 00 08 00
run read 半截.docx --json
exit 2
stderr has 半截.docx

# GB18030 is what many offices still save: 越秀区计划 is read.
bytes 国标.txt D4 BD D0 E3 C7 F8 BC C6 BB AE A1 A3
run read 国标.txt --json
exit 0
json text is 越秀区计划。

write 报告.txt
    2025年岚湖区国民经济和社会发展计划
    一、主要预期目标
    地区生产总值增长5%左右。
run run 报告.txt --asof 2023-02-30
exit 2
stderr has 2023-02-30
run run 报告.txt --asof 昨天
exit 2

write 坏.csv
    这不是,数据表
    1,2
run run 报告.txt --facts 坏.csv --asof 2025-06-30 --out 输出
exit 2
stderr has 坏.csv
file 输出 absent

# One row that makes no sense is listed with its line; the others count.
write 有错.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025-01/2025-06,cumulative,400.1,亿元,5.2,,published,,2025-07-20,岚湖区统计局,official
    990101,岚湖区,地区生产总值,2025-13,cumulative,400.1,亿元,5.2,,published,,2025-07-20,岚湖区统计局,official
    990101,岚湖区,社会消费品零售总额,2025-01/2025-06,cumulative,一百,亿元,5.2,,published,,2025-02-30,岚湖区统计局,official
run run 报告.txt --facts 有错.csv --asof 2025-08-31 --json
json unread[*] count 2
json unread[0].place has 3
json targets[indicator~地区生产总值].latest.growth_pct is 5.2

# An output folder that cannot be: a file stands in its way.
write 挡路
    x
run run 报告.txt --asof 2025-08-31 --out 挡路/输出
exit 2
stderr has 挡路

run 不存在的命令
exit 2
run
exit 2
run run
exit 2
