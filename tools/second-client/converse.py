"""
Has every operation performed by a running service, as its administrator, its browsers and its relying party.
The environment has its address in NEON_URL and the key of its administration in NEON_ADMIN_KEY.
"""

import json
import os

import typed
from browser_token import BrowserToken, RemoteRequest
from service import Refused, Service, send

ORIGIN = "https://bank.example"
PIN, NEW_PIN, WRONG_PIN = "482917", "771203", "111999"
BIO_KEY = "a value that nobody guesses"


class Administrator:
    def __init__(self, url, key):
        self.url, self.key = url, key

    def post(self, path, body, key=None):
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key or self.key}"}
        status, _, text = send(f"{self.url}{path}", body, headers)
        answer = json.loads(text) if text else {}
        if status >= 300:
            raise Refused(answer["code"])
        return answer

    def make_site(self, **settings):
        order = {"name": "Bank", "iterations": 100_000, **settings}
        mac = self.post("/admin/v1/services", order)["mac"]
        site = self.post("/admin/v1/sites", {"service": mac, "origins": [ORIGIN]})
        scopes = ["otp.verify", "seal.verify", "jwt.introspect"]
        rp_key = self.post("/admin/v1/keys", {"service": mac, "scopes": scopes})["key"]
        return Site(self, mac, site["alias"], rp_key)


class Site:
    def __init__(self, administrator, mac, als, rp_key):
        self.administrator, self.mac, self.als, self.rp_key = administrator, mac, als, rp_key
        self.service = Service(administrator.url, als, ORIGIN)

    def user(self, login):
        self.administrator.post("/admin/v1/users", {"service": self.mac, "login": login})

    def code(self, login, kind="activation", **more):
        order = {"service": self.mac, "login": login, "kind": kind, **more}
        return self.administrator.post("/admin/v1/codes", order)["code"]

    def browser(self, login, name="A browser"):
        return BrowserToken(self.service, self.code(login), name)

    def enrolled(self, login, text=PIN):
        token = self.browser(login)
        token.activate(text)
        return token

    def ask(self, path, **body):
        return self.administrator.post(f"/rp/v1/{path}", {"service": self.mac, **body}, self.rp_key)

    def spends(self, login, otp):
        """How the person has authenticated, for an OTP that is accepted once."""
        verified = self.ask("otp/verify", login=login, otp=otp)
        again = self.ask("otp/verify", login=login, otp=otp)
        assert (verified["ok"], again["ok"]) == (True, False), (verified, again)
        return verified["amr"]


def refused(code, call, *args):
    try:
        call(*args)
    except Refused as refusal:
        assert refusal.code == code, f"{refusal.code} instead of {code}"
        return refusal
    raise AssertionError(f"done instead of {code}")


def activation(site):
    site.user("ada")
    refused("CODE_ENTRY_DOES_NOT_EXIST", BrowserToken, site.service, "3AHR-Z6DM-V29G-QY5H", "x")
    refused("CODE_ENTRY_DOES_NOT_EXIST", BrowserToken, site.service, "12345", "x")
    refused("CODE_TYPE_NOT_SUPPORTED", BrowserToken, site.service, "12345 678-97", "x")
    first = site.browser("ada")
    assert first.asked == "define"
    assert first.activate(PIN) == {"restored": False}
    out = first.run("code.new", secret=first.by_pin(PIN))
    second = BrowserToken(site.service, out["code"].lower(), "Zoë’s phone")
    assert second.asked == "ask"
    assert refused("PASSWORD_IS_WRONG", second.activate, WRONG_PIN).left == 4
    second.activate(" 48 29-17 ")
    listed = second.run("token.list")["tokens"]
    assert [one["tid"] for one in listed] == [first.tid, second.tid]
    about_first = {"tid": first.tid}
    if "token-lock" in site.service.greeting.get("features", []):
        rename_and_lock(first, second, about_first)
    second.run("token.remove", about_first, second.by_pin(PIN))
    refused("NO_DEVICE_FOUND", first.run, "token.list")
    third = BrowserToken(site.service, site.code("ada", "restore"), "Third")
    assert third.activate(PIN) == {"restored": True}
    assert second.status()["st"] == "gone"
    third.run("token.revoke")
    assert third.status()["st"] == "gone"


def rename_and_lock(first, second, about_first):
    before = second.status().get("list")
    second.run("token.rename", {**about_first, "name": "Ada’s laptop"}, second.by_pin(PIN))
    assert first.status()["name"] == "Ada’s laptop"
    if "token-list-mark" in second.service.greeting["features"]:
        assert first.status()["list"] == second.status()["list"] != before
    second.run("token.lock", about_first, second.by_pin(PIN))
    refused("DEVICE_LOCKED", first.run, "token.list")
    second.run("token.unlock", about_first, second.by_pin(PIN))
    assert first.status()["st"] == "active"


