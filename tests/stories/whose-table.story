# The monthly table of another place is not taken for one's own: said where the table says so, asked where only its maker does.
any store
copy examples/lanhu-2025/计划报告.txt as 报告.txt
write 青岩/月报.csv
    2025年1-9月青岩县主要经济指标
    指标,单位,累计,同比%
    社会消费品零售总额,亿元,236.00,3.1
run run 报告.txt 青岩 --data 台账 --asof 2025-10-20 --json
json targets[indicator=社会消费品零售总额].verdict is no_data
json read[file~月报].note has 写明是青岩县的数，没有岚湖区的
json unread[file~月报].why has 1个数记在青岩县名下
run facts --data 台账 --indicator 社会消费品零售总额 --json
json facts[0].area is 青岩县
write 落款/月报.csv
    2025年1-9月主要经济指标
    指标,单位,累计,同比%
    社会消费品零售总额,亿元,237.00,3.2
    青岩县统计局 2025年10月18日
run run 报告.txt 落款 --data 台账 --asof 2025-10-20 --json
json questions is 1
json unread[why~青岩县统计局] count 1
json targets[indicator=社会消费品零售总额].verdict is no_data
run questions --data 台账 --json
json questions[kind=地区].proposals[0] is 青岩县
# The district's own table says nothing of the kind and is taken as ever.
write 本区/月报.csv
    2025年1-9月主要经济指标
    指标,单位,累计,同比%
    社会消费品零售总额,亿元,242.00,7.0
    区统计局 2025年10月18日
run run 报告.txt 本区 --data 台账 --asof 2025-10-20 --json
json unread[file~月报] absent
json targets[indicator=社会消费品零售总额].verdict is one of on_track / at_risk / off_track
# So with the sheet of projects: another district's is left out, the city's is taken and said.
write 别区/重点项目.csv
    青石区2025年重点项目投资完成情况表（1-9月）,,,,,,,
    单位：万元,,,,,,,
    序号,项目名称,责任单位,总投资,2025年投资,,,形象进度
    ,,,,年度计划,9月完成,1-9月累计完成,
    1,东湾桥改造,区交通运输局,8000,2000,100,1500,桥面铺设
    合计,,,8000,2000,100,1500,
run run 报告.txt 别区 --data 台账 --asof 2025-10-20 --json
json unread[file~重点项目].why has 不是岚湖区的，没有采用
json projects[*] count 0
write 市/重点项目.csv
    岚州市2025年重点项目投资完成情况表（1-9月）,,,,,,,
    单位：万元,,,,,,,
    序号,项目名称,责任单位,总投资,2025年投资,,,形象进度
    ,,,,年度计划,9月完成,1-9月累计完成,
    1,东湾桥改造,区交通运输局,8000,2000,100,1500,桥面铺设
    合计,,,8000,2000,100,1500,
run run 报告.txt 市 --data 台账 --asof 2025-10-20 --json
json unread[why~按岚湖区的采用了] count 1
json projects[*] count 1
