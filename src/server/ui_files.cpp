#include "server/ui_files.hpp"

#include <algorithm>
#include <array>

#include "base/hash.hpp"

namespace server {

namespace {

constexpr std::string_view kPlainPage = R"(<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>计成</title></head><body>
<h1>计成正在运行</h1>
<p>这个程序编译时没有编入网页界面。请在源码目录运行 <code>scripts/install build</code> 装好 Node.js，然后：</p>
<pre>cd web &amp;&amp; npm ci --ignore-scripts &amp;&amp; npm run build
cd .. &amp;&amp; cmake --preset release &amp;&amp; cmake --build --preset release</pre>
<p>接口可以照常使用，说明见 <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>。</p>
<h2>Jicheng is running</h2>
<p>This binary was built without the web interface. Build it in <code>web/</code> as above and build again; the API works as it is.</p>
</body></html>
)";

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kTypes{
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".mjs", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".json", "application/json"},
       {".map", "application/json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".ico", "image/x-icon"},
       {".woff2", "font/woff2"},
       {".woff", "font/woff"},
       {".txt", "text/plain; charset=utf-8"},
       {".webmanifest", "application/manifest+json"}}};
  for (const auto& [end, type] : kTypes)
    if (path.ends_with(end)) return type;
  return "application/octet-stream";
}

}  // namespace

UiAnswers::UiAnswers(const Pairs& security_headers) {
  for (const UiFile& file : detail::ui_files()) add(file.path, file, security_headers);
  has_interface_ = files_.contains("/index.html");
  if (!has_interface_) {
    const std::string etag = base::sha256_hex(kPlainPage).substr(0, 16);
    add("/index.html", {"/index.html", kPlainPage, {}, etag}, security_headers);
  }
}

void UiAnswers::add(std::string_view path, const UiFile& file, const Pairs& security_headers) {
  // Vite puts a hash of the content into the names under assets/.
  const bool for_ever = path.starts_with("/assets/");
  Response plain;
  plain.headers = security_headers;
  const std::string etag = "\"" + std::string(file.etag) + "\"";
  plain.headers.emplace_back("ETag", etag);
  plain.headers.emplace_back("Cache-Control", for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  plain.headers.emplace_back("Vary", "Accept-Encoding");
  Response unchanged = plain;
  unchanged.status = 304;
  plain.headers.emplace_back("Content-Type", std::string(type_of(path)));
  Response gzip = plain;
  plain.body = file.bytes;
  Made made;
  made.etag = etag;
  made.plain = make_ready(std::move(plain));
  made.unchanged = make_ready(std::move(unchanged));
  if (!file.gzip.empty()) {
    gzip.headers.emplace_back("Content-Encoding", "gzip");
    gzip.body = file.gzip;
    made.gzip = make_ready(std::move(gzip));
  }
  files_[std::string(path)] = std::move(made);
}

std::optional<Response> UiAnswers::answer(std::string_view path, std::string_view accept_encoding,
                                          std::string_view if_none_match) const {
  auto at = files_.find(std::string(path));
  if (at == files_.end()) {
    // A page's own address, /orders/2025-4-1, opens the page; a missing file is missing.
    const auto last = path.substr(path.rfind('/') + 1);
    if (path.starts_with("/assets/") ||
        (last.find('.') != std::string_view::npos && type_of(last) != "application/octet-stream"))
      return std::nullopt;
    at = files_.find("/index.html");
  }
  const Made& made = at->second;
  Response out;
  if (!if_none_match.empty() && if_none_match.find(made.etag) != std::string_view::npos) {
    out.ready = made.unchanged;
  } else if (made.gzip && takes_gzip(accept_encoding)) {
    out.ready = made.gzip;
  } else {
    out.ready = made.plain;
  }
  return out;
}

}  // namespace server
