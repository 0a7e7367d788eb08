# What an annual draft leaves to people is nothing it says: its open places raise no finding, its own figures do.
write 草稿.txt
    一、2025年计划执行情况
    三次产业结构为【待填：上年2.3∶43.8∶55.9，查统计机构公布数】。〔2024年11月31日前完成整改，三次产业结构为2.3∶43.8∶55.9。〕
    三次产业结构为2.3∶43.8∶55.9。
run check 草稿.txt --json
exit 1
json findings[severity=error] count 1
