"""The database, the sign-in manager, form tokens and migrations, bound to an app by `app.py`."""

from typing import TYPE_CHECKING

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import DeclarativeBase, registry


class Base(DeclarativeBase):
    """The declarative base of every table. A whole number has 64 bits, as SQLite's always has."""

    registry = registry(type_annotation_map={int: BigInteger().with_variant(Integer(), "sqlite")})


db = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base  # the type checker cannot see a base class that is made at run time
else:
    Model = db.Model
login_manager = LoginManager()
csrf = CSRFProtect()
migrate = Migrate()
# Counted in each worker's own memory: a burst is what must be stopped, and no server is needed.
limiter = Limiter(
    get_remote_address, storage_uri="memory://", strategy="moving-window", headers_enabled=False
)
