# Targets that are to stand above something else are judged where the other figure is known, and say what is missing where it is not.
write 计划.txt
    关于青岩县2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告
    ——2025年1月15日在青岩县第十八届人民代表大会第五次会议上
    一、2024年国民经济和社会发展计划执行情况
    2024年，全县实现地区生产总值196.5亿元，增长5.6%。
    二、2025年经济社会发展的主要预期目标
    2025年经济社会发展主要预期目标是：规上工业增加值增长7%以上，规上高技术制造业增加值增速高于规上工业增加值增速2个百分点；社会消费品零售总额增长5.5%，高于全省平均水平0.5个百分点；城乡居民人均可支配收入增速高于经济增速；农村居民收入增速快于城镇居民收入增速；城镇调查失业率低于全国平均水平；民间投资增速高于全国平均水平。
write 数据.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990201,青岩县,地区生产总值,2025-01/2025-09,cumulative,143.2,亿元,5.4,,published,,2025-10-22,县统计局,official
    990201,青岩县,规模以上工业增加值,2025-01/2025-09,cumulative,,,7.3,,published,,2025-10-22,县统计局,official
    990201,青岩县,高技术制造业增加值,2025-01/2025-09,cumulative,,,9.8,,published,,2025-10-22,县统计局,official
    990201,青岩县,民间投资,2025-01/2025-09,cumulative,,,1.2,,published,,2025-10-22,县统计局,official
    990201,青岩县,社会消费品零售总额,2025-01/2025-09,cumulative,53.4,亿元,5.6,,published,,2025-10-22,县统计局,official
    990201,青岩县,居民人均可支配收入,2025-01/2025-09,cumulative,22120,元,5.3,,published,,2025-10-22,县统计局,official
    990201,青岩县,城镇居民人均可支配收入,2025-01/2025-09,cumulative,31120,元,4.6,,published,,2025-10-22,县统计局,official
    990201,青岩县,农村居民人均可支配收入,2025-01/2025-09,cumulative,15230,元,6.3,,published,,2025-10-22,县统计局,official
    990201,青岩县,城镇调查失业率,2025-01/2025-09,cumulative,5.0,%,,,published,,2025-10-22,县统计局,official
    990000,云岭省,社会消费品零售总额,2025-01/2025-09,cumulative,8213.0,亿元,4.8,,published,,2025-10-22,省统计局,official
    980000,远山省,社会消费品零售总额,2025-01/2025-09,cumulative,6213.0,亿元,6.9,,published,,2025-10-22,省统计局,official
    000000,全国,城镇调查失业率,2025-01/2025-09,cumulative,5.2,%,,,published,,2025-10-20,国家统计局,official
run read 计划.txt --json
json targets[text~规上高技术制造业].relation is above
json targets[text~规上高技术制造业].reference is 规上工业增加值增速
json targets[text~规上高技术制造业].value is 2
# It goes on with what was promised before it.
json targets[text~高于全省平均水平].indicator has 社会消费品零售总额
json targets[text~城镇调查失业率].relation is below
run run 计划.txt --facts 数据.csv --asof 2025-11-01 --json
json targets[why~高于规上工业增加值增速2个百分点].why has 高2.5个百分点
json targets[why~高于规上工业增加值增速2个百分点].probability at least 0.5
json targets[why~高于全省平均水平0.5个百分点].why has 同期全省增长4.8%
json targets[why~高于经济增速].why has 同期地区生产总值增长5.4%
json targets[why~高于经济增速].why has 目前没有达到目标
json targets[why~高于城镇居民收入增速].verdict is on_track
# Already secure: even a fall in the months that are left would do.
json targets[why~高于城镇居民收入增速].explained.rest.say has 下降不超过0.
json targets[why~高于城镇居民收入增速].explained.rest.say has 即可
json targets[why~低于全国平均水平].why has 同期全国为5.2%
json targets[indicator~民间投资].verdict is no_data
json targets[indicator~民间投资].why has 手中没有全国2025年“民间投资”的同期增速
