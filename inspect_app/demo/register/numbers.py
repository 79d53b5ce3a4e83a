"""Official numbers that are valid and belong to nobody, and codes of our own."""

import random
from datetime import datetime
from uuid import UUID

from inspect_app.domain.codes import (
    licence_check_digit,
    make_short_code,
    make_token,
    uscc_check_sign,
)

DISTRICT = "310107"


def credit_code(register: str, serial: int) -> str:
    """Real organisation codes never begin with EX; the check sign is right all the same.

    12 are public institutions, 52 private ones, 91 companies, 92 traders.
    """
    first = f"{register}{DISTRICT}EX{serial:07d}"
    return first + uscc_check_sign(first)


def licence_number(sort: int, serial: int) -> str:
    """JY1 sells, JY2 cooks, JY3 is an institution's canteen; six digits of serial from 900000."""
    first = f"{sort}{DISTRICT}{900000 + serial:06d}"
    return f"JY{first}{licence_check_digit(first)}"


def short_code(chance: random.Random) -> str:
    return make_short_code(chance.choice)


def token(chance: random.Random) -> str:
    return make_token(chance.choice)


def id_of(chance: random.Random, at: datetime) -> str:
    """A UUIDv7 of that moment; the same chance gives the same id."""
    value = (int(at.timestamp() * 1000) << 80) | (0x7 << 76) | (chance.getrandbits(12) << 64)
    return str(UUID(int=value | (0b10 << 62) | chance.getrandbits(62)))
