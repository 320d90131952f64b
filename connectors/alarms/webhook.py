"""Alarms to a webhook: one POST of JSON for a round. ``text`` is what chat rooms show."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from connectors.alarm_messages import Alarm, Round
from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.errors import Misconfigured
from connectors.http import Call, Client, Destination


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where alarms are posted. With a ``token`` each call bears it (RFC 6750)."""

    url: str
    around: Surroundings
    token: str = field(default="", repr=False)
    allow_private: bool = False

    def tell(self, told: Round) -> None:
        """Post a round.

        :raises connectors.errors.ConnectorError: unless the answer is a 2xx.
        """
        place = urlsplit(self.url)
        if not place.netloc:
            raise Misconfigured("ALARM_WEBHOOK is no address")
        base = f"{place.scheme}://{place.netloc}"
        target = (place.path or "/") + (f"?{place.query}" if place.query else "")
        # The end of such an address is often all the secret there is.
        hidden = tuple(filter(None, (self.token, place.path.strip("/"), place.query)))
        client = Client(Destination(base, self.allow_private, secrets=hidden), self.around)
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = {
            "portal": told.portal,
            "text": told.text,
            "alarms": [_written(each) for each in told.alarms],
        }
        try:
            client.send(Call("POST", target, headers, json_text.plain(body)))
        finally:
            client.close()


def _written(alarm: Alarm) -> dict[str, object]:
    return {
        "cause": alarm.cause,
        "about": alarm.about,
        "count": alarm.count,
        "since": alarm.since.isoformat() if alarm.since else None,
        "state": "over" if alarm.over else "open",
        "text": alarm.text,
        "link": alarm.link,
    }
