# The daily watch: new files change figures and verdicts, the day is told once, and what is the same again changes nothing.
any store
copy examples/lanhu-2025/计划报告.txt as 报告.txt
copy examples/lanhu-2025/facts.csv as 发布.csv
folder 投放
write 投放/商务9月.csv
    2025年1-9月消费情况（单位：亿元）
    指标,累计,同比%
    社会消费品零售总额,236.00,3.1
write 投放/~$商务9月.xlsx
    lock
write 投放/还在下载.xlsx.part
    half
bytes 投放/坏.xlsx 50 4B 03 04 FF FF
run watch 投放 --report 报告.txt --facts 发布.csv --data 台账 --out 输出 --asof 2025-10-20 --once
exit 1
stdout has 242.08亿元，同比7.0% → 236.00亿元，同比3.1%（第2次）
stdout has 商务9月.csv 第3行 第2列
stdout has 进度正常 → 明显落后
stdout has 坏.xlsx：
stdout lacks 还在下载
file 输出/今日变化.docx exists
run watch 投放 --report 报告.txt --data 台账 --out 输出 --asof 2025-10-20 --once
exit 0
stdout has 没有新的变化
run facts --data 台账 --indicator 社会消费品零售总额 --all-vintages --json
json facts[period=2025-01/2025-09] count 2
# a day later the office sends a corrected file under the same name
write 投放/商务9月.csv
    2025年1-9月消费情况（单位：亿元）
    指标,累计,同比%
    社会消费品零售总额,236.50,3.4
run watch 投放 --report 报告.txt --data 台账 --out 输出 --asof 2025-10-21 --once --json
exit 1
json changed is true
json read is 1
json figures[1] absent
json figures[0].before.value is 236.00
json figures[0].vintage is 3
json unread[0] absent
run watch 投放 --report 报告.txt --data 台账 --out 输出 --asof 2025-10-21 --once --lang en
exit 0
stdout has Nothing new
# pages and ledger may not lie among what is watched
run watch 投放 --report 报告.txt --data 台账 --out 投放 --once
exit 2
stderr has 输出文件夹不能就是被监测的文件夹
run watch 没有 --report 报告.txt --data 台账 --out 输出 --once
exit 2
stderr has 没有
run watch 投放 --report 投放/商务9月.csv --data 台账 --out 输出 --once
exit 2
stderr has 不像一份计划报告
