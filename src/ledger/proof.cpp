#include "ledger/proof.hpp"

#include <algorithm>

#include "ledger/body.hpp"
#include "ledger/json.hpp"
#include "ledger/merkle.hpp"

namespace ledger {

namespace {

using base::Digest;
using base::Result;
using detail::JsonObject;
using detail::JsonReader;

constexpr std::string_view kInclusion = "jicheng proof 1", kGrowth = "jicheng growth 1";
constexpr std::size_t kLongestPath = 64;
constexpr std::size_t kFewestDigits = 8;

std::string hex(const Digest& digest) { return base::to_hex(base::bytes_of(digest)); }

std::optional<Digest> digest_of(std::string_view text) {
  const auto bytes = base::from_hex(text);
  Digest out;
  if (!bytes || bytes->size() != out.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

base::Fault no_such_area(const std::string& area) {
  return {"ledger.missing", "台账里没有这个地区：" + area, {}, "用 jicheng doctor 查看有哪些地区"};
}

// Walks over the first `size` leaves; the chain must hold, or the proof would be of something made up.
template <class Each>
Result<void> walk(Store& store, const Head& head, std::int64_t size, ChainHasher& hasher, const Each& each) {
  std::string before(base::bytes_of(hasher.start(head.area)));
  std::int64_t next = 1;
  bool good = true;
  auto scanned = store.scan(head.area, 1, size, [&](const RecordView& r) {
    const Digest leaf = hasher.leaf(head.area, r);
    good = r.sequence == next && base::bytes_of(hasher.next(before, leaf)) == r.chain;
    if (!good) return false;
    before.assign(r.chain);
    ++next;
    each(r, leaf);
    return true;
  });
  if (!scanned) return scanned;
  if (!good || next != size + 1) {
    return base::fail("ledger.tampered", "台账第" + std::to_string(next) + "条记录对不上，不能出具证明", {},
                      "先运行 jicheng verify 看清哪里被改动，再用备份恢复");
  }
  return {};
}

void put_path(JsonObject& object, std::string& out, const std::vector<Digest>& path) {
  object.name("path");
  out += '[';
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0) out += ',';
    detail::put_json_string(out, hex(path[i]));
  }
  out += ']';
}

base::Fault unreadable(const std::string& file) {
  return {"proof.unreadable", "这不是计成的证明文件", {.file = file}, "指定 jicheng prove --out 生成的文件"};
}

std::optional<RecordKind> kind_of(std::string_view text) {
  for (const auto kind : {RecordKind::fact, RecordKind::event, RecordKind::correction, RecordKind::withdrawal}) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

// Reads what the two forms share; `other` takes the rest.
template <class Proof, class Other>
bool read_members(JsonReader& in, std::string_view format, Proof& proof, const Other& other) {
  bool good = true, named = false;
  in.open_object();
  while (const auto name = in.member()) {
    if (*name == "format") {
      named = in.string() == format;
    } else if (*name == "area") {
      proof.area = in.string();
    } else if (*name == "algorithm") {
      const auto algorithm = base::parse_hash_algorithm(in.string());
      good = good && algorithm;
      if (algorithm) proof.algorithm = *algorithm;
    } else if (*name == "path") {
      in.open_array();
      while (in.element()) {
        const auto step = digest_of(in.string());
        good = good && step && proof.path.size() < kLongestPath;
        if (!good) break;
        proof.path.push_back(*step);
      }
    } else {
      good = other(*name) && good;
    }
    if (!good) return false;
  }
  return in.at_end() && named;
}

RecordView view_of(const InclusionProof& p) {
  return {.sequence = p.sequence,
          .recorded_at = p.recorded_at,
          .kind = p.kind,
          .heading = p.heading,
          .body = p.body,
          .chain = {}};
}

}  // namespace

Result<InclusionProof> prove(Store& store, const std::string& area, std::int64_t sequence, std::int64_t size) {
  const auto head = store.head(area);
  if (!head) return base::fail(head.error());
  if (!*head) return base::fail(no_such_area(area));
  InclusionProof out{.area = area, .algorithm = (*head)->algorithm, .size = size == 0 ? (*head)->size : size};
  if (sequence < 1 || sequence > out.size || out.size > (*head)->size) {
    return base::fail("ledger.missing",
                      "地区 " + area + " 的前 " + std::to_string(out.size) + " 条记录里没有第" +
                          std::to_string(sequence) + "条（台账现有 " + std::to_string((*head)->size) + " 条）",
                      {}, "核对序号；如果校验单的条数比台账多，先运行 jicheng verify");
  }
  ChainHasher hasher(out.algorithm);
  RangeHasher ranges(hasher, inclusion_ranges(sequence - 1, out.size));
  Frontier tree(hasher);
  auto walked = walk(store, **head, out.size, hasher, [&](const RecordView& r, const Digest& leaf) {
    ranges.add(leaf);
    tree.add(leaf);
    if (r.sequence != sequence) return;
    out.sequence = r.sequence;
    out.recorded_at = r.recorded_at;
    out.kind = r.kind;
    out.heading = r.heading;
    out.body = r.body;
  });
  if (!walked) return base::fail(walked.error());
  out.path = ranges.roots();
  out.root = tree.root();
  return out;
}

Result<GrowthProof> prove_growth(Store& store, const std::string& area, std::int64_t before, std::int64_t after) {
  const auto head = store.head(area);
  if (!head) return base::fail(head.error());
  if (!*head) return base::fail(no_such_area(area));
  if (before < 1 || before > after || after > (*head)->size) {
    return base::fail("ledger.missing",
                      "不能证明从 " + std::to_string(before) + " 条到 " + std::to_string(after) +
                          " 条的增长（台账现有 " + std::to_string((*head)->size) + " 条）",
                      {}, "先给较早的校验单，再给较晚的；条数都不超过台账现有的");
  }
  GrowthProof out{.area = area, .algorithm = (*head)->algorithm, .before = before, .after = after};
  ChainHasher hasher(out.algorithm);
  RangeHasher ranges(hasher, consistency_ranges(before, after));
  auto walked = walk(store, **head, after, hasher, [&](const RecordView&, const Digest& leaf) { ranges.add(leaf); });
  if (!walked) return base::fail(walked.error());
  out.path = ranges.roots();
  return out;
}

Result<FoundRecord> find_by_id(Store& store, std::string_view id) {
  std::string even(id.substr(0, 16));
  const bool odd = even.size() % 2 != 0;
  if (odd) even += '0';
  const auto bytes = base::from_hex(even);
  if (!bytes || id.size() < kFewestDigits || id.size() > 64) {
    return base::fail("ledger.missing", "“" + std::string(id) + "”不是数据的编号（至少 8 位十六进制数）", {},
                      "写成数据的编号，或 地区:序号，例如 440104:17");
  }
  std::uint64_t wanted = 0, mask = 0;
  const std::size_t digits = std::min<std::size_t>(id.size(), 16);
  for (std::size_t i = 0; i < 8; ++i)
    wanted = wanted << 8 | (i < bytes->size() ? static_cast<unsigned char>((*bytes)[i]) : 0u);
  mask = digits == 16 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} >> (4 * digits));
  const auto areas = store.areas();
  if (!areas) return base::fail(areas.error());
  std::vector<FoundRecord> found;
  std::optional<std::uint64_t> which;
  bool several = false;
  for (const Head& head : *areas) {
    const FactQuery all{.area = head.area,
                        .indicator = {},
                        .up_to = head.size,
                        .known_by = std::numeric_limits<std::int32_t>::max(),
                        .every_vintage = true};
    auto asked = store.entries(all, [&](std::int64_t, const FactEntry& e) {
      if ((e.id & mask) != (wanted & mask)) return;
      several = several || (which && *which != e.id);
      which = e.id;
      found.push_back({head.area, e.sequence});
    });
    if (!asked) return base::fail(asked.error());
  }
  if (found.empty()) {
    return base::fail("ledger.missing", "台账里没有编号以 " + std::string(id) + " 开头的数据", {},
                      "用 jicheng facts --data 台账 --json 查看编号");
  }
  if (several) {
    return base::fail("ledger.several", "编号以 " + std::string(id) + " 开头的数据不止一条", {}, "多写几位编号");
  }
  // Corrected and entered again: the latest.
  return found.back();
}

