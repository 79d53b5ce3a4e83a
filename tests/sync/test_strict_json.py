"""What two JSON parsers could read differently is refused, before anybody reads it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.strict_json import Mark, StrictJSONError, find_mark, loads, loads_marked


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}',
        '{"a":{"b":1,"b":2}}',
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "[1e400]",
        "[9007199254740993]",
        "[-9007199254740993]",
        "[" + "9" * 5000 + "]",
        r'["\ud800"]',
        r'{"\udc00":1}',
        r'["\u0000"]',
        '["\x00"]',
        "[" * 21 + "]" * 21,
        "[" * 200_000 + "]" * 200_000,
        "[" * 200_000,
        '{"a":1} x',
        "{'a':1}",
        "",
        '"open',
        '"' + r"\"" * 500_000,  # an hour of work, if each quote were tried as a beginning
        b"\xff\xfe",
        b'\xef\xbb\xbf{"a":1}',
    ],
)
def test_what_is_ambiguous_is_refused(text):
    with pytest.raises(StrictJSONError):
        loads(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a":[1,2.5,"中",null,true]}', {"a": [1, 2.5, "中", None, True]}),
        ("9007199254740992", 2**53),
        (r'"\ud83d\ude00"', "😀"),
        (r'"[[[\"[[[["', '[[["[[[['),
        (b'{"k":""}', {"k": ""}),
    ],
)
def test_plain_json_is_read(text, value):
    assert loads(text) == value


def test_twenty_levels_are_read():
    assert find_mark(loads_marked("[" * 20 + "]" * 20)) is None


def test_a_bad_entry_is_marked_and_its_neighbours_are_read():
    deep = "[" * 5000 + "]" * 5000
    value = loads_marked(f'{{"records":[{{"a":1,"a":2}},{{"b":{deep}}},{{"c":NaN}},{{"d":4}}]}}')
    first, second, third, fourth = value["records"]
    assert isinstance(first, Mark)
    assert find_mark(second) and find_mark(third)
    assert fourth == {"d": 4}


@settings(deadline=None)
@given(st.text() | st.binary())
def test_anything_is_read_or_refused_and_never_crashes(text):
    try:
        loads(text)
    except StrictJSONError:
        pass
