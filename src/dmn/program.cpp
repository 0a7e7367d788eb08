#include "dmn/program.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "dmn/boxed.hpp"
#include "dmn/table.hpp"
#include "feel/cuts.hpp"
#include "feel/function.hpp"

namespace dmn {

using feel::Kind;
using feel::Names;
using feel::TypePtr;
using feel::Wrong;

namespace {

enum class What { input, decision, knowledge, service };

// One element of the graph, of this model or an imported one.
struct Element {
  What what{};
  std::string name;
  std::string id;
  const Definitions* model = nullptr;
  Variable variable;
  ExpressionPtr logic;
  std::vector<Requirement> requirements;  // of a decision or knowledge model
  const DecisionService* service = nullptr;
  int line = 0;
  int column = 0;
  std::shared_ptr<const feel::Origin> origin;  // of what goes wrong with it as a whole

  TypePtr type;
  BoxedPtr compiled;
  // What it is evaluated with: one value a name, itself made of one element, or of several under an import's name.
  struct Given {
    std::string name;
    int element = -1;                                  // -1: a group
    std::vector<std::pair<std::string, int>> members;  // of the group
  };
  std::vector<Given> given;
  std::vector<feel::Parameter> parameters;  // knowledge, service
  std::vector<int> parameter_elements;      // service
  std::vector<int> outputs;                 // service
};

// Item definitions of a model as types; those of imported models under the import's name.
class ModelTypes final : public Types {
 public:
  ModelTypes(const Definitions& model, std::map<std::string, const ModelTypes*> imported,
             std::vector<base::Fault>& faults)
      : model_(model), imported_(std::move(imported)), faults_(faults) {
    for (const ItemDefinition& item : model.items) definitions_[item.name] = &item;
    for (const ItemDefinition& item : model.items) (void)resolve(item.name);
    for (const auto& [name, type] : resolved_) types_.add_type(name, type);
  }

  TypePtr find(const std::string& name) const override {
    if (name.empty()) return nullptr;
    if (const auto at = resolved_.find(name); at != resolved_.end()) return at->second;
    if (TypePtr t = feel::Type::built_in(name)) return t;
    for (const auto& [alias, types] : imported_) {
      if (alias.empty()) {
        if (TypePtr t = types->find(name)) return t;
      } else if (name.starts_with(alias + '.')) {
        if (TypePtr t = types->find(name.substr(alias.size() + 1))) return t;
      }
    }
    auto parsed = feel::parse_type(name, types_);
    return parsed ? *parsed : nullptr;
  }

  void add_to(Names& names, const std::string& prefix = {}, int depth = 0) const {
    for (const auto& [name, type] : resolved_) {
      names.add_type(feel::normal_name(prefix + name), type);
      names.add_members_of(*type);
    }
    if (depth > 8) return;
    for (const auto& [alias, types] : imported_)
      types->add_to(names, alias.empty() ? prefix : prefix + alias + '.', depth + 1);
  }

 private:
  const Definitions& model_;
  std::map<std::string, const ModelTypes*> imported_;
  std::vector<base::Fault>& faults_;
  std::map<std::string, const ItemDefinition*> definitions_;
  std::map<std::string, TypePtr> resolved_;
  std::set<std::string> open_;
  Names types_;

  TypePtr resolve(const std::string& name) {
    if (const auto at = resolved_.find(name); at != resolved_.end()) return at->second;
    const auto at = definitions_.find(name);
    if (at == definitions_.end()) return nullptr;
    // A type that holds itself is not looked into any further.
    if (!open_.insert(name).second) return feel::Type::any();
    TypePtr type = made(*at->second);
    open_.erase(name);
    resolved_[name] = type;
    return type;
  }

  TypePtr reference(const std::string& name, int line) {
    if (name.empty()) return feel::Type::any();
    if (TypePtr own = resolve(name)) return own;
    if (TypePtr other = find(name)) return other;
    base::Place place;
    place.file = model_.file;
    place.line = line;
    faults_.push_back({"dmn.type", "没有定义类型“" + name + "”", place, "定义这个类型，或改用已有的名称"});
    return feel::Type::any();
  }

