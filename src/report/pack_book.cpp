#include <algorithm>
#include <set>

#include "base/text.hpp"
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
std::string until(calendar::Date from, const std::optional<calendar::Date>& to) {
  return calendar::to_string(from) + (to ? " 至 " + calendar::to_string(*to) : " 起");
}
std::string trimmed(const dmn::Text& text) { return std::string(base::trim(std::string_view(text.text))); }

class Book {
 public:
  Book(const packs::Pack& pack, const packs::CheckOutcome& checked) : pack_(pack), checked_(checked) {}

  Draft write() {
    draft_.title = about(pack_, "名称") + "手册";
    paragraph(Role::title, draft_.title);
    paragraph(Role::body, "这个包决定：" + about(pack_, "决定什么") + "。");
    paragraph(Role::body, "谁可以改：" + about(pack_, "谁可以改") + "。");
    if (!about(pack_, "说明").empty()) paragraph(Role::body, about(pack_, "说明") + "。");
    paragraph(Role::body, "印制本手册时，" + std::to_string(checked_.cases.size()) + " 个用例通过 " +
                              std::to_string(checked_.passed()) + " 个" +
                              (checked_.faults.empty() ? ""
                                                       : "，另有 " + std::to_string(checked_.faults.size()) +
                                                             " 处不完整，见 jicheng pack check") +
                              "。");
    heading("政策一览");
    DraftTable list{{"政策", "主管部门", "有效期", "性质"}, {3, 3, 3, 1}, {}};
    for (const auto& p : pack_.policies) list.rows.push_back({p.name, p.office, until(p.from, p.to), p.nature});
    draft_.blocks.emplace_back(list);
    for (const auto& p : pack_.policies) policy(p);
    parameters();
    fields();
    return std::move(draft_);
  }

 private:
  const packs::Pack& pack_;
  const packs::CheckOutcome& checked_;
  Draft draft_;
  int chapter_ = 0;

  void paragraph(Role role, const std::string& text) { draft_.blocks.emplace_back(DraftParagraph{role, {{text}}}); }
  void heading(const std::string& text) {
    static const char* digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    ++chapter_;
    std::string number;
    if (chapter_ >= 20) number += digits[chapter_ / 10 % 10];
    if (chapter_ >= 10) number += "十";
    if (chapter_ % 10 != 0 || chapter_ < 10) number += digits[chapter_ % 10];
    paragraph(Role::heading1, number + "、" + text);
  }

  void policy(const packs::Policy& p) {
    heading(p.name);
    paragraph(Role::body, "主管部门：" + p.office + "。有效期：" + until(p.from, p.to) + "。依据：" + p.document +
                              "。" + (p.may_change.empty() ? "" : "修改：" + p.may_change + "。"));
    const auto* table = packs::table_of(p);
    if (table == nullptr) {
      paragraph(Role::note, "模型读不了。");
      return;
    }
    for (const auto& d : p.definitions->decisions) {
      if (d.name != p.decision && d.logic != nullptr && d.logic->kind == dmn::Expression::Kind::literal) {
        paragraph(Role::note, d.name + "的算法：" + trimmed(d.logic->text));
      }
    }
    // Clause beside rule beside case.
    DraftTable rules{{"条款（本包的话）", "规则", "用例"}, {4, 4, 4}, {}};
    for (std::size_t r = 0; r < table->rules.size(); ++r) {
      const auto id = packs::rule_id(*table, r);
      const auto* clause = pack_.clause(p.name, id);
      std::string says =
          clause == nullptr ? "（没有写条款）" : clause->number + "：" + clause->text + "。\n出处：" + clause->source;
      rules.rows.push_back({says, rule(*table, r, id), cases(p, id, packs::says_yes(*table, r))});
    }
    draft_.blocks.emplace_back(rules);
  }

  static std::string rule(const dmn::DecisionTable& table, std::size_t r, const std::string& id) {
    std::string out = "【" + id + "】";
    bool asks = false;
    for (std::size_t c = 0; c < table.inputs.size() && c < table.rules[r].inputs.size(); ++c) {
      const auto cell = trimmed(table.rules[r].inputs[c]);
      if (cell.empty() || cell == "-") continue;
      const auto& in = table.inputs[c];
      out += "\n" + (in.label.empty() ? trimmed(in.expression) : in.label) + "：" + cell;
      asks = true;
    }
    if (!asks) out += "\n以上都不符合时";
    for (std::size_t o = 0; o < table.outputs.size() && o < table.rules[r].outputs.size(); ++o) {
      out += "\n→ " + table.outputs[o].name + "：" + trimmed(table.rules[r].outputs[o]);
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
             calendar::to_string(c.asked->asof) + "）：" + c.asked->conclusion;
      if (!c.asked->amount.empty()) out += " " + c.asked->amount + " 元";
      if (!c.asked->missing.empty()) {
        out += "，缺";
        for (std::size_t i = 0; i < c.asked->missing.size(); ++i) out += (i == 0 ? "" : "、") + c.asked->missing[i];
      }
      if (!c.asked->says.empty()) out += "。" + c.asked->says;
      for (const auto& d : c.differs) out += "；" + d;
    }
    return out.empty() ? (yes ? "没有用例" : "落到这里的用例，列在它最接近的规则旁") : out;
  }

  void parameters() {
    if (pack_.parameters.empty()) return;
    heading("参数");
    DraftTable t{{"参数", "值", "有效期", "公布", "出处", "性质"}, {3, 2, 3, 1.5, 5, 1}, {}};
    for (const auto& p : pack_.parameters) {
      t.rows.push_back({p.name,
                        p.written + (p.unit == "%"    ? "%"
                                     : p.unit.empty() ? ""
                                                      : " " + p.unit),
                        until(p.from, p.to), p.published, p.source, p.nature});
    }
    draft_.blocks.emplace_back(t);
  }

  void fields() {
    heading("登记表的字段和掌握部门");
    DraftTable t{{"字段", "类型", "掌握部门", "空着表示", "个人信息", "含义"}, {3, 1.6, 3, 1.6, 1, 4}, {}};
    static const char* types[] = {"文字", "数", "日期", "是否", "代码"};
    for (const auto& f : pack_.fields) {
      t.rows.push_back({f.name,
                        std::string(types[static_cast<int>(f.type)]) + (f.unit.empty() ? "" : "（" + f.unit + "）"),
                        f.holder, f.blank.is_null() ? "不知道" : f.blank_written, f.personal ? "是" : "", f.meaning});
    }
    draft_.blocks.emplace_back(t);
  }
};

}  // namespace

Draft pack_book(const packs::Pack& pack, const packs::CheckOutcome& checked) { return Book(pack, checked).write(); }

}  // namespace report
