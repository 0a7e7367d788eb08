# A speech that names no year: it is held against the figures of the year of the day asked about, and says that it was.
write 讲话.txt
    在全县经济运行分析会上的讲话
    同志们：今年以来，全县经济保持恢复态势。前三季度，全县实现地区生产总值143.2亿元，同比增长5.2%。
    金融机构各项存款余额301.2亿元，增长7.1%；各项贷款余额231.7亿元，增长8.6%，比存款增速高2.5个百分点。
    一般公共预算收入9.02亿元，其中税收收入5.31亿元。茶叶产量2.1万吨。
write 数据.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990201,青岩县,地区生产总值,2025-01/2025-09,cumulative,143.2,亿元,4.9,,published,,2025-10-22,县统计局,official
    990201,青岩县,地区生产总值,2024-01/2024-09,cumulative,136.8,亿元,5.2,,published,,2024-10-22,县统计局,official
    990201,青岩县,一般公共预算收入,2025-01/2025-08,cumulative,8.1,亿元,3.0,,published,,2025-09-20,县财政局,official
run check 讲话.txt --facts 数据.csv --asof 2025-10-27 --json
exit 1
json not_checkable[rule=year-taken].why has 2025年10月27日算作2025年
json findings[rule=growth-differs] count 1
json findings[rule=growth-differs].expected has 4.9%
# 8.6 is 1.5 points above 7.1.
json findings[rule=growth-gap] count 1
json findings[rule=growth-gap].severity is error
json findings[rule=growth-gap].expected has 1.5
# What was not compared is counted by reason.
json not_checkable[why=没有这个指标的公布数] count 1
json not_checkable[why=这个指标只有别的期间的公布数] count 1
run check 讲话.txt --facts 数据.csv --asof 2025-10-27
exit 1
stdout has 没有这个指标的公布数
stdout has 算作2025年
# Without a day the newest published period tells the year.
run check 讲话.txt --facts 数据.csv --json
exit 1
json not_checkable[rule=year-taken].why has 最新一期公布数
# Nine months that are not yet over on that day are of no year that could be told.
run check 讲话.txt --facts 数据.csv --asof 2026-02-10 --json
exit 1
json findings[rule=growth-differs] count 0
json not_checkable[rule=year-taken].why has 还没有过完
json not_checkable[why=年份不明] count 1
