#include "reading/tables_names.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "facts/proposals.hpp"

namespace reading {

std::string question_id(const std::string& kind, const std::string& asked) {
  return "Q" + base::sha256_hex(kind + "\n" + asked).substr(0, 6);
}

}  // namespace reading

namespace reading::tables {

namespace {

constexpr const char* kKind = "名称";
constexpr int kDeepest = 6;
constexpr int kMostTries = 5000;  // a table of more unknown names is a list of things, not of indicators

bool contains(const std::vector<const facts::Indicator*>& all, const facts::Indicator* one) {
  return std::ranges::find(all, one) != all.end();
}

}  // namespace

Answers::Answers(const std::vector<Answer>& answers) {
  for (const auto& a : answers) answers_[{a.kind, a.asked}] = a.answer;  // the last word counts
}

const std::string* Answers::find(const std::string& kind, const std::string& asked) const {
  const auto found = answers_.find({kind, asked});
  return found == answers_.end() ? nullptr : &found->second;
}

bool Naming::lies_under(const facts::Indicator& part, const facts::Indicator& whole) const {
  const facts::Indicator* at = &part;
  for (int depth = 0; at != nullptr && depth < kDeepest; ++depth) {
    if (at->name == whole.name) return true;
    at = at->whole.empty() ? nullptr : names_.find(at->whole);
  }
  return false;
}

const facts::Indicator* Naming::part_of(const facts::Indicator& whole, const std::string& leaf, bool only_sure) const {
  for (const std::string& joined : {leaf + whole.name, whole.name + leaf}) {
    const auto* found = names_.find(joined);
    if (found != nullptr && found->name != whole.name && lies_under(*found, whole)) return found;
  }
  const std::string folded = facts::fold_name(leaf);
  if (base::u32(folded).size() < 2) return nullptr;
  // 一般公共预算税收收入 for 税收收入 under 一般公共预算收入: what is added comes from the whole's own name. Failing
  // that, the only part whose name begins or ends so.
  std::vector<const facts::Indicator*> alike, from_whole;
  for (const auto& indicator : names_.all()) {
    if (indicator.whole != whole.name) continue;
    const auto look = [&](const std::string& name) {
      const std::string f = facts::fold_name(name);
      const bool tail = f.ends_with(folded), head = f.starts_with(folded);
      if ((tail || head) && !contains(alike, &indicator)) alike.push_back(&indicator);
      const std::string added = tail ? f.substr(0, f.size() - folded.size()) : head ? f.substr(folded.size()) : "";
      if (!added.empty() && (tail ? whole.name.starts_with(added) : whole.name.ends_with(added)) &&
          !contains(from_whole, &indicator)) {
        from_whole.push_back(&indicator);
      }
    };
    look(indicator.name);
    for (const auto& alias : indicator.aliases) look(alias);
  }
  if (from_whole.size() == 1) return from_whole.front();
  if (only_sure) return nullptr;
  return alike.size() == 1 ? alike.front() : nullptr;
}

// The leaf takes the place of some words of the whole, whose last two characters stay: 城镇居民 under
// 居民人均可支配收入, 制造业 under 规模以上工业增加值. The name that keeps most of the whole; none where two differ.
const facts::Indicator* Naming::put_into(const facts::Indicator& whole, std::u32string_view leaf) const {
  std::vector<std::u32string> of_whole;
  for (const auto& [spelling, indicator] : spellings()) {
    if (indicator == &whole) of_whole.push_back(spelling);
  }
  const facts::Indicator* best = nullptr;
  std::size_t most = 0;
  bool two = false;
  for (const auto& [spelling, indicator] : spellings()) {
    const auto at = spelling.find(leaf);
    if (at == std::u32string::npos || indicator == &whole) continue;
    const auto before = std::u32string_view(spelling).substr(0, at);
    const auto behind = std::u32string_view(spelling).substr(at + leaf.size());
    const std::size_t kept = before.size() + behind.size();
    if (behind.size() < 2 || kept < most) continue;
    const bool fits = std::ranges::any_of(of_whole, [&](const std::u32string& name) {
      return name.size() > kept && name.starts_with(before) && name.ends_with(behind);
    });
    if (!fits) continue;
    two = kept == most && best != indicator;
    best = indicator;
    most = kept;
  }
  return two ? nullptr : best;
}

// 各项存款 under a title of 本外币, 营业收入 under 规模以上服务业: the longest words of the title, three characters at
// least, that make the leaf a known name; none where two differ.
const facts::Indicator* Naming::with_title(std::u32string_view title, std::u32string_view leaf) const {
  const facts::Indicator* best = nullptr;
  std::size_t longest = 0;
  bool two = false;
  for (const auto& [spelling, indicator] : spellings()) {
    if (!spelling.ends_with(leaf) || spelling.size() < leaf.size() + 3) continue;
    const std::size_t added = spelling.size() - leaf.size();
    if (added < longest || title.find(std::u32string_view(spelling).substr(0, added)) == std::u32string_view::npos)
      continue;
    two = added == longest && best != indicator;
    best = indicator;
    longest = added;
  }
  return two ? nullptr : best;
}

const std::vector<std::pair<std::u32string, const facts::Indicator*>>& Naming::spellings() const {
  if (spellings_.empty()) {
    for (const auto& indicator : names_.all()) {
      spellings_.emplace_back(base::u32(facts::fold_name(indicator.name)), &indicator);
      for (const auto& alias : indicator.aliases)
        spellings_.emplace_back(base::u32(facts::fold_name(alias)), &indicator);
    }
  }
  return spellings_;
}

Question Naming::unknown(const std::string& name) {
  Question out;
  out.kind = kKind;
  out.asked = name;
  out.id = question_id(kKind, name);
  out.printed = name;
  out.proposals = {"原名", "不要"};
  out.text = "名称表里没有“" + name + "”。另作一个指标保存答“原名”，不用答“不要”，也可以答表中的名称";
  return out;
}

Named Naming::name(const std::vector<std::u32string>& parts, const std::vector<std::string>& above, bool is_part,
                   bool nested, std::u32string_view title) const {
  JC_ASSERT(!parts.empty());
  const std::string leaf = base::to_utf8(parts.back());
  Named out;
  const auto known = [&](const facts::Indicator* indicator) {
    out.how = Named::How::known;
    out.indicator = indicator;
    out.name = indicator->name;
    return out;
  };

  // A group's own name and the leaf may be one name: 商品销售额 over 批发业.
  std::vector<std::string> wholes;
  for (std::size_t i = parts.size() - 1; i-- > 0;) {
    const std::string head = base::to_utf8(parts[i]);
    for (const std::string& joined : {leaf + head, head + leaf}) {
      if (const auto* found = names_.find(joined); found != nullptr && found != names_.find(head)) return known(found);
    }
    wholes.push_back(names_.canonical(head));
  }
  wholes.insert(wholes.end(), above.begin(), above.end());

  const facts::Indicator* hit = names_.find(leaf);
  const facts::Indicator* whole = wholes.empty() ? nullptr : names_.find(wholes.front());
  std::string asked = is_part && !wholes.empty() ? wholes.front() + "：" + leaf : leaf;
  const auto answered = [&]() -> const std::string* { return answers_.find(kKind, asked); };
  const auto take_answer = [&](const std::string& answer) {
    out.answered = true;
    if (answer == "不要") {
      out.how = Named::How::dropped;
      return out;
    }
    if (answer == "原名") {
      out.how = Named::How::as_printed;
      out.name = asked;
      return out;
    }
    if (const auto* indicator = names_.find(answer)) return known(indicator);
    out.how = Named::How::as_printed;
    out.name = answer;
    return out;
  };
  if (const auto* answer = answered()) return take_answer(*answer);

  if (hit != nullptr && nested && whole != nullptr && !lies_under(*hit, *whole)) {
    if (const auto* part = part_of(*whole, leaf, true)) return known(part);
  }
  const auto under_one_of = [&](const facts::Indicator& part) {
    return std::ranges::any_of(wholes, [&](const std::string& name) {
      const auto* one = names_.find(name);
      return one != nullptr && lies_under(part, *one);
    });
  };
  if (hit != nullptr && (!is_part || whole == nullptr || under_one_of(*hit))) return known(hit);
  if (is_part && whole != nullptr) {
    if (const auto* part = part_of(*whole, leaf)) return known(part);
  } else {
    for (const auto& name : wholes) {
      const auto* indicator = names_.find(name);
      if (indicator == nullptr) continue;
      if (const auto* part = part_of(*indicator, leaf)) return known(part);
    }
  }
  if (hit == nullptr) {
    const std::u32string bare = base::u32(facts::fold_name(leaf));
    if (bare.size() >= 2 && tries_++ < kMostTries) {
      if (const auto* found = with_title(title, bare)) return known(found);
      if (!is_part && !nested && whole != nullptr && bare.size() >= 3 && base::u32(whole->name).ends_with(bare)) {
        return known(whole);  // 营业收入 under the title 规模以上服务业
      }
      for (const auto& name : wholes) {
        const auto* indicator = names_.find(name);
        if (indicator == nullptr) continue;
        if (const auto* found = put_into(*indicator, bare)) return known(found);
      }
    }
    // An industry under a known whole is that part of it; the table of names need not know it.
    if (whole != nullptr && leaf.ends_with("业") && base::u32(leaf).size() >= 3) {
      out.how = Named::How::as_printed;
      out.name = whole->name + "：" + leaf;
      return out;
    }
  }

  std::vector<std::string> options;
  if (hit != nullptr) options.push_back(hit->name);
  if (hit == nullptr) {
    for (const auto& p : facts::proposals(names_, leaf)) options.push_back(p.name);
  }
  if (options.empty()) {
    out.how = Named::How::as_printed;
    out.name = asked;
    return out;
  }
  out.question.kind = kKind;
  out.question.asked = asked;
  out.question.id = question_id(kKind, asked);
  out.question.printed = leaf;
  out.question.proposals = std::move(options);
  out.question.proposals.emplace_back("原名");
  out.question.proposals.emplace_back("不要");
  out.question.text = hit != nullptr ? "“" + leaf + "”列在“" + wholes.front() + "”之下，是不是“" + hit->name +
                                           "”？是就答这个名称，另作一个指标答“原名”，不用答“不要”"
                                     : "“" + leaf + "”是哪个指标？答一个名称；另作一个指标答“原名”，不用答“不要”";
  return out;
}

}  // namespace reading::tables
