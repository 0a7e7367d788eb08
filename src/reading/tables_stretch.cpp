#include "reading/tables_stretch.hpp"

#include <algorithm>
#include <utility>

namespace reading::tables {

const char* not_kept(Measure measure) {
  switch (measure) {
    case Measure::share:
      return "比重";
    case Measure::rank:
      return "位次";
    case Measure::plan:
      return "目标或预算数";
    case Measure::progress:
      return "完成进度";
    case Measure::difference:
      return "增减差额";
    case Measure::contribution:
      return "贡献";
    case Measure::superseded:
      return "修订前的数";
    default:
      return nullptr;
  }
}

void tell_month_from_cumulative(std::vector<Column>& columns) {
  for (auto& column : columns) {
    Label& l = column.axis.label;
    if (column.kind != ColumnKind::value || l.span || l.months.end || l.months.first != l.months.last ||
        l.months.last < 2)
      continue;
    const bool beside = std::ranges::any_of(columns, [&](const Column& other) {
      const Months& m = other.axis.label.months;
      return other.kind == ColumnKind::value && m.first == 1 && m.last == l.months.last &&
             (!m.year || !l.months.year || m.year == l.months.year);
    });
    if (!beside) continue;
    l.span = facts::Span::current;
    l.span_implied = true;
  }
}

void carry_years_across(std::vector<Column>& columns) {
  std::optional<int> year;
  int last = 0;
  for (auto& column : columns) {
    Label& l = column.axis.label;
    if (column.kind != ColumnKind::value || l.months.last == 0 || l.year_shift != 0) continue;
    if (l.months.year) {
      year = l.months.year;
    } else if (year && l.months.last >= last && l.months.first == 1) {
      l.months.year = year;
    } else {
      year.reset();
    }
    last = l.months.last;
  }
}

void carry_year_down(YearAbove& above, Label& label) {
  Months& m = label.months;
  if (m.last == 0) return;
  if (m.year) {
    above.year = m.year;
  } else if (above.year) {
    if (above.last == 12 && m.last <= 2) ++*above.year;
    if (above.last <= 2 && above.last > 0 && m.last == 12) --*above.year;
    m.year = above.year;
  }
  above.last = m.last;
}

void give_growths_their_stretch(std::vector<Column>& columns) {
  const auto says_when = [](const Label& l) { return l.span || l.months.last != 0; };
  const auto is_growth = [](const Label& l) {
    return l.measure == Measure::growth || l.measure == Measure::change || l.measure == Measure::index ||
           !l.basis.empty();
  };
  std::vector<const Label*> values;  // of the run of values before
  const auto agree = [&] {
    return !values.empty() && std::ranges::all_of(values, [&](const Label* v) {
      return v->span == values[0]->span && v->months.first == values[0]->months.first &&
             v->months.last == values[0]->months.last;
    });
  };
  bool run_open = false;
  bool has_growth = false;      // the run of values before has one
  const Label* plan = nullptr;  // of the column just before
  int panel = -1;
  for (auto& column : columns) {
    if (column.kind != ColumnKind::value) continue;
    if (column.panel != panel) {
      values.clear();
      plan = nullptr;
      has_growth = false;
    }
    panel = column.panel;
    Label& label = column.axis.label;
    if (label.measure == Measure::plan) {
      plan = &label;
      continue;
    }
    const Label* target = std::exchange(plan, nullptr);
    if (is_growth(label)) {
      run_open = false;
      if (target != nullptr && label.measure == Measure::growth && !says_when(label) &&
          column.axis.printed.find("同比") == std::string::npos) {
        const bool of_another_year =
            target->months.year && !values.empty() && target->months.year != values.back()->months.year;
        const bool own_year = label.months.year && label.months.year != target->months.year;
        if (!own_year && (values.empty() || has_growth || of_another_year)) {
          label.measure = Measure::plan;
          continue;
        }
        if (!own_year) column.problem = "左边既有完成数又有目标，不知道是哪一个的增速";
      }
      has_growth = true;
      const auto expected = [](const Label* v) { return v->estimate; };
      if (!label.done && !values.empty() && std::ranges::all_of(values, expected) &&
          (!label.months.year || label.months.year == values.back()->months.year))
        label.estimate = true;
      if (says_when(label) || !agree()) continue;
      label.span = values[0]->span;
      const auto year = label.months.year ? label.months.year : values[0]->months.year;
      label.months = values[0]->months;
      label.months.year = year;
      continue;
    }
    if (not_kept(label.measure) != nullptr) continue;
    if (label.year_shift != 0) {
      if (!says_when(label) && agree() && says_when(*values[0])) {
        const auto year = label.months.year;
        label.span = values[0]->span;
        label.months = values[0]->months;
        label.months.year = year ? year : values[0]->months.year;
        if (label.months.year && !year) --*label.months.year;
      } else if (says_when(label) && !label.months.year && label.months.last == 0) {
        values = {&label};
        run_open = false;
      }
      continue;
    }
    if (!run_open) {
      values.clear();
      has_growth = false;
    }
    run_open = true;
    values.push_back(&label);
  }
}

}  // namespace reading::tables
