"""Lin's phone."""

import pytest
from flask import Flask

from inspect_app.models.people import User
from tests.phone.phones import Phone, ready_phone


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)
