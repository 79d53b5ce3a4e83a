"""How passwords are kept, and which ones are accepted."""

import re

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.demo.register.people import readable_password
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.people import passwords
from inspect_app.services.people.passwords import hash_password, password_matches
from tests.makers import PASSWORD
from tests.signing import sign_in


@pytest.mark.parametrize(
    ("password", "role"), [("seven77", "inspector"), ("eleven-1234", "supervisor")]
)
def test_too_short_a_password_is_refused(password: str, role: str) -> None:
    with pytest.raises(ProblemError, match="password_rules"):
        hash_password(password, role)


def test_more_than_a_kilobyte_is_refused_in_bytes_not_signs() -> None:
    kilobyte = "".join(map(chr, range(ord("一"), ord("一") + 7 * 341, 7)))
    assert hash_password(kilobyte, "inspector")
    with pytest.raises(ProblemError, match="password_rules"):
        hash_password(f"{kilobyte}厨", "inspector")


@pytest.mark.parametrize(
    "password",
    [
        "12345678",
        "Password1",
        "qwertyuiop",
        "putuo2022",
        "普陀-2022-!!",
        "Inspector_2022",
        "lin-putuo-1",
        "password2022!",
        "普陀普陀普陀普陀",
        "食堂食堂食堂食堂",
        "kitchen-kitchen",
        "aaaaaaaaaaaa",
        "厨厨厨厨厨厨厨厨厨厨厨厨",
        "Xq7#Xq7#Xq7#",
        "abcdefghijkl",
        "123456789012",
        "12345678abcdefgh",
        "98765432",
        "20220914",
        "asdfghjkl;'",
        "poiuytrewq",
        "1qaz2wsx3edc",
        "lin.wei2022",
        "**linwei**01",
        "putuolin2022",
        "Putu0-L1n-1!",
        "林晓禾2022!!",
        "!!普陀区管理员!!",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(ProblemError, match="password_common"):
        hash_password(password, "inspector", "lin", "lin.wei", "林晓禾")


def test_no_kind_of_sign_is_asked_for() -> None:
    assert hash_password("kwtmpvva", "inspector")
    assert hash_password("食堂窗口朝南开着", "auditor", "lin")
    assert hash_password("four plain words here", "supervisor")
    assert hash_password("lin-opens-the-window", "inspector", "lin")
    assert hash_password("x#9!k?2$", "inspector", "lin")
    assert hash_password("天地玄黄宇宙洪荒", "inspector", "lin")


def test_a_name_of_one_letter_makes_no_password_weak() -> None:
    assert hash_password("kwtmpvva", "inspector", "k", "v")


def test_what_the_demo_gives_out_is_never_refused() -> None:
    for _ in range(40):
        assert hash_password(readable_password(), "administrator", "sun", "孙若亭")


def test_the_stored_hash_is_argon2id_with_enough_memory(app: Flask, lin: User) -> None:
    found = re.match(r"\$argon2id\$v=19\$m=(\d+),t=1,p=1\$", lin.password_hash or "")
    assert found and int(found[1]) >= 46 * 1024


def test_passwords_are_compared_exactly() -> None:
    stored = hash_password(" Kitchen ", "inspector")
    assert password_matches(" Kitchen ", stored)
    for almost in ("Kitchen", " kitchen ", " Kitchen", " Kitchen \n"):
        assert not password_matches(almost, stored)


def test_a_password_that_was_never_stored_takes_as_long_as_one_that_was() -> None:
    todays = PasswordHasher(memory_cost=47_104, time_cost=1, parallelism=1)
    assert not todays.check_needs_rehash(passwords.NOBODY)


def test_nobody_matches_what_was_never_stored() -> None:
    assert not password_matches("nobody has this password", None)


def test_an_old_hash_is_renewed_at_sign_in(client: FlaskClient, lin: User) -> None:
    weak = PasswordHasher(memory_cost=8192, time_cost=1, parallelism=1)
    lin.password_hash = weak.hash(PASSWORD)
    db.session.commit()
    assert sign_in(client, "lin", PASSWORD).status_code == 200
    db.session.refresh(lin)
    assert "m=47104" in (lin.password_hash or "")
