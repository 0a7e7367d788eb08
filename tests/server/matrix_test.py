#!/usr/bin/env python3
"""Every operation with every role, from the OpenAPI document: who lacks the capability is refused (401 without a session, 403
with one), who has it is not; and rows of one's own, of others and of nobody. `matrix_test.py JICHENG`"""
import io
import json
import os
import re
import sys
import zipfile

from office import ASOF, ROLES, ROOT, Office, Tally

DOCUMENT = json.load(open(os.path.join(ROOT, "docs/reference/openapi.json")))
README = open(os.path.join(ROOT, "src/server/README.md")).read()
tally = Tally()


def abilities():
    """The table of src/server/README.md: the third statement of who may do what, after the code and the document."""
    out = {}
    for line in README.splitlines():
        cells = [c.strip() for c in line.split("|")]
        if len(cells) == 5 and cells[1] and not cells[1].startswith("-"):
            for role in cells[1].split(", "):
                if role in ROLES:
                    out[role] = set(re.sub(r"\([^)]*\)", "", cells[3]).split())
    return out


def plan_file(bureau):
    return next(u["id"] for u in bureau.ask("GET", "/api/v1/uploads").json()["uploads"] if u["kind"] == "plan")


def whole_office(office, can, plan):
    """Every operation that names its rows, by every role of the business, for somebody of the plan's area and somebody of
    another: `plan` is refused as a whole there, `file` is not there, and what is issued or printed is not given out."""
    bureau, security = office.people["bureau"], office.people["security_admin"]
    issued = bureau.ask("POST", "/api/v1/reports/issue", {"asof": ASOF, "reason": "试"}).json()["files"]
    near, far = {}, {}
    for role in ("bureau", "department", "street", "leader", "deputy", "auditor"):
        for people, area in ((near, "岚湖区"), (far, "外区")):
            login = f"{role}-{'near' if people is near else 'far'}"
            people[role] = office.hire(role, ["区商务局"] if role in ("department", "street") else [], login=login)
            security.ask("PUT", f"/api/v1/admin/users/{login}/rights", {"areas": [area]})
            people[role].log_in()
    # A file of the plan's area from the bureau itself, and one that a department of that area sent.
    sent = near["department"].ask("POST", f"/api/v1/uploads?asof={ASOF}", file="指标,数\n".encode(), name="来件.csv").json()["upload"]["id"]
    asked = 0
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            rows, name = operation.get("x-rows", "").split(), operation["operationId"]
            if not rows or operation["x-can"] == "check":
                continue
            content = operation.get("requestBody", {}).get("content", {})
            body = {"nonsense": True} if "application/json" in content else None
            real = re.sub(r"\{[^}]*\}", sent if "file" in rows else "none", path)
            for role in near:
                if operation["x-can"] not in can[role]:
                    continue
                of_here, of_elsewhere = (p[role].ask(method.upper(), real, body=body) for p in (near, far))
                asked += 1
                code = of_elsewhere.json()["error"]["code"] if of_elsewhere.status >= 400 else ""
                if "plan" in rows:
                    tally.check(f"{name} by {role} of another area: refused", (of_elsewhere.status, code) == (403, "rights.area"), of_elsewhere)
                    tally.check(f"{name} by {role} of the area: not refused", of_here.status not in (401, 403), of_here)
                elif "file" in rows:
                    tally.check(f"{name} by {role} of another area: no such file", (of_elsewhere.status, code) == (404, "inbox.unknown"), of_elsewhere)
                    tally.check(f"{name} by {role} of the area: there", of_here.status not in (401, 403, 404) or role == "street", of_here)
                elif name == "uploads":
                    tally.check(f"uploads by {role} of another area: none", of_elsewhere.json()["uploads"] == [], of_elsewhere)
                    tally.check(f"uploads by {role} of the area: some", len(of_here.json()["uploads"]) > 0, of_here)
                elif name in ("orders", "reports", "indicators"):
                    key = {"orders": "orders", "reports": "printed", "indicators": "indicators"}[name]
                    tally.check(f"{name} by {role} of another area: none", of_elsewhere.json()[key] == [], of_elsewhere)
    tally.check("more than 80 pairs of area and operation were asked", asked > 80, asked)
    for role in near:
        if "see_reports" not in can[role]:
            continue
        for file in issued:
            of_here, of_elsewhere = (p[role].ask("GET", file["address"].replace("%25", "%")) for p in (near, far))
            tally.check(f"{file['name']} issued, by {role}: given to whom it is of", (of_here.status, of_elsewhere.status) == (200, 404), (of_here, of_elsewhere))
    # Nor are figures of a file taken for others, or a file's order answered with it.
    tally.check("a file of another area is not taken", far["bureau"].ask("POST", f"/api/v1/uploads/{plan}/take").status == 404)
    events = far["auditor"].ask("GET", "/api/v1/ledger/events").json()["events"]
    named = [e for e in events if isinstance(e["content"], dict) and e["content"].get("area") not in (None, "", "外区")]
    tally.check("the ledger's events of files and plans of others are left out", named == [], named[:1])


