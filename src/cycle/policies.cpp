#include "cycle/policies.hpp"

#include <algorithm>

#include "plan/orders_offices.hpp"

namespace cycle {
namespace {

base::Span shifted(base::Span span, int by) { return {span.start + by, span.end + by}; }

// Ids go on from file to file.
void renumber(ReadDocument& policy, int& number) {
  std::vector<NamedOwner> owners;
  for (reading::Measure& m : policy.reading.measures) {
    const auto owner = std::ranges::find(policy.named_owners, m.id, &NamedOwner::task);
    m.id = policy_task_id(++number);
    if (owner == policy.named_owners.end()) continue;
    owners.push_back(*owner);
    owners.back().task = m.id;
  }
  policy.named_owners = std::move(owners);
}

}  // namespace

std::string policy_task_id(int n) {
  std::string digits = std::to_string(n);
  return "K" + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

void add_tasks_of(const ReadDocument& policy, ReadDocument& report) {
  auto& text = report.reading.text;
  text += U"\n";
  const int by = static_cast<int>(text.size());
  text += policy.reading.text;
  report.document.text = text;
  for (document::Block block : policy.document.blocks) {
    if (auto* paragraph = std::get_if<document::Paragraph>(&block)) {
      paragraph->span = shifted(paragraph->span, by);
    } else {
      auto& table = std::get<document::Table>(block);
      table.span = shifted(table.span, by);
      for (auto& cell : table.cells) cell.span = shifted(cell.span, by);
    }
    report.document.blocks.push_back(std::move(block));
  }
  for (reading::Measure m : policy.reading.measures) {
    m.span = shifted(m.span, by);
    m.sentence = shifted(m.sentence, by);
    m.quantities.clear();  // figures of another document
    report.reading.measures.push_back(std::move(m));
  }
  report.named_owners.insert(report.named_owners.end(), policy.named_owners.begin(), policy.named_owners.end());
  report.origins.insert(report.origins.end(), policy.origins.begin(), policy.origins.end());
}

base::Result<void> add_policies(const std::vector<std::string>& files, ReadDocument& report, base::World& world) {
  int number = report.policy ? static_cast<int>(report.reading.measures.size()) : 0;
  for (const auto& file : files) {
    auto read = read_document(file, world);
    if (!read) return base::fail(read.error());
    if (!read->policy)
      return base::fail("policy.none", "这不像政策文件或会议纪要，没有读出条目和任务", base::Place{.file = file},
                        "检查是不是选错了文件；想看读到了什么，用 jicheng read");
    renumber(*read, number);
    add_tasks_of(*read, report);
  }
  return {};
}

void use_named_owners(const ReadDocument& report, std::vector<plan::Task>& tasks) {
  const auto where = plan::jurisdiction_of(report.reading);
  for (plan::Task& task : tasks) {
    const auto owner = std::ranges::find(report.named_owners, task.measure.id, &NamedOwner::task);
    if (owner == report.named_owners.end()) continue;
    // One office has one name, however the file writes it.
    task.suggested_owner = plan::Offices::in_force().named_here(owner->bodies, where);
    task.because = owner->because + (task.suggested_owner == owner->bodies ? "" : "“" + owner->bodies + "”");
    task.by_heading = false;
  }
}

}  // namespace cycle
