# A file is issued anew: what changed, and that nothing is lost.
copy tests/policy/measures.txt as 旧.txt
copy tests/policy/measures-2025.txt as 新.txt
copy examples/lanhu-2025/计划报告.txt as 报告.txt
run compare 旧.txt 新.txt --json --out 对照.xlsx
exit 1
file 对照.xlsx exists
json account.complete is true
json account.nothing_lost is false
json account.dropped is 1
json account.added is 1
json tasks[fate=dropped].before.text has 设立外商投资企业服务专窗
json articles[fate=split] count 1
json articles[fate=split].now[*] count 2
# Which of two that changed places has moved is a matter of the view: the longest run stays.
json articles[fate=moved] count 1
json tasks[fate=changed].changes[what=words].now has 50万元
run compare 旧.txt 新.txt
stdout has 取消
# A file against itself: nothing changed, nothing to look at.
run compare 旧.txt 旧.txt --json
exit 0
json account.nothing_lost is true
json counts.unchanged is 10
run compare 旧.txt 旧.txt
stdout has 没有遗漏
# A report and a policy file are no pair.
run compare 旧.txt 报告.txt
exit 2
stderr has 不能对照
