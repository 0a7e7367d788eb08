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
json orders[owner=区发展和改革局].state is overdue

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

# Empty words are no deed: they are sent back; an answer that calls itself one counts by what it names.
write 空/空话.txt
    关于稳增长督办事项的回复
    区发展和改革局：
    我局高度重视，将进一步加强调度，加大力度，确保完成全年目标。
    区工业和信息化局　2025年5月20日
write 空/回复.txt
    关于规模以上工业增加值进度的回复
    区发展和改革局：
    我局高度重视，压实责任，力争完成全年目标。
    区工业和信息化局　2025年5月21日
run run 计划报告.txt 空 --data 台账 --asof 2025-05-22 --json --no-pdf
json orders[owner=区工业和信息化局].state is returned
json orders[owner=区工业和信息化局].history[step=returned].reason has 没有写明落实了什么举措
json unread[file~空话] absent
# Nor does a value end a matter, by whatever name, nor a promise.
run orders --data 台账 --close 2025-1-1 --deed 工业增加值增长8%，已完成 --evidence 空/空话.txt --asof 2025-05-23
exit 2
stderr has 自报数值
run orders --data 台账 --close 2025-1-1 --deed 高度重视，将印发方案 --evidence 空/空话.txt --asof 2025-05-23
exit 2
stderr has 没有写明落实了什么举措
# An answer dated after the day asked about is said, and heard when that day has come.
write 晚/回复.txt
    关于稳增长督办事项的回复
    区发展和改革局：
    我局已走访企业12家，印发攻坚方案。
    区工业和信息化局　2025年6月20日
run run 计划报告.txt 晚 --data 台账 --asof 2025-05-24 --json --no-pdf
json unread[file=回复.txt].why has 晚于截至日2025年5月24日
json orders[owner=区工业和信息化局].state is returned
# The sheet says by what the program closes.
json orders[owner=区工业和信息化局].closes_on has 进度转入正常的销号
