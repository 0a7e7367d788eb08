#include "reading/policy_tasks.hpp"

#include <algorithm>

#include "reading/action_words.hpp"
#include "reading/clause.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

// How sure a task is, by what it was read from; see docs/reference/policy.md.
constexpr double kOwnerAndVerb = 0.95, kSharedOwner = 0.9, kNoOwner = 0.8, kNoVerb = 0.65, kFallback = 0.45;
constexpr std::size_t kLongestLead = 32, kLongestTask = 260;

Span trimmed(View norm, Span span, View also) {
  const auto drop = [&](char32_t c) { return base::is_space(c) || also.find(c) != View::npos; };
  while (!span.empty() && drop(norm[static_cast<std::size_t>(span.start)])) ++span.start;
  while (!span.empty() && drop(norm[static_cast<std::size_t>(span.end - 1)])) --span.end;
  return span;
}

int depth_step(char32_t c) {
  if (View(U"(“《[【〔‘").find(c) != View::npos) return 1;
  if (View(U")”》]】〕’").find(c) != View::npos) return -1;
  return 0;
}

// Stretches between `marks` outside brackets; each without the mark.
std::vector<Span> cut_at(View norm, Span within, View marks) {
  std::vector<Span> out;
  int from = within.start, depth = 0;
  for (int i = within.start; i <= within.end; ++i) {
    const bool end = i == within.end;
    const char32_t c = end ? U'\n' : norm[static_cast<std::size_t>(i)];
    if (!end) depth = std::max(0, depth + depth_step(c));
    // A bracket that never closes ends with its line.
    if (c == U'\n') depth = 0;
    if (!end && (depth > 0 || marks.find(c) == View::npos)) continue;
    if (i > from) out.push_back({from, i});
    from = i + 1;
  }
  return out;
}

bool matches(const NoActionRule& rule, View sentence) {
  if (rule.where == "start") return sentence.starts_with(rule.words.front());
  if (rule.where == "end") return sentence.ends_with(rule.words.front());
  if (rule.where != "has") return false;
  std::size_t from = 0;
  for (std::size_t i = 0; i < rule.words.size(); ++i) {
    const auto at = sentence.find(rule.words[i], from);
    if (at == View::npos) return false;
    // 为…制定本措施 opens the sentence with its 为.
    if (i == 0 && rule.words.size() > 1 && rule.words[0].size() <= 2 && at != 0) return false;
    from = at + rule.words[i].size();
  }
  return true;
}

const NoActionRule* rule_of(View sentence) {
  const NoActionRule* found = nullptr;
  for (const auto& rule : PolicyWords::builtin().no_action) {
    if (!matches(rule, sentence)) continue;
    if (rule.firm) return &rule;
    if (found == nullptr) found = &rule;
  }
  return found;
}

const NoActionRule* rule_of_headings(View norm, const TaskContext& context, View title) {
  for (const auto& rule : PolicyWords::builtin().no_action) {
    if (rule.where != "heading") continue;
    const auto named = [&](View heading) { return heading.size() <= 20 && words::has(heading, rule.words.front()); };
    if (named(title)) return &rule;
    for (const Span& heading : context.headings) {
      if (named(base::slice(norm, heading))) return &rule;
    }
  }
  return nullptr;
}

struct Act {
  Span verb, object;
};

// The first action in a sentence: a clause that the reader of plans takes for one, else a verb of policies.
std::optional<Act> act_in(View text, View norm, Span sentence) {
  bool first = true;
  for (const Span& clause : cut_at(norm, sentence, U",:")) {
    const Span c = trimmed(norm, clause, U"");
    if (c.empty()) continue;
    const ClauseReading read = read_clause(text, c, false, first);
    first = false;
    if (read.type == ClauseReading::Type::action && !read.verb.empty()) return Act{read.verb, read.object};
  }
  const auto& acts = PolicyWords::builtin().acts;
  std::optional<Act> weak;
  for (const Span& clause : cut_at(norm, sentence, U",:")) {
    for (int i = clause.start; i < clause.end; ++i) {
      const auto hit = acts.at_start(base::slice(norm, {i, clause.end}), [](bool) { return true; });
      if (!hit) continue;
      const Act act{{i, i + hit.length}, trimmed(norm, {i + hit.length, clause.end}, U"")};
      // 奖励 at the end of 给予最高30万元奖励 has its object before it; one with an object behind is the better
      // reading.
      if (!act.object.empty()) return act;
      if (!weak) weak = act;
      i += hit.length - 1;
    }
  }
  return weak;
}

