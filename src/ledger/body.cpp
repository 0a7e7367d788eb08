#include "ledger/body.hpp"

#include <array>

#include "ledger/json.hpp"

namespace ledger {

namespace {

using detail::JsonObject;
using detail::JsonReader;
using facts::Fact;

std::string printed(const std::optional<base::Decimal>& number) { return number ? number->to_string() : std::string(); }

void put_place(JsonObject& object, std::string& out, const base::Place& place) {
  if (place == base::Place{}) return;
  object.name("place");
  JsonObject inner(out);
  inner.text("file", place.file);
  inner.text("sheet", place.sheet);
  inner.text("cell", place.cell);
  const auto number = [&](std::string_view name, int value) {
    if (value != 0) inner.number(name, value);
  };
  number("page", place.page);
  number("paragraph", place.paragraph);
  number("row", place.row);
  number("line", place.line);
  number("column", place.column);
  inner.close();
}

void put_source(JsonObject& object, std::string& out, const facts::Source& source) {
  object.text("source", source.text);
  if (source.kind == facts::SourceKind::mirror) object.text("source_kind", "mirror");
  put_place(object, out, source.place);
}

void put_fact(JsonObject& object, std::string& out, const Fact& f) {
  object.text("area_code", f.area_code);
  object.text("area", f.area);
  object.text_always("indicator", f.indicator);
  if (f.indicator_as_printed != f.indicator) object.text("indicator_as_printed", f.indicator_as_printed);
  object.text_always("period", calendar::to_string(f.period));
  object.text_always("span", facts::to_string(f.span));
  object.text("value", printed(f.value));
  object.text("unit", f.unit);
  object.text("growth_pct", printed(f.growth_pct));
  object.text("growth_basis", f.growth_basis);
  object.text("scope", f.scope);
  object.text_always("status", facts::to_string(f.status));
  if (f.year_inferred) object.yes("year_inferred");
  object.text("note", f.note);
  object.text_always("published", calendar::to_string(f.published));
  put_source(object, out, f.source);
}

base::Place read_place(JsonReader& in) {
  base::Place place;
  in.open_object();
  while (const auto name = in.member()) {
    if (*name == "file") {
      place.file = in.string();
    } else if (*name == "sheet") {
      place.sheet = in.string();
    } else if (*name == "cell") {
      place.cell = in.string();
    } else {
      int* const number = *name == "page"        ? &place.page
                          : *name == "paragraph" ? &place.paragraph
                          : *name == "row"       ? &place.row
                          : *name == "line"      ? &place.line
                          : *name == "column"    ? &place.column
                                                 : nullptr;
      if (number == nullptr) {
        in.skip();
      } else {
        *number = static_cast<int>(in.integer());
      }
    }
  }
  return place;
}

// True: the member was one of a source.
bool read_source(JsonReader& in, std::string_view name, facts::Source& source) {
  if (name == "source") {
    source.text = in.string();
  } else if (name == "source_kind") {
    source.kind = in.string() == "mirror" ? facts::SourceKind::mirror : facts::SourceKind::official;
  } else if (name == "place") {
    source.place = read_place(in);
  } else {
    return false;
  }
  return true;
}

std::optional<facts::Span> span_of(std::string_view text) {
  for (const auto span : {facts::Span::cumulative, facts::Span::current, facts::Span::point}) {
    if (facts::to_string(span) == text) return span;
  }
  return std::nullopt;
}

std::optional<facts::Status> status_of(std::string_view text) {
  for (const auto status : {facts::Status::published, facts::Status::derived, facts::Status::estimate}) {
    if (facts::to_string(status) == text) return status;
  }
  return std::nullopt;
}

// Members stand in one order, so the search for a name goes on where the last one ended.
struct TextMember {
  std::string_view name;
  std::string Fact::*text;
};
constexpr std::array<TextMember, 8> kTexts{{{"area_code", &Fact::area_code},
                                            {"area", &Fact::area},
                                            {"indicator", &Fact::indicator},
                                            {"indicator_as_printed", &Fact::indicator_as_printed},
                                            {"unit", &Fact::unit},
                                            {"growth_basis", &Fact::growth_basis},
                                            {"scope", &Fact::scope},
                                            {"note", &Fact::note}}};

// A fact, and `corrects` where it is a correction.
bool read_fact(JsonReader& in, Fact& f, std::int64_t& corrects) {
  bool has_period = false, has_published = false, good = true;
  std::size_t next = 0;
  in.open_object();
  while (const auto name = in.member()) {
    const TextMember* text = nullptr;
    for (std::size_t i = 0; i < kTexts.size() && text == nullptr; ++i) {
      const std::size_t at = (next + i) % kTexts.size();
      if (kTexts[at].name == *name) text = &kTexts[at], next = at + 1;
    }
    if (text != nullptr) {
      f.*(text->text) = in.string();
    } else if (*name == "value" || *name == "growth_pct") {
      auto& number = *name == "value" ? f.value : f.growth_pct;
      number = base::Decimal::parse(in.string());
      good = good && number.has_value();
    } else if (*name == "period") {
      const auto period = calendar::parse_period(in.string());
      if (period) f.period = *period, has_period = true;
    } else if (*name == "published") {
      const auto published = calendar::parse_published(in.string());
      if (published) f.published = *published, has_published = true;
    } else if (*name == "span") {
      const auto span = span_of(in.string());
      if (span) f.span = *span;
      good = good && span.has_value();
    } else if (*name == "status") {
      const auto status = status_of(in.string());
      if (status) f.status = *status;
      good = good && status.has_value();
    } else if (*name == "year_inferred") {
      f.year_inferred = in.boolean();
    } else if (*name == "corrects") {
      corrects = in.integer();
    } else if (!read_source(in, *name, f.source)) {
      in.skip();
    }
  }
  if (f.indicator_as_printed.empty()) f.indicator_as_printed = f.indicator;
  return in.at_end() && good && has_period && has_published;
}

bool read_event(JsonReader& in, Event& event) {
  bool has_from = false, good = true;
  in.open_object();
  while (const auto name = in.member()) {
    std::string* const text = *name == "area_code" ? &event.area_code
                              : *name == "area"    ? &event.area
                              : *name == "event"   ? &event.kind
                              : *name == "subject" ? &event.subject
                              : *name == "content" ? &event.content
                                                   : nullptr;
    if (text != nullptr) {
      *text = in.string();
    } else if (*name == "valid_from" || *name == "valid_to") {
      const auto date = calendar::parse_date(in.string());
      good = good && date.has_value();
      if (date && *name == "valid_from") event.valid_from = *date, has_from = true;
      if (date && *name == "valid_to") event.valid_to = *date;
    } else if (*name == "personal") {
      in.open_array();
      while (in.element()) {
        PersonalField field;
        in.open_object();
        while (const auto part = in.member()) {
          if (*part == "person") {
            field.person = in.string();
          } else if (*part == "name") {
            field.name = in.string();
          } else if (*part == "sealed") {
            const auto bytes = base::from_hex(in.string());
            good = good && bytes.has_value();
            if (bytes) field.value = *bytes;
          } else {
            in.skip();
          }
        }
        event.personal.push_back(std::move(field));
      }
    } else if (!read_source(in, *name, event.source)) {
      in.skip();
    }
  }
  return in.at_end() && good && has_from;
}

void put_escaped(std::string& out, std::string_view member) {
  unsigned special = 0;
  for (const char c : member) special |= static_cast<unsigned>(c == '|') | static_cast<unsigned>(c == '\\');
  if (special == 0) {
    out += member;
    return;
  }
  for (const char c : member) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
}

std::uint64_t first_eight(std::string_view bytes) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | static_cast<unsigned char>(bytes[i]);
  return out;
}

}  // namespace

