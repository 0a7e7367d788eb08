# What departments write back in Word and in text: matched to tasks, shown as their word, asked about once, never dropped.
any store
copy examples/lanhu-2025/计划报告.txt as 报告.txt
write 本月/区住建局9月.txt
    区住房和城乡建设局关于报送2025年9月重点工作进展情况的函
    区发展和改革局：
    现将我局有关工作进展情况报告如下：
    一、工作进展
    （一）老旧小区改造。22个小区全部进场，其中16个已完工，完成年度任务的73%。
    （二）人才公寓。500套人才公寓已竣工并通过验收。
    （三）白蚁防治。完成房屋白蚁防治面积12万平方米。
    二、存在问题
    老旧小区改造方面，两个小区居民对加装电梯意见不统一，进度滞后。
    三、需要协调解决的事项
    老旧小区改造方面，恳请区财政局尽快拨付补助资金500万元。
    特此函复。
    区住房和城乡建设局
    2025年10月9日
write 本月/关于零工市场建设督办事项的回复.txt
    关于零工市场建设督办事项的回复
    区发展和改革局：
    贵局《督办单》收悉。现将办理情况函复如下。
    我局已建成零工市场2个，第3个因选址调整，进度滞后。
    下一步，我局将于11月底前完成建设。建议区城管局协助办理场地手续。
    区人力资源和社会保障局
    2025年10月12日
write 本月/通知.txt
    关于开会的通知
    各单位：
    请于10月20日参加会议。
run run 报告.txt 本月 --asof 2025-10-15 --out 结果 --json
json replies[office~区] count 4
json replies[named=老旧小区改造].office is 区住房和城乡建设局
json replies[named=老旧小区改造].match is sure
json replies[named=老旧小区改造].stage is late
json replies[named=老旧小区改造].percent_done is 73
json replies[named=老旧小区改造].asks[0] has 补助资金500万元
json replies[named=老旧小区改造].problems[0] has 加装电梯
json replies[named=老旧小区改造].place has 第5段
json replies[named=人才公寓].deed_claimed is true
json replies[named=零工市场建设].kind is order_reply
json replies[named=零工市场建设].match is sure
# What fits no task is listed for a person.
json replies[named=白蚁防治].match is unmatched
json unread[why~白蚁防治] count 1
json unread[file~通知] count 1
# A claim is no published figure: no verdict comes of it.
json targets[verdict=met] count 0
json read[file~区住建局9月].replies is 3
file 结果/目标完成情况表.xlsx exists
# A doubtful match is asked about once and remembered.
write 十月/区农业农村局.txt
    区农业农村局10月工作进展情况
    一、宅基地
    宅基地审批系统上线运行。
run run 报告.txt 十月 --asof 2025-10-31 --data 台账 --json
json replies[named=宅基地].match is to_confirm
json replies[named=宅基地].task is M074
json questions is 1
json unread[why~待回答] count 1
run questions --data 台账 --json
json questions[kind=任务].proposals[0] is 开展农村宅基地制度改革试点
json questions[kind=任务].id is Q6e7651
run questions --data 台账 --answer Q6e7651=随便写的
exit 2
stderr has 不是任务
run questions --data 台账 --answer Q6e7651=开展农村宅基地制度改革试点
write 十一月/区农业农村局.txt
    区农业农村局11月工作进展情况
    一、宅基地
    宅基地审批系统办件200宗。
run run 报告.txt 十一月 --asof 2025-11-30 --data 台账 --json
json replies[named=宅基地].match is sure
json replies[named=宅基地].task is M074
json replies[named=宅基地].confidence is 1
json questions is 0
