"""Tries at promises, written down as a drain would."""

from collections.abc import Sequence

from portal import clock
from portal.models import Attempt, Dossier
from portal.runtime import Runtime
from portal.services import promises, vault


def tries(
    rt: Runtime,
    dossier: Dossier,
    destination: str,
    outcomes: Sequence[tuple[str, int]],
    first: int = 1,
) -> None:
    """Write tries down, each with its outcome and milliseconds; the partner named somebody."""
    with rt.db.write() as session:
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        for number, (outcome, ms) in enumerate(outcomes, first):
            label = promises.attempt_label(destination, 1, number)
            answer = safe.seal(label, "Nguyễn Thị Mẫu không có ở đây".encode())
            session.add(
                Attempt(
                    home_agency_id=dossier.home_agency_id,
                    dossier_id=dossier.id,
                    birth_month=dossier.birth_month,
                    destination=destination,
                    seq=1,
                    number=number,
                    worker="w",
                    started_at=clock.now(),
                    duration_ms=ms,
                    outcome=outcome,
                    error=None if outcome == "done" else "POST /send 422",
                    sealed_answer=None if outcome == "done" else answer,
                )
            )
