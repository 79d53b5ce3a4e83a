"""A server works out its addresses and statements once. Here every test is a new server, and a
third of what the desk's tests cost was working them out again."""

from typing import Any

from flask import Flask
from sqlalchemy import Dialect, Engine
from werkzeug.routing import Rule

BUILDERS: dict[tuple[str, str, bool], Any] = {}
DIALECTS: dict[str, Dialect] = {}
STATEMENTS: dict[Any, Any] = {}


class KnownRule(Rule):
    """Takes the code that builds an address from an earlier rule of the same words."""

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        words = (self.rule, repr(self.defaults), append_unknown)
        if words not in BUILDERS:
            BUILDERS[words] = super()._compile_builder(append_unknown)
        return BUILDERS[words]


Flask.url_rule_class = KnownRule


def share_statements(engine: Engine) -> None:
    """They are kept by dialect, so engines that share the one share the other."""
    engine.dialect = DIALECTS.get(engine.name, engine.dialect)
    engine.update_execution_options(compiled_cache=STATEMENTS)


def keep_dialect(engine: Engine) -> None:
    """For the engines to come, once its first connection told it what server this is."""
    if getattr(engine.dialect, "server_version_info", None):
        DIALECTS.setdefault(engine.name, engine.dialect)
