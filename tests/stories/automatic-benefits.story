# A pack is checked, printed, and put to a register: who gets what, why not, which datum is missing and who holds it
copy systems/automatic-benefits as pack
run pack check pack
exit 0
stdout has 免申即享：12 项政策
run pack check pack --json
json whole is true
json faults[*] count 0
# a parameter changed by hand: the case says what was expected and what came
alter pack/parameters.csv 中小微企业返还比例,60,%,2023 中小微企业返还比例,50,%,2023
run pack check pack
exit 1
stdout has 稳岗返还 · 中型企业六成
stdout has 金额应为 57600，得出 48000
alter pack/parameters.csv 中小微企业返还比例,50,%,2023 中小微企业返还比例,60,%,2023
run pack book pack --out 手册.docx
exit 0
file 手册.docx exists
write firms.csv
    统一社会信用代码,企业名称,登记状态,严重失信,企业规模,行业门类,失业保险缴费月数,上年度平均参保人数,上年度新增领金人数,上年度缴纳失业保险费
    91350100M000100Y43,甲（虚构）有限公司,存续,否,中型,批发和零售业,12,200,6,96000
    91110108551385082Q,乙（虚构）有限公司,存续,否,中型,批发和零售业,12,200,,96000
    91350100M000100Y4A,丙（虚构）有限公司,存续,否,中型,批发和零售业,12,200,6,96000
run decide pack --in firms.csv --out 结果.xlsx --all 全部.csv --asof 2023-11-30 --json
exit 1
json rows is 3
json judged is 2
json policies[policy=稳岗返还].yes is 1
json policies[policy=稳岗返还].amount is 57600.00
json policies[policy=稳岗返还].unknown is 1
json policies[policy=稳岗返还].missing.上年度新增领金人数 is 1
json bad[0].line is 4
json bad[0].why has 校验位
file 结果.xlsx exists
file 全部.csv exists
# the year before: nine tenths
run decide pack --in firms.csv --asof 2022-10-31 --json
json policies[policy=稳岗返还].amount is 86400.00
# not a pack
folder empty
run pack check empty
exit 2
stderr has 没有 pack.csv
run decide pack --in nothing.csv --asof 2023-11-30
exit 2
stderr has nothing.csv
