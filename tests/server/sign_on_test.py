#!/usr/bin/env python3
"""Logging in through an identity provider: a provider of our own on this machine (keys and signatures by the openssl program),
honest first, then lying in every way that the standard warns of (OpenID Connect Core 1.0 §3.1.3.7, RFC 7636, RFC 9207).

    tests/server/sign_on_test.py build/dev/jicheng"""
import base64
import hashlib
import http.client
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from office import Office, Tally


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Provider(http.server.ThreadingHTTPServer):
    """`lie` changes the claims, the header or the signature of the next token."""

    def __init__(self, folder):
        self.folder, self.codes, self.lie, self.seen = folder, {}, {}, []
        super().__init__(("127.0.0.1", 0), Asked)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}/realms/qu"
        self.keys = {name: self.new_key(name) for name in ("first", "second")}
        self.shown = ["first"]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def new_key(self, name):
        path = os.path.join(self.folder, name + ".pem")
        subprocess.run(["openssl", "genrsa", "-out", path, "2048"], check=True, capture_output=True)
        text = subprocess.run(["openssl", "rsa", "-in", path, "-noout", "-modulus"], check=True, capture_output=True, text=True).stdout
        return path, b64(bytes.fromhex(text.strip().split("=")[1]))

    def sign(self, text, key):
        return subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.keys[key][0]], input=text, check=True, capture_output=True).stdout

    def token(self, nonce):
        lie = self.lie
        header = {"alg": lie.get("alg", "RS256"), "kid": lie.get("kid", "first")}
        claims = {"iss": self.issuer, "sub": "8f3", "aud": "jicheng", "exp": int(time.time()) + 300, "iat": int(time.time()), "nonce": nonce, "preferred_username": "bureau"}
        claims.update(lie.get("claims", {}))
        text = (b64(json.dumps(header).encode()) + "." + b64(json.dumps(claims).encode())).encode()
        if header["alg"] == "none":
            return text.decode() + "."
        if header["alg"] == "HS256":  # signed with the public key as a secret
            import hmac
            return text.decode() + "." + b64(hmac.new(self.keys["first"][1].encode(), text, "sha256").digest())
        signature = self.sign(text, lie.get("signed_by", header["kid"]))
        if lie.get("broken"):
            signature = signature[:-1] + bytes([signature[-1] ^ 1])
        return text.decode() + "." + b64(signature)


class Asked(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def say(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        p = self.server
        if self.path == "/realms/qu/.well-known/openid-configuration":
            return self.say({"issuer": p.issuer, "authorization_endpoint": p.issuer + "/auth", "token_endpoint": p.issuer + "/token", "jwks_uri": p.issuer + "/keys"})
        if self.path == "/realms/qu/keys":
            return self.say({"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": k, "n": p.keys[k][1], "e": "AQAB"} for k in p.shown]})
        self.say({}, 404)

    def do_POST(self):
        p = self.server
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        p.seen.append((form, self.headers.get("Authorization")))
        begun = p.codes.pop(form.get("code"), None)
        challenge = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if begun is None or challenge != begun["code_challenge"] or form["redirect_uri"] != begun["redirect_uri"]:
            return self.say({"error": "invalid_grant"}, 400)
        self.say({"access_token": "x", "token_type": "Bearer", "id_token": p.token(begun["nonce"])})


class Browser:
    """Goes where it is sent and keeps cookies by name."""

    def __init__(self, office, provider):
        self.office, self.provider, self.cookies = office, provider, {}

    def get(self, path, cookies=True):
        c = http.client.HTTPConnection("127.0.0.1", self.office.port, timeout=30)
        # As a browser says it of a link on another site's page.
        headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"} if "/back" in path else {}
        if cookies and self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        c.request("GET", path, headers=headers)
        got = c.getresponse()
        body = got.read().decode()
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                k, v = value.split(";")[0].split("=", 1)
                self.cookies[k] = v
                if "Max-Age=0" in value:
                    del self.cookies[k]
        return got.status, dict((k.lower(), v) for k, v in got.getheaders()), body

    def begin(self):
        status, headers, _ = self.get("/api/v1/session/sign-on")
        assert status == 302, (status, headers)
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(headers["location"]).query))
        code = "code-" + asked["state"][:8]
        self.provider.codes[code] = asked
        return asked, code

    def back(self, asked, code, more="", cookies=True):
        return self.get(f"/api/v1/session/sign-on/back?state={asked['state']}&code={code}{more}", cookies)

    def who(self):
        return json.loads(self.get("/api/v1/session")[2])


