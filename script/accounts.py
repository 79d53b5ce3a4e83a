"""Prints the first accounts of an instance as a table: `accounts.py FILE`.

On a terminal only: a journal keeps what it is told, and others read it.
"""

import json
import sys
from pathlib import Path

accounts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
for account in accounts if sys.stdout.isatty() else ():
    sys.stdout.write(f"  {account['role']:<14} {account['user']:<16} {account['password']}\n")
