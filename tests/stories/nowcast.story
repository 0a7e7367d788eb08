# The running quarter from the months already published, and what each release changed.
needs ../shared
copy ../shared/data/series as 序列
run nowcast 序列 --asof 2022-05-20 --json
exit 0
stderr empty
json nowcast.quarter is 2022Q2
# Published later: 2.5 % for the first half year.
json nowcast.growth_to_date about 2.5 within 0.6
json month_ago.growth_to_date at least 4
json news[*] count at least 5
json say[0] has 下调
json pseudo_real_time[months_known=2].rmse at most 2.2
json pseudo_real_time[months_known=2].rmse_quarter_before at least 3
run nowcast 序列 --asof 2022-05-20
stdout has 2022年2季度
run nowcast 序列 --asof 2022-05-20 --lang en
stdout has what each release since then changed
folder 空
run nowcast 空
exit 2
stderr has 没有按季度公布的累计增速
run nowcast 序列 --asof 2007-01-31
exit 2
stderr has 不足12个
