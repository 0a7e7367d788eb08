#include "cycle/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "office/office.hpp"

namespace cycle {

namespace {

namespace fs = std::filesystem;

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

class Reader {
 public:
  Reader(const reading::TableContext& context, base::World& world) : context_(context), world_(world) {
    if (context.known == nullptr) return;
    for (const auto& fact : *context.known) known_.insert(imprint(fact));
  }

  void read(const std::string& path) {
    report::ReadFile file{path, fs::path(path).extension().string(), 0, 0, {}};
    auto bytes = world_.files->read(path);
    if (!bytes) {
      refuse(file, bytes.error());
    } else if (looks_like_facts(*bytes)) {
      read_facts_table(file);
    } else {
      read_tables_of(file, *bytes);
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
        {file.file, base::to_text(place), fault.what + (fault.remedy.empty() ? "" : "。请" + fault.remedy)});
  }

  void read_facts_table(report::ReadFile& file) {
    auto read = read_facts({file.file}, world_);
    if (!read) return refuse(file, read.error());
    file.tables = 1;
    file.facts = static_cast<int>(read->facts.size());
    std::ranges::move(read->facts, std::back_inserter(out_.facts));
    std::ranges::move(read->unread, std::back_inserter(out_.unread));
  }

  void read_tables_of(report::ReadFile& file, const std::string& bytes) {
    auto document = office::read_document(bytes, file.file, world_);
    if (!document) return refuse(file, document.error());
    for (const auto& notice : document->notices)
      out_.unread.push_back({file.file, without_file(notice.place), notice.why});
    if (!has_tables(*document)) {
      file.note = "没有表格";
      out_.unread.push_back({file.file, "", "里面没有表格，文字没有采用"});
      return;
    }
    take_project_sheets(file, *document);
    auto read = reading::read_tables(*document, facts::NamesTable::builtin(), context_);
    file.tables += static_cast<int>(read.tables.size());
    file.facts = static_cast<int>(read.facts.size());
    for (auto& fact : read.facts) {
      if (known_.contains(imprint(fact))) {
        ++out_.known_already;
      } else {
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

  // Project sheets are taken out, so that nobody looks for statistics in them.
  void take_project_sheets(report::ReadFile& file, document::Document& document) {
    auto read = reading::read_project_sheets(document, context_.asof);
    for (auto at = read.taken.rbegin(); at != read.taken.rend(); ++at)
      document.blocks.erase(document.blocks.begin() + static_cast<std::ptrdiff_t>(*at));
    file.tables += static_cast<int>(read.taken.size());
    for (const auto& u : read.unread) out_.unread.push_back({file.file, without_file(u.place), u.why});
    for (auto& sheet : read.sheets) {
      file.note += (file.note.empty() ? "" : "；") + std::string("重点项目表，") +
                   std::to_string(sheet.projects.size()) + "个项目";
      for (const auto& note : sheet.notes) file.note += "；" + note;
      out_.project_sheets.push_back(std::move(sheet));
    }
  }

  const reading::TableContext& context_;
  base::World& world_;
  std::set<std::string> known_;
  FolderRead out_;
};

}  // namespace

base::Result<std::vector<std::string>> files_in(const std::string& folder, std::vector<report::Unread>& unread,
                                                base::World& world) {
  std::vector<std::string> found;
  auto entries = world.files->list(folder);
  if (!entries) return base::fail(entries.error());
  for (const auto& entry : *entries) {
    const std::string path = (fs::path(folder) / entry.name).string();
    if (entry.is_folder) {
      unread.push_back({path, "", "子文件夹没有读取。请把文件放到上一级"});
    } else if (!entry.name.starts_with("~$") && !entry.name.starts_with(".")) {  // locks of Word and WPS
      found.push_back(path);
    }
  }
  return found;
}

FolderRead read_files(const std::vector<std::string>& paths, const reading::TableContext& context, base::World& world) {
  Reader reader(context, world);
  for (const auto& path : paths) reader.read(path);
  return reader.done();
}

}  // namespace cycle
