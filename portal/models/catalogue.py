"""Shared catalogues, pulled or kept by operators: versions, and what counts when."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class CataloguePull(Base):
    """One answer of the national portal: a whole catalogue, or (``code``) one procedure's record.

    ``outcome`` is ``fresh`` (a new version, or a record), ``same``, or ``failed`` with what was
    ``said``. ``raw`` are the answers as they came (compressed), None where they came before.
    """

    __tablename__ = "catalogue_pulls"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    code: Mapped[str]
    at: Mapped[datetime]
    outcome: Mapped[str]
    said: Mapped[str] = mapped_column(Text)
    version: Mapped[int | None]
    raw: Mapped[bytes | None]


class CatalogueVersion(Base):
    """A version of a catalogue; ``state`` is waiting, applied, refused, or replaced by a later one.

    ``body`` has the entries and the doubts of ``portal.domain.catalogues``. A version of a code
    list (``kind`` is ``list:`` and its code) was made by somebody and counts from ``begins`` on.
    """

    __tablename__ = "catalogue_versions"

    kind: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    hash: Mapped[str]
    body: Mapped[dict[str, Any]]
    pulled_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]
    reason: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[str | None]
    made_by_id: Mapped[uuid.UUID | None]
    made_for: Mapped[str | None] = mapped_column(Text)
    begins: Mapped[date | None]


class KeptList(Base):
    """A code list operators keep: what it is called, which act it follows, and how sure that is.

    ``certainty`` is one of ``forms.spec.words.Certainty``. A row whose code is that of a list that
    comes with the portal lies over it.
    """

    __tablename__ = "code_lists"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    certainty: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    row_version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": row_version}


class CatalogueEntry(Base):
    """An entry as of a version that was applied; a later one ends it and never deletes it.

    It counts on the days from ``since`` to before ``ended_on``, and to ``until`` at most;
    ``ended_in`` is the version that ended it.
    """

    __tablename__ = "catalogue_entries"

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    body: Mapped[dict[str, Any]]
    since: Mapped[date]
    until: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_in: Mapped[int | None]
