# What a printed checkpoint finds: a figure changed by force, a ledger taken back, a sheet mistyped or forged
write 数.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025Q1,cumulative,101.70,亿元,5.1,不变价,published,,2025-04-20,岚湖区统计局,official
    990101,岚湖区,一般公共预算收入,2025Q1,cumulative,12.40,亿元,3.2,现价,published,,2025-04-16,岚湖区财政局,official
write 后来.csv
    area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind
    990101,岚湖区,地区生产总值,2025H1,cumulative,205.10,亿元,5.3,不变价,published,,2025-07-20,岚湖区统计局,official
run import 数.csv --data 台账
exit 0

# Nothing is signed without a key; the private one is nobody else's.
run checkpoint --data 台账 --out 单.txt
exit 2
stderr has keys new
run keys new --data 台账 --out 别处
exit 2
run keys new --out 保险柜 --json
exit 0
run keys new --data 台账
exit 0
run checkpoint --data 台账 --out 单.txt
exit 0
file 单.txt holds size 2
run verify --data 台账
exit 0
stdout has 没有发现改动
stdout has 没有给出校验单
run verify --data 台账 --checkpoint 单.txt --json
exit 0
json good is true
json checkpoints.agree is 1
json checkpoints.public_keys is beside

# One figure changed with an editor: which record, which byte, what it was.
run backup --data 台账 --to 备份
exit 0
stdout has 签名
alter 台账/jicheng.sqlite 12.40 19.40
run verify --data 台账 --json
exit 1
json findings[code=record.changed].sequence is 2
json findings[code=record.changed].field is body
json findings[code=record.changed].say has 原为
run checkpoint --data 台账 --out 假.txt
exit 2
stderr has 对不上
run dump --data 台账 --out 导出
exit 2
run backup --data 台账 --to 备份二
exit 2
file 备份二 absent
run restore --from 备份 --data 台账
exit 2
stderr has --replace
run restore --from 备份 --data 台账 --replace
exit 0
stdout has 保留在
run verify --data 台账 --checkpoint 单.txt
exit 0

# A ledger taken back to an earlier day is whole in itself; the later sheet tells.
run import 后来.csv --data 台账
run checkpoint --data 台账 --out 后.txt
run restore --from 备份 --data 台账 --replace
exit 0
run verify --data 台账
exit 0
run verify --data 台账 --checkpoint 单.txt --checkpoint 后.txt --json
exit 1
json findings[1] absent
json findings[0].code is checkpoint.rolled_back
json findings[0].sequence is 3
run restore --from 备份 --data 新 --checkpoint 后.txt
exit 2
stderr has 校验单
file 新/jicheng.sqlite absent

# Typing the sheet in.
alter 单.txt "size 2" "size 3"
run verify --data 台账 --checkpoint 单.txt
exit 2
stderr has 第
run verify --data 台账 --checkpoint 数.csv
exit 2
run verify --data 不存在 --checkpoint 后.txt
exit 2

# The key on a stick, as the how-to says: the sheet inside the backup has no signature, and need not have one.
write 公钥.pem
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEA5rBb+HxuZsxUw6MN2j+PzBSShgI+2kgzw3ZCjLhaF5g=
    -----END PUBLIC KEY-----
run import 数.csv --data 办公室
run checkpoint --data 办公室 --unsigned --out 交档案室.txt
exit 0
run backup --data 办公室 --to 移动硬盘
stdout has 没有签名
run restore --from 移动硬盘 --data 演练 --public-key 公钥.pem
exit 0
stdout has 已恢复并核对
run restore --from 移动硬盘 --data 演练二 --checkpoint 交档案室.txt --public-key 公钥.pem
exit 2
stderr has 没有签名
file 演练二/jicheng.sqlite absent

# A folder's backup brings back what lay beside the ledger; a single file has the ledger alone, whatever lies near it.
write 办公室/指标名称.csv
    name
run backup --data 办公室 --to 整套
stdout has 指标名称.csv
run restore --from 整套 --data 新机
stdout has 一并恢复
file 新机/指标名称.csv exists
run backup --data 办公室 --to 单份/台账.sqlite
write 单份/指标名称.csv
    别人的
run restore --from 单份/台账.sqlite --data 新机二
exit 0
file 新机二/指标名称.csv absent
