# A press note of nine months beside the plan of its year: it is held against published figures and the plan's numbers, and is asked for no outcome of a year that is not over.
write 计划.txt
    关于青岩县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告
    ——2025年1月15日在青岩县第十八届人民代表大会第五次会议上
    一、2024年国民经济和社会发展计划执行情况
    2024年，全县实现地区生产总值196.5亿元，增长5.6%。一般公共预算收入11.86亿元，增长3.2%。社会消费品零售总额71.2亿元，增长5.0%。
    二、2025年经济社会发展的主要预期目标
    2025年经济社会发展主要预期目标是：地区生产总值增长5.5%左右；社会消费品零售总额增长5.5%；一般公共预算收入增长3%；居民人均可支配收入增长6%；城镇新增就业3000人。
    三、2025年重点工作
    （一）改善民生。改造老旧小区18个，新建充电桩320个，新增学位1500个。
write 通报.txt
    前三季度全县经济稳中向好
    今年以来，全县经济运行总体平稳。前三季度，全县实现地区生产总值143.2亿元，同比增长5.4%，高于全国0.5个百分点、高于全省0.3个百分点。第一、二、三产业增加值分别为18.6亿元、51.5亿元、72.1亿元，分别增长3.8%、6.1%、5.0%。
    前三季度，全国社会消费品零售总额增长4.3%，全省增长4.8%，全县实现社会消费品零售总额53.4亿元，增长5.6%。其中，城镇消费品零售额40.3亿元，增长5.4%；乡村消费品零售额11.1亿元，增长6.2%。
    一般公共预算收入9.02亿元，增长3.5%，完成年度计划的80.6%，其中税收收入5.31亿元。
    重点项目完成投资18.2亿元，占年度计划投资26亿元的75%。城镇新增就业2620人，完成年度目标任务的89.3%。新开工项目45个，完成年度计划60个的80%。
    规上工业产销率96.8%，去年同期为96.1%，比去年同期提高0.9个百分点。城镇调查失业率5.0%，较去年同期的5.3%下降0.5个百分点。
    据测算，税收占一般公共预算收入的比重为68.1%。
write 数据.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990201,青岩县,地区生产总值,2025-01/2025-09,cumulative,143.2,亿元,5.4,,published,,2025-10-22,县统计局,official
    990201,青岩县,社会消费品零售总额,2025-01/2025-09,cumulative,53.4,亿元,5.9,,published,,2025-10-22,县统计局,official
    990000,云岭省,地区生产总值,2025-01/2025-09,cumulative,22345.6,亿元,5.1,,published,,2025-10-22,省统计局,official
    990000,云岭省,社会消费品零售总额,2025-01/2025-09,cumulative,8213.0,亿元,4.8,,published,,2025-10-22,省统计局,official
    000000,全国,地区生产总值,2025-01/2025-09,cumulative,1015036,亿元,5.2,,published,,2025-10-20,国家统计局,official
    000000,全国,社会消费品零售总额,2025-01/2025-09,cumulative,365877,亿元,4.5,,published,,2025-10-20,国家统计局,official
