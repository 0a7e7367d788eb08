# A folder of the month: tables in the published-figures shape are taken, everything else is named.
copy examples/yuexiu-2023/计划报告.txt as 报告.txt
copy examples/yuexiu-2023/facts.csv as 本月/facts.csv
write 本月/备忘.md
    下周开会
run run 报告.txt 本月 --asof 2023-11-30 --json
json targets[indicator~社会消费品零售总额].verdict is on_track
json unread[file~备忘.md] count 1
run run 报告.txt 没有的文件夹 --asof 2023-11-30
exit 2
stderr has 没有的文件夹
