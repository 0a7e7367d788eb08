#include "ledger/postgres_fault.hpp"

#include <algorithm>
#include <array>

namespace ledger::detail {

std::string without(std::string_view text, const std::string& secret) {
  std::string out(text);
  std::ranges::replace(out, '\n', ' ');
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (secret.empty()) return out;
  for (std::size_t at = out.find(secret); at != std::string::npos; at = out.find(secret, at)) {
    out.replace(at, secret.size(), "…");
  }
  return out;
}

namespace {

std::string in_brackets(const std::string& why) { return why.empty() ? "" : "（" + why + "）"; }

}  // namespace

base::Fault not_connected(const std::string& why, bool needs_password, const std::string& shown) {
  const auto says = [&](std::string_view word) { return why.find(word) != std::string::npos; };
  if (needs_password || says("password authentication failed") || says("no pg_hba.conf entry") ||
      says("Peer authentication failed") || says("does not exist")) {
    return {"ledger.denied",
            "数据库不让进入：用户、密码或数据库名不对" + in_brackets(why),
            {.file = shown},
            "核对用户名和数据库名；密码写在 ~/.pgpass 文件里（权限 0600）；仍不行请管理员查 pg_hba.conf"};
  }
  return {"ledger.unreachable",
          "连不上数据库服务器" + in_brackets(why),
          {.file = shown},
          "检查网络、主机名和端口，请管理员确认数据库已启动，然后再试"};
}

base::Fault connection_lost(const std::string& why, const std::string& shown) {
  return {"ledger.unreachable",
          "与数据库的连接断了，这次什么也没有写入" + in_brackets(why),
          {.file = shown},
          "再做一次；连续出现时请管理员检查网络和数据库"};
}

base::Fault no_answer(std::chrono::milliseconds after, const std::string& shown) {
  const auto ms = after.count();
  const std::string time = ms >= 1000 ? std::to_string(ms / 1000) + "秒" : std::to_string(ms) + "毫秒";
  return {"ledger.unreachable",
          "数据库" + time + "没有回答，已断开，这次什么也没有写入",
          {.file = shown},
          "稍后再做一次；连续出现时请管理员检查数据库是否停住、网络是否断开"};
}

base::Fault fault_of_state(const std::string& state, const std::string& message, const std::string& shown) {
  struct Meaning {
    std::string_view state;  // whole, or the first two characters: its class
    const char* code;
    const char* what;
    const char* remedy;
  };
  static constexpr std::array meanings{
      Meaning{"JC001", "ledger.unwritable", "台账只能追加，不能改动或删除已有的记录", "要更正，请另记一条更正"},
      Meaning{"55P03", "ledger.locked", "另一个程序正在写这个地区的台账", "等它写完后再试"},
      Meaning{"40", "ledger.locked", "与另一个同时进行的写入相冲突，这次什么也没有写入", "再做一次"},
      Meaning{"23505", "ledger.locked", "与另一个同时进行的写入相冲突，这次什么也没有写入", "再做一次"},
      Meaning{"23514", "ledger.no_shard", "数据库里没有安排这个地区存放在哪里",
              "请管理员在协调库执行 SELECT jicheng.place('分片', ARRAY['地区代码'])"},
      Meaning{"53100", "ledger.full", "数据库服务器的磁盘已满，没有写入", "请管理员腾出空间后再试"},
      Meaning{"53", "ledger.unreachable", "数据库服务器的连接或内存不够，这次什么也没有写入",
              "稍后再试；连续出现时请管理员检查 max_connections 和内存"},
      Meaning{"57014", "ledger.unreachable", "数据库超时没有做完，这次什么也没有写入",
              "稍后再试；连续出现时请管理员检查数据库的负载"},
      Meaning{"57", "ledger.unreachable", "数据库正在停机或启动，这次什么也没有写入", "等数据库恢复后再做一次"},
      Meaning{"08", "ledger.unreachable", "数据库连不上存放这个地区的分片，这次什么也没有写入",
              "再做一次；连续出现时请管理员检查各分片和它们之间的网络"},
      Meaning{"25P03", "ledger.unreachable", "停顿太久，数据库已放弃这次写入", "再做一次"},
      Meaning{"25006", "ledger.unwritable", "连到的是只读的备用服务器，不能写入",
              "在地址中列出全部服务器并加上 target_session_attrs=read-write"},
      Meaning{"42501", "ledger.denied", "这个数据库用户没有需要的权限",
              "请管理员把该用户加入 jicheng_writer：GRANT jicheng_writer TO 用户"},
      Meaning{"22021", "ledger.write", "内容里有数据库不能保存的字符", "去掉空字符或乱码后再写"},
      Meaning{"28", "ledger.denied", "数据库不让进入", "核对用户名和密码"},
      Meaning{"58", "ledger.unreadable", "数据库服务器读写磁盘出错", "请管理员检查磁盘，用副本或最近的备份恢复"},
      Meaning{"XX", "ledger.unreadable", "数据库里的数据已损坏", "请管理员检查磁盘，用副本或最近的备份恢复"},
  };
  for (const auto& m : meanings) {
    if (std::string_view(state).starts_with(m.state)) {
      return {m.code, m.what + in_brackets(state + " " + message), {.file = shown}, m.remedy};
    }
  }
  return {"ledger.unreadable",
          "数据库报错" + in_brackets(state + " " + message),
          {.file = shown},
          "把这句话交给数据库管理员"};
}

base::Fault unsure(const base::Fault& why, const std::string& shown) {
  return {"ledger.unsure",
          "提交时出错，不能确定是否已经写入：" + why.what,
          {.file = shown},
          "用同样的请求再做一次：已经写入的不会重复"};
}

// Conflicts and constraints are found before the commit is recorded. All else, a shard that did not answer its part of
// the commit too, may have come after.
bool surely_not_committed(const std::string& state) {
  return state.starts_with("40") || state.starts_with("23") || state.starts_with("JC") || state == "25P02";
}

}  // namespace ledger::detail
