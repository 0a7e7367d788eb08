#include "ledger/dump_rows.hpp"

#include <charconv>

#include "base/csv.hpp"
#include "ledger/json.hpp"

namespace ledger::detail {

namespace {

// Whether the text can stand in a line of JSON as it is and come back byte for byte.
bool stands_alone(std::string_view text) {
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') return false;
  if (text.find_first_of("\r\n") != std::string_view::npos) return false;
  return is_utf8(text) && is_json_object(text);
}

void put_text(JsonObject& object, std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  if (!stands_alone(text)) return object.text(name, text);
  object.name(name);
  out += text;
}

std::string number_or_nothing(std::int64_t number) { return number == 0 ? std::string() : std::to_string(number); }

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t out = 0;
  if (text.empty()) return out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

}  // namespace

void put_json(std::string& out, const DumpRow& r) {
  JsonObject object(out);
  object.text_always("row", r.row);
  if (r.row == "area") object.text_always("area", r.area);
  object.text("algorithm", r.algorithm);
  if (r.sequence != 0) object.number("sequence", r.sequence);
  if (r.row == "record" || r.row == "receipt") object.number("recorded_at", r.recorded_at);
  object.text("kind", r.kind);
  put_text(object, out, "heading", r.heading);
  put_text(object, out, "body", r.body);
  object.text("chain", r.chain);
  object.close();
  out += '\n';
}

void put_csv(std::string& out, const DumpRow& r) {
  const bool timed = r.row == "record" || r.row == "receipt";
  const std::string fields[] = {r.row,
                                r.area,
                                r.algorithm,
                                number_or_nothing(r.sequence),
                                timed ? std::to_string(r.recorded_at) : std::string(),
                                r.kind,
                                r.heading,
                                r.body,
                                r.chain};
  const char* before = "";
  for (const auto& field : fields) {
    out += before;
    out += base::csv_field(field);
    before = ",";
  }
  out += '\n';
}

std::optional<DumpRow> read_json_row(std::string_view line) {
  DumpRow r;
  JsonReader in(line);
  in.open_object();
  while (const auto name = in.member()) {
    std::string* const text = *name == "row"         ? &r.row
                              : *name == "area"      ? &r.area
                              : *name == "algorithm" ? &r.algorithm
                              : *name == "kind"      ? &r.kind
                              : *name == "heading"   ? &r.heading
                              : *name == "body"      ? &r.body
                              : *name == "chain"     ? &r.chain
                                                     : nullptr;
    if (text != nullptr) {
      const std::string_view raw = in.raw();
      if (raw.starts_with('{')) {
        *text = raw;
      } else {
        JsonReader inner(raw);
        *text = inner.string();
        if (!inner.ok()) return std::nullopt;
      }
    } else if (*name == "sequence") {
      r.sequence = in.integer();
    } else if (*name == "recorded_at") {
      r.recorded_at = in.integer();
    } else {
      in.skip();
    }
  }
  if (!in.at_end() || r.row.empty()) return std::nullopt;
  return r;
}

std::optional<DumpRow> read_csv_row(std::string_view text) {
  const auto rows = base::parse_csv(text);
  if (!rows || rows->size() != 1 || rows->front().fields.size() != 9) return std::nullopt;
  const auto& f = rows->front().fields;
  const auto sequence = number_of(f[3]), recorded_at = number_of(f[4]);
  if (!sequence || !recorded_at || f[0].empty()) return std::nullopt;
  return DumpRow{.row = f[0],
                 .area = f[1],
                 .algorithm = f[2],
                 .sequence = *sequence,
                 .recorded_at = *recorded_at,
                 .kind = f[5],
                 .heading = f[6],
                 .body = f[7],
                 .chain = f[8]};
}

}  // namespace ledger::detail
