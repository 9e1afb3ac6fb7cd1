"""One site of a service: HTTP, hello, the keys of the service, challenges (sections 5 to 7)."""

import json
import secrets
import urllib.error
import urllib.request

from encoding import ProtocolError, b64u, open_compact, thumbprint, to_json


class Refused(Exception):
    """A refusal, authenticated or not."""

    def __init__(self, code, left=None, pin=None):
        super().__init__(code)
        self.code, self.left, self.pin = code, left, pin


def send(url, body, headers):
    """Status, media type and text of an answer."""
    request = urllib.request.Request(url, to_json(body).encode() if body is not None else None)
    for name, value in headers.items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=40) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.headers.get_content_type(), refusal.read().decode()


class Service:
    def __init__(self, iss, als, org):
        self.iss, self.als, self.org = iss, als, org
        self.pinned, self.seq = None, 0
        self.greeting = None
        self.chal = None

    def post(self, path, body):
        """Text of a JOSE answer, or parsed JSON."""
        headers = {"Content-Type": "text/plain;charset=UTF-8", "Origin": self.org}
        status, media_type, text = send(f"{self.iss}/btt/v1/{path}", body, headers)
        if media_type == "application/jose":
            return text
        answer = json.loads(text)
        if status < 300:
            return answer
        self.check_statement(answer.get("stmt"))
        raise Refused(answer["code"])

    def check_statement(self, stmt):
        """A refusal that says something about a token is signed, about the challenge that was sent."""
        if stmt is None:
            return
        claims = self.signed(stmt, "btt-stmt")
        if (claims["iss"], claims["als"]) != (self.iss, self.als):
            raise ProtocolError("a statement of another service")

    def signed(self, compact, typ):
        """Claims of what the pinned key has signed."""
        known = thumbprint(self.pinned)
        return open_compact(compact, typ, lambda h, _: self.pinned if h["kid"] == known else None)

    def hello(self):
        cn = b64u(secrets.token_bytes(16))
        request = {"v": [1], "als": self.als, "lib": "second client", "cn": cn}
        claims = open_compact(self.post("hello", request), "btt-hello", self.signer)
        if (claims["v"], claims["iss"], claims["als"], claims["cn"]) != (1, self.iss, self.als, cn):
            raise ProtocolError("a hello for somebody else")
        if 1 not in claims.get("versions", [1]):
            raise ProtocolError("a hello of another version")
        self.greeting, self.chal = claims, claims["chal"]
        return claims

    def signer(self, header, claims):
        """The pinned key or its successor; the key that is named, at first contact."""
        named = header["kid"]
        if self.pinned is None:
            self.pinned = next(jwk for jwk in claims["jwks"] if thumbprint(jwk) == named)
        for statement in claims["keys"]:
            if thumbprint(self.pinned) == named:
                break
            self.follow(statement)
        return self.pinned if thumbprint(self.pinned) == named else None

    def follow(self, statement):
        known = thumbprint(self.pinned)
        try:
            claims = self.signed(statement, "btt-keys")
        except ProtocolError:
            return
        if claims["iss"] == self.iss and claims["prev"] == known and claims["seq"] > self.seq:
            self.pinned, self.seq = claims["next"], claims["seq"]

    def challenge(self):
        if self.chal is None:
            self.hello()
        return self.chal