  TypePtr made(const ItemDefinition& item) {
    feel::Type t;
    if (item.is_function) {
      t.form = feel::Type::Form::function;
      for (const Variable& p : item.function_parameters) t.parameters.push_back(reference(p.type_ref, item.line));
      t.element = reference(item.function_output, item.line);
    } else if (!item.components.empty()) {
      t.form = feel::Type::Form::context;
      for (const ItemDefinition& c : item.components) t.members.emplace_back(c.name, made(c));
    } else {
      t = *reference(item.type_ref, item.line);
    }
    t.name = item.name;
    constrain(t, item.allowed_values, item);
    if (!item.is_collection) {
      constrain(t, item.type_constraint, item);
      return std::make_shared<const feel::Type>(std::move(t));
    }
    feel::Type list;
    list.form = feel::Type::Form::list;
    list.name = item.name;
    list.element = std::make_shared<const feel::Type>(std::move(t));
    constrain(list, item.type_constraint, item);
    return std::make_shared<const feel::Type>(std::move(list));
  }

  void constrain(feel::Type& type, const std::optional<Text>& values, const ItemDefinition& item) {
    if (!values || values->text.find_first_not_of(" \t\r\n") == std::string::npos) return;
    Names names;
    names.add_members_of(type);
    Compiling with{*this, model_.file, faults_};
    auto tests =
        std::make_shared<feel::Expression>(compile_tests(*values, names, with, "类型“" + item.name + "”的取值"));
    if (!type.allows || type.allowed_cuts) {
      auto cuts = *tests ? feel::cut_points(*tests) : std::nullopt;
      if (cuts && type.allowed_cuts) cuts->insert(cuts->end(), type.allowed_cuts->begin(), type.allowed_cuts->end());
      type.allowed_cuts = std::move(cuts);
    }
    type.allows = [tests, before = type.allows](Run& run, const Value& v) {
      if (before && !before(run, v)) return false;
      if (!*tests) return true;
      Run quiet = run.aside();
      const Value given[] = {v};
      const bool allowed = tests->evaluate(quiet, given).is_true();
      run.charge(quiet);
      return allowed;
    };
  }
};

}  // namespace

struct Program::Body {
  std::shared_ptr<const Definitions> main;
  std::vector<std::shared_ptr<const Definitions>> models;
  std::map<const Definitions*, std::unique_ptr<ModelTypes>> types;
  std::map<std::pair<const Definitions*, std::string>, const Definitions*> imported;  // by alias, as declared
  std::vector<Element> elements;
  std::map<std::string, int> by_address;  // namespace#id
  std::vector<base::Fault> faults;
  bool indexed = true;
  std::map<std::string, Value> bound;

  int find(const std::string& name, std::initializer_list<What> kinds) const {
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const Element& e = elements[i];
      if (e.model == main.get() && e.name == name && std::ranges::find(kinds, e.what) != kinds.end()) {
        return static_cast<int>(i);
      }
    }
    return -1;
  }

  base::Place place(const Definitions& model, int line) const {
    base::Place out;
    out.file = model.file;
    out.line = line;
    return out;
  }
};

// ---- evaluation

namespace {

template <class BodyType>
class Session {
 public:
  Session(std::shared_ptr<const BodyType> body, Run& run, const Inputs& inputs)
      : body_(std::move(body)), run_(run), inputs_(inputs), known_(body_->elements.size()) {}

  void set(int element, Value value) { known_[static_cast<std::size_t>(element)] = std::move(value); }

  Value value_of(int index) {
    auto& known = known_[static_cast<std::size_t>(index)];
    if (known) return *known;
    const Element& e = body_->elements[static_cast<std::size_t>(index)];
    Value out;
    switch (e.what) {
      case What::input:
        out = input(e);
        break;
      case What::decision:
        out = decision(e);
        break;
      case What::knowledge:
      case What::service:
        out = function(index);
        break;
    }
    known_[static_cast<std::size_t>(index)] = out;
    return out;
  }

  Values values_for(const Element& e) {
    Values out;
    for (const auto& g : e.given) {
      if (g.element >= 0) {
        out.push_back(value_of(g.element));
        continue;
      }
      std::vector<feel::Context::Entry> entries;
      for (const auto& [name, member] : g.members) entries.emplace_back(name, value_of(member));
      out.emplace_back(feel::Context(std::move(entries)));
    }
    return out;
  }

  // The outputs of a service: one value, or a context of several.
  Value outputs_of(const Element& e) {
    Value out;
    if (e.outputs.size() == 1) {
      out = value_of(e.outputs[0]);
    } else {
      std::vector<feel::Context::Entry> entries;
      for (const int o : e.outputs)
        entries.emplace_back(body_->elements[static_cast<std::size_t>(o)].name, value_of(o));
      out = feel::Context(std::move(entries));
    }
    return coerced(run_, out, e.type, e.name);
  }

