#include "server/id_token.hpp"

#include <array>
#include <memory>

#include <nlohmann/json.hpp>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace server {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kLeeway = 60;  // seconds that clocks may differ
constexpr std::size_t kMostToken = 64 * 1024;
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

template <auto free>
struct Freed {
  template <class T>
  void operator()(T* p) const {
    free(p);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;

tl::unexpected<base::Fault> bad(const std::string& why) {
  return base::fail("sign_on.token", "统一身份认证给的凭据不能用：" + why, {},
                    "重新登录；总是这样请系统管理员核对配置");
}

Json object(std::string_view text) {
  Json j = Json::parse(text, nullptr, false);
  return j.is_object() ? j : Json();
}

std::string text_of(const Json& j, const char* name) {
  const auto at = j.find(name);
  return at != j.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::optional<std::int64_t> seconds_of(const Json& j, const char* name) {
  const auto at = j.find(name);
  if (at == j.end() || !at->is_number()) return std::nullopt;
  const double value = at->get<double>();
  if (!(value > 0 && value < 1e12)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

const unsigned char* bytes_of(const std::string& s) { return reinterpret_cast<const unsigned char*>(s.data()); }

Key made_of(const char* type, OSSL_PARAM_BLD* build) {
  const std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(build));
  const std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>> maker(
      EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* made = nullptr;
  if (!parameters || !maker || EVP_PKEY_fromdata_init(maker.get()) <= 0 ||
      EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) <= 0)
    return nullptr;
  return Key(made);
}

// RFC 7518 §6.3: modulus and exponent; keys under 2,048 bits are no keys any more (§3.3).
Key rsa_key(const Json& jwk) {
  const auto n = from_base64url(text_of(jwk, "n")), e = from_base64url(text_of(jwk, "e"));
  if (!n || !e || n->size() < 256 || n->size() > 1024 || e->empty() || e->size() > 8) return nullptr;
  const Number modulus(BN_bin2bn(bytes_of(*n), static_cast<int>(n->size()), nullptr)),
      exponent(BN_bin2bn(bytes_of(*e), static_cast<int>(e->size()), nullptr));
  const std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>> build(OSSL_PARAM_BLD_new());
  if (!modulus || !exponent || !build ||
      OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
    return nullptr;
  return made_of("RSA", build.get());
}

// RFC 7518 §6.2: a point on P-256.
Key ec_key(const Json& jwk) {
  const auto x = from_base64url(text_of(jwk, "x")), y = from_base64url(text_of(jwk, "y"));
  if (text_of(jwk, "crv") != "P-256" || !x || !y || x->size() != 32 || y->size() != 32) return nullptr;
  const std::string point = "\x04" + *x + *y;
  const std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>> build(OSSL_PARAM_BLD_new());
  if (!build || OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
    return nullptr;
  return made_of("EC", build.get());
}

// JWS carries r and s side by side (RFC 7518 §3.4); OpenSSL wants them in DER.
std::string der_of(const std::string& raw) {
  if (raw.size() != 64) return {};
  const std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>> pair(ECDSA_SIG_new());
  Number r(BN_bin2bn(bytes_of(raw), 32, nullptr)), s(BN_bin2bn(bytes_of(raw) + 32, 32, nullptr));
  if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
  (void)r.release(), (void)s.release();  // now the pair's
  unsigned char* out = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &out);
  std::string der =
      size > 0 ? std::string(reinterpret_cast<char*>(out), static_cast<std::size_t>(size)) : std::string();
  OPENSSL_free(out);
  return der;
}

bool signed_by(EVP_PKEY* key, std::string_view text, const std::string& signature) {
  const std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
  return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                          reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

bool meant_for(const Json& claims, const std::string& audience) {
  const auto aud = claims.find("aud");
  if (aud == claims.end()) return false;
  if (aud->is_string()) return *aud == audience;
  if (!aud->is_array()) return false;
  bool ours = false;
  for (const auto& one : *aud) ours = ours || one == audience;
  // Several audiences: it must have been made for us (OpenID Connect Core 1.0 §3.1.3.7, 4 and 5).
  return ours && (aud->size() == 1 || text_of(claims, "azp") == audience);
}

}  // namespace

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFF);
    }
  }
  if ((bits & ((1U << count) - 1)) != 0) return std::nullopt;
  return out;
}

std::string base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFFFF;
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += kDigits[bits >> count & 63];
    }
  }
  if (count > 0) out += kDigits[bits << (6 - count) & 63];
  return out;
}

base::Result<std::map<std::string, std::string>> read_id_token(std::string_view token, std::string_view keys,
                                                               const TokenExpectation& expected) {
  if (token.size() > kMostToken) return bad("太长");
  const auto first = token.find('.');
  const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) return bad("格式不对");
  const auto header_text = from_base64url(token.substr(0, first)),
             claims_text = from_base64url(token.substr(first + 1, second - first - 1)),
             signature = from_base64url(token.substr(second + 1));
  if (!header_text || !claims_text || !signature) return bad("格式不对");
  const Json header = object(*header_text), claims = object(*claims_text), set = object(keys);
  if (header.is_null() || claims.is_null()) return bad("格式不对");

  const std::string algorithm = text_of(header, "alg"), name = text_of(header, "kid");
  if (algorithm != "RS256" && algorithm != "ES256") return bad("签名算法不是 RS256 或 ES256");
  if (header.contains("crit")) return bad("要求了不认识的扩展");
  const std::string type = algorithm == "RS256" ? "RSA" : "EC";
  bool key_found = false, holds = false;
  if (const auto list = set.find("keys"); list != set.end() && list->is_array()) {
    for (const Json& jwk : *list) {
      if (!jwk.is_object() || text_of(jwk, "kty") != type) continue;
      if (!name.empty() && text_of(jwk, "kid") != name) continue;
      if (const auto use = text_of(jwk, "use"); !use.empty() && use != "sig") continue;
      if (const auto alg = text_of(jwk, "alg"); !alg.empty() && alg != algorithm) continue;
      const Key key = type == "RSA" ? rsa_key(jwk) : ec_key(jwk);
      if (!key) continue;
      key_found = true;
      holds = holds || signed_by(key.get(), token.substr(0, second), type == "RSA" ? *signature : der_of(*signature));
    }
  }
  // A token that does not say which key is told from a new key only by fetching the keys again.
  if (!key_found || (!holds && name.empty()))
    return base::fail("sign_on.key", "统一身份认证的公钥里没有签这份凭据的那一把", {}, "重新登录");
  if (!holds) return bad("签名不对");

  if (text_of(claims, "iss") != expected.issuer) return bad("不是约定的认证方签发");
  if (!meant_for(claims, expected.audience)) return bad("不是发给计成的");
  const auto until = seconds_of(claims, "exp"), made = seconds_of(claims, "iat");
  if (!until || *until + kLeeway <= expected.now) return bad("已过期");
  if (!made || *made - kLeeway > expected.now) return bad("签发时间在将来，核对两边的时钟");
  if (expected.nonce.empty() || text_of(claims, "nonce") != expected.nonce) return bad("不是这一次登录的");

  std::map<std::string, std::string> out;
  for (const auto& [key, value] : claims.items())
    if (value.is_string()) out[key] = value.get<std::string>();
  return out;
}

}  // namespace server
