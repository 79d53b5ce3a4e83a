"""The five accounts of a first start: fresh passwords, in a file that only its owner reads."""

import json
import os
from pathlib import Path
from typing import Any

from inspect_app.demo.register.people import ACCOUNTS, KINDS, readable_password
from inspect_app.storage.private_files import adopt

FILE = "first-accounts.json"


def make_accounts() -> list[dict[str, Any]]:
    return [
        {
            "user": person.user,
            "password": readable_password(),
            "role": person.role,
            "areas": list(person.areas),
            "kinds": list(KINDS),
        }
        for person in ACCOUNTS
    ]


def write_accounts(instance: Path, accounts: list[dict[str, Any]]) -> Path:
    path = instance / FILE
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=1)
    adopt(path)
    return path
