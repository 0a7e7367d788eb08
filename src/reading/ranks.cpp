#include <algorithm>
#include <utility>

#include "quantity/quantity.hpp"
#include "reading/mention.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::has;

constexpr View kRankVerbs[] = {U"跃升至", U"跃升到", U"提升至", U"提升到", U"上升至", U"上升到", U"前移至", U"位居",
                               U"位列",   U"位次",   U"排名",   U"排在",   U"排位",   U"名列",   U"稳居",   U"居于",
                               U"保持",   U"升至",   U"升到",   U"跃至",   U"跃居",   U"蝉联",   U"并列",   U"获得",
                               U"荣获",   U"取得",   U"夺得",   U"进入",   U"跻身",   U"进位",   U"晋升",   U"降至",
                               U"列",     U"居",     U"获",     U"排",     U"为"};
constexpr int kLongestScope = 18;

View part(View t, int from, int to) {
  return t.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(0, to - from)));
}

// 居, 位居, 排名 … that ends at `end`.
int rank_verb_before(View t, int end, int floor) {
  int best = 0;
  for (const View verb : kRankVerbs) {
    const int n = static_cast<int>(verb.size());
    if (n > best && end - n >= floor && part(t, end - n, end) == verb) best = n;
  }
  static constexpr View kNot[] = {U"成为",   U"作为", U"安排", U"减排", U"系列",
                                  U"并列入", U"班列", U"陈列", U"居民", U"收获"};
  for (const View word : kNot) {
    const int n = static_cast<int>(word.size());
    if (best > 0 && best < n && end - n >= floor && part(t, end - n, end) == word) return 0;
  }
  return best;
}

bool ends_the_rank(View t, const OrdinalToken& token, int limit) {
  if (token.span.end >= limit) return true;
  const char32_t next = t[static_cast<std::size_t>(token.span.end)];
  if (is_boundary(next) || View(U"、)”’》](“ ").find(next) != View::npos) return true;
  if (token.closed) return true;
  const View rest = part(t, token.span.end, std::min(limit, token.span.end + 2));
  return rest.starts_with(U"且") || rest.starts_with(U"并") || rest.starts_with(U"和") || rest.starts_with(U"及") ||
         rest == U"的地" || rest.starts_with(U"以");
}

bool is_numeral(char32_t c) { return is_digit(c) || is_chinese_numeral(c); }

// 考核三年全省第一: the years before the rank, written in characters; digits are numbers of their own.
std::optional<std::pair<int, Streak>> years_before(View t, int end, int floor) {
  static constexpr View kNumerals = U"一二三四五六七八九十";
  const int numeral = end - 2;
  if (numeral <= floor || t[static_cast<std::size_t>(end - 1)] != U'年') return std::nullopt;
  const auto value = kNumerals.find(t[static_cast<std::size_t>(numeral)]);
  const char32_t before = t[static_cast<std::size_t>(numeral - 1)];
  if (value == View::npos || value == 0 || is_numeral(before) || View(U"第近前每过去首满续").find(before) != View::npos)
    return std::nullopt;
  return std::pair{numeral, Streak{Decimal(static_cast<std::int64_t>(value) + 1), "年"}};
}

}  // namespace

std::optional<Peers> peers_before(View t, int floor, int end) {
  Peers peers{.behind = end};
  int k = end;
  for (int n = 0; (n = rank_verb_before(t, k, floor)) > 0;) k -= n;
  for (const View within : {View(U"之中"), View(U"当中"), View(U"中"), View(U"里")}) {
    const int n = static_cast<int>(within.size());
    if (k - n < floor || part(t, k - n, k) != within) continue;
    k -= n;
    break;
  }
  const auto group = lexicon().peer_groups.before(t, k, floor);
  if (!group || !*group.entry) return std::nullopt;
  peers.end = k;
  peers.group = part(t, k - group.length, k);
  k -= group.length;
  if (k > floor && View(U"个家").find(t[static_cast<std::size_t>(k - 1)]) != View::npos) --k;
  const int last = k;
  while (k > floor && is_numeral(t[static_cast<std::size_t>(k - 1)])) --k;
  if (k == last) return std::nullopt;
  peers.start = k;
  return peers;
}

