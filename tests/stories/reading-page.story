# An officer opens the reading page of her plan and sees what was understood, in one file.
copy examples/lanhu-2025/计划报告.txt as 报告.txt
run read 报告.txt --html 阅读页.html
exit 0
stdout has 提纲
file 阅读页.html holds default-src 'none'
file 阅读页.html holds 没有把握的
file 阅读页.html holds <td><a href="#at-T001">T001</a></td><td>地区生产总值增长5%左右</td><td>地区生产总值</td><td>5%左右</td>
# The same report gives the same page.
run read 报告.txt --html 又一页.html
file 阅读页.html same as 又一页.html
# In English the page speaks English and the report stays as it is.
run read 报告.txt --html page.html --lang en
file page.html holds What is unsure
file page.html holds 地区生产总值
run read 报告.txt --html 没有的文件夹/页.html
exit 2
stderr has 文件夹不存在
