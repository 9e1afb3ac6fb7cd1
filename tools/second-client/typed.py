"""What a person types (section 3), and how it is stretched (section 9.7)."""

import hashlib
import unicodedata

from encoding import unb64u

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def is_dropped(character):
    category = unicodedata.category(character)
    return category in ("Zs", "Zl", "Zp", "Pd", "Cf") or character in "\t\n\v\f\r\u2212"


def ascii_digit(character):
    """Counts back to the first digit of the run, nine at most."""
    if unicodedata.category(character) != "Nd":
        return character
    distance = 0
    while distance < 9 and unicodedata.category(chr(ord(character) - distance - 1)) == "Nd":
        distance += 1
    return str(distance)


def digits(text):
    """A PIN, an OTP, a short code, the number of a request."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(ascii_digit(one) for one in plain if not is_dropped(one))


def pin(text, kind):
    return digits(text) if kind == "digits" else unicodedata.normalize("NFKC", text)


def long_code(text):
    return digits(text).upper().replace("O", "0").replace("I", "1").replace("L", "1")


def times_alpha(value):
    """In GF(2^5), alpha a root of x^5 + x^2 + 1."""
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled


def multiply(a, b):
    product = 0
    while a:
        if a & 1:
            product ^= b
        a, b = a >> 1, times_alpha(b)
    return product


def check_symbol(symbols):
    weight, total = 1, 0
    for symbol in symbols:
        weight = times_alpha(weight)
        total ^= multiply(CROCKFORD.index(symbol), weight)
    return CROCKFORD[total]


def is_long_code(code):
    is_form = len(code) == 16 and all(symbol in CROCKFORD for symbol in code)
    return is_form and check_symbol(code[:-1]) == code[-1]


def luhn(digits_):
    total = 0
    for index, digit in enumerate(reversed(digits_)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def is_short_code(code):
    is_form = len(code) == 10 and code.isascii() and code.isdigit()
    return is_form and luhn(code[:-1]) == code[-1]


def stretch(secret, params):
    iterations = params["t"]
    if params["kdf"] != "pbkdf2-sha256" or not 100_000 <= iterations <= 5_000_000:
        raise ValueError("parameters that a client refuses")
    return hashlib.pbkdf2_hmac("sha256", secret.encode(), unb64u(params["s"]), iterations)
