"""Prints the first accounts of an instance as a table: `accounts.py FILE`."""

import json
import sys
from pathlib import Path

for account in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
    sys.stdout.write(f"  {account['role']:<14} {account['user']:<16} {account['password']}\n")
