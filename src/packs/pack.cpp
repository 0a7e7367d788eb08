#include "packs/pack.hpp"

#include <algorithm>
#include <array>

#include "base/csv.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "calendar/period.hpp"

namespace packs {

namespace {

using Files = std::map<std::string, std::string>;

std::string trimmed(const std::string& text) { return std::string(base::trim(std::string_view(text))); }

class Loader {
 public:
  Loader(const std::string& folder, const Files& files) : files_(files) { pack_.folder = folder; }

  base::Result<Pack> load() {
    for (const char* name : {"pack.csv", "fields.csv", "policies.csv"}) {
      if (!files_.contains(name)) {
        return base::fail("pack.missing", std::string("这个文件夹不是一个政策包：没有 ") + name, {.file = pack_.folder},
                          "检查文件夹是否给对；每个文件写什么，见 docs/reference/packs.md");
      }
    }
    for (const auto& step :
         {&Loader::about, &Loader::fields, &Loader::parameters, &Loader::policies, &Loader::clauses}) {
      if (auto done = (this->*step)(); !done) return base::fail(done.error());
    }
    for (const auto& [name, bytes] : files_) {
      if (name.starts_with("cases/") && name.ends_with(".csv")) {
        if (auto done = cases(name); !done) return base::fail(done.error());
      }
    }
    return std::move(pack_);
  }

 private:
  const Files& files_;
  Pack pack_;

  std::string path(const std::string& name) const { return pack_.folder + "/" + name; }

  base::Result<base::CsvTable> table(const std::string& name, std::initializer_list<const char*> columns) {
    const auto at = files_.find(name);
    auto t = base::CsvTable::parse(at == files_.end() ? std::string_view() : std::string_view(at->second), path(name));
    if (!t) return t;
    for (const char* column : columns) {
      if (!t->has(column)) {
        return base::fail("pack.column", std::string("表里没有“") + column + "”一列", {.file = path(name), .line = 1},
                          "补上这一列，见 docs/reference/packs.md");
      }
    }
    return t;
  }
  // `each(table, row, line)` for every row.
  template <class Each>
  base::Result<void> rows(const std::string& name, std::initializer_list<const char*> columns, const Each& each) {
    auto t = table(name, columns);
    if (!t) return base::fail(t.error());
    for (std::size_t r = 0; r < t->size(); ++r) each(*t, r, t->line(r));
    return {};
  }
  // From when until when; false when one of the two cannot be read.
  template <class Dated>
  bool period(const base::CsvTable& t, std::size_t row, const std::string& file, Dated& out) {
    const auto from = day(at(t, row, "起"), file, out.line, "起");
    if (!from) return false;
    out.from = *from;
    const auto to = at(t, row, "止");
    if (!to.empty()) out.to = day(to, file, out.line, "止");
    return to.empty() || out.to.has_value();
  }
  static std::string at(const base::CsvTable& t, std::size_t row, std::string_view column) {
    return trimmed(t.at(row, column));
  }
  void fault(const std::string& code, const std::string& what, const std::string& file, int line,
             const std::string& remedy) {
    pack_.faults.push_back({code, what, {.file = path(file), .line = line}, remedy});
  }
  std::optional<calendar::Date> day(const std::string& text, const std::string& file, int line,
                                    const std::string& column) {
    if (auto d = calendar::parse_date(text)) return *d;
    fault("pack.date", "“" + column + "”的“" + text + "”不是日期", file, line, "写成 2023-01-31 的样子");
    return std::nullopt;
  }

  base::Result<void> about() {
    auto done = rows("pack.csv", {"项目", "内容"}, [&](const base::CsvTable& t, std::size_t r, int) {
      pack_.about[at(t, r, "项目")] = at(t, r, "内容");
    });
    if (!done) return done;
    for (const char* needed : {"名称", "决定什么", "谁可以改", "主键", "名称字段"}) {
      if (pack_.about[needed].empty()) {
        fault("pack.about", std::string("没有写“") + needed + "”", "pack.csv", 1, "补一行");
      }
    }
    return {};
  }

