# A workbook of 63 projects under a two-row merged header (made by tests/stories/project-sheet/make_sheet.py).
copy tests/stories/project-sheet/重点项目9月.xlsx as 9月/重点项目9月.xlsx
write 报告.txt
    岚湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告
    一、2025年国民经济和社会发展计划执行情况
    2025年，全区固定资产投资增长3.0%。
    二、2026年国民经济和社会发展主要预期目标
    2026年经济社会发展的主要预期目标是：地区生产总值增长5%左右，固定资产投资增长10%。
    三、2026年经济社会发展的主要任务
    （一）扩大有效投资。安排重点项目63个，年度计划投资39亿元以上。
run run 报告.txt 9月 --asof 2026-10-15 --out 结果 --json
exit 1
json projects[source~重点项目] count 63
json project_totals.total_investment.unit is 万元
json findings[rule=project-unit-slip] count 1
json findings[rule=project-count] count 0
json confirmed[rule=report-projects-count] count 1
json confirmed[rule=project-total-sum] count at least 15
json projects[number=37].verdict is late
json projects[number=37].asks is 请市规划部门支持
json projects[number=22].annual_plan is null
file 结果/督办单.docx exists
