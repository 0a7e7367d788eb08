# A monthly figure without season, Spring Festival and working days.
needs ../shared
copy ../shared/data/series/cn_retail_sales_monthly.csv as 零售.csv
run adjust 零售.csv --out 成分.csv --chart 图.svg --json
exit 0
stderr empty
json periods_a_year is 11
json multiplicative is true
json periods[period=2012-01/2012-02].value is 33668.6
json pace[*] count 11
json quality.m7 at most 1
# April 2022 and the first months of 2020 were no season.
json outliers[*] count at least 1
json notes[0] has 1—2月合并公布
file 成分.csv exists
file 图.svg exists
run adjust 零售.csv --year
exit 0
stdout has 季节进度
stdout has 预计2023年
run adjust 零售.csv --lang en
stdout has residual season
run adjust 零售.csv --column 没有
exit 2
stderr has 没有“没有”这一列
write 短.csv
    date,value
    2022-01,1
    2022-02,2
run adjust 短.csv
exit 2
stderr has 不足三年
# Two years are lent the pace of a like figure.
run adjust 零售.csv --like 短.csv
exit 2
stderr has 不足三年
write 区.csv
    日期,零售额
    2021年1-2月,160
    2021-03,70
    2021-04,72
    2021-05,80
    2021-06,85
    2021-07,78
    2021-08,80
    2021-09,84
    2021-10,92
    2021-11,95
    2021-12,104
    2022年1-2月,165
run adjust 区.csv --like 零售.csv --json
exit 0
json borrowed.own_years is 1
json borrowed.pace[*] count 10
json borrowed.pace[0].last_month is 2
json borrowed.pace[0].reached about 0.16 within 0.01
run adjust 区.csv --like 零售.csv
stdout has 自己有1个整年
