#include <algorithm>

#include "report/pack_documents.hpp"

namespace report {

namespace {

using document::DraftSheet;
using document::DraftWorkbook;
using document::SheetCell;
using Rows = std::vector<std::vector<SheetCell>>;

constexpr std::size_t kMostRows = 1'000'000;  // a worksheet holds 1,048,576

SheetCell words(std::string text) { return {.kind = SheetCell::Kind::text, .text = std::move(text)}; }
SheetCell count(std::size_t n) { return {.kind = SheetCell::Kind::number, .text = std::to_string(n), .decimals = 0}; }
SheetCell yuan(const feel::Number& n) {
  const auto rounded = n.rounded(2, feel::Round::half_up).value_or(n);
  return {.kind = SheetCell::Kind::number, .text = rounded.to_string(), .decimals = 2};
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& x : list) out += (out.empty() ? "" : "、") + x;
  return out;
}

class Workbook {
 public:
  Workbook(const packs::Pack& pack, packs::DecideOutcome& o, const DecideSource& s) : pack_(pack), o_(o), s_(s) {
    const auto at = pack.about.find("名称");
    title_ = at == pack.about.end() ? "" : at->second;
  }

  DraftWorkbook write() {
    out_.title = title_ + "结果";
    totals();
    yes();
    why_not();
    almost();
    missing();
    unknown();
    bad();
    basis();
    return std::move(out_);
  }

 private:
  const packs::Pack& pack_;
  packs::DecideOutcome& o_;
  const DecideSource& s_;
  DraftWorkbook out_;
  std::string title_;

  std::string policy(std::size_t p) const { return pack_.policies[p].name; }
  std::string holder(const std::string& field) const {
    const auto* f = pack_.field(field);
    return f == nullptr ? "" : f->holder;
  }
  // With the office that holds each datum.
  std::string with_holders(const std::vector<std::string>& fields) const {
    std::string out;
    for (const auto& f : fields) out += (out.empty() ? "" : "、") + f + "（" + holder(f) + "）";
    return out;
  }
  std::string clause(std::size_t p, const std::string& rule) const {
    const auto* c = pack_.clause(policy(p), rule);
    return c == nullptr ? "" : c->number + "：" + c->text;
  }

