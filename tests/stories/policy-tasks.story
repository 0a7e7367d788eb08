# Tasks of a policy file are tasks of the year: listed with their owners, and told on the day they fall due.
any store
copy examples/lanhu-2025/计划报告.txt as 报告.txt
copy tests/policy/minutes.txt as 纪要.txt
run run 报告.txt --policy 纪要.txt --asof 2025-06-30 --json
exit 1
json tasks[id=K001].owner is 区水务局
json tasks[id=K001].because is 文件写明
json tasks[id=K001].due is 6月15日前
folder 收
run watch 收 --report 报告.txt --policy 纪要.txt --data 台账 --out 出 --once --asof 2025-06-15 --json
json due[0] has 完成征地拆迁
# Past its day it is told of all the same, until somebody has told of it; what is a month older is counted.
run watch 收 --report 报告.txt --policy 纪要.txt --data 台账 --out 出 --once --asof 2025-06-25 --json
json due[~完成征地拆迁] count 1
json due[~已过2025年6月15日] count 1
json due[~还有1项任务的期限已经过了一个月以上] count 1
# 正在推进 in March, months before its day, is no word of it after its day.
write 收/区水务局3月.txt
    区水务局3月工作进展情况
    一、完成征地拆迁
    城东街道、区自然资源局配合，征地拆迁正在推进，已签约12户。
    区水务局　2025年3月28日
run watch 收 --report 报告.txt --policy 纪要.txt --data 台账 --out 出 --once --asof 2025-06-25 --json
json due[~完成征地拆迁] count 1
write 收/区水务局.txt
    区水务局6月工作进展情况
    一、完成征地拆迁
    城东街道、区自然资源局配合，征地拆迁已于6月12日全部完成。
run watch 收 --report 报告.txt --policy 纪要.txt --data 台账 --out 出 --once --asof 2025-06-25 --json
json due[~完成征地拆迁] count 0
run run 报告.txt --policy 纪要.txt --asof 2025-06-30 --json
json unread[file~纪要].why has 项任务的期限早于2025年6月30日，已经过了：K003
json unread[file~纪要].kind is past_due
# One office has one name, however the file writes it.
json tasks[because~区住房城乡建设局].owner is 区住房和城乡建设局
# A year that only the file's own date tells: 明年 of 2025 is 2026, the end of the year of 2024 is past in 2025.
write 五月纪要.txt
    岚湖区人民政府常务会议纪要
    2025年5月8日，会议研究了排涝泵站建设。
    会议议定：
    一、由区水务局牵头，于明年3月底前完成排涝泵站征地拆迁。
run run 报告.txt --policy 五月纪要.txt --asof 2025-06-20 --json
json unread[~早于] count 0
run watch 收 --report 报告.txt --policy 五月纪要.txt --data 台账 --out 出 --once --asof 2025-06-20 --json
json due[~排涝泵站] count 0
write 去年纪要.txt
    岚湖区人民政府常务会议纪要
    2024年11月8日，会议研究了排涝泵站建设。
    会议议定：
    一、由区水务局牵头，于年底前完成排涝泵站选址。
run run 报告.txt --policy 去年纪要.txt --asof 2025-02-20 --json
json unread[file~去年纪要].why has 项任务的期限早于2025年2月20日
# A report is no policy file.
run run 报告.txt --policy 报告.txt --asof 2025-06-30
exit 2
stderr has 不像政策文件
# A policy file alone is read as a plan of tasks.
run run 纪要.txt --asof 2025-06-30 --json
json tasks[id=K002].owner is 区财政局
# A circular without owners in brackets is found out by itself, and so is a table of tasks.
copy tests/policy/circular.txt as 通知.txt
run read 通知.txt --json
json kind is policy
json policy.why has 通知
json measures[*] count 3
write 分解表.csv
    序号,任务,责任单位,完成时限
    1,建成人才公寓200套,区住房和城乡建设局,2025年9月底前
run read 分解表.csv --json
json kind is policy
json measures[id=K001].due has 9月底前
