#!/usr/bin/env python3
"""The acts on orders with the day they are done on (`?asof=`), and the bureau's own matters (内部办理), which nobody reminds or
takes to a leader. `orders_test.py JICHENG`"""
import io
import sys
import zipfile

from office import ASOF, Office, Tally

tally = Tally()
API = "/api/v1/orders"


def main(binary):
    with Office(binary) as office:
        office.set_up()
        office.fill()
        bureau = office.people["bureau"]
        seen = bureau.ask("GET", f"{API}/round?asof={ASOF}").json()
        done = bureau.ask("POST", f"{API}/round", body={"asof": ASOF, "seen": seen["seen"]})
        tally.check("the round is held", done.status == 200 and done.json()["news"], done)
        tally.check("the rehearsal says which steps are the bureau's own",
                    {s["own"] for s in seen["steps"]} == {True, False} and
                    all(s["own"] == (s["owner"] == "区发展和改革局") for s in seen["steps"]), seen["steps"])
        acts_on_a_day(office, bureau)
        the_bureaus_own(bureau)
        counted_alike(bureau)
        tally.check("the server ends in good order", office.stop() == 0)
    tally.end("orders")


def orders(person, asof):
    return person.ask("GET", f"{API}?asof={asof}").json()["orders"]


def acts_on_a_day(office, bureau):
    """Each act is recorded on the day the page shows, counts its new day to answer by from there, and goes no further back."""
    one = next(o for o in orders(bureau, ASOF) if o["open"] and not o["own"])
    owner = office.hire("department", [one["owner"]], login="owner")
    path = f"{API}/{one['id']}"
    now = lambda asof: next(o for o in orders(bureau, asof) if o["id"] == one["id"])

    replied = owner.ask("POST", f"{path}/reply?asof=2025-05-06", body={"deed": "已印发促消费工作方案，走访企业9家"})
    tally.check("an answer is recorded on its day", replied.status == 200 and replied.json()["history"][-1]["on"] == "2025-05-06", replied)
    back = bureau.ask("POST", f"{path}/return?asof=2025-05-08", body={"reason": "方案没有写明时间表"})
    tally.check("so is sending it back, and its new day is counted from there",
                back.status == 200 and back.json()["history"][-1]["on"] == "2025-05-08" and back.json()["due"] == "2025-05-15", back)
    tally.check("working days left are those of the day asked about",
                now("2025-05-12")["working_days_left"] == 3 and now("2025-05-16")["deadline"] == "overdue", now("2025-05-12"))
    early = bureau.ask("POST", f"{path}/escalate?asof=2025-05-07", body={"reason": "请分管领导协调"})
    tally.check("nothing is done before what has been done", early.status == 409 and early.json()["error"]["code"] == "orders.day", early)
    odd = bureau.ask("POST", f"{path}/escalate?asof=2025-02-30", body={"reason": "请分管领导协调"})
    tally.check("a day that there is none of is refused", odd.status == 400 and odd.json()["error"]["code"] == "input.date", odd)
    up = bureau.ask("POST", f"{path}/escalate?asof=2025-05-16", body={"reason": "逾期未报，请分管领导协调"})
    tally.check("it goes up on its day", up.status == 200 and up.json()["history"][-1]["on"] == "2025-05-16" and up.json()["state"] == "escalated", up)
    proof = bureau.ask("POST", "/api/v1/uploads?asof=2025-05-20", file="区政府常务会议纪要：审议通过促消费方案。".encode(), name="纪要.txt").json()["upload"]["id"]
    ended = bureau.ask("POST", f"{path}/close?asof=2025-05-20", body={"deed": "促消费方案经区政府常务会议审定并印发", "upload": proof})
    tally.check("it ends on its day", ended.status == 200 and ended.json()["history"][-1]["on"] == "2025-05-20", ended)
    states = [now(d)["state"] for d in ("2025-05-05", "2025-05-06", "2025-05-08", "2025-05-16", "2025-05-19", "2025-05-20")]
    tally.check("each day shows how it stood", states == ["issued", "replied", "returned", "escalated", "escalated", "closed_by_deed"], states)
    later = now("2025-05-08")["later"]
    tally.check("and what came after it", later and later["steps"] == 2 and later["on"] == "2025-05-20", later)