std::string to_json(const InclusionProof& p) {
  std::string out;
  JsonObject object(out);
  object.text_always("format", kInclusion);
  object.text_always("algorithm", base::to_string(p.algorithm));
  object.text_always("area", p.area);
  object.number("size", p.size);
  object.number("sequence", p.sequence);
  object.number("recorded_at", p.recorded_at);
  object.text_always("kind", to_string(p.kind));
  object.text_always("heading", p.heading);
  object.text_always("body", p.body);
  put_path(object, out, p.path);
  object.text_always("root", hex(p.root));
  object.close();
  return out + "\n";
}

std::string to_json(const GrowthProof& p) {
  std::string out;
  JsonObject object(out);
  object.text_always("format", kGrowth);
  object.text_always("algorithm", base::to_string(p.algorithm));
  object.text_always("area", p.area);
  object.number("before", p.before);
  object.number("after", p.after);
  put_path(object, out, p.path);
  object.close();
  return out + "\n";
}

Result<InclusionProof> read_inclusion_proof(std::string_view json, const std::string& file) {
  InclusionProof p;
  JsonReader in(json);
  bool has_root = false, has_kind = false;
  const bool read = read_members(in, kInclusion, p, [&](std::string_view name) {
    if (name == "size") {
      p.size = in.integer();
    } else if (name == "sequence") {
      p.sequence = in.integer();
    } else if (name == "recorded_at") {
      p.recorded_at = in.integer();
    } else if (name == "kind") {
      const auto kind = kind_of(in.string());
      has_kind = kind.has_value();
      if (kind) p.kind = *kind;
    } else if (name == "heading") {
      p.heading = in.string();
    } else if (name == "body") {
      p.body = in.string();
    } else if (name == "root") {
      const auto root = digest_of(in.string());
      has_root = root.has_value();
      if (root) p.root = *root;
    } else {
      in.skip();
    }
    return in.ok();
  });
  if (!read || !has_root || !has_kind || p.sequence < 1 || p.sequence > p.size) return base::fail(unreadable(file));
  return p;
}

