#include <map>

#include "base/text.hpp"
#include "packs/words.hpp"
#include "report/pack_documents.hpp"

namespace report {

namespace {

using document::Draft;
using document::DraftParagraph;
using document::DraftTable;
using Role = DraftParagraph::Role;

std::string about(const packs::Pack& pack, const char* what) {
  const auto at = pack.about.find(what);
  return at == pack.about.end() ? "" : at->second;
}
std::string trimmed(const dmn::Text& text) { return std::string(base::trim(std::string_view(text.text))); }

class Book {
 public:
  Book(const packs::Pack& pack, const packs::CheckOutcome& checked, bool english)
      : pack_(pack), checked_(checked), english_(english) {}

  Draft write() {
    const auto english_name = about(pack_, "英文名称");
    draft_.title = english_ ? (english_name.empty() ? about(pack_, "名称") : english_name) + ": handbook"
                            : about(pack_, "名称") + "手册";
    paragraph(Role::title, draft_.title);
    if (english_) {
      paragraph(Role::body, "Rules, clauses and fields stand in the words of the pack, which are Chinese.");
    }
    paragraph(Role::body, say("这个包决定：", "What it decides: ") + about(pack_, "决定什么") + say("。", ""));
    paragraph(Role::body, say("谁可以改：", "Who may change it: ") + about(pack_, "谁可以改") + say("。", ""));
    if (!about(pack_, "说明").empty()) paragraph(Role::body, about(pack_, "说明") + "。");
    const auto all = std::to_string(checked_.cases.size()), passed = std::to_string(checked_.passed()),
               faults = std::to_string(checked_.faults.size());
    std::string state = say("印制本手册时，" + all + " 个用例通过 " + passed + " 个",
                            "When this was printed, " + passed + " of " + all + " cases passed");
    if (!checked_.faults.empty()) {
      state += say("，另有 " + faults + " 处不完整，见 jicheng pack check",
                   " and " + faults + " faults were found, see jicheng pack check");
    }
    paragraph(Role::body, state + say("。", "."));
    heading(say("政策一览", "Policies"));
    DraftTable list{{say("政策", "policy"), say("主管部门", "office"), say("有效期", "in force"), say("性质", "kind")},
                    {3, 3, 3, 1},
                    {}};
    for (const auto& p : pack_.policies)
      list.rows.push_back({named(p), p.office, until(p.from, p.to), nature(p.nature)});
    draft_.blocks.emplace_back(list);
    for (const auto& p : pack_.policies) policy(p);
    parameters();
    fields();
    return std::move(draft_);
  }

 private:
  const packs::Pack& pack_;
  const packs::CheckOutcome& checked_;
  bool english_;
  Draft draft_;
  int chapter_ = 0;

  std::string say(const std::string& chinese, const std::string& english) const { return english_ ? english : chinese; }
  std::string until(calendar::Date from, const std::optional<calendar::Date>& to) const {
    const auto first = calendar::to_string(from);
    if (english_) return to ? first + " to " + calendar::to_string(*to) : "from " + first;
    return first + (to ? " 至 " + calendar::to_string(*to) : " 起");
  }
  std::string named(const packs::Policy& p) const {
    return english_ && !p.english.empty() ? p.english + " (" + p.name + ")" : p.name;
  }
  std::string nature(const std::string& written) const {
    if (!english_) return written;
    return written == "公布" ? "published" : written == "示例" ? "example" : written;
  }

  void paragraph(Role role, const std::string& text) { draft_.blocks.emplace_back(DraftParagraph{role, {{text}}}); }
  void heading(const std::string& text) {
    static const char* digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    ++chapter_;
    if (english_) return paragraph(Role::heading1, std::to_string(chapter_) + ". " + text);
    std::string number;
    if (chapter_ >= 20) number += digits[chapter_ / 10 % 10];
    if (chapter_ >= 10) number += "十";
    if (chapter_ % 10 != 0 || chapter_ < 10) number += digits[chapter_ % 10];
    paragraph(Role::heading1, number + "、" + text);
  }

  void policy(const packs::Policy& p) {
    heading(named(p));
    const auto stop = say("。", ". ");
    paragraph(Role::body, say("主管部门：", "Office: ") + p.office + stop + say("有效期：", "In force: ") +
                              until(p.from, p.to) + stop + say("依据：", "Basis: ") + p.document + stop +
                              (p.may_change.empty() ? "" : say("修改：", "Changes: ") + p.may_change + stop));
    const auto* table = packs::table_of(p);
    if (table == nullptr) {
      paragraph(Role::note, say("模型读不了。", "The model could not be read."));
      return;
    }
    for (const auto& d : p.definitions->decisions) {
      if (d.name != p.decision && d.logic != nullptr && d.logic->kind == dmn::Expression::Kind::literal) {
        paragraph(Role::note, d.name + say("的算法：", " is computed as: ") + trimmed(d.logic->text));
      }
    }
    // Clause beside rule beside case.
    DraftTable rules{
        {say("条款（本包的话）", "clause, in the words of the pack"), say("规则", "rule"), say("用例", "cases")},
        {4, 4, 4},
        {}};
    for (std::size_t r = 0; r < table->rules.size(); ++r) {
      const auto id = packs::rule_id(*table, r);
      const auto* clause = pack_.clause(p.name, id);
      std::string says = clause == nullptr ? say("（没有写条款）", "(no clause)")
                                           : clause->number + "：" + clause->text + "。\n" + say("出处：", "Source: ") +
                                                 clause->source;
      rules.rows.push_back({says, rule(*table, r, id), cases(p, id, packs::says_yes(*table, r))});
    }
    draft_.blocks.emplace_back(rules);
  }

