// Sets of rules for many rows: the wide way, the plain way and one row at a time are one.
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "dmn/bulk.hpp"
#include "dmn/codes.hpp"
#include "dmn/engine.hpp"

namespace dmn {
namespace {

using feel::Kind;

std::string number_table(const std::vector<double>& steps) {
  std::string out =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">"
      "<inputData id=\"_a\" name=\"a\"><variable name=\"a\" typeRef=\"number\"/></inputData>"
      "<decision id=\"_d\" name=\"d\"><variable name=\"d\"/><informationRequirement><requiredInput href=\"#_a\"/>"
      "</informationRequirement><decisionTable hitPolicy=\"COLLECT\"><input><inputExpression><text>a</text>"
      "</inputExpression></input><output/>";
  for (const double s : steps) {
    out += "<rule><inputEntry><text>&gt;= " + feel::Number::from_double(s)->to_string() +
           "</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>";
  }
  return out + "</decisionTable></decision></definitions>";
}

TEST(Codes, wide_and_plain_put_every_number_into_the_same_bucket) {
  std::mt19937 chance(7);
  // Steps evenly apart, crowded together, over the whole range of doubles, one alone, none.
  std::vector<std::vector<double>> all = {{}, {0}, {-1e300, -1, -1e-300, 0, 1e-300, 1, 1e300}};
  for (int i = 0; i < 100; ++i) (i % 25 == 0 ? all.emplace_back() : all.back()).push_back(i * 0.5 - 20);
  all.push_back({1, 1 + 1e-15, 1 + 2e-15, 1 + 3e-15, 1e6});
  for (const auto& steps : all) {
    FoldedColumn column;
    column.kind = Kind::number;
    column.steps = steps;
    column.prepare();
    std::vector<double> v = {std::nan(""), HUGE_VAL, -HUGE_VAL, 0.0, -0.0, 5e-324, 1.7e308, -1.7e308};
    for (const double s : steps) {
      v.insert(v.end(), {s, std::nextafter(s, HUGE_VAL), std::nextafter(s, -HUGE_VAL)});
    }
    while (v.size() < 1003) v.push_back(static_cast<double>(chance() % 10'000) / 100 - 40);
    std::vector<std::uint16_t> wide(v.size()), plain(v.size());
    number_codes(column, v.data(), v.size(), wide.data());
    number_codes_plain(column, v.data(), v.size(), plain.data());
    EXPECT_EQ(wide, plain);
    for (std::size_t i = 0; i < v.size(); ++i) {
      std::size_t right = 0;
      if (std::isfinite(v[i])) {
        right = 1;
        for (const double s : steps) right += v[i] >= s;
      }
      ASSERT_EQ(plain[i], right) << v[i] << " among " << steps.size() << " steps";
    }
  }
}

TEST(BulkSets, an_infinite_number_is_a_missing_one) {
  const auto model = Model::load({{"m.dmn", number_table({0, 10})}});
  ASSERT_TRUE(model.has_value());
  const auto bulk = Bulk::make(model->program(), {"d"});
  ASSERT_TRUE(bulk->is_folded(0));
  Column c;
  c.name = "a";
  c.numbers = {HUGE_VAL, -HUGE_VAL, std::nan(""), 10, 5};
  const auto answers = bulk->answers(0, std::vector{c}, 5);
  const auto rules = [&](std::size_t row) { return answers.at(row).rules.size(); };
  EXPECT_EQ(rules(0), 0u);
  EXPECT_EQ(rules(1), 0u);
  EXPECT_EQ(rules(2), 0u);
  EXPECT_EQ(rules(3), 2u);
  EXPECT_EQ(rules(4), 1u);
}

// Tables over some of twelve columns of all four kinds; some refuse a value of the first.
std::string model_of(std::mt19937& chance, int tables) {
  static const char* const kTypes[] = {"allowed", "number", "string", "boolean", "date"};
  std::string out =
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">"
      "<itemDefinition name=\"allowed\"><typeRef>number</typeRef><allowedValues><text>[0..90]</text></allowedValues>"
      "</itemDefinition>";
  const auto name = [](int i) { return "c" + std::to_string(i); };
  for (int i = 0; i < 12; ++i) {
    out += "<inputData id=\"_" + name(i) + "\" name=\"" + name(i) + "\"><variable name=\"" + name(i) + "\" typeRef=\"" +
           kTypes[i == 0 ? 0 : 1 + i % 4] + "\"/></inputData>";
  }
  const auto cell = [&](int i) -> std::string {
    if (chance() % 3 == 0) return "-";
    const auto n = std::to_string(chance() % 100), day = std::to_string(1 + chance() % 9);
    switch (i == 0 ? 0 : i % 4) {
      case 0:
        return chance() % 2 != 0 ? "&gt;= " + n : "[" + n + "..95)";
      case 1:
        return chance() % 2 != 0 ? "\"w" + day + "\", \"w3\"" : "not(\"w" + day + "\")";
      case 2:
        return chance() % 2 != 0 ? "true" : "false";
      default:
        return "&lt; date(\"2023-0" + day + "-01\")";
    }
  };
  for (int t = 0; t < tables; ++t) {
    std::vector<int> used;
    std::string needs, inputs, rules;
    for (int i = 0; i < 12; ++i) {
      if (chance() % 2 == 0) continue;
      used.push_back(i);
      needs += "<informationRequirement><requiredInput href=\"#_" + name(i) + "\"/></informationRequirement>";
      inputs += "<input><inputExpression><text>" + name(i) + "</text></inputExpression></input>";
    }
    const int count = t % 7 == 0 ? 66 : 1 + static_cast<int>(chance() % 5);
    for (int r = 0; r < count; ++r) {
      rules += "<rule>";
      for (const int i : used) rules += "<inputEntry><text>" + cell(i) + "</text></inputEntry>";
      rules += "<outputEntry><text>" + std::to_string(r % 3) + "</text></outputEntry></rule>";
    }
    out += "<decision id=\"_d" + std::to_string(t) + "\" name=\"d" + std::to_string(t) + "\"><variable name=\"d" +
           std::to_string(t) + "\"/>" + needs + "<decisionTable hitPolicy=\"FIRST\">" + inputs + "<output/>" + rules +
           "</decisionTable></decision>";
  }
  return out + "</definitions>";
}

std::vector<Column> columns_of(std::mt19937& chance, std::size_t rows) {
  std::vector<Column> out;
  for (int i = 0; i < 12; ++i) {
    Column& c = out.emplace_back();
    c.name = "c" + std::to_string(i);
    const int kind = i == 0 ? 0 : i % 4;
    c.kind = kind == 0 ? Kind::number : kind == 1 ? Kind::string : kind == 2 ? Kind::boolean : Kind::date;
    // One column has far more words than its cells name.
    for (int w = 0; w < (i == 5 ? 500 : 12); ++w) c.words.push_back("w" + std::to_string(w));
    for (std::size_t r = 0; r < rows; ++r) {
      const bool missing = chance() % 10 == 0;
      c.numbers.push_back(missing ? std::nan("") : static_cast<double>(chance() % 1000) / 10);
      c.codes.push_back(missing ? Column::kNoWord : static_cast<std::uint32_t>(chance() % c.words.size()));
      c.truths.push_back(static_cast<std::uint8_t>(chance() % 3));
      c.days.push_back(missing ? Column::kNoDay : static_cast<std::int32_t>(19'358 + chance() % 300));
    }
  }
  out[7].kind = Kind::number;  // not what the model asks for
  out.erase(out.begin() + 9);  // a column that is not given
  return out;
}

TEST(BulkSets, many_rows_at_once_are_each_row_alone) {
  for (const unsigned seed : {1u, 2u, 3u, 4u}) {
    std::mt19937 chance(seed);
    const int tables = seed == 1 ? 1 : seed == 2 ? 12 : 40;
    const auto model = Model::load({{"m.dmn", model_of(chance, tables)}});
    ASSERT_TRUE(model.has_value());
    const auto bulk = Bulk::make(model->program(), model->decisions());
    ASSERT_TRUE(bulk.has_value());
    // Few rows are looked up column by column, many by columns joined.
    for (const std::size_t rows : {5u, 5000u, 20'000u}) {
      const auto columns = columns_of(chance, rows);
      const auto sets = bulk->rule_sets(columns, rows, 3);
      std::vector<std::uint64_t> one(bulk->words());
      for (std::size_t r = 0; r < rows; ++r) {
        std::vector<Cell> row(bulk->columns().size());
        for (std::size_t i = 0; i < row.size(); ++i) {
          for (const Column& c : columns) {
            if (c.name != bulk->columns()[i]) continue;
            const auto v = c.at(r);
            row[i].kind = v.kind();
            if (v.is(Kind::number)) row[i].number = v.number().to_double();
            if (v.is(Kind::boolean)) row[i].truth = v.boolean();
            if (v.is(Kind::date)) row[i].day = static_cast<std::int32_t>(v.date().days());
            if (v.is(Kind::string)) row[i].text = c.words[c.codes[r]];
          }
        }
        bulk->set_of(row, one.data());
        for (std::size_t w = 0; w < one.size(); ++w) {
          ASSERT_EQ(sets[r * one.size() + w], one[w]) << "seed " << seed << " row " << r << " word " << w;
        }
      }
      for (std::size_t d = 0; d < static_cast<std::size_t>(tables); d += 5) {
        const auto answers = bulk->answers(d, sets, columns, rows, {}, 3);
        for (std::size_t r = 0; r < rows; r += rows / 5) {
          Inputs inputs;
          for (const Column& c : columns) inputs.values[c.name] = c.at(r);
          const auto right = model->program()->evaluate(model->decisions()[d], inputs);
          ASSERT_EQ(feel::to_literal(answers.at(r).value), feel::to_literal(right->value));
          ASSERT_EQ(answers.at(r).problems.size(), right->problems.size());
        }
      }
    }
  }
}

}  // namespace
}  // namespace dmn
