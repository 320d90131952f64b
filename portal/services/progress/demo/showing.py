"""Puts demo data of progress in, and takes it out again; real figures are never mixed with it."""

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import DomainError
from portal.domain.progress.periods import Period
from portal.models import Dossier, ProgressDay, ProgressLink, ProgressSum, ProgressUnit
from portal.services.progress import adding, linking, units
from portal.services.progress.adding import Change, Place
from portal.services.progress.demo import invented
from portal.services.progress.units import DEMO, Unit

SEED = 34


class RealDossiers(DomainError):
    """There are dossiers here: nobody may take demo data for what became of them."""


def show(session: Session, seed: int = SEED, of: Iterable[Unit] | None = None) -> int:
    """Put a year of demo data in; what was there of it goes first. Says how many units it is of.

    ``of`` names invented units; all of them unless told.

    :raises RealDossiers: if anybody has submitted anything but rehearsals here.
    """
    real = sa.select(Dossier.id).where(Dossier.rehearsal.is_(False)).limit(1)
    if session.execute(real).first() is not None:
        raise RealDossiers("there are dossiers here, and demo data beside them would mislead")
    remove(session)
    now, told = clock.now(), list(of or invented.invented_units())
    links = {unit.code: list(invented.invented_links(unit, now, seed)) for unit in told}
    linking.keep(session, [link for each in links.values() for link in each])
    units.arrange(session, told)
    session.flush()
    changes: Counter[Change] = Counter()
    for month in Period(clock.today().year).trend(clock.today()):
        for unit in told:
            kinds = frozenset(link.kind for link in links[unit.code])
            changes.update(_month(unit, kinds, month, seed))
    adding.add(session, changes, units.places(session, [unit.code for unit in told]))
    return len(told)


def _month(unit: Unit, kinds: frozenset[str], month: Period, seed: int) -> Counter[Change]:
    return invented.invented_month(unit, kinds, month, clock.today(), seed)


def remove(session: Session) -> int:
    """Take all demo data out; says of how many units it was."""
    query = sa.select(ProgressUnit).where(ProgressUnit.origin == DEMO)
    rows = session.execute(query).scalars().all()
    gone: adding.Sums = Counter()
    for row in rows:
        place = Place(row.level, tuple(row.nodes["nodes"]))
        gone.subtract(adding.own_sums(session, row.code, place))
    adding.write_sums(session, gone)
    codes = sa.select(ProgressUnit.code).where(ProgressUnit.origin == DEMO)
    # A measure that only the demo fed has been fed by nobody again.
    unfed = sa.delete(ProgressSum).where(ProgressSum.value == 0)
    for statement in (
        unfed,
        sa.delete(ProgressDay).where(ProgressDay.unit.in_(codes)),
        sa.delete(ProgressLink).where(ProgressLink.unit.in_(codes)),
        sa.delete(ProgressUnit).where(ProgressUnit.origin == DEMO),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
    session.expire_all()
    return len(rows)
