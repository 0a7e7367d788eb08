// The grammar of FEEL (DMN 1.5, 10.3.1.2) by recursive descent, from the loosest operator to the tightest: if, for,
// some, every, function; or; and; comparison, between, in; + -; * /; **; unary -; instance of; path, filter, call.
#include <algorithm>
#include <set>

#include "feel/builtins.hpp"
#include "feel/expression.hpp"
#include "feel/parser_base.hpp"

namespace feel {

namespace {

class Parser : private ParserBase {
 public:
  Parser(std::string_view text, const Names& names) : ParserBase(text, names) {}

  NodePtr whole() {
    NodePtr out = expression();
    if (!in_.done()) unexpected();
    return out;
  }

  NodePtr whole_unary(Ref input) {
    auto out = std::make_unique<UnaryTests>();
    out->input = input;
    const std::size_t start = in_.at;
    if (in_.take("-") && in_.done()) {
      out->any = true;
      return out;
    }
    in_.at = start;
    if (in_.take_word("not") && in_.take("(")) {
      auto inside = attempt([&] {
        auto tests = positive_tests();
        expect(")");
        if (!in_.done()) unexpected();
        return tests;
      });
      if (inside) {
        out->negated = true;
        out->tests = std::move(*inside);
        return out;
      }
    }
    in_.at = start;
    out->tests = positive_tests();
    if (!in_.done()) unexpected();
    return out;
  }

  TypePtr whole_type() {
    TypePtr out = type();
    if (!in_.done()) unexpected();
    return out;
  }

  std::size_t locals() const { return root_scope_.locals(); }
  std::vector<Expression::Unknown> unknown_names() { return std::move(unknown_); }

 private:
  NodePtr expression() {
    const Deeper deeper(*this);
    const std::size_t begin = start();
    if (in_.at_word("if")) return if_expression(begin);
    if (in_.at_word("for")) return for_expression(begin);
    if (in_.at_word("some") || in_.at_word("every")) return quantified(begin);
    return disjunction();
  }

  NodePtr if_expression(std::size_t begin) {
    in_.take_word("if");
    auto node = std::make_unique<IfNode>();
    node->condition = expression();
    expect_word("then");
    node->then = expression();
    expect_word("else");
    node->otherwise = expression();
    return placed(std::move(node), begin);
  }

  std::vector<Iterator> iterators() {
    std::vector<Iterator> out;
    do {
      Iterator it;
      it.name = declared_name({}, "in");
      expect_word("in");
      it.source = expression();
      if (in_.take("..")) it.range_end = expression();
      it.slot = scope_->enter(it.name);
      out.push_back(std::move(it));
    } while (in_.take(","));
    return out;
  }

  NodePtr for_expression(std::size_t begin) {
    in_.take_word("for");
    auto node = std::make_unique<ForNode>();
    node->iterators = iterators();
    expect_word("return");
    node->partial_slot = scope_->enter("partial");
    const std::size_t body_at = in_.at;
    node->body = expression();
    if (in_.text().substr(body_at, in_.at - body_at).find("partial") == std::string_view::npos) node->partial_slot = -1;
    scope_->leave(node->iterators.size() + 1);
    return placed(std::move(node), begin);
  }

  NodePtr quantified(std::size_t begin) {
    auto node = std::make_unique<QuantifiedNode>();
    node->every = in_.take_word("every");
    if (!node->every) in_.take_word("some");
    node->iterators = iterators();
    expect_word("satisfies");
    node->body = expression();
    scope_->leave(node->iterators.size());
    return placed(std::move(node), begin);
  }

  NodePtr logic(bool is_and) {
    const std::size_t begin = start();
    NodePtr first = is_and ? comparison() : logic(true);
    if (!in_.at_word(is_and ? "and" : "or")) return first;
    auto node = std::make_unique<LogicNode>();
    node->is_and = is_and;
    node->operands.push_back(std::move(first));
    while (in_.take_word(is_and ? "and" : "or")) node->operands.push_back(is_and ? comparison() : logic(true));
    return placed(std::move(node), begin);
  }
  NodePtr disjunction() { return logic(false); }