  Value function(int index) const;

 private:
  std::shared_ptr<const BodyType> body_;
  Run& run_;
  const Inputs& inputs_;
  std::vector<std::optional<Value>> known_;

  bool is_alias(const std::string& name) const {
    return std::ranges::any_of(body_->models, [&](const auto& m) {
      return std::ranges::any_of(m->imports, [&](const Import& i) { return i.name == name; });
    });
  }
  static const Value* entry_of(const Value& v, const std::string& name, int depth) {
    if (!v.is(Kind::context) || depth > 8) return nullptr;
    if (const Value* here = v.context().find(name)) return here;
    for (const auto& [key, inner] : v.context().entries()) {
      if (const Value* found = entry_of(inner, name, depth + 1)) return found;
    }
    return nullptr;
  }

  Value input(const Element& e) {
    const std::size_t noted = run_.problems().size();
    Value out = input_given(e);
    run_.locate(noted, *e.origin);
    if (out.is_null() && e.model == body_->main.get()) {
      if (auto* tracer = dynamic_cast<Tracer*>(run_.watcher)) tracer->trace.unknown_inputs.push_back(e.name);
    }
    return out;
  }

  Value input_given(const Element& e) {
    const Value* given = nullptr;
    const auto at = inputs_.values.find(e.name);
    if (at != inputs_.values.end()) given = &at->second;
    if (e.model != body_->main.get()) {
      // Of an imported model: "alias.name", or an entry of a context under the alias, through any number of imports.
      for (const auto& [key, value] : inputs_.values) {
        if (key.ends_with('.' + e.name)) given = &value;
        if (const Value* inside = entry_of(value, e.name, 0); inside != nullptr && is_alias(key)) given = inside;
      }
    }
    if (given == nullptr) return {};
    return coerced(run_, *given, e.type, e.name);
  }

  Value decision(const Element& e) {
    if (const auto at = inputs_.values.find(e.name); at != inputs_.values.end() && e.model == body_->main.get()) {
      return coerced(run_, at->second, e.type, e.name);
    }
    const Run::Level level(run_);
    if (!level.ok) return {};
    if (e.compiled == nullptr) return {};
    Values values = values_for(e);
    const std::string before = run_.where();
    run_.set_where(e.name);
    const std::size_t noted = run_.problems().size();
    Value out = coerced(run_, e.compiled->eval(run_, values), e.type, e.name);
    run_.set_where(before);
    run_.locate(noted, *e.origin);
    if (auto* tracer = dynamic_cast<Tracer*>(run_.watcher)) {
      // What is too large to be written is not told.
      const bool told = feel::weight(out, feel::kMostWritten) < feel::kMostWritten;
      tracer->trace.decisions.push_back({e.name, told ? out : Value()});
    }
    return out;
  }
};

// A knowledge model or decision service as a value. It needs no inputs but its arguments.
template <class BodyType>
class ModelFunction final : public feel::Function {
 public:
  ModelFunction(std::shared_ptr<const BodyType> body, int index) : body_(std::move(body)), index_(index) {}
  const Element& element() const { return body_->elements[static_cast<std::size_t>(index_)]; }
  const std::vector<feel::Parameter>& parameters() const override { return element().parameters; }
  TypePtr result_type() const override {
    const TypePtr& type = element().type;
    return type != nullptr && type->form == feel::Type::Form::function ? type->element : type;
  }

  Value call(Run& run, std::span<const Value> arguments) const override {
    const Run::Level level(run);
    if (!level.ok || !run.spend()) return {};
    const Element& e = element();
    if (arguments.size() != e.parameters.size()) {
      return run.fail(Wrong::wrong_arguments, e.name + "(" + std::to_string(arguments.size()) + ")");
    }
    Values given;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (e.parameters[i].type == nullptr) {
        given.push_back(arguments[i]);
        continue;
      }
      auto fits = feel::coerced(run, arguments[i], *e.parameters[i].type);
      if (!fits) return run.fail(Wrong::not_conforming, e.parameters[i].name + " = " + feel::brief(arguments[i]));
      given.push_back(*std::move(fits));
    }
    const Inputs none;
    Session<BodyType> session(body_, run, none);
    if (e.what == What::service) {
      for (std::size_t i = 0; i < given.size(); ++i) session.set(e.parameter_elements[i], std::move(given[i]));
      return session.outputs_of(e);
    }
    if (e.compiled == nullptr) return run.fail(Wrong::unknown_function, e.name);
    Values values = session.values_for(e);
    for (Value& v : given) values.push_back(std::move(v));
    return coerced(run, e.compiled->eval(run, values), result_type(), e.name);
  }

