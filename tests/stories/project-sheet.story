# Two months of a project sheet: late projects, what does not agree, what vanished, and the plan's own words.
any store
write 报告.txt
    岚湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告
    一、2025年国民经济和社会发展计划执行情况
    2025年，全区固定资产投资增长3.0%。
    二、2026年国民经济和社会发展主要预期目标
    2026年经济社会发展的主要预期目标是：地区生产总值增长5%左右，固定资产投资增长10%。
    三、2026年经济社会发展的主要任务
    （一）扩大有效投资。安排重点项目4个，年度计划投资2亿元以上。加快推进临江数字港、城北云谷产业园等项目建设。
write 8月/重点项目.csv
    岚湖区2026年重点项目投资完成情况表（1-8月）,,,,,,,
    单位：万元,,,,,,,
    序号,项目名称,责任单位,总投资,2026年投资,,,形象进度
    ,,,,年度计划,8月完成,1-8月累计完成,
    1,临江数字港,区科学技术局,52000,9000,600,6100,主体施工
    2,青石物流园,区商务局,30000,5000,0,0,尚未开工
    3,东湾桥改造,区交通运输局,8000,2000,100,1500,桥面铺设
    合计,,,90000,16000,700,7600,
write 9月/重点项目.csv
    岚湖区2026年重点项目投资完成情况表（1-9月）,,,,,,,
    单位：万元,,,,,,,
    序号,项目名称,责任单位,总投资,2026年投资,,,形象进度
    ,,,,年度计划,9月完成,1-9月累计完成,
    1,临江数字港,区科学技术局,52000,9000,700,6000,主体施工
    2,青石物流园,区商务局,30000,5000,0,0,尚未开工
    4,西岭小学,区教育局,6000,未下达,300,900,封顶
    合计（3个）,,,88000,14500,1000,6900,
run run 报告.txt 8月 --data 台账 --asof 2026-09-10 --json
exit 1
json projects[source~重点项目] count 3
json projects[name=青石物流园].verdict is late
json projects[name=临江数字港].done.value is 6100
json project_totals.period is 2026-01/2026-08
json project_totals.expected_is_default is true
run run 报告.txt 9月 --data 台账 --asof 2026-10-10 --out 结果 --json
exit 1
json projects[source~重点项目] count 3
json projects[0].name is 青石物流园
json projects[name=青石物流园].owner is 区商务局
json projects[name=青石物流园].annual_plan.value is 5000
json projects[name=青石物流园].source has 重点项目.csv
json projects[name=临江数字港].rate about 0.6667 within 0.0001
json projects[name=西岭小学].verdict is no_plan
json projects[name=西岭小学].stage is topped_out
json findings[rule=project-total-sum].say has 14500万元
json findings[rule=project-fell].say has 临江数字港
json findings[rule=project-vanished].say has 东湾桥改造
json findings[rule=report-projects-count] count 1
json findings[rule=report-projects-money].spans count 1
json project_totals.named_in_report[name=临江数字港].row is 临江数字港
json orders[owner=区商务局].matters[0].about has 青石物流园
json orders[owner=区商务局].closes_on has 现场核实
json unread[why~没有采用] absent
# no published figure tells what the plan says of its key projects: the sheet does, in the plan's unit, and judges nothing
json targets[indicator~年度计划投资].handed_in.value is 1.4
json targets[indicator~年度计划投资].handed_in.unit is 亿元
json targets[indicator~年度计划投资].verdict is no_data
json targets[indicator~年度计划投资].why has 累计完成0.69亿元
file 结果/目标完成情况表.xlsx exists
# a month without a sheet: the last one that was loaded speaks
folder 10月
run run 报告.txt 10月 --data 台账 --asof 2026-11-10 --json
json targets[indicator~年度计划投资].handed_in.period is 2026-01/2026-09
run run 报告.txt 9月 --asof 2026-10-10 --json
json findings[rule=project-fell] count 0
run facts --data 台账 --indicator 项目累计完成投资 --json
exit 0
json facts[indicator=项目累计完成投资] count at least 5
