"""The report as it is signed and sent on: canonical JSON of our own, whole.

No exchange format of the Government's reporting system was found; docs/reports.md tells each key.
"""

from typing import Any

from connectors.organisations import to_new_form
from portal import crypto
from portal.services.reports.opening import Opened


def data(it: Opened) -> dict[str, Any]:
    """One version of a report as plain values; what was restated is told line by line."""
    report = it.report
    told: dict[str, Any] = {
        "regimeCode": it.regime.code,
        "kind": (it.request.kind if it.request else it.regime.kind).replace("_", "").upper(),
        "period": {
            "type": report.period_type.value,
            "year": report.year,
            "no": report.number,
            "dataFrom": report.first.isoformat(),
            "dataTo": report.last.isoformat(),
            "dueAt": report.due.isoformat(),
        },
        "reporter": {"organId": to_new_form(it.agency.code), "name": it.agency.name},
        "receiver": {"organId": it.receiver},
        "form": {"code": it.regime.code, "version": it.regime.hash},
        "narrative": [{"heading": each.heading, "text": each.text} for each in it.words.narrative],
        "rows": it.revision.figures["rows"],
        "state": "APPROVED",
        "revision": it.revision.number,
    }
    if it.request is not None:
        told["request"] = {"document": it.request.document, "subject": it.request.subject}
    if it.revision.figures["parts"]:
        told["parts"] = it.revision.figures["parts"]
    if it.revision.number > 1:
        told["restated"] = _restated(it)
    return told


def canonical(it: Opened) -> bytes:
    """Canonical JSON (RFC 8785): what is signed."""
    return crypto.canonical(data(it))


def _restated(it: Opened) -> dict[str, Any]:
    lines = [
        {
            "line": each["key"],
            "label": each["label"],
            "changed": each["changed"],
            "why": it.words.explanations.get(each["key"], ""),
        }
        for each in it.differences
    ]
    return {"reason": it.words.reason, "lines": lines}
