#!/usr/bin/env python3
"""Every operation of docs/reference/openapi.json is called and its answer held against its schema; then the round of a month
from end to end: files, orders, a Word answer, closing, the five files. `api_test.py JICHENG`"""
import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile

from books import xlsx
from office import ASOF, EXAMPLE, ROOT, Office, Person, Tally, mine
from schema import faults

DOCUMENT = json.load(open(os.path.join(ROOT, "docs/reference/openapi.json")))
tally = Tally()
called = set()


def operations():
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


BY_ID = {o["operationId"]: (path, method, o) for path, method, o in operations()}


def call(person, operation, *, status=None, query="", body=None, file=None, name="", **parts):
    path, method, o = BY_ID[operation]
    for key, value in parts.items():
        path = path.replace("{" + key + "}", value)
    path = path.replace("{name}", name)
    answer = person.ask(method, path + query, body=body, file=file, name=name)
    called.add(operation)
    good = next(s for s in o["responses"] if s != "default")
    expected = str(status) if status else good
    if not tally.check(f"{operation} answers {expected}", str(answer.status) == expected, answer):
        return answer
    response = o["responses"][good] if expected == good else o["responses"]["default"]
    for kind, content in response.get("content", {}).items():
        if kind == "application/json" and content["schema"].get("format") != "binary":
            wrong = faults(answer.json(), content["schema"], DOCUMENT)
            tally.check(f"{operation} answers in its shape", not wrong, wrong[:5])
    tally.check(f"{operation} carries the security headers",
                "script-src 'self'" in answer.headers.get("content-security-policy", "") and answer.headers.get("x-content-type-options") == "nosniff")
    return answer


def people_from_a_list(office, system, security):
    """Every row is looked at, all of them are done or none; accounts without rights by one administrator, the rights by another."""
    bureau = office.people["bureau"]
    rows = [["姓名", "登录名", "角色", "单位", "片区"], ["王一", "li.wang1", "责任单位", "区商务局", ""], ["李二", "li.er", "领导", "", "岚湖区"], ["张三", "li.san", "", "", ""]]
    good = xlsx(("用户", [["单位用户名单"]] + rows))
    bad = xlsx(("用户", rows + [["赵四", "li.er", "书记", "区没有局", ""], ["", "坏 名", "街道", "", ""], ["钱五", "bureau", "系统管理员、领导", "", ""]]))
    accounts = lambda: open(os.path.join(office.data, "账户.json"), "rb").read()
    before = accounts()
    told = call(system, "user_list_check", file=bad, name="名单.xlsx").json()
    faults = {r["row"]: "；".join(r["faults"]) for r in told["rows"]}
    tally.check("every fault of every row is told in words", told["does"] == "accounts" and told["bad"] == 3 and not any(faults[n] for n in (2, 3, 4)) and
                all(word in faults[5] for word in ("和第3行的一样", "没有“书记”这个角色", "没有“区没有局”这个单位")) and
                all(word in faults[6] for word in ("没有写姓名", "登录名“坏 名”不行", "“街道”没有写单位")) and
                all(word in faults[7] for word in ("登录名已经有人用了", "三类管理员各自分开")), faults)
    refused = call(system, "user_list_make", file=bad, name="名单.xlsx", status=422).json()
    tally.check("and nothing is done", refused["error"]["code"] == "users.rows" and "第5行" in refused["error"]["what"] and accounts() == before, refused)
    call(system, "user_list_check", file="姓名,电话\n王一,138\n".encode(), name="名单.csv", status=422)
    made = call(system, "user_list_make", file=good, name="名单.xlsx").json()["accounts"]
    users = {u["login"]: u for u in system.ask("GET", "/api/v1/admin/users").json()["users"]}
    tally.check("accounts are made without any right", [a["login"] for a in made] == ["li.wang1", "li.er", "li.san"] and
                all(users[a["login"]]["roles"] == [] and users[a["login"]]["must_change_password"] for a in made) and
                users["li.wang1"]["offices"] == ["区商务局"] and users["li.er"]["areas"] == ["岚湖区"], made)
    with_office = xlsx(("用户", rows[:3] + [["新街", "li.jie", "街道", "没听过的街道办事处", ""]]))
    tally.check("made twice they are taken", call(system, "user_list_make", file=good, name="名单.xlsx", status=422).json()["error"]["code"] == "users.rows")
    strange = call(system, "user_list_check", file=with_office, name="名单.xlsx").json()["rows"][2]["faults"]
    known = call(system, "user_list_check", file=with_office, name="名单.xlsx", query="?new_offices=yes").json()["rows"][2]["faults"]
    tally.check("an office that nobody knows is a fault unless it is said to be new", len(strange) == 1 and known == [], (strange, known))
    call(system, "user_list_rights", file=good, name="名单.xlsx", status=403)
    call(bureau, "user_list_make", file=good, name="名单.xlsx", status=403)
    looked = call(security, "user_list_check", file=good, name="名单.xlsx").json()
    tally.check("whoever gives rights is told what the list would give", looked["does"] == "rights" and looked["bad"] == 1 and
                looked["rows"][2]["faults"] == ["没有写角色"], looked)
    call(security, "user_list_rights", file=good, name="名单.xlsx", status=422)
    tally.check("one row short, and nobody has rights", all(u["roles"] == [] for u in system.ask("GET", "/api/v1/admin/users").json()["users"] if u["login"].startswith("li.")))
    given = call(security, "user_list_rights", file=xlsx(("用户", rows[:3])), name="名单.xlsx").json()["accounts"]
    tally.check("rights are given as the list has them", [(a["login"], a["roles"], a["offices"], a["areas"]) for a in given] ==
                [("li.wang1", ["department"], ["区商务局"], []), ("li.er", ["leader"], [], ["岚湖区"])], given)
    person = Person(office, "li.wang1", made[0]["password"]).log_in()
    person.new_password("名单里的长口令 雨打芭蕉叶带愁")
    tally.check("whoever was on the list can log in and work", person.ask("GET", f"/api/v1/orders?asof={ASOF}").status == 200)
    audit = office.people["audit_admin"].ask("GET", "/api/v1/admin/audit?most=300").json()["rows"]
    by = lambda did: [r["on"] for r in audit if r["did"] == did and r["on"].startswith("li.")]
    tally.check("each account has a row of its own in the audit", sorted(by("user_new")) == ["li.er", "li.san", "li.wang1"] and sorted(by("user_rights")) == ["li.er", "li.wang1"],
                (by("user_new"), by("user_rights")))
    tally.check("the audit names who did it", next(r for r in audit if r["on"] == "li.er" and r["did"] == "user_rights")["by_name"] == "某security_admin")
    tally.check("and no password is in it", not any(a["password"] in str(audit) for a in made))


