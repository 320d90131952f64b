"""What SMS say, as administrators change it: one person words it anew, another approves it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_once
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import MessageText
from portal.services import sms_texts
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.sms_texts import Key

LONGEST = 155
"""Characters one SMS may have: 160 of GSM 03.38 less a little for centres that add something."""
# What each blank is at its longest; the link is as long as the portal's own address makes it.
_FILLED = {
    "code": "H41.12.34-261123-0007",
    "time": "09:41 28/11",
    "day": "05/12/2026",
    "amount": "12.345.000",
}
_BLANK = re.compile(r"\{([a-z]+)\}")
_DEAR = frozenset("[]{}|^~\\€")


@dataclass(frozen=True)
class Line:
    """A text in the list: what counts, whether it is the shipped one, how many wait."""

    key: Key
    body: str
    changed: bool
    proposed: int


def known(key: Key) -> bool:
    """Whether anything is ever said on this occasion, in a language there is."""
    said = sms_texts.texts()
    return key.language in said and key.occasion in said[sms_texts.SOURCE].get(key.reader, {})


def overview(session: Session, language: str) -> list[Line]:
    """List the texts of a language in the order of the file they came in."""
    waiting = sa.select(MessageText.reader, MessageText.occasion, sa.func.count()).where(
        MessageText.language == language,
        MessageText.approved_at.is_(None),
        MessageText.withdrawn_at.is_(None),
    )
    grouped = waiting.group_by(MessageText.reader, MessageText.occasion)
    counts = {(reader, occasion): count for reader, occasion, count in session.execute(grouped)}
    return [_line(session, key, counts.get(key[1:], 0)) for key in _keys(language)]


def _keys(language: str) -> Iterator[Key]:
    for reader, occasions in sms_texts.texts()[sms_texts.SOURCE].items():
        for occasion in occasions:
            yield Key(language, reader, occasion)


def _line(session: Session, key: Key, waiting: int) -> Line:
    body = sms_texts.standing(session, key)
    return Line(key, body, body != sms_texts.shipped(key), waiting)


def history(session: Session, key: Key) -> Sequence[MessageText]:
    """List every version of a text, the newest first."""
    query = _of(key).order_by(MessageText.version.desc())
    return session.execute(query).scalars().all()


def example(body: str, base_url: str) -> str:
    """Fill a text in with the longest that can stand in it."""
    return body.format(**_FILLED, link=f"{base_url}/h/{'x' * 22}")


def propose(session: Session, key: Key, body: str, base_url: str, actor: Actor) -> MessageText:
    """Keep other words to be approved; nothing at all gives way to those that came with us.

    :raises Conflict: if somebody proposed at the same moment.
    :raises NotFound: if nothing is ever said on this occasion.
    :raises Unacceptable: what is wrong with it: ``accents``, ``dear`` (characters that cost two),
        ``blanks`` (other blanks than ``wanted``), ``link`` (it has to end with it), ``long`` (with
        its ``length`` and the ``most`` there may be), ``same`` (as what counts now).
    """
    if not known(key):
        raise NotFound("/".join(key))
    body = " ".join(body.split())
    if body:
        _check(key, body, base_url)
    if (body or sms_texts.shipped(key)) == sms_texts.standing(session, key):
        raise Unacceptable("same")
    numbers = session.scalar(sa.select(sa.func.max(MessageText.version)).where(*_is(key))) or 0
    made = insert_once(
        session,
        MessageText,
        **key._asdict(),
        version=numbers + 1,
        body=body,
        made_at=clock.now(),
        made_by=actor.name,
        made_by_id=actor.staff_id,
    )
    if not made:
        raise Conflict(numbers, numbers + 1)
    return _settled(session, actor, "text_proposed", key, numbers + 1)


def approve(session: Session, key: Key, version: int, actor: Actor) -> None:
    """Let other words count from now on.

    :raises Conflict: if this version is settled, or a later one counts.
    :raises Unacceptable: ``own`` if who made it wants to approve it.
    """
    row = _open(session, key, version)
    if actor.staff_id is not None and actor.staff_id == row.made_by_id:
        raise Unacceptable("own")
    row.approved_at, row.approved_by = clock.now(), actor.name
    _settled(session, actor, "text_approved", key, version)


def withdraw(session: Session, key: Key, version: int, actor: Actor) -> None:
    """Throw a version away that nobody has approved.

    :raises Conflict: if it is settled, or a later one counts.
    """
    _open(session, key, version).withdrawn_at = clock.now()
    _settled(session, actor, "text_withdrawn", key, version)


def _check(key: Key, body: str, base_url: str) -> None:
    if not body.isascii() or not body.isprintable():
        raise Unacceptable("accents")
    wanted = sms_texts.blanks(sms_texts.shipped(key))
    # Nothing but the blanks themselves stands in curly brackets: no format, no conversion.
    rest = _BLANK.sub("", body)
    if set(_BLANK.findall(body)) != wanted or "{" in rest or "}" in rest:
        raise Unacceptable("blanks", wanted=sorted(wanted))
    if not body.endswith("{link}"):
        raise Unacceptable("link")
    said = example(body, base_url)
    if set(said) & _DEAR:
        raise Unacceptable("dear")
    if len(said) > LONGEST:
        raise Unacceptable("long", length=len(said), most=LONGEST)


def _is(key: Key) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        MessageText.language == key.language,
        MessageText.reader == key.reader,
        MessageText.occasion == key.occasion,
    )


def _of(key: Key) -> sa.Select[tuple[MessageText]]:
    return sa.select(MessageText).where(*_is(key))


def _open(session: Session, key: Key, version: int) -> MessageText:
    rows = session.execute(_of(key).with_for_update()).scalars().all()
    row = next((each for each in rows if each.version == version), None)
    if row is None:
        raise NotFound(f"{'/'.join(key)} {version}")
    live = max((each.version for each in rows if each.approved_at), default=0)
    if row.approved_at or row.withdrawn_at or live > version:
        raise Conflict(version, live)
    return row


def _settled(session: Session, actor: Actor, deed: str, key: Key, version: int) -> MessageText:
    deeds.record(session, actor, deed, f"text:{'/'.join(key)}", {"version": str(version)})
    session.flush()
    row = session.get(MessageText, (*key, version))
    assert row is not None
    return row
