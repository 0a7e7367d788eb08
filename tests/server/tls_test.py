#!/usr/bin/env python3
"""The server with a certificate of its own making, as an office without a certificate authority would start it: a client that
trusts it gets in, one that does not is turned away, and what does not fit is said at the start. `tls_test.py JICHENG`"""
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import warnings

from office import Office, Tally, mine, wait_readable

tally = Tally()
warnings.simplefilter("ignore", DeprecationWarning)  # of TLS 1.1, which is asked for to be refused


def certificate(folder, name):
    cert, key = os.path.join(folder, name + ".pem"), os.path.join(folder, name + ".key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


def refused(binary, folder, *options):
    listen = [] if "--listen" in options else ["--listen", "127.0.0.1:0"]
    got = subprocess.run([binary, "serve", "--data", os.path.join(folder, "另一份"), *listen, *options], capture_output=True, timeout=20)
    return got.returncode, got.stderr.decode()


def started(binary, folder, *options):
    """What is printed at the start; then it is stopped."""
    process = subprocess.Popen([binary, "serve", "--data", os.path.join(folder, "第三份"), *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
    out = b""
    while wait_readable(process.stdout, 3.0 if not out else 0.5):
        piece = os.read(process.stdout.fileno(), 65536)
        if not piece:
            break
        out += piece
    process.send_signal(signal.SIGTERM)
    process.wait(15)
    return out.decode()


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
        tally.check("and it is told of the key", "other.key" in said and "不是一对" in said and "office.pem" in said, said)
        code, said = refused(binary, folder, "--cert", cert)
        tally.check("a certificate without its key is refused at the start", code == 2 and "私钥" in said, (code, said))
        code, said = refused(binary, folder, "--cert", os.path.join(folder, "none.pem"), "--key", key)
        tally.check("a certificate that is not there is refused at the start", code == 2 and "证书不在" in said and "none.pem" in said, (code, said))
        code, said = refused(binary, folder, "--cert", cert, "--key", os.path.join(folder, "none.key"))
        tally.check("so is a key, by its own name", code == 2 and "私钥不在" in said and "none.key" in said, (code, said))
        code, said = refused(binary, folder, "--cert", cert, "--key", cert)
        tally.check("a file that is no key is told of as the key", code == 2 and "私钥用不了" in said, (code, said))
        for listen, words in (("8787", ("不是“地址:端口”", "0.0.0.0:8787", "127.0.0.1")), ("http://127.0.0.1:8787", ("不写 http://",)), ("jicheng.local:8787", ("--host-name",)),
                              ("127.0.0.1:99999", ("0 到 65535",)), ("203.0.113.9:21999", ("这台机器没有这个地址", "0.0.0.0"))):
            code, said = refused(binary, folder, "--listen", listen)
            tally.check(f"--listen {listen}: what is wrong and what to write is said", code == 2 and all(word in said for word in words), said)
        os.chmod(key, 0o644)
        sign_on = os.path.join(folder, "sign-on.json")
        with open(sign_on, "w") as f:
            f.write('{"issuer": "https://sso.example.cn", "client": "jicheng", "secret": "s", "address": "https://jicheng.example.cn"}')
        os.chmod(sign_on, 0o644)
        told = started(binary, folder, "--listen", "127.0.0.1:0", "--cert", cert, "--key", key, "--sign-on", sign_on)
        tally.check("secrets that everybody can read are told of with what to do", told.count("不安全：") == 2 and f"chmod 600 '{key}'" in told and f"chmod 600 '{sign_on}'" in told, told)
        for mode in (0o600, 0o640):
            os.chmod(key, mode), os.chmod(sign_on, mode)
            told = started(binary, folder, "--listen", "127.0.0.1:0", "--cert", cert, "--key", key, "--sign-on", sign_on)
            tally.check(f"with {oct(mode)} nothing is said", "不安全" not in told, told)
        told = started(binary, folder, "--listen", "0.0.0.0:0")
        tally.check("without a certificate on the network it is said that nothing is enciphered", "不安全：" in told and "--cert" in told, told)
        tally.check("and the addresses printed are those that can be opened", "0.0.0.0" not in told and "http://127.0.0.1:" in told, told)
        told = started(binary, folder, "--listen", "0.0.0.0:0", "--host-name", "jicheng.office", "--cert", cert, "--key", key)
        tally.check("with a name it is the name", "计成已启动：https://jicheng.office:" in told and "不安全" not in told, told)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tally.end("tls")


if __name__ == "__main__":
    main(sys.argv[1])