 private:
  std::shared_ptr<const BodyType> body_;
  int index_;
};

template <class BodyType>
Value Session<BodyType>::function(int index) const {
  return std::shared_ptr<const feel::Function>(std::make_shared<ModelFunction<BodyType>>(body_, index));
}

}  // namespace

// ---- compilation

namespace {

template <class BodyType>
class Compiler {
 public:
  Compiler(BodyType& body, const Imports& imports) : body_(body), imports_(imports) {}

  std::optional<base::Fault> run() {
    load(body_.main, 0);
    for (const auto& model : body_.models) collect(*model);
    for (Element& e : body_.elements) e.type = types(e).find(e.variable.type_ref);
    if (auto cycle = find_cycle()) return cycle;
    for (Element& e : body_.elements) link(e);
    for (Element& e : body_.elements) compile_element(e);
    return std::nullopt;
  }

 private:
  BodyType& body_;
  const Imports& imports_;

  const ModelTypes& types(const Element& e) const { return *body_.types.at(e.model); }

  void load(const std::shared_ptr<const Definitions>& model, int depth) {
    body_.models.push_back(model);
    std::map<std::string, const ModelTypes*> imported;
    for (const Import& i : model->imports) {
      if (i.type.find("/MODEL") == std::string::npos && i.type.find("DMN") == std::string::npos) continue;
      const auto known = std::ranges::find(body_.models, i.space, [](const auto& m) { return m->space; });
      std::shared_ptr<const Definitions> other = known != body_.models.end() ? *known : nullptr;
      if (other == nullptr) {
        other = imports_ ? imports_(i) : nullptr;
        if (other == nullptr || depth > 16) {
          body_.faults.push_back({"dmn.import", "找不到引入的模型“" + i.name + "”（" + i.space + "）",
                                  body_.place(*model, i.line), "把那个模型文件放在同一个文件夹里"});
          continue;
        }
        load(other, depth + 1);
      }
      body_.imported[{model.get(), i.name}] = other.get();
      if (const auto at = body_.types.find(other.get()); at != body_.types.end()) imported[i.name] = at->second.get();
    }
    body_.types[model.get()] = std::make_unique<ModelTypes>(*model, std::move(imported), body_.faults);
  }

  void put(const Definitions& model, Element e) {
    e.model = &model;
    e.origin = element_origin(model.file, e.line, e.column);
    body_.by_address[model.space + '#' + e.id] = static_cast<int>(body_.elements.size());
    body_.elements.push_back(std::move(e));
  }

  void collect(const Definitions& m) {
    for (const InputData& i : m.inputs) {
      Element e;
      e.what = What::input, e.name = i.name, e.id = i.id, e.variable = i.variable, e.line = i.line, e.column = i.column;
      put(m, std::move(e));
    }
    for (const Decision& d : m.decisions) {
      Element e;
      e.what = What::decision, e.name = d.name, e.id = d.id, e.variable = d.variable, e.line = d.line,
      e.column = d.column, e.logic = d.logic;
      for (const auto* list : {&d.inputs, &d.decisions, &d.knowledge}) {
        e.requirements.insert(e.requirements.end(), list->begin(), list->end());
      }
      put(m, std::move(e));
    }
    for (const KnowledgeModel& k : m.knowledge_models) {
      Element e;
      e.what = What::knowledge, e.name = k.name, e.id = k.id, e.variable = k.variable, e.line = k.line,
      e.column = k.column, e.logic = k.logic;
      e.requirements = k.knowledge;
      put(m, std::move(e));
    }
    for (const DecisionService& s : m.services) {
      Element e;
      e.what = What::service, e.name = s.name, e.id = s.id, e.variable = s.variable, e.line = s.line,
      e.column = s.column, e.service = &s;
      put(m, std::move(e));
    }
  }

  int target(const Element& e, const Requirement& r, bool complain = true) {
    const auto hash = r.href.find('#');
    const std::string space = hash == std::string::npos || hash == 0 ? e.model->space : r.href.substr(0, hash);
    const std::string id = hash == std::string::npos ? r.href : r.href.substr(hash + 1);
    const auto at = body_.by_address.find(space + '#' + id);
    if (at != body_.by_address.end()) return at->second;
    if (complain) {
      body_.faults.push_back({"dmn.requirement", "“" + e.name + "”依赖的“" + r.href + "”不存在",
                              body_.place(*e.model, r.line), "检查这条依赖"});
    }
    return -1;
  }

