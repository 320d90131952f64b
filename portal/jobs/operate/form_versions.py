"""``portal forms publish``, ``close`` and ``list``: which version is live, and who said so."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from forms.differences import differences
from forms.loader import Loaded
from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.jobs.operate.form_check import examine, kept_here
from portal.jobs.operate.form_show import NOTHING, tell
from portal.jobs.operate.form_sources import of_file
from portal.jobs.operate.frame import operating, stop
from portal.models import FormVersion
from portal.runtime import Runtime
from portal.services import publishing
from portal.services.operations import form_desk
from portal.services.operations.deeds import Actor
from portal.services.operations.form_desk import When

_REASONS = {
    "past": "the moment given with --from is over",
    "live_already": "this version is live now and another one comes before that moment; "
    "publish it under a new hash (a remark in the file is enough)",
}


class Moment(click.ParamType[datetime]):
    """A moment as people write it: 2026-12-01, 2026-12-01T07:00, 2026-12-01T00:00Z."""

    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """Read a moment; without a zone it was read on the wall in Viet Nam."""
        try:
            return clock.utc(datetime.fromisoformat(str(value)))
        except ValueError:
            self.fail(f"{value!r} is no moment like 2026-12-01 or 2026-12-01T07:00", param, ctx)


from_moment = click.option(
    "--from", "start", type=Moment(), help="from when, on Vietnamese clocks; now unless told"
)
by_whom = click.option("--by", required=True, help="who decides this; kept with the version")
why = click.option("--reason", default="", help="why; kept with the decision")


@click.command("publish")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@by_whom
@why
@from_moment
def publish(file: Path, by: str, reason: str, start: datetime | None) -> None:
    """Publish FILE as the live version of its procedure, at once or from a moment on.

    Drafts keep the version they were begun with until their citizens choose otherwise. A file
    that does not pass its own examples is not published.
    """
    problems, _form = examine(file, kept_here())
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        raise SystemExit(1)
    found = of_file(file)
    with operating() as rt, rt.db.write() as session:
        before = _live(session, rt, found.form.code)
        try:
            loaded = Loaded(found.form, found.source, found.form.hash)
            fresh = form_desk.publish(session, loaded, When(start), Actor(by, reason=reason))
        except Unacceptable as error:
            stop(_REASONS[error.reason])
        when = f"from {_shown(start)}" if start else "now"
        said = f"live {when}" if fresh else "is live already"
        click.echo(f"{found.form.code} {found.form.name.vi}: {said}\n{found.form.hash}")
        if fresh and before is not None:
            changes = differences(rt.forms.form(session, before), found.form)
            tell(changes, "vi")
            if not changes:
                click.echo(NOTHING["vi"])


def _live(session: Session, rt: Runtime, code: str) -> str | None:
    try:
        return publishing.live(session, rt, code).hash
    except NotFound:
        return None


@click.command("close")
@click.argument("code")
@by_whom
@why
@from_moment
def close(code: str, by: str, reason: str, start: datetime | None) -> None:
    """Offer the procedure CODE no longer, at once or from a moment on.

    Versions scheduled for later are taken back. Whoever has begun a draft can still hand it in.
    """
    with operating() as rt, rt.db.write() as session:
        try:
            ended = form_desk.close(session, code, When(start), Actor(by, reason=reason))
        except Unacceptable as error:
            stop(_REASONS[error.reason])
        except NotFound:
            stop(f"{code} is not live, and nothing of it is scheduled")
        for digest in ended:
            click.echo(f"{code}: closed {f'from {_shown(start)}' if start else 'now'}\n{digest}")


@click.command("list")
@click.argument("code", required=False)
def show_all(code: str | None) -> None:
    """List every version: state, from when, until when, who published it and when, its hash.

    With CODE those of one procedure, and every decision about it.
    """
    with operating() as rt, rt.db.read() as session:
        for row in publishing.versions(session, code):
            click.echo("\t".join(_columns(row)))
        for made in publishing.decisions(session, code) if code else ():
            effect = f"takes effect {_shown(made.takes_effect_at)}"
            what = f"{made.deed} {made.hash[:12]} by {made.decided_by}, {effect}"
            click.echo(f"# {_shown(made.decided_at)}: {what}")


def _columns(row: FormVersion) -> tuple[str, ...]:
    return (
        row.procedure_code,
        publishing.state(row),
        _shown(row.live_from),
        _shown(row.live_until),
        row.published_by,
        _shown(row.published_at),
        row.hash,
    )


def _shown(moment: datetime | None) -> str:
    return clock.local(moment).strftime("%Y-%m-%d %H:%M") if moment else "-"
