#include "servers.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "ledger/postgres.hpp"

namespace {

namespace fs = std::filesystem;
const std::string kScript = JICHENG_SOURCE_DIR "/scripts/postgres-local";
std::string reason;

std::string name_of(Servers::Which which) {
  constexpr const char* names[] = {"single", "s1", "s2", "coordinator"};
  return names[static_cast<int>(which)];
}

std::string port_of(Servers::Which which) {
  constexpr const char* ports[] = {"5435", "5433", "5434", "5432"};
  return ports[static_cast<int>(which)];
}

int shell(const std::string& command) { return std::system(command.c_str()); }

[[noreturn]] void give_up(const std::string& why) {
  std::cerr << why << std::endl;
  std::_Exit(1);
}

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

const std::string& Servers::why_not() { return reason; }

Servers* Servers::get() {
  static std::unique_ptr<Servers> servers = [] {
    std::unique_ptr<Servers> out(new Servers);
    if (const char* given = std::getenv("JICHENG_TEST_POSTGRES"); given != nullptr && *given != '\0') {
      out->folder_ = given;
      return out;
    }
    char name[] = "/tmp/jicheng-pg-XXXXXX";
    if (mkdtemp(name) == nullptr) give_up("no temporary folder");
    out->folder_ = name;
    out->ours_ = true;
    const int status = shell("JICHENG_POSTGRES_DIR=" + out->folder_ + " " + kScript +
                             " up 'single s1 s2 coordinator' >" + out->folder_ + "-log 2>&1");
    const std::string said = file(out->folder_ + "-log");
    fs::remove(out->folder_ + "-log");
    if (status == 0) return out;
    if (said.find("no PostgreSQL server programs") == std::string::npos) give_up("PostgreSQL did not start:\n" + said);
    reason = "skipped: no PostgreSQL server programs here (apt-get install postgresql-15)";
    out.reset();
    return out;
  }();
  return servers.get();
}

Servers::~Servers() {
  if (ours_) shell("JICHENG_POSTGRES_DIR=" + folder_ + " " + kScript + " down");
}

std::string Servers::address(Which which, const std::string& database) const {
  return "postgresql://postgres@/" + database + "?host=" + folder_ + "&port=" + port_of(which);
}

std::string Servers::as_writer(std::string uri) {
  const std::string superuser = "postgres@";
  return uri.replace(uri.find(superuser), superuser.size(), "jicheng_app@");
}

std::string Servers::sql(const std::string& uri, const std::string& statements) const {
  auto connection = ledger::detail::Connection::open(uri, {});
  if (!connection) give_up(base::to_text(connection.error()));
  const auto rows = connection->simple(statements);
  if (!rows) give_up(statements + ": " + base::to_text(rows.error()));
  std::string out;
  for (int i = 0; i < rows->size(); ++i) out += (i == 0 ? "" : "\n") + rows->text(i, 0);
  return out;
}

std::string Servers::fresh(Which which) {
  const std::string name = "t" + std::to_string(getpid()) + "_" + std::to_string(++made_);
  const auto make = [&](Which on) {
    (void)sql(address(on, "postgres"), "CREATE DATABASE " + name);
    return address(on, name);
  };
  if (which != Which::coordinator) return make(which);
  const std::string ledger = file(JICHENG_SOURCE_DIR "/codes/postgresql/ledger.sql");
  (void)sql(make(Which::s1), ledger);
  (void)sql(make(Which::s2), ledger);
  const std::string coordinator = make(Which::coordinator);
  std::string set_up = file(JICHENG_SOURCE_DIR "/codes/postgresql/coordinator.sql");
  for (const Which shard : {Which::s1, Which::s2}) {
    set_up += "SELECT jicheng.add_shard('" + name_of(shard) + "', 'host=" + folder_ + " port=" + port_of(shard) +
              " dbname=" + name + "', 'jicheng_app');";
  }
  set_up += "SELECT jicheng.place('s1', ARRAY['A-1', '440104']); SELECT jicheng.place('s2', NULL)";
  (void)sql(coordinator, "SET search_path = public; " + set_up);
  return coordinator;
}

pid_t Servers::pid(Which which) const {
  return static_cast<pid_t>(std::atoi(file(folder_ + "/" + name_of(which) + "/postmaster.pid").c_str()));
}

void Servers::control(Which which, const std::string& order) const {
  const std::string user = getuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --init-groups -- " : "";
  const std::string data = folder_ + "/" + name_of(which);
  const std::string command = "cd / && " + user +
                              "$(ls -d /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin | head -1)/pg_ctl -D " +
                              data + " -l " + data + ".log -w -t 60 " + order + " >/dev/null 2>&1";
  if (shell(command) != 0) give_up("pg_ctl " + order + " failed; see " + data + ".log");
}
