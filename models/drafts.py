"""What a learner is adding and has not published."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Draft(Base):
    """A path's text with the bank made from it, for its owner to look through before anybody studies it.

    Below 100 `percent` the bank is still being made; `remarks` says why there is none or, once
    it is made, what the author should know of it.
    """

    __tablename__ = "draft"
    __table_args__ = (Index(None, "owner_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    file: Mapped[str]
    text: Mapped[str]
    yaml: Mapped[str]
    created_at: Mapped[datetime]
    percent: Mapped[int] = mapped_column(server_default="100")
    remarks: Mapped[str | None]
