"""Recognises passwords that are guessed first: used by many, patterns, names with decoration.

OWASP ASVS 5.0.0, 6.1.2, 6.2.4 and 6.2.11.
"""

import re
from collections.abc import Collection
from functools import cache

from inspect_app.domain.vocabulary import ROLES

OUR_WORDS = {"putuo", "普陀", "普陀区", "shanghai", "上海", "mingchu", "明厨亮灶", "inspect"} | {
    word.casefold() for role, words in ROLES.items() for word in (role, words.zh, words.en)
}
ENOUGH_GUESSES = 10**6
LEAST_JOINED = 8
LONGEST_JUDGED = 72  # the estimate of a longer text takes too long, and its beginning is enough
_DECORATION = re.compile(r"[\W\d_]+")
_LOOKALIKES = str.maketrans("01345@$", "oieasas")


def is_weak(password: str, names: Collection[str]) -> bool:
    """Whether a password is much used, a pattern, or only names of user, district and role."""
    plain, own = password.casefold(), _words_of(names)
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    if {plain, core} & _most_used() or _is_made_of(core, own):
        return True
    joined = re.sub(r"[\W_]+", "", plain)  # words are repeated with signs between them, too
    judged = [plain, joined] if len(joined) >= LEAST_JOINED else [plain]
    return any(_guesses(one[:LONGEST_JUDGED], own) < ENOUGH_GUESSES for one in judged)


def _words_of(names: Collection[str]) -> list[str]:
    """Return our words and the names, whole and in parts, longest first."""
    whole = [name.casefold() for name in names]
    parts = [part for name in whole for part in _DECORATION.split(name)]
    joined = [_DECORATION.sub("", name) for name in whole]
    return sorted({*OUR_WORDS, *(one for one in parts + joined if len(one) > 1)}, key=_by_length)


def _by_length(word: str) -> tuple[int, str]:
    return -len(word), word


def _is_made_of(core: str, words: list[str]) -> bool:
    """Whether nothing but digits and punctuation is left without these words."""
    return any(
        letters and not _without(letters, words)
        for letters in (
            _DECORATION.sub("", core),
            _DECORATION.sub("", core.translate(_LOOKALIKES)),
        )
    )


def _without(letters: str, words: list[str]) -> str:
    for word in words:
        letters = letters.replace(word, "")
    return letters


def _guesses(plain: str, words: list[str]) -> float:
    """Estimate how many guesses find a text that may repeat, run on, or follow the keyboard."""
    from zxcvbn import matching, scoring  # a megabyte that only a new password needs

    # zxcvbn's own function would write these words into a list that all threads share.
    known = {**matching.RANKED_DICTIONARIES, "user_inputs": matching.build_ranked_dict(words)}
    matches = matching.omnimatch(plain, known)
    return float(scoring.most_guessable_match_sequence(plain, matches)["guesses"])


@cache
def _most_used() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])