  std::optional<Comparison> comparison_sign() {
    in_.skip_space();
    if (in_.take("<=")) return Comparison::less_equal;
    if (in_.take(">=")) return Comparison::greater_equal;
    if (in_.take("!=")) return Comparison::not_equal;
    if (in_.take("<")) return Comparison::less;
    if (in_.take(">")) return Comparison::greater;
    if (in_.take("=")) return Comparison::equal;
    return std::nullopt;
  }

  NodePtr comparison() {
    const std::size_t begin = start();
    NodePtr left = additive();
    for (Chain chain(*this);; chain.link()) {
      if (const auto op = comparison_sign()) {
        auto node = std::make_unique<ComparisonNode>();
        node->op = *op;
        node->left = std::move(left);
        node->right = additive();
        left = placed(std::move(node), begin);
      } else if (in_.take_word("between")) {
        auto node = std::make_unique<BetweenNode>();
        node->value = std::move(left);
        node->low = additive();
        expect_word("and");
        node->high = additive();
        left = placed(std::move(node), begin);
      } else if (in_.take_word("in")) {
        auto node = std::make_unique<InNode>();
        node->value = std::move(left);
        node->tests = tests_after_in();
        left = placed(std::move(node), begin);
      } else {
        return left;
      }
    }
  }

  std::vector<Test> tests_after_in() {
    in_.skip_space();
    // "(1, < 5)" is a list of tests, "(1..5)" and "(a + b) * 2" are expressions.
    if (in_.peek() == '(') {
      if (auto one = attempt([&] {
            std::vector<Test> tests;
            tests.push_back(expression_test(additive()));
            in_.skip_space();
            return tests;
          })) {
        return std::move(*one);
      }
      expect("(");
      auto tests = positive_tests();
      expect(")");
      return tests;
    }
    std::vector<Test> tests;
    tests.push_back(positive_test());
    return tests;
  }

  static Test expression_test(NodePtr node) {
    Test test;
    const Node* n = node.get();
    test.is_value = n->constant() != nullptr || dynamic_cast<const NameNode*>(n) != nullptr ||
                    dynamic_cast<const ItemName*>(n) != nullptr || dynamic_cast<const PathNode*>(n) != nullptr;
    test.operand = std::move(node);
    return test;
  }

  std::vector<Test> positive_tests() {
    std::vector<Test> out;
    do {
      const bool before = scope_->input_used;
      scope_->input_used = false;
      Test test = positive_test(true);
      test.uses_input = scope_->input_used && !test.has_op;
      scope_->input_used = before || scope_->input_used;
      out.push_back(std::move(test));
    } while (in_.take(","));
    return out;
  }

  // `wide`: a whole expression may stand here, as in a cell; after `in` only one that binds tighter than comparison.
  Test positive_test(bool wide = false) {
    Test test;
    if (const auto op = comparison_sign()) {
      test.has_op = true;
      test.op = *op;
      test.operand = additive();
      return test;
    }
    return expression_test(wide ? expression() : additive());
  }

  NodePtr additive() {
    const std::size_t begin = start();
    NodePtr left = multiplicative();
    for (Chain chain(*this);; chain.link()) {
      in_.skip_space();
      const bool plus = in_.peek() == '+', minus = in_.peek() == '-';
      if (!plus && !minus) return left;
      ++in_.at;
      left = binary(plus ? Operator::add : Operator::subtract, std::move(left), multiplicative(), begin);
    }
  }

  NodePtr multiplicative() {
    const std::size_t begin = start();
    NodePtr left = power();
    for (Chain chain(*this);; chain.link()) {
      in_.skip_space();
      const bool times = in_.peek() == '*' && in_.peek(1) != '*', over = in_.peek() == '/';
      if (!times && !over) return left;
      ++in_.at;
      left = binary(times ? Operator::multiply : Operator::divide, std::move(left), power(), begin);
    }
  }

  NodePtr power() {
    const std::size_t begin = start();
    NodePtr left = negation();
    for (Chain chain(*this); in_.take("**"); chain.link()) {
      left = binary(Operator::power, std::move(left), negation(), begin);
    }
    return left;
  }

  NodePtr binary(Operator op, NodePtr left, NodePtr right, std::size_t begin) {
    const bool constant = left->constant() != nullptr && right->constant() != nullptr;
    auto node = std::make_unique<ArithmeticNode>();
    node->op = op;
    node->left = std::move(left);
    node->right = std::move(right);
    NodePtr out = placed(std::move(node), begin);
    return constant ? folded(std::move(out)) : std::move(out);
  }

