#!/usr/bin/env python3
"""Files that people put in: the same one from two offices, tables that come back filled in, a wrong one taken back.
`uploads_test.py JICHENG`"""
import sys

from books import docx, xlsx
from office import ASOF, Office, Tally

tally = Tally()
API = "/api/v1"
DEED = "已印发促消费工作方案，走访企业9家"


def main(binary):
    with Office(binary) as office:
        office.set_up()
        office.fill()
        bureau = office.people["bureau"]
        bureau.ask("POST", f"{API}/orders/round", body={"asof": ASOF})
        listed = [o for o in bureau.ask("GET", f"{API}/orders?asof={ASOF}").json()["orders"] if o["open"] and not o["own"]]
        owners = list(dict.fromkeys(o["owner"] for o in listed))
        first, second = (office.hire("department", [owner], login=login) for owner, login in zip(owners, ("one", "two")))
        the_same_file_from_two(office, bureau, first, second, owners, listed)
        forms_that_come_back(bureau, first)
        another_file_of_that_name(bureau)
        tally.check("the server ends in good order", office.stop() == 0)
    tally.end("uploads")


def send(person, data, name, asof="2025-05-06", more=""):
    return person.ask("POST", f"{API}/uploads?asof={asof}{more}", file=data, name=name)


def the_same_file_from_two(office, bureau, first, second, owners, listed):
    """The second who sends it is told so in words, sees it, and where it names no office it is that office's answer too."""
    of = lambda owner: [o["id"] for o in listed if o["owner"] == owner]
    letter = f"督办回复\n落实情况：{DEED}。\n".encode()
    one = send(first, letter, "督办回复.txt")
    tally.check("an answer that names no office is its sender's", one.status == 201 and
                {o["id"] for o in one.json()["orders"]["answered"]} == set(of(owners[0])), one.json()["orders"] if one.status == 201 else one)
    two = send(second, letter, "回复（二）.txt", "2025-05-07")
    tally.check("the same file from another office is taken", two.status == 201 and two.json()["repeated"], two)
    known = two.json()["known"]
    tally.check("who sent it before is not told to whoever may not see that office",
                known and not known["own"] and known["by_name"] is None and known["office"] is None and known["at"], known)
    tally.check("it is the second office's answer as well",
                {o["id"] for o in two.json()["orders"]["answered"]} == set(of(owners[1])), two.json()["orders"])
    id = two.json()["upload"]["id"]
    there = second.ask("GET", f"{API}/uploads/{id}?asof=2025-05-07")
    tally.check("whoever sent it sees it", there.status == 200 and there.json()["upload"]["office"] == owners[1], there)
    rows = [u for u in second.ask("GET", f"{API}/uploads").json()["uploads"] if u["id"] == id]
    tally.check("and nothing of the first", len(rows) == 1 and [s["office"] for s in rows[0]["senders"]] == [owners[1]] and
                owners[0] not in str(rows[0]) and rows[0]["by"] == "two" and rows[0]["asof"] == "2025-05-07", rows)
    both = next(u for u in bureau.ask("GET", f"{API}/uploads").json()["uploads"] if u["id"] == id)
    tally.check("the bureau sees both, by name", [(s["office"], s["by_name"]) for s in both["senders"]] ==
                [(owners[0], "某department"), (owners[1], "某department")] and both["office"] == owners[0], both)
    again = send(second, letter, "督办回复.txt", "2025-05-08").json()
    tally.check("sent once more it is one's own that is known", again["known"]["own"] is False and len(again["upload"]["senders"]) == 1, again["known"])
    told = send(bureau, letter, "督办回复.txt", "2025-05-08").json()["known"]
    tally.check("the bureau is told who and when", told["by_name"] == "某department" and told["office"] == owners[0], told)
    refused = second.ask("POST", f"{API}/uploads/{id}/withdraw", body={"reason": "放错了"})
    tally.check("one of several does not take it back for all", refused.status == 403 and "别人也报送了" in refused.json()["error"]["what"], refused)
    order = second.ask("GET", f"{API}/orders/{of(owners[1])[0]}?asof=2025-05-08").json()
    tally.check("the order's history names who put the answer in", order["history"][-1]["by_name"] == "某department" and
                order["history"][-1]["deed"], order["history"])
    tally.check("and says it in English", order["history"][-1]["reason_english"].startswith("answered: "), order["history"])

    # The same for a file that is handed in with an order.
    for person, owner in ((first, owners[0]), (second, owners[1])):
        id = of(owner)[0]
        back = bureau.ask("POST", f"{API}/orders/{id}/return?asof=2025-05-12", body={"reason": "请写明时间表"})
        sent = send(person, "情况说明：已召开专题会研究促消费，时间表已经排定。".encode(), "说明.txt", "2025-05-13", "&for=order")
        done = person.ask("POST", f"{API}/orders/{id}/reply?asof=2025-05-13", body={"upload": sent.json()["upload"]["id"]})
        tally.check(f"{owner} answers its order with a file that may have come before", back.status == 200 and done.status == 200 and
                    done.json()["state"] == "replied", done)

    # What says whose it is stays that office's.
    named = f"{owners[0]}关于督办事项办理情况的回复\n落实情况：已组织促消费活动12场，发放消费券200万元。\n{owners[0]}\n2025年5月14日\n".encode()
    send(first, named, "回复.txt", "2025-05-14")
    other = send(second, named, "回复.txt", "2025-05-14").json()
    tally.check("another office's answer is not made one's own by sending it", not other["orders"]["answered"] and
                any(owners[0] in t and "反馈" in t for t in other["orders"]["not_taken"]), other["orders"])


