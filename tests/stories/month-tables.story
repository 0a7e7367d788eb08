# A month folder as departments send it: two header rows, 万元 beside 亿元, lagged months, a name that must be asked.
write 计划.txt
    2025年岚湖区国民经济和社会发展计划
    一、2025年主要预期目标
    地区生产总值增长5%左右，社会消费品零售总额增长6%，固定资产投资增长4%，一般公共预算收入增长3%。
write 本月/1统计月报.csv
    2025年1-9月岚湖区主要经济指标完成情况,,,,
    ,,,,"单位：亿元、%"
    指标,1-9月累计,,9月当月,
    ,绝对值,同比±%,绝对值,同比±%
    地区生产总值,301.25,5.1,—,—
    固定资产投资,88.40,-1.2,9.90,3.0
    社会消费零售品总额（万元）,1012000,6.30,112000,7.1
    规模以上服务业营业收入（1-8月）,70.2,8.0,…,…
    折算分,95,,,
write 本月/2财政.csv
    2025年9月财政收支情况
    单位：万元
    项目,本月,同比%,累计,同比%
    一般公共预算收入,21000,2.0,200100,3.30
    　其中：税收收入,12000,1.0,130050,2.10
    　其中：企业所得税,900,5.0,9000,6.0
    注：一般公共预算收入增速按可比口径计算。
write 本月/3通知.txt
    请各单位于每月6日前报送。
run run 计划.txt 本月 --asof 2025-10-31 --data 台账 --no-pdf --json
exit 1
json targets[indicator~地区生产总值].latest.growth_pct is 5.1
json targets[indicator~地区生产总值].latest.source has 1统计月报.csv
json targets[indicator~固定资产投资].latest.value is 88.4
json targets[indicator~社会消费品零售总额].latest absent
json read[*] count 3
json read[file~1统计月报].tables is 1
json read[file~2财政].facts is 4
json questions is 3
json unread[why~待回答] count 3
json unread[file~3通知].why has 没有表格
json unread[why~折算分] count 1
file 台账/待答.csv holds 社会消费零售品总额

# Without a question answered nothing is asked twice; the answers stand in a plain file.
run questions --data 台账 --json
exit 1
json questions[*] count 3
json questions[asked=社会消费零售品总额].proposals[0] is 社会消费品零售总额
json questions[asked=社会消费零售品总额].example is 1012000
run questions --data 台账 --answer Q000000=原名
exit 2
stderr has Q000000
run questions --data 台账 --answer Qb49655=不知道
exit 2
stderr has 名称表里没有
run questions --data 台账 --answer Qb49655=社零 --answer Qbbd06f=不要 --answer Q638555=不要
exit 0
stdout has 没有待回答的问题
file 台账/答复.csv holds 社会消费零售品总额

run run 计划.txt 本月 --asof 2025-10-31 --data 台账 --no-pdf --json
json questions is 0
json targets[indicator~社会消费品零售总额].latest.growth_pct is 6.3
json targets[indicator~社会消费品零售总额].latest.value is 1012000
run run 计划.txt 本月 --asof 2025-11-30 --data 台账 --no-pdf --json
run facts --data 台账 --indicator 固定资产投资 --all-vintages --json
json facts[period=2025-01/2025-09] count 1
run facts --data 台账 --indicator 规模以上服务业营业收入 --json
json facts[period=2025-01/2025-08].growth_pct is 8
