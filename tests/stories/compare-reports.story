# An officer asks what became of last year's promises, before a deputy does.
copy examples/lanhu-2025/上年计划报告.txt as 上年.txt
copy examples/lanhu-2025/计划报告.txt as 今年.txt
run compare 上年.txt 今年.txt --json --out 对照表.xlsx
exit 1
file 对照表.xlsx exists
json promises[about=地区生产总值].fate is kept
json promises[about=新增公办学位数].fate is kept
# Passed over in the review.
json promises[about=进出口总额].fate is dropped
json promises[about=进出口总额].again is true
# Told of one science park only.
json promises[about=引进研发机构数].fate is rescoped
# 主体封顶 was promised and 投产 is planned now.
json stages[thing=澜芯半导体封装项目].direction is 1
# 亿元 in one year, 万元 in the next.
json figures[about=技术合同成交额].doubt has 100倍
json figures[about=粮食产量].difference is 0.03
json runs[outcome=continues] count 2
# In the wrong order it says so.
run compare 今年.txt 上年.txt
exit 2
stderr has 给反了
# The same question gives the same bytes.
run compare 上年.txt 今年.txt --out 又一份.xlsx
stdout has 没有下文
file 对照表.xlsx same as 又一份.xlsx
# Another area's report is no predecessor.
copy examples/yuexiu-2023/计划报告.txt as 别处.txt
run compare 别处.txt 今年.txt
exit 2
stderr has 不是一个地区
