# The column of last year beside this year's: the same number once more is no revision, another number is one.
any store
write 去年.csv
    岚湖区2024年1-9月主要经济指标,,,
    发布日期：2024年10月24日,,,
    指标,单位,1-9月累计,增长%
    地区生产总值,亿元,136.8,5.2
    一般公共预算收入,亿元,8.83,3.9
    城镇新增就业人数,人,2390,
write 今年.csv
    岚湖区2025年1-9月主要经济指标,,,,
    发布日期：2025年10月24日,,,,
    指标,单位,1-9月累计,增长%,上年同期
    地区生产总值,亿元,143.2,4.9,136.8
    一般公共预算收入,亿元,9.02,2.1,8.85
    城镇新增就业人数,人,2415,,2390
run import 去年.csv --data 台账 --asof 2024-10-31
exit 0
run import 今年.csv --data 台账 --asof 2025-10-31
exit 0
stdout has 其中 1 条是已有数据的新公布值
run facts --data 台账 --indicator 地区生产总值 --all-vintages --json
json facts[period=2024-01/2024-09] count 1
json facts[period=2024-01/2024-09].growth_pct is 5.2
json facts[period=2025-01/2025-09].value is 143.2
run facts --data 台账 --indicator 城镇新增就业人数 --all-vintages --json
json facts[period=2024-01/2024-09] count 1
run facts --data 台账 --indicator 一般公共预算收入 --all-vintages --json
json facts[period=2024-01/2024-09] count 2
run trace --data 台账 --indicator 地区生产总值 --period 2024年前三季度
exit 0
stdout has 136.8
stdout lacks 第2次公布
run trace --data 台账 --indicator 一般公共预算收入 --period 2024年1-9月
exit 0
stdout has 第2次公布
