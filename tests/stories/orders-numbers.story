# The number that an answer prints says which order it answers; one that no open order has answers none, and that is said.
any store
needs program python3
make examples/lanhu-2025/make_months.py 材料
copy examples/lanhu-2025/计划报告.txt
run import 材料/往年数据.csv --data 台账 --asof 2025-01-31
exit 0
run run 计划报告.txt 材料/2025-02 --data 台账 --asof 2025-03-31 --json --no-pdf
json orders[owner=区发展和改革局].state is issued

write 收/去年的回复.txt
    关于岚发改督〔2024〕9号督办事项的回复
    区发展和改革局：
    我局已召开投资调度会，印发攻坚方案。
    区发改局(盖章) 2025年4月2日
run run 计划报告.txt 收 --data 台账 --asof 2025-04-03 --json --no-pdf
json orders[owner=区发展和改革局].state is issued
json unread[file=去年的回复.txt].why has 〔2024〕9号，登记里没有这一号
json unread[file=去年的回复.txt].kind is left_out
folder 投放
write 投放/去年的回复.txt
    关于岚发改督〔2024〕9号督办事项的回复
    区发展和改革局：
    我局已召开投资调度会，印发攻坚方案。
    区发改局(盖章) 2025年4月2日
run watch 投放 --report 计划报告.txt --data 台账 --out 出 --asof 2025-04-03 --once --json
json unread[file=去年的回复.txt].why has 登记里没有这一号
run orders --data 台账 --asof 2025-04-03 --json
json orders[owner=区发展和改革局].state is issued
