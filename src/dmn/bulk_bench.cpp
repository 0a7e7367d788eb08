// The speed of decision tables: one table of 12 inputs and 60 rules by typed row, with reasons, from JSON, by value;
// and a million cases under 40 policies from columns in memory. Prints one line each: name, cases a second a core or
// ms.
// `--json FILE` writes the first table's model and rows for another engine to run (see bench/decisions.py).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>

#include "dmn/bulk.hpp"
#include "dmn/engine.hpp"

namespace {

using dmn::Cell;
using feel::Kind;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

constexpr int kInputs = 12, kRules = 60;

// Inputs 0 to 5 numbers, 6 to 9 text, 10 and 11 true or false.
std::string cell(std::mt19937& chance, int input) {
  if (chance() % 10 < 6) return "-";
  if (input < 6) {
    const int low = static_cast<int>(chance() % 80), high = low + 10 + static_cast<int>(chance() % 30);
    switch (chance() % 3) {
      case 0:
        return "&gt;= " + std::to_string(low);
      case 1:
        return "&lt; " + std::to_string(high);
      default:
        return "[" + std::to_string(low) + ".." + std::to_string(high) + ")";
    }
  }
  if (input < 10) {
    const auto word = [&] { return "\"w" + std::to_string(chance() % 8) + "\""; };
    return chance() % 2 != 0 ? word() : word() + ", " + word();
  }
  return chance() % 2 != 0 ? "true" : "false";
}

std::string table(std::mt19937& chance, int inputs, int rules, bool catch_all, const char* policy) {
  std::string out = std::string("<decisionTable hitPolicy=\"") + policy + "\">";
  for (int i = 0; i < inputs; ++i)
    out += "<input><inputExpression><text>i" + std::to_string(i) + "</text></inputExpression></input>";
  out += "<output name=\"o\"/>";
  for (int r = 0; r < rules; ++r) {
    out += "<rule>";
    for (int i = 0; i < inputs; ++i) {
      out += "<inputEntry><text>" + (catch_all && r + 1 == rules ? "-" : cell(chance, i)) + "</text></inputEntry>";
    }
    out += "<outputEntry><text>" + std::to_string(r + 1) + "</text></outputEntry></rule>";
  }
  return out + "</decisionTable>";
}

std::string model(const std::vector<std::string>& tables) {
  std::string out =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">";
  std::string needs;
  for (int i = 0; i < kInputs; ++i) {
    const std::string n = "i" + std::to_string(i);
    out += "<inputData id=\"_" + n + "\" name=\"" + n + "\"><variable name=\"" + n + "\" typeRef=\"" +
           (i < 6    ? "number"
            : i < 10 ? "string"
                     : "boolean") +
           "\"/></inputData>";
    needs += "<informationRequirement><requiredInput href=\"#_" + n + "\"/></informationRequirement>";
  }
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const std::string n = "d" + std::to_string(t);
    out += "<decision id=\"_" + n + "\" name=\"" + n + "\"><variable name=\"" + n + "\"/>" + needs + tables[t] +
           "</decision>";
  }
  return out + "</definitions>";
}

std::vector<dmn::Column> columns(std::mt19937& chance, std::size_t rows) {
  std::vector<dmn::Column> out;
  for (int i = 0; i < kInputs; ++i) {
    dmn::Column& c = out.emplace_back();
    c.name = "i" + std::to_string(i);
    c.kind = i < 6 ? Kind::number : i < 10 ? Kind::string : Kind::boolean;
    for (int w = 0; w < 10; ++w) c.words.push_back("w" + std::to_string(w));
    for (std::size_t r = 0; r < rows; ++r) {
      if (i < 6) c.numbers.push_back(static_cast<double>(chance() % 12000) / 100);
      if (i >= 6 && i < 10) c.codes.push_back(chance() % 10);
      if (i >= 10) c.truths.push_back(chance() % 2);
    }
  }
  return out;
}

template <class F>
double per_second(std::size_t cases, F&& once) {
  once();
  const double start = cpu_seconds();
  std::size_t rounds = 0;
  while (cpu_seconds() - start < 1.0) once(), ++rounds;
  return static_cast<double>(cases * rounds) / (cpu_seconds() - start);
}

dmn::Model loaded(const std::string& xml) {
  auto m = dmn::Model::load({{"bench.dmn", xml}});
  if (!m) std::fprintf(stderr, "%s\n", base::to_text(m.error()).c_str()), std::exit(2);
  return *std::move(m);
}

}  // namespace

