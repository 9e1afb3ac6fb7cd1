"""Checks the test vectors: python3 check_vectors.py <folder of the vectors>."""

import json
import sys
from pathlib import Path

import keys
import typed
from encoding import (
    b64u,
    open_compact,
    open_jwe,
    padded,
    private_key,
    seal_jwe,
    sha256,
    thumbprint,
    unb64u,
    verifies_es256,
)

count = 0


def equal(actual, expected, what):
    global count
    count += 1
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r} instead of {expected!r}")


def labelled(label, *fields):
    return b"\0".join([label.encode(), *fields])


def key_ids(vectors):
    for vector in vectors:
        equal(thumbprint(vector["jwk"]), vector["id"], "thumbprint")


def hpke(vectors):
    for v in vectors:
        info = labelled("btt1 act", v["iss"].encode(), v["als"].encode())
        equal(b64u(info), v["info"], "info")
        recipient = unb64u(v["pk"])
        equal(keys.point_of(v["recipient"]), recipient, "pk")
        sender = keys.hpke_sender(private_key(v["ephemeral"]), recipient, info)
        equal(b64u(sender.enc), v["enc"], "enc")
        sealed = sender.aead.encrypt(sender.nonce, v["plaintext"].encode(), b"")
        equal(b64u(sealed), v["ct"], "ct")
        equal(b64u(keys.hpke_export(sender, b"btt1 K0")), v["K_0"], "K_0")
        equal(b64u(keys.hpke_export(sender, b"btt1 act-res")), v["kact"], "kact")
        claims = open_compact(v["plaintext"], "btt-act", lambda header, _: header["jwk"])
        equal(claims["nonce"], b64u(sha256(sender.enc)), "nonce")


def key_schedule(steps):
    equal(len(steps), 10, "steps")
    for index, v in enumerate(steps):
        tid, n, rid, sid = v["tid"], v["n"], v["rid"], v["sid"]
        key = unb64u(v["K"])
        following = keys.next_key(key, tid, n, rid, v["r"], v["ch"])
        derived = {
            "PRK": keys.prk(key),
            "kmac": keys.mac_key(key, tid, n),
            "kreq": keys.request_key(key, tid, n, rid),
            "kres": keys.response_key(key, tid, n, rid),
            "ksta": keys.status_key(key, tid, n),
            "K_next": following,
            "ksyn": keys.sync_mac_key(following, tid, n, rid, sid),
            "ksya": keys.sync_answer_key(following, tid, n, rid, sid),
        }
        for name, value in derived.items():
            equal(b64u(value), v[name], f"{name} at {n}")
        if index:
            equal(v["K"], steps[index - 1]["K_next"], "the key of the step before")


def envelopes(vectors):
    for v in vectors:
        envelope = v["envelope"]
        core = json.loads(v["core"])
        payload = b64u(v["core"].encode())
        equal(envelope["payload"], payload, "payload")
        equal(b64u(sha256(payload.encode())), v["ch"], "ch")
        key, tid, n, rid = unb64u(v["K"]), core["tid"], core["n"], core["rid"]
        equal(thumbprint(v["static"]), tid, "tid")
        static, dynamic = envelope["signatures"]
        equal(verifies_es256(v["static"], static["protected"], payload, static["signature"]), True, "ES256")
        mac = keys.hmac256(keys.mac_key(key, tid, n), f"{dynamic['protected']}.{payload}".encode())
        equal(b64u(mac), dynamic["signature"], "HS256")
        if "sec" in envelope:
            kreq = keys.request_key(key, tid, n, rid)
            sec = seal_jwe(kreq, "btt-sec", v["secrets"].encode(), unb64u(v["iv"]))
            equal(sec, envelope["sec"], "sec")
            equal(b64u(sha256(sec.encode())), core["sech"], "sech")
            without = {k: x for k, x in json.loads(v["secrets"]).items() if k != "pad"}
            equal(padded(without).decode(), v["secrets"], "padding")


def jwe(vectors):
    for v in vectors:
        key, typ = unb64u(v["key"]), v["typ"]
        equal(seal_jwe(key, typ, v["plaintext"].encode(), unb64u(v["iv"])), v["compact"], typ)
        equal(open_jwe(key, typ, v["compact"]).decode(), v["plaintext"], typ)


def statements(vectors):
    for v in vectors:
        equal(open_compact(v["stmt"], "btt-stmt", lambda *_: v["signer"]), v["claims"], "statement")