  base::Result<void> fields() {
    static const std::map<std::string, FieldType> types = {{"文字", FieldType::text},
                                                           {"数", FieldType::number},
                                                           {"日期", FieldType::date},
                                                           {"是否", FieldType::boolean},
                                                           {"统一社会信用代码", FieldType::credit_code}};
    return rows("fields.csv", {"字段", "类型", "掌握部门", "个人信息", "空白"},
                [&](const base::CsvTable& t, std::size_t r, int line) {
                  Field f;
                  f.name = at(t, r, "字段");
                  f.line = line;
                  const auto type = types.find(at(t, r, "类型"));
                  if (type == types.end() || f.name.empty()) {
                    fault("pack.type", "字段“" + f.name + "”的类型“" + at(t, r, "类型") + "”不认识", "fields.csv",
                          f.line, "写文字、数、日期、是否、统一社会信用代码中的一个");
                    return;
                  }
                  f.type = type->second;
                  f.unit = at(t, r, "单位");
                  f.holder = at(t, r, "掌握部门");
                  f.personal = at(t, r, "个人信息") == "是";
                  f.meaning = at(t, r, "含义");
                  f.blank_written = at(t, r, "空白");
                  if (!f.blank_written.empty() && f.blank_written != "未知") {
                    auto blank = value_of(f, f.blank_written);
                    if (!blank) {
                      fault("pack.blank", "字段“" + f.name + "”的空白含义“" + f.blank_written + "”读不懂", "fields.csv",
                            f.line, "写“未知”，或这个类型的一个值");
                    } else {
                      f.blank = *blank;
                    }
                  }
                  if (pack_.field(f.name) != nullptr) {
                    fault("pack.twice", "字段“" + f.name + "”写了两次", "fields.csv", f.line, "只留一行");
                    return;
                  }
                  pack_.fields.push_back(std::move(f));
                });
  }

  base::Result<void> parameters() {
    if (!files_.contains("parameters.csv")) return {};
    return rows("parameters.csv", {"参数", "值", "单位", "起", "止", "公布", "出处", "性质"},
                [&](const base::CsvTable& t, std::size_t r, int line) {
                  Parameter p;
                  p.name = at(t, r, "参数");
                  p.line = line;
                  p.written = at(t, r, "值");
                  p.unit = at(t, r, "单位");
                  p.published = at(t, r, "公布");
                  p.source = at(t, r, "出处");
                  p.nature = at(t, r, "性质");
                  if (const auto number = feel::Number::parse(p.written)) {
                    p.value = p.unit == "%" ? feel::Value(feel::Number::divide(*number, 100)) : feel::Value(*number);
                  } else if (const auto date = feel::Date::parse(p.written)) {
                    p.value = *date;
                  } else {
                    p.value = p.written;
                  }
                  if (period(t, r, "parameters.csv", p)) pack_.parameters.push_back(std::move(p));
                });
  }

  base::Result<void> policies() {
    return rows("policies.csv", {"政策", "模型", "决策", "主管部门", "起", "止", "文件", "性质"},
                [&](const base::CsvTable& t, std::size_t r, int line) {
                  Policy p;
                  p.name = at(t, r, "政策");
                  p.line = line;
                  p.english = at(t, r, "英文名称");
                  p.model = at(t, r, "模型");
                  p.decision = at(t, r, "决策");
                  p.office = at(t, r, "主管部门");
                  p.may_change = at(t, r, "谁可以改");
                  p.document = at(t, r, "文件");
                  p.nature = at(t, r, "性质");
                  if (!period(t, r, "policies.csv", p)) return;
                  model(p);
                  pack_.policies.push_back(std::move(p));
                });
  }

  void model(Policy& p) {
    const auto bytes = files_.find(p.model);
    if (bytes == files_.end()) {
      fault("pack.model", "政策“" + p.name + "”的模型 " + p.model + " 不在包里", "policies.csv", p.line,
            "检查文件名，或补上这个文件");
      return;
    }
    auto read = dmn::read_definitions(bytes->second, path(p.model));
    if (!read) {
      pack_.faults.push_back(read.error());
      return;
    }
    p.hash = base::sha256_hex(bytes->second);
    p.definitions = std::make_shared<const dmn::Definitions>(*std::move(read));
  }

  base::Result<void> clauses() {
    if (!files_.contains("clauses.csv")) return {};
    return rows("clauses.csv", {"政策", "规则", "条款", "内容", "出处"},
                [&](const base::CsvTable& t, std::size_t r, int line) {
                  pack_.clauses.push_back(
                      {at(t, r, "政策"), at(t, r, "规则"), at(t, r, "条款"), at(t, r, "内容"), at(t, r, "出处"), line});
                });
  }

