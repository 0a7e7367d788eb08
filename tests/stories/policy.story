# An officer gets measures and minutes, and must know who does what by when.
copy tests/policy/measures.txt as 措施.txt
copy tests/policy/minutes.txt as 纪要.txt
copy tests/policy/rules.txt as 办法.txt
copy tests/policy/plan.txt as 方案.txt
run read 措施.txt --json --html 页.html
exit 0
json kind is policy
json policy.title is 云溪市2024年稳增长若干措施
json policy.number is 云府发〔2024〕3号
json policy.issuer is 云溪市人民政府
json policy.issued is 2024-02-08
json policy.counts.articles is 10
json policy.counts.with_tasks is 7
# Every article that asks for nothing says why.
json policy.articles[0].no_action[0].reason is 印发通知的套话
json policy.articles[1].no_action[0].reason is 背景和依据
json policy.articles[number=8].no_action[0].reason is 解释权
json policy.articles[number=2].tasks[0].owners[0].name is 市发展改革委
json policy.articles[number=2].tasks[0].cooperating[*] count 2
json policy.articles[number=2].tasks[0].due.date is 2024-06-30
json policy.articles[number=3].tasks[*] count 2
json policy.articles[number=4].tasks[0].owners[0].name is 市商务局
json policy.articles[number=4].tasks[0].cooperating[*] count 2
# For whom is no date by which something is to be done.
json policy.articles[number=6].tasks[0].due.date is 2024-12-31
json policy.articles[number=7].tasks[0].due.kind is relative
json unaccounted[*] count 0
file 页.html holds 任务清单
# The tasks are measures, for whatever is done with a plan's.
json measures[id=K002].due is 6月底前

run read 纪要.txt --json
json kind is minutes
json policy.articles[number=一].tasks[*] count 2
json policy.articles[number=一].tasks[1].owners[0].name is 区财政局
json policy.articles[number=(一)].no_action[0].reason is 会议的决定，没有交办
json policy.articles[number=三].tasks[0].owners[0].name is 城东街道
json policy.articles[number=三].tasks[0].cooperating[0].name is 区司法局
json policy.articles[number=四].no_action[0].reason has 会议强调

run read 办法.txt --json
json policy.articles[number=第七条].tasks[*] count 3
json policy.articles[number=第二条].no_action[0].reason is 定义
json policy.articles[number=第十条].no_action[0].reason is 施行和有效期

run read 方案.txt
stdout has 县投资促进中心
stdout has 每月10日前
stdout lacks （县文旅局、县交通运输局）开通

# Read as something else on demand.
run read 措施.txt --kind report --json
json kind is report
json policy absent
run read 措施.txt --kind 论文
exit 2