// 对一季度产值增长10%以上的企业: for whom.
void add_conditions(View norm, Span sentence, PolicyTask& task) {
  for (const Span& clause : cut_at(norm, sentence, U",")) {
    const Span c = trimmed(norm, clause, U"");
    const View w = base::slice(norm, c);
    const bool whom = words::starts_with(w, {U"对", U"凡", U"符合"}) > 0 && words::has(w, U"的");
    const bool bound = words::starts_with(w, {U"最高", U"累计", U"单个", U"每户", U"每家", U"总额", U"同一"}) > 0;
    if (whom || bound) task.conditions.push_back(c);
  }
}

struct Piece {
  Span span;  // a sentence, or a part of one with a body of its own
  std::vector<DutyName> owners, cooperating;
  std::vector<Span> named;  // where bodies are named
};

// A sentence parted where another body is told to act (由甲制定方案,由乙组织实施) and where another time begins
// (3月底前发布指南,5月底前完成审核): each can be met or missed by itself.
std::vector<Piece> by_body(View text, View norm, Span sentence, const DueContext& due) {
  std::vector<Piece> out{{sentence, {}, {}, {}}};
  bool timed = false;
  for (const Span& clause : cut_at(norm, sentence, U",")) {
    const auto told = told_in(norm, clause);
    const auto limit = find_due(norm, clause, due, false);
    const Span words_of_clause = trimmed(norm, clause, U"");
    const bool begins =
        limit && limit->span.start <= words_of_clause.start + 1 && limit->span.end < words_of_clause.end;
    if (begins && timed && !told && act_in(text, norm, clause)) {
      const std::vector<DutyName> owners = out.back().owners;
      out.back().span.end = clause.start;
      out.push_back({{clause.start, sentence.end}, owners, {}, {}});
      continue;
    }
    timed = timed || limit.has_value();
    if (!told) continue;
    Piece* last = &out.back();
    const bool new_task = !told->owners.empty() && !last->owners.empty() && clause.start > last->span.start;
    if (new_task) {
      last->span.end = clause.start;
      out.push_back({{clause.start, sentence.end}, {}, {}, {}});
      last = &out.back();
    }
    last->owners.insert(last->owners.end(), told->owners.begin(), told->owners.end());
    last->cooperating.insert(last->cooperating.end(), told->cooperating.begin(), told->cooperating.end());
    last->named.push_back(told->span);
  }
  return out;
}

class Article {
 public:
  Article(View text, View norm, Span body, const TaskContext& context, PolicyArticle& into)
      : text_(text), norm_(norm), body_(body), context_(context), into_(into) {}

