"""Kinds without a checklist have attributes all the same, in files that are checked like them."""

import pytest

from inspect_app.checklists.kinds import load_kind, load_kinds
from inspect_app.checklists.load import load_all
from inspect_app.checklists.yaml_lines import ChecklistFileError, Document
from inspect_app.domain.rules.attributes import check_attributes
from inspect_app.domain.vocabulary import KINDS


def test_every_kind_has_its_attributes_in_one_place() -> None:
    of_checklists = {file.object["kind"] for file in load_all()}
    assert not of_checklists & set(load_kinds())
    assert of_checklists | set(load_kinds()) == set(KINDS)


def test_an_estate_and_a_unit_work_are_checked_by_the_same_rules() -> None:
    check_attributes(load_kinds()["estate"], {"households": 620, "completed_on": "1998-06-01"})
    check_attributes(load_kinds()["unit_work"], {"level": "unit", "area_m2": 12600.5})
    for kind, attrs in (("estate", {"lifts": -1}), ("unit_work", {"level": "batch"})):
        with pytest.raises(Exception, match="cannot be"):
            check_attributes(load_kinds()[kind], attrs)


def test_a_wrong_file_is_named_with_its_line(tmp_path) -> None:
    wrong = tmp_path / "estate.yaml"
    wrong.write_text("attrs:\n  lifts: {type: whole, zh: 台数, en: Lifts}\n", "utf-8")
    with pytest.raises(ChecklistFileError) as told:
        load_kind(Document(wrong))
    assert (told.value.path, told.value.line) == (wrong, 2)


def test_every_attribute_reads_in_both_languages() -> None:
    for schema in load_kinds().values():
        for attribute in schema["properties"].values():
            assert attribute["zh"] and attribute["en"]
            assert set(attribute.get("values", {})) == set(attribute.get("enum", []))
