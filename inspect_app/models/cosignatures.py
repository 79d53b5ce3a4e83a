"""What a colleague says of the signature that a visit carries under his name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.extensions import Model
from inspect_app.models.inspections import Inspection
from inspect_app.models.types import UtcDateTime


class Cosignature(Model):
    """A signature under the name of an inspector who is not the author.

    `state` is open, confirmed or disputed, said by that inspector himself about these bytes; what
    he said of an earlier picture stays.
    """

    __tablename__ = "cosignature"
    inspection_id: Mapped[str] = mapped_column(
        ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16), index=True)
    said_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text, default="")
    inspection: Mapped[Inspection] = relationship()