def main(binary):
    can = abilities()
    tally.check("the table names every role", set(can) == set(ROLES), set(ROLES) - set(can))
    with Office(binary) as office:
        office.set_up(offices={"department": ["区商务局"], "street": ["云溪街道办事处"]})
        office.fill(months=("2025-02",))
        people = office.people
        for role in ROLES:
            told = set(people[role].ask("GET", "/api/v1/session").json()["can"]) - {"check"}
            tally.check(f"{role} is told what it can do", told == can[role] - {"check"}, told ^ can[role])
        people["bureau"].ask("POST", "/api/v1/orders/round", {"asof": ASOF})
        orders = people["bureau"].ask("GET", "/api/v1/orders").json()["orders"]
        tally.check("there are orders to see", len(orders) > 0)
        pairs = 0
        for path, methods in DOCUMENT["paths"].items():
            for method, operation in methods.items():
                need, body, file = operation["x-can"], None, None
                if need in ("open", "loopback"):
                    continue
                if operation["operationId"] in ("session_logout", "live"):
                    continue
                content = operation.get("requestBody", {}).get("content", {})
                if "application/json" in content:
                    body = {"nonsense": True}  # past the gate it is refused for its shape, and nothing is done
                elif content:
                    file = b""
                # Nothing that is there: what is past the gate ends in 404.
                real = re.sub(r"\{[^}]*\}", "none", path)
                if operation["operationId"] in ("upload_take", "order_accept", "backup", "ledger_verify", "session_totp_begin"):
                    if operation["operationId"] in ("backup", "session_totp_begin"):
                        allowed = []  # it would be done: asked in api_test
                    else:
                        allowed = ROLES
                else:
                    allowed = ROLES
                for role in [None] + ROLES:
                    may = role is not None and (need == "session" or need in can[role])
                    # Whoever makes accounts may come as far as the desk, which lets the first appointments alone pass.
                    at_desk = need == "grant_rights" and role == "system_admin"
                    if role is not None and may and role not in allowed:
                        continue
                    if need == "check":
                        may = True  # stand-alone: open to everybody
                    person = people[role] if role else office.stranger()
                    got = person.ask(method.upper(), real, body=body, file=file, name="空.txt" if file is not None else "")
                    pairs += 1
                    name = f"{operation['operationId']} by {role or 'a stranger'}"
                    if may or at_desk:
                        tally.check(f"{name}: not refused at the gate", got.status not in (401, 429, 500) and (got.status != 403 or got.json()["error"]["code"] not in ("rights.denied", "session.needed")), got)
                    else:
                        tally.check(f"{name}: refused", got.status == (403 if role else 401), got)
        # Rows: own, others', none.
        owners = sorted({o["owner"] for o in orders})
        own = office.hire("department", [owners[0]], login="own")
        none = office.hire("department", [], login="none")
        for path, key, row in (("/api/v1/orders", "orders", "owner"), (f"/api/v1/tasks?asof={ASOF}", "tasks", "owner"), (f"/api/v1/projects?asof={ASOF}", "projects", "owner"),
                               ("/api/v1/uploads", "uploads", "office"), (f"/api/v1/burden?asof={ASOF}", "offices", "office")):
            all_rows = people["bureau"].ask("GET", path).json()[key]
            seen = own.ask("GET", path).json()[key]
            mine_only = all((r[row] or "").endswith(owners[0]) or owners[0].endswith(r[row] or "?") for r in seen)
            tally.check(f"{key}: an office sees its own rows alone", mine_only and len(seen) < len(all_rows), (len(seen), len(all_rows)))
            nobody = none.ask("GET", path).json()[key]
            tally.check(f"{key}: a department without an office sees none", nobody == [], nobody[:2])
        for order in orders:
            got = own.ask("GET", f"/api/v1/orders/{order['id']}")
            tally.check(f"order {order['id']} is shown to its owner alone", (got.status == 200) == (order["owner"] == owners[0]) and got.status in (200, 404), got)
        whole_office(office, can, plan_file(people["bureau"]))
        elsewhere = office.hire("leader", login="elsewhere")
        office.people["security_admin"].ask("PUT", "/api/v1/admin/users/elsewhere/rights", {"areas": ["外区"]})
        elsewhere.log_in()
        tally.check("an area of others: no figures", elsewhere.ask("GET", "/api/v1/indicators").json()["indicators"] == [])
        tally.check("an area of others: no overview", elsewhere.ask("GET", f"/api/v1/overview?asof={ASOF}").status == 403)
        # The round is rehearsed for one's own area alone; the agenda holds one's own items alone; the tables are the whole office's.
        far = office.hire("bureau", login="far")
        office.people["security_admin"].ask("PUT", "/api/v1/admin/users/far/rights", {"areas": ["外区"]})
        far.log_in()
        tally.check("an area of others: no rehearsal of its round", far.ask("GET", f"/api/v1/orders/round?asof={ASOF}").status == 403)
        # A later day, on which a round would issue and escalate: refused before anything is written, not after.
        register = lambda: (people["bureau"].ask("GET", "/api/v1/orders?asof=2025-06-30").json()["orders"], office.files())
        before = register()
        for what, path, body in (("no round", "/api/v1/orders/round", {"asof": "2025-06-30"}), ("no issue of its reports", "/api/v1/reports/issue", {"asof": "2025-06-30", "reason": "试"})):
            got = far.ask("POST", path, body)
            tally.check(f"an area of others: {what}", got.status == 403 and got.json()["error"]["code"] == "rights.area", got)
            tally.check(f"an area of others: {what}, and nothing is written", register() == before)
        plan = plan_file(people["bureau"])
        got = far.ask("PUT", "/api/v1/plan", {"upload": plan})
        tally.check("an area of others: its plan is not put in force again", got.status == 403 and register() == before, got)
        tally.check("an area of others: no agenda as a file", far.ask("GET", f"/api/v1/agenda/file?asof={ASOF}").status == 403)
        page = lambda who: zipfile.ZipFile(io.BytesIO(who.ask("GET", f"/api/v1/agenda/file?asof={ASOF}").body)).read("word/document.xml").decode()
        others = [o["owner"] for o in orders if not o["owner"].endswith(owners[0])]
        tally.check("the agenda's file names others to the bureau", any("（" + o + "）" in page(people["bureau"]) for o in others))
        tally.check("and to an office itself alone", not any("（" + o + "）" in page(own) for o in others))
        tally.check("and to whoever has no office nobody", "区商务局）" not in page(none))
        version = people["bureau"].ask("GET", "/api/v1/admin/names").json()["version"]
        for role in ROLES:
            row = {"version": version, "aliases": [], "unit": "亿元", "direction": "more", "constant_price": False, "frequency": "yearly", "lead_office": "商务"}
            got = people[role].ask("PUT", "/api/v1/admin/names/试写一行", body={**row, "lead_office": "没有这个职能"})
            tally.check(f"names table by {role}: past the gate only with keep_tables", got.status == (422 if "keep_tables" in can[role] else 403), got)

        # Field classes: a name and a telephone are masked for whoever may not see them.
        users = people["security_admin"].ask("GET", "/api/v1/admin/users").json()["users"]
        tally.check("telephones are masked for the security administrator", all(u["phone"] in ("", "■■") for u in users))
        users = people["system_admin"].ask("GET", "/api/v1/admin/users").json()["users"]
        tally.check("and shown to the system administrator", any(u["phone"].startswith("138") for u in users))
        tally.check("more than 500 pairs were asked", pairs > 500, pairs)
        tally.check("the server ends in good order", office.stop() == 0)
    tally.end("matrix")


if __name__ == "__main__":
    main(sys.argv[1])
