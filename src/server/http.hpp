// HTTP as the rest of the house sees it: a request is a value, an answer is a value, and no library shows.
// RFC 9110 (semantics), RFC 9112 (HTTP/1.1), WHATWG HTML 9.2 (server-sent events).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Peer {
  std::string address;    // 127.0.0.1
  bool loopback = false;  // this machine
  bool secure = false;    // over TLS
};

// A request's header while the body, if any, is still on its way. Views live as long as the call.
class Head {
 public:
  virtual ~Head() = default;
  virtual std::string_view method() const = 0;
  virtual std::string_view target() const = 0;  // as sent: /api/v1/orders?asof=2025-03-31
  // The first of that name, in any case; empty when there is none.
  virtual std::string_view header(std::string_view name) const = 0;
  virtual const Peer& peer() const = 0;
};

struct Request {
  std::string method;
  std::string path;  // decoded, starts with '/'
  Pairs query;       // decoded, in order
  Pairs headers;     // names in lower case
  std::string body;
  Peer peer;
  std::string id;  // of this request, for log and answer

  std::string_view header(std::string_view lower_name) const;
  // Nothing when it is not there; the first where it is there twice.
  std::optional<std::string> parameter(std::string_view name) const;
};

// An answer that is kept: its bytes are made once. `head` ends after the last header's line.
struct Ready {
  std::string head;
  std::string body;
};

// Whom a live connection belongs to and what it may be told.
struct Live {
  std::uint64_t who = 0;   // a session; to be dropped with it
  std::uint32_t sees = 0;  // capabilities, a bit each
  std::string first;       // sent at once, in the form of an event
};

struct Response {
  unsigned status = 200;
  Pairs headers;
  // Lines of the header that every answer carries, made once, each with its end; kept by whoever made them.
  std::string_view standing;
  std::string body;
  std::shared_ptr<const Ready> ready;  // instead of all the above
  std::optional<Live> live;            // the connection becomes a stream of events
  std::string about;                   // whom the answer was about, or what it changed, for the audit; not sent
};

// Which pool of workers answers. Heavy work runs at a lower priority, so that reads go on beside it.
enum class Lane { light, heavy };

struct Admitted {
  std::uint64_t body_limit = 0;
  Lane lane = Lane::light;
  std::optional<Response> refused;  // before the body is read
};

class Handler {
 public:
  virtual ~Handler() = default;
  // On the connections' own thread: must not wait for anything. Nothing: `answer` is to be asked.
  virtual std::optional<Response> at_once(const Head& head) = 0;
  virtual Admitted admit(const Head& head) = 0;
  // On a worker. Never throws.
  virtual Response answer(Request request) = 0;
  // What the listener itself had to refuse: 400, 408, 413, 431, 503.
  virtual Response refused(unsigned status, const Peer& peer, const std::string& id) = 0;
};

// "OK", "Not Found"; empty for numbers we never send.
std::string_view reason_of(unsigned status);
// Status line and headers, each line with its end, without the empty line; Content-Length of `body_size` is added.
std::string head_of(const Response& response, std::size_t body_size);
// Headers as lines, each with its end; what would end a line inside a value becomes a blank.
std::string lines_of(const Pairs& headers);
std::shared_ptr<const Ready> make_ready(Response response);
// The body as gzip (RFC 1952), with its Content-Encoding; every answer of a place that may be sent so says
// Vary: Accept-Encoding. False, and nothing changed, where it is not worth it: a body that one packet or two carry.
bool compress(Response& response);
// Whether an Accept-Encoding takes gzip (RFC 9110 §12.5.3): named with a weight that is not 0.
bool takes_gzip(std::string_view accept_encoding);

// %41 → A. Nothing for a broken escape, a NUL, or bytes that are no UTF-8.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space);
// Path and query of a target in origin form. Nothing when it is not, or for dot segments, backslashes, control bytes.
struct Target {
  std::string path;
  Pairs query;
};
std::optional<Target> parse_target(std::string_view target);
// The value of a cookie; the first of that name.
std::string cookie_of(std::string_view header, std::string_view name);
// attachment; filename*=UTF-8''… (RFC 6266, RFC 8187)
std::string attachment(std::string_view file_name);

}  // namespace server