Result<GrowthProof> read_growth_proof(std::string_view json, const std::string& file) {
  GrowthProof p;
  JsonReader in(json);
  const bool read = read_members(in, kGrowth, p, [&](std::string_view name) {
    if (name == "before") {
      p.before = in.integer();
    } else if (name == "after") {
      p.after = in.integer();
    } else {
      in.skip();
    }
    return in.ok();
  });
  if (!read || p.before < 1 || p.before > p.after) return base::fail(unreadable(file));
  return p;
}

bool is_growth_proof(std::string_view json) { return json.substr(0, 64).find(kGrowth) != std::string_view::npos; }

bool holds(const InclusionProof& p) {
  ChainHasher hasher(p.algorithm);
  const Digest leaf = hasher.leaf(p.area, view_of(p));
  return root_from_inclusion(hasher, leaf, p.sequence - 1, p.size, p.path) == p.root;
}

bool holds(const InclusionProof& p, const Checkpoint& c) {
  return p.area == c.area && p.algorithm == c.algorithm && p.size == c.size && p.root == c.root && holds(p);
}

bool holds(const GrowthProof& p, const Checkpoint& before, const Checkpoint& after) {
  ChainHasher hasher(p.algorithm);
  return p.area == before.area && p.area == after.area && p.algorithm == before.algorithm &&
         p.algorithm == after.algorithm && p.before == before.size && p.after == after.size &&
         is_consistent(hasher, p.before, before.root, p.after, after.root, p.path);
}

}  // namespace ledger