  base::Result<void> cases(const std::string& file) {
    auto t = table(file, {"政策", "用例", "日期", "结论"});
    if (!t) return base::fail(t.error());
    static const std::vector<std::string> own = {"政策", "用例", "说明", "日期", "结论", "金额", "规则", "缺少"};
    for (const std::string& column : t->columns()) {
      if (std::ranges::find(own, column) == own.end() && pack_.field(column) == nullptr) {
        fault("pack.case_column", "列“" + column + "”不是登记表的字段", file, 1, "改成 fields.csv 里的字段名");
      }
    }
    for (std::size_t r = 0; r < t->size(); ++r) {
      Case c;
      c.file = path(file);
      c.line = t->line(r);
      c.policy = at(*t, r, "政策");
      c.name = at(*t, r, "用例");
      c.says = at(*t, r, "说明");
      c.conclusion = at(*t, r, "结论");
      c.amount = at(*t, r, "金额");
      c.rule = at(*t, r, "规则");
      const std::string missing = at(*t, r, "缺少");
      for (std::size_t from = 0; from < missing.size();) {
        const auto end = std::min(missing.find("、", from), missing.size());
        c.missing.push_back(missing.substr(from, end - from));
        from = end + std::string_view("、").size();
      }
      const auto asof = day(at(*t, r, "日期"), file, c.line, "日期");
      if (!asof) continue;
      c.asof = *asof;
      for (const std::string& column : t->columns()) {
        if (std::ranges::find(own, column) == own.end()) c.values[column] = t->at(r, column);
      }
      if (pack_.policy(c.policy) == nullptr) {
        fault("pack.case_policy", "用例“" + c.name + "”的政策“" + c.policy + "”不在 policies.csv 里", file, c.line,
              "检查政策的名称");
        continue;
      }
      pack_.cases.push_back(std::move(c));
    }
    return {};
  }
};

template <class List>
auto* named(const List& list, std::string_view name) {
  const auto at = std::ranges::find_if(list, [&](const auto& x) { return x.name == name; });
  return at == list.end() ? nullptr : &*at;
}

}  // namespace

const Field* Pack::field(std::string_view name) const { return named(fields, name); }
const Policy* Pack::policy(std::string_view name) const { return named(policies, name); }
bool Pack::has_parameter(std::string_view name) const { return named(parameters, name) != nullptr; }

const Clause* Pack::clause(std::string_view policy, std::string_view rule) const {
  const auto at = std::ranges::find_if(clauses, [&](const Clause& c) { return c.policy == policy && c.rule == rule; });
  return at == clauses.end() ? nullptr : &*at;
}

const Parameter* Pack::parameter(std::string_view name, calendar::Date day) const {
  const auto at = std::ranges::find_if(
      parameters, [&](const Parameter& p) { return p.name == name && p.from <= day && (!p.to || day <= *p.to); });
  return at == parameters.end() ? nullptr : &*at;
}

std::string Pack::key() const {
  const auto at = about.find("主键");
  return at == about.end() ? "" : at->second;
}
std::string Pack::label() const {
  const auto at = about.find("名称字段");
  return at == about.end() ? "" : at->second;
}

base::Result<Pack> load(const std::string& folder, const Files& files) { return Loader(folder, files).load(); }

std::optional<feel::Value> value_of(const Field& field, std::string_view written) {
  const std::string_view text = base::trim(written);
  if (text.empty()) return field.blank;
  switch (field.type) {
    case FieldType::text:
      return feel::Value(std::string(text));
    case FieldType::credit_code:
      if (!is_credit_code(text)) return std::nullopt;
      return feel::Value(std::string(text));
    case FieldType::number: {
      std::string digits;
      for (const char c : text) {
        if (c != ',') digits += c;
      }
      if (const auto n = feel::Number::parse(digits)) return feel::Value(*n);
      return std::nullopt;
    }
    case FieldType::date:
      if (const auto d = feel::Date::parse(text)) return feel::Value(*d);
      return std::nullopt;
    case FieldType::boolean:
      if (text == "是" || text == "true" || text == "TRUE") return feel::Value(true);
      if (text == "否" || text == "false" || text == "FALSE") return feel::Value(false);
      return std::nullopt;
  }
  return std::nullopt;
}

feel::Value value_of(calendar::Date day) {
  return *feel::Date::make(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                           static_cast<unsigned>(day.day()));
}

// GB 32100-2015, 4.6 and annex B: C18 = 31 − (Σ Ci·3^(i−1) mod 31), written in an alphabet without I, O, S, V, Z.
bool is_credit_code(std::string_view code) {
  static constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (code.size() != 18) return false;
  int weight = 1, sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    const auto at = alphabet.find(code[i]);
    if (at == std::string_view::npos) return false;
    sum += static_cast<int>(at) * weight;
    weight = weight * 3 % 31;
  }
  return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] == code[17];
}

}  // namespace packs
