# An officer asks why a place was read as it was, and gets the chain from the words to the statement.
write 报告.txt
    兰湖区2025年政府工作报告
    一、2025年工作回顾
    全年外贸进出口总额36.5亿元、增长7.2%，新建污水管网48公里。
run read 报告.txt --explain 33:37
exit 0
stdout has 句子
stdout has codes/reading/change_words.csv
stdout has 单位 亿元
stdout has 数字陈述
stdout has 进出口总额
run read 报告.txt --explain 33:37 --json
exit 0
json chain[stage=数字陈述].why has 进出口总额
# What is asked must lie in the text.
run read 报告.txt --explain 99999
exit 2
stderr has 不是文中的位置
run read 报告.txt --explain 5:2
exit 2
stderr has 不是文中的位置
run read 报告.txt --explain 第三段
exit 2
stderr has 不是文中的位置
# Nothing here is doubtful, and the list says so by being empty.
run read 报告.txt --json
json unsure[*] count 0
json unaccounted[*] count 0
