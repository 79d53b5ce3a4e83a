"""Where passwords are the subject they cost what they cost in a city."""

import pytest


@pytest.fixture(autouse=True)
def hurried_hashes() -> None:
    """Not here."""
