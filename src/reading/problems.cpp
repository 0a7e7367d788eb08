#include "reading/problems.hpp"

#include "reading/outline.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

// What is wrong with something: a clause without one of these is only the first half of a complaint.
bool complains(View clause) {
  static const words::Set kComplaints(
      {U"不足",   U"不够",   U"不强",     U"不高",     U"不优",     U"不实",     U"不畅",     U"不稳",     U"不牢",
       U"不平衡", U"不充分", U"不适应",   U"不及预期", U"不到位",   U"不大",     U"不快",     U"不容忽视", U"不确定",
       U"不均衡", U"不完善", U"不合理",   U"不协调",   U"不明显",   U"不紧密",   U"不多",     U"不敢",     U"不善",
       U"不佳",   U"不力",   U"仍需",     U"尚需",     U"还需",     U"需要",     U"有待",     U"亟待",     U"亟需",
       U"待提",   U"偏弱",   U"偏低",     U"偏小",     U"偏慢",     U"偏少",     U"偏重",     U"较弱",     U"较低",
       U"较小",   U"较慢",   U"较少",     U"较大",     U"较重",     U"较高",     U"较为突出", U"突出",     U"艰巨",
       U"繁重",   U"困难",   U"难题",     U"难度",     U"难以",     U"短板",     U"弱项",     U"差距",     U"压力",
       U"滞后",   U"放缓",   U"下行",     U"下滑",     U"回落",     U"隐患",     U"风险",     U"瓶颈",     U"制约",
       U"堵点",   U"痛点",   U"卡点",     U"矛盾",     U"挑战",     U"问题",     U"薄弱",     U"缺乏",     U"缺口",
       U"短缺",   U"紧缺",   U"疲软",     U"承压",     U"趋紧",     U"收缩",     U"冲击",     U"严峻",     U"复杂",
       U"脆弱",   U"减弱",   U"形式主义", U"官僚主义", U"任重道远", U"未能",     U"未达",     U"尚未",     U"还没有",
       U"跟不上", U"依然",   U"仍然",     U"存在",     U"时有发生", U"多发",     U"欠缺",     U"单一",     U"粗放",
       U"落后",   U"低下",   U"滑坡",     U"新课题",   U"不能完全", U"不能适应", U"爬坡过坎", U"偏差",     U"规模小",
       U"加深",   U"仍须",   U"乏力",     U"增多",     U"大量工作", U"紧迫",     U"攻坚期"});
  return kComplaints.in(clause);
}

// The answer to the problems, not a problem: 我们一定高度重视.
bool answers(View sentence) {
  return words::starts_with(sentence, {U"对此", U"对这些", U"对于这些", U"这些问题", U"这些困难", U"我们一定",
                                       U"我们将", U"我们必须", U"我们要", U"这些", U"为此", U"下一步", U"面对这些",
                                       U"针对这些", U"针对以上", U"上述问题", U"以上问题", U"我们坚信", U"我们相信"}) >
         0;
}

// Words that only announce the list.
bool announces(View clause) {
  const bool opens = words::has_any(
      clause, {U"清醒",     U"存在一些",     U"存在不少",     U"面临一些",   U"面临不少",   U"主要是",     U"主要表现",
               U"同时",     U"虽然",         U"也要看到",     U"我们也",     U"在肯定",     U"在看到",     U"在总结",
               U"总结成绩", U"成绩固然",     U"存在的困难",   U"存在的问题", U"存在的主要", U"面临的困难", U"存在着",
               U"不容忽视", U"工作中还存在", U"发展中还存在", U"发展还面临"});
  return opens && clause.size() <= 60;
}

}  // namespace

std::vector<Problem> find_problems(View text, const Structure& structure) {
  std::vector<Problem> out;
  for (const TextParagraph& p : structure.paragraphs) {
    if (!p.is_problems) continue;
    bool begun = false;
    const std::size_t had = out.size();
    auto add = [&](Span span) { out.push_back({span, words::joined(base::slice(text, span))}); };
    for (const Sentence& sentence : p.sentences) {
      const View s = base::slice(text, sentence.span);
      if (begun && answers(s)) break;
      Span open;  // clauses that wait for their complaint
      bool complained = false;
      for (const Clause& clause : sentence.clauses) {
        Span span = clause.span;
        if (const auto mark = heading_mark(base::slice(text, span)); mark && span.start + mark->length < span.end)
          span.start += mark->length;
        const View c = base::slice(text, span);
        const bool at_colon =
            span.end < sentence.span.end && View(U"：:").find(text[static_cast<std::size_t>(span.end)]) != View::npos;
        if (at_colon || (out.size() == had && announces(c))) {
          begun = true;
          open = {};
          continue;
        }
        if (!begun)
          begun =
              words::has_any(s, {U"清醒", U"困难", U"问题", U"短板", U"挑战", U"难题", U"弱项", U"压力", U"差距"}) &&
              complains(c);
        if (!begun || words::starts_with(c, {U"等等", U"这"}) > 0 || c == U"等") continue;
        if (answers(c) && out.size() > had) break;
        if (open.empty()) open.start = span.start;
        open.end = span.end;
        if (!complains(c)) continue;
        add(open);
        open = {};
        complained = true;
      }
      if (open.empty()) continue;
      if (complained) {
        out.back().span.end = open.end;
        out.back().text = words::joined(base::slice(text, out.back().span));
      } else if (out.size() > had && open.size() >= 8) {
        add(open);
      }
    }
  }
  return out;
}

}  // namespace reading
