#include "cycle/questions.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "cycle/place.hpp"
#include "facts/names.hpp"
#include "office/office.hpp"

namespace cycle {

namespace {

namespace fs = std::filesystem;

constexpr const char* kOpenFile = "待答.csv";
constexpr const char* kAnswerFile = "答复.csv";
constexpr const char* kMark = "\xEF\xBB\xBF";  // so that spreadsheets open it as UTF-8

std::string beside(const std::string& data, const char* name, base::World& world) {
  return (fs::path(place_of(data, world).folder) / name).string();
}

// Spreadsheets save in whatever encoding they like.
base::Result<base::CsvTable> table_at(const std::string& path, std::initializer_list<const char*> columns,
                                      base::World& world) {
  if (!world.files->exists(path)) return base::CsvTable();
  auto bytes = world.files->read(path);
  if (!bytes) return base::fail(bytes.error());
  auto text = office::decode_text(*bytes, path);
  if (!text) return base::fail(text.error());
  auto table = base::CsvTable::parse(base::to_utf8(*text), path);
  if (!table) return base::fail(table.error());
  for (const char* column : columns) {
    if (!table->has(column)) {
      return base::fail("questions.columns", std::string("缺少“") + column + "”列", {.file = path},
                        "恢复表头，或删去这个文件重新提问");
    }
  }
  return table;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto bar = text.find('|');
    out.emplace_back(text.substr(0, bar));
    text = bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1);
  }
  return out;
}

std::string line(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) out += (i > 0 ? "," : "") + base::csv_field(fields[i]);
  return out + "\n";
}

base::Result<void> write_open(const std::string& path, const std::vector<OpenQuestion>& questions, base::World& world) {
  std::string out = std::string(kMark) + "id,kind,asked,file,place,printed,question,proposals,example\n";
  for (const auto& q : questions) {
    std::string proposals;
    for (const auto& p : q.proposals) proposals += (proposals.empty() ? "" : "|") + p;
    out += line({q.id, q.kind, q.asked, q.file, q.place, q.printed, q.question, proposals, q.example});
  }
  return world.files->write_whole(path, out);
}

base::Result<void> check_answer(const OpenQuestion& question, const std::string& value) {
  if (value.empty()) return base::fail("questions.answer", "没有写答复", {}, "写成 --answer " + question.id + "=答复");
  const bool listed = std::ranges::find(question.proposals, value) != question.proposals.end();
  if (listed || value == "不要") return {};
  if (question.kind == "名称" && facts::NamesTable::in_force().find(value) == nullptr) {
    return base::fail("questions.answer", "名称表里没有“" + value + "”", {}, "答表中的名称，或答“原名”“不要”");
  }
  // Another task of the plan than those proposed, by its number in 目标完成情况表: M012.
  if (question.kind == "任务" && value.size() >= 2 && value[0] == 'M' &&
      value.find_first_not_of("0123456789", 1) == std::string::npos)
    return {};
  if (question.kind == "累计当月" || question.kind == "指数" || question.kind == "任务") {
    std::string choices;
    for (const auto& p : question.proposals) choices += "“" + p + "”";
    return base::fail("questions.answer", "“" + value + "”答不了这个问题", {},
                      "答" + choices + "之一，或“不要”" + (question.kind == "任务" ? "，或任务编号（如 M012）" : ""));
  }
  return {};
}

}  // namespace

OpenQuestion as_row(const reading::Question& question) {
  base::Place place = question.place;
  place.file.clear();
  return {question.id,      question.kind, question.asked,     question.place.file, base::to_text(place),
          question.printed, question.text, question.proposals, question.example};
}

base::Result<std::vector<OpenQuestion>> open_questions(const std::string& data, base::World& world) {
  auto table = table_at(beside(data, kOpenFile, world), {"id", "kind", "asked"}, world);
  if (!table) return base::fail(table.error());
  std::vector<OpenQuestion> out;
  for (std::size_t i = 0; i < table->size(); ++i) {
    out.push_back({table->at(i, "id"), table->at(i, "kind"), table->at(i, "asked"), table->at(i, "file"),
                   table->at(i, "place"), table->at(i, "printed"), table->at(i, "question"),
                   split(table->at(i, "proposals")), table->at(i, "example")});
  }
  return out;
}

