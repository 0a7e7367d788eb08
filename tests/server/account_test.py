#!/usr/bin/env python3
"""`jicheng account` on the machine itself: what it takes, what it refuses and in which words. `account_test.py JICHENG`"""
import json
import os
import subprocess
import sys
import time

from office import EXAMPLE, Office, Tally

tally = Tally()


def main(binary):
    with Office(binary) as office:
        office.set_up()
        plan = office.send(office.people["bureau"], os.path.join(EXAMPLE, "计划报告.txt"), "2025-01-20")["upload"]["id"]
        office.people["bureau"].ask("PUT", "/api/v1/plan", {"upload": plan})
        file = os.path.join(office.data, "账户.json")

        def cli(*words):
            return subprocess.run([binary, "account", *words, "--data", office.data], capture_output=True, text=True)

        def refused(what, *words, says=()):
            before = open(file, "rb").read()
            got = cli(*words)
            tally.check(f"{what}: refused", got.returncode == 2 and not got.stdout and open(file, "rb").read() == before, got)
            for one in says:
                tally.check(f"{what}: says {one}", one in got.stderr, got.stderr)

        def account(login):
            return next(a for a in json.loads(cli("list", "--json").stdout)["accounts"] if a["login"] == login)

        alone = subprocess.run([binary, "account"], capture_output=True, text=True)
        tally.check("without a step the steps are named", alone.returncode == 2 and all(f"jicheng account {step}" in alone.stderr for step in ("list", "add", "import", "password", "lock", "unlock", "rights")), alone)

        # Offices: known ones, in either form of the name; an unknown one is refused with the list.
        refused("an office that nobody knows", "add", "chen", "--name", "陈", "--role", "department", "--office", "区商务居", says=("没有“区商务居”", "区商务局", "区教育局", "--new-office"))
        refused("an office that only sounds like one", "add", "chen", "--name", "陈", "--role", "department", "--office", "区住建服务中心", says=("是不是“区住房和城乡建设局”",))
        for login, name in (("zhu", "区住建局"), ("fang", "区住房城乡建设局")):
            tally.check(f"{name} is known: the table has its other words, and 和 says nothing", cli("add", login, "--name", "住", "--role", "department", "--office", name).returncode == 0)
        refused("a department without an office", "add", "chen", "--name", "陈", "--role", "department", says=("要写明是哪个单位", "区商务局"))
        refused("a street without an office", "add", "chen", "--name", "陈", "--role", "街道", says=("要写明是哪个单位",))
        tally.check("a known office", cli("add", "chen", "--name", "陈", "--role", "责任单位", "--office", "岚湖区商务局").returncode == 0)
        tally.check("a role by its Chinese name is that role", account("chen")["roles"] == ["department"])
        tally.check("an office that is new, when it is said", cli("add", "yun", "--name", "云", "--role", "street", "--office", "云溪街道办事处", "--new-office").returncode == 0)
        tally.check("and is known from then on", cli("add", "xi", "--name", "溪", "--role", "street", "--office", "云溪街道办事处").returncode == 0)
        refused("a role that is none", "add", "wu", "--name", "吴", "--role", "boss", says=("发展改革部门（bureau）", "审计管理员（audit_admin）"))
        tally.check("no role needs no office", cli("add", "wu", "--name", "吴").returncode == 0)

        # A list: each row looked at, all of them done or none.
        lists = os.path.join(office.folder, "名单.csv")
        def write(text):
            with open(lists, "w", encoding="gb18030") as f:
                f.write("姓名,登录名,角色,单位,片区\n" + text)
        write("孙,sun,责任单位,区商务局,岚湖区\n李,li,领导,,\n钱,chen,书记,区商务居,\n")
        refused_list = cli("import", lists)
        tally.check("a list with faults: each is told by its row and nothing is done", refused_list.returncode == 2 and
                    all(word in refused_list.stdout for word in ("第4行", "登录名已经有人用了", "没有“书记”这个角色", "没有“区商务居”这个单位")) and
                    "一个账户也没有动" in refused_list.stderr and not any(a["login"] in ("sun", "li") for a in json.loads(cli("list", "--json").stdout)["accounts"]), refused_list)
        write("孙,sun,责任单位,区商务局,岚湖区\n李,li,领导,,\n")
        tally.check("looked at alone it does nothing", cli("import", lists, "--check").returncode == 0 and not any(a["login"] == "sun" for a in json.loads(cli("list", "--json").stdout)["accounts"]))
        done = cli("import", lists)
        tally.check("then all of it, with passwords and rights", done.returncode == 0 and done.stdout.count("一次性口令") == 2 and "建立了2个账户" in done.stdout and
                    account("sun")["roles"] == ["department"] and account("sun")["offices"] == ["区商务局"] and account("sun")["areas"] == ["岚湖区"] and account("li")["roles"] == ["leader"], done)
        rows = office.people["audit_admin"].ask("GET", "/api/v1/admin/audit?most=50").json()["rows"]
        tally.check("a row of the audit each", sorted(r["on"] for r in rows if r["did"] == "account_add" and r["note"].startswith("名单：")) == ["li", "sun"], rows[:3])

        # What is taken away is said, and only done when it is asked for.
        refused("another role in place of the one there is", "rights", "chen", "--role", "领导", says=("责任单位，单位岚湖区商务局", "领导", "--replace"))
        refused("another office in place of the one there is", "rights", "chen", "--office", "区财政局", says=("--replace",))
        changed = cli("rights", "chen", "--role", "leader", "--replace")
        tally.check("what it was and what it is are said", changed.returncode == 0 and "原来：责任单位，单位岚湖区商务局" in changed.stdout and "现在：领导" in changed.stdout, changed)
        more = cli("rights", "wu", "--role", "代表")
        tally.check("a first role takes nothing away", more.returncode == 0 and account("wu")["roles"] == ["deputy"], more)
        more = cli("rights", "wu", "--role", "deputy", "--area", "岚湖区")
        tally.check("what is only added needs no switch", more.returncode == 0 and account("wu")["areas"] == ["岚湖区"], more)

        # The only administrator of a kind stays.
        for login, role in (("admin", "系统管理员"), ("security-admin", "安全管理员"), ("audit-admin", "审计管理员")):
            refused(f"the only {login} is not stopped", "lock", login, says=(f"唯一在用的{role}", "先另设一位"))
            refused(f"the only {login} keeps the role", "rights", login, "--role", "none", "--replace", says=(f"唯一在用的{role}",))
        tally.check("with a second one", cli("add", "admin2", "--name", "二", "--role", "系统管理员").returncode == 0)
        tally.check("the first may be stopped", cli("lock", "admin").returncode == 0 and not account("admin")["active"])
        refused("and then the second not", "lock", "admin2", says=("唯一在用的系统管理员",))
        cli("unlock", "admin")
        # The pages hold to the same; a running server takes what was changed beside it within a second.
        time.sleep(2)
        system, security = office.people["system_admin"].log_in(), office.people["security_admin"]
        got = system.ask("PATCH", "/api/v1/admin/users/audit-admin", {"active": False})
        tally.check("nor on the page", got.status == 409 and got.json()["error"]["code"] == "accounts.last", got)
        got = security.ask("PUT", "/api/v1/admin/users/audit-admin/rights", {"roles": []})
        tally.check("nor the role there", got.status == 409 and got.json()["error"]["code"] == "accounts.last", got)
    tally.end("account")


if __name__ == "__main__":
    main(sys.argv[1])