def a_wrong_file(office, plan_id):
    """Taken back, a file is kept and marked and nothing of it counts; the same bytes again make it new, and keep the day of the first time."""
    bureau, department, street = (office.people[r] for r in ("bureau", "department", "street"))
    may = os.path.join(office.folder, "材料", "2025-05")
    name = next(n for n in sorted(os.listdir(may)) if "统计月报" in n)
    sheet = open(os.path.join(may, name), "rb").read()

    def figures():
        return sum(i["vintages"] for i in call(bureau, "indicators").json()["indicators"])

    def send(day):
        return call(bureau, "upload", query=f"?asof={day}", file=sheet, name=name).json()

    before = figures()
    first = send("2025-06-20")
    id, after = first["upload"]["id"], figures()
    tally.check("the sheet brings figures", after > before and first["upload"]["withdrawn"] is None and first["upload"]["again"] is None, (before, after))
    again = send("2025-06-24")["upload"]
    tally.check("the same file again keeps the day of the first time", (again["asof"], again["again"]) == ("2025-06-20", "2025-06-24"), again)
    tally.check("and brings nothing twice", figures() == after, figures())
    call(department, "upload_withdraw", id=id, body={"reason": "不是我的"}, status=404)
    call(bureau, "upload_withdraw", id=id, body={"reason": "  "}, status=400)
    fault = call(bureau, "upload_withdraw", id=id, body={"reason": "错" * 401}, status=400).json()["error"]
    tally.check("too long is said in the words of the page, counted in characters", fault["what"] == "“理由”太长：最多400个字，现在是401个字", fault)
    gone = call(bureau, "upload_withdraw", id=id, body={"reason": "错" * 400}).json()["upload"]["withdrawn"]
    tally.check("it is marked with who and why", gone["by"] == bureau.login and gone["reason"] == "错" * 400, gone)
    tally.check("its figures are withdrawn", figures() == before, (before, figures()))
    listed = next(u for u in call(bureau, "uploads").json()["uploads"] if u["id"] == id)
    tally.check("it stays among the files", listed["withdrawn"] == gone, listed)
    tally.check("its bytes stay", call(bureau, "upload_file", id=id).body == sheet)
    for operation in ("upload_take", "upload_withdraw"):
        body = {"reason": "再撤"} if operation == "upload_withdraw" else None
        call(bureau, operation, id=id, body=body, status=409)
    events = call(bureau, "ledger_events", query="?kind=file.withdrawn").json()["events"]
    tally.check("the ledger has it", len(events) == 1 and events[0]["actor"] == bureau.login, events)
    new = send("2025-06-25")["upload"]
    tally.check("dropped once more it is new", (new["asof"], new["again"], new["withdrawn"]) == ("2025-06-25", None, None), new)
    tally.check("and its figures are back", figures() == after, (after, figures()))
    call(bureau, "upload_withdraw", id=id, body={"reason": "五月的表，这里用不着"})
    tally.check("and gone once more", figures() == before, (before, figures()))
    call(bureau, "upload_withdraw", id=plan_id, body={"reason": "试"}, status=409)
    # A department takes back what it sent itself, and nobody else's.
    letter = call(department, "upload", query=f"?asof={ASOF}", file=b"no picture", name="照片.png").json()["upload"]
    call(street, "upload_withdraw", id=letter["id"], body={"reason": "试"}, status=404)
    agenda = lambda: json.dumps(call(bureau, "agenda", query=f"?asof={ASOF}").json(), ensure_ascii=False)
    tally.check("what could not be read is on the agenda", "照片.png" in agenda())
    call(department, "upload_withdraw", id=letter["id"], body={"reason": "发错了"})
    tally.check("and off it once taken back", "照片.png" not in agenda())


