"""Official codes and their check characters, and the short codes and tokens of our labels."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SHORT_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TOKEN_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
Pick = Callable[[Sequence[str]], str]


@dataclass(frozen=True)
class CodeCheck:
    """A checked code; `expected` is its right check character, None if that is unknown."""

    code: str
    ok: bool
    problem: str | None = None
    expected: str | None = None


def normalise_code(text: str) -> str:
    """Return a code in half-width capitals without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def uscc_check_sign(first_17: str) -> str:
    """Return a social credit code's check character: weights 3^n modulo 31 (GB 32100-2015)."""
    total = sum(USCC_SIGNS.index(sign) * pow(3, n, 31) for n, sign in enumerate(first_17))
    return USCC_SIGNS[-total % 31]


def licence_check_digit(first_13: str) -> str:
    """Return the check digit of a licence number (GB/T 17710, MOD 11,10)."""
    product = 10
    for digit in first_13:
        rest = (int(digit) + product) % 10 or 10
        product = rest * 2 % 11
    return str((11 - product) % 10)


def check_uscc(text: str) -> CodeCheck:
    """Check a unified social credit code."""
    code = normalise_code(text)
    if len(code) != 18:
        return CodeCheck(code, False, f"统一社会信用代码应为 18 位，现在是 {len(code)} 位")
    if strange := sorted(set(code) - set(USCC_SIGNS)):
        return CodeCheck(code, False, f"不能出现的字符：{' '.join(strange)}")
    return _compare(code, uscc_check_sign(code[:17]))


def check_licence(text: str) -> CodeCheck:
    """Check a food business licence number: JY and fourteen digits."""
    code = normalise_code(text)
    digits = code[2:]
    if not (code.startswith("JY") and len(digits) == 14 and digits.isascii() and digits.isdigit()):
        return CodeCheck(code, False, "许可证号应为 JY 加 14 位数字")
    if digits[0] not in "123":
        return CodeCheck(code, False, "JY 后第一位应为 1、2 或 3")
    return _compare(code, licence_check_digit(digits[:13]))


def _compare(code: str, expected: str) -> CodeCheck:
    if code[-1] == expected:
        return CodeCheck(code, True, None, expected)
    return CodeCheck(code, False, f"校验位应为 {expected}", expected)


def make_short_code(pick: Pick) -> str:
    """Return a code of eight characters for typing, without those that look alike."""
    return "".join(pick(SHORT_SIGNS) for _ in range(8))


def as_stored(typed: str) -> str:
    """Return a typed code as it is stored: without gaps and hyphens, in capitals."""
    return "".join(typed.split()).replace("-", "").upper()


def make_token(pick: Pick) -> str:
    """Return a QR token of 16 characters (80 random bits); it identifies, it grants nothing."""
    return "".join(pick(TOKEN_SIGNS) for _ in range(16))
