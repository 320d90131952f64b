"""Regimes as reports need them: those that come with the program, and those once counted by."""

from collections.abc import Mapping
from functools import cache, lru_cache

from sqlalchemy.orm import Session

from forms import regimes
from forms.spec.reports import Regime
from portal import clock
from portal.db import insert_once
from portal.domain.errors import NotFound
from portal.models import ReportRegime


@cache
def shipped() -> Mapping[str, Regime]:
    """The regimes that come with the program, by code; read once, since a program's files stay."""
    return regimes.load_regimes()


@cache
def _sources() -> Mapping[str, str]:
    return regimes.sources()


def regime(name: str) -> Regime:
    """Give the regime of a code, or of its part before the first slash.

    :raises NotFound: if none such comes with the program.
    """
    found = regimes.find(dict(shipped()), name)
    if found is None:
        raise NotFound(f"there is no report {name}; there are: {', '.join(shipped())}")
    return found


def keep(session: Session, kept: Regime) -> None:
    """Keep a regime's text, so that its reports can be read whatever becomes of its file."""
    source = _sources()[kept.hash]
    insert_once(
        session, ReportRegime, hash=kept.hash, code=kept.code, source=source, kept_at=clock.now()
    )


def once(session: Session, digest: str) -> Regime:
    """Give the regime a report was counted by.

    :raises NotFound: if nothing was ever counted by it.
    """
    row = session.get(ReportRegime, digest)
    if row is None:
        raise NotFound(f"regime {digest}")
    return _read(row.source)


@lru_cache(maxsize=64)
def _read(source: str) -> Regime:
    return regimes.load_regime(source)