  // Decisions that depend on each other in a circle, be it through a service one of them calls. Knowledge models are
  // functions and may call each other.
  std::optional<base::Fault> find_cycle() {
    std::vector<int> state(body_.elements.size());
    std::vector<int> path;
    std::optional<base::Fault> fault;
    const auto visit = [&](auto&& self, int i) -> void {
      if (fault || state[static_cast<std::size_t>(i)] == 2) return;
      if (state[static_cast<std::size_t>(i)] == 1) {
        std::string names;
        const auto from = std::ranges::find(path, i);
        for (auto at = from; at != path.end(); ++at)
          names += body_.elements[static_cast<std::size_t>(*at)].name + " → ";
        const Element& e = body_.elements[static_cast<std::size_t>(i)];
        fault = base::Fault{"dmn.cycle", "决策互相依赖成了一圈：" + names + e.name, body_.place(*e.model, e.line),
                            "去掉其中一条依赖"};
        return;
      }
      const Element& e = body_.elements[static_cast<std::size_t>(i)];
      if ((e.what != What::decision && e.what != What::service) || path.size() > 2000) return;
      state[static_cast<std::size_t>(i)] = 1;
      path.push_back(i);
      const auto follow = [&](const std::vector<Requirement>& list) {
        for (const Requirement& r : list) {
          const int t = target(e, r, false);
          if (t >= 0) self(self, t);
        }
      };
      follow(e.requirements);
      if (e.service != nullptr) follow(e.service->outputs), follow(e.service->encapsulated);
      path.pop_back();
      state[static_cast<std::size_t>(i)] = 2;
    };
    for (std::size_t i = 0; i < body_.elements.size(); ++i) visit(visit, static_cast<int>(i));
    return fault;
  }

  std::string alias_of(const Element& from, const Element& to) const {
    for (const Import& i : from.model->imports) {
      if (i.space == to.model->space) return i.name;
    }
    return {};
  }

  void link(Element& e) {
    for (const Requirement& r : e.requirements) {
      const int t = target(e, r);
      if (t < 0) continue;
      const Element& to = body_.elements[static_cast<std::size_t>(t)];
      const std::string alias = to.model == e.model ? std::string() : alias_of(e, to);
      if (alias.empty()) {
        e.given.push_back({to.name, t, {}});
        continue;
      }
      auto group = std::ranges::find(e.given, alias, &Element::Given::name);
      if (group == e.given.end() || group->element >= 0) {
        e.given.push_back({alias, -1, {}});
        group = e.given.end() - 1;
      }
      group->members.emplace_back(to.name, t);
    }
    if (e.what == What::knowledge) {
      // It may call itself.
      const int self = static_cast<int>(&e - body_.elements.data());
      e.given.insert(e.given.begin(), Element::Given{e.name, self, {}});
    }
    if (e.what == What::service) {
      for (const auto* list : {&e.service->input_data, &e.service->input_decisions}) {
        for (const Requirement& r : *list) {
          const int t = target(e, r);
          if (t < 0) continue;
          const Element& to = body_.elements[static_cast<std::size_t>(t)];
          e.parameters.push_back({to.name, to.type});
          e.parameter_elements.push_back(t);
        }
      }
      for (const Requirement& r : e.service->outputs) {
        const int t = target(e, r);
        if (t >= 0) e.outputs.push_back(t);
      }
    }
    if (e.what == What::knowledge && e.logic != nullptr) {
      for (const Variable& p : e.logic->parameters) e.parameters.push_back({p.name, types(e).find(p.type_ref)});
    }
  }

  // As `Session::input` gives it.
  void bind(Names& names, const std::string& name, const Element& given) const {
    const auto at = body_.bound.find(given.name);
    if (given.what != What::input || given.model != body_.main.get() || at == body_.bound.end()) return;
    Run run;
    const Value value = coerced(run, at->second, given.type, given.name);
    if (run.problems().empty()) names.bind(name, value);
  }