def forms_that_come_back(bureau, department):
    """督办事项反馈表 and the like are answers, whatever they are called and however short their cells."""
    head = {"督办事项反馈表": "完成情况", "重点工作落实情况反馈表": "落实情况", "2025年重点任务进展情况表": "进展情况", "督办件回执": "办理情况"}
    for title, done in head.items():
        names = ["序号", "督办事项", "责任单位", done, "完成时限"]
        for cell in ("已印发方案", "85%", "印发"):
            rows = [names, ["1", "举办促消费活动5场以上", "区商务局", cell, "5月底前"]]
            whole = [[title]] + rows
            for name, data in ((".xlsx", xlsx(("Sheet1", whole))), (".docx", docx(title, rows)),
                               (".csv", ("\n".join(",".join(r + [""] * (5 - len(r))) for r in whole)).encode("utf-8-sig"))):
                got = send(department, data, title + name).json()
                tally.check(f"{title}{name} with {cell} is an answer", got["upload"]["kind"] == "reply" and got["upload"]["replies"] == 1 and
                            got["tasks"] is None, got["upload"])
    blank = xlsx(("Sheet1", [["督办事项反馈表"], ["序号", "督办事项", "责任单位", "完成情况", "完成时限"], ["1", "促消费", "区商务局", "", "5月底"]]))
    got = send(department, blank, "督办事项反馈表.xlsx").json()
    tally.check("one that nobody filled in orders nobody to do anything", got["upload"]["kind"] == "nothing" and got["tasks"] is None and
                "没有填写" in got["upload"]["note"], got["upload"])
    tasks = xlsx(("Sheet1", [["2025年重点任务分解表"], ["序号", "重点任务", "责任单位", "完成时限"], ["1", "制定促消费实施方案", "区商务局", "5月底前"]]))
    got = send(bureau, tasks, "重点任务分解表.xlsx").json()
    tally.check("a table of tasks stays a file that orders", got["upload"]["kind"] == "policy" and len(got["tasks"]["tasks"]) == 1, got["upload"])


def another_file_of_that_name(bureau):
    """A file taken back takes with it what it brought, and nothing of another file of its name."""
    table = lambda month, value: f"岚湖区2025年{month}主要指标\n指标,单位,{month},同比增长（%）\n规模以上工业总产值,亿元,{value},6.1\n".encode("utf-8-sig")
    a = send(bureau, table("1-5月", "215.4"), "月报.csv", "2025-06-20").json()
    b = send(bureau, table("1-6月", "260.9"), "月报.csv", "2025-07-20").json()
    tally.check("both bring a figure", a["added"] == 1 and b["added"] == 1, (a["added"], b["added"], a["unread"]))
    values = lambda: {f["value"] for f in bureau.ask("GET", f"{API}/indicators/规模以上工业总产值").json()["facts"]}
    before = values()
    gone = bureau.ask("POST", f"{API}/uploads/{a['upload']['id']}/withdraw", body={"reason": "放错了"})
    tally.check("the first is taken back", gone.status == 200 and gone.json()["upload"]["withdrawn"]["left"] == 0 and
                gone.json()["upload"]["withdrawn"]["by_name"] == "某bureau", gone)
    after = values()
    tally.check("its figure alone goes", before - after == {215.4}, (before, after))


if __name__ == "__main__":
    main(sys.argv[1])
