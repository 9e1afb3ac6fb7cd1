"""A browser token: activation, operations, sync, status, push (sections 8 to 11; protocol-operations.md, protocol-push.md)."""

import json
import secrets

import keys
import typed
from encoding import (
    ProtocolError,
    b64u,
    jwk_of,
    new_key,
    open_jwe,
    padded,
    seal_jwe,
    sha256,
    sign_compact,
    sign_es256,
    thumbprint,
    to_json,
    unb64u,
)
from service import Refused


def fresh(length):
    return b64u(secrets.token_bytes(length))


def read(plaintext):
    if len(plaintext) % 256:
        raise ProtocolError("an answer without padding")
    return json.loads(plaintext)


def long_code(text):
    """Reads an activation or restore code."""
    code = typed.long_code(text)
    if typed.is_long_code(code):
        return code
    raise misplaced(typed.is_short_code(typed.digits(text)))


def short_code(text):
    """Reads an unlock or reset code."""
    code = typed.digits(text)
    if typed.is_short_code(code):
        return code
    raise misplaced(typed.is_long_code(typed.long_code(text)))


def push_number(text):
    number = typed.digits(text)
    if len(number) == 6 and number.isascii() and number.isdigit():
        return number
    raise misplaced(typed.is_short_code(number) or typed.is_long_code(typed.long_code(text)))


def misplaced(is_another_code):
    """The refusal of what is not sent (section 3.4): a code that belongs elsewhere, or what was mistyped."""
    return Refused("CODE_TYPE_NOT_SUPPORTED" if is_another_code else "CODE_ENTRY_DOES_NOT_EXIST")


