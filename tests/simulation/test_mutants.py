"""Each safety line taken out in turn: the simulator notices, and says which promise broke."""

import pytest

from tests.simulation.mutants import Mutant
from tests.simulation.mutants.running import MUTANTS, ROOT, copied, look_for, misfits

QUICK = (
    "a push that stored nothing claims its stream",
    "what another person wrote is taken from whoever sends it",
    "a revision counts though its photos are missing",
    "a second first revision stands in the lineage",
    "a draft comes back after its seal",
    "what waits is never turned",
    "a round counts whatever the digest of its entry",
    "a withdrawal is let in after the approval",
)


def test_every_mutant_still_fits_the_code() -> None:
    assert misfits() == []


def test_the_copy_that_a_mutant_is_looked_for_in_has_every_package() -> None:
    packages = {one.relative_to(ROOT) for one in (ROOT / "inspect_app").rglob("__init__.py")}
    ours = {one for one in packages if not set(one.parts) & {"node_modules", "dist"}}
    with copied(MUTANTS[0]) as copy:
        assert {one for one in ours if not (copy / one).exists()} == set()


def test_no_two_mutants_take_out_the_same_line_in_the_same_way() -> None:
    assert len({(one.file, one.old, one.new) for one in MUTANTS}) == len(MUTANTS) >= 25


@pytest.mark.parametrize("name", QUICK)
def test_a_missing_safety_line_is_noticed(name: str) -> None:
    assert look_for(named(name), most=100).seed is not None


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.name.replace(" ", "-"))
def test_every_missing_safety_line_is_noticed_within_a_thousand_schedules(mutant: Mutant) -> None:
    assert look_for(mutant).seed is not None


def named(name: str) -> Mutant:
    return next(one for one in MUTANTS if one.name == name)
