// libFuzzer entry: any bytes are read as a policy file and as minutes. No place lies outside the text; every article
// holds a task or says why not; no two tasks share words; the same text is read the same twice.
#include <cstdint>

#include "reading/fuzz_text.hpp"
#include "reading/policy.hpp"

namespace {

using namespace reading;

std::string print_of(const Policy& p) {
  std::string out = p.title + p.issuer;
  for (const PolicyArticle& a : p.articles) {
    out += a.id + a.number + a.title;
    for (const PolicyTask& t : a.tasks) {
      out += t.id + t.what + (t.due ? t.due->text : "");
      for (const DutyName& n : t.owners) out += n.name;
    }
    for (const NoAction& n : a.no_action) out += n.reason + std::to_string(n.span.start);
  }
  return out;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  return reading::fuzz::mutate(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const document::Document document = document::from_plain_text(fuzz::text_of(data, size), "fuzz.txt");
  const int n = static_cast<int>(document.text.size());
  static_cast<void>(kind_of(document));
  for (const DocumentKind kind : {DocumentKind::policy, DocumentKind::minutes}) {
    const auto policy = read_policy(document, {}, kind);
    JC_ASSERT(policy.has_value());
    int last = 0;
    for (const PolicyArticle& a : policy->articles) {
      fuzz::inside(a.span, n);
      JC_ASSERT(!a.tasks.empty() || !a.no_action.empty());
      for (const PolicyTask& t : a.tasks) {
        fuzz::inside(t.span, n);
        JC_ASSERT(!t.span.empty() && !t.what.empty() && t.span.start >= last);
        last = t.span.end;
        for (const auto* names : {&t.owners, &t.cooperating, &t.leaders}) {
          for (const DutyName& name : *names) {
            fuzz::inside(name.span, n);
            JC_ASSERT(!name.name.empty());
          }
        }
        if (t.due) fuzz::inside(t.due->span, n);
        for (const base::Span& c : t.conditions) fuzz::inside(c, n);
      }
      for (const NoAction& x : a.no_action) fuzz::inside(x.span, n);
    }
    for (const NoAction& x : policy->set_aside) fuzz::inside(x.span, n);
    const auto again = read_policy(document, {}, kind);
    JC_ASSERT(print_of(*again) == print_of(*policy));
    static_cast<void>(measures_of(*policy));
    static_cast<void>(doubts(*policy));
  }
  return 0;
}
