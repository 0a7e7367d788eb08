#include "plan/order_closing.hpp"

#include <array>

#include "plan/verdict_words.hpp"

namespace plan {
namespace {

const std::array<FigureEnding, 4>& endings() {
  static const std::array<FigureEnding, 4> all{{
      {false, Verdict::met, "提前达到全年目标", "，已提前达到全年目标", "，销号", true},
      {false, Verdict::on_track, "进度转入正常", "，进度转入正常", "，销号", false},
      {true, Verdict::met, "全年数达到目标", "，达到年度目标", "，销号", true},
      {true, Verdict::missed, "没有达到", "，没有达到年度目标", "，按公布数结案，原因写入年度执行情况报告", true},
  }};
  return all;
}

constexpr const char* kNotByReply = "不以责任单位回复销号";

}  // namespace

const FigureEnding* figure_ending(Verdict verdict, bool annual, bool in_year) {
  for (const FigureEnding& one : endings()) {
    if (one.verdict != verdict || (one.annual != annual && one.verdict != Verdict::on_track)) continue;
    if (one.verdict == Verdict::on_track && !in_year) continue;
    return &one;
  }
  return nullptr;
}

std::string closing_words(const std::string& publisher, const std::string& year, const std::string& name,
                          const std::string& deed) {
  std::string early, annual;
  for (const FigureEnding& one : endings()) {
    if (one.annual) {
      const std::string then =
          one.verdict == Verdict::met ? "的销号" : "的" + one.then.substr(std::string("，").size());
      annual += (annual.empty() ? "" : "，") + one.rule + then;
    } else {
      early += (early.empty() ? "" : "或者") + one.rule;
    }
  }
  return "两种情形销号。一是按公布数：" + publisher + "正式发布的" + year + name + "有了比下达时更新的数，" + early +
         "的销号；" + annual + "。二是按举措：" + deed + "，有依据文件，经发展改革部门核实后销号。" + kNotByReply;
}

std::string project_closing_words(const std::string& deed) {
  return deed + "，有依据文件，经发展改革部门现场核实后销号；" + kNotByReply;
}

bool refuses_reply(std::string_view closes_on) { return closes_on.find(kNotByReply) != std::string_view::npos; }

}  // namespace plan