int main(int argc, char** argv) {
  std::mt19937 chance(20251);
  const std::string xml = model({table(chance, kInputs, kRules, true, "FIRST")});
  const dmn::Model m = loaded(xml);
  auto bulk = dmn::Bulk::make(m.program(), {"d0"});
  const std::size_t rows = 4096;
  const auto data = columns(chance, rows);
  const auto& names = bulk->columns();
  std::vector<Cell> cells(rows * names.size());
  std::vector<std::string> jsons;
  std::vector<dmn::Inputs> inputs(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    std::string json = "{";
    for (const auto& c : data) {
      const auto v = c.at(r);
      inputs[r].values[c.name] = v;
      json += (json.size() > 1 ? ",\"" : "\"") + c.name + "\":" + feel::to_literal(v);
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] != c.name) continue;
        Cell& cell = cells[r * names.size() + i];
        cell.kind = c.kind;
        if (c.kind == Kind::number) cell.number = c.numbers[r];
        if (c.kind == Kind::boolean) cell.truth = c.truths[r] != 0;
        if (c.kind == Kind::string) cell.text = c.words[c.codes[r]];
      }
    }
    jsons.push_back(json + "}");
  }
  const auto row = [&](std::size_t r) { return std::span<const Cell>(cells.data() + r * names.size(), names.size()); };
  if (argc > 2 && std::string(argv[1]) == "--json") {
    std::ofstream(std::string(argv[2]) + ".dmn") << xml;
    std::ofstream out(std::string(argv[2]) + ".jsonl");
    for (std::size_t r = 0; r < rows; ++r)
      out << "{\"rule\":" << bulk->first_rule(0, row(r)) << ",\"context\":" << jsons[r] << "}\n";
  }
  long sum = 0;
  std::printf("typed rows, first hit        %12.0f /s\n", per_second(rows, [&] {
                for (std::size_t r = 0; r < rows; ++r) sum += bulk->first_rule(0, row(r));
              }));
  std::printf("typed rows, with reasons     %12.0f /s\n", per_second(rows, [&] {
                for (std::size_t r = 0; r < rows; ++r) sum += bulk->reason(0, row(r)).nearest;
              }));
  std::vector<Cell> one(names.size());
  std::printf("JSON contexts, first hit     %12.0f /s\n", per_second(rows, [&] {
                for (std::size_t r = 0; r < rows; ++r) {
                  if (bulk->read_row(jsons[r], one)) sum += bulk->first_rule(0, one);
                }
              }));
  std::printf("FEEL values, decimal         %12.0f /s\n", per_second(256, [&] {
                for (std::size_t r = 0; r < 256; ++r) sum += m.program()->evaluate("d0", inputs[r])->value.is_null();
              }));
  auto walked = dmn::Program::compile(std::make_shared<const dmn::Definitions>(m.definitions()), {}, false);
  std::printf("the same, rules walked       %12.0f /s\n", per_second(256, [&] {
                for (std::size_t r = 0; r < 256; ++r) sum += walked->evaluate("d0", inputs[r])->value.is_null();
              }));

  std::vector<std::string> policies;
  std::vector<std::string> policy_names;
  for (int p = 0; p < 40; ++p) {
    policies.push_back(table(chance, kInputs, 1, false, "UNIQUE"));
    policy_names.push_back("d" + std::to_string(p));
  }
  const dmn::Model forty = loaded(model(policies));
  auto all = dmn::Bulk::make(forty.program(), policy_names);
  const std::size_t million = 1'000'000;
  const auto firms = columns(chance, million);
  double best = 1e9;
  std::vector<double> times;
  for (int i = 0; i < 9; ++i) {
    const double start = cpu_seconds();
    const auto sets = all->rule_sets(firms, million);
    times.push_back((cpu_seconds() - start) * 1000);
    best = std::min(best, times.back());
    sum += static_cast<long>(sets[million / 2] & 1);
  }
  std::sort(times.begin(), times.end());
  std::printf("1,000,000 x 40 policies      %12.1f ms best, %.1f ms median (%zu words a case)\n", best, times[4],
              all->words());
  const double start = cpu_seconds();
  const auto sets = all->rule_sets(firms, million);
  std::size_t yes = 0;
  for (std::size_t p = 0; p < 40; ++p) {
    const auto answers = all->answers(p, sets, firms, million);
    for (const auto w : answers.which) yes += !answers.distinct[w].value.is_null();
  }
  std::printf("the same with every answer   %12.1f ms (%zu granted)\n", (cpu_seconds() - start) * 1000, yes);
  return sum == 42 ? 1 : 0;
}