run check 通报.txt 计划.txt --facts 数据.csv --asof 2025-11-01 --json
exit 1
# The year is not over: what was promised for it is not missing yet.
json findings[rule=promise-without-outcome] count 0
json findings[rule=promise-unmet] count 0
json findings[rule=target-without-outcome] count 0
json findings[rule=target-below-outcome] count 0
json findings[rule=growth-vs-levels] count 0
# The county's figures against the county's, the nation's against the nation's.
json confirmed[rule=value-differs] count 2
json findings[rule=growth-differs] count 2
json findings[rule=growth-differs][0].say has 公布的2025年前三季度数是增长4.5%
json findings[rule=growth-differs][1].say has 公布的2025年前三季度数是增长5.9%
# 5.4 is 0.2 points above the nation's 5.2, and 0.3 above the province's 5.1.
json findings[rule=growth-gap] count 1
json findings[rule=growth-gap].expected is 0.2个百分点
# 18.6 + 51.5 + 72.1 = 142.2; 40.3 + 11.1 = 51.4.
json findings[rule=parts-vs-sum] count 2
json findings[rule=parts-vs-sum][0].expected has 142.2
json findings[rule=parts-vs-sum][1].expected is 51.4亿元
# 5.31 of 9.02 is 58.9 %; both stand in another paragraph.
json findings[rule=share-of-levels] count 1
json findings[rule=share-of-levels].expected has 58.9
# 18.2 of 26, 2620 of the plan's 3000, 45 of 60, and 9.02 of 11.86 grown by 3 %.
json findings[rule=completion-vs-target] count 4
json findings[say~18.2亿元].expected has 70%
json findings[say~2620人].expected has 87.3%
json findings[say~45个].expected has 75%
json findings[say~按上年11.86亿元增长3%].severity is note
# 96.8 − 96.1 = 0.7; 5.0 − 5.3 = −0.3.
json findings[rule=from-to] count 2
json findings[rule=from-to][0].expected is 0.7个百分点
json findings[rule=from-to][1].expected is -0.3个百分点
# With every number put right nothing is said.
write 改好.txt
    前三季度全县经济稳中向好
    今年以来，全县经济运行总体平稳。前三季度，全县实现地区生产总值143.2亿元，同比增长5.4%，高于全国0.2个百分点、高于全省0.3个百分点。第一、二、三产业增加值分别为18.6亿元、52.5亿元、72.1亿元，分别增长3.8%、6.1%、5.0%。
    前三季度，全国社会消费品零售总额增长4.5%，全省增长4.8%，全县实现社会消费品零售总额53.4亿元，增长5.9%。其中，城镇消费品零售额42.3亿元，增长5.4%；乡村消费品零售额11.1亿元，增长6.2%。
    一般公共预算收入9.02亿元，增长3.5%，完成年度计划的73.8%，其中税收收入5.31亿元。
    重点项目完成投资18.2亿元，占年度计划投资26亿元的70%。城镇新增就业2620人，完成年度目标任务的87.3%。新开工项目45个，完成年度计划60个的75%。
    规上工业产销率96.8%，去年同期为96.1%，比去年同期提高0.7个百分点。城镇调查失业率5.0%，较去年同期的5.3%下降0.3个百分点。
    据测算，税收占一般公共预算收入的比重为58.9%。
run check 改好.txt 计划.txt --facts 数据.csv --asof 2025-11-01 --json
exit 0
json findings[*] count 0
json confirmed[rule=completion-vs-target] count 4
json confirmed[rule=from-to] count 2
json confirmed[rule=growth-gap] count 2
# A city's words are no county's, though the ledger's lowest area is the county.
write 别处.txt
    前三季度全市经济运行情况
    前三季度，全市实现地区生产总值1432.5亿元，同比增长6.4%。
run check 别处.txt --facts 数据.csv --asof 2025-11-01 --json
json findings[*] count 0
json not_checkable[why=没有给出本地区的公布数据] count 1
# A notice with headings tells what was done under 推进情况 too, and a speech looks at the nation, the province and itself in turn.
write 讲话.txt
    在全县三季度经济运行调度会上的讲话
    从全国看，前三季度GDP同比增长5.2%，社会消费品零售总额增长4.5%。从全省看，GDP增长5.1%；社会消费品零售总额增长4.9%。从我县看，GDP增长5.4%，比全国、全省分别高0.2个和0.6个百分点；社会消费品零售总额增长5.9%。
run check 讲话.txt --facts 数据.csv --asof 2025-11-01 --json
json confirmed[rule=growth-differs] count 5
json findings[rule=growth-differs] count 1
json findings[rule=growth-differs].say has 增长4.9%，公布的2025年前三季度数是增长4.8%
json findings[rule=growth-gap] count 1
json findings[rule=growth-gap].expected is 0.3个百分点
write 通报二.txt
    关于2025年1—9月全县经济运行情况的通报
    今年以来，全县上下认真贯彻落实县委、县政府决策部署，经济运行平稳。
    一、总体情况
    1—9月，全县实现地区生产总值143.2亿元，同比增长5.4%。一般公共预算收入9.02亿元，同比增长3.5%，为年度预算12.22亿元的73.8%。其中，税收收入5.31亿元，非税收入3.21亿元。
    二、重点工作推进情况
    改造老旧小区13个，完成年度任务18个的70.2%；新建充电桩246个，完成年度任务的76.9%。
