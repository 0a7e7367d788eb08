// Habits of provinces and cities in policy files and minutes; all texts are invented.
#include "reading/policy.hpp"

#include <gmock/gmock.h>

#include "reading/policy_due.hpp"
#include "reading/policy_duties.hpp"
#include "reading/read.hpp"
#include "reading/scan.hpp"

namespace reading {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Policy policy_of(const std::u32string& text) {
  const auto document = document::from_plain_text(text, "文件.txt");
  auto policy = read_policy(document, read(document).figures);
  EXPECT_TRUE(policy.has_value());
  return policy.value_or(Policy{});
}

std::vector<const PolicyTask*> tasks_of(const Policy& policy) {
  std::vector<const PolicyTask*> out;
  for (const auto& article : policy.articles) {
    for (const auto& task : article.tasks) out.push_back(&task);
  }
  return out;
}

std::vector<std::string> names(const std::vector<DutyName>& all) {
  std::vector<std::string> out;
  for (const auto& n : all) out.push_back(n.name);
  return out;
}

// "市商务局|市财政局" : owners, then those who help.
std::string who(const std::u32string& body) {
  const Policy p =
      policy_of(U"某市稳增长若干措施\n一、促进消费\n" + body + U"\n二、附则\n2.本措施自印发之日起施行。\n");
  std::string out;
  for (const auto* task : tasks_of(p)) {
    if (!out.empty()) out += " / ";
    for (const auto& n : names(task->owners)) out += n + ";";
    out += "|";
    for (const auto& n : names(task->cooperating)) out += n + ";";
  }
  return out;
}

std::string due(const std::u32string& words, bool labelled = false) {
  const std::u32string norm = normalised(words);
  const auto found = find_due(norm, {0, static_cast<int>(norm.size())}, {2024}, labelled);
  if (!found) return "";
  std::string out = to_string(found->kind);
  if (found->from) out += " " + calendar::to_string(*found->from) + " –";
  if (found->date) out += " " + calendar::to_string(*found->date);
  return out;
}

TEST(PolicyOwners, are_read_from_labels_in_brackets) {
  EXPECT_EQ(who(U"1.发放消费券2000万元。（责任单位：市商务局、市财政局）"), "市商务局;市财政局;|");
  EXPECT_EQ(who(U"1.发放消费券2000万元。（牵头单位：市商务局；配合单位：市财政局、各县（市、区）政府）"),
            "市商务局;|市财政局;各县（市、区）政府;");
  EXPECT_EQ(who(U"1.发放消费券2000万元。〔责任单位：市商务局，各县（市、区）人民政府〕"),
            "市商务局;各县（市、区）人民政府;|");
  EXPECT_EQ(who(U"1.发放消费券2000万元（市商务局牵头，市财政局、人民银行某市分行等按职责分工负责）。"),
            "市商务局;|市财政局;人民银行某市分行;");
  EXPECT_EQ(who(U"1.发放消费券2000万元。（市商务局、市工业和信息化局）"), "市商务局;市工业和信息化局;|");
  EXPECT_EQ(who(U"1.发放消费券2000万元。【责任单位：市商务局（牵头）、市财政局】"), "市商务局;|市财政局;");
}

TEST(PolicyOwners, are_read_from_lines_of_their_own) {
  EXPECT_EQ(who(U"1.发放消费券2000万元。\n牵头单位：市商务局\n配合单位：市财政局 市税务局\n完成时限：6月底"),
            "市商务局;|市财政局;市税务局;");
  EXPECT_EQ(who(U"1.发放消费券2000万元。\n由市商务局牵头，市财政局配合。"), "市商务局;|市财政局;");
}

TEST(PolicyOwners, are_read_from_running_words) {
  EXPECT_EQ(who(U"1.由市商务局会同市财政局发放消费券2000万元。"), "市商务局;|市财政局;");
  EXPECT_EQ(who(U"1.市住房城乡建设局要抓紧修订细则，各区配合做好宣传。"), "市住房城乡建设局;|各区;");
  EXPECT_EQ(who(U"1.市商务局制定方案，市财政局安排资金500万元。"), "市商务局;| / 市财政局;|");
}

TEST(PolicyOwners, stand_right_before_words_of_time) {
  EXPECT_EQ(who(U"1.区水务局明年3月底前完成中小河流治理。"), "区水务局;|");
  EXPECT_EQ(who(U"1.区教育局本月底前上报方案。"), "区教育局;|");
  EXPECT_EQ(who(U"1.区商务局三季度前出台方案。"), "区商务局;|");
  EXPECT_EQ(who(U"1.区水务局下一步加快推进排水管网改造。"), "区水务局;|");
  EXPECT_EQ(who(U"1.区农业农村局明年一季度前完成高标准农田验收。"), "区农业农村局;|");
  EXPECT_EQ(who(U"1.区水务局汛期前完成清淤。"), "区水务局;|");
  EXPECT_EQ(who(U"1.区水务局、区城管局上半年完成排查。"), "区水务局;区城管局;|");
  EXPECT_EQ(who(U"1.老旧小区明年6月底前完成改造。"), "|") << "what is done there, not by whom";
}

TEST(PolicyOwners, are_none_where_words_only_look_like_a_body) {
  // 小区 ends like a district; a firm that is helped answers for nothing; brackets that define are no owners.
  EXPECT_EQ(who(U"1.老旧小区改造20个以上，加装电梯100部。"), "|");
  EXPECT_EQ(who(U"1.支持工业园区建设标准厂房（含产业园区）。"), "|");
  EXPECT_EQ(who(U"1.对符合条件的企业（以下简称支持企业）给予补助。"), "|");
}

TEST(PolicyTasks, are_of_the_body_that_puts_in_force_and_not_of_the_file_itself) {
  EXPECT_EQ(who(U"1.对战略性新兴产业用户执行优惠电价，由市能源局会同国网某市供电公司于8月1日起实施。"),
            "市能源局;|国网某市供电公司;");
  EXPECT_EQ(who(U"1.本办法自8月1日起实施，由市财政局组织落实。"), "");
}

TEST(PolicyDue, is_a_day_a_period_or_a_repetition) {
  EXPECT_EQ(due(U"6月底前完成改造"), "by 2024-06-30");
  EXPECT_EQ(due(U"于2025年3月15日前报送方案"), "by 2025-03-15");
  EXPECT_EQ(due(U"二季度末前完成", false), "by 2024-06-30");
  EXPECT_EQ(due(U"一季度", true), "by 2024-03-31");
  EXPECT_EQ(due(U"５月中旬前开工"), "by 2024-05-20");
  EXPECT_EQ(due(U"年内建成投用"), "by 2024-12-31");
  EXPECT_EQ(due(U"10月底前印发实施"), "by 2024-10-31");
  EXPECT_EQ(due(U"10月底前成立工作专班"), "by 2024-10-31");
  EXPECT_EQ(due(U"对2023年底前成立的企业给予补助"), "") << "which firms, not by when";
  EXPECT_EQ(due(U"8月印发的方案"), "");
  EXPECT_EQ(due(U"由市能源局于8月1日起实施"), "by 2024-08-01");
  EXPECT_EQ(due(U"自8月1日起实施"), "");
  EXPECT_EQ(due(U"到2026年底实现全覆盖"), "by 2026-12-31");
  EXPECT_EQ(due(U"2024年1月1日至6月30日，减半收取"), "period 2024-01-01 – 2024-06-30");
  EXPECT_EQ(due(U"2024—2026年", true), "period 2024-01-01 – 2026-12-31");
  EXPECT_EQ(due(U"每月10日前报送进度"), "recurring");
  EXPECT_EQ(due(U"按季度通报进度"), "recurring");
  EXPECT_EQ(due(U"长期坚持", true), "ongoing");
  EXPECT_EQ(due(U"印发后30日内开通"), "relative");
  EXPECT_EQ(due(U"立即开展排查"), "at_once");
}

TEST(PolicyDue, is_none_where_a_time_says_for_whom_or_since_when) {
  EXPECT_EQ(due(U"对2023年12月31日前已投产的企业，给予补助"), "");
  EXPECT_EQ(due(U"有效期至2026年12月31日"), "");
  EXPECT_EQ(due(U"自2024年3月1日起执行"), "");
  EXPECT_EQ(due(U"今年实施项目60个"), "");
  EXPECT_EQ(due(U"每年给予50万元补助"), "");
  EXPECT_EQ(due(U"3年内不再受理"), "");
  EXPECT_EQ(due(U"2月30日前完成"), "");  // no such day
}

TEST(PolicyArticles, hold_a_task_or_say_why_not) {
  const Policy p = policy_of(
      U"某区产业扶持办法\n第一章　总则\n第一条　为加快产业发展，根据有关规定，制定本办法。\n第二条　本办法所称企业，是"
      U"指在本区注册的企业。\n"
      U"第二章　扶持\n第三条　对新升规企业给予10万元奖励。同一企业只奖励一次。\n第四条　本办法自2024年5月1日起施行，有"
      U"效期三年。\n");
  ASSERT_THAT(p.articles, SizeIs(4));
  EXPECT_THAT(p.articles[0].tasks, IsEmpty());
  EXPECT_EQ(p.articles[0].no_action.at(0).reason, "背景和依据");
  EXPECT_EQ(p.articles[1].no_action.at(0).reason, "定义");
  EXPECT_EQ(p.articles[2].number, "第三条");
  ASSERT_THAT(p.articles[2].tasks, SizeIs(1));
  EXPECT_THAT(p.articles[2].tasks[0].amounts, SizeIs(1));
  EXPECT_THAT(p.articles[2].tasks[0].conditions, SizeIs(1));  // 同一企业……
  EXPECT_EQ(p.articles[3].no_action.at(0).reason, "施行和有效期");
}

TEST(PolicyArticles, one_sentence_with_two_dates_is_two_tasks) {
  const Policy p =
      policy_of(U"某县2024年工作要点\n1.县科技局每年3月底前发布指南，5月底前完成审核。\n2.其余按规定执行。\n");
  const auto tasks = tasks_of(p);
  ASSERT_GE(tasks.size(), 2u);
  EXPECT_EQ(tasks[0]->due->text, "每年3月底前");
  EXPECT_EQ(tasks[1]->due->text, "5月底前");
  EXPECT_THAT(names(tasks[1]->owners), ElementsAre("县科技局"));
}

TEST(PolicyArticles, a_number_before_a_date_is_a_number) {
  const Policy p = policy_of(U"某县2024年工作要点\n1.建立清单。（县发改局）\n2.9月底前完成改造。（县住建局）\n");
  ASSERT_THAT(p.articles, SizeIs(2));
  EXPECT_EQ(p.articles[1].number, "2");
  EXPECT_EQ(calendar::to_string(*p.articles[1].tasks.at(0).due->date).substr(5), "09-30");
}

TEST(Minutes, decide_and_only_record) {
  const Policy p = policy_of(
      U"某区政府专题会议纪要\n2025年5月8日，副区长主持召开会议。\n一、关于扩建项目\n会议听取了汇报。会议指出，各单位要"
      U"高度重视。会议议定：由区水务局牵头，城东街道配合，于6月15日"
      U"前完成征拆；区财政局拨付资金800万元。\n二、关于年度任务\n会议强调，要坚定信心。\n");
  EXPECT_EQ(p.kind, DocumentKind::minutes);
  EXPECT_EQ(calendar::to_string(*p.issued), "2025-05-08");
  const auto tasks = tasks_of(p);
  ASSERT_THAT(tasks, SizeIs(2));
  EXPECT_THAT(names(tasks[0]->owners), ElementsAre("区水务局"));
  EXPECT_THAT(names(tasks[0]->cooperating), ElementsAre("城东街道"));
  EXPECT_EQ(calendar::to_string(*tasks[0]->due->date), "2025-06-15");
  EXPECT_THAT(names(tasks[1]->owners), ElementsAre("区财政局"));
  EXPECT_THAT(p.articles.back().tasks, IsEmpty());
}

TEST(Minutes, titles_of_the_agenda_and_what_is_agreed_to_are_no_tasks) {
  const Policy p = policy_of(
      U"清河县人民政府常务会议纪要\n2025年9月3日，县长主持召开第45次常务会议。\n一、听取1—8月经济运行情况汇报\n"
      U"会议指出，当前下行压力较大。\n会议要求，县工信局9月15日前梳理停产企业清单。\n"
      U"二、研究养老服务中心建设有关问题\n会议原则同意县民政局提出的方案，责成县民政局会同县自然资源局于10月20日前"
      U"办结用地手续。\n会议原则同意县民政局提出的方案。\n");
  const auto tasks = tasks_of(p);
  ASSERT_THAT(tasks, SizeIs(2));
  EXPECT_THAT(tasks[0]->what, HasSubstr("梳理停产企业清单"));
  EXPECT_THAT(tasks[1]->what, HasSubstr("办结用地手续"));
  EXPECT_THAT(tasks[1]->what, Not(HasSubstr("原则同意")));
  EXPECT_THAT(names(tasks[1]->owners), ElementsAre("县民政局"));
}

TEST(PolicyDue, before_a_festival_is_the_day_before_it_by_the_holidays_of_the_year) {
  const auto day = [](const char32_t* words) {
    const Policy p = policy_of(U"某县政府办公室关于印发2025年稳增长若干措施的通知\n1.发放消费券，于" +
                               std::u32string(words) + U"启动。（县商务局牵头）\n某县政府办公室\n2025年7月15日\n");
    const auto& due = tasks_of(p).at(0)->due;
    return due && due->date ? calendar::to_string(*due->date) : std::string("none");
  };
  EXPECT_EQ(day(U"国庆节前"), "2025-09-30");
  EXPECT_EQ(day(U"元旦前"), "2025-12-31");
  EXPECT_EQ(day(U"春节前"), "2026-02-14") << "the next one after the file's day, by the notice of 2026";
  EXPECT_EQ(day(U"2026年国庆节前"), "2026-09-30") << "its own year stands before it";
  EXPECT_EQ(day(U"汛期前"), "none");
}

TEST(TaskTable, a_row_is_an_article_with_its_cells) {
  document::Document d;
  d.file = "任务分解表.docx";
  document::Table table;
  const std::vector<std::vector<std::u32string>> rows = {
      {U"序号", U"重点任务", U"工作内容", U"责任单位", U"完成时限"},
      {U"1", U"扩大消费", U"发放消费券2000万元。", U"区商务局（牵头）、区财政局", U"6月底"},
      {U"2", U"", U"举办促销活动10场", U"区商务局", U"长期坚持"}};
  table.rows = 3;
  table.columns = 5;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      document::Cell cell;
      cell.row = static_cast<int>(r);
      cell.column = static_cast<int>(c);
      if (c == 1 && r == 2) continue;  // merged with the row above
      cell.row_span = c == 1 && r == 1 ? 2 : 1;
      cell.span.start = static_cast<int>(d.text.size());
      d.text += rows[r][c];
      cell.span.end = static_cast<int>(d.text.size());
      d.text += c + 1 < rows[r].size() ? U'\t' : U'\n';
      table.cells.push_back(cell);
    }
  }
  table.span = {0, static_cast<int>(d.text.size())};
  d.blocks.emplace_back(table);
  const auto p = read_policy(d, read(d).figures);
  ASSERT_TRUE(p.has_value());
  ASSERT_THAT(p->articles, SizeIs(2));
  EXPECT_EQ(p->articles[0].number, "1");
  EXPECT_EQ(p->articles[1].heading, "扩大消费");
  const PolicyTask& first = p->articles[0].tasks.at(0);
  EXPECT_THAT(names(first.owners), ElementsAre("区商务局"));
  EXPECT_THAT(names(first.cooperating), ElementsAre("区财政局"));
  EXPECT_EQ(p->articles[1].tasks.at(0).due->kind, DueKind::ongoing);
}