  std::string rule(const dmn::DecisionTable& table, std::size_t r, const std::string& id) const {
    std::string out = "【" + id + "】";
    bool asks = false;
    for (std::size_t c = 0; c < table.inputs.size() && c < table.rules[r].inputs.size(); ++c) {
      const auto cell = trimmed(table.rules[r].inputs[c]);
      if (cell.empty() || cell == "-") continue;
      const auto& in = table.inputs[c];
      out += "\n" + (in.label.empty() ? trimmed(in.expression) : in.label) + "：" + packs::cell_in_words(cell);
      asks = true;
    }
    if (!asks) out += say("\n以上都不符合时", "\nwhen none of the above holds");
    for (std::size_t o = 0; o < table.outputs.size() && o < table.rules[r].outputs.size(); ++o) {
      out += "\n→ " + table.outputs[o].name + "：" + packs::cell_in_words(trimmed(table.rules[r].outputs[o]));
    }
    return out;
  }

  // A case stands at the rule it was decided by; a no without a nearest rule at the one the table stopped at.
  std::string cases(const packs::Policy& p, const std::string& id, bool yes) const {
    std::string out;
    for (const auto& c : checked_.cases) {
      if (c.asked->policy != p.name) continue;
      const bool here = yes ? c.got.rule == id : c.got.hit == id && c.got.rule.empty();
      if (!here) continue;
      out += std::string(out.empty() ? "" : "\n") + (c.differs.empty() ? "✓ " : "✗ ") + c.asked->name + "（" +
             calendar::to_string(c.asked->asof) + "）：" + conclusion(c.asked->conclusion);
      if (!c.asked->amount.empty()) out += " " + c.asked->amount + say(" 元", " yuan");
      if (!c.asked->missing.empty()) {
        out += say("，缺", ", missing: ");
        for (std::size_t i = 0; i < c.asked->missing.size(); ++i) out += (i == 0 ? "" : "、") + c.asked->missing[i];
      }
      if (!c.asked->says.empty()) out += "。" + c.asked->says;
      for (const auto& d : c.differs) out += "；" + d;
    }
    if (!out.empty()) return out;
    return yes ? say("没有用例", "no case")
               : say("落到这里的用例，列在它最接近的规则旁",
                     "cases that end here stand beside the rule they came nearest to");
  }

  std::string conclusion(const std::string& written) const {
    static const std::map<std::string, std::string> words = {
        {"享受", "yes"}, {"不享受", "no"}, {"缺数据", "unknown"}, {"不在有效期", "not in force"}};
    const auto at = words.find(written);
    return english_ && at != words.end() ? at->second : written;
  }

  void parameters() {
    if (pack_.parameters.empty()) return;
    heading(say("参数", "Parameters"));
    DraftTable t{{say("参数", "parameter"), say("值", "value"), say("有效期", "in force"), say("公布", "published"),
                  say("出处", "source"), say("性质", "kind")},
                 {3, 2, 3, 1.5, 5, 1},
                 {}};
    for (const auto& p : pack_.parameters) {
      t.rows.push_back({p.name,
                        p.written + (p.unit == "%"    ? "%"
                                     : p.unit.empty() ? ""
                                                      : " " + p.unit),
                        until(p.from, p.to), p.published, p.source, nature(p.nature)});
    }
    draft_.blocks.emplace_back(t);
  }

  void fields() {
    heading(say("登记表的字段和掌握部门", "Fields of the register and who holds them"));
    DraftTable t{{say("字段", "field"), say("类型", "type"), say("掌握部门", "holder"),
                  say("空着表示", "a blank means"), say("个人信息", "personal"), say("含义", "meaning")},
                 {3, 1.6, 3, 1.6, 1, 4},
                 {}};
    static const char* chinese[] = {"文字", "数", "日期", "是否", "代码"};
    static const char* english[] = {"text", "number", "date", "yes or no", "code"};
    const auto& types = english_ ? english : chinese;
    for (const auto& f : pack_.fields) {
      t.rows.push_back({f.name,
                        std::string(types[static_cast<int>(f.type)]) + (f.unit.empty() ? "" : "（" + f.unit + "）"),
                        f.holder, f.blank.is_null() ? say("不知道", "not known") : f.blank_written,
                        f.personal ? say("是", "yes") : "", f.meaning});
    }
    draft_.blocks.emplace_back(t);
  }
};

}  // namespace

Draft pack_book(const packs::Pack& pack, const packs::CheckOutcome& checked, bool english) {
  return Book(pack, checked, english).write();
}

}  // namespace report
