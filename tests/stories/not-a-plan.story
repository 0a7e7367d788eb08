# What is no plan report gets no official paper; a date far from the plan's year is pointed out.
write 随笔.txt
    今天天气很好，大家去湖边散步。
run run 随笔.txt --asof 2025-06-30 --out 输出
exit 2
stderr has 随笔.txt
stderr has 不像一份计划报告
file 输出 absent
copy examples/yuexiu-2023/计划报告.txt as 报告.txt
run run 报告.txt --asof 2026-11-24 --json
exit 1
json findings[rule=asof-year] count 1
run run 报告.txt --asof 2023-11-24 --json
json findings[rule=asof-year] count 0