  NodePtr negation() {
    const std::size_t begin = start();
    if (!in_.take("-")) return instance_of();
    const Deeper deeper(*this);
    auto node = std::make_unique<Negation>();
    node->operand = negation();
    const bool constant = node->operand->constant() != nullptr;
    NodePtr out = placed(std::move(node), begin);
    return constant ? folded(std::move(out)) : std::move(out);
  }

  NodePtr instance_of() {
    const std::size_t begin = start();
    NodePtr value = postfix(true);
    for (Chain chain(*this); in_.at_word("instance"); chain.link()) {
      in_.take_word("instance");
      expect_word("of");
      in_.skip_space();
      const std::size_t type_at = in_.at;
      auto known = attempt([&] { return type(); });
      if (!known) greedy_name();
      if (!known || (*known)->bare) {
        // A name that is no type, or `list` without its parameter: null (table 61).
        const std::string name(in_.text().substr(type_at, in_.at - type_at));
        value = placed(std::make_unique<Invalid>(Wrong::unknown_name, "instance of " + name), begin);
        continue;
      }
      auto node = std::make_unique<InstanceOf>();
      node->value = std::move(value);
      node->type = std::move(*known);
      value = placed(std::move(node), begin);
    }
    return value;
  }

  NodePtr postfix(bool filters) {
    const std::size_t begin = start();
    NodePtr value = primary();
    for (Chain chain(*this);; chain.link()) {
      in_.skip_space();
      if (in_.peek() == '.' && in_.peek(1) != '.') {
        ++in_.at;
        auto node = std::make_unique<PathNode>();
        node->source = std::move(value);
        node->name = member_name();
        value = placed(std::move(node), begin);
      } else if (in_.peek() == '[' && filters) {
        // After the end of an open range ("[1..10[") the bracket is no filter.
        NodePtr* const held = &value;
        auto body = attempt([&] { return filter_body(); });
        if (!body) return value;
        auto node = std::make_unique<FilterNode>();
        node->source = std::move(*held);
        node->body = std::move(body->first);
        node->item_slot = body->second;
        value = placed(std::move(node), begin);
      } else if (in_.peek() == '(') {
        value = call(std::move(value), begin);
      } else {
        return value;
      }
    }
  }

  std::pair<NodePtr, int> filter_body() {
    expect("[");
    // The item has a name of its own besides `item`, so that items of outer filters stay in reach.
    const std::string own = "item#" + std::to_string(scope_->items.size());
    const int slot = scope_->enter("item");
    // Both names stand for one slot.
    scope_->items.push_back(own);
    scope_->alias(own, slot);
    NodePtr body = expression();
    expect("]");
    scope_->leave(2);
    scope_->items.pop_back();
    return {std::move(body), slot};
  }

  NodePtr name_expression() {
    const std::size_t begin = start();
    std::size_t best = 0;
    std::string best_name;
    const bool in_filter = !scope_->items.empty();
    walk_name([&](const std::string& normal, std::size_t end) {
      work(scope_->width());
      if (scope_->knows(normal) || built_in_names().contains(normal)) {
        best = end, best_name = normal;
      } else if (in_filter && member_known(normal) != nullptr) {
        best = end, best_name = normal;
      }
    });
    std::string display = best_name;
    if (best != 0) {
      in_.at = best;
      if (const std::string* spelt = in_filter ? member_known(best_name) : nullptr) display = *spelt;
    } else {
      in_.at = begin;
      const auto before = in_.at;
      const auto w = in_.word();
      if (w.empty() || is_keyword(w)) {
        in_.at = before;
        unexpected();
      }
      in_.at = before;
      display = best_name = greedy_name();
    }
    NodePtr lexical;
    if (const Value* fixed = scope_->bound(best_name)) {
      lexical = placed(std::make_unique<Constant>(*fixed), begin);
    } else if (const auto ref = scope_->resolve(best_name)) {
      lexical = placed(std::make_unique<NameNode>(*ref), begin);
    } else if (auto function = built_in(best_name)) {
      lexical = placed(std::make_unique<Constant>(Value(std::move(function))), begin);
    }
    if (in_filter && best_name != "?" && best_name != "partial") {
      auto node = std::make_unique<ItemName>();
      node->name = display;
      for (auto at = scope_->items.rbegin(); at != scope_->items.rend(); ++at) {
        if (const auto ref = scope_->resolve(*at)) node->items.push_back(*ref);
        // `item` is the innermost item, unless that one has an entry of the name (10.3.2.5).
        if (best_name == "item") break;
      }
      node->outside = std::move(lexical);
      return placed(std::move(node), begin);
    }
    if (lexical != nullptr) return lexical;
    unknown_.push_back({display, begin});
    return placed(std::make_unique<Invalid>(Wrong::unknown_name, display), begin);
  }

