"""A command starts without what only some of them need, because each start waits for it."""

import subprocess
import sys

SEEN = "import sys, inspect_app.app; print(*sorted({one.split('.')[0] for one in sys.modules}))"


def test_the_app_loads_neither_the_migrations_nor_the_passkeys() -> None:
    told = subprocess.run([sys.executable, "-c", SEEN], capture_output=True, text=True, check=True)
    loaded = set(told.stdout.split())
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint({"alembic", "flask_migrate", "webauthn", "OpenSSL"})
