"""What was run is written down, goes on where it stopped, and stands in the page as it was."""

from pathlib import Path

from tests.simulation.results import Range, Results, plan_mark
from tests.simulation.summary import PAGE, told_anew


def ran(first: int, last: int, plan: str | None = None) -> Range:
    mark = plan or plan_mark()
    return Range("model", first, last, 0, 0, 1.5, mark, "2026-11-27", "abc", "2 x cores")


def test_what_another_plan_ran_is_not_done(tmp_path: Path) -> None:
    results = Results(tmp_path / "ranges.jsonl")
    results.add(ran(0, 99, plan="other"))
    assert list(results.left("model", 0, 99)) == [(0, 99)]


def test_another_engine_s_seeds_are_not_done(tmp_path: Path) -> None:
    results = Results(tmp_path / "ranges.jsonl")
    results.add(ran(0, 99))
    assert results.is_done("model", 10, 20)
    assert not results.is_done("sqlite", 10, 20)


def test_a_run_that_was_cut_goes_on_where_it_stopped(tmp_path: Path) -> None:
    results = Results(tmp_path / "ranges.jsonl")
    results.add(ran(0, 99))
    results.add(ran(300, 399))
    assert list(results.left("model", 50, 449)) == [(100, 299), (400, 449)]


def test_blocks_of_one_run_become_one_line(tmp_path: Path) -> None:
    results = Results(tmp_path / "ranges.jsonl")
    for first in (0, 100, 200):
        results.add(ran(first, first + 99))
    (one,) = results.read()
    assert (one.first, one.last, one.seconds) == (0, 299, 4.5)


def test_a_line_that_was_cut_is_run_again(tmp_path: Path) -> None:
    results = Results(tmp_path / "ranges.jsonl")
    results.add(ran(0, 99))
    results.path.write_text(results.path.read_text()[:-20])
    assert not results.is_done("model", 0, 99)


def test_the_page_tells_what_the_files_hold() -> None:
    page = PAGE.read_text()
    assert told_anew(page) == page