  NodePtr call(NodePtr function, std::size_t begin) {
    auto node = std::make_unique<CallNode>();
    constexpr std::size_t longest = 80;  // a chain of calls would repeat itself
    node->name = std::string(in_.text().substr(begin, std::min(longest, in_.at - begin)));
    const Value* known = function->constant();
    bool constant = known != nullptr && known->is(Kind::function) && is_pure_built_in(known->function());
    node->function = std::move(function);
    expect("(");
    if (!in_.take(")")) {
      do {
        if (auto name = argument_name()) node->names.push_back(*name);
        node->arguments.push_back(expression());
        if (!node->names.empty() && node->names.size() != node->arguments.size()) unexpected();
        constant = constant && node->arguments.back()->constant() != nullptr;
      } while (in_.take(","));
      expect(")");
    }
    NodePtr out = placed(std::move(node), begin);
    return constant ? folded(std::move(out)) : std::move(out);
  }

  NodePtr primary() {
    const Deeper deeper(*this);
    const std::size_t begin = start();
    const char c = in_.peek();
    if (c == '"') return placed(std::make_unique<Constant>(Value(*in_.quoted())), begin);
    if (const auto digits = in_.number()) {
      const auto n = Number::parse(*digits);
      if (!n) return placed(std::make_unique<Invalid>(Wrong::out_of_domain, std::string(*digits)), begin);
      return placed(std::make_unique<Constant>(Value(*n)), begin);
    }
    if (c == '@') {
      ++in_.at;
      in_.skip_space();
      const auto text = in_.quoted();
      if (!text) unexpected();
      return temporal_literal(*text, begin);
    }
    if (c == '(') return parenthesis(begin);
    if (c == ']') {
      ++in_.at;
      return range_from(expression(), false, begin);
    }
    if (c == '[') return list_or_range(begin);
    if (c == '{') return context(begin);
    if (in_.at_word("true") || in_.at_word("false") || in_.at_word("null")) {
      // A known name may begin with such a word ("true north"); the longest wins.
      if (auto name = longer_name_than_word()) return std::move(*name);
      const auto w = in_.word();
      return placed(std::make_unique<Constant>(w == "null" ? Value() : Value(w == "true")), begin);
    }
    if (in_.at_word("function")) {
      if (auto f = attempt([&] { return function_definition(begin); })) return std::move(*f);
    }
    if (in_.at_word("if") || in_.at_word("for") || in_.at_word("some") || in_.at_word("every")) return expression();
    return name_expression();
  }

  std::optional<NodePtr> longer_name_than_word() {
    bool longer = false;
    int count = 0;
    walk_name([&](const std::string& normal, std::size_t) {
      if (++count > 1 && (scope_->knows(normal) || built_in_names().contains(normal))) longer = true;
    });
    if (!longer) return std::nullopt;
    return name_expression();
  }

  NodePtr temporal_literal(const std::string& text, std::size_t begin) {
    Value value;
    if (const auto d = Date::parse(text)) {
      value = *d;
    } else if (const auto dt = DateTime::parse(text)) {
      value = *dt;
    } else if (const auto t = Time::parse(text)) {
      value = *t;
    } else if (const auto ym = parse_months_duration(text)) {
      value = *ym;
    } else if (const auto days = parse_days_duration(text)) {
      value = *days;
    } else {
      return placed(std::make_unique<Invalid>(Wrong::out_of_domain, "@\"" + text + "\""), begin);
    }
    return placed(std::make_unique<Constant>(std::move(value)), begin);
  }

