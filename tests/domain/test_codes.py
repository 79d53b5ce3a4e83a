"""Check signs of official codes: first the made-up ones that must be turned away."""

import random
from pathlib import Path

import pytest

from inspect_app.domain.codes import (
    SHORT_SIGNS,
    check_licence,
    check_uscc,
    make_short_code,
    make_token,
    normalise_code,
)


@pytest.mark.parametrize(
    "code",
    ["JY13101010012345", "JY83101050000548", "JY3310107000123", "JYAB101070001234", "", "ＪＹ"],
)
def test_made_up_licence_numbers_are_refused(code):
    assert not check_licence(code).ok


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y4", "91310107MA1FY0001I", "91310107MA1FY0002H", "", "9" * 19, "\x00" * 18],
)
def test_made_up_credit_codes_are_refused(code):
    assert not check_uscc(code).ok


def test_a_refusal_names_the_check_sign_that_was_expected():
    refused = check_uscc("91350100M000100Y45")
    assert (refused.ok, refused.expected, refused.problem) == (False, "3", "校验位应为 3")


@pytest.mark.parametrize(
    "code",
    [
        "JY13101050042467",
        "JY23101140041987",
        "JY13101060025900",
        "JY13101040004272",
        "JY33101050000548",
        "JY33101070001234",
        "JY23101070001233",
    ],
)
def test_licence_numbers_with_a_true_check_digit_pass(code):
    assert check_licence(code).ok


@pytest.mark.parametrize(
    "code",
    [
        "91310107MA1FY0001H",
        "123101074250000110",
        "52310107MJ4900001X",
        "92310107MA1JX0001E",
        "91350100M000100Y43",
    ],
)
def test_credit_codes_with_a_true_check_sign_pass(code):
    assert check_uscc(code).ok


def test_any_single_wrong_sign_is_found():
    code = "91310107MA1FY0001H"
    for place in range(17):
        wrong = code[:place] + ("2" if code[place] != "2" else "3") + code[place + 1 :]
        assert not check_uscc(wrong).ok


def test_spaces_small_letters_and_full_width_signs_are_read():
    assert normalise_code(" jy33 1010７０００1234\n") == "JY33101070001234"


def test_short_codes_have_no_signs_that_look_alike():
    assert not set("0O1IL") & set(SHORT_SIGNS)
    pick = random.Random(1).choice
    assert (len(make_short_code(pick)), len(make_token(pick))) == (8, 16)


def test_the_phone_draws_codes_of_the_same_signs() -> None:
    drawing = Path("inspect_app/static/phone/data/drafts/answer-code.ts").read_text()
    assert f'SIGNS = "{SHORT_SIGNS}"' in drawing