bool counts_peers_of_tier(View t, int floor, Span number, int limit) {
  constexpr int kFarthest = 20;
  const auto group = lexicon().peer_groups.at(t, number.end, limit);
  if (!group || !*group.entry) return false;
  bool ranked = false;
  for (int k = number.start; k > std::max(floor, number.start - kLongestScope) && !ranked; --k) {
    if (is_boundary(t[static_cast<std::size_t>(k - 1)])) break;
    ranked = rank_verb_before(t, k, floor) > 0;
  }
  int depth = 0;
  for (int k = number.end + group.length; k < std::min(limit, number.end + kFarthest); ++k) {
    const char32_t c = t[static_cast<std::size_t>(k)];
    if (is_digit(c) || (depth == 0 && is_boundary(c))) return false;
    if (c == U'(') ++depth;
    if (c == U')') --depth;
    const auto tier = lexicon().peer_groups.at(t, k, limit);
    if (tier && !*tier.entry) return ranked || rank_verb_before(t, k, number.end) > 0;
  }
  return false;
}

std::string scope_named(View words) {
  if (const auto* entry = lexicon().scopes.find(words)) return base::to_utf8(entry->scope);
  const int n = static_cast<int>(words.size());
  if (const auto hit = lexicon().scopes.before(words, n, 0); hit && n - hit.length <= 2)
    return base::to_utf8(hit.entry->scope);
  if (const auto hit = lexicon().scopes.at(words, 0, n); hit && hit.entry->level != "group" && has(words, U"各"))
    return base::to_utf8(hit.entry->scope);
  // 位居中国家电行业第一
  if (const auto hit = lexicon().scopes.at(words, 0, n); hit && hit.entry->level == "nation")
    return base::to_utf8(hit.entry->scope);
  return base::to_utf8(words);
}

// Where no scope stands at the rank: 省级评价获得第一, 获市政府督查激励第一名.
std::string scope_said_in(View clause) {
  static constexpr std::pair<View, View> kSigns[] = {
      {U"全国", U"全国"},   {U"国家", U"全国"}, {U"全省", U"全省"},   {U"全市", U"全市"},   {U"省级", U"全省"},
      {U"省政府", U"全省"}, {U"全区", U"全区"}, {U"市级", U"全市"},   {U"市政府", U"全市"}, {U"全球", U"全球"},
      {U"国际", U"全球"},   {U"世界", U"全球"}, {U"自治区", U"全区"}, {U"省", U"全省"},     {U"市", U"全市"}};
  std::size_t best = View::npos;
  View found;
  for (const auto& [sign, scope] : kSigns) {
    const auto at = clause.rfind(sign);
    if (at == View::npos) continue;
    if (sign.size() == 1 && !found.empty()) continue;
    if (best == View::npos || at > best) best = at, found = scope;
  }
  return base::to_utf8(found);
}

