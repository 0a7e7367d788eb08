#include "app/serve_command.hpp"

#include <cstdio>
#include <memory>
#include <mutex>

#include "office/office.hpp"
#include "server/service.hpp"

namespace app {

namespace {

struct Options {
  server::ServiceOptions service;
  std::string lang = "zh", name = "本机";
  bool personal = false;
};

int serve(Options& o, base::World& world) {
  if (o.service.certificate_file.empty() != o.service.key_file.empty()) {
    std::fprintf(stderr, "证书和私钥要一起给：--cert 文件 --key 文件\n");
    return 2;
  }
  if (o.personal && !o.service.sign_on_file.empty()) {
    std::fprintf(stderr, "个人模式没有账户，--personal 不能和 --sign-on 一起用\n");
    return 2;
  }
  if (o.personal) o.service.personal = o.name;
  // The pages read this month's files again whenever something changed.
  office::remember_conversions(64u << 20);
  const bool english = o.lang == "en";
  const auto started = [&](const server::Started& s) {
    std::printf(english ? "Jicheng is listening at %s\n" : "计成已启动：%s\n", s.address.c_str());
    for (const auto& one : s.more) std::printf(english ? "  also at %s\n" : "  也可以用 %s\n", one.c_str());
    for (const auto& u : s.unsafe)
      std::printf(english ? "Not safe: %s\n" : "不安全：%s\n", english ? u.say_en.c_str() : u.say.c_str());
    if (!s.administrator.empty()) {
      std::printf(english ? "First administrator: %s   one-time password: %s   (shown once, valid for 72 hours)\n"
                          : "第一位系统管理员：%s   一次性口令：%s   （只显示这一次，72 小时内有效）\n",
                  s.administrator.c_str(), s.one_time_password.c_str());
    }
    if (!s.personal_link.empty()) {
      std::printf(english
                      ? "Personal mode: one person on this machine is bureau and system administrator; the separation "
                        "of three administrators is not claimed.\nOpen this link (it works once): %s\n"
                      : "个人模式：只有本机这一个人用，一人兼办业务和系统管理，不声称三员分立。\n"
                        "用浏览器打开这个链接（只能用一次）：%s\n",
                  s.personal_link.c_str());
    }
    if (!s.has_interface)
      std::printf(english ? "This binary carries no web interface; the API works\n"
                          : "这个程序没有编入网页界面；接口可以使用\n");
    std::fflush(stdout);
  };
  const auto link = [&](const std::string& address) {
    std::printf(english ? "For another browser, or after closing this one (works once): %s\n"
                        : "换浏览器、或关掉浏览器以后再开，用这个链接（只能用一次）：%s\n",
                address.c_str());
    std::fflush(stdout);
  };
  std::mutex one_line;
  const auto log = [&](const std::string& line) {
    const std::lock_guard lock(one_line);
    std::fprintf(stderr, "%s\n", line.c_str());
  };
  const auto done = server::serve(o.service, world, started, log, link);
  if (!done) {
    std::fprintf(stderr, "%s\n", base::to_text(done.error()).c_str());
    return 2;
  }
  return 0;
}

}  // namespace

void add_serve_command(CLI::App& app, base::World& world, int& code) {
  auto options = std::make_shared<Options>();
  Options& o = *options;
  auto* command = app.add_subcommand("serve", "在浏览器里使用：启动网页服务 / serve the office in a browser");
  const CLI::Validator not_empty([](const std::string& text) { return text.empty() ? "不能为空" : ""; }, "");
  const auto text = [&](const char* name, std::string& into, const char* what) {
    return command->add_option(name, into, what)->check(not_empty);
  };
  o.service.data = "台账";
  text("--data", o.service.data, "台账，默认当前文件夹下的“台账” / the ledger");
  text("--listen", o.service.listen, "地址:端口，默认 127.0.0.1:8787，只限本机 / where to listen");
  text("--cert", o.service.certificate_file, "TLS 证书（PEM） / TLS certificate");
  text("--key", o.service.key_file, "TLS 私钥（PEM） / its private key");
  text("--sign-on", o.service.sign_on_file,
       "统一身份认证的配置（JSON） / settings of the identity provider (OpenID Connect)");
  command->add_option("--host-name", o.service.host_names, "浏览器里用的主机名，可以给几次 / names that browsers use")
      ->allow_extra_args(false)
      ->check(not_empty);
  command->add_flag(
      "--personal", o.personal,
      "个人模式：一个人在自己的电脑上用，不用账户，只限本机 / one person on her own machine, no accounts");
  text("--name", o.name, "个人模式下记入台账的姓名，默认“本机” / her name, for the ledger; personal mode");
  command->add_flag("--log-all", o.service.log_all, "读取也记入日志 / log reads too");
  command->add_option("--workers", o.service.light_threads, "处理请求的线程数，默认 2 / worker threads")
      ->check(CLI::Range(1, 64));
  command->add_option("--lang", o.lang, "zh（默认）或 en / language of the screen")->check(CLI::IsMember({"zh", "en"}));
  command->callback([options, &world, &code] { code = serve(*options, world); });
}

}  // namespace app