def counted_alike(bureau):
    """在办 is the same number wherever it is told: what offices have to answer; the bureau's own stands beside it."""
    for asof in (ASOF, "2025-05-31"):
        page = bureau.ask("GET", f"{API}?asof={asof}").json()
        theirs = [o for o in page["orders"] if not o["own"]]
        own = [o for o in page["orders"] if o["own"]]
        said = bureau.ask("GET", f"/api/v1/overview?asof={asof}").json()["orders"]
        tally.check(f"{asof}: the list, its head and the overview agree",
                    page["open"] == said["open"] == sum(o["open"] for o in theirs) and page["own"] == said["own"] == sum(o["open"] for o in own) > 0 and
                    page["closed"] == sum(not o["open"] for o in page["orders"]), (page["open"], page["own"], page["closed"], said))
    seen = bureau.ask("GET", f"{API}/round?asof=2025-06-30").json()
    done = bureau.ask("POST", f"{API}/round", body={"asof": "2025-06-30", "seen": seen["seen"]}).json()
    after = bureau.ask("GET", f"{API}?asof=2025-06-30").json()
    tally.check("so do the rehearsal, the round and what is left after it",
                seen["open"] == done["open"] == after["open"] and seen["own"] == done["own"] == after["own"], (seen["open"], done["open"], after["open"]))


def the_bureaus_own(bureau):
    """内部办理: overdue it is the bureau's own work, and no office's."""
    own = next(o for o in orders(bureau, ASOF) if o["own"] and o["open"])
    tally.check("its owner is the bureau", own["owner"] == "区发展和改革局" and "escalate" not in own["can"] and "close" in own["can"], own)
    refused = bureau.ask("POST", f"{API}/{own['id']}/escalate?asof=2025-05-06", body={"reason": "请分管领导协调"})
    tally.check("it goes up to no leader", refused.status == 409 and refused.json()["error"]["code"] == "orders.own", refused)
    before = bureau.ask("GET", "/api/v1/overview?asof=2025-05-31&before=2025-05-24").json()["orders"]
    seen = bureau.ask("GET", f"{API}/round?asof=2025-05-31").json()
    steps = {s["step"] for s in seen["steps"] if s["id"] == own["id"]}
    tally.check("a round a month later finds it overdue and reminds nobody", "overdue" in steps and not steps & {"reminded", "escalated"}, steps)
    bureau.ask("POST", f"{API}/round", body={"asof": "2025-05-31", "seen": seen["seen"]})
    late = next(o for o in orders(bureau, "2025-05-31") if o["id"] == own["id"])
    tally.check("its state is that", late["state"] == "overdue" and all(h["step"] not in ("reminded", "escalated") for h in late["history"]), late)
    after = bureau.ask("GET", "/api/v1/overview?asof=2025-05-31&before=2025-05-24").json()["orders"]
    tally.check("it is counted apart from what offices owe", before["own"] >= 1 and after["own_overdue"] >= 1 and after["overdue"] <= before["overdue"], (before, after))
    agenda = bureau.ask("GET", "/api/v1/agenda?asof=2025-05-31").json()["sections"]
    where = [s["kind"] for s in agenda for i in s["items"] if i["link"] == f"order/{own['id']}"]
    words = [i["text"] for s in agenda if s["kind"] == "own" for i in s["items"]]
    tally.check("the agenda tells of it as the bureau's own work alone", where == ["own"] and any("办理" in t and "逾期" in t for t in words), (where, words))
    sheet = bureau.ask("GET", "/api/v1/reports/orders/file?asof=2025-05-31&format=docx")
    text = zipfile.ZipFile(io.BytesIO(sheet.body)).read("word/document.xml").decode() if sheet.status == 200 else ""
    tally.check("its sheet is one of the house", "内部办理单" in text and "承办科室" in text, sheet.status)


if __name__ == "__main__":
    main(sys.argv[1])
