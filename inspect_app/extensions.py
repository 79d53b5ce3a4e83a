"""Makes the database, sign-in manager, form tokens and rate limits, which `app.py` binds."""

from typing import TYPE_CHECKING

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import DeclarativeBase, registry


class Base(DeclarativeBase):
    """The declarative base of every table; integers have 64 bits on PostgreSQL as on SQLite."""

    registry = registry(type_annotation_map={int: BigInteger().with_variant(Integer(), "sqlite")})


db = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base  # the type checker cannot see a base class that is made at run time
else:
    Model = db.Model
login_manager = LoginManager()
csrf = CSRFProtect()
# Counted in each process's memory: enough to stop a burst, without a server for it.
limiter = Limiter(
    get_remote_address, storage_uri="memory://", strategy="moving-window", headers_enabled=False
)
