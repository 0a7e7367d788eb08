#include "cycle/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "office/office.hpp"
#include "plan/matching.hpp"
#include "quantity/quantity.hpp"
#include "reading/last_years_column.hpp"
#include "reading/title_place.hpp"

namespace cycle {

namespace {

constexpr std::string_view kPlainDocument = "按一般文件存放：";

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished[] = {".part",     ".tmp",      ".partial",    ".crdownload",
                                            ".download", ".filepart", ".jicheng-tmp"};

bool looks_like_facts(const std::string& bytes) {
  const std::string head = bytes.substr(0, bytes.find('\n'));
  return head.find("indicator") != std::string::npos && head.find("period") != std::string::npos;
}

std::string without_file(base::Place place) {
  place.file.clear();
  return base::to_text(place);
}

bool has_tables(const document::Document& document) {
  return std::ranges::any_of(document.blocks,
                             [](const auto& block) { return std::holds_alternative<document::Table>(block); });
}

// Where a figure of a table came from is part of what it is: the same file read again says nothing new.
std::string imprint(const facts::Fact& fact) {
  return facts::key(fact) + "\n" + facts::said(fact) + "\n" + fact.source.text;
}

// What was published of each figure last.
class Published {
 public:
  void add(const facts::Fact& fact) {
    if (fact.status != facts::Status::published || !fact.value) return;
    const auto [at, fresh] = last_.try_emplace(facts::key(fact), fact);
    if (!fresh && at->second.published.known_by <= fact.published.known_by) at->second = fact;
  }
  // A number of last year's column as far as it is printed: 136.8 beside a published 136.8 or 136.82.
  bool repeats(const facts::Fact& fact) const {
    if (fact.growth_pct || !fact.value || fact.note.find(reading::kLastYearsColumn) == std::string::npos) return false;
    const auto at = last_.find(facts::key(fact));
    if (at == last_.end()) return false;
    const auto was = quantity::convert(*at->second.value, at->second.unit, fact.unit);
    return was && was->rounded(fact.value->decimals()) == *fact.value;
  }

 private:
  std::map<std::string, facts::Fact> last_;
};

class Reader {
 public:
  Reader(const reading::TableContext& context, base::World& world) : context_(context), world_(world) {
    if (context.known == nullptr) return;
    for (const auto& fact : *context.known) {
      known_.insert(imprint(fact));
      published_.add(fact);
    }
  }

  void read(const std::string& path) {
    report::ReadFile file{.file = path, .kind = fs::path(path).extension().string()};
    auto bytes = world_.files->read(path, kMostBytes);
    if (!bytes) {
      refuse(file, bytes.error());
    } else if (looks_like_facts(*bytes)) {
      read_facts_table(file);
    } else {
      read_tables_of(file, std::move(*bytes));
    }
    out_.files.push_back(std::move(file));
  }

  FolderRead done() { return std::move(out_); }

 private:
  void refuse(report::ReadFile& file, const base::Fault& fault) {
    base::Place place = fault.where;
    place.file.clear();
    file.note = fault.what;
    out_.unread.push_back(
        {file.file, base::to_text(place), base::to_text(base::Fault{{}, fault.what, {}, fault.remedy})});
  }

  void read_facts_table(report::ReadFile& file) {
    auto read = read_facts({file.file}, world_);
    if (!read) return refuse(file, read.error());
    file.tables = 1;
    file.facts = static_cast<int>(read->facts.size());
    std::ranges::move(read->facts, std::back_inserter(out_.facts));
    std::ranges::move(read->unread, std::back_inserter(out_.unread));
  }

  void read_tables_of(report::ReadFile& file, std::string bytes) {
    auto document = office::read_document(bytes, file.file, world_);
    bytes = {};
    if (!document) return refuse(file, document.error());
    const bool details = leave_out_details(file, *document);
    for (const auto& notice : document->notices) {
      if (notice.lost) {
        out_.unread.push_back({file.file, without_file(notice.place), notice.why});
      } else {
        file.note = notice.why;
      }
    }
    take_project_sheets(file, *document);
    take_replies(file, *document);
    if (!has_tables(*document)) {
      if (file.replies > 0 || file.tables > 0 || details) return;
      // A circular is read by people: it is said what it is, and nothing in it waits to be understood.
      if (file.note.starts_with(kPlainDocument)) return;
      file.note = "没有表格，也不像进展反馈";
      out_.unread.push_back({file.file, "", "里面没有表格，也没有看出是进展反馈，文字没有采用"});
      return;
    }
    auto read = reading::read_tables(*document, facts::NamesTable::in_force(), context_);
    file.tables += static_cast<int>(read.tables.size());
    file.facts = static_cast<int>(read.facts.size());
    file.later = static_cast<int>(
        std::ranges::count_if(read.facts, [&](const facts::Fact& f) { return f.published.known_by > context_.asof; }));
    say_whose(file, read.facts);
    for (auto& fact : read.facts) {
      if (known_.contains(imprint(fact)) || published_.repeats(fact)) {
        ++out_.known_already;
      } else {
        published_.add(fact);
        out_.facts.push_back(std::move(fact));
      }
    }
    for (const auto* list : {&read.unread, &read.findings}) {
      for (const auto& u : *list) out_.unread.push_back({file.file, without_file(u.place), u.why});
    }
    for (auto& q : read.questions) {
      std::string why = "待回答 " + q.id + "：" + q.text;
      if (!q.example.empty()) why += "（如" + q.example + "）";
      out_.unread.push_back({file.file, without_file(q.place), why});
      if (std::ranges::none_of(out_.questions, [&](const auto& asked) { return asked.id == q.id; })) {
        out_.questions.push_back(std::move(q));
      }
    }
    std::set<std::string> said;
    for (const auto& table : read.tables) {
      for (const auto& note : table.notes) {
        if (said.insert(note).second) file.note += (file.note.empty() ? "" : "；") + note;
      }
    }
    if (!read.missing.empty()) {
      file.note += (file.note.empty() ? "" : "；") + std::to_string(read.missing.size()) + "处没有数，不按零计";
    }
  }

