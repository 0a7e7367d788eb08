# Tasks of the plan report itself that are past their day and not known to be done are told, the longest overdue first.
write 报告.txt
    关于清河县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告
    一、2024年国民经济和社会发展计划执行情况
    2024年，全县实现地区生产总值286.4亿元，增长6.3%。
    二、2025年国民经济和社会发展计划草案
    （一）主要预期目标
    地区生产总值增长6%左右。
    （二）主要任务
    1.抓项目扩投资。9月底前完成城东路网改造。6月底前建成县城污水处理厂二期。
    2.保障和改善民生。年底前新建养老服务中心4个。
write 本月/重点项目.csv
    清河县2025年重点项目投资完成情况表（截至9月底）
    序号,项目名称,责任单位,总投资（万元）,2025年计划投资（万元）,1-9月完成投资（万元）,是否开工,备注
    1,县城污水处理厂二期,县住建局,32000,18000,5200,是,征地未完成
    2,南湖养老服务中心,县民政局,6000,4000,0,否,
run run 报告.txt 本月 --asof 2025-10-31 --json --no-pdf
json unread[kind=past_due].why has 2项任务的期限早于2025年10月31日
json unread[kind=past_due].why has 没有读到办结的消息
# 是否开工 is no amount, and the task is that of the office the sheet names, as the order is.
json unread[why~不是一个数] count 0
json tasks[text~污水处理厂二期].owner is 县住房和城乡建设局
json orders[about~污水处理厂二期].owner is 县住房和城乡建设局
# The order prints how the program closes it.
json orders[about~污水处理厂二期].closes_on has 现场核实
run run 报告.txt 本月 --asof 2025-10-31 --no-pdf
stdout has 逾期任务
# Who says that it is done is heard.
write 本月/县住建局.txt
    县住房和城乡建设局关于重点工作进展情况的函
    县发展和改革局：
    一、县城污水处理厂二期
    县城污水处理厂二期已建成并投入使用。
    县住房和城乡建设局
    2025年10月20日
run run 报告.txt 本月 --asof 2025-10-31 --json --no-pdf
json unread[kind=past_due].why has 1项任务的期限早于2025年10月31日
json unread[kind=past_due].why lacks 污水处理厂
# The watch counts those that are long past in one line, and writes no page for them alone.
folder 投放
run watch 投放 --report 报告.txt --data 台账 --out 日报 --asof 2025-11-15 --once --json
json tasks_long_past is 2
json due[0] absent
file 日报/今日变化.docx absent
write 投放/商务.csv
    清河县2025年1-10月消费情况（单位：亿元）
    指标,累计,同比%
    社会消费品零售总额,36.50,3.4
run watch 投放 --report 报告.txt --data 台账 --out 日报 --asof 2025-11-15 --once
stdout has 计划报告里还有2项任务的期限已经过了一个月以上
stdout has 调度会议程
