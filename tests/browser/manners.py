"""How a story is played: the language of its phone, and whether there is a network on site.

`script/test --stories` plays each story in every manner, the long round in two, and the daily one
the stories that it has room for in one manner each, which together are all four. What needs a
network by its nature (receipt, review) always has one.
"""

from dataclasses import dataclass

import pytest

from inspect_app.web.language import texts_of
from tests.browser.chromium import CHINA

LOCALES = {"zh": CHINA["locale"], "en": "en-GB"}


@dataclass(frozen=True)
class Manner:
    language: str = "zh"
    offline: bool = False

    @property
    def locale(self) -> str:
        """What the phone's browser asks for; the app follows it."""
        return LOCALES[self.language]

    def either(self, names: dict[str, str]) -> str:
        """Return the name, in this language, of what carries both, as an item of a list does."""
        return names[self.language]

    def says(self, key: str, **values: object) -> str:
        """Return the app's words of a key, in this language."""
        return texts_of(self.language)[key].format(**values)

    def says_result(self, result: str, kind: str = "") -> str:
        """Return how a result is called; some kinds of premises have a word of their own."""
        words = texts_of(self.language)
        return words.get(f"result-{kind}.{result}") or words[f"result.{result}"]

    def __str__(self) -> str:
        return f"{self.language}-{'offline' if self.offline else 'online'}"


ZH_OFFLINE, EN_OFFLINE = Manner("zh", offline=True), Manner("en", offline=True)
ZH_ONLINE, EN_ONLINE = Manner("zh"), Manner("en")
EVERY = (ZH_OFFLINE, EN_OFFLINE, ZH_ONLINE, EN_ONLINE)
WITHOUT_A_NETWORK = (ZH_OFFLINE, EN_OFFLINE)
IN_LONG_ROUND = (ZH_OFFLINE, EN_ONLINE)


def played(*manners: Manner, daily: Manner | None = None) -> pytest.MarkDecorator:
    """Plays a test in each of these manners, EVERY unless some are named; one of them daily."""
    return pytest.mark.parametrize(
        "manner",
        [
            pytest.param(one, id=str(one), marks=(pytest.mark.story, *_round_of(one, daily)))
            for one in manners or EVERY
        ],
    )


def _round_of(one: Manner, daily: Manner | None) -> tuple[pytest.MarkDecorator, ...]:
    if one == daily:
        return ()
    return (pytest.mark.long, *(() if one in IN_LONG_ROUND else (pytest.mark.apart,)))