def challenges(vectors):
    for v in vectors:
        ts, rnd = keys.u64(v["ts"]), unb64u(v["rnd"])
        counted = keys.u64(v["setBacks"]) if v["setBacks"] else b""
        message = labelled("btt1 chal", v["als"].encode() + ts + rnd + counted)
        mac = keys.hmac256(unb64u(v["kchal"]), message)[:16]
        equal(b64u(b"\1" + ts + rnd + mac), v["chal"], "challenge")


def succession(vectors):
    for v in vectors:
        jwk, seq = v["signing"][0], 0
        for index, statement in enumerate(v["keys"]):
            claims = open_compact(statement, "btt-keys", lambda *_: jwk)
            equal(claims["prev"], v["kids"][index], "prev")
            equal(claims["seq"] > seq, True, "seq")
            jwk, seq = claims["next"], claims["seq"]
        equal(thumbprint(jwk), v["kids"][-1], "last key")


def seals(vectors):
    for v in vectors:
        claims = open_compact(v["seal"], "btt-seal", lambda *_: v["signer"])
        equal(claims, v["claims"], "seal")
        data = v["data"].encode()
        equal((claims["dig"], claims["len"]), (b64u(sha256(data)), len(data)), "digest")
        equal(claims["tid"], thumbprint(claims["jwk"]), "tid")
        by_token = lambda header, _: header["jwk"] if header["jwk"] == claims["jwk"] else None
        for name, typ in (("dev", "btt-dev-seal"), ("dev2", "btt-dev-seal2")):
            if name not in claims:
                continue
            device = open_compact(claims[name], typ, by_token)
            for member in ("tid", "jti", "dig", "len"):
                equal(device[member], claims[member], member)
            if name == "dev2":
                equal((device["uid"], device["amr"]), (claims["sub"], claims["amr"]), "occasion")


def push(vectors):
    for v in vectors:
        request = dict(v["request"])
        claims = open_compact(request.pop("sig"), "btt-push", lambda *_: v["static"])
        equal({name: claims[name] for name in request}, request, "signed members")
        equal(claims["tid"], thumbprint(v["static"]), "tid")
        equal(b64u(sha256(unb64u(v["cv"]))), request["cc"], "cc")


def long_codes(vectors):
    for v in vectors["made"]:
        symbols = "".join(typed.CROCKFORD[value] for value in v["symbols"])
        equal(symbols + typed.check_symbol(symbols), v["code"], "check symbol")
        equal(typed.long_code(v["shown"]), v["code"], "shown code")
    for v in vectors["typed"]:
        code = typed.long_code(v["typed"])
        equal((code, typed.is_long_code(code)), (v["code"], v["isCode"]), "typed code")


def short_codes(vectors):
    for v in vectors["typed"]:
        code = typed.digits(v["typed"])
        equal((code, typed.is_short_code(code)), (v["code"], v["isCode"]), "typed code")
    kept = vectors["kept"]
    for v in kept["codes"]:
        message = labelled("btt1 scode", kept["uid"].encode(), v["code"].encode())
        equal(b64u(keys.hmac256(unb64u(kept["codeKey"]), message)), v["h"], "kept code")


def normalisation(vectors):
    for v in vectors:
        normalised = typed.pin(v["typed"], v["kind"])
        equal((normalised, b64u(normalised.encode())), (v["normalised"], v["utf8"]), repr(v["typed"]))


def stretching(vectors):
    for v in vectors:
        stretched = typed.stretch(v["secret"], v["params"])
        equal(b64u(stretched), v["p"], "stretched")
        if v["of"] == "pin":
            message = labelled("btt1 pin", v["uid"].encode(), unb64u(v["vsalt"]) + stretched)
            equal(b64u(keys.hmac256(unb64u(v["pepper"]), message)), v["verifier"], "verifier")


CHECKS = {
    "key-ids": key_ids,
    "hpke": hpke,
    "key-schedule": key_schedule,
    "envelopes": envelopes,
    "jwe": jwe,
    "statements": statements,
    "challenges": challenges,
    "succession": succession,
    "seals": seals,
    "push": push,
    "long-codes": long_codes,
    "short-codes": short_codes,
    "normalisation": normalisation,
    "stretching": stretching,
}


