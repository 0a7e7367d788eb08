# Every target that is under way gets a picture, and the JSON says what stands behind its verdict.
copy examples/lanhu-2025/计划报告.txt as 报告.txt
copy examples/lanhu-2025/facts.csv as facts.csv
run run 报告.txt --facts facts.csv --asof 2025-10-31 --out 输出 --no-pdf --json
exit 1
json charts[*] count at least 10
json files[*] count 5
file 输出/图表/01地区生产总值.svg exists
json targets[indicator=规模以上工业增加值].explained.rest.months is 3
json targets[indicator=规模以上工业增加值].explained.rest.say has 往年同期最高
json targets[indicator=规模以上工业增加值].explained.lost.say has 公布时可能性就低于5%
json targets[indicator=规模以上工业增加值].explained.drivers[*] count at least 2
json targets[indicator=规模以上工业增加值].why_english has the year is expected at

# An earlier month has other pictures; none of the later run stays.
run run 报告.txt --facts facts.csv --asof 2025-03-01 --out 输出 --no-pdf --json
file 输出/图表/11空气质量优良天数比例.svg absent