  NodePtr parenthesis(std::size_t begin) {
    expect("(");
    if (const auto op = comparison_sign()) {
      auto node = std::make_unique<RangeNode>();
      NodePtr point = additive();
      expect(")");
      switch (*op) {
        case Comparison::less:
        case Comparison::less_equal:
          node->form = *op == Comparison::less ? Range::Form::less : Range::Form::less_equal;
          node->end_included = *op == Comparison::less_equal;
          node->end_point = std::move(point);
          break;
        case Comparison::greater:
        case Comparison::greater_equal:
          node->form = *op == Comparison::greater ? Range::Form::greater : Range::Form::greater_equal;
          node->start_included = *op == Comparison::greater_equal;
          node->start = std::move(point);
          break;
        case Comparison::equal:
        case Comparison::not_equal:
          node->form = *op == Comparison::equal ? Range::Form::equal : Range::Form::not_equal;
          node->start = std::move(point);
          break;
      }
      return placed(std::move(node), begin);
    }
    NodePtr first = expression();
    if (in_.take("..")) return range_to(std::move(first), false, begin);
    expect(")");
    return first;
  }

  NodePtr range_from(NodePtr first, bool included, std::size_t begin) {
    expect("..");
    return range_to(std::move(first), included, begin);
  }

  // The end of a range and its bracket; `a[1]]` ends in a filter and a bracket, `10[` in an open bracket.
  NodePtr range_to(NodePtr first, bool included, std::size_t begin) {
    auto node = std::make_unique<RangeNode>();
    node->start = std::move(first);
    node->start_included = included;
    node->end_point = expression();
    if (in_.take("]")) {
      node->end_included = true;
    } else if (!in_.take(")") && !in_.take("[")) {
      unexpected();
    }
    const bool constant = node->start->constant() != nullptr && node->end_point->constant() != nullptr;
    NodePtr out = placed(std::move(node), begin);
    return constant ? folded(std::move(out)) : std::move(out);
  }

  NodePtr list_or_range(std::size_t begin) {
    expect("[");
    auto node = std::make_unique<ListNode>();
    if (in_.take("]")) return placed(std::make_unique<Constant>(Value(List{})), begin);
    NodePtr first = expression();
    if (in_.take("..")) return range_to(std::move(first), true, begin);
    bool constant = first->constant() != nullptr;
    node->items.push_back(std::move(first));
    while (in_.take(",")) {
      node->items.push_back(expression());
      constant = constant && node->items.back()->constant() != nullptr;
    }
    expect("]");
    NodePtr out = placed(std::move(node), begin);
    return constant ? folded(std::move(out)) : std::move(out);
  }

  NodePtr context(std::size_t begin) {
    expect("{");
    auto node = std::make_unique<ContextNode>();
    std::optional<std::string> twice;
    std::set<std::string> keys;
    if (!in_.take("}")) {
      do {
        in_.skip_space();
        ContextNode::Entry entry;
        if (auto key = in_.quoted()) {
          entry.key = *std::move(key);
        } else {
          entry.key = declared_name({":"});
        }
        expect(":");
        if (!keys.insert(entry.key).second) twice = entry.key;
        local_members_.emplace(normal_name(entry.key), entry.key);
        entry.value = expression();
        entry.slot = scope_->enter(entry.key);
        node->entries.push_back(std::move(entry));
      } while (in_.take(","));
      expect("}");
    }
    scope_->leave(node->entries.size());
    if (twice) return placed(std::make_unique<Invalid>(Wrong::duplicate_key, *twice), begin);
    return placed(std::move(node), begin);
  }

  NodePtr function_definition(std::size_t begin) {
    expect_word("function");
    expect("(");
    auto node = std::make_unique<FunctionNode>();
    if (!in_.take(")")) {
      do {
        Parameter p;
        p.name = declared_name({":", ",", ")"});
        if (in_.take(":")) p.type = type();
        node->parameters.push_back(std::move(p));
      } while (in_.take(","));
      expect(")");
    }
    if (in_.at_word("external")) {
      in_.take_word("external");
      expression();
      return placed(std::make_unique<Invalid>(Wrong::unknown_function, "external"), begin);
    }
    Scope inner(*scope_, node->parameters);
    Scope* const outer = scope_;
    scope_ = &inner;
    NodePtr body = expression();
    scope_ = outer;
    node->body = std::shared_ptr<const Node>(std::move(body));
    node->captures = inner.captures();
    node->locals = inner.locals();
    return placed(std::move(node), begin);
  }

