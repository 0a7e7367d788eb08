# The same question gives the same bytes.
copy examples/yuexiu-2023/计划报告.txt as 报告.txt
copy examples/yuexiu-2023/facts.csv as facts.csv
run run 报告.txt --facts facts.csv --asof 2023-11-30 --out 一 --no-pdf
run run 报告.txt --facts facts.csv --asof 2023-11-30 --out 二 --no-pdf
file 一/月度反馈.docx same as 二/月度反馈.docx
file 一/督办单.docx same as 二/督办单.docx
file 一/风险与原因.docx same as 二/风险与原因.docx
file 一/核对清单.xlsx same as 二/核对清单.xlsx
file 一/目标完成情况表.xlsx same as 二/目标完成情况表.xlsx
