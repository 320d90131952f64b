"""A report put down as its printed form: for PDF, workbook and CSV."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from forms.spec.reports import Column, Regime
from portal.domain.report_moves import ReportDeed
from portal.domain.reporting import PeriodType
from portal.papers import report_sheet as paper
from portal.papers.press import press
from portal.services.reports import moving
from portal.services.reports.figures import Row
from portal.services.reports.opening import Opened

_NAMES = {
    PeriodType.FIRST_HALF: "6 tháng đầu năm {year}",
    PeriodType.SECOND_HALF: "6 tháng cuối năm {year}",
    PeriodType.NINE_MONTHS: "9 tháng năm {year}",
    PeriodType.YEAR: "năm {year}",
    PeriodType.QUARTER: "quý {number} năm {year}",
    PeriodType.MONTH: "tháng {number} năm {year}",
    PeriodType.CUSTOM: "{kind} {subject}, theo {document}",
}


def pdf(session: Session, it: Opened, link: str) -> bytes:
    """Press a version of a report (PDF/A), with its signature if it was signed.

    ``link`` is where it is looked at, for the QR code.

    :raises portal.papers.press.NotPressed: if the press fails.
    """
    return press("report", replace(sheet(session, it), link=link))


def sheet(session: Session, it: Opened) -> paper.ReportSheet:
    """Fill in the printed form, in Vietnamese: the language it is owed in."""
    report, row = it.report, it.revision
    return paper.ReportSheet(
        code=it.regime.code,
        title=it.regime.name.vi,
        period=_period(it),
        days=f"từ ngày {_day(report.first)} đến ngày {_day(report.last)}",
        due=_day(report.due),
        reporter=it.agency.name,
        receiver=f"{it.regime.receiver.name.vi} ({it.receiver})",
        unit=it.regime.unit.vi,
        heading=it.regime.rows.heading,
        heads=heads(it.regime),
        numbers=tuple(str(column.number) for column in it.regime.columns),
        rows=tuple(_figures(it.regime, each) for each in it.rows),
        issued_at=row.signed_at or row.counted_at,
        said=tuple(paper.Said(heading=s.heading, text=s.text) for s in it.words.narrative),
        version=row.number,
        restated=it.words.reason,
        explained=tuple(_explained(it, each) for each in it.differences),
        parts=tuple(_part(each) for each in row.figures["parts"]),
        signer=_signer(session, it),
        signed_at=row.signed_at,
        fingerprint=row.document_hash or "",
        signature=(row.signature or b"").hex(),
    )


def _period(it: Opened) -> str:
    said: dict[str, object] = {"year": it.report.year, "number": it.report.number}
    if it.request is not None:
        kind = "đột xuất:" if it.request.kind == "ad_hoc" else "chuyên đề:"
        said |= {"kind": kind, "subject": it.request.subject, "document": it.request.document}
    return _NAMES[it.report.period_type].format(**said)


def heads(regime: Regime) -> tuple[paper.Head, ...]:
    """Put columns that follow each other under the heading they share."""
    found: list[tuple[str, list[Column]]] = []
    for column in regime.columns:
        name = column.group.vi if column.group else ""
        if name and found and found[-1][0] == name:
            found[-1][1].append(column)
        else:
            found.append((name, [column]))
    return tuple(
        paper.Head(name=name, columns=tuple(column.name.vi for column in columns))
        for name, columns in found
    )


def _figures(regime: Regime, row: Row) -> paper.Figures:
    return paper.Figures(
        number=".".join(row.path[-1:]),
        label=row.subject.label,
        values=tuple(row.values[column.id] for column in regime.columns),
        depth=len(row.path),
    )


def _explained(it: Opened, one: dict[str, Any]) -> paper.Explained:
    numbers = {column.id: column.number for column in it.regime.columns}
    changed = "; ".join(
        f"cột {numbers[name]}: {before} → {now}"
        for name, (before, now) in one["changed"].items()
        if name in numbers
    )
    why = it.words.explanations.get(one["key"], "")
    return paper.Explained(label=one["label"], changed=changed, why=why)


def _part(part: dict[str, Any]) -> str:
    return f"{part['name']} ({part['organId']}), bản {part['revision']}, SHA-256 {part['hash']}"


def _signer(session: Session, it: Opened) -> str:
    if it.revision.signed_at is None:
        return ""
    moves = moving.history(session, it.report)
    signed = [move for move in moves if move.deed == ReportDeed.SIGN]
    return next((m.by for m in reversed(signed) if m.revision == it.revision.number), "")


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