  TypePtr type() {
    const Deeper deeper(*this);
    in_.skip_space();
    if (in_.take_word("list")) return type_of(Type::Form::list, "list");
    if (in_.take_word("range")) return type_of(Type::Form::range, "range");
    if (in_.take_word("context")) {
      if (!in_.take("<")) return Type::built_in("context");
      Type t;
      t.form = Type::Form::context;
      if (!in_.take(">")) {
        do {
          std::string name = declared_name({":"});
          expect(":");
          TypePtr member = type();
          t.members.emplace_back(std::move(name), std::move(member));
        } while (in_.take(","));
        expect(">");
      }
      return std::make_shared<const Type>(std::move(t));
    }
    if (in_.take_word("function")) {
      if (!in_.take("<")) return Type::built_in("function");
      Type t;
      t.form = Type::Form::function;
      if (!in_.take(">")) {
        do {
          t.parameters.push_back(type());
        } while (in_.take(","));
        expect(">");
      }
      expect("->");
      t.element = type();
      return std::make_shared<const Type>(std::move(t));
    }
    std::size_t best = 0;
    TypePtr found;
    walk_name([&](const std::string& normal, std::size_t end) {
      if (TypePtr named = names_.find_type(normal)) {
        best = end, found = std::move(named);
      } else if (TypePtr simple = Type::built_in(normal)) {
        best = end, found = std::move(simple);
      }
    });
    if (found == nullptr) unexpected();
    in_.at = best;
    return found;
  }

  TypePtr type_of(Type::Form form, const char* bare) {
    if (!in_.take("<")) return Type::built_in(bare);
    Type t;
    t.form = form;
    t.element = type();
    expect(">");
    return std::make_shared<const Type>(std::move(t));
  }
};

base::Place place_in(std::string_view text, std::size_t at) {
  base::Place place;
  place.line = 1;
  place.column = 1;
  for (std::size_t i = 0; i < std::min(at, text.size()); ++i) {
    if (text[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) {
      ++place.column;
    }
  }
  return place;
}

template <class T, class F>
base::Result<T> guarded(std::string_view text, const char* code, F&& parse) {
  constexpr std::size_t longest = 1 << 20;
  if (text.size() > longest)
    return base::fail("feel.budget", "表达式超过1 MB", {.line = 1, .column = 1}, "请拆成几个决策");
  try {
    return parse();
  } catch (const SyntaxError& error) {
    if (error.final) return base::fail("feel.budget", error.what, place_in(text, error.at), "请拆成几个决策");
    return base::fail(code, error.what.empty() ? "表达式没有写完" : "读不懂“" + error.what + "”",
                      place_in(text, error.at), "请对照FEEL的写法检查这里和它前面的内容");
  }
}

}  // namespace

base::Result<Expression> parse(std::string_view text, const Names& names) {
  return guarded<Expression>(text, "feel.syntax", [&] {
    Parser parser(text, names);
    auto root = parser.whole();
    Expression out(std::move(root), parser.locals());
    out.set_unknown_names(parser.unknown_names());
    return out;
  });
}

base::Result<Expression> parse_unary_tests(std::string_view text, const Names& names) {
  return guarded<Expression>(text, "feel.syntax", [&] {
    Names with_input = names;
    const Ref input{false, with_input.push("?")};
    Parser parser(text, with_input);
    auto root = parser.whole_unary(input);
    Expression out(std::move(root), parser.locals());
    out.set_unknown_names(parser.unknown_names());
    return out;
  });
}

std::size_t byte_of(std::string_view text, int line, int column) {
  std::size_t i = 0;
  for (int l = 1; l < line && i < text.size(); ++i) l += text[i] == '\n' ? 1 : 0;
  const auto inside = [&] { return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0u) == 0x80u; };
  for (int c = 1; c < column && i < text.size(); ++c) {
    do ++i;
    while (inside());
  }
  return i;
}

base::Result<TypePtr> parse_type(std::string_view text, const Names& names) {
  return guarded<TypePtr>(text, "feel.type", [&] { return Parser(text, names).whole_type(); });
}

}  // namespace feel
