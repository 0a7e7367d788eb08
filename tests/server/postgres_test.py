#!/usr/bin/env python3
"""The server over a ledger in PostgreSQL: people, files, the round and the reports as over a file of our own.
`postgres_test.py JICHENG`; says so where there is no PostgreSQL."""
import glob
import io
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
            tally.check("a backup is left to the database's own means, in words", backup.status == 409, backup)
            annual = bureau.ask("GET", "/api/v1/annual?asof=2026-02-10")
            tally.check("the annual report is drafted", annual.status == 200 and annual.json()["year"] == 2025, annual)
            before = len(bureau.ask("GET", "/api/v1/indicators").json()["indicators"])
            tally.check("the server ends in good order", office.stop() == 0)
            office.start()
            bureau.connection = None
            bureau.log_in()
            tally.check("and starts again over what is there", len(bureau.ask("GET", "/api/v1/indicators").json()["indicators"]) == before and before > 0)
            tally.check("the server ends in good order again", office.stop() == 0)
    finally:
        subprocess.run(["bash", LOCAL, "down"], env=environment, capture_output=True, timeout=60)
        shutil.rmtree(folder, ignore_errors=True)
    tally.end("postgres")


if __name__ == "__main__":
    main(sys.argv[1])