class BrowserToken:
    """Begins with A1. `key` is K_n; `pending` an operation whose answer has not been seen."""

    def __init__(self, service, code, name):
        self.service = service
        self.static = new_key()
        self.jwk = jwk_of(self.static.public_key())
        self.tid = thumbprint(self.jwk)
        self.n, self.pending = 0, None
        answer = self._present(long_code(code), name)
        service.chal = answer["chal"]
        if not answer["ok"]:
            raise Refused(answer["err"])
        self.uid, self.login = answer["uid"], answer["login"]
        self.need, self.policy, self.asked = answer["need"], answer["policy"], answer["pin"]
        self.now = answer["now"]

    def _present(self, code, name):
        service = self.service
        greeting = service.hello()
        hpke = greeting["hpke"]
        info = b"\0".join([b"btt1 act", service.iss.encode(), service.als.encode()])
        sender = keys.hpke_sender(new_key(), unb64u(hpke["pk"]), info)
        claims = {
            **{"v": 1, "iss": service.iss, "als": service.als, "org": service.org},
            **{"code": code, "name": name, "nonce": b64u(sha256(sender.enc))},
            **{"chal": service.challenge(), "lib": "second client", "plat": "Python"},
        }
        header = {"alg": "ES256", "typ": "btt-act", "jwk": self.jwk}
        plaintext = sign_compact(self.static, header, claims).encode()
        sealed = sender.aead.encrypt(sender.nonce, plaintext, b"")
        self.key = keys.hpke_export(sender, b"btt1 K0")
        request = {"v": 1, "als": service.als, "kid": hpke["kid"]}
        request |= {"enc": b64u(sender.enc), "ct": b64u(sealed)}
        kact = keys.hpke_export(sender, b"btt1 act-res")
        return read(open_jwe(kact, "btt-acr", service.post("activation", request)))

    # Factors

    def password(self, text):
        """A stretched PIN or password."""
        normalised = typed.pin(text, self.policy["kind"])
        return b64u(typed.stretch(normalised, self.need["pinp"]))

    def by_pin(self, text):
        return {"pin": {"k": "pwd", "p": self.password(text)}}

    def bio_key(self, value):
        return b64u(typed.stretch(value, self.need["biop"]))

    def by_bio_key(self, value):
        return {"pin": {"k": "bio", "p": self.bio_key(value)}}

    # Messages

    def _core(self, typ, **members):
        service = self.service
        common = {"v": 1, "typ": typ, "iss": service.iss, "als": service.als, "org": service.org}
        return {**common, "tid": self.tid, "n": self.n, **members}

    def _envelope(self, core, mac_key):
        payload = b64u(to_json(core).encode())
        static = sign_es256(self.static, {"alg": "ES256", "typ": "btt-req", "kid": self.tid}, payload)
        protected = b64u(to_json({"alg": "HS256", "typ": "btt-req", "kid": "d"}).encode())
        mac = b64u(keys.hmac256(mac_key, f"{protected}.{payload}".encode()))
        return {"payload": payload, "signatures": [static, {"protected": protected, "signature": mac}]}

    def prepare(self, op, arg=None, secret=None):
        """Builds an operation; its step is pending from now on."""
        if op in ("unlock", "pin.reset"):
            secret = {**secret, "code": short_code(secret["code"])}
        if op == "push.answer" and "number" in arg:
            arg = {**arg, "number": push_number(arg["number"])}
        at = self.tid, self.n
        rid, r = fresh(16), fresh(32)
        core = self._core("op", rid=rid, r=r, chal=self.service.challenge(), op=op, arg=arg or {})
        sec = secret and seal_jwe(keys.request_key(self.key, *at, rid), "btt-sec", padded(secret))
        if sec:
            core["sech"] = b64u(sha256(sec.encode()))
        envelope = self._envelope(core, keys.mac_key(self.key, *at))
        ch = b64u(sha256(envelope["payload"].encode()))
        self.pending = {"rid": rid, "r": r, "ch": ch}
        return {**envelope, "sec": sec} if sec else envelope

    def run(self, op, arg=None, secret=None):
        """Has one operation executed; returns its `out`."""
        return self.opened(self.service.post("op", self.prepare(op, arg, secret)))

    def opened(self, jwe):
        rid = self.pending["rid"]
        answer = read(open_jwe(keys.response_key(self.key, self.tid, self.n, rid), "btt-res", jwe))
        if (answer["rid"], answer["n"]) != (rid, self.n + 1):
            raise ProtocolError("the answer to another operation")
        self._commit()
        self.need, self.service.chal, self.now = answer["need"], answer["chal"], answer["now"]
        if answer["ok"]:
            return answer["out"]
        raise Refused(answer["err"], answer.get("left"), answer.get("pin"))

    def _next(self):
        step = self.pending
        return keys.next_key(self.key, self.tid, self.n, step["rid"], step["r"], step["ch"])

    def _commit(self):
        self.key, self.n, self.pending = self._next(), self.n + 1, None

    def sync(self):
        """Asks what became of the pending operation. Returns the answer; `res` in it is the answer that was lost."""
        sid = fresh(16)
        step = self.tid, self.n, self.pending["rid"], sid
        following = self._next()
        core = self._core("sync", **self.pending, sid=sid, chal=self.service.challenge())
        envelope = self._envelope(core, keys.sync_mac_key(following, *step))
        jwe = self.service.post("sync", envelope)
        answer = read(open_jwe(keys.sync_answer_key(following, *step), "btt-syr", jwe))
        if (answer["rid"], answer["sid"]) != (self.pending["rid"], sid):
            raise ProtocolError("the answer to another sync")
        self.service.chal = answer["chal"]
        return answer

    def resolve(self):
        """Resolves the pending operation; its `out`, or None when it will never be executed."""
        answer = self.sync()
        if answer["outcome"] == "applied":
            return self.opened(answer["res"])
        self.pending = None
        return None

    def status(self):
        service = self.service
        chal = service.challenge()
        item = self._envelope(self._core("sta", chal=chal), keys.status_key(self.key, self.tid, self.n))
        request = {"v": 1, "als": service.als, "items": [item]}
        claims = service.signed(service.post("status", request), "btt-status")
        service.chal = claims["chal"]
        (said,) = claims["items"]
        if (said["tid"], said["re"]) != (self.tid, chal):
            raise ProtocolError("the state of another token")
        return said

    # What consists of more than one message

    def activate(self, text=None):
        """A2, with what A1 asked for."""
        secret = {"define": self.new_pin, "ask": self.by_pin, "none": lambda _: None}[self.asked](text)
        return self.run("activate", secret=secret)

    def new_pin(self, text):
        return {"npin": self.password(text)}

    def seal(self, data, secret):
        service = self.service
        claim = {"tid": self.tid, "dig": b64u(sha256(data)), "len": len(data), "jti": fresh(16)}
        stated = {"v": 1, "iss": service.iss, "als": service.als, **claim}
        arg = {"dig": claim["dig"], "len": len(data), "dev": self._state("btt-dev-seal", stated)}
        if "seal-dev2" in service.greeting.get("features", []):
            occasion = {"uid": self.uid, "amr": self._methods(secret), "now": self.now}
            arg["dev2"] = self._state("btt-dev-seal2", {**stated, **occasion})
        seal = self.run("seal", arg, secret)["seal"]
        claims = service.signed(seal, "btt-seal")
        if any(claims[name] != value for name, value in claim.items()):
            raise ProtocolError("a seal of something else")
        return seal

    def _state(self, typ, claims):
        return sign_compact(self.static, {"alg": "ES256", "typ": typ, "jwk": self.jwk}, claims)

    def _methods(self, secret):
        """How the person authenticates by the factor that is sent, as a seal will say it."""
        factor = (secret or {}).get("pin")
        if factor is None:
            return ["swk"]
        word = {"digits": "pin", "text": "pwd"}[self.policy["kind"]]
        return ["swk", "mfa"] if factor["k"] == "bio" else ["swk", word, "mfa"]


class RemoteRequest:
    """The request of a page for an OTP that another browser approves."""

    def __init__(self, service, login, signer=None):
        self.service = service
        self.cv = fresh(32)
        request = {"v": 1, "als": service.als, "org": service.org, "login": login}
        request |= {"cc": b64u(sha256(unb64u(self.cv))), "chal": service.challenge()}
        if signer:
            header = {"alg": "ES256", "typ": "btt-push", "kid": signer.tid}
            claims = {**request, "iss": service.iss, "tid": signer.tid}
            request["sig"] = sign_compact(signer.static, header, claims)
        answer = service.post("push", request)
        self.pid, self.number = answer["pid"], answer["number"]

    def _ticket(self):
        service = self.service
        return {"v": 1, "als": service.als, "org": service.org, "pid": self.pid, "cv": self.cv}

    def collect(self, wait=0):
        return self.service.post("push/collect", {**self._ticket(), "wait": wait})

    def cancel(self):
        return self.service.post("push/cancel", self._ticket())
