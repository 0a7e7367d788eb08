# The table of main indicators behind a press note is held against its words: 48.6 and 46.8, 4.1 and 4.4.
make tests/stories/attached-table/make_note.py 材料
run check 材料/通报.docx --asof 2025-11-01 --json
exit 1
json findings[rule=numbers-disagree] count 2
json findings[say~社会消费品零售总额].expected is 46.8亿元
json findings[say~社会消费品零售总额].found is 48.6亿元
json findings[say~固定资产投资增速].expected is 增长4.4%
json confirmed[rule=numbers-disagree] count at least 4
