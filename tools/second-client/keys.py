"""Derivations of BTT/1: the key schedule (section 4) and HPKE (section 8, RFC 9180)."""

import hmac
from collections import namedtuple

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from encoding import jwk_of, unb64u


def hmac256(key, data):
    return hmac.digest(key, data, "sha256")


def extract(salt, key_material):
    return hmac256(salt or bytes(32), key_material)


def expand(prk, info, length=32):
    block, output, counter = b"", b"", 1
    while len(output) < length:
        block = hmac256(prk, block + info + bytes([counter]))
        output, counter = output + block, counter + 1
    return output[:length]


def u64(number):
    return number.to_bytes(8, "big")


def info(label, tid, n, *ids):
    return f"btt1 {label}\0".encode() + unb64u(tid) + u64(n) + b"".join(map(unb64u, ids))


def prk(key):
    return extract(b"btt1/dyn", key)


def mac_key(key, tid, n):
    return expand(prk(key), info("mac", tid, n))


def request_key(key, tid, n, rid):
    return expand(prk(key), info("req", tid, n, rid))


def response_key(key, tid, n, rid):
    return expand(prk(key), info("res", tid, n, rid))


def status_key(key, tid, n):
    return expand(prk(key), info("sta", tid, n))


def next_key(key, tid, n, rid, r, ch):
    return expand(extract(unb64u(r), key), info("next", tid, n, rid, ch))


def sync_mac_key(next_, tid, n, rid, sid):
    return expand(prk(next_), info("syn", tid, n + 1, rid, sid))


def sync_answer_key(next_, tid, n, rid, sid):
    return expand(prk(next_), info("sya", tid, n + 1, rid, sid))


# HPKE, base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM; one message.

KEM = b"KEM" + bytes.fromhex("0010")
SUITE = b"HPKE" + bytes.fromhex("001000010001")

Sender = namedtuple("Sender", "enc aead nonce exporter")


def labeled_extract(suite, salt, label, key_material):
    return extract(salt, b"HPKE-v1" + suite + label + key_material)


def labeled_expand(suite, prk_, label, info_, length):
    return expand(prk_, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info_, length)


def point_of(jwk):
    return b"\4" + unb64u(jwk["x"]) + unb64u(jwk["y"])


def hpke_sender(ephemeral, recipient_point, info_):
    """`ephemeral` is a private key that is used once."""
    recipient = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), recipient_point)
    enc = point_of(jwk_of(ephemeral.public_key()))
    shared = ephemeral.exchange(ec.ECDH(), recipient)
    kem_prk = labeled_extract(KEM, b"", b"eae_prk", shared)
    secret = labeled_expand(KEM, kem_prk, b"shared_secret", enc + recipient_point, 32)
    psk_id_hash = labeled_extract(SUITE, b"", b"psk_id_hash", b"")
    context = b"\0" + psk_id_hash + labeled_extract(SUITE, b"", b"info_hash", info_)
    prk_ = labeled_extract(SUITE, secret, b"secret", b"")
    key = labeled_expand(SUITE, prk_, b"key", context, 16)
    nonce = labeled_expand(SUITE, prk_, b"base_nonce", context, 12)
    return Sender(enc, AESGCM(key), nonce, labeled_expand(SUITE, prk_, b"exp", context, 32))


def hpke_export(sender, context):
    return labeled_expand(SUITE, sender.exporter, b"sec", context, 32)