std::string body_of(const Fact& fact) {
  std::string out;
  out.reserve(512);
  JsonObject object(out);
  put_fact(object, out, fact);
  object.close();
  return out;
}

std::string body_of(const Correction& correction) {
  std::string out;
  JsonObject object(out);
  object.number("corrects", correction.sequence);
  put_fact(object, out, correction.fact);
  object.close();
  return out;
}

std::string body_of(const Withdrawal& withdrawal) {
  std::string out;
  JsonObject object(out);
  object.number("withdraws", withdrawal.sequence);
  object.close();
  return out;
}

std::string body_of(const Event& e, std::span<const std::string> sealed) {
  std::string out;
  JsonObject object(out);
  object.text("area_code", e.area_code);
  object.text("area", e.area);
  object.text_always("event", e.kind);
  object.text_always("subject", e.subject);
  object.text_always("valid_from", calendar::to_string(e.valid_from));
  if (e.valid_to) object.text_always("valid_to", calendar::to_string(*e.valid_to));
  object.text_always("content", e.content);
  put_source(object, out, e.source);
  if (!e.personal.empty()) {
    object.name("personal");
    char before = '[';
    for (std::size_t i = 0; i < e.personal.size(); ++i) {
      out += before;
      JsonObject field(out);
      field.text_always("person", e.personal[i].person);
      field.text_always("name", e.personal[i].name);
      field.text_always("sealed", base::to_hex(sealed[i]));
      field.close();
      before = ',';
    }
    out += ']';
  }
  object.close();
  return out;
}

