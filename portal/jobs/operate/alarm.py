"""``portal alarm``: what operators were told is wrong, and whether being told works."""

import click

from connectors.alarm_messages import Alarm, Round
from connectors.errors import ConnectorError
from portal import clock
from portal.exchanges import alarming
from portal.jobs.operate.frame import operating, stop
from portal.jobs.operate.outbox import by_whom
from portal.services.operations import alarms
from portal.services.operations.deeds import Actor


@click.group("alarm")
def command() -> None:
    """See alarms, silence one, and try the ways they go."""


@command.command("list")
def show() -> None:
    """List alarms, those that are open first."""
    with operating() as rt, rt.db.read() as session:
        for row in alarms.standing(session):
            state = "over" if row.closed_at else "silenced" if alarms.silent(row) else "open"
            since = f"{clock.local(row.opened_at):%d/%m/%Y %H:%M:%S}"
            click.echo(f"{row.kind}\t{row.about}\t{state}\t{row.count}\t{since}")


@command.command("silence")
@click.argument("kind")
@click.argument("about")
@click.option("--hours", type=click.IntRange(1, max(alarms.SILENCES)), required=True)
@click.option("--reason", required=True, help="why; kept beside it")
@by_whom
def silence(kind: str, about: str, hours: int, reason: str, by: str) -> None:
    """Tell nobody of the alarm KIND ABOUT for so many hours."""
    with operating() as rt, rt.db.write() as session:
        row = alarms.find(session, kind, about)
        alarms.silence(session, row, hours, Actor(by, reason=reason))
    click.echo(f"{kind} {about}: silent for {hours} h")


@command.command("test")
def test() -> None:
    """Send a trial to every way that is set; ends with 1 if one does not take it."""
    with operating() as rt:
        said = "Đây là thư thử: không có gì sai."
        trial = Alarm("test", "", 0, clock.now(), False, said, f"{rt.settings.base_url}/console")
        told = Round(rt.settings.base_url, "Liên Thông: thử báo động", (trial,))
        ways = alarming.ways(rt)
        if not ways:
            stop("neither ALARM_WEBHOOK nor ALARM_EMAIL is set")
        wrong = 0
        for name, way in ways.items():
            try:
                way.tell(told)
                click.echo(f"{name}: taken")
            except ConnectorError as error:
                wrong += 1
                click.echo(f"{name}: {error}")
    raise SystemExit(1 if wrong else 0)
