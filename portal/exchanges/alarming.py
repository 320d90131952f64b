"""Tells operators what is wrong, over every way that is set: a round at once, tried again if lost.

Nobody is told twice of the same by one way unless an answer was lost; nothing is told late because
another way is broken.
"""

from collections.abc import Mapping
from typing import Protocol

from connectors.alarm_messages import Round
from connectors.alarms.mail import Mail
from connectors.alarms.webhook import Webhook
from connectors.errors import ConnectorError
from portal import log
from portal.exchanges import alarm_words
from portal.runtime import Runtime
from portal.services import outbox
from portal.services.operations import alarms, health, signs

_log = log.get()


class Way(Protocol):
    """A way to tell operators."""

    def tell(self, told: Round) -> None:
        """Tell a round, or raise a ``ConnectorError``."""


def ways(rt: Runtime) -> Mapping[str, Way]:
    """Give every way that is set, by name."""
    found: dict[str, Way] = {}
    settings, partners = rt.settings, rt.settings.secrets.partners
    if settings.alarm_webhook:
        token, private = partners.get("alarm", ""), settings.allow_private
        around = rt.partners.surroundings()
        found["webhook"] = Webhook(settings.alarm_webhook, around, token, private)
    if settings.alarm_email:
        sender = settings.smtp_sender or settings.operator_email or settings.alarm_email[0]
        password = partners.get("smtp", "")
        found["mail"] = Mail(settings.smtp_url, sender, settings.alarm_email, password)
    return found


def raise_all(rt: Runtime) -> int:
    """Look at what is wrong and tell what has not been told; says how many alarms were told."""
    with rt.db.write() as session:
        signs.forget(session)
        alarms.look(session, health.problems(session, outbox.health(session)))
    return sum(_tell(rt, name, way) for name, way in ways(rt).items())


def _tell(rt: Runtime, name: str, way: Way) -> int:
    with rt.db.read() as session:
        rows = alarms.untold(session, name)
    if not rows:
        return 0
    base_url = rt.settings.base_url
    told = alarm_words.together(tuple(alarm_words.of(row, base_url) for row in rows), base_url)
    try:
        way.tell(told)
    except ConnectorError as error:
        # It is tried again at the next look; the other ways do not wait for it.
        _log.error("alarm_not_told", way=name, alarms=len(rows), error=str(error))
        return 0
    with rt.db.write() as session:
        alarms.told(session, name, rows)
    _log.info("alarm_told", way=name, alarms=len(rows))
    return len(rows)
