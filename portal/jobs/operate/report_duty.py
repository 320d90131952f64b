"""``portal reports owe``, ``release``, ``freeze``: who owes reports, and freezing them at once."""

from datetime import date

import click

from portal import clock
from portal.domain import reporting
from portal.domain.errors import Unacceptable
from portal.domain.reporting import PeriodUnknown
from portal.jobs.operate.days import Day
from portal.jobs.operate.frame import operating, stop
from portal.jobs.operate.operator import by_whom, issuer, why
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.operations import staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import APPROVER, REPORTER, Person, Role
from portal.services.reports import freezing, owing
from portal.services.reports.asking import Owed
from portal.services.reports.owing import Owing

_DAY = Day()
at_agency = click.option("--at", "code", required=True, help="the agency's code")


@click.command("owe")
@click.argument("form")
@at_agency
@click.option("--since", type=_DAY, help="periods that end on this day or later; else from today")
@click.option("--parent", help="who collects it: the code of an agency here; else it is sent out")
@click.option("--collects", is_flag=True, help="it is the sum of the reports of units below")
@click.option("--due-day", type=click.IntRange(1, 28), help="day of the month its parent has set")
@by_whom
@why
def owe(form: str, code: str, by: str, reason: str, **said: object) -> None:
    """Let an agency owe the reports of FORM: each is frozen when its period is over."""
    since = said.pop("since")
    day = since if isinstance(since, date) else clock.today()
    with operating() as rt, rt.db.write() as session:
        try:
            told = Owing(agency=code, regime=form, since=day, **said)  # type: ignore[arg-type]
            row = owing.owe(session, told, Actor(by, reason=reason))
        except (Unacceptable, PeriodUnknown) as error:
            stop(str(error))
    click.echo(f"{code}: owes {row.regime} for periods that end from {row.since} on")


@click.command("release")
@click.argument("form")
@at_agency
@click.option("--until", type=_DAY, help="the last day a period may end on; else yesterday")
@by_whom
@why
def release(form: str, code: str, until: date | None, by: str, reason: str) -> None:
    """Let an agency owe no reports of FORM for periods that end later."""
    last = until if until else clock.today() - reporting.ONE_DAY
    with operating() as rt, rt.db.write() as session:
        owing.release(session, code, form, last, Actor(by, reason=reason))
    click.echo(f"{code}: owes no {form} for periods that end after {last}")


@click.command("freeze")
def freeze() -> None:
    """Freeze every report whose period is over, as the scheduler does.

    Ends with 1 if one cannot be frozen; standard error says which, and why.
    """
    troubles = 0
    with operating() as rt:
        with rt.db.read() as session:
            owed = freezing.uncounted(session)
        for each in owed:
            troubles += _freeze(rt, each)
    click.echo(f"{len(owed) - troubles} reports frozen")
    if troubles:
        stop(f"{troubles} reports could not be frozen", 1)


def _freeze(rt: Runtime, owed: Owed) -> bool:
    with rt.db.write() as session:
        code = agencies.by_id(session, owed.duty.agency_id).code
        trouble = freezing.freeze(session, rt, owed).trouble
    if trouble:
        click.echo(f"{owed.regime.code} of {code}, {owed.period.last}: {trouble}", err=True)
    return trouble is not None


@click.command("allow")
@click.argument("subject")
@at_agency
@click.option("--as", "role", type=click.Choice([REPORTER, APPROVER]), required=True)
@click.option("--name", required=True, help="what they are called until they first sign in")
@by_whom
@why
def allow(subject: str, code: str, by: str, reason: str, **said: str) -> None:
    """Let SUBJECT write an agency's reports, or approve, sign and send them.

    SUBJECT is their identifier at the staff's identity provider.
    """
    with operating() as rt, rt.db.write() as session:
        role = Role(said["role"], agencies.by_code(session, code).id)
        person = Person(issuer(rt), subject, said["name"])
        fresh = staff.give(session, person, role, Actor(by, reason=reason))
    click.echo(f"{subject}: {role.name if fresh else f'is {role.name} already'} at {code}")


@click.command("forbid")
@click.argument("subject")
@at_agency
@click.option("--as", "role", type=click.Choice([REPORTER, APPROVER]), required=True)
@by_whom
@why
def forbid(subject: str, code: str, role: str, by: str, reason: str) -> None:
    """Let SUBJECT do so no longer, from this moment on."""
    with operating() as rt, rt.db.write() as session:
        held = Role(role, agencies.by_code(session, code).id)
        staff.take(session, issuer(rt), subject, held, Actor(by, reason=reason))
    click.echo(f"{subject}: {role} no longer at {code}")
