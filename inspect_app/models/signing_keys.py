"""Public halves of the keys with which inspectors sign on their own devices."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class SigningKey(Model):
    """An ECDSA P-256 key of one person; `id` is its thumbprint (RFC 7638).

    `x` and `y` are its point in base64url. A revoked key stays: what it signed before is proven.
    """

    __tablename__ = "signing_key"
    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True)
    x: Mapped[str] = mapped_column(String(43))
    y: Mapped[str] = mapped_column(String(43))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
