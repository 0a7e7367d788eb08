#include "cycle/watch_state.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "cycle/place.hpp"

namespace cycle {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr int kFormat = 1;

Json json_of(const std::map<std::string, plan::Verdict>& verdicts) {
  Json j = Json::object();
  for (const auto& [target, verdict] : verdicts) j[target] = plan::to_string(verdict);
  return j;
}

std::map<std::string, plan::Verdict> verdicts_of(const Json& j) {
  using plan::Verdict;
  std::map<std::string, Verdict> out;
  for (const auto& [target, word] : j.items()) {
    for (const Verdict v : {Verdict::met, Verdict::on_track, Verdict::at_risk, Verdict::off_track, Verdict::missed,
                            Verdict::awaiting_value, Verdict::no_data}) {
      if (plan::to_string(v) == word.get<std::string>()) out[target] = v;
    }
  }
  return out;
}

Json json_of(const SeenFile& f) {
  Json unread = Json::array();
  for (const auto& u : f.unread)
    unread.push_back({{"place", u.place}, {"why", u.why}, {"left_out", u.kind == report::Unread::Kind::left_out}});
  return {{"size", f.size},
          {"modified", f.modified},
          {"sha256", f.sha256},
          {"day", f.day},
          {"tables", f.tables},
          {"facts", f.facts},
          {"questions", f.questions},
          {"note", f.note},
          {"unread", std::move(unread)},
          {"tasks", f.tasks}};
}

SeenFile seen_of(const std::string& name, const Json& j) {
  SeenFile f;
  f.size = j.at("size").get<std::uint64_t>();
  f.modified = j.at("modified").get<std::int64_t>();
  f.sha256 = j.at("sha256").get<std::string>();
  f.day = j.at("day").get<std::string>();
  f.tables = j.at("tables").get<int>();
  f.facts = j.at("facts").get<int>();
  f.questions = j.at("questions").get<int>();
  f.note = j.at("note").get<std::string>();
  f.tasks = j.value("tasks", std::vector<std::string>());
  for (const auto& u : j.at("unread"))
    f.unread.push_back({name, u.at("place").get<std::string>(), u.at("why").get<std::string>(),
                        u.value("left_out", false) ? report::Unread::Kind::left_out : report::Unread::Kind::unread});
  return f;
}

WatchState state_of(const Json& j) {
  WatchState s;
  s.day = j.at("day").get<std::string>();
  s.since = j.at("since").get<std::int64_t>();
  s.told = j.at("told").get<std::string>();
  for (const auto& [name, file] : j.at("files").items()) s.files[name] = seen_of(name, file);
  s.gone = j.at("gone").get<std::vector<std::string>>();
  s.verdicts = verdicts_of(j.at("verdicts"));
  s.last = verdicts_of(j.at("last"));
  s.questions = j.at("questions").get<std::vector<std::string>>();
  s.answers = j.at("answers").get<std::string>();
  return s;
}

}  // namespace

std::string state_path(const std::string& data, const std::string& folder, base::World& world) {
  fs::path given = fs::path(folder).lexically_normal();
  if (!given.has_filename()) given = given.parent_path();
  const std::string name = "监测-" + base::sha256_hex(given.string()).substr(0, 8) + ".json";
  return (fs::path(place_of(data, world).folder) / name).string();
}

base::Result<WatchState> load_state(const std::string& path, base::World& world) {
  if (!world.files->exists(path)) return WatchState();
  auto bytes = world.files->read(path);
  if (!bytes) return base::fail(bytes.error());
  const auto broken = [&](const char* what) {
    return base::fail("watch.state", what, {.file = path}, "把这个文件移走再运行：文件夹会重新读一遍，数据不会重复");
  };
  const Json j = Json::parse(*bytes, nullptr, false);
  if (j.is_discarded() || !j.is_object()) return broken("监测记录损坏");
  try {
    if (j.at("format").get<int>() != kFormat) return broken("监测记录是另一个版本写的");
    return state_of(j);
  } catch (const Json::exception&) {
    return broken("监测记录损坏");
  }
}

base::Result<void> save_state(const std::string& path, const std::string& folder, const WatchState& s,
                              base::World& world) {
  Json files = Json::object();
  for (const auto& [name, file] : s.files) files[name] = json_of(file);
  const Json j{
      {"format", kFormat},       {"folder", folder},          {"day", s.day},        {"since", s.since},
      {"told", s.told},          {"files", std::move(files)}, {"gone", s.gone},      {"verdicts", json_of(s.verdicts)},
      {"last", json_of(s.last)}, {"questions", s.questions},  {"answers", s.answers}};
  return world.files->write_whole(path, j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace cycle
