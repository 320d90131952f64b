"""Writes what the contract kit found: a page for people, JSON for machines; settings in neither."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2

from connectors.contract.checks import Report

_PAGES = jinja2.Environment(
    loader=jinja2.PackageLoader("portal.jobs.operate"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Findings:
    """A report, and what was tried: the base address, as whom, and when (UTC)."""

    report: Report
    against: str
    whom: str
    at: datetime


def write(folder: Path, found: Findings) -> tuple[Path, Path]:
    """Write both into a folder, which is made if it is missing; returns where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = (folder / f"{found.report.connector}.{kind}" for kind in ("html", "json"))
    page.write_text(
        _PAGES.get_template("findings.html").render(
            report=found.report, against=found.against, whom=found.whom, at=found.at
        )
    )
    tried = {"against": found.against, "as": found.whom, "at": found.at.isoformat()}
    told = {**tried, **found.report.to_json()}
    data.write_text(json.dumps(told, ensure_ascii=False, indent=2))
    return page, data
