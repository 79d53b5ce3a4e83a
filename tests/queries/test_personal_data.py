"""A copy of what is stored about a person forgets no table and tells no secret."""

from inspect_app.extensions import db
from inspect_app.models import all as _tables  # noqa: F401  # every table is known by it
from inspect_app.queries.personal_data import PARTS
from tests.docs.test_privacy import PERSONAL

# Tables with a person's data of which nobody gets a copy, and why.
LEFT_OUT = {
    "sign_in_tries": "hashes of names and addresses, for a day: whose they are is not stored",
    "passkey_challenge": "random bytes that live for minutes",
    "photo": "sizes of pictures; the pictures themselves come with --photos",
    "premises": "about places, and entered by nobody in particular",
    "qr_token": "about places",
    "paper": "about places; who made a version of one is told with it",
    "correction_photo": "digests; whose photo it is stands in the move that it came with",
    "operator_upload": "photos under way of operators, who have no account",
    "operator_code": "proofs of codes that were given to nobody by name",
}


def list_references() -> set[tuple[str, str]]:
    """Every column that refers to a user."""
    return {
        (table.name, key.parent.name)
        for table in db.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "user"
    }


def test_every_column_that_names_a_user_is_asked() -> None:
    asked = {part.model.__tablename__: str(part.about("id")) for part in PARTS if not part.name}
    forgotten = {
        f"{table}.{column}"
        for table, column in list_references()
        if f"{table}.{column} = " not in asked.get(table, "")
    }
    # Rows that follow from the user's own inspections or records are found by these.
    assert forgotten == set()
    assert len(list_references()) > 25


def test_every_table_with_a_persons_data_is_copied_or_has_a_reason() -> None:
    copied = {part.model.__tablename__ for part in PARTS}
    assert sorted(PERSONAL - copied - LEFT_OUT.keys()) == []
    assert copied & LEFT_OUT.keys() == set()


def test_no_column_that_opens_a_lock_is_copied() -> None:
    columns = {(part.title, name) for part in PARTS for name in part.columns}
    secrets = ("hash", "seed", "next_seed", "public_key", "challenge", "pieces")
    opening = {one for one in columns if one[1].endswith(secrets)}
    assert opening == {("audit", "hash")}  # of the chain: it opens nothing
    assert ("sync_upload", "id") not in columns  # whoever knows it may ask for the upload
