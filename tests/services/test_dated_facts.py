"""The register keeps which attributes and which area held from which day on."""

from datetime import date, timedelta

from inspect_app.domain.figures.counting import AsOf
from inspect_app.extensions import db
from inspect_app.models.premises import PremisesArea, PremisesAttrs
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.recounts import list_differences
from inspect_app.queries.figures.register import load_premises
from inspect_app.services.register.dated_facts import correct_attrs
from inspect_app.services.register.premises import register_many
from inspect_app.services.writing.transaction import writing
from tests.makers import CAOYANG, LONG_AGO, make_premises
from tests.services.pushing import NOON
from tests.services.test_register import row


def correct(premises, at=NOON, **attrs):
    with writing(at) as w:
        correct_attrs(w, premises, attrs)


def told(premises):
    rows = db.session.query(PremisesAttrs).filter_by(premises_id=premises.id)
    return [
        (one.from_on, one.attrs, one.device_key, one.recorded_at)
        for one in rows.order_by(PremisesAttrs.id)
    ]


def test_each_registered_premises_has_its_first_attributes_and_area(app):
    estate = row("estate")
    lift = row("elevator", estate, device_code="31010700000000000009", floors=6, residential=True)
    bare = row("elevator", estate)
    with writing(NOON) as w:
        register_many(w, [(one, one.id[-12:]) for one in (estate, lift, bare)])
    counted = {"residential": True, "device_code": "31010700000000000009"}
    day = date(2021, 1, 4)
    assert told(lift) == [(day, counted, "31010700000000000009", LONG_AGO)]
    assert told(bare) == [(day, {}, bare.id, LONG_AGO)]
    assert told(estate) == [(day, {}, None, LONG_AGO)]
    areas = {(one.premises_id, one.from_on, one.area) for one in db.session.query(PremisesArea)}
    assert areas == {(one.id, day, CAOYANG) for one in (estate, lift, bare)}


def test_what_figures_do_not_use_adds_no_row(app):
    premises = make_premises()
    correct(premises, operation="contract")
    assert premises.attrs["operation"] == "contract"
    assert len(told(premises)) == 1
    assert load_premises(None)[0].attrs_from == ()


def test_a_correction_holds_from_the_registration_and_is_known_from_now_on(app):
    lift = make_premises(kind="elevator", stage=None, device_code="A", residential=True)
    correct(lift, device_code="B")
    first, second = told(lift)
    assert second[0] == first[0] == lift.registered_on
    assert (first[2], second[2]) == ("A", "B")
    assert (second[1]["residential"], second[3]) == (True, NOON)
    assert [change.attrs["device_code"] for change in load_premises(None)[0].attrs_from] == [*"AB"]


def test_a_correction_of_attributes_with_a_later_day_holds_from_that_day(app):
    premises = make_premises(stage="初")
    later = date(2022, 3, 1)
    with writing(LONG_AGO) as w:
        w.session.add(
            PremisesAttrs(
                premises_id=premises.id, from_on=later, attrs={"stage": "小"}, recorded_at=w.at
            )
        )
    correct(premises, stage="幼")
    assert [(day, attrs["stage"]) for day, attrs, *_ in told(premises)] == [
        (premises.registered_on, "初"),
        (later, "小"),
        (later, "幼"),
    ]


def test_a_premises_from_before_the_table_keeps_what_it_was(app):
    premises = make_premises(stage="初")
    with writing(LONG_AGO) as w:
        w.session.query(PremisesAttrs).delete()
    correct(premises, stage="幼")
    assert [attrs["stage"] for _, attrs, *_ in told(premises)] == ["初", "幼"]


def test_both_counts_agree_after_a_correction_by_any_knowledge(app):
    for stage in ("初", "小"):
        make_premises(stage=stage)
    corrected = make_premises()
    correct(corrected, stage="幼")
    correct(corrected, NOON + timedelta(days=1), stage="小", no_kitchen=True)
    days = [NOON.date() + timedelta(days=days) for days in (-1, 0, 1)]
    moments = [AsOf(day, known) for day in days for known in (*days, None)]
    assert list_differences(plan_in_force(), moments) == (3, [])