std::optional<Entry> read_body(RecordKind kind, std::string_view body) {
  JsonReader in(body);
  switch (kind) {
    case RecordKind::fact: {
      Fact fact;
      std::int64_t corrects = 0;
      if (!read_fact(in, fact, corrects)) return std::nullopt;
      return fact;
    }
    case RecordKind::correction: {
      Correction correction;
      if (!read_fact(in, correction.fact, correction.sequence) || correction.sequence < 1) return std::nullopt;
      return correction;
    }
    case RecordKind::event: {
      Event event;
      if (!read_event(in, event)) return std::nullopt;
      return event;
    }
    case RecordKind::withdrawal: {
      Withdrawal withdrawal;
      in.open_object();
      while (const auto name = in.member()) {
        if (*name == "withdraws") {
          withdrawal.sequence = in.integer();
        } else {
          in.skip();
        }
      }
      if (!in.at_end() || withdrawal.sequence < 1) return std::nullopt;
      return withdrawal;
    }
  }
  return std::nullopt;
}

std::string heading_of(const Heading& h) {
  std::string out;
  JsonObject object(out);
  object.text_always("request", h.request);
  object.text("actor", h.actor);
  object.text("reason", h.reason);
  object.text_always("content", base::to_hex(base::bytes_of(h.content)));
  object.number("records", h.records);
  if (h.new_vintages != 0) object.number("new_vintages", h.new_vintages);
  if (h.known_already != 0) object.number("known_already", h.known_already);
  object.close();
  return out;
}

std::optional<Heading> read_heading(std::string_view text) {
  Heading h;
  JsonReader in(text);
  bool has_content = false;
  in.open_object();
  while (const auto name = in.member()) {
    if (*name == "request") {
      h.request = in.string();
    } else if (*name == "actor") {
      h.actor = in.string();
    } else if (*name == "reason") {
      h.reason = in.string();
    } else if (*name == "content") {
      const auto bytes = base::from_hex(in.string());
      has_content = bytes && bytes->size() == h.content.size();
      if (has_content) std::copy(bytes->begin(), bytes->end(), h.content.begin());
    } else if (*name == "records") {
      h.records = in.integer();
    } else if (*name == "new_vintages") {
      h.new_vintages = static_cast<int>(in.integer());
    } else if (*name == "known_already") {
      h.known_already = static_cast<int>(in.integer());
    } else {
      in.skip();
    }
  }
  if (!in.at_end() || !has_content || h.request.empty() || h.records < 1) return std::nullopt;
  return h;
}

FactKey key_of(const Fact& fact) {
  FactKey key{.indicator = fact.indicator, .rest = {}};
  key.rest.reserve(48);
  put_escaped(key.rest, calendar::to_string(fact.period));
  for (const std::string& member : {facts::to_string(fact.span), fact.scope, fact.growth_basis}) {
    key.rest += '|';
    put_escaped(key.rest, member);
  }
  return key;
}

FactEntry entry_of(const Fact& fact, const base::Digest& id, std::string_view said) {
  thread_local base::Hasher hasher(base::HashAlgorithm::sha256);
  FactEntry entry;
  entry.known_by = day_number(fact.published.known_by);
  entry.standing = fact.status == facts::Status::estimate ? 0 : fact.status == facts::Status::derived ? 1 : 2;
  entry.gives_value = fact.value.has_value();
  entry.gives_growth = fact.growth_pct.has_value();
  entry.id = first_eight(base::bytes_of(id));
  entry.said = first_eight(base::bytes_of(hasher.add(said).finish()));
  return entry;
}

FactEntry entry_of(const Fact& fact) { return entry_of(fact, facts::id_digest(fact), facts::said(fact)); }

EventEntry entry_of(const Event& event) {
  EventEntry entry;
  entry.kind = event.kind;
  entry.subject = event.subject;
  entry.valid_from = day_number(event.valid_from);
  entry.valid_to = event.valid_to ? day_number(*event.valid_to) : kForever;
  return entry;
}

std::int32_t day_number(const calendar::Date& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

calendar::Date date_of(std::int32_t number) { return std::chrono::sys_days(std::chrono::days(number)); }

}  // namespace ledger
