#!/usr/bin/env python3
"""The server over a ledger in PostgreSQL: people, files, the round and the reports as over a file of our own.
`postgres_test.py JICHENG`; says so where there is no PostgreSQL."""
import glob
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from office import ASOF, ROOT, Office, Tally

tally = Tally()
LOCAL = os.path.join(ROOT, "scripts", "postgres-local")


def moving_there(binary, address):
    """An office moves from a file into a database whole, by its backup: figures, people, orders, papers, the audit; and back."""
    # As docs/howto/city-install.md has it: a superuser makes it, jicheng_owner owns it.
    super = address.replace("jicheng_app@/jicheng", "postgres@/postgres")
    made = subprocess.run(["psql", "-q", super, "-c", "CREATE DATABASE moved OWNER jicheng_owner ENCODING 'UTF8' TEMPLATE template0"], capture_output=True, text=True)
    with open(os.path.join(ROOT, "codes", "postgresql", "ledger.sql")) as tables:
        filled = subprocess.run(["psql", "-q", "-1", "-v", "ON_ERROR_STOP=1", super.replace("/postgres?", "/moved?")], input="SET ROLE jicheng_owner;\n" + tables.read(),
                                capture_output=True, text=True)
    if not tally.check("an empty database", made.returncode == 0 and filled.returncode == 0, (made.stderr, filled.stderr)):
        return
    there = address.replace("/jicheng?", "/moved?")
    run = lambda *words: subprocess.run([binary, *words], capture_output=True, text=True, timeout=300)
    office = Office(binary)
    with office:
        office.set_up(offices={"department": ["区商务局"], "street": ["云溪街道办事处"]})
        plan = office.fill(months=("2025-02",))
        bureau = office.people["bureau"]
        bureau.ask("POST", "/api/v1/orders/round", {"asof": ASOF})
        look = lambda: {"figures": len(bureau.ask("GET", "/api/v1/indicators").json()["indicators"]),
                        "orders": [(o["id"], o["state"]) for o in bureau.ask("GET", f"/api/v1/orders?asof={ASOF}").json()["orders"]],
                        "files": sorted(u["id"] for u in bureau.ask("GET", "/api/v1/uploads").json()["uploads"]),
                        "plan": bureau.ask("GET", f"/api/v1/uploads/{plan}/file").body}
        before = look()
        office.stop()
        copy = os.path.join(office.folder, "备份")
        backed = run("backup", "--data", office.data, "--to", copy)
        moved = run("restore", "--from", copy, "--data", there)
        tally.check("its backup is brought into the database", backed.returncode == 0 and moved.returncode == 0 and "在数据库里" in moved.stdout, (backed, moved))
        told = json.loads(run("doctor", "--data", there, "--json").stdout)
        lies = {p["name"]: p for p in told["beside"]}
        tally.check("the doctor sees it whole", told["usable"] and told["records"] > 0 and lies["账户.json"]["there"] and lies["审计.sqlite"]["there"] and
                    lies["督办登记.jsonl"]["there"] and lies["收件"]["files"] == len(before["files"]) and not any(a["urgent"] for a in told["advice"]), told)
        again = run("restore", "--from", copy, "--data", there)
        tally.check("done again it changes nothing", again.returncode == 0 and "原来就有，没有动" in again.stdout, again)
        office.data = there
        office.start()
        bureau.connection = None
        bureau.log_in()
        tally.check("people log in as before, and see what they saw", look() == before, (look()["figures"], before["figures"]))
        rows = office.people["audit_admin"]
        rows.connection = None
        audit = rows.log_in().ask("GET", "/api/v1/admin/audit?most=500").json()
        tally.check("the audit goes on behind what was there", audit["chain_good"] and any(r["did"] == "order_round" for r in audit["rows"]))
        office.stop()
        inbox = os.path.join(told["folder"], "收件")
        os.rename(inbox, inbox + ".away")
        hurt = run("doctor", "--data", there)
        tally.check("what is missing beside the database is said, and where it should lie", hurt.returncode == 1 and "缺收件" in hurt.stdout and told["folder"] in hurt.stdout, hurt)
        os.rename(inbox + ".away", inbox)
        back = os.path.join(office.folder, "从库里备份")
        out, home = run("backup", "--data", there, "--to", back), os.path.join(office.folder, "回到文件")
        brought = run("restore", "--from", back, "--data", home)
        tally.check("the database is backed up into the same kind of folder, and brought back to a file", out.returncode == 0 and brought.returncode == 0, (out, brought))
        tally.check("nothing is wrong with it", run("verify", "--data", home).returncode == 0)
        office.data = home
        office.start()
        bureau.connection = None
        bureau.log_in()
        tally.check("and it is the same office", look() == before)
        office.stop()
        other = run("restore", "--from", copy, "--data", address)
        tally.check("a database with another ledger is left alone", other.returncode == 2 and "别的记录" in other.stderr, other)