  void add(const std::string& name, std::vector<std::string> preamble, std::vector<std::string> header,
           std::vector<double> widths, Rows rows) {
    for (std::size_t from = 0, n = 1; from == 0 || from < rows.size(); from += kMostRows, ++n) {
      DraftSheet sheet;
      sheet.name = n == 1 ? name : name + std::to_string(n);
      sheet.preamble = preamble;
      sheet.header = header;
      sheet.widths = widths;
      const auto end = std::min(rows.size(), from + kMostRows);
      sheet.rows.assign(std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(from)),
                        std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(end)));
      out_.sheets.push_back(std::move(sheet));
    }
  }

  void totals() {
    Rows rows;
    std::size_t all = 0;
    feel::Number sum;
    for (const auto& t : o_.totals) {
      rows.push_back({words(t.policy->name), words(t.policy->office), count(t.yes), yuan(t.amount), count(t.no),
                      count(t.unknown), count(t.not_in_force), words(t.policy->nature)});
      all += t.yes;
      sum = feel::Number::add(sum, t.amount).value_or(sum);
    }
    rows.push_back({words("合计"), words(""), count(all), yuan(sum), words(""), words(""), words(""), words("")});
    std::vector<std::string> preamble = {title_ + "：各项政策汇总（截至 " + calendar::to_string(o_.asof) + "）",
                                         "登记表 " + std::to_string(o_.rows) + " 行，判了 " +
                                             std::to_string(o_.judged) + " 户，没有判的 " +
                                             std::to_string(o_.rows - o_.judged) + " 行列在“问题行”；至少享受一项的 " +
                                             std::to_string(o_.objects_with_yes) + " 户。",
                                         "标“示例”的政策按示例参数计算，不能据以发放。"};
    if (!o_.absent.empty()) preamble.push_back("登记表没有这些列，一律按空白处理：" + joined(o_.absent));
    if (!o_.unknown_columns.empty()) preamble.push_back("登记表多出这些列，没有使用：" + joined(o_.unknown_columns));
    if (!o_.unused_sheets.empty()) {
      preamble.push_back("没有“" + pack_.key() + "”一列、没有读的工作表：" + joined(o_.unused_sheets));
    }
    for (const auto& note : o_.notes) preamble.push_back("读登记表时：" + note);
    if (!o_.problems.empty()) preamble.push_back("计算中出过错：" + joined(o_.problems));
    add("汇总", preamble,
        {"政策", "主管部门", "享受（户）", "金额（元）", "不享受（户）", "缺数据（户）", "不在有效期（户）", "性质"},
        {24, 24, 12, 20, 14, 14, 16, 8}, std::move(rows));
  }

  void yes() {
    Rows rows;
    rows.reserve(o_.yes.size());
    for (auto& f : o_.yes) {
      auto& row = rows.emplace_back();
      row.reserve(7);
      row.push_back(words(std::move(f.key)));
      row.push_back(words(std::move(f.label)));
      row.push_back(words(policy(f.policy)));
      row.push_back(f.verdict.amount ? yuan(*f.verdict.amount) : words(""));
      row.push_back(words(f.verdict.rule));
      row.push_back(words(std::move(f.verdict.why)));
      row.push_back(words(clause(f.policy, f.verdict.rule)));
    }
    o_.yes = {};
    add("享受名单", {"谁享受什么、享受多少、为什么"},
        {pack_.key(), pack_.label(), "政策", "金额（元）", "规则", "为什么", "条款"}, {22, 30, 22, 16, 14, 60, 50},
        std::move(rows));
  }

  void why_not() {
    Rows rows;
    for (std::size_t p = 0; p < o_.totals.size(); ++p) {
      std::vector<std::pair<std::string, packs::PolicyTotal::Reason>> list(o_.totals[p].reasons.begin(),
                                                                           o_.totals[p].reasons.end());
      std::ranges::stable_sort(list, std::ranges::greater(), [](const auto& x) { return x.second.count; });
      for (const auto& [reason, r] : list) {
        rows.push_back({words(policy(p)), words(r.rule), words(reason), count(r.count), words(r.example)});
      }
    }
    add("为什么不享受", {"为什么不享受：最接近的规则和它缺的条件，全部户数"},
        {"政策", "最接近的规则", "差什么", "户数", "例如"}, {24, 16, 90, 12, 22}, std::move(rows));
  }

  std::string limited(std::size_t shown, std::size_t all) const {
    if (shown == all) return "共 " + std::to_string(all) + " 条，全部列出。";
    return "共 " + std::to_string(all) + " 条，每项政策列出登记表中靠前的 " + std::to_string(s_.most_listed) +
           " 条，这里是 " + std::to_string(shown) + " 条；" +
           (s_.all_file.empty() ? "要全部的，加 --all 文件.csv 再运行。" : "全部在 " + s_.all_file + "。");
  }

  void almost() {
    Rows rows;
    std::size_t all = 0;
    for (const std::size_t n : o_.almost_count) all += n;
    for (std::size_t p = 0; p < pack_.policies.size(); ++p) {
      for (const auto& f : o_.almost) {
        if (f.policy != p) continue;
        rows.push_back({words(policy(p)), words(f.key), words(f.label), words(f.verdict.rule), words(f.verdict.why),
                        words(clause(p, f.verdict.rule))});
      }
    }
    const auto shown = rows.size();
    add("只差一条", {"只差一个条件就能享受的", limited(shown, all)},
        {"政策", pack_.key(), pack_.label(), "最接近的规则", "差在哪里", "条款"}, {22, 22, 30, 16, 60, 50},
        std::move(rows));
  }

  void missing() {
    Rows rows;
    for (std::size_t p = 0; p < o_.totals.size(); ++p) {
      std::vector<std::pair<std::string, std::size_t>> list(o_.totals[p].missing.begin(), o_.totals[p].missing.end());
      std::ranges::stable_sort(list, std::ranges::greater(), [](const auto& x) { return x.second; });
      for (const auto& [field, n] : list) {
        rows.push_back({words(policy(p)), words(field), words(holder(field)), count(n)});
      }
    }
    add("缺什么数据", {"缺什么数据、找谁要：说不清能不能享受的户数"}, {"政策", "缺的数据", "掌握部门", "户数"},
        {24, 24, 30, 12}, std::move(rows));
  }

  void unknown() {
    Rows rows;
    std::size_t all = 0;
    for (const auto& t : o_.totals) all += t.unknown;
    for (std::size_t p = 0; p < pack_.policies.size(); ++p) {
      for (const auto& f : o_.unknown) {
        if (f.policy != p) continue;
        rows.push_back({words(policy(p)), words(f.key), words(f.label), words(with_holders(f.verdict.missing)),
                        words(f.verdict.rule), words(f.verdict.why)});
      }
    }
    const auto shown = rows.size();
    add("缺数据名单", {"补上数据就能定的", limited(shown, all)},
        {"政策", pack_.key(), pack_.label(), "缺的数据（掌握部门）", "可能适用的规则", "还要看"},
        {22, 22, 30, 44, 16, 60}, std::move(rows));
  }

  void bad() {
    Rows rows;
    const bool sheets = std::ranges::any_of(o_.bad, [](const packs::BadRow& b) { return !b.sheet.empty(); });
    for (const auto& b : o_.bad) {
      rows.push_back({count(static_cast<std::size_t>(b.line)), words(b.key), words(b.column), words(b.why),
                      words(b.judged ? "判了，这一项按不知道处理" : "没有判")});
      if (sheets) rows.back().insert(rows.back().begin(), words(b.sheet));
    }
    std::vector<std::string> header = {"行", pack_.key(), "列", "原因", "怎么处理"};
    std::vector<double> widths = {10, 24, 24, 60, 30};
    if (sheets) header.insert(header.begin(), "工作表"), widths.insert(widths.begin(), 20);
    add("问题行", {s_.register_file + "里读不懂的行和格，一行不少"}, header, widths, std::move(rows));
  }

  void basis() {
    Rows rows;
    rows.push_back({words("登记表"), words(s_.register_file), words("SHA-256 " + s_.register_hash), words("")});
    rows.push_back({words("程序"), words("计成 " + s_.engine), words(""), words("")});
    for (const auto& p : pack_.policies) {
      rows.push_back({words("模型"), words(p.name), words("SHA-256 " + p.hash), words(p.document)});
    }
    for (const auto& p : pack_.parameters) {
      if (pack_.parameter(p.name, o_.asof) != &p) continue;
      rows.push_back(
          {words("参数"), words(p.name), words(p.written + " " + p.unit), words(p.nature + "；" + p.source)});
    }
    add("依据", {"这次判断用的模型、参数和登记表（截至 " + calendar::to_string(o_.asof) + "）"},
        {"种类", "名称", "内容", "出处"}, {10, 30, 70, 80}, std::move(rows));
  }
};

}  // namespace

DraftWorkbook decide_workbook(const packs::Pack& pack, packs::DecideOutcome& outcome, const DecideSource& source) {
  return Workbook(pack, outcome, source).write();
}

}  // namespace report
