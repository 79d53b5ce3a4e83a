"""Only ES256 under a listed key is a receipt; every other text is none."""

import base64
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from joserfc.jwk import ECKey

from sync.receipts import KeyRing, jwk_of, new_key

KEY = new_key()
RING = KeyRing(KEY, lambda: [jwk_of(KEY)])
TOKEN = RING.sign({"v": 1, "user": "林"})


def packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def with_header(**changes: object) -> str:
    _, body, signature = TOKEN.split(".")
    header = {"alg": "ES256", "typ": "receipt+jws", "kid": jwk_of(KEY)["kid"]}
    return f"{packed(header | changes)}.{body}.{signature}"


def signed_with(**changes: object) -> str:
    """A signature of our key over another header."""
    header = {"kid": jwk_of(KEY)["kid"], "typ": "receipt+jws", "alg": "ES256"}
    text = f"{packed(header | changes)}.{TOKEN.split('.')[1]}"
    assert KEY.private_key is not None
    r, s = decode_dss_signature(KEY.private_key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def with_spare_bits(token: str) -> str:
    """The last character stands for 2 bits of the signature and for 4 that must be zero."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) + 1]


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
        TOKEN + "==",
        TOKEN + "=",
        with_spare_bits(TOKEN),
        TOKEN[:-4] + "\n" + TOKEN[-4:],
        signed_with(crit=["exp"], exp=1),
        signed_with(crit=["b64"], b64=True),
        signed_with(crit=None),
        signed_with(typ="JWT"),
        signed_with(alg="HS256"),
    ],
)
def test_what_we_did_not_sign_is_no_receipt(token):
    assert RING.verify(token) is None


def test_another_key_s_signature_is_none_of_ours():
    other = new_key()
    assert KeyRing(other, lambda: [jwk_of(other)]).verify(TOKEN) is None


def test_what_we_signed_is_read_back():
    assert RING.verify(TOKEN) == {"v": 1, "user": "林"}


def test_a_header_of_ours_is_read_in_whatever_order_and_spacing() -> None:
    assert RING.verify(signed_with()) == {"v": 1, "user": "林"}


def test_a_receipt_may_name_thousands_of_photos() -> None:
    payload = {"v": 1, "blobs": [f"{number:064x}" for number in range(9_000)]}
    assert RING.verify(RING.sign(payload)) == payload


def test_an_old_key_stays_good_for_verifying():
    young = new_key()
    ring = KeyRing(young, lambda: [jwk_of(young), jwk_of(KEY)])
    assert ring.verify(TOKEN) and ring.verify(ring.sign({"v": 1}))


def test_a_listed_key_is_the_key_itself() -> None:
    listed = ECKey.import_key(dict(jwk_of(KEY)))
    assert listed.thumbprint() == KEY.thumbprint() == jwk_of(KEY)["kid"]
    assert not listed.is_private