run check 通报二.txt 计划.txt --facts 数据.csv --asof 2025-11-01 --json
# 5.31 + 3.21 = 8.52; 13 of 18 is 72.2 %.
json findings[rule=parts-vs-sum].expected has 8.52亿元
json findings[rule=completion-vs-target] count 1
json findings[rule=completion-vs-target].expected has 72.2
json confirmed[rule=completion-vs-target] count 2
# How far a growth lies from the year's aim is told by the plan: 5.4 is 0.1 points below 5.5, and 5.9 is 0.4 above it.
write 稿.txt
    前三季度全县经济运行情况
    前三季度，全县地区生产总值增长5.4%，低于年度目标0.1个百分点；社会消费品零售总额增长5.9%，高于全年预期目标0.9个百分点。
run check 稿.txt 计划.txt --facts 数据.csv --asof 2025-11-01 --json
json confirmed[rule=growth-gap] count 1
json findings[rule=growth-gap].expected is 0.4个百分点
# What makes up a whole by its words must come to it: 95.1 + 90.1 = 185.2 of 186.2; 48 + 62 of 120 may lack a part; with the part told nothing is said.
write 名单.txt
    前三季度全县经济运行情况
    前三季度，全县户籍人口18.62万人，其中男性9.51万人，女性9.01万人。实施重点项目120个，其中新建项目48个、续建项目62个。新登记经营主体2312户，其中企业601户、个体工商户1711户。推进技改项目130个，其中新建46个、续建70个、收尾14个。接待游客82万人次，实现旅游收入9.6亿元，分别完成年度目标的82%、80%。
run check 名单.txt --asof 2025-11-01 --json
json findings[*] count 2
json findings[rule=parts-vs-sum][0].severity is error
json findings[rule=parts-vs-sum][0].expected is 18.52万人
json findings[rule=parts-vs-sum][1].severity is warning
json findings[rule=parts-vs-sum][1].expected is 110个
# A speech at the year's end tells what it will, and owes no outcome of every promise, though it goes on to the year after.
write 年底讲话.txt
    在全县经济工作会议上的讲话
    （2025年12月29日）
    2025年，全县实现地区生产总值196.8亿元，增长5.4%。城镇新增就业3100人，完成年度任务的103.3%。
    2026年经济社会发展的主要预期目标是：地区生产总值增长5.5%左右，一般公共预算收入增长4%。要重点抓好以下工作：新建充电桩300个。
run check 年底讲话.txt 计划.txt --asof 2026-01-10 --json
json findings[rule=promise-without-outcome] count 0
json findings[rule=target-without-outcome] count 0
json confirmed[rule=completion-vs-target] count 1
# The same faults in other words.
write 换说法.txt
    2025年前三季度全县经济运行情况
    前三季度，全县税收收入5.31亿元，非税收入3.91亿元，一般公共预算收入合计9.02亿元。
    全县重点项目年度计划投资26亿元，截至9月底完成18.2亿元，完成率75%。
    新增城镇就业2620人，完成全年3000人目标的97.3%。
    社会消费品零售总额增速从上半年的4.8%回升至5.9%，提高1.8个百分点。
    工业增加值48.6亿元，占地区生产总值的比重为38.2%。
    全县地区生产总值143.2亿元。
run check 换说法.txt --asof 2025-11-01 --json
json findings[*] count 5
json findings[rule=parts-vs-sum] count 1
json findings[rule=completion-vs-target] count 2
json findings[rule=from-to].expected has 1.1
json findings[rule=share-of-levels].expected has 33.9
# A month or a quarter alone is not the nine months.
write 单月.txt
    2025年前三季度青岩县经济运行情况
    前三季度，全县社会消费品零售总额增长5.9%；9月份，社会消费品零售总额6.2亿元，比上年同期增长4.2%，比8月份加快0.3个百分点。三季度，地区生产总值增长5.1%。9月当月，全县地区生产总值增长6.0%。截至9月，全县地区生产总值143.2亿元。1月—9月，全县地区生产总值增长5.4%。
run check 单月.txt --facts 数据.csv --asof 2025-11-01 --json
json findings[*] count 0
json confirmed[rule=growth-differs] count 2