base::Result<std::vector<reading::Answer>> answers_given(const std::string& data, base::World& world) {
  auto table = table_at(beside(data, kAnswerFile, world), {"kind", "asked", "answer"}, world);
  if (!table) return base::fail(table.error());
  std::vector<reading::Answer> out;
  for (std::size_t i = 0; i < table->size(); ++i) {
    out.push_back({table->at(i, "kind"), table->at(i, "asked"), table->at(i, "answer"), table->at(i, "answered")});
  }
  return out;
}

base::Result<void> keep_questions(const std::string& data, const std::vector<reading::Question>& asked,
                                  base::World& world) {
  auto open = open_questions(data, world);
  if (!open) return base::fail(open.error());
  auto answers = answers_given(data, world);
  if (!answers) return base::fail(answers.error());
  const auto before = open->size();
  std::set<std::string> settled;
  for (const auto& a : *answers) settled.insert(reading::question_id(a.kind, a.asked));
  const auto removed = std::erase_if(*open, [&](const OpenQuestion& q) { return settled.contains(q.id); });
  for (const auto& q : asked) {
    if (std::ranges::none_of(*open, [&](const OpenQuestion& o) { return o.id == q.id; })) open->push_back(as_row(q));
  }
  if (removed == 0 && open->size() == before) return {};
  return write_open(beside(data, kOpenFile, world), *open, world);
}

base::Result<void> drop_questions_of(const std::string& data, const std::string& file, base::World& world) {
  auto open = open_questions(data, world);
  if (!open) return base::fail(open.error());
  if (std::erase_if(*open, [&](const OpenQuestion& q) { return base::file_name(q.file) == file; }) == 0) return {};
  return write_open(beside(data, kOpenFile, world), *open, world);
}

base::Result<OpenQuestion> answer_question(const std::string& data, const std::string& answer,
                                           const calendar::Date& today, base::World& world) {
  const auto equals = answer.find('=');
  if (equals == std::string::npos) {
    return base::fail("questions.form", "“" + answer + "”没有等号", {}, "写成 --answer 编号=答复");
  }
  const std::string id(base::trim(std::string_view(answer).substr(0, equals)));
  const std::string value(base::trim(std::string_view(answer).substr(equals + 1)));
  auto open = open_questions(data, world);
  if (!open) return base::fail(open.error());
  auto answers = answers_given(data, world);
  if (!answers) return base::fail(answers.error());
  std::optional<OpenQuestion> question;
  for (const auto& q : *open) {
    if (q.id == id) question = q;
  }
  for (const auto& a : *answers) {
    if (question || reading::question_id(a.kind, a.asked) != id) continue;
    question.emplace();
    question->id = id;
    question->kind = a.kind;
    question->asked = a.asked;
    if (a.kind == "累计当月") question->proposals = {"累计", "当月", "期末"};
    if (a.kind == "指数") question->proposals = {"指数", "增速"};
    if (a.kind == "名称") question->proposals = {"原名"};
    if (a.kind == "任务") question->proposals = {a.answer, "不是任务"};
  }
  if (!question) {
    return base::fail("questions.unknown", "没有编号为“" + id + "”的问题", {.file = data},
                      "用 jicheng questions --data " + data + " 查看");
  }
  if (auto good = check_answer(*question, value); !good) return base::fail(good.error());

  std::string out = std::string(kMark) + "kind,asked,answer,answered\n";
  for (const auto& a : *answers) {
    if (a.kind != question->kind || a.asked != question->asked) out += line({a.kind, a.asked, a.answer, a.answered});
  }
  out += line({question->kind, question->asked, value, calendar::to_string(today)});
  std::erase_if(*open, [&](const OpenQuestion& q) { return q.id == id; });
  if (auto done = world.files->write_whole(beside(data, kAnswerFile, world), out); !done)
    return base::fail(done.error());
  if (auto done = write_open(beside(data, kOpenFile, world), *open, world); !done) return base::fail(done.error());
  return *question;
}

}  // namespace cycle