class Conversation:
    """Derives every key of a conversation anew, from the private keys of the browsers and the texts that were sent."""

    def __init__(self, file):
        self.keys = {thumbprint(jwk): jwk for jwk in file["browserKeys"]}
        self.ephemeral = {
            b64u(keys.point_of(jwk)): jwk for jwk in file["browserKeys"] if jwk["use"] == "ECDH"
        }
        self.service = {thumbprint(jwk): jwk for jwk in file["serviceKeys"]["signing"]}
        self.hpke = {thumbprint(jwk): jwk for jwk in file["serviceKeys"]["hpke"]}
        self.iss = file["serviceKeys"]["iss"]
        self.dynamic = {}

    def check(self, exchange):
        name = exchange["path"].removeprefix("/btt/v1/").replace("/", "_")
        getattr(self, name)(exchange["request"], exchange["answer"], exchange["opened"])

    def signed(self, compact, typ):
        return open_compact(compact, typ, lambda header, _: self.service.get(header["kid"]))

    def answered(self, key, typ, answer, opened):
        """Refusals are problem documents, whose statement is checked."""
        if isinstance(answer, dict):
            equal(self.signed(answer["stmt"], "btt-stmt")["code"], answer["code"], "statement")
            return
        plaintext = open_jwe(key, typ, answer)
        equal(len(plaintext) % 256, 0, "padding")
        equal(json.loads(plaintext), opened["answer"], typ)

    def core(self, envelope, mac_key):
        payload = envelope["payload"]
        core = json.loads(unb64u(payload))
        static, dynamic = envelope["signatures"]
        key = self.keys[core["tid"]]
        right = verifies_es256(key, static["protected"], payload, static["signature"])
        equal(right, True, "ES256")
        mac = keys.hmac256(mac_key(core), f"{dynamic['protected']}.{payload}".encode())
        equal(b64u(mac), dynamic["signature"], "HS256")
        return core

    def current(self, core):
        return self.dynamic[core["tid"], core["n"]]

    def hello(self, request, answer, _):
        equal(self.signed(answer, "btt-hello")["cn"], request["cn"], "cn")

    def activation(self, request, answer, opened):
        info = labelled("btt1 act", self.iss.encode(), request["als"].encode())
        ephemeral = private_key(self.ephemeral[request["enc"]])
        sender = keys.hpke_sender(ephemeral, keys.point_of(self.hpke[request["kid"]]), info)
        jws = sender.aead.decrypt(sender.nonce, unb64u(request["ct"]), b"").decode()
        equal(jws, opened["jws"], "plaintext")
        header = []
        open_compact(jws, "btt-act", lambda head, _: header.append(head) or head["jwk"])
        self.dynamic[thumbprint(header[0]["jwk"]), 0] = keys.hpke_export(sender, b"btt1 K0")
        self.answered(keys.hpke_export(sender, b"btt1 act-res"), "btt-acr", answer, opened)

    def op(self, request, answer, opened):
        mac = lambda core: keys.mac_key(self.current(core), core["tid"], core["n"])
        core = self.core(request, mac)
        key, tid, n, rid = self.current(core), core["tid"], core["n"], core["rid"]
        if "sec" in request:
            plaintext = open_jwe(keys.request_key(key, tid, n, rid), "btt-sec", request["sec"])
            equal(json.loads(plaintext), opened["secrets"], "secrets")
        ch = b64u(sha256(request["payload"].encode()))
        self.dynamic[tid, n + 1] = keys.next_key(key, tid, n, rid, core["r"], ch)
        equal(b64u(self.dynamic[tid, n + 1]), opened["K_next"], "K_next")
        self.answered(keys.response_key(key, tid, n, rid), "btt-res", answer, opened)

    def sync(self, request, answer, opened):
        following = []

        def mac(core):
            step = core["tid"], core["n"], core["rid"]
            following.append(keys.next_key(self.current(core), *step, core["r"], core["ch"]))
            return keys.sync_mac_key(following[0], *step, core["sid"])

        core = self.core(request, mac)
        step = core["tid"], core["n"], core["rid"], core["sid"]
        self.answered(keys.sync_answer_key(following[0], *step), "btt-syr", answer, opened)

    def status(self, request, answer, _):
        for item in request["items"]:
            self.core(item, lambda core: keys.status_key(self.current(core), core["tid"], core["n"]))
        self.signed(answer, "btt-status")

    def push(self, request, answer, _):
        equal(len(answer["number"]), 6, "number")

    def push_collect(self, request, answer, _):
        equal(answer["st"], "approved", "outcome")


def main(folder):
    for name, check in CHECKS.items():
        check(json.loads((folder / f"{name}.json").read_text("utf-8")))
    for path in sorted((folder / "conversations").glob("*.json")):
        file = json.loads(path.read_text("utf-8"))
        conversation = Conversation(file)
        for exchange in file["exchanges"]:
            conversation.check(exchange)
    print(f"{count} values")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
