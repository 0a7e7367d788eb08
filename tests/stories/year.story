# Orders through the year: ordered once, carried, sent back, ended on a deed or on a released figure, never on the owner's word.
any store
needs program python3
make examples/lanhu-2025/make_months.py 材料
copy examples/lanhu-2025/计划报告.txt
run import 材料/往年数据.csv --data 台账 --asof 2025-01-31
exit 0

# March: the first figures of the year; investment is behind.
run run 计划报告.txt 材料/2025-02 --data 台账 --asof 2025-03-31 --json --no-pdf
exit 1
json orders[owner=区发展和改革局].id has 岚发改督〔2025〕
json orders[owner=区发展和改革局].state is issued
json orders[owner=区发展和改革局].due is 2025-04-08
json orders[owner~统计] absent
run run 计划报告.txt 材料/2025-02 --data 台账 --asof 2025-03-31 --json --no-pdf
json orders[owner=区发展和改革局].history[reason~固定资产投资] count 1

# April: nothing is ordered twice; what nobody answered is reminded.
run run 计划报告.txt 材料/2025-03 --data 台账 --asof 2025-04-30 --json --no-pdf --out 四月
json orders[id~〔2025〕].history[step=carried] count at least 1
json orders[id~〔2025〕].history[step=reminded] count at least 1
json targets[indicator=固定资产投资].verdict is off_track
file 四月/督办单.docx exists

# An earlier day is shown as it was and changes nothing.
run run 计划报告.txt 材料/2025-02 --data 台账 --asof 2025-03-31 --json --no-pdf
json unread[file=督办登记].why has 没有新登记
json orders[*].history[step=reminded] count 0

# An officer's deed ends a matter, a number does not.
write 纪要.txt
    区政府常务会议审议通过投资攻坚方案。
run orders --data 台账 --json
exit 1
json orders[about~固定资产投资].number has 〔2025〕
run orders --data 台账 --close 2025-99 --deed 方案印发实施 --evidence 纪要.txt --asof 2025-05-06
exit 2
stderr has 没有编号为2025-99的督办事项
run orders --data 台账 --close 2025-1 --asof 2025-05-06
exit 2
stderr has 依据
run orders --data 台账 --close 随便 --deed 方案印发实施 --evidence 纪要.txt --asof 2025-05-06
exit 2
run orders --data 台账 --close 2025-1-1 --deed 规模以上工业增加值已增长9.8% --evidence 纪要.txt --asof 2025-05-06
exit 2
stderr has 自报数值
run orders --data 台账 --close 2025-1-1 --deed 工业稳增长方案经区政府常务会议审定并印发 --evidence 纪要.txt --asof 2025-05-06
stdout has 已销号
run orders --data 台账 --close 2025-1-1 --deed 工业稳增长方案经区政府常务会议审定并印发 --evidence 纪要.txt --asof 2025-05-06
exit 2
stderr has 已经销号
run orders --data 台账 --all --asof 2025-05-06
stdout has 按举措销号