  // A file whose figures are all another place's is no mistake by itself (the city's table, a neighbour's to compare
  // with), but nobody may take it for the office's own.
  void say_whose(report::ReadFile& file, const std::vector<facts::Fact>& facts) {
    if (context_.area.empty() || facts.empty()) return;
    std::vector<std::string> places;
    for (const auto& fact : facts) {
      if (plan::same_area(fact.area, context_.area)) return;
      if (std::ranges::find(places, fact.area) == places.end()) places.push_back(fact.area);
    }
    constexpr std::size_t kNamed = 3;
    std::string named;
    for (std::size_t i = 0; i < places.size() && i < kNamed; ++i) named += (i == 0 ? "" : "、") + places[i];
    if (places.size() > kNamed) named += "等" + std::to_string(places.size()) + "个地区";
    const std::string note = "写明是" + named + "的数，没有" + context_.area + "的";
    file.note += (file.note.empty() ? "" : "；") + note;
    out_.unread.push_back({file.file, "",
                           note + "：" + std::to_string(facts.size()) + "个数记在" + named + "名下，不用来判断" +
                               context_.area + "的目标；放错了的，换成" + context_.area + "的表",
                           report::Unread::Kind::left_out});
  }

  // What no sheet of statistics comes near is a list of single cases; reading it as figures would take minutes and all
  // memory.
  bool leave_out_details(const report::ReadFile& file, document::Document& document) {
    std::size_t room = kMostTableCells;
    bool any = false;
    std::erase_if(document.blocks, [&](const document::Block& block) {
      const auto* table = std::get_if<document::Table>(&block);
      if (table == nullptr) return false;
      if (table->cells.size() <= room) {
        room -= table->cells.size();
        return false;
      }
      any = true;
      out_.unread.push_back(
          {file.file, without_file(table->place),
           "有" + std::to_string(table->cells.size()) + "个格，像明细而不是统计表，没有采用。请给汇总以后的表"});
      return true;
    });
    return any;
  }

  // Project sheets are taken out, so that nobody looks for statistics in them.
  void take_project_sheets(report::ReadFile& file, document::Document& document) {
    auto read = reading::read_project_sheets(document, context_.asof);
    for (auto at = read.taken.rbegin(); at != read.taken.rend(); ++at)
      document.blocks.erase(document.blocks.begin() + static_cast<std::ptrdiff_t>(*at));
    file.tables += static_cast<int>(read.taken.size());
    for (const auto& u : read.unread) out_.unread.push_back({file.file, without_file(u.place), u.why});
    for (auto& sheet : read.sheets) {
      if (!is_ours(file, sheet)) continue;
      file.note += (file.note.empty() ? "" : "；") + std::string("重点项目表，") +
                   std::to_string(sheet.projects.size()) + "个项目";
      for (const auto& note : sheet.notes) file.note += "；" + note;
      out_.project_sheets.push_back(std::move(sheet));
    }
  }

  // A sheet of projects whose title names another district is left out, one of the city's is taken and said: the
  // projects of a district stand in it too.
  bool is_ours(report::ReadFile& file, const reading::ProjectSheet& sheet) {
    const std::string place = reading::place_in_title(sheet.title);
    if (place.empty() || context_.area.empty() || plan::same_area(place, context_.area)) return true;
    const auto district = [](std::string_view area) {
      return area.ends_with("区") || area.ends_with("县") || area.ends_with("旗");
    };
    const bool above = district(context_.area) && !district(place);
    const std::string note = "表题写的是" + place + "的项目";
    file.note += (file.note.empty() ? "" : "；") + note;
    out_.unread.push_back(
        {file.file, without_file(sheet.place),
         note + (above ? "，按" + context_.area + "的采用了；里面有别处项目的，请换成" + context_.area + "自己的表"
                       : "，不是" + context_.area + "的，没有采用；放错了的，换成" + context_.area + "的表"),
         report::Unread::Kind::left_out});
    return above;
  }

