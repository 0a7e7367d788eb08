# How good are the chances? A folder of series is replayed month by month with what was known then, and scored.
folder 序列
make tests/stories/backtest/make_series.py 序列
run backtest 序列 --json --calls 判断.csv
exit 0
stderr empty
json series[*] count 3
json series[file=甲.csv].kind is flow
json series[file=乙.csv].kind is stock
json series[file=丙.csv].growth is derived
json brier at most 0.25
json rivals.same_growth at least 0.001
json mean_calibration_error at most 0.3
json by_month[*] count at least 10
json reliability[*] count at least 3
json skipped[file=丁.csv].why has 扩散指数
file 判断.csv exists

# The same answer each time, and in words.
run backtest 序列
exit 0
stdout has Brier
stdout has 80%区间
run backtest 序列 --lang en
stdout has skill

# Nothing to replay is said, with what would help.
folder 空
run backtest 空
exit 2
stderr has 没有能重演的序列
run backtest 没有这里
exit 2
stderr has 没有这里

# A file that holds no series does not stop the others.
write 序列/坏.csv
    a,b
    1,2
run backtest 序列 --json
exit 0
json skipped[file=坏.csv].why has 没有写日期