def main(binary):
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        provider = Provider(folder)
        settings = os.path.join(folder, "sign-on.json")

        def write(**changes):
            with open(settings, "w", encoding="utf-8") as f:
                json.dump({"issuer": provider.issuer, "client": "jicheng", "secret": "s:&?", "address": "http://127.0.0.1:8787", **changes}, f)

        write(issuer="http://sso.example.gov.cn")
        refused = subprocess.run([binary, "serve", "--data", os.path.join(folder, "台账"), "--listen", "127.0.0.1:0", "--sign-on", settings], capture_output=True, text=True, timeout=20)
        tally.check("a provider without TLS on another machine is refused at the start", refused.returncode == 2 and "issuer" in refused.stderr, refused.stderr)
        write()
        with Office(binary, ["--sign-on", settings]) as office:
            office.set_up()
            fresh = office.people["system_admin"].ask("POST", "/api/v1/admin/users", {"login": "wang", "name": "王某", "phone": "13800000000"})
            office.people["security_admin"].ask("PUT", "/api/v1/admin/users/wang/rights", {"roles": ["leader"]})
            tally.check("an account for the next cases", fresh.status == 201, fresh)

            def attempt(lie=None, more="", cookies=True):
                provider.lie = lie or {}
                browser = Browser(office, provider)
                asked, code = browser.begin()
                status, headers, body = browser.back(asked, code, more, cookies)
                return browser, status, body

            browser, status, body = attempt()
            tally.check("whoever the provider vouches for is logged in", status == 200 and browser.who()["login"] == "bureau", body)
            tally.check("the page leads on without a script", 'http-equiv="refresh"' in body and "<script" not in body, body)
            form, basic = provider.seen[-1]
            tally.check("the secret goes in the header, in form encoding", basic == "Basic " + base64.b64encode(b"jicheng:s%3A%26%3F").decode(), basic)
            tally.check("and nowhere else", "client_secret" not in form, form)
            browser, status, body = attempt({"claims": {"preferred_username": "wang"}})
            me = browser.who()
            tally.check("no password of ours is asked of them", status == 200 and me["login"] == "wang" and not me["must_change_password"] and "see_targets" in me["can"], me)
            rows = office.people["audit_admin"].ask("GET", "/api/v1/admin/audit").json()["rows"]
            tally.check("the audit names who came that way", any(r["did"] == "session_sign_on_back" and r["by"] == "wang" and r["outcome"] == "done" for r in rows), rows[:3])

            def fails(what, lie=None, more="", cookies=True, status=400):
                b, got, text = attempt(lie, more, cookies)
                tally.check(what, got == status and not b.who()["logged_in"] and "回登录页" in text, (got, text[-300:]))

            now = int(time.time())
            fails("nobody without an account", {"claims": {"preferred_username": "zhang"}}, status=403)
            fails("a token without the claim", {"claims": {"preferred_username": 7}}, status=502)
            fails("a broken signature", {"broken": True})
            fails("no signature at all", {"alg": "none"})
            fails("a secret made of the public key", {"alg": "HS256"})
            fails("another issuer", {"claims": {"iss": "http://127.0.0.1:1/realms/qu"}})
            fails("another audience", {"claims": {"aud": "other"}})
            fails("several audiences, made for another", {"claims": {"aud": ["jicheng", "other"], "azp": "other"}})
            fails("an old token", {"claims": {"exp": now - 120}})
            fails("a token of the future", {"claims": {"iat": now + 3600, "exp": now + 7200}})
            fails("another login's nonce", {"claims": {"nonce": "abc"}})
            fails("a key that the provider does not show", {"kid": "second"})
            provider.shown = ["first", "second"]
            browser, status, body = attempt({"kid": "second"})
            tally.check("a new key of the provider is fetched", status == 200 and browser.who()["logged_in"], body)
            fails("signed by the other key", {"kid": "second", "signed_by": "first"})
            fails("an answer said to be of another issuer", more="&iss=https%3A%2F%2Fevil.example", status=502)
            fails("a browser that did not begin (login by force)", cookies=False)
            browser = Browser(office, provider)
            asked, code = browser.begin()
            provider.lie = {}
            kept = dict(browser.cookies)
            first = browser.back(asked, code)[0]
            provider.codes[code] = asked
            browser.cookies = kept
            again = browser.back(asked, code)[0]
            tally.check("a state is good once", (first, again) == (200, 400), (first, again))
            markup = browser.get("/api/v1/session/sign-on/back?state=%3Cscript%3E&code=%3Cscript%3E&error=%3Cscript%3E")
            tally.check("nothing of the address comes back as markup", "<script" not in markup[2], markup)
            before = len(office.people["audit_admin"].ask("GET", "/api/v1/admin/audit?most=500").json()["rows"])
            for _ in range(40):
                office.stranger().ask("GET", "/api/v1/session/sign-on/back?state=x&code=y")
                office.stranger().ask("GET", "/api/v1/personal?key=x")
            after = len(office.people["audit_admin"].ask("GET", "/api/v1/admin/audit?most=500").json()["rows"])
            tally.check("strangers cannot fill the audit", after - before <= 1, (before, after))
            browser, status, body = attempt()
            tally.check("nor lock others out by asking for the way back", status == 200 and browser.who()["logged_in"], body)
            rows = office.people["audit_admin"].ask("GET", "/api/v1/admin/audit?most=500").json()["rows"]
            tally.check("whom the provider vouched for in vain is named", any(r["did"] == "session_sign_on_back" and r["on"] == "zhang" for r in rows), rows[:3])
            status, _, body = browser.get("/api/v1/overview")
            tally.check("the server lives", office.alive())
        provider.shutdown()
        with Office(binary) as office:
            got = office.stranger().ask("GET", "/api/v1/session/sign-on")
            tally.check("without settings there is no such way", got.status == 404 and office.stranger().ask("GET", "/api/v1/session").json()["sign_on"] == "", got)
        write(issuer="http://127.0.0.1:9/realms/qu")
        with Office(binary, ["--sign-on", settings]) as office:
            got = office.stranger().ask("GET", "/api/v1/session/sign-on")
            tally.check("a provider that is away is said so", got.status == 503 and "连不上" in got.body.decode(), got)
    tally.end("sign-on")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