def use(site):
    site.user("bea")
    token = site.enrolled("bea")
    refused("PASSWORD_IS_WRONG", token.run, "otp", {}, token.by_pin(WRONG_PIN))
    otp = token.run("otp", secret=token.by_pin(PIN))["otp"]
    assert site.spends("bea", otp) == ["swk", "pin", "mfa"]
    jwt = token.run("jwt", secret=token.by_pin(PIN))["access_token"]
    assert token.service.signed(jwt, "at+jwt")["sub"] == token.uid
    introspected = site.administrator.post("/rp/v1/jwt/introspect", {"token": jwt}, site.rp_key)
    assert (introspected["active"], introspected["username"]) == (True, "bea")
    seal = token.seal("Pay 5 € to Ada".encode(), token.by_pin(PIN))
    verified = site.ask("seal/verify", seal=seal, data="Pay 5 € to Ada")
    assert verified["login"] == "bea"
    refused("SEALDATA_IS_NOT_VALID", lambda: site.ask("seal/verify", seal=seal, data="Pay 6 €"))
    state = token.status()
    assert (state["st"], state["usr"], state["login"]) == ("active", "active", "bea")


def bio_key(site):
    site.user("cem")
    token = site.enrolled("cem")
    token.run("bio.set", secret={"nbio": token.bio_key(BIO_KEY), **token.by_pin(PIN)})
    assert token.need["f"] == "pin_or_bio"
    otp = token.run("otp", secret=token.by_bio_key(BIO_KEY))["otp"]
    assert site.spends("cem", otp) == ["swk", "mfa"]
    token.run("bio.revoke", secret=token.by_pin(PIN))
    assert token.need["f"] == "pin"


def recovery(site):
    site.user("dan")
    token = site.enrolled("dan")
    change = {"npin": token.password(NEW_PIN), **token.by_pin(PIN)}
    token.run("pin.change", secret=change)
    code = typed.digits(site.code("dan", "reset"))
    assert typed.is_short_code(code)
    token.run("pin.reset", secret={"code": code, "npin": token.password(PIN)})
    while token.status().get("left") != 0:
        refused("PASSWORD_IS_WRONG", token.run, "otp", {}, token.by_pin(WRONG_PIN))
    misplaced = {"code": "3ahr-z6dm-v29g-qy5h", **token.by_pin(PIN)}
    refused("CODE_TYPE_NOT_SUPPORTED", token.run, "unlock", {}, misplaced)
    refused("CODE_TYPE_NOT_SUPPORTED", token.run, "pin.reset", {}, misplaced)
    code = site.code("dan", "unlock")
    refused("CODE_ENTRY_DOES_NOT_EXIST", token.run, "unlock", {}, {"code": "0000000000", **token.by_pin(PIN)})
    token.run("unlock", secret={"code": code, **token.by_pin(PIN)})
    assert site.spends("dan", token.run("otp", secret=token.by_pin(PIN))["otp"])


def lost_messages(site):
    site.user("eva")
    token = site.enrolled("eva")
    # The answer is lost: the sync brings it.
    site.service.post("op", token.prepare("otp", secret=token.by_pin(PIN)))
    assert site.spends("eva", token.resolve()["otp"])
    # The request is lost: the service promises never to execute it.
    message = token.prepare("otp", secret=token.by_pin(PIN))
    assert token.resolve() is None
    refused("SUPERSEDED", site.service.post, "op", message)
    assert token.run("token.list")["tokens"][0]["tid"] == token.tid


def push(site):
    site.user("fay")
    approver = site.enrolled("fay")
    request = RemoteRequest(site.service, "fay")
    assert request.collect() == {"st": "pending"}
    assert [one["pid"] for one in approver.status()["push"]] == [request.pid]
    answer = {"pid": request.pid, "yes": True, "number": request.number}
    other = {**answer, "number": f"{(int(request.number) + 1) % 10**6:06}"}
    assert refused("CODE_ENTRY_DOES_NOT_EXIST", approver.run, "push.answer", other, approver.by_pin(PIN)).left == 2
    for text, code in (("12345678-97", "CODE_TYPE_NOT_SUPPORTED"), ("12 34", "CODE_ENTRY_DOES_NOT_EXIST")):
        refused(code, approver.run, "push.answer", {**answer, "number": text}, approver.by_pin(PIN))
    approver.run("push.answer", answer, approver.by_pin(PIN))
    collected = request.collect(wait=5)
    assert site.spends("fay", collected["otp"]) == ["swk", "pin", "mfa", "mca"]
    asker = site.enrolled("fay")
    signed = RemoteRequest(site.service, "fay", asker)
    assert asker.status()["push"] == []
    approver.run("push.answer", {"pid": signed.pid, "yes": False})
    refused("PUSH_DENIED", signed.collect)
    given_up = RemoteRequest(site.service, "fay", asker)
    assert given_up.cancel() == {}
    refused("PUSH_EXPIRED", given_up.collect)


def other_factors(administrator):
    for mode, text, amr in (("password", "Zoë likes trains 42", ["swk", "pwd", "mfa"]), ("none", None, ["swk"])):
        site = administrator.make_site(pin=mode)
        site.user("ada")
        token = site.enrolled("ada", text)
        secret = token.by_pin(text) if text else None
        assert site.spends("ada", token.run("otp", secret=secret)["otp"]) == amr


def main():
    administrator = Administrator(os.environ["NEON_URL"], os.environ["NEON_ADMIN_KEY"])
    site = administrator.make_site(seal=True, bio="allowed", push=True)
    for conversation in (activation, use, bio_key, recovery, lost_messages, push):
        conversation(site)
        print(conversation.__name__)
    other_factors(administrator)
    print(other_factors.__name__)


if __name__ == "__main__":
    main()
