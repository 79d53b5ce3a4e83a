"""Only ES256 under a listed key is a receipt; every other text is none."""

import base64
import json

import pytest

from sync.receipts import KeyRing, jwk_of, new_key, public_key_of

KEY = new_key()
RING = KeyRing(KEY, lambda: [jwk_of(KEY.public_key())])
TOKEN = RING.sign({"v": 1, "user": "林"})


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def with_header(**changes: object) -> str:
    _, body, signature = TOKEN.split(".")
    header = {"alg": "ES256", "typ": "receipt+jws", "kid": jwk_of(KEY.public_key())["kid"]}
    return f"{packed(header | changes)}.{body}.{signature}"


@pytest.mark.parametrize(
    "token",
    [
        "",
        "..",
        "a.b",
        "a.b.c.d",
        TOKEN[:-2],
        TOKEN + "A",
        TOKEN.replace(".", "!", 1),
        with_header(alg="none"),
        with_header(alg="HS256"),
        with_header(typ="JWT"),
        with_header(kid="unknown"),
        with_header(kid=["list"]),
        with_header(more=1),
        base64.urlsafe_b64encode(b"[" * 10_000).decode().rstrip("=") + ".e30.AA",
        packed([]) + "." + TOKEN.split(".", 1)[1],
        "é" + TOKEN,
    ],
)
def test_what_we_did_not_sign_is_no_receipt(token):
    assert RING.verify(token) is None


def test_another_key_s_signature_is_none_of_ours():
    other = new_key()
    assert KeyRing(other, lambda: [jwk_of(other.public_key())]).verify(TOKEN) is None


def test_what_we_signed_is_read_back():
    assert RING.verify(TOKEN) == {"v": 1, "user": "林"}


def test_an_old_key_stays_good_for_verifying():
    young = new_key()
    ring = KeyRing(young, lambda: [jwk_of(young.public_key()), jwk_of(KEY.public_key())])
    assert ring.verify(TOKEN) and ring.verify(ring.sign({"v": 1}))


def test_a_listed_key_is_the_key_itself():
    assert public_key_of(jwk_of(KEY.public_key())).public_numbers() == (
        KEY.public_key().public_numbers()
    )