def main(binary):
    if not glob.glob("/usr/lib/postgresql/*/bin/initdb") and not shutil.which("initdb"):
        print("postgres: no PostgreSQL server programs here, nothing tried")
        return
    folder = tempfile.mkdtemp(prefix="jicheng-pg-")
    os.chmod(folder, 0o755)
    environment = dict(os.environ, JICHENG_POSTGRES_DIR=os.path.join(folder, "pg"))
    os.environ["XDG_DATA_HOME"] = os.path.join(folder, "home")  # what lies beside the ledger
    try:
        up = subprocess.run(["bash", LOCAL, "up", "single"], env=environment, capture_output=True, text=True, timeout=120)
        address = re.search(r"postgresql://\S+", up.stdout + up.stderr)
        if not tally.check("a PostgreSQL is started", up.returncode == 0 and address, up.stdout + up.stderr):
            tally.end("postgres")
            return
        office = Office(binary)
        office.data = address.group(0)
        with office:
            office.set_up(offices={"department": ["区商务局"], "street": ["云溪街道办事处"]})
            office.fill(months=("2025-02",))
            bureau = office.people["bureau"]
            overview = bureau.ask("GET", f"/api/v1/overview?asof={ASOF}").json()
            tally.check("targets are judged", any(t["verdict"] not in ("no_data", "awaiting_value") for t in overview["targets"]), overview["targets"][:1])
            done = bureau.ask("POST", "/api/v1/orders/round", {"asof": ASOF})
            tally.check("the round issues orders", done.status == 200 and bureau.ask("GET", "/api/v1/orders").json()["orders"], done)
            paper = bureau.ask("GET", f"/api/v1/reports/monthly/file?asof={ASOF}&format=docx")
            tally.check("the monthly report is a Word file", zipfile.is_zipfile(io.BytesIO(paper.body)))
            issued = bureau.ask("POST", "/api/v1/reports/issue", {"asof": "2026-12-31", "reason": "月度反馈"})
            tally.check("what is issued is recorded", issued.status == 201, issued)
            good = bureau.ask("POST", "/api/v1/ledger/verify").json()
            tally.check("the chains hold", good["good"], good)
            backup = office.people["system_admin"].ask("POST", "/api/v1/admin/backups")
            tally.check("a backup has the database's records and what lies beside them", backup.status == 201 and backup.json()["records"] > 0, backup)
            annual = bureau.ask("GET", "/api/v1/annual?asof=2026-02-10")
            tally.check("the annual report is drafted", annual.status == 200 and annual.json()["year"] == 2025, annual)
            before = len(bureau.ask("GET", "/api/v1/indicators").json()["indicators"])
            tally.check("the server ends in good order", office.stop() == 0)
            office.start()
            bureau.connection = None
            bureau.log_in()
            tally.check("and starts again over what is there", len(bureau.ask("GET", "/api/v1/indicators").json()["indicators"]) == before and before > 0)
            tally.check("the server ends in good order again", office.stop() == 0)
        moving_there(binary, address.group(0))
    finally:
        subprocess.run(["bash", LOCAL, "down"], env=environment, capture_output=True, timeout=60)
        shutil.rmtree(folder, ignore_errors=True)
    tally.end("postgres")


if __name__ == "__main__":
    main(sys.argv[1])
