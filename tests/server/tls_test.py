#!/usr/bin/env python3
"""The server with a certificate of its own making, as an office without a certificate authority would start it: a client that
trusts it gets in, one that does not is turned away, and what does not fit is said at the start. `tls_test.py JICHENG`"""
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import warnings

from office import Office, Tally, mine

tally = Tally()
warnings.simplefilter("ignore", DeprecationWarning)  # of TLS 1.1, which is asked for to be refused


def certificate(folder, name):
    cert, key = os.path.join(folder, name + ".pem"), os.path.join(folder, name + ".key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


def refused(binary, folder, *options):
    got = subprocess.run([binary, "serve", "--data", os.path.join(folder, "另一份"), "--listen", "127.0.0.1:0", *options], capture_output=True, timeout=20)
    return got.returncode, got.stderr.decode()


def main(binary):
    if not shutil.which("openssl"):
        print("tls: no openssl program here, nothing tried")
        return
    folder = tempfile.mkdtemp(prefix="jicheng-tls-")
    try:
        cert, key = certificate(folder, "office")
        _, other_key = certificate(folder, "other")
        with Office(binary, ["--cert", cert, "--key", key], tls=ssl.create_default_context(cafile=cert)) as office:
            health = office.stranger().ask("GET", "/healthz")
            tally.check("whoever trusts the certificate is answered", health.status == 200, health)
            tally.check("the browser is told to stay with TLS", "max-age" in health.headers.get("strict-transport-security", ""), health.headers)
            office.set_up(offices={"department": ["区商务局"], "street": ["云溪街道办事处"]})
            again = office.people["bureau"].ask("POST", "/api/v1/session", {"login": "bureau", "password": mine("bureau")})
            tally.check("the session's cookie goes over TLS alone", again.status == 200 and "Secure" in again.headers.get("set-cookie", ""), again.headers)
            try:
                ssl.create_default_context().wrap_socket(socket.create_connection(("127.0.0.1", office.port), 5), server_hostname="127.0.0.1")
                tally.check("whoever does not trust it is turned away", False)
            except ssl.SSLError:
                tally.check("whoever does not trust it is turned away", True)
            plain = office.raw(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", wait=3)
            tally.check("without TLS there is no answer", b"200" not in plain, plain)
            old = ssl.create_default_context(cafile=cert)
            old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
            try:
                old.wrap_socket(socket.create_connection(("127.0.0.1", office.port), 5), server_hostname="127.0.0.1")
                tally.check("TLS 1.1 is refused", False)
            except (ssl.SSLError, OSError):
                tally.check("TLS 1.1 is refused", True)
            tally.check("it is alive after all of it", office.stranger().ask("GET", "/healthz").status == 200)
            tally.check("the server ends in good order", office.stop() == 0)
        code, said = refused(binary, folder, "--cert", cert, "--key", other_key)
        tally.check("a key of another certificate is refused at the start", code == 2 and said, (code, said))
        code, said = refused(binary, folder, "--cert", cert)
        tally.check("a certificate without its key is refused at the start", code == 2 and "私钥" in said, (code, said))
        code, said = refused(binary, folder, "--cert", os.path.join(folder, "none.pem"), "--key", key)
        tally.check("a certificate that is not there is refused at the start", code == 2 and said, (code, said))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tally.end("tls")


if __name__ == "__main__":
    main(sys.argv[1])
