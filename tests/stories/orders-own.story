# The bureau's own matters (内部办理) have numbers and days, but nobody is reminded of them and no leader is asked.
any store
needs program python3
make examples/lanhu-2025/make_months.py 材料
copy examples/lanhu-2025/计划报告.txt
run import 材料/往年数据.csv --data 台账 --asof 2025-01-31
exit 0
run run 计划报告.txt 材料/2025-02 --data 台账 --asof 2025-03-31 --json --no-pdf
json orders[owner=区发展和改革局].own is true
json orders[owner=区发展和改革局].state is issued
run run 计划报告.txt 材料/2025-03 --data 台账 --asof 2025-04-30 --json --no-pdf
json orders[owner=区发展和改革局].state is overdue
json orders[owner=区发展和改革局].history[step=overdue].reason has 由本局承办科室抓紧办理
run run 计划报告.txt 材料/2025-04 --data 台账 --asof 2025-05-31 --no-pdf
stdout has 〔内部办理（逾期未办）〕
run run 计划报告.txt 材料/2025-05 --data 台账 --asof 2025-06-30 --json --no-pdf
run run 计划报告.txt 材料/2025-06 --data 台账 --asof 2025-07-31 --json --no-pdf
json orders[own=true].history[step=reminded] count 0
json orders[own=true].history[step=escalated] count 0
json orders[own=false].history[step=escalated] count at least 1

# What is done on a day is shown from that day on, and no earlier.
write 纪要.txt
    区政府常务会议审议通过投资攻坚方案。
run orders --data 台账 --close 2025-1-1 --deed 投资攻坚方案经区政府常务会议审定并印发 --evidence 纪要.txt --asof 2025-07-30
exit 2
stderr has 早于该事项最近一次记录
run orders --data 台账 --close 2025-1-1 --deed 投资攻坚方案经区政府常务会议审定并印发 --evidence 纪要.txt --asof 2025-08-05
run orders --data 台账 --asof 2025-08-04 --json
json orders[id~〔2025〕1号-1].state lacks closed
run orders --data 台账 --asof 2025-08-05 --json
json orders[id~〔2025〕1号-1].state is closed_by_deed
run orders --data 台账 --asof 2025-05-31
stdout has 内部办理（逾期未办）