  void read() {
    blocks_ = find_duty_blocks(norm_, body_, context_.due);
    add_said_blocks();
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      if (!blocks_[b].duties.owners.empty() || !blocks_[b].duties.cooperating.empty())
        last_owner_block_ = static_cast<int>(b);
    }
    find_title();
    by_heading_ = rule_of_headings(norm_, context_, title_.empty() ? View() : base::slice(norm_, title_));
    int from = body_.start;
    for (std::size_t b = 0; b <= blocks_.size(); ++b) {
      const int to = b < blocks_.size() ? blocks_[b].span.start : body_.end;
      block_ = static_cast<int>(b);
      for (const Span& sentence : cut_at(norm_, {from, to}, U"。;!?\n")) take(sentence);
      if (b < blocks_.size()) from = blocks_[b].span.end;
    }
    fall_back();
    give_duties();
    std::ranges::sort(into_.no_action, {}, &NoAction::span);
  }

 private:
  // 由市商务局牵头,市财政局配合。 as a sentence of its own says who does what stands before it.
  void add_said_blocks() {
    std::vector<DutyBlock> said;
    int from = body_.start;
    bool any = false;
    for (std::size_t b = 0; b <= blocks_.size(); ++b) {
      const int to = b < blocks_.size() ? blocks_[b].span.start : body_.end;
      for (const Span& sentence : cut_at(norm_, {from, to}, U"。;!?\n")) {
        const Span s = trimmed(norm_, sentence, U",、:");
        if (s.empty()) continue;
        DutyBlock block;
        block.span = s;
        bool only = any;
        for (const Span& clause : cut_at(norm_, s, U",")) {
          const auto told = told_in(norm_, clause);
          only = only && told && trimmed(norm_, {told->span.end, clause.end}, U"").empty() &&
                 trimmed(norm_, clause, U"").start == told->span.start;
          if (!only) break;
          block.duties.owners.insert(block.duties.owners.end(), told->owners.begin(), told->owners.end());
          block.duties.cooperating.insert(block.duties.cooperating.end(), told->cooperating.begin(),
                                          told->cooperating.end());
        }
        if (only) said.push_back(std::move(block));
        any = true;
      }
      if (b < blocks_.size()) from = blocks_[b].span.end;
    }
    blocks_.insert(blocks_.end(), std::make_move_iterator(said.begin()), std::make_move_iterator(said.end()));
    std::ranges::stable_sort(blocks_, {}, &DutyBlock::span);
  }

  // The lead phrase: a short first sentence before others, or a first line of its own.
  void find_title() {
    const int stop_at = blocks_.empty() ? body_.end : blocks_.front().span.start;
    const auto pieces = cut_at(norm_, {body_.start, stop_at}, U"。;!?\n");
    if (pieces.size() < 2 || context_.row || !context_.numbered || context_.clause) return;
    const Span first = trimmed(norm_, pieces.front(), U":");
    const View w = base::slice(norm_, first);
    // 关于312国道绕城段建设: what is spoken of, its number with it. Any other number is an amount, and makes it a task.
    const bool about = w.starts_with(U"关于");
    if (w.size() > kLongestLead || (words::has_digit(w) && !about) || w.find(U',') != View::npos ||
        told_in(norm_, first))
      return;
    const auto filled = std::ranges::count_if(pieces, [&](const Span& s) { return !trimmed(norm_, s, U"").empty(); });
    if (filled >= 2) title_ = first;
  }

  void take(Span sentence) {
    Span s = trimmed(norm_, sentence, U":,、");
    if (s.empty()) return;
    // 1. (1) ① 一是 at the start of a sentence: a part, not a word of the task.
    if (const int length = number_length(base::slice(norm_, s)); length > 0 && length < s.size())
      s = trimmed(norm_, {s.start + length, s.end}, U":,、");
    if (s.empty()) return;
    if (!title_.empty() && s == title_) return;
    const View w = base::slice(norm_, s);
    if (w.find_first_not_of(U"。.,;:()[]【】〔〕-—·　 ") == View::npos) return;
    const NoActionRule* rule = rule_of(w);
    auto pieces = by_body(text_, norm_, s, context_.due);
    const bool told = std::ranges::any_of(pieces, [](const Piece& p) { return !p.owners.empty(); });
    const bool block_owner = governs();
    const auto act = act_in(text_, norm_, s);
    if (rule != nullptr && (rule->firm || (!(told && act) && !block_owner))) return put_off(s, rule->reason);
    if (PolicyWords::builtin().conditions.at_start(w, [](bool) { return true; }) && !into_.tasks.empty() && !told) {
      into_.tasks.back().conditions.push_back(s);
      return;
    }
    if (by_heading_ != nullptr && (by_heading_->firm || (!told && !block_owner)))
      return put_off(s, by_heading_->reason);
    if (!context_.numbered && !context_.row && !told && !block_owner) {
      // Minutes without numbers: what a meeting decides is a task whoever does it.
      int length = 0;
      const bool decided = PolicyWords::builtin().duty_at(w, {DutyRole::speaks}, length) != DutyRole::none;
      if (!(context_.kind == DocumentKind::minutes && decided && act))
        return put_off(s, context_.before_all ? "背景和总的要求，没有写明谁办什么" : "总的说明，没有写明谁办什么");
    }
    if (!act && !told && !block_owner && !context_.row) return put_off(s, "陈述，没有动作", true);
    for (const Piece& piece : pieces) add_task(piece, told);
  }

  // Does a bracket or line behind this sentence say who answers for it?
  bool governs() const { return block_ <= last_owner_block_; }

  void put_off(Span s, const std::string& reason, bool plain = false) {
    if (plain) plain_.push_back(into_.no_action.size());
    into_.no_action.push_back({s, reason});
  }

  void add_task(const Piece& piece, bool told) {
    PolicyTask task;
    task.span = trimmed(norm_, piece.span, U"。;,、:");
    // 会议议定: is who speaks, not what is to be done.
    int speaks = 0;
    if (PolicyWords::builtin().duty_at(base::slice(norm_, task.span), {DutyRole::speaks}, speaks) != DutyRole::none &&
        task.span.start + speaks < task.span.end &&
        View(U",:").find(norm_[static_cast<std::size_t>(task.span.start + speaks)]) != View::npos)
      task.span = trimmed(norm_, {task.span.start + speaks, task.span.end}, U",:");
    // 会议原则同意……的方案,责成县民政局……: what is agreed to is nobody's to do.
    const View said = base::slice(norm_, task.span);
    if (const auto comma = said.find(U',');
        comma != View::npos && rule_of(said) != nullptr &&
        words::starts_with(said.substr(comma + 1), {U"责成", U"由", U"请", U"要求", U"明确由"}) > 0)
      task.span.start += static_cast<int>(comma) + 1;
    if (task.span.empty()) return;
    task.what = words::joined(base::slice(text_, task.span));
    task.owners = piece.owners;
    task.cooperating = piece.cooperating;
    Span deed = task.span;
    for (const Span& named : piece.named) {
      if (named.start <= deed.start + 12 && named.end < deed.end) deed.start = std::max(deed.start, named.end);
    }
    if (const auto act = act_in(text_, norm_, deed)) {
      task.action = words::joined(base::slice(text_, act->verb));
      task.object = words::joined(base::slice(text_, act->object));
      task.confidence = kNoOwner;
      task.why.push_back("动作“" + task.action + "”");
    } else {
      task.confidence = kNoVerb;
      task.doubts.push_back("没有读出动作");
    }
    if (!task.owners.empty()) task.why.push_back("句中写明由谁办");
    add_conditions(norm_, task.span, task);
    if (auto due = find_due(norm_, task.span, context_.due, false)) {
      due->text = words::joined(base::slice(text_, due->span));
      task.due = std::move(due);
      task.why.push_back("句中写明期限");
    }
    if (task.what.size() / 3 > kLongestTask) task.doubts.push_back("任务过长，可能是几项");
    static_cast<void>(told);
    before_block_.push_back(block_);
    into_.tasks.push_back(std::move(task));
  }

  // An article always holds a task or says why not.
  void fall_back() {
    if (!into_.tasks.empty()) return;
    if (!title_.empty() && into_.no_action.empty()) {
      // 1.加快项目建设。 and nothing else that could be one.
      block_ = 0;
      add_task({title_, {}, {}, {}}, false);
      title_ = {};
      return;
    }
    if (into_.no_action.empty() && blocks_.empty()) return put_off(trimmed(norm_, body_, U""), "没有文字");
    if (into_.no_action.empty()) {
      block_ = 0;
      add_task({trimmed(norm_, body_, U""), {}, {}, {}}, false);
      return;
    }
    if (plain_.size() != into_.no_action.size() || !context_.numbered || by_heading_ != nullptr) return;
    // Only statements without a verb we know: the longest is taken for the task rather than lost.
    const auto longest = std::ranges::max_element(into_.no_action, {}, [](const NoAction& n) { return n.span.size(); });
    const Span span = longest->span;
    into_.no_action.erase(longest);
    block_ = 0;
    add_task({span, {}, {}, {}}, false);
    into_.tasks.back().confidence = kFallback;
    into_.tasks.back().doubts.push_back("整条没有认识的动词，当作一项任务");
  }

  void add_from(const Duties& duties, bool shared, PolicyTask& task) const {
    const bool named_none = task.owners.empty();
    if (named_none && !duties.owners.empty()) {
      task.owners = duties.owners;
      task.owners_shared = shared;
      task.why.push_back(shared ? "责任单位几项共用" : "责任单位写在后面");
    }
    // A body named in the sentence and again in the bracket is one.
    const auto known = [&](const DutyName& name) {
      const auto same = [&](const DutyName& n) { return n.name == name.name; };
      return std::ranges::any_of(task.owners, same) || std::ranges::any_of(task.cooperating, same);
    };
    if (!named_none) {
      // 区政府审查后办理。(甲局牵头): the government acts, the office answers.
      const bool only_government =
          std::ranges::all_of(task.owners, [](const DutyName& n) { return n.name.ends_with("政府"); });
      std::size_t first = 0;
      for (const DutyName& name : duties.owners) {
        if (known(name)) continue;
        if (only_government && !name.name.ends_with("政府"))
          task.owners.insert(task.owners.begin() + static_cast<std::ptrdiff_t>(first++), name);
        else
          task.cooperating.push_back(name);
      }
    }
    for (const DutyName& name : duties.cooperating) {
      if (!known(name)) task.cooperating.push_back(name);
    }
    if (task.leaders.empty()) task.leaders = duties.leaders;
    if (!task.due && duties.due) {
      task.due = duties.due;
      task.due->text = words::joined(base::slice(text_, task.due->span));
      task.due_shared = shared;
    }
  }

  // A block governs the tasks since the one before; one that stands before all of them governs all.
  void give_duties() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      std::vector<std::size_t> governed;
      // Blocks that follow each other without a task between them speak of the same tasks.
      std::size_t first = b;
      while (first > 0 && !std::ranges::binary_search(before_block_, static_cast<int>(first))) --first;
      const auto from = std::ranges::lower_bound(before_block_, static_cast<int>(first));
      const auto to = std::ranges::upper_bound(before_block_, static_cast<int>(b));
      for (auto t = from; t < to; ++t) governed.push_back(static_cast<std::size_t>(t - before_block_.begin()));
      if (governed.empty()) {
        for (std::size_t t = 0; t < into_.tasks.size(); ++t) governed.push_back(t);
      }
      for (const std::size_t t : governed) add_from(blocks_[b].duties, governed.size() > 1, into_.tasks[t]);
    }
    for (PolicyTask& task : into_.tasks) {
      // What a heading says holds where the article itself says nothing; a row's cells always do.
      if (context_.row || task.owners.empty()) add_from(context_.shared, !context_.row || into_.tasks.size() > 1, task);
      if (task.confidence == kNoOwner && !task.owners.empty())
        task.confidence = task.owners_shared ? kSharedOwner : kOwnerAndVerb;
    }
    into_.title = title_.empty() ? into_.title : words::joined(base::slice(text_, title_));
  }

  View text_, norm_;
  Span body_;
  const TaskContext& context_;
  PolicyArticle& into_;
  std::vector<DutyBlock> blocks_;
  std::vector<int> before_block_;   // of each task: the block that comes next
  std::vector<std::size_t> plain_;  // in no_action: statements without a verb
  Span title_;
  const NoActionRule* by_heading_ = nullptr;
  int block_ = 0;
  int last_owner_block_ = -1;
};

}  // namespace

void read_article(View text, View norm, Span body, const TaskContext& context, PolicyArticle& into) {
  Article(text, norm, body, context, into).read();
}

}  // namespace reading
