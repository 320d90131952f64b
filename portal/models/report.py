"""Reports (báo cáo): who owes which, what was frozen at cut-off, and what became of it."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.report_moves import ReportDeed, ReportState
from portal.domain.reporting import Period, PeriodType
from portal.models.base import Base, OfDossier


class ReportObligation(Base):
    """That an agency owes the reports of a regime, and to whom.

    ``parent_id`` is the agency kept here that collects it; None: it goes to the reporting system.
    ``collects``: its report is the sum of its own dossiers and of its children's reports.
    ``due_day`` is the day of the month its parent has set, None the regime's. Periods that end on
    or after ``since`` are owed, until ``until``.
    """

    __tablename__ = "report_obligations"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    regime: Mapped[str] = mapped_column(primary_key=True)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    collects: Mapped[bool]
    due_day: Mapped[int | None]
    since: Mapped[date]
    until: Mapped[date | None]
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class ReportRequest(Base):
    """A report somebody asks for once (chuyên đề, đột xuất), for days and by a day of its own.

    ``kind`` is ``thematic`` or ``ad_hoc``; ``document`` the number of the paper that asks for it,
    ``subject`` what it is about. Days are both counted; nobody edits it, it can be withdrawn.
    """

    __tablename__ = "report_requests"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    regime: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    document: Mapped[str]
    first: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    due: Mapped[date]
    set_by: Mapped[str]
    set_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ReportRequested(Base):
    """That an agency is asked; ``parent_id`` and ``collects`` as of an obligation.

    ``reminded_at`` is when whoever asked last reminded it of what was missing.
    """

    __tablename__ = "report_requested"

    request_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    collects: Mapped[bool]
    reminded_at: Mapped[datetime | None]


class ReportRegime(Base):
    """The text of a regime a report was counted by, whole, by its hash; never edited."""

    __tablename__ = "report_regimes"

    hash: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]


class Report(OfDossier, Base):
    """The report of an agency for one period; ``home_agency_id`` is who reports.

    ``first`` and ``last`` are days, both counted; ``due`` the last day it may be sent on.
    ``revision`` is the version that counts, ``seq`` and ``head`` the number and hash of its last
    move. ``submitted_at`` is when it was first sent on. ``trouble`` says why it cannot be frozen.
    ``reference`` is its number at its receiver, ``request_id`` what asked
    for it, None if it is owed each period. Its promises, and the key that seals what people
    write in it, are kept in the tables of dossiers, under its id.
    """

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("home_agency_id", "regime", "first", "last"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    regime: Mapped[str]
    period_type: Mapped[PeriodType]
    year: Mapped[int]
    number: Mapped[int | None]
    first: Mapped[date]
    last: Mapped[date] = mapped_column(index=True)
    due: Mapped[date]
    state: Mapped[ReportState]
    revision: Mapped[int]
    seq: Mapped[int]
    head: Mapped[str]
    submitted_at: Mapped[datetime | None]
    trouble: Mapped[str | None] = mapped_column(Text)
    reference: Mapped[str | None]
    request_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}

    @property
    def period(self) -> Period:
        """The period it is of."""
        return Period(self.period_type, self.year, self.number, self.first, self.last)


class ReportRevision(OfDossier, Base):
    """A version of a report: figures as they were frozen, and beside them what people wrote.

    ``figures`` holds ``rows``, the ``own`` ones among them and in which row each of the
    ``subjects`` counted stands, the ``parts`` from below, who of them was ``missing``, and the
    ``differences`` from the version before. ``sealed`` holds narrative, reason and explanations;
    ``sealed_document`` what was signed, ``signature`` Ed25519 over it; ``sealed_pdf`` its printed
    form with the agency's seal, ``pdf_seal`` by which seal and what its signature came to.
    """

    __tablename__ = "report_revisions"

    report_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    regime_hash: Mapped[str]
    figures: Mapped[dict[str, Any]]
    sealed: Mapped[bytes]
    counted_at: Mapped[datetime]
    sealed_document: Mapped[bytes | None]
    document_hash: Mapped[str | None]
    signature: Mapped[bytes | None]
    signed_at: Mapped[datetime | None]
    sealed_pdf: Mapped[bytes | None]
    pdf_seal: Mapped[dict[str, Any] | None]


class ReportEntry(Base):
    """A dossier that was counted, and as what: behind each cell stands what was counted then."""

    __tablename__ = "report_entries"

    home_agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    report_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    dossier_agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    level: Mapped[str]
    subject: Mapped[str]
    received: Mapped[str]
    channel: Mapped[str]
    standing: Mapped[str]
    timing: Mapped[str]


class ReportFact(Base):
    """A fact that was counted and is no dossier: documents of a day, a unit, a procedure.

    ``subject`` is the agency or unit of its row, ``item`` tells it from the subject's others.
    """

    __tablename__ = "report_facts"

    home_agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    report_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    count: Mapped[int]


class ProcedureCoverage(Base):
    """That an agency deals with a procedure, as a register says: what the portal cannot know.

    ``one_stop``: by the one-stop mechanism; ``process``: the decision its internal process (quy
    trình nội bộ) stands in, "" if there is none. Valid from ``since`` to ``until``, both counted.
    """

    __tablename__ = "procedure_coverage"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    procedure_code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    one_stop: Mapped[bool]
    process: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class ReportMove(OfDossier, Base):
    """What was done to a report, when and by whom: only ever added to, each with the hash before.

    ``staff_id`` is null for what the portal does by itself; ``sealed_words`` is why.
    """

    __tablename__ = "report_moves"

    report_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    deed: Mapped[ReportDeed]
    before: Mapped[ReportState]
    after: Mapped[ReportState]
    at: Mapped[datetime]
    staff_id: Mapped[uuid.UUID | None]
    by: Mapped[str]
    sealed_words: Mapped[bytes | None]
    content: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]
