// What becomes of a policy file's tasks when it is issued anew; all texts are invented.
#include "plan/policy_comparison.hpp"

#include <gmock/gmock.h>

#include "plan/policy_likeness.hpp"
#include "reading/read.hpp"

namespace plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Read {
  document::Document document;
  reading::Policy policy;
};
Read policy(const std::u32string& articles) {
  Read out;
  out.document = document::from_plain_text(U"某市稳增长若干措施\n" + articles, "a.txt");
  out.policy = reading::read_policy(out.document, {}).value();
  return out;
}

// "unchanged:1 added:1" and so on, and that the sum is right.
std::string fates(const std::u32string& before, const std::u32string& now) {
  const Read a = policy(before), b = policy(now);
  const PolicyComparison c = compare_policies({a.policy, a.document.text}, {b.policy, b.document.text});
  EXPECT_TRUE(c.complete());
  std::string out;
  for (const auto& x : c.articles) out += (out.empty() ? "" : " ") + to_string(x.fate);
  return out;
}

const std::u32string kFirst = U"1.发放汽车消费券2000万元。（市商务局）\n",
                     kSecond = U"2.建设数字经济产业园3个。（市工信局）\n",
                     kThird = U"3.为小微企业减免房屋租金六个月。（市国资委）\n";

TEST(Reissued, the_same_file_is_unchanged) {
  EXPECT_EQ(fates(kFirst + kSecond + kThird, kFirst + kSecond + kThird), "unchanged unchanged unchanged");
}

TEST(Reissued, articles_go_and_come) {
  EXPECT_EQ(fates(kFirst + kSecond + kThird, kFirst + kThird), "unchanged removed unchanged");
  EXPECT_EQ(fates(kFirst + kThird, kFirst + kSecond + kThird), "unchanged added unchanged");
}

TEST(Reissued, an_article_that_stands_elsewhere_has_moved) {
  EXPECT_EQ(fates(kFirst + kSecond + kThird, kSecond + kThird + kFirst), "moved unchanged unchanged");
}

TEST(Reissued, another_amount_owner_or_date_is_a_change_and_is_named) {
  const Read a = policy(U"1.6月底前发放汽车消费券2000万元。（市商务局）\n"),
             b = policy(U"1.9月底前发放汽车消费券5000万元。（市财政局）\n");
  const auto c = compare_policies({a.policy, a.document.text}, {b.policy, b.document.text});
  ASSERT_THAT(c.tasks, SizeIs(1));
  EXPECT_EQ(c.tasks[0].fate, TaskFate::changed);
  ASSERT_THAT(c.tasks[0].changes, SizeIs(3));
  EXPECT_EQ(c.tasks[0].changes[0].before, "6月");
  EXPECT_EQ(c.tasks[0].changes[0].after, "9月");
  EXPECT_EQ(c.tasks[0].changes[1].after, "5000万元");
  EXPECT_EQ(c.tasks[0].changes[2].what, "owners");
  EXPECT_EQ(c.tasks[0].changes[2].after, "市财政局");
}

TEST(Reissued, an_article_is_split_and_two_are_merged) {
  const std::u32string one = U"1.发放汽车消费券2000万元。建设数字经济产业园3个。\n", two = kFirst + kSecond;
  EXPECT_EQ(fates(one, two), "split");
  EXPECT_EQ(fates(two, one), "merged");
}

TEST(Reissued, another_validity_is_a_change_of_an_article_without_a_task) {
  EXPECT_EQ(fates(kFirst + U"2.本措施有效期至2024年12月31日。\n", kFirst + U"2.本措施有效期至2025年12月31日。\n"),
            "unchanged changed");
}

TEST(Reissued, things_that_only_share_their_form_are_no_pair) {
  EXPECT_EQ(fates(U"1.建设公共停车场12座。（市住建局）\n", U"1.举办人才招聘活动12场。（市人社局）\n"), "added removed");
}

TEST(Likeness, what_differs_is_given_with_the_whole_number) {
  const auto d = differences(U"给予最高30万元奖励", U"给予最高50万元奖励");
  ASSERT_THAT(d, SizeIs(1));
  EXPECT_EQ(d[0].before, "30万元");
  EXPECT_EQ(d[0].after, "50万元");
  EXPECT_THAT(differences(U"相同", U"相同"), IsEmpty());
}

}  // namespace
}  // namespace plan