def word(paragraphs):
    """A Word file as an office would send it, no more than Word asks for."""
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        z.writestr("_rels/.rels", '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


SHEET = """2025年重点项目进度表（1-3月）
序号,项目名称,建设单位,责任单位,总投资（万元）,2025年计划投资（万元）,1-3月累计完成投资（万元）,形象进度
1,东山标准厂房,东山建设公司,县工业和信息化局,20000,8000,1500,基础施工
2,清河水厂扩建,清河水务公司,县水利局,12000,5000,2100,主体施工
"""


def projects_before_a_plan(bureau):
    """Whose the projects are is told by the title, or asked once in the page; the file is never refused."""
    asked = call(bureau, "upload", query="?asof=2025-04-10", file=SHEET.encode(), name="项目.csv").json()
    kinds = [(q["kind"], q["asked"]) for q in asked["questions"]]
    tally.check("a sheet of projects of nobody is asked about", asked["upload"]["projects"] == 2 and asked["added"] == 0 and kinds == [("地区", "重点项目表")], asked["upload"])
    id = next(q["id"] for q in call(bureau, "questions").json()["questions"] if q["kind"] == "地区")
    call(bureau, "question_answer", id=id, body={"answer": "清河县"})
    areas = [a["area"] for a in call(bureau, "ledger").json()["areas"]]
    tally.check("the answer takes its figures in", "清河县" in areas, areas)
    later = call(bureau, "upload", query="?asof=2025-04-10", file=SHEET.replace("1500", "1600").encode(), name="又一份.csv").json()
    tally.check("and it is asked no more", later["questions"] == [] and later["added"] > 0, later["questions"])
    titled = call(bureau, "upload", query="?asof=2025-04-10", file=("邻山县" + SHEET).encode(), name="邻山.csv").json()
    tally.check("a title that names the place is believed", titled["questions"] == [] and titled["added"] > 0, titled["questions"])


def burden_counts_what_was_asked(bureau, owner):
    """Answers, sheets of projects and what an office sent; nothing of what the bureau laid in itself."""
    of = lambda: {o["office"]: o["files"] for o in call(bureau, "burden", query=f"?asof={ASOF}").json()["offices"]}
    before = of()
    for name, text in (("纪要.txt", open(os.path.join(ROOT, "tests/policy/minutes.txt")).read()), ("坏.xlsx", "PK 坏"),
                       ("月报.csv", "指标,2025年1-3月（亿元）,同比增长（%）\n地区生产总值,168.72,5.3\n"), ("邻山县重点项目.csv", "邻山县" + SHEET)):
        call(bureau, "upload", query=f"?asof={ASOF}", file=text.encode(), name=name)
    tally.check("what the bureau lays in burdens nobody", of() == before, (before, of()))
    call(owner, "upload", query=f"?asof={ASOF}", file=word(["关于有关工作的回复", "区发展和改革局：", "已印发工作方案，走访企业9家。", "区商务局", "2025年4月20日"]), name="商务局来信.docx")
    tally.check("what an office had to write does", of().get("区商务局", 0) == before.get("区商务局", 0) + 1, (before, of()))
    tally.check("nor does the bureau burden itself", not any("发展和改革" in o or "发展改革" in o for o in of()), of())


def answers_between_rounds(office, bureau):
    """What comes in between two rounds is heard at once; what was signed before its order is said, and answers none."""
    order = next(o for o in call(bureau, "orders").json()["orders"] if o["open"] and o["deadline"] == "overdue")
    tally.check("an order past its day counts the days", order["working_days_left"] is None or order["working_days_left"] < 0, order)
    letter = lambda day: word([f"关于{order['number']}督办事项的回复", "区发展和改革局：", "已召开专题会议研究部署，印发工作方案，走访重点企业9家。", order["owner"], day])
    old = call(bureau, "upload", file=letter("2025年1月8日"), name="旧回复.docx").json()
    tally.check("an answer older than its order is said and not taken", old["orders"]["answered"] == [] and any("早于" in t for t in old["orders"]["not_taken"]), old["orders"])
    looked = call(bureau, "upload_get", id=old["upload"]["id"]).json()["orders"]
    tally.check("and said when the file is looked at again", looked["answered"] == [] and any("早于" in t for t in looked["not_taken"]), looked)
    refused = call(bureau, "order_reply", id=order["id"], body={"upload": old["upload"]["id"]}, status=422).json()
    tally.check("nor when it is handed in for it", refused["error"]["code"] == "orders.older_answer", refused)
    kept = call(bureau, "upload", query="?for=order", file=letter("2025年5月9日"), name="附件.docx").json()
    tally.check("a file that goes with an order answers none by itself", kept["orders"]["answered"] == [] and call(bureau, "order", id=order["id"]).json()["state"] == order["state"], kept["orders"])
    heard = call(bureau, "upload", file=letter("2025年5月10日"), name="新回复.docx").json()["orders"]
    tally.check("an answer is heard when it comes in", order["id"] in [o["id"] for o in heard["answered"]], heard)
    now = call(bureau, "order", id=order["id"]).json()
    tally.check("and the order is not late any more", now["state"] == "replied" and now["deadline"] == "none" and now["working_days_left"] is None, now)
    steps = len(now["history"])
    same = next(u for u in call(bureau, "uploads").json()["uploads"] if u["name"] == "新回复.docx")
    call(bureau, "order_reply", id=order["id"], body={"upload": same["id"]})
    tally.check("handed in once more it is the same answer", len(call(bureau, "order", id=order["id"]).json()["history"]) == steps)


def backed_up_whole(binary, office):
    """A backup brought back on another machine has the orders, the people, the audit and the papers that came in."""
    system, bureau = office.people["system_admin"], office.people["bureau"]
    path = call(system, "backup").json()["path"]
    folder = os.path.join(office.data, "备份", path)
    # The audit counts this very reading among its rows: count what the copy must have at least.
    orders = len(call(bureau, "orders").json()["orders"])
    tally.check("there is something to lose", orders > 0)
    with tempfile.TemporaryDirectory() as elsewhere:
        data = os.path.join(elsewhere, "台账")
        done = subprocess.run([binary, "restore", "--from", folder, "--data", data, "--json"], capture_output=True, text=True)
        told = json.loads(done.stdout) if done.returncode == 0 else {"fault": done.stderr}
        tally.check("a backup comes back", done.returncode == 0 and told["absent"] == [] and told["kept_beside"] == [], told)
        for name in ("督办登记.jsonl", "账户.json", "审计.sqlite", "收件"):
            tally.check(f"with {name}", any(f.startswith(name) for f in told.get("beside", [])) and os.path.exists(os.path.join(data, name)), told)
        tally.check("the accounts are for their owner alone", os.stat(os.path.join(data, "账户.json")).st_mode & 0o077 == 0)
        same = open(os.path.join(office.data, "督办登记.jsonl"), "rb").read()
        tally.check("the register is the same", open(os.path.join(data, "督办登记.jsonl"), "rb").read() == same)
        came = lambda root: sorted(os.path.relpath(os.path.join(d, f), root) for d, _, files in os.walk(os.path.join(root, "收件")) for f in files)
        tally.check("every paper that came in is there", came(data) == came(office.data), (len(came(data)), len(came(office.data))))
        audit = subprocess.run([binary, "verify", "--data", os.path.join(data, "审计.sqlite"), "--json"], capture_output=True, text=True)
        tally.check("the audit holds and is whole", audit.returncode == 0 and json.loads(audit.stdout)["records"] > 20, audit.stdout[:300] + audit.stderr)
        again = subprocess.run([binary, "serve", "--data", office.data, "--listen", "127.0.0.1:0"], capture_output=True, text=True, timeout=60)
        tally.check("a second service of the same folder is refused", again.returncode == 2 and "已经有一个计成服务" in again.stderr, again.stderr)


def packed_for_whoever_takes_it(bureau):
    """A long answer goes out as gzip to whoever takes it, made anew and from memory alike, and says the same."""
    where = f"/api/v1/overview?asof={ASOF}"
    takes = {"Accept-Encoding": "gzip, deflate, br"}
    first = bureau.ask("GET", where + "&before=2025-02-28", headers=takes)
    again = bureau.ask("GET", where + "&before=2025-02-28", headers=takes)
    plain = bureau.ask("GET", where + "&before=2025-02-28")
    for answer in first, again:
        tally.check("a long answer is packed", answer.headers.get("content-encoding") == "gzip" and answer.headers["vary"] == "Accept-Encoding"
                    and len(answer.body) < len(plain.body) / 3 and gzip.decompress(answer.body) == plain.body, answer.headers)
    refused = bureau.ask("GET", where, headers={"Accept-Encoding": "gzip;q=0"})
    for answer in plain, refused:
        tally.check("not for whoever does not take it", "content-encoding" not in answer.headers and answer.headers["vary"] == "Accept-Encoding" and answer.json(), answer.headers)


def policies(office, plan_id):
    """Policy files and minutes: found out by themselves, looked at, put into the plan and taken out again."""
    bureau, department = office.people["bureau"], office.people["department"]
    folder = os.path.join(ROOT, "tests", "policy")
    got = {}
    for name in ("measures-2025.txt", "minutes.txt", "bare.txt", "plan.txt", "rules.txt", "circular.txt"):
        got[name] = call(bureau, "upload", query="?asof=2025-04-22", file=open(os.path.join(folder, name), "rb").read(), name=name).json()
    table = "序号,任务,责任单位,完成时限\n1,建成人才公寓200套,区住房和城乡建设局,2025年9月底前\n2,办好开渔节,区文化和旅游局,2025年8月\n"
    got["分解表"] = call(bureau, "upload", query="?asof=2025-04-22", file=table.encode(), name="任务分解表.csv").json()
    kinds = {name: one["upload"]["kind"] for name, one in got.items()}
    tally.check("policy files, minutes and a table of tasks are told by themselves",
                kinds == {"measures-2025.txt": "policy", "minutes.txt": "minutes", "bare.txt": "policy", "plan.txt": "policy", "rules.txt": "policy", "circular.txt": "policy", "分解表": "policy"}, kinds)
    id = got["minutes.txt"]["upload"]["id"]
    page = got["minutes.txt"]["tasks"]
    tally.check("the tasks are shown with owner and day", any("区水务局" in t["owner"] and t["due"] == "2025-06-15" for t in page["tasks"]), page["tasks"][:2])
    late = {t["id"] for t in call(bureau, "upload", query="?asof=2025-07-22", file=open(os.path.join(folder, "minutes.txt"), "rb").read() + "\n".encode(), name="迟放的纪要.txt").json()["tasks"]["tasks"] if t["past_due"]}
    tally.check("what is past its day when it is put in says so", late and not any(t["past_due"] for t in page["tasks"]), late)
    tally.check("articles without a task say why, and nothing is of the plan yet", page["without_tasks"] and all(a["reasons"] for a in page["without_tasks"]) and page["listed"] is None, page["without_tasks"])
    tasks = lambda who=bureau, asof=ASOF: call(who, "tasks", query=f"?asof={asof}").json()["tasks"]
    before = tasks()
    tally.check("reading a file puts nothing into the plan", all(t["source"] is None for t in before))
    first, second = page["tasks"][:2]
    chosen = [{"id": first["id"], "owner": "区商务局、区水务局", "due": "2025-06-20"}, {"id": second["id"], "owner": "", "due": "每月10日前"}]
    shown = call(bureau, "tasks_list", id=id, body={"tasks": chosen}).json()["tasks"]
    tally.check("what was confirmed is shown again", [t["taken"] for t in shown["tasks"]][:3] == [True, True, False] and shown["tasks"][0]["due"] == "2025-06-20" and shown["listed"]["taken"] == 2, shown["listed"])
    mine = {t["text"]: t for t in tasks() if t["source"]}
    tally.check("the chosen ones alone are tasks of the plan", len(mine) == 2 and len(tasks()) == len(before) + 2, list(mine))
    tally.check("with the owner and the day that a person gave",
                mine[first["text"]]["owner"] == "区商务局、区水务局" and mine[first["text"]]["due"] == "2025年6月20日前" and mine[second["text"]]["due"] == "每月10日前", mine)
    tally.check("an office that answers with another sees the task", any(t["text"] == first["text"] for t in tasks(department)))
    tally.check("before the day of the file they are not of the plan", not any(t["source"] for t in tasks(asof="2025-03-31")))
    week = call(bureau, "agenda", query="?asof=2025-06-17").json()
    tally.check("in its week the task is on the agenda", any(first["text"][:10] in item["text"] for s in week["sections"] for item in s["items"]), week["sections"][:1])
    again = {t["id"] for t in tasks() if t["source"]}
    other = got["分解表"]["tasks"]["tasks"]
    call(bureau, "tasks_list", id=got["分解表"]["upload"]["id"], body={"tasks": [{"id": other[0]["id"], "owner": other[0]["owner"], "due": other[0]["due"]}]})
    tally.check("another file's tasks come behind, and numbers stay", again < {t["id"] for t in tasks() if t["source"]})
    said = next(t for t in tasks() if t["source"] and "人才公寓" in t["text"])
    tally.check("a table's row is a task with its owner and day", said["owner"] == "区住房和城乡建设局" and said["due"] == "2025年9月30日前" and said["because"] == "文件写明", said)
    for body, status, why in (({"tasks": [{"id": "K999"}]}, 422, "a task that it has not"), ({"tasks": [{"id": first["id"]}, {"id": first["id"]}]}, 422, "a task twice"),
                              ({"tasks": [{"id": first["id"], "due": "尽快吧"}]}, 422, "a day that is none"),
                              ({"tasks": [{"id": first["id"], "due": "无期限"}]}, 422, "words that say there is no day"),
                              ({"tasks": [{"id": first["id"], "due": "即可"}]}, 422, "words that only sound like a time"), ({"tasks": [{"owner": "甲"}]}, 400, "no task"),
                              ({"tasks": [{"id": first["id"], "more": "x"}]}, 400, "what is not asked for"), ({"tasks": "K001"}, 400, "no list")):
        was = office.files()
        call(bureau, "tasks_list", id=id, status=status, body=body)
        tally.check(f"{why}: nothing is written", office.files() == was)
    call(bureau, "tasks_list", id=plan_id, status=422, body={"tasks": []})
    call(department, "tasks_list", id=id, status=403, body={"tasks": []})
    for one in (id, got["分解表"]["upload"]["id"]):
        call(bureau, "tasks_list", id=one, body={"tasks": []})
    tally.check("with none chosen all are out", [t["text"] for t in tasks()] == [t["text"] for t in before])
    became_the_plan(office, plan_id)
    events = call(bureau, "ledger_events", query="?kind=tasks.listed").json()["events"]
    tally.check("the ledger has each confirmation, by whom", len(events) == 5 and all(e["actor"] == bureau.login for e in events), len(events))


WORK_POINTS = """澜湖区2025年经济工作要点

一、主要目标
地区生产总值增长5.5%，规模以上工业增加值增长6%，固定资产投资增长5%，社会消费品零售总额增长6.5%。

二、重点任务
（一）扩大消费。开展家电以旧换新活动20场，2025年10月底前完成。（牵头单位：区商务局）
（二）稳定就业。举办招聘会30场，2025年11月底前完成。（牵头单位：区人力资源和社会保障局）
（三）办好教育。新增公办学位1500个，2025年8月底前完成。（牵头单位：区教育局）
（四）改造管网。改造供水管网25公里，2025年9月底前完成。（牵头单位：区水务局）
（五）建设公园。建成口袋公园6个，2025年12月底前完成。（牵头单位：区住房和城乡建设局）
（六）整治道路。修复背街小巷18条，2025年7月底前完成。（牵头单位：区交通运输局）
（七）培育企业。新培育高新技术企业15家，2025年12月底前完成。（牵头单位：区科技局）
（八）服务老人。建成社区食堂9家，2025年10月底前完成。（牵头单位：区民政局）
（九）植树造林。完成造林800亩，2025年6月底前完成。（牵头单位：区农业农村局）
（十）便民办事。推出高效办成一件事12项，2025年9月底前完成。（牵头单位：区数据局）
（十一）文旅惠民。举办惠民演出40场，2025年12月底前完成。（牵头单位：区文化和旅游局）
"""


def became_the_plan(office, plan_id):
    """A file of work points whose tasks were listed and which is then adopted: its tasks are in the plan once."""
    bureau = office.people["bureau"]
    points = call(bureau, "upload", query="?asof=2025-04-22", file=WORK_POINTS.encode(), name="工作要点.txt").json()
    tally.check("work points with targets and tasks may be the plan", points["upload"]["kind"] == "policy" and points["upload"]["may_be_plan"], points["upload"])
    id = points["upload"]["id"]
    one = points["tasks"]["tasks"][0]
    chosen = {"tasks": [{"id": one["id"], "owner": "", "due": ""}]}
    call(bureau, "tasks_list", id=id, body=chosen)
    call(bureau, "plan_adopt", body={"upload": id})
    texts = [t["text"] for t in call(bureau, "tasks", query=f"?asof={ASOF}").json()["tasks"]]
    tally.check("a file listed and then adopted has its tasks in the plan once", sum("以旧换新活动20场" in t for t in texts) == 1, texts)
    was = office.files()
    fault = call(bureau, "tasks_list", id=id, status=422, body=chosen).json()
    tally.check("the plan's own tasks cannot be listed", fault["error"]["code"] == "policy.is_plan" and office.files() == was, fault)
    call(bureau, "plan_adopt", body={"upload": plan_id})


def main(binary):
    with Office(binary) as office:
        stranger = office.stranger()
        call(stranger, "health")
        call(stranger, "metrics")
        call(stranger, "session_get")
        call(stranger, "personal_enter", query="?key=" + "0" * 64, status=404)  # not in personal mode
        published = call(stranger, "openapi")
        tally.check("the server hands out the very document", published.json() == DOCUMENT)
        draft = "一、2024年\n地区生产总值100亿元，其中第一产业增加值20亿元、第二产业增加值30亿元、第三产业增加值60亿元。"
        checked = call(stranger, "check", body={"text": draft}).json()
        tally.check("parts that are not the whole are found without a login",
                    any(f["severity"] == "error" for f in checked["findings"]) and checked["text"] == draft, checked["findings"])
        by_file = call(stranger, "check", file=draft.encode(), name="草稿.txt").json()
        tally.check("a file gives what the text gives", by_file["findings"] == checked["findings"])
        sheet = call(stranger, "check_list", body={"text": draft})
        tally.check("the list is a workbook", zipfile.is_zipfile(io.BytesIO(sheet.body)))

        call(Person(office, "admin", "not it at all, no"), "session_login", status=401, body={"login": "admin", "password": "not it at all, no"})
        office.set_up(offices={"department": ["区商务局"], "street": ["云溪街道办事处"]})
        people = office.people
        bureau, system, security = people["bureau"], people["system_admin"], people["security_admin"]
        call(bureau, "session_login", body={"login": bureau.login, "password": bureau.password})
        call(bureau, "overview", status=409)
        projects_before_a_plan(bureau)
        plan_id = office.fill()
        call(bureau, "plan")
        call(bureau, "plan_adopt", body={"upload": plan_id})
        for operation in ("overview", "tasks", "projects", "orders", "agenda", "reports", "burden"):
            call(bureau, operation, query=f"?asof={ASOF}")
        overview = call(bureau, "overview", query=f"?asof={ASOF}&before=2025-03-31").json()
        tally.check("the page has the plan's targets with forecasts", len(overview["targets"]) > 20 and any(t["fan"] for t in overview["targets"]))
        packed_for_whoever_takes_it(bureau)
        tally.check("two months bring changes", len(overview["changed"]) > 0 and overview["new_facts"] >= 0)
        tally.check("projects are judged from the sheet that came in", overview["projects"] and overview["projects"]["all"] == 60, overview["projects"])
        target = next(t["id"] for t in overview["targets"] if t["fan"])
        chart = call(bureau, "overview_chart", target=target, query=f"?asof={ASOF}")
        tally.check("the chart is a picture", chart.body.startswith(b"<svg") or b"<svg" in chart.body[:200])
        projects = call(bureau, "projects", query=f"?asof={ASOF}").json()
        tally.check("a project has its curve month by month", any(len(p["curve"]) >= 2 for p in projects["projects"]))

        indicators = call(bureau, "indicators").json()["indicators"]
        tally.check("series are listed", len(indicators) > 10, len(indicators))
        series = call(bureau, "series", name="地区生产总值").json()
        record = series["facts"][0]["record"]
        area, sequence = record.rsplit(":", 1)
        call(bureau, "series", name="没有这个指标", status=404)
        call(bureau, "trace", query="?indicator=地区生产总值&on=2025-04-30")
        call(bureau, "trace_page", query="?indicator=地区生产总值")

        uploads = call(bureau, "uploads").json()["uploads"]
        sheet_id = next(u["id"] for u in uploads if "统计月报" in u["name"])
        one = call(bureau, "upload_get", id=sheet_id).json()
        tally.check("cells know the figure they became", any("fact" in c for t in one["tables"] for c in t["cells"]) and one["facts"])
        call(bureau, "upload_file", id=sheet_id)
        call(bureau, "upload_take", id=sheet_id)
        again = call(bureau, "upload", query="?asof=2025-04-22", file=open(os.path.join(EXAMPLE, "计划报告.txt"), "rb").read(), name="计划报告.txt").json()
        tally.check("the same bytes are the same file", again["upload"]["id"] == plan_id and again["repeated"])
        a_wrong_file(office, plan_id)
        policies(office, plan_id)
        questions = call(bureau, "questions").json()["questions"]
        tally.check("what the reader could not know is asked", len(questions) > 0)
        call(bureau, "question_answer", id=questions[0]["id"], body={"answer": "原名" if "原名" in questions[0]["proposals"] else questions[0]["proposals"][0]})
        call(bureau, "question_answer", id="Q000000", body={"answer": "原名"}, status=404)

        # The round: orders are born from numbers. It is looked at first, and looking writes nothing.
        register = os.path.join(office.data, "督办登记.jsonl")
        before = office.files()
        seen = call(bureau, "order_rehearsal", query=f"?asof={ASOF}").json()
        tally.check("the rehearsal names each step, its owner and its day", seen["steps"] and all(s["owner"] and s["about"] for s in seen["steps"]) and seen["warnings"] == [], seen)
        tally.check("looking writes nothing", office.files() == before and not os.path.exists(register))
        late = call(bureau, "order_rehearsal", query="?asof=2026-03-01").json()["warnings"]
        tally.check("a day past the plan's year, and old figures, are told of", any("已经过了计划的2025年" in t for t in late) and any("天以前" in t for t in late), late)
        early = call(bureau, "order_rehearsal", query="?asof=2025-02-10").json()["warnings"]
        tally.check("a day long before the newest figure is told of", any("早" in t for t in early), early)
        call(bureau, "order_round", status=409, body={"asof": ASOF, "seen": "0" * 16})
        tally.check("what was not looked at is not done", not os.path.exists(register))
        done = call(bureau, "order_round", body={"asof": ASOF, "seen": seen["seen"]}).json()
        tally.check("what is done is what was looked at", [(n["id"], n["step"]) for n in done["news"]] == [(s["id"], s["step"]) for s in seen["steps"]], (done["news"][:3], seen["steps"][:3]))
        again = call(bureau, "order_rehearsal", query=f"?asof={ASOF}").json()
        tally.check("once done nothing is left to do", again["steps"] == [] and again["taken_back"] == [], again["steps"][:2])
        tally.check("the round issues orders", any(n["step"] == "issued" for n in done["news"]), done)
        orders = call(bureau, "orders").json()["orders"]
        tally.check("no order goes to a statistics office", all("统计" not in o["owner"] for o in orders))
        first = next(o for o in orders if o["open"] and not o["own"])
        owner = office.hire("department", [first["owner"]], login="owner")
        call(owner, "order", id=first["id"])
        seen = owner.ask("GET", "/api/v1/orders").json()["orders"]
        tally.check("an owner sees its own orders alone", seen and all(o["owner"] == first["owner"] for o in seen))
        call(people["street"], "order", id=first["id"], status=404)
        accepted = call(owner, "order_accept", id=first["id"]).json()
        tally.check("who signed is shown", accepted["accepted"] and accepted["accepted"]["by"] == "owner")
        letter = word([f"关于{first['number']}督办事项的回复", "区发展和改革局：", "现将有关情况回复如下：",
                       "已召开专题会议研究部署，印发《补短板工作方案》，走访重点企业12家，协调解决用地问题3个。", first["owner"], "2025年5月8日"])
        reply = call(owner, "upload", file=letter, name="督办回复.docx").json()
        answered = call(owner, "order_reply", id=first["id"], body={"upload": reply["upload"]["id"]}).json()
        tally.check("a Word answer that names deeds waits to be verified", answered.get("state") == "replied", answered)
        returned = call(bureau, "order_return", id=first["id"], body={"reason": "方案没有写明时间表"}).json()
        tally.check("the bureau sends it back", returned.get("state") == "returned", returned)
        call(owner, "order_reply", id=first["id"], body={"deed": "已印发补充方案，明确时间表和责任人"})
        call(bureau, "order_escalate", id=first["id"], body={"reason": "连续两月没有起色，提请分管领导协调"})
        call(bureau, "order_close", id=first["id"], body={"deed": "固定资产投资已增长9.8%", "upload": reply["upload"]["id"]}, status=422)
        own = call(bureau, "order_close", id=first["id"], body={"deed": "补短板方案经区政府常务会议审定并印发", "upload": reply["upload"]["id"]}, status=409).json()
        tally.check("the owner's own answer ends nothing", own["error"]["code"] == "orders.own_reply", own)
        proof = word(["岚湖区人民政府常务会议纪要", "会议审定《规模以上工业补短板工作方案》，由区政府办公室印发实施。", "岚湖区人民政府办公室", "2025年5月9日"])
        minutes = call(bureau, "upload", file=proof, name="常务会议纪要.docx").json()
        call(bureau, "order_close", id=first["id"], body={"deed": "补短板方案经区政府常务会议审定并印发", "upload": minutes["upload"]["id"]})
        closed = owner.ask("GET", f"/api/v1/orders/{first['id']}").json()
        tally.check("a deed with proof ends it", closed["state"] == "closed_by_deed", closed["state"])
        call(bureau, "order_return", id=first["id"], body={"reason": "晚了"}, status=409)
        call(bureau, "order", id="2099-9-9", status=404)
        answers_between_rounds(office, bureau)
        backed_up_whole(binary, office)
        burden_counts_what_was_asked(bureau, people["department"])
        back = next(o for o in call(bureau, "orders", query=f"?asof={ASOF}").json()["orders"] if o["id"] == first["id"])
        tally.check("a look back shows the day, and what has been done since beside it",
                    back["open"] and back["later"]["state"] == "closed_by_deed" and back["later"]["steps"] >= 4 and back["can"] == [], back)

        circular = word(["岚湖区人民政府办公室关于2025年重点任务进展情况的通报", "一、老旧小区改造", "区住房城乡建设局已开工12个小区，其余正在推进。", "二、学校建设", "区教育局已建成2所，1所进度滞后。"])
        filed = call(bureau, "upload", query=f"?asof={ASOF}", file=circular, name="通报.docx").json()
        tally.check("a circular is a document and nobody's reply", filed["upload"]["kind"] == "document" and filed["replies"] == [] and "发文" in filed["upload"]["note"], filed["upload"])

        # What a department sends is no publication.
        claim = "area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind\n990101,岚湖区,固定资产投资,2025-01/2025-04,cumulative,,,99.9,,published,,2025-05-16,自报,official\n"
        sent = call(owner, "upload", file=claim.encode(), name="自报.csv").json()
        tally.check("an owner's own figures wait for the bureau", sent["added"] == 0 and not sent["upload"]["recorded"] and sent["facts"], sent["upload"])

        call(bureau, "order_round", body={})
        facts = call(bureau, "series", name="固定资产投资").json()["facts"]
        tally.check("nor does a round take what waits", facts and all("99.9" not in json.dumps(f, ensure_ascii=False) for f in facts), facts[:2])

        for kind in ("monthly", "risk", "orders"):
            preview = call(bureau, "report_preview", kind=kind, query=f"?asof={ASOF}")
            if kind == "monthly":
                said = json.dumps(preview.json(), ensure_ascii=False)
                tally.check("the feedback says what came in this month and what is asked", "本月材料" in said and "待回答" in said, said[:600])
        call(bureau, "report_preview", kind="nonsense", status=404)
        agenda = call(bureau, "agenda_file", query=f"?asof={ASOF}")
        told = zipfile.ZipFile(io.BytesIO(agenda.body)).read("word/document.xml").decode()
        tally.check("the week's agenda is a Word file with its sections", "周调度会议程" in told and "落后和有风险的目标" in told, told[:200])
        call(bureau, "agenda_file", query=f"?asof={ASOF}&format=odt", status=422)
        docx = call(bureau, "report_file", kind="monthly", query=f"?asof={ASOF}&format=docx")
        tally.check("the monthly report is a Word file", zipfile.is_zipfile(io.BytesIO(docx.body)))
        annual = call(bureau, "annual", query="?asof=2026-02-10").json()
        tally.check("the annual report reviews the year of the plan", annual["year"] == 2025 and annual["counts"]["targets"] > 20, annual["counts"])
        chars = list(annual["text"])
        placed = [f for f in annual["figures"] if f["spans"]]
        tally.check("every figure stands where it says", placed and all("".join(chars[s:e]) == f["printed"] for f in placed for s, e in f["spans"]), placed[:2])
        tally.check("what has no figure is open", annual["blanks"] and all(b["what"] for b in annual["blanks"]))
        paper = call(bureau, "annual_file", query="?asof=2026-02-10&with_findings=true")
        tally.check("the annual report is a Word file", zipfile.is_zipfile(io.BytesIO(paper.body)))
        call(bureau, "annual_file", query="?asof=2026-02-10&format=json")
        call(bureau, "annual_file", query="?asof=2026-02-10&format=odt", status=422)
        issued = call(bureau, "reports_issue", body={"asof": "2026-12-31", "reason": "月度反馈"}).json()
        first_file = issued["files"][0]
        path = first_file["address"]
        got = bureau.ask("GET", path)
        called.add("report_issued")
        tally.check("an issued file is given out as it was issued", got.status == 200 and hashlib.sha256(got.body).hexdigest() == first_file["sha256"], got)
        printed = call(bureau, "reports").json()["printed"]
        tally.check("what was printed is in the ledger", len(printed) == 1 and printed[0]["by"] == "bureau", printed)

        call(bureau, "ledger")
        call(bureau, "ledger_events")
        call(bureau, "ledger_record", area=area, sequence=sequence)
        call(bureau, "ledger_record", area=area, sequence="999999", status=404)
        proof = call(bureau, "ledger_proof", area=area, sequence=sequence)
        tally.check("a proof is JSON", proof.body.strip().startswith(b"{"))
        corrected = call(bureau, "ledger_correct", body={"record": record, "note": "补注", "reason": "更正备注"}).json()
        call(bureau, "ledger_withdraw", body={"records": [corrected["record"]], "reason": "撤回试验"})
        listed = call(bureau, "ledger_events").json()["events"]
        kinds = [e["kind"] for e in listed]
        tally.check("corrections and withdrawals are listed, with their reasons", "fact.corrected" in kinds and any(e["kind"] == "fact.withdrawn" and e["reason"] == "撤回试验" for e in listed), kinds)
        tally.check("figures only where somebody asks for them", "fact.recorded" not in kinds, kinds)
        tally.check("of an area all that it has", any(e["kind"] == "fact.recorded" for e in call(bureau, "ledger_events", query="?area=" + area).json()["events"]))
        few = call(bureau, "ledger_events", query="?kind=fact.recorded&most=1").json()
        tally.check("and that there are more", len(few["events"]) == 1 and few["more"], few["more"])
        tally.check("the ledger verifies after all that", call(bureau, "ledger_verify").json()["good"])

        call(system, "users")
        call(system, "user_new", body={"login": "temp", "name": "临时"})
        call(system, "user_new", body={"login": "temp", "name": "临时"}, status=409)
        call(system, "user_new", body={"login": "坏名字", "name": "临时"}, status=422)
        call(system, "user_change", login="temp", body={"name": "改名", "active": True})
        tally.check("no role is taken from who has none", call(system, "user_password", login="temp").json()["roles_taken"] == [])
        lonely = call(system, "user_password", login=security.login, status=409).json()
        tally.check("the only security administrator keeps the seat", lonely["error"]["code"] == "accounts.last", lonely)
        call(security, "user_rights", login="temp", body={"roles": ["leader"]})
        call(security, "user_rights", login="temp", body={"roles": ["leader", "audit_admin"]}, status=422)
        call(security, "user_rights", login=security.login, body={"roles": ["bureau"]}, status=403)
        call(system, "user_rights", login="temp", body={"roles": ["bureau"]}, status=403)
        people_from_a_list(office, system, security)
        call(system, "offices")
        call(system, "calendar")
        call(system, "calendar_set", body={"csv": "date,kind,name,notice\n2027-01-01,holiday,元旦,国务院办公厅关于2027年部分节假日安排的通知\n"})
        call(system, "calendar_set", body={"csv": "乱写"}, status=422)
        names = call(system, "names").json()
        row = {"version": names["version"], "aliases": ["低空经济"], "unit": "亿元", "direction": "more", "constant_price": False, "frequency": "yearly", "lead_office": "发展和改革"}
        added = call(bureau, "name_set", name="低空经济产值", body=row).json()
        fresh_row = next((n for n in added["names"] if n["name"] == "低空经济产值"), None)
        tally.check("a row of the office's own is added", fresh_row and fresh_row["own"] and not fresh_row["built_in"] and fresh_row["unit"] == "亿元", fresh_row)
        call(bureau, "name_set", name="低空经济产值", status=409, body=row)  # of the table that was looked at
        row["version"] = added["version"]
        for wrong in ({"aliases": ["GDP"]}, {"lead_office": "统计"}, {"lead_office": "没有这个职能"}, {"frequency": "每日"}, {"direction": "好"}, {"whole": "没有这一项"}, {"aliases": ["=HYPERLINK(1)"]}, {"unit": "亿\n元"}):
            told = call(bureau, "name_set", name="低空经济产值", status=422, body={**row, **wrong}).json()["error"]
            tally.check(f"{wrong}: refused in the user's words", told["what"] and told["remedy"], told)
        tally.check("what is refused changes nothing", call(bureau, "names").json()["version"] == added["version"])
        table = os.path.join(office.data, "指标名称.csv")
        with open(table, "a", encoding="utf-8") as f:  # the officer's own hand, beside the page
            f.write("会展经济规模,会展业规模,亿元,more,no,yearly,商务,,,\n")
        for _ in range(40):
            if any(n["name"] == "会展经济规模" for n in call(bureau, "names").json()["names"]):
                break
            time.sleep(0.1)
        names = call(bureau, "names").json()
        tally.check("what was written by hand is read", any(n["name"] == "会展经济规模" and n["own"] for n in names["names"]))
        sent = call(bureau, "upload", query="?asof=2025-04-22", name="会展.csv", file="area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_kind\n990101,岚湖区,会展业规模,2024,cumulative,12.5,亿元,,,published,,2025-04-20,公报,official\n".encode()).json()
        tally.check("a file is read by the office's own names", [f["indicator"] for f in sent["facts"]] == ["会展经济规模"], sent["facts"])
        cli = subprocess.run([binary, "facts", "--data", office.data, "--indicator", "会展业规模", "--json"], capture_output=True, text=True)
        tally.check("the command line reads by the same names", cli.returncode == 0 and "会展经济规模" in cli.stdout, cli)
        call(bureau, "name_restore", name="低空经济产值", query="?version=" + names["version"])
        call(bureau, "name_restore", name="地区生产总值", status=404, query="?version=" + call(bureau, "names").json()["version"])
        kept = open(table, encoding="utf-8").read()
        tally.check("and opens as UTF-8 in a spreadsheet", kept.startswith("\ufeff"))
        tally.check("the file is the office's own", "会展经济规模" in kept and "低空经济产值" not in kept, kept)

        offices = call(system, "offices").json()
        commerce = next(r for r in offices["rows"] if r["function"] == "商务")
        tally.check("the table says what a function's body is called here", commerce["here"] == "区商务局" and "社会消费品零售总额" in commerce["indicators"], commerce)
        row = {k: commerce[k] for k in ("aliases", "district", "municipal_district", "city", "municipality", "province", "publisher")}
        row.update(version=offices["version"], district="{}商务和投资促进局")
        changed = call(bureau, "office_set", function="商务", body=row).json()
        tally.check("an office may be called otherwise here", next(r for r in changed["rows"] if r["function"] == "商务")["here"] == "区商务和投资促进局")
        asked = "?is_known=" + urllib.parse.quote("太和街道、区发改局、和平街道")
        tally.check("the server says which names nothing knows, by the rule of the rights", call(system, "offices", query=asked).json()["strange"] == ["太和街道", "和平街道"])
        owners = {t["owner"] for t in call(bureau, "tasks", query=f"?asof={ASOF}").json()["tasks"]}
        tally.check("tasks go to it by that name", any("商务和投资促进局" in (o or "") for o in owners), sorted(o or "" for o in owners))
        call(bureau, "office_set", function="商务", status=409, body=row)
        row["version"] = changed["version"]
        call(bureau, "office_set", function="商务", status=422, body={**row, "district": "{}统计局"})
        call(bureau, "office_set", function="商务", status=422, body={**row, "aliases": ["财政"]})
        back = call(bureau, "office_restore", function="商务", query="?version=" + changed["version"]).json()
        tally.check("and as it comes with the program again", next(r for r in back["rows"] if r["function"] == "商务")["here"] == "区商务局")
        # A function of the office's own that an indicator of its own needs is not taken away under it.
        row = {"version": call(bureau, "offices").json()["version"], "aliases": [], "district": "{}低空发展中心", "municipal_district": "", "city": "", "municipality": "", "province": "", "publisher": ""}
        call(bureau, "office_set", function="低空", body=row)
        row = {"version": call(bureau, "names").json()["version"], "aliases": [], "unit": "亿元", "direction": "more", "constant_price": False, "frequency": "yearly", "lead_office": "低空"}
        call(bureau, "name_set", name="低空飞行架次", body=row)
        version = lambda what: "?version=" + call(bureau, what).json()["version"]
        told = call(bureau, "office_restore", function="低空", status=422, query=version("offices")).json()["error"]
        tally.check("refused in the user's words, with the indicator's name", "低空飞行架次" in told["what"] and told["remedy"], told)
        call(bureau, "name_restore", name="低空飞行架次", query=version("names"))
        call(bureau, "office_restore", function="低空", query=version("offices"))
        settings = call(system, "settings").json()
        settings["about_tolerance_pp"] = "0.2"
        tally.check("a setting is kept", call(system, "settings_set", body=settings).json()["about_tolerance_pp"] == "0.2")
        settings["on_track_chance"] = 0.1
        call(system, "settings_set", body=settings, status=422)
        call(system, "backup")
        call(system, "backups")
        rows = call(people["audit_admin"], "audit", query="?most=500").json()
        did = {r["did"] for r in rows["rows"]}
        tally.check("the audit tells of writes, refusals and reads of personal data",
                    {"order_close", "upload", "users", "login.failed", "settings_set", "name_set", "office_restore"} <= did and any(r["outcome"] == "denied" for r in rows["rows"]) and rows["chain_good"], did)

        noted = next(r for r in rows["rows"] if r["did"] == "office_set" and r["on"] == "商务" and r["outcome"] == "done")
        tally.check("the audit says what was changed in a table", noted["on"] == "商务" and "{}商务局→{}商务和投资促进局" in noted["note"], noted)

        # The command line beside the running server: each change holds in it within a second or so.
        def cli(*words):
            return subprocess.run([binary, "account", *words, "--data", office.data, "--json"], capture_output=True, text=True)

        def soon(holds):
            for _ in range(40):
                if holds():
                    return True
                time.sleep(0.1)
            return False

        listed = json.loads(cli("list").stdout)["accounts"]
        tally.check("the command line lists the accounts, and no secrets", any(a["login"] == "bureau" and a["roles"] == ["bureau"] for a in listed) and "argon2" not in json.dumps(listed))
        made = json.loads(cli("add", "lin", "--name", "林芳", "--role", "department", "--office", "区商务局").stdout)
        lin = Person(office, "lin", made["password"])
        tally.check("who was added there may log in", soon(lambda: lin.ask("POST", "/api/v1/session", {"login": "lin", "password": made["password"]}).status == 200))
        lin.new_password(mine("department"))
        tally.check("with the rights that were given", lin.ask("GET", "/api/v1/orders").status == 200 and lin.ask("GET", "/api/v1/ledger").status == 403)
        wrong = cli("rights", "lin", "--role", "bureau", "--role", "audit_admin")
        tally.check("administrators are kept apart there too", wrong.returncode == 2 and "分开" in wrong.stderr, wrong)
        tally.check("a login twice is refused", cli("add", "lin", "--name", "又一个").returncode == 2)
        tally.check("nobody of that name", cli("password", "nobody").returncode == 2)
        locked = json.loads(cli("lock", "lin").stdout)
        tally.check("who is locked there is out", not locked["active"] and soon(lambda: lin.ask("GET", "/api/v1/plan").status == 401))
        tally.check("and stays out", lin.ask("POST", "/api/v1/session", {"login": "lin", "password": lin.password}).status == 401)
        cli("unlock", "lin")
        fresh = json.loads(cli("password", "lin").stdout)["password"]
        again = Person(office, "lin", fresh)
        tally.check("a new password lets in again", soon(lambda: again.ask("POST", "/api/v1/session", {"login": "lin", "password": fresh}).status == 200))
        # Failed logins are in the server's memory, not in the file: an account that was never stopped is unlocked all the same.
        for _ in range(5):
            again.ask("POST", "/api/v1/session", {"login": "lin", "password": "不是这个口令 一二三四"})
        tally.check("after five wrong passwords the right one has to wait", again.ask("POST", "/api/v1/session", {"login": "lin", "password": fresh}).status == 429)
        tally.check("unlock from the command line", cli("unlock", "lin").returncode == 0)
        tally.check("and the right one lets in at once", soon(lambda: again.ask("POST", "/api/v1/session", {"login": "lin", "password": fresh}).status == 200))
        kept = cli("rights", "lin", "--role", "leader")
        tally.check("a role is not replaced unless it is said", kept.returncode == 2 and "--replace" in kept.stderr and "责任单位" in kept.stderr, kept)
        json.loads(cli("rights", "lin", "--role", "leader", "--replace").stdout)
        tally.check("other rights end what was open by the old ones", soon(lambda: again.ask("GET", "/api/v1/plan").status == 401))
        # Both sides at once: nothing of either is lost.
        several = [subprocess.Popen([binary, "account", "add", f"ren{i}", "--name", "人", "--data", office.data], stdout=subprocess.DEVNULL) for i in range(4)]
        for i in range(4):
            call(system, "user_new", body={"login": f"ye{i}", "name": "页"})
        tally.check("the command line ends well beside the page", all(p.wait(60) == 0 for p in several))
        logins = {a["login"] for a in json.loads(cli("list").stdout)["accounts"]}
        tally.check("no account is lost between the two", {f"ren{i}" for i in range(4)} | {f"ye{i}" for i in range(4)} <= logins, sorted(logins))
        rows = people["audit_admin"].ask("GET", "/api/v1/admin/audit?most=500").json()
        steps = [r for r in rows["rows"] if r["did"].startswith("account_")]
        tally.check("the audit has what was done there, by whom", {"account_add", "account_active", "account_password", "account_roles"} <= {r["did"] for r in steps} and all("本机用户" in r["by"] for r in steps) and rows["chain_good"], steps[:2])

        # Sessions.
        temp = people["leader"]
        begun = call(temp, "session_totp_begin").json()
        from totp import code
        call(temp, "session_totp_confirm", body={"code": "000000"}, status=422)
        call(temp, "session_totp_confirm", body={"code": code(begun["secret"])})
        without = Person(office, temp.login, temp.password)
        call(without, "session_login", body={"login": temp.login, "password": temp.password}, status=401)
        call(temp, "session_password", body={"old": temp.password, "new": "short"}, status=422)
        live = office.raw(f"GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:{office.port}\r\nCookie: jicheng_session={bureau.cookie}\r\n\r\n".encode(), wait=1.0)
        called.add("live")
        tally.check("the stream says hello", b"text/event-stream" in live and b"event: hello" in live, live[-200:])
        # The way through an identity provider is tried in sign_on_test.py; here there is none.
        call(temp, "session_sign_on", status=404)
        call(temp, "session_sign_on_back", status=404)
        call(temp, "session_logout")
        call(temp, "overview", status=401)

        missing = set(BY_ID) - called
        # Called above by other means: set_up changes passwords.
        missing.discard("session_password")
        tally.check("every operation was called", not missing, missing)
        tally.check("the server ends in good order", office.stop() == 0)
        # What cannot be audited is not done: no account changes, and nobody is told a password.
        accounts = lambda: open(os.path.join(office.data, "账户.json"), "rb").read()
        before = accounts()
        open(os.path.join(office.data, "审计.sqlite"), "wb").write(b"no ledger" * 1000)
        for words in (("password", "lin"), ("add", "wen", "--name", "文"), ("unlock", "lin"), ("rights", "lin", "--role", "none")):
            got = cli(*words)
            tally.check(f"account {words[0]} without an audit: refused, and nothing is changed", got.returncode == 2 and not got.stdout and accounts() == before, got)
    tally.end("api")


if __name__ == "__main__":
    main(sys.argv[1])