TEST(DocumentKind, is_told_by_its_title) {
  const auto kind = [](const std::u32string& text) { return kind_of(document::from_plain_text(text, "a.txt")); };
  EXPECT_EQ(kind(U"关于某市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告\n一、执行情况\n"),
            DocumentKind::report);
  EXPECT_EQ(kind(U"政府工作报告\n各位代表：\n一、若干措施见效\n"), DocumentKind::report);
  EXPECT_EQ(kind(U"关于印发《政府工作报告》重点任务分工方案的通知\n1.发放消费券。\n"), DocumentKind::policy);
  EXPECT_EQ(kind(U"关于稳增长若干措施落实情况的报告\n一、进展\n"), DocumentKind::report);
  EXPECT_EQ(kind(U"某市2024年稳增长工作要点\n一、扩大投资\n"), DocumentKind::policy);
  EXPECT_EQ(kind(U"某区政府常务会议纪要\n一、议题\n"), DocumentKind::minutes);
  EXPECT_EQ(kind(U"今天天气很好。\n"), DocumentKind::report);
  // A circular that says itself what to do, and one that only sends something out.
  EXPECT_EQ(kind(U"某区政府办公室关于做好防汛备汛工作的通知\n各镇、街道：\n一、排查隐患。\n"), DocumentKind::policy);
  EXPECT_EQ(kind(U"关于印发2024年国民经济和社会发展计划的通知\n一、目标\n"), DocumentKind::report);
  EXPECT_EQ(kind(U"关于转发统计月报的通知\n数据见附件。\n"), DocumentKind::report);
}

