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