  void compile_element(Element& e) {
    if (e.logic == nullptr) return;
    Names names;
    types(e).add_to(names);
    for (const auto& g : e.given) {
      if (g.element >= 0) {
        const Element& given = body_.elements[static_cast<std::size_t>(g.element)];
        names.push(g.name, given.type);
        bind(names, g.name, given);
        continue;
      }
      names.push(g.name);
      for (const auto& [member, index] : g.members) {
        names.add_member(member);
        if (const TypePtr& t = body_.elements[static_cast<std::size_t>(index)].type) names.add_members_of(*t);
      }
    }
    Compiling with{types(e), e.model->file, body_.faults, body_.indexed};
    if (e.what == What::decision) {
      e.compiled = compile(*e.logic, names, with, "决策“" + e.name + "”");
      return;
    }
    if (e.logic->function_kind != "FEEL" || e.logic->parts.empty()) return;
    for (const auto& p : e.parameters) names.push(p.name, p.type);
    e.compiled = compile(*e.logic->parts[0], names, with, "业务知识“" + e.name + "”");
  }
};

}  // namespace

Program::Program(std::shared_ptr<Body> body) : body_(std::move(body)) {}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

base::Result<Program> Program::compile(std::shared_ptr<const Definitions> definitions, const Imports& imports,
                                       bool indexed, const std::map<std::string, feel::Value>& bound) {
  auto body = std::make_shared<Body>();
  body->main = std::move(definitions);
  body->indexed = indexed;
  body->bound = bound;
  if (auto fault = Compiler<Body>(*body, imports).run()) return base::fail(*std::move(fault));
  return Program(std::move(body));
}

const std::vector<base::Fault>& Program::unreadable() const { return body_->faults; }

std::vector<std::string> Program::decisions() const {
  std::vector<std::string> out;
  for (const Decision& d : body_->main->decisions) out.push_back(d.name);
  return out;
}
std::vector<std::string> Program::inputs() const {
  std::vector<std::string> out;
  for (const InputData& i : body_->main->inputs) out.push_back(i.name);
  return out;
}

namespace {

base::Fault unknown(const std::string& file, const std::string& name) {
  base::Place place;
  place.file = file;
  return {"dmn.unknown", "模型里没有“" + name + "”", place, "对照模型里的名称"};
}

}  // namespace

base::Result<Outcome> Program::evaluate(const std::string& decision, const Inputs& inputs, const feel::Budget& budget,
                                        Trace* trace) const {
  const int index = body_->find(decision, {What::decision, What::knowledge, What::service});
  if (index < 0) return base::fail(unknown(body_->main->file, decision));
  Run run(budget);
  run.now = inputs.now;
  Tracer tracer;
  if (trace != nullptr) run.watcher = &tracer;
  Session<Body> session(body_, run, inputs);
  Outcome out;
  out.value = run.settled(session.value_of(index));
  out.problems = run.take_problems();
  if (trace != nullptr) *trace = std::move(tracer.trace);
  return out;
}

std::optional<DirectTable> Program::direct_table(const std::string& decision, bool over_decisions) const {
  const int index = body_->find(decision, {What::decision});
  if (index < 0) return std::nullopt;
  const Element& e = body_->elements[static_cast<std::size_t>(index)];
  DirectTable out;
  out.table = dynamic_cast<const TableBox*>(e.compiled.get());
  if (out.table == nullptr) return std::nullopt;
  for (const TableInput& in : out.table->inputs) {
    const std::string name = feel::normal_name(in.text);
    const auto given = std::ranges::find_if(e.given, [&](const auto& g) { return feel::normal_name(g.name) == name; });
    if (given == e.given.end() || given->element < 0) return std::nullopt;
    const Element& input = body_->elements[static_cast<std::size_t>(given->element)];
    const bool taken = input.what == What::input || (over_decisions && input.what == What::decision);
    if (!taken || input.model != body_->main.get()) return std::nullopt;
    out.names.push_back(input.name);
    out.types.push_back(input.type);
  }
  out.type = e.type;
  return out;
}

base::Result<Outcome> Program::invoke(const std::string& name, const Inputs& inputs, const feel::Budget& budget) const {
  const int index = body_->find(name, {What::knowledge, What::service});
  if (index < 0) return base::fail(unknown(body_->main->file, name));
  const Element& e = body_->elements[static_cast<std::size_t>(index)];
  Run run(budget);
  run.now = inputs.now;
  Values arguments;
  for (const auto& p : e.parameters) {
    const auto at = inputs.values.find(p.name);
    arguments.push_back(at == inputs.values.end() ? Value() : at->second);
  }
  const ModelFunction<Body> function(body_, index);
  Outcome out;
  out.value = run.settled(function.call(run, arguments));
  out.problems = run.take_problems();
  return out;
}

}  // namespace dmn