// 甲局牵头,乙局、丙局等部门,丁公司配合: those between the two help; a government that acts does not answer for it.
TEST(PolicyDuties, WhoLeadsInTheBracketLeads) {
  EXPECT_EQ(who(U"1.开展促销活动。（市商务局牵头，市财政局、市文旅局等部门，市城投公司配合）"),
            "市商务局;|市财政局;市文旅局;市城投公司;");
  EXPECT_EQ(who(U"1.市政府审查后办理登记。（市商务局牵头，市财政局配合）"), "市商务局;市政府;|市财政局;");
}

// 二、关于312国道绕城段建设 names what is spoken of; what the meeting agrees to is to be done where it says by whom.
TEST(Minutes, HeadingsAreNoTasksAndWhatIsAgreedToIsOneWhereAnOfficeIsTold) {
  const Policy p = policy_of(
      U"青岩县人民政府常务会议纪要\n2025年10月14日，县长主持召开县政府常务会议。现纪要如下：\n"
      U"一、关于312国道绕城段建设\n会议议定，由县交通运输局牵头，10月31日前完成剩余1.8公里征地交付。\n"
      U"二、关于养老服务\n会议原则同意县民政局提出的《运营管理办法》，由县民政局修改完善后按程序印发。\n");
  const auto tasks = tasks_of(p);
  ASSERT_EQ(tasks.size(), 2u);
  EXPECT_THAT(tasks[0]->what, HasSubstr("完成剩余1.8公里征地交付"));
  EXPECT_THAT(names(tasks[0]->owners), ElementsAre("县交通运输局"));
  EXPECT_EQ(tasks[1]->what, "由县民政局修改完善后按程序印发");
  EXPECT_THAT(names(tasks[1]->owners), ElementsAre("县民政局"));
}

}  // namespace
}  // namespace reading
