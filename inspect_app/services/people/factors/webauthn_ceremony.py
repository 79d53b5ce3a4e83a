"""What a browser is asked for a passkey, and whether its answer holds. No database.

The WebAuthn library loads OpenSSL: import this where a passkey is really made or used, because
every command would wait for it otherwise.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from inspect_app.errors import problem
from inspect_app.services.people.factors.totp import ISSUER

T = TypeVar("T")


@dataclass(frozen=True)
class Expected:
    """What an answer must carry: the bytes to sign, the host's name and the origin."""

    challenge: bytes
    host: str
    origin: str


@dataclass(frozen=True)
class NewPasskey:
    """A new passkey: its id as base64url, its public key, and how often it has signed."""

    id: str
    public_key: bytes
    count: int


def ask_to_make(
    host: str, user_id: str, name: str, full_name: str, challenge: bytes, known: Iterable[str]
) -> str:
    """Return the options, as JSON, with which a browser makes a passkey unlike the `known` ones."""
    options = generate_registration_options(
        rp_id=host,
        rp_name=ISSUER,
        user_name=name,
        user_display_name=full_name,
        user_id=user_id.encode(),
        challenge=challenge,
        exclude_credentials=_descriptors(known),
    )
    return str(options_to_json(options))


def ask_to_sign(host: str, challenge: bytes, known: Iterable[str]) -> str:
    """Return the options, as JSON, with which a browser signs by one of the `known` passkeys."""
    options = generate_authentication_options(
        rp_id=host, challenge=challenge, allow_credentials=_descriptors(known)
    )
    return str(options_to_json(options))


def read_made(credential: str, expected: Expected) -> NewPasskey:
    """Return the passkey that a browser made; raise `passkey` if it is not as expected."""
    made = _checked(
        lambda: verify_registration_response(
            credential=credential,
            expected_challenge=expected.challenge,
            expected_rp_id=expected.host,
            expected_origin=expected.origin,
        )
    )
    return NewPasskey(
        bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count
    )


def read_id(credential: str) -> str:
    """Return the id, as base64url, of the passkey that signed; raise `passkey` if unreadable."""
    parsed = _checked(lambda: parse_authentication_credential_json(credential))
    return bytes_to_base64url(parsed.raw_id)


def read_count(credential: str, expected: Expected, public_key: bytes, count: int) -> int:
    """Return how often a passkey has signed now; raise `passkey` if its signature is not good."""
    used = _checked(
        lambda: verify_authentication_response(
            credential=credential,
            expected_challenge=expected.challenge,
            expected_rp_id=expected.host,
            expected_origin=expected.origin,
            credential_public_key=public_key,
            credential_current_sign_count=count,
        )
    )
    return used.new_sign_count


def _checked(verify: Callable[[], T]) -> T:
    try:
        return verify()
    except (WebAuthnException, ValueError):
        raise problem("passkey") from None


def _descriptors(ids: Iterable[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(id)) for id in ids]
