#include "ledger/checkpoint.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/paper_code.hpp"

namespace {

using base::PrivateKey;
using base::SignatureAlgorithm;
using ledger::Checkpoint;
using ledger::SealState;

Checkpoint sample(const std::string& area = "990101") {
  Checkpoint c;
  c.area = area;
  c.size = 1234567;
  c.made = std::chrono::sys_days(std::chrono::year(2025) / 10 / 13) + std::chrono::hours(1);
  for (std::size_t i = 0; i < 32; ++i) {
    c.root[i] = static_cast<unsigned char>(7 * i + 250);
    c.chain[i] = static_cast<unsigned char>(255 - 3 * i);
  }
  return c;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = text.find('\n', from);
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

TEST(Checkpoint, ComesBackFromItsTextAndItsSignatureHolds) {
  for (const auto algorithm : {SignatureAlgorithm::ed25519, SignatureAlgorithm::sm2}) {
    const PrivateKey key = PrivateKey::make(algorithm);
    Checkpoint c = sample();
    ledger::sign(c, key);
    const auto read = ledger::read_checkpoints(ledger::checkpoint_preface() + ledger::to_text(c), "单.txt");
    ASSERT_TRUE(read) << base::to_text(read.error());
    ASSERT_EQ(read->size(), 1u);
    EXPECT_EQ(ledger::signed_text(read->at(0)), ledger::signed_text(c));
    EXPECT_EQ(ledger::check_seal(read->at(0), key.public_key()), SealState::good);
    EXPECT_EQ(ledger::check_seal(read->at(0), PrivateKey::make(algorithm).public_key()), SealState::other_key);
  }
}

TEST(Checkpoint, SaysWhenItWasMadeInTheDayOfTheOffice) {
  EXPECT_NE(ledger::to_text(sample()).find("made 2025-10-13T09:00:00+08:00\n"), std::string::npos);
}

TEST(Checkpoint, AnyOtherNumberInItIsAForgery) {
  const PrivateKey key = PrivateKey::make(SignatureAlgorithm::ed25519);
  Checkpoint c = sample();
  ledger::sign(c, key);
  const auto forged = [&](auto change) {
    Checkpoint other = c;
    change(other);
    return ledger::check_seal(*ledger::read_checkpoints(ledger::to_text(other), "")->begin(), key.public_key());
  };
  EXPECT_EQ(forged([](Checkpoint&) {}), SealState::good);
  EXPECT_EQ(forged([](Checkpoint& o) { o.area = "990102"; }), SealState::forged);
  EXPECT_EQ(forged([](Checkpoint& o) { --o.size; }), SealState::forged);
  EXPECT_EQ(forged([](Checkpoint& o) { o.algorithm = base::HashAlgorithm::sm3; }), SealState::forged);
  EXPECT_EQ(forged([](Checkpoint& o) { o.made += std::chrono::seconds(1); }), SealState::forged);
  EXPECT_EQ(forged([](Checkpoint& o) { o.root[31] ^= 1; }), SealState::forged);
  EXPECT_EQ(forged([](Checkpoint& o) { o.chain[0] ^= 128; }), SealState::forged);
  EXPECT_EQ(forged([](Checkpoint& o) { o.seal->signature[40] ^= 4; }), SealState::forged);
  EXPECT_EQ(forged([](Checkpoint& o) { o.seal.reset(); }), SealState::unsigned_);
}

TEST(Checkpoint, SeveralStandInOneFileWithRemarksBetween) {
  const auto read = ledger::read_checkpoints(
      "某区发展和改革局\n\n" + ledger::to_text(sample("岚湖区")) + "\n# 下一个\n" + ledger::to_text(sample("a\"b\n")),
      "");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ(read->at(0).area, "岚湖区");
  EXPECT_EQ(read->at(1).area, "a\"b\n");
}

TEST(Checkpoint, TypingHabitsAreForgiven) {
  Checkpoint c = sample();
  ledger::sign(c, PrivateKey::make(SignatureAlgorithm::ed25519));
  std::string typed;
  for (const auto& line : lines_of(ledger::to_text(c))) {
    const bool letters = line.starts_with("root") || line.starts_with("chain ") || line.starts_with("sign");
    const auto keep = letters ? line.find(' ', line.find(' ') + 1) : line.size();
    typed += "  " + line.substr(0, keep) + " ";
    for (const char ch : line.substr(keep)) {
      if (ch == ' ') continue;
      typed += ch == '0' ? 'o' : ch == '1' ? 'l' : static_cast<char>(std::tolower(ch));
    }
    typed += " \r\n";
  }
  const auto read = ledger::read_checkpoints(typed, "");
  ASSERT_TRUE(read) << base::to_text(read.error()) << typed;
  EXPECT_EQ(read->at(0).seal->signature, c.seal->signature);
  const auto wide = ledger::read_checkpoints("Jicheng ledger checkpoint 1\narea “a”\n", "");
  EXPECT_EQ(wide.error().code, "checkpoint.line");  // the quotes were understood, the rest is missing
  EXPECT_NE(wide.error().what.find("size"), std::string::npos);
}

// The promise of the check letter, letter by letter and pair by pair.
TEST(Checkpoint, EveryWrongOrExchangedLetterIsFoundInItsLine) {
  Checkpoint c = sample();
  ledger::sign(c, PrivateKey::make(SignatureAlgorithm::sm2));
  const auto lines = lines_of(ledger::to_text(c));
  const auto with = [&](std::size_t number, const std::string& line) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) text += (i == number ? line : lines[i]) + "\n";
    return ledger::read_checkpoints(text, "单.txt");
  };
  int tried = 0;
  for (std::size_t n = 0; n < lines.size(); ++n) {
    if (!lines[n].starts_with("root") && !lines[n].starts_with("chain ") && !lines[n].starts_with("sign")) continue;
    const auto first = lines[n].find(' ', lines[n].find(' ') + 1) + 1;
    for (std::size_t i = first; i < lines[n].size(); ++i) {
      if (lines[n][i] == ' ') continue;
      std::string wrong = lines[n];
      wrong[i] = wrong[i] == 'Z' ? 'Y' : 'Z';
      const auto read = with(n, wrong);
      ASSERT_FALSE(read) << wrong;
      ASSERT_EQ(read.error().where.line, static_cast<int>(n) + 1);
      for (std::size_t k = i + 1; k < lines[n].size(); ++k) {
        if (lines[n][k] == ' ' || lines[n][k] == lines[n][i]) continue;
        std::string swapped = lines[n];
        std::swap(swapped[i], swapped[k]);
        ASSERT_FALSE(with(n, swapped)) << swapped;
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 2000);
}

TEST(Checkpoint, WrongNumbersMissingAndDoubledLinesAreFound) {
  Checkpoint c = sample();
  ledger::sign(c, PrivateKey::make(SignatureAlgorithm::ed25519));
  const std::string text = ledger::to_text(c);
  const auto lines = lines_of(text);
  for (std::size_t n = 1; n < lines.size(); ++n) {
    std::string without, exchanged;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i != n) without += lines[i] + "\n";
      const std::size_t from = i == n && n + 1 < lines.size() ? n + 1 : i == n + 1 ? n : i;
      exchanged += lines[from] + "\n";
    }
    EXPECT_FALSE(ledger::read_checkpoints(without, "")) << lines[n];
    // Lines of one name have an order; others may stand in any.
    if (n + 1 < lines.size() && lines[n].substr(0, 4) == lines[n + 1].substr(0, 4)) {
      EXPECT_FALSE(ledger::read_checkpoints(exchanged, "")) << lines[n];
    }
  }
  std::string other = text;
  other.replace(other.find("1234567"), 7, "1234576");
  EXPECT_EQ(ledger::read_checkpoints(other, "").error().code, "checkpoint.line");
  EXPECT_EQ(ledger::read_checkpoints("", "").error().code, "checkpoint.none");
  EXPECT_EQ(ledger::read_checkpoints("你好\n", "").error().code, "checkpoint.none");
  EXPECT_FALSE(ledger::read_checkpoints(text + "size x\n", ""));
  EXPECT_FALSE(ledger::read_checkpoints(text + "hello world\n", ""));
}

RC_GTEST_PROP(PaperCode, BytesComeBack, (const std::string& some)) {
  const std::string bytes = some.substr(0, 100);
  std::string letters;
  int number = 0;
  for (const auto& line : ledger::detail::paper_lines(2, bytes)) {
    const auto read = ledger::detail::paper_line(2, ++number, line);
    RC_ASSERT(read.has_value());
    RC_ASSERT(!ledger::detail::paper_line(2, number + 1, line));
    RC_ASSERT(!ledger::detail::paper_line(1, number, line));
    letters += *read;
  }
  RC_ASSERT(ledger::detail::bytes_of_paper(letters, bytes.size()) == bytes);
}

TEST(PaperCode, FullWidthLettersAreNarrowed) { EXPECT_EQ(ledger::detail::narrow("ＡＢ１　“x”岚"), "AB1 \"x\"岚"); }

RC_GTEST_PROP(Checkpoint, AnyTextIsReadOrRefused, (const std::string& text)) {
  (void)ledger::read_checkpoints(text, "");
  (void)ledger::read_checkpoints("Jicheng ledger checkpoint 1\n" + text, "");
}

}  // namespace
