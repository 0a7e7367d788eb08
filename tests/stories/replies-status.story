# What replies say a task has come to, each task from its own words; what was reported done is remembered; offices as the papers name them.
any store
write 报告.txt
    关于清江市2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告
    一、2024年国民经济和社会发展计划执行情况
    2024年，全市实现地区生产总值1286.4亿元，增长6.3%。
    二、2025年国民经济和社会发展计划草案
    （一）主要预期目标
    地区生产总值增长6%左右。
    （二）主要任务
    1.抓项目扩投资。年内建成东山抽水蓄能电站。加快推进南岭20万吨甲醇项目，9月底前完成设备安装。谋划储备重大项目300个。
    2.推动产业升级。培育省级制造业单项冠军4家、专精特新中小企业30户。6月底前建成投产华晟碳纤维一期项目。10月底前完成北岭钢铁2号高炉点火。
    3.抓好农业生态。新建高标准农田18万亩。完成钢铁企业超低排放改造2家。淘汰国三及以下排放标准柴油货车2100辆。
write 九月/重点项目.csv
    清江市2025年重点项目投资完成情况表（1-9月）,,,,,,
    单位：万元,,,,,,
    序号,项目名称,责任单位,总投资,年度计划投资,1-9月完成投资,形象进度
    1,东山抽水蓄能电站,市能源局,865000,60000,21000,前期工程施工
    2,南岭20万吨甲醇项目,市数据局,126000,52000,46000,设备安装完成
run run 报告.txt 九月 --data 台账 --asof 2025-10-24 --json --no-pdf
# The office that the sheet names, in the order and in the task.
json orders[about~东山抽水蓄能].owner is 市能源局
json tasks[text~东山抽水蓄能].owner is 市能源局
json tasks[text~设备安装].owner is 市数据局
# What the sheet shows reached is not overdue; a pipeline of projects is not compared with its rows.
json unread[kind=past_due].why lacks 设备安装
json unread[kind=past_due].why has 华晟碳纤维
json findings[rule=report-projects-count] count 0
write 十月/市工业和信息化局.txt
    清江市工业和信息化局关于重点任务进展情况的报告
    市发展和改革委员会：
    一、培育省级制造业单项冠军3家、专精特新中小企业34户。
    二、华晟碳纤维一期项目9月20日建成投产；北岭钢铁2号高炉计划12月点火，比计划推迟2个月。
    清江市工业和信息化局
    2025年11月6日
write 十月/市农业农村局.txt
    市农业农村局关于重点任务进展的情况
    高标准农田建设：全年任务18万亩，已完成15.6万亩，在建2.4万亩，12月底前可全部完工。
    2025年11月7日
write 十月/市生态环境局.txt
    清江市生态环境局关于重点任务进展情况的报告
    市发展和改革委员会：
    钢铁企业超低排放改造2家已于9月25日全部完成并通过验收。淘汰柴油货车1730辆，完成年度任务的82.4%。
    清江市生态环境局
    2025年11月6日
run run 报告.txt 十月 --data 台账 --asof 2025-11-21 --json --no-pdf
json replies[office~农业农村].tasks[words~高标准农田].stage is under_way
json replies[office~农业农村].tasks[words~高标准农田].percent_done is 86.7
json replies[office~生态环境].tasks[words~超低排放].stage is done
json replies[office~生态环境].tasks[words~柴油货车].stage is under_way
json replies[office~生态环境].tasks[words~柴油货车].percent_done is 82.4
json replies[office~工业].tasks[words~单项冠军].stage is under_way
json replies[office~工业].tasks[words~单项冠军].counted has 3家，目标4家
json replies[office~工业].tasks[words~单项冠军].counted has 34户，目标30户
json replies[office~工业].tasks[words~华晟].stage is done
json replies[office~工业].tasks[words~高炉].stage is late
json replies[office~工业].tasks[words~高炉].problems has 比计划推迟2个月
json unread[kind=past_due].why has 高炉
json unread[kind=past_due].why lacks 华晟
json unread[kind=past_due].why lacks 设备安装
# A month later, without those letters and without a sheet: what was reported done stays done.
write 十一月/说明.txt
    本月没有收到材料。
run run 报告.txt 十一月 --data 台账 --asof 2025-12-22 --json --no-pdf
json unread[kind=past_due].why lacks 华晟
json unread[kind=past_due].why lacks 设备安装
json unread[kind=past_due].why has 高炉
# An earlier day knows nothing of later letters.
run run 报告.txt 九月 --data 台账 --asof 2025-10-24 --json --no-pdf
json unread[kind=past_due].why has 华晟碳纤维