  // So are tables of replies; what the letter says besides is kept with them.
  void take_replies(report::ReadFile& file, document::Document& document) {
    auto replies = reading::read_replies(document, {context_.asof});
    for (const auto& u : replies.not_understood) out_.unread.push_back({file.file, without_file(u.place), u.why});
    if (!replies.tables.empty()) document = reading::without_reply_tables(document, replies);
    if (!replies.no_reply.empty())
      file.note += (file.note.empty() ? "" : "；") + std::string(kPlainDocument) + replies.no_reply;
    if (replies.entries.empty()) return;
    file.replies = static_cast<int>(replies.entries.size());
    file.tables += static_cast<int>(replies.tables.size());
    file.note += (file.note.empty() ? "" : "；") +
                 std::string(replies.kind == reading::LetterKind::order_reply ? "督办回复" : "进展反馈") +
                 (replies.office.empty() ? "" : "，" + replies.office) + "，" + std::to_string(file.replies) + "条";
    out_.letters.push_back({file.file, std::move(replies)});
  }

  const reading::TableContext& context_;
  base::World& world_;
  std::set<std::string> known_;
  Published published_;
  FolderRead out_;
};

}  // namespace

bool is_left_alone(const std::string& name) {
  if (name.starts_with("~") || name.starts_with(".")) return true;
  std::string lower = name;
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (lower == "thumbs.db" || lower == "desktop.ini") return true;
  return std::ranges::any_of(kUnfinished, [&](std::string_view end) { return lower.ends_with(end); });
}

std::string why_not_read(const base::Files::Entry& entry) {
  if (entry.is_link) return "这是一个链接，没有跟过去读。请把文件本身放进来";
  if (entry.is_folder) return "子文件夹没有读取。请把文件放到上一级";
  if (!entry.is_file) return "这是管道或设备，不是文件，没有读取。请移走";
  return {};
}

base::Result<std::vector<std::string>> files_in(const std::string& folder, std::vector<report::Unread>& unread,
                                                base::World& world) {
  std::vector<std::string> found;
  auto entries = world.files->list(folder);
  if (!entries) return base::fail(entries.error());
  for (const auto& entry : *entries) {
    const std::string path = (fs::path(folder) / entry.name).string();
    if (is_left_alone(entry.name)) continue;
    if (const std::string why = why_not_read(entry); !why.empty()) {
      unread.push_back({path, "", why});
    } else {
      found.push_back(path);
    }
  }
  return found;
}

namespace {

// Numbers in names count as numbers: 2月 < 10月, 2025-9 < 2025-10.
bool counts_before(const std::string& a, const std::string& b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (!digit(a[i]) || !digit(b[j])) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i, ++j;
      continue;
    }
    while (i < a.size() && a[i] == '0') ++i;
    while (j < b.size() && b[j] == '0') ++j;
    std::size_t m = i, n = j;
    while (m < a.size() && digit(a[m])) ++m;
    while (n < b.size() && digit(b[n])) ++n;
    if (m - i != n - j) return m - i < n - j;
    if (const int order = a.compare(i, m - i, b, j, n - j); order != 0) return order < 0;
    i = m, j = n;
  }
  return a.size() - i < b.size() - j;
}

constexpr int kFoldersDeep = 3;

base::Result<void> add_below(const std::string& folder, int deep, std::vector<std::string>& found,
                             std::vector<report::Unread>& unread, base::World& world) {
  auto entries = world.files->list(folder);
  if (!entries) return base::fail(entries.error());
  std::ranges::stable_sort(*entries, [](const auto& a, const auto& b) { return counts_before(a.name, b.name); });
  for (const bool folders : {true, false}) {
    for (const auto& entry : *entries) {
      if (is_left_alone(entry.name) || (entry.is_folder && !entry.is_link) != folders) continue;
      const std::string path = (fs::path(folder) / entry.name).string();
      const std::string why = why_not_read(entry);
      if (folders && deep < kFoldersDeep) {
        if (auto done = add_below(path, deep + 1, found, unread, world); !done)
          unread.push_back({path, "", done.error().what});
      } else if (!why.empty()) {
        unread.push_back({path, "", why});
      } else {
        found.push_back(path);
      }
    }
  }
  return {};
}

}  // namespace

base::Result<std::vector<std::string>> files_below(const std::string& folder, std::vector<report::Unread>& unread,
                                                   base::World& world) {
  std::vector<std::string> found;
  if (auto done = add_below(folder, 0, found, unread, world); !done) return base::fail(done.error());
  return found;
}

FolderRead read_files(const std::vector<std::string>& paths, const reading::TableContext& context, base::World& world) {
  Reader reader(context, world);
  for (const auto& path : paths) reader.read(path);
  return reader.done();
}

}  // namespace cycle
