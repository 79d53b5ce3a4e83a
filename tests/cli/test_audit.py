"""`inspect-app audit verify`: exit 1 where the chain does not hold, and a head to be noted."""

from tests.cli.conftest import Tell, assert_refused


def test_a_head_that_is_none_is_refused(tell: Tell) -> None:
    assert_refused(tell("audit", "verify", "--head", "7", "--json"), "usage")


def test_a_whole_chain_tells_its_head_which_proves_it_later(tell: Tell) -> None:
    whole = tell("audit", "verify", "--json")
    assert (whole.code, whole.json["bad"]) == (0, None)
    assert whole.json["head"].startswith(f"{whole.json['entries']}:")
    assert tell("audit", "verify", "--head", whole.json["head"]).code == 0


def test_a_head_that_this_chain_never_had_is_an_alarm(tell: Tell) -> None:
    later = tell("audit", "verify", "--json").json["entries"] + 1
    result = tell("audit", "verify", "--head", f"{later}:{'0' * 64}")
    assert result.code == 1
    assert f"breaks at entry {later}" in result.out
