#include "ledger/checkpoint.hpp"

#include <charconv>

#include "calendar/period.hpp"
#include "ledger/json.hpp"
#include "ledger/paper_code.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::paper_lines;

constexpr std::string_view kFirstLine = "jicheng ledger checkpoint 1";
constexpr std::string_view kTitle = "计成台账校验单 / Jicheng ledger checkpoint 1";
constexpr int kRoot = 0, kChain = 1, kSign = 2;
constexpr std::size_t kDigestBytes = 32, kKeyIdBytes = 8;
constexpr auto kChina = std::chrono::hours(8);
constexpr std::string_view kZone = "+08:00";

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string written(Instant instant) {
  const auto local = std::chrono::floor<std::chrono::seconds>(instant) + kChina;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss time(local - day);
  return calendar::to_string(calendar::Date(day)) + "T" + two(static_cast<int>(time.hours().count())) + ":" +
         two(static_cast<int>(time.minutes().count())) + ":" + two(static_cast<int>(time.seconds().count())) +
         std::string(kZone);
}

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out < 0) return std::nullopt;
  return out;
}

std::optional<Instant> instant(std::string_view text) {
  if (text.size() != 25 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.substr(19) != kZone) {
    return std::nullopt;
  }
  const auto day = calendar::parse_date(std::string(text.substr(0, 10)));
  const auto h = integer(text.substr(11, 2)), m = integer(text.substr(14, 2)), s = integer(text.substr(17, 2));
  if (!day || !h || !m || !s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
  return std::chrono::sys_days(*day) + std::chrono::hours(*h) + std::chrono::minutes(*m) + std::chrono::seconds(*s) -
         kChina;
}

std::string quoted(std::string_view text) {
  std::string out;
  detail::put_json_string(out, text);
  return out;
}

// The lines that carry no check letter of their own.
std::string plain_lines(const Checkpoint& c) {
  return "area " + quoted(c.area) + "\nsize " + std::to_string(c.size) + "\nalgorithm " + base::to_string(c.algorithm) +
         "\nmade " + written(c.made) + "\n";
}

std::string key_line(const Checkpoint& c) {
  return c.seal ? "key " + base::to_string(c.seal->algorithm) + " " + c.seal->key_id + "\n" : "key none\n";
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

// Puts one checkpoint together from its lines.
class Reader {
 public:
  Reader(const std::string& file, int line) : file_(file), started_(line) {}

  Result<void> take(std::string_view name, std::string_view value, int line) {
    if (name == "area") return area(value, line);
    if (name == "size") return kept(integer(value), c_.size, line, has_size_);
    if (name == "algorithm") return kept(base::parse_hash_algorithm(value), c_.algorithm, line, has_algorithm_);
    if (name == "made") return kept(instant(value), c_.made, line, has_made_);
    if (name == "key") return key(value, line);
    if (name == "check") {
      check_ = value;
      check_line_ = line;
      return {};
    }
    if (name == "root") return letters(kRoot, root_, value, line);
    if (name == "chain") return letters(kChain, chain_, value, line);
    if (name == "sign") return letters(kSign, sign_, value, line);
    return mistyped(line, "这一行不是校验单的内容");
  }

  Result<Checkpoint> finish() {
    const auto lacks = [&](std::string_view name) {
      return mistyped(started_, "从这一行起的校验单缺少“" + std::string(name) + "”");
    };
    if (!has_area_) return lacks("area");
    if (!has_size_) return lacks("size");
    if (!has_algorithm_) return lacks("algorithm");
    if (!has_made_) return lacks("made");
    if (!has_key_) return lacks("key");
    if (check_.empty()) return lacks("check");
    if (!detail::paper_check_fits(plain_lines(c_) + key_line(c_), check_)) {
      return mistyped(check_line_, "校验字母对不上：area、size、algorithm、made、key 或 check 中有一行抄错了");
    }
    const auto root = detail::bytes_of_paper(root_, kDigestBytes);
    if (!root) return lacks("root");
    const auto chain = detail::bytes_of_paper(chain_, kDigestBytes);
    if (!chain) return lacks("chain");
    std::copy(root->begin(), root->end(), c_.root.begin());
    std::copy(chain->begin(), chain->end(), c_.chain.begin());
    if (c_.seal) {
      const auto signature = detail::bytes_of_paper(sign_, base::kSignatureBytes);
      if (!signature) return lacks("sign");
      c_.seal->signature = *signature;
    }
    return c_;
  }

 private:
  tl::unexpected<base::Fault> mistyped(int line, std::string what) const {
    return base::fail("checkpoint.line", std::move(what), {.file = file_, .line = line}, "对照原件把这一行重新输入");
  }

  Result<void> area(std::string_view value, int line) {
    detail::JsonReader in(value);
    c_.area = in.string();
    if (!in.at_end()) return mistyped(line, "地区应写在双引号里");
    has_area_ = true;
    return {};
  }

  template <class T>
  Result<void> kept(const std::optional<T>& value, T& into, int line, bool& has) {
    if (!value) return mistyped(line, "这一行读不懂");
    into = *value;
    has = true;
    return {};
  }

  Result<void> key(std::string_view value, int line) {
    has_key_ = true;
    if (value == "none") return {};
    const auto space = value.find(' ');
    const auto algorithm = base::parse_signature_algorithm(value.substr(0, space));
    std::string id;
    if (space != std::string_view::npos) {
      for (const char c : value.substr(space)) {
        if (c != ' ') id += c;
      }
    }
    const auto bytes = base::from_hex(id);
    if (!algorithm || !bytes || bytes->size() != kKeyIdBytes) return mistyped(line, "密钥编号应为 16 位十六进制数");
    c_.seal = Seal{*algorithm, base::to_hex(*bytes), {}};
    return {};
  }

  Result<void> letters(int name, std::string& into, std::string_view value, int line) {
    const auto space = value.find(' ');
    const auto number = integer(value.substr(0, space));
    const auto some = number && space != std::string_view::npos
                          ? detail::paper_line(name, static_cast<int>(*number & 0xFF), value.substr(space))
                          : std::nullopt;
    if (!some) return mistyped(line, "这一行有字母抄错、漏抄或颠倒");
    int& lines = lines_[name];
    if (*number != ++lines) return mistyped(line, "行的次序不对，或漏了一行");
    into += *some;
    return {};
  }

  std::string file_;
  int started_, check_line_ = 0;
  Checkpoint c_;
  std::string check_, root_, chain_, sign_;
  int lines_[3] = {};
  bool has_area_ = false, has_size_ = false, has_algorithm_ = false, has_made_ = false, has_key_ = false;
};

}  // namespace

std::string signed_text(const Checkpoint& c) {
  return std::string(kFirstLine) + "\n" + plain_lines(c) + "root " + base::to_hex(base::bytes_of(c.root)) + "\nchain " +
         base::to_hex(base::bytes_of(c.chain)) + "\n" + key_line(c);
}

void sign(Checkpoint& c, const base::PrivateKey& key) {
  const base::PublicKey open = key.public_key();
  c.seal = Seal{open.algorithm(), open.id(), {}};
  c.seal->signature = key.sign(signed_text(c));
}

SealState check_seal(const Checkpoint& c, const base::PublicKey& key) {
  if (!c.seal) return SealState::unsigned_;
  if (c.seal->key_id != key.id() || c.seal->algorithm != key.algorithm()) return SealState::other_key;
  return key.verifies(signed_text(c), c.seal->signature) ? SealState::good : SealState::forged;
}

std::string to_text(const Checkpoint& c) {
  std::string out = std::string(kTitle) + "\n" + plain_lines(c) + key_line(c);
  out += "check " + detail::paper_check(plain_lines(c) + key_line(c)) + "\n";
  const auto put = [&](std::string_view label, int name, std::string_view bytes) {
    int number = 0;
    for (const auto& line : paper_lines(name, bytes)) {
      out += std::string(label) + " " + std::to_string(++number) + " " + line + "\n";
    }
  };
  put("root", kRoot, base::bytes_of(c.root));
  put("chain", kChain, base::bytes_of(c.chain));
  if (c.seal) put("sign", kSign, c.seal->signature);
  return out;
}

Result<std::vector<Checkpoint>> read_checkpoints(std::string_view text, const std::string& file) {
  std::vector<Checkpoint> out;
  std::optional<Reader> reader;
  const auto close = [&]() -> Result<void> {
    if (!reader) return {};
    auto done = reader->finish();
    if (!done) return base::fail(done.error());
    out.push_back(std::move(*done));
    return {};
  };
  const std::string all = detail::narrow(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  int number = 0;
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t end = std::min(all.find('\n', from), all.size());
    const std::string_view line = trimmed(std::string_view(all).substr(from, end - from));
    from = end + 1;
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    if (line.ends_with(kFirstLine.substr(8))) {
      if (auto closed = close(); !closed) return base::fail(closed.error());
      reader.emplace(file, number);
      continue;
    }
    if (!reader) continue;
    const auto space = std::min(line.find(' '), line.size());
    if (auto taken = reader->take(line.substr(0, space), trimmed(line.substr(space)), number); !taken) {
      return base::fail(taken.error());
    }
  }
  if (auto closed = close(); !closed) return base::fail(closed.error());
  if (out.empty()) {
    return base::fail("checkpoint.none", "文件里没有校验单", {.file = file},
                      "指定 jicheng checkpoint 生成的文件，或照纸上的内容逐行输入");
  }
  return out;
}

std::string checkpoint_preface() {
  return "# 本页记下台账在制作时刻的状态。打印、盖章后交档案室，或邮寄、电邮给上级单位：放在台账管理员拿不到的地方。\n"
         "# 核对：把下面的内容照样输入一个文本文件（空格、大小写不计），运行\n"
         "#   jicheng verify --data 台账 --checkpoint 文件 --public-key 公钥\n"
         "# 每行末尾的一个字母用来发现抄错。size 是当时的记录条数，key 后面是签名密钥的编号。\n";
}

}  // namespace ledger
