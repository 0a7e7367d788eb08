# An answer to an order counts from the day it is signed, and at once: none that is older than the order, none that waits for the next round.
any store
needs program python3
make examples/lanhu-2025/make_months.py 材料
copy examples/lanhu-2025/计划报告.txt
run import 材料/往年数据.csv --data 台账 --asof 2025-01-31
exit 0
run run 计划报告.txt 材料/2025-02 --data 台账 --asof 2025-03-31 --json --no-pdf
json orders[owner=区发展和改革局].state is issued

# Five days later another month of the calendar has begun; the order is in its first all the same.
run run 计划报告.txt 材料/2025-02 --data 台账 --asof 2025-04-05 --json --no-pdf
json orders[owner=区发展和改革局].history[step=carried] count 0

# What was signed before the order was issued is said, and answers nothing. The office signs with its short name.
write 收/旧的回复.txt
    关于稳增长督办事项的回复
    区发展和改革局：
    我局已召开投资调度会，印发攻坚方案。
    区发改局　2025年3月12日
run run 计划报告.txt 收 --data 台账 --asof 2025-04-10 --json --no-pdf
json unread[file=旧的回复.txt].why has 写于2025年3月12日，早于岚发改督〔2025〕
json orders[owner=区发展和改革局].history[step=replied] count 0
json orders[owner=区发展和改革局].state is reminded

# The watch hears an answer on the day it comes; the order is not late any more.
folder 投放
run watch 投放 --report 计划报告.txt --data 台账 --out 出 --asof 2025-04-25 --once --json
json due[~区发展和改革局] count at least 1
write 投放/回复.txt
    关于稳增长督办事项的回复
    区发展和改革局：
    我局已召开投资调度会，印发攻坚方案。
    区发改局
    二〇二五年四月二十四日
run watch 投放 --report 计划报告.txt --data 台账 --out 出 --asof 2025-04-25 --once --json
exit 1
json due[~区发展和改革局] absent
run orders --data 台账 --asof 2025-04-25 --json
json orders[owner=区发展和改革局].state is replied
# The round of that day leaves it as it is, and the next one does not hear it again.
run run 计划报告.txt 投放 --data 台账 --asof 2025-04-25 --json --no-pdf
json orders[owner=区发展和改革局].history[step=replied] count 2
run run 计划报告.txt 投放 --data 台账 --asof 2025-05-06 --json --no-pdf
json orders[owner=区发展和改革局].history[step=replied] count 2
json orders[owner=区发展和改革局].state is replied