std::optional<Mention> rank_at(View t, int floor, int limit, const OrdinalToken& token) {
  if (!ends_the_rank(t, token, limit)) return std::nullopt;
  Mention m;
  m.form = Form::rank;
  m.positions = token.positions;
  m.core = token.span;
  int p = token.span.start;
  int clause = p;
  while (clause > floor && !is_boundary(t[static_cast<std::size_t>(clause - 1)])) --clause;
  floor = clause;

  std::string scope;
  int verb_start = p;
  bool ranked = false;
  const auto named = lexicon().scopes.before(t, p, floor);
  if (const auto peers = peers_before(t, floor, p)) {
    verb_start = peers->start;
    if (const auto whole = lexicon().scopes.before(t, verb_start, floor)) {
      verb_start -= whole.length;
      scope = base::to_utf8(whole.entry->scope);
    } else {
      scope = base::to_utf8(peers->group);
    }
    if (verb_start > floor && t[static_cast<std::size_t>(verb_start - 1)] == U'在') --verb_start;
    const int verb = rank_verb_before(t, verb_start, floor);
    verb_start -= verb;
    ranked = verb > 0 || peers->behind > peers->end || token.closed;
  } else if (const int verb = rank_verb_before(t, p, floor); verb > 0) {
    verb_start = p - verb;
    ranked = true;
    if (part(t, verb_start, p) == U"并列") {
      m.rank.tie = true;
      if (const int more = rank_verb_before(t, verb_start, floor); more > 0) verb_start -= more;
    }
    if (const auto before = lexicon().scopes.before(t, verb_start, floor))
      scope = base::to_utf8(before.entry->scope), verb_start -= before.length;
  } else {
    // 居全省各区(县)第一, 稳居西部和边境省区第一
    for (int k = p - 1; k > std::max(floor, p - kLongestScope); --k) {
      const char32_t c = t[static_cast<std::size_t>(k)];
      if (c == U')') {  // 各县(市、区)
        while (k > floor && t[static_cast<std::size_t>(k)] != U'(') --k;
        continue;
      }
      if (c == U'、' || is_digit(c)) break;
      const int n = rank_verb_before(t, k, floor);
      if (n == 0) continue;
      const View words = part(t, k, p);
      const bool weak =
          n == 1 && (t[static_cast<std::size_t>(k - 1)] == U'为' || t[static_cast<std::size_t>(k - 1)] == U'获' ||
                     t[static_cast<std::size_t>(k - 1)] == U'均');
      if (weak && !named) continue;
      verb_start = k - n;
      scope = scope_named(words);
      ranked = true;
      break;
    }
    if (!ranked && named) {
      verb_start = p - named.length;
      scope = base::to_utf8(named.entry->scope);
      ranked = true;
    }
  }
  // 由第六位升至第四位: the place it came from.
  if (!ranked && p > floor && token.closed && View(U"由从").find(t[static_cast<std::size_t>(p - 1)]) != View::npos) {
    const View onward = part(t, token.span.end, std::min(limit, token.span.end + 4));
    for (const View moved : {View(U"升"), View(U"跃"), View(U"提升"), View(U"上升"), View(U"前移"), View(U"进"),
                             View(U"降"), View(U"退"), View(U"下降")}) {
      if (!onward.starts_with(moved)) continue;
      verb_start = p;
      ranked = true;
      break;
    }
  }
  // 获市政府督查激励第一名: won, whatever stands between.
  for (int k = p - 1; !ranked && token.closed && k >= std::max(floor, p - 2 * kLongestScope); --k) {
    for (const View won : {View(U"获得"), View(U"荣获"), View(U"夺得"), View(U"取得"), View(U"获")}) {
      if (part(t, k, k + static_cast<int>(won.size())) != won) continue;
      verb_start = k;
      ranked = true;
      break;
    }
  }
  if (!ranked) return std::nullopt;
  if (verb_start > floor) {
    if (const int more = rank_verb_before(t, verb_start, floor);
        more > 0 && part(t, verb_start - more, verb_start) != U"为")
      verb_start -= more;
  }
  // 分居全省第四、第二位: said of each. 得分居全省第四 is not.
  const char32_t next = token.span.end < limit ? t[static_cast<std::size_t>(token.span.end)] : U'\0';
  const bool more_follow = token.positions.size() > 1 || next == U'、' || next == U'和';
  if (more_follow && verb_start - 1 > floor && t[static_cast<std::size_t>(verb_start - 1)] == U'分' &&
      View(U"部得积评总十成").find(t[static_cast<std::size_t>(verb_start - 2)]) == View::npos)
    --verb_start, m.each = true;
  else if (more_follow && verb_start - 1 == floor && t[static_cast<std::size_t>(floor)] == U'分')
    --verb_start, m.each = true;
  m.zone_start = verb_start;
  p = verb_start;
  while (p > floor) {
    const auto word = lexicon().number_words.before(t, p, floor);
    if (!word || *word.entry == NumberWordRole::guard) break;
    if (*word.entry == NumberWordRole::all) m.all = true;
    if (*word.entry == NumberWordRole::each) m.each = true;
    p -= word.length;
  }
  if (const auto years = years_before(t, p, floor)) {
    p = m.zone_start = years->first;
    m.rank.streak = years->second;
    m.why.push_back({Rule::streak_of_rank, {}});
  }
  m.lead_end = p;
  if (scope.empty()) scope = scope_said_in(part(t, clause, token.span.start));
  // 从全国第13位升至第5位: the first of the two says where.
  const View verb = part(t, verb_start, token.span.start);
  const bool rises = verb.ends_with(U"至") || verb.ends_with(U"到") || verb == U"跃居";
  if (scope.empty() && !m.rank.tie && !rises && !token.closed) return std::nullopt;
  m.rank.scope = scope;
  m.rank.position = token.positions.front();
  m.why.push_back({scope.empty() ? Rule::ranked_nowhere : Rule::ranked, {}});
  return m;
}

}  // namespace reading
