"""Gathers the facts a regime counts that are no dossiers."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from forms.spec.reports import Regime
from portal.runtime import Runtime
from portal.services.reports.counting import Sort
from portal.services.reports.facts import documents, procedures, units
from portal.services.reports.facts.telling import Area, Fact


def tell(session: Session, rt: Runtime, regime: Regime, area: Area) -> list[Fact]:
    """Tell the facts a regime counts."""
    if regime.facts == "documents":
        return list(documents.tell(session, area))
    if regime.facts == "units":
        return list(units.tell(session, area))
    return list(procedures.tell(session, rt, area))


def sorts(facts: Sequence[Fact]) -> list[Sort]:
    """Give facts as what rows are summed from."""
    return [Sort(one.level, one.subject, "", "", "", "", one.count, one.what) for one in facts]
