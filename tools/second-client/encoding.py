"""Encodings of BTT/1 (sections 3, 4): base64url, JSON, padded JSON, JWS and JWE compact."""

import base64
import hashlib
import json
import secrets

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ES256 = ec.ECDSA(hashes.SHA256())


class ProtocolError(Exception):
    """An answer that is not what the specification says."""


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64u(text):
    """Takes the one canonical spelling alone."""
    if not isinstance(text, str) or "=" in text or "+" in text or "/" in text:
        raise ProtocolError("not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64u(data) != text:
        raise ProtocolError("not canonical base64url")
    return data


def sha256(data):
    return hashlib.sha256(data).digest()


def to_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def padded(value):
    """UTF-8 of the JSON of an object, brought to a multiple of 256 bytes by `pad`."""
    bare = len(to_json({**value, "pad": ""}).encode())
    return to_json({**value, "pad": " " * (-bare % 256)}).encode()


def new_key():
    return ec.generate_private_key(ec.SECP256R1())


def jwk_of(public_key):
    numbers = public_key.public_numbers()
    x, y = (b64u(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def public_key(jwk):
    if (jwk["kty"], jwk["crv"]) != ("EC", "P-256"):
        raise ProtocolError("not a key on P-256")
    x, y = (int.from_bytes(unb64u(jwk[name]), "big") for name in "xy")
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def private_key(jwk):
    return ec.derive_private_key(int.from_bytes(unb64u(jwk["d"]), "big"), ec.SECP256R1())


def thumbprint(jwk):
    """RFC 7638: `tid` of a token, `kid` of a service."""
    required = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
    return b64u(sha256(to_json(required).encode()))


def sign_es256(key, header, payload):
    protected = b64u(to_json(header).encode())
    r, s = decode_dss_signature(key.sign(f"{protected}.{payload}".encode(), ES256))
    return {"protected": protected, "signature": b64u(r.to_bytes(32, "big") + s.to_bytes(32, "big"))}


def verifies_es256(jwk, protected, payload, signature):
    data = unb64u(signature)
    if len(data) != 64:
        return False
    der = encode_dss_signature(int.from_bytes(data[:32], "big"), int.from_bytes(data[32:], "big"))
    try:
        public_key(jwk).verify(der, f"{protected}.{payload}".encode(), ES256)
    except InvalidSignature:
        return False
    return True


def sign_compact(key, header, claims):
    payload = b64u(to_json(claims).encode())
    signed = sign_es256(key, header, payload)
    return f"{signed['protected']}.{payload}.{signed['signature']}"


def open_compact(compact, typ, key_for):
    """Claims of a compact JWS; `key_for` finds the JWK by header and claims."""
    protected, payload, signature = compact.split(".")
    header, claims = (json.loads(unb64u(part)) for part in (protected, payload))
    if header["alg"] != "ES256" or header["typ"] != typ:
        raise ProtocolError(f"not a {typ}")
    jwk = key_for(header, claims)
    if jwk is None or not verifies_es256(jwk, protected, payload, signature):
        raise ProtocolError(f"the signature of a {typ} is wrong")
    return claims


def jwe_header(typ):
    return '{"alg":"dir","enc":"A256GCM","typ":"%s"}' % typ


def seal_jwe(key, typ, plaintext, iv=None):
    protected = b64u(jwe_header(typ).encode())
    iv = iv or secrets.token_bytes(12)
    sealed = AESGCM(key).encrypt(iv, plaintext, protected.encode())
    return ".".join([protected, "", b64u(iv), b64u(sealed[:-16]), b64u(sealed[-16:])])


def open_jwe(key, typ, compact):
    protected, no_key, iv, ciphertext, tag = compact.split(".")
    if protected != b64u(jwe_header(typ).encode()) or no_key:
        raise ProtocolError(f"not a {typ}")
    try:
        sealed = unb64u(ciphertext) + unb64u(tag)
        return AESGCM(key).decrypt(unb64u(iv), sealed, protected.encode())
    except InvalidTag:
        raise ProtocolError(f"a {typ} under another key") from None
