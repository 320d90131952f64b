"""Alarms by e-mail, over SMTP (RFC 5321): one letter for a round."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from connectors.alarm_messages import Round
from connectors.errors import Misconfigured, Unavailable

_SECONDS = 15.0
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server (``smtp://user@host:port``, ``smtps://`` for TLS from the first byte).

    Over ``smtp`` TLS is begun where the server offers it; a password goes nowhere without it.
    """

    url: str
    sender: str
    to: tuple[str, ...]
    password: str = field(default="", repr=False)

    def tell(self, told: Round) -> None:
        """Send a round as one letter.

        :raises Unavailable: if the server cannot be reached or does not take the letter.
        :raises Misconfigured: if the settings make no sense.
        """
        place = urlsplit(self.url)
        if place.scheme not in _PORTS or not place.hostname:
            raise Misconfigured("SMTP_URL must be smtp://… or smtps://…")
        try:
            with self._open(place.scheme, place.hostname, place.port) as server:
                if place.username:
                    server.login(unquote(place.username), self.password)
                server.send_message(self._letter(told))
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(f"the mail server did not take the letter ({error})") from error

    def _open(self, scheme: str, host: str, port: int | None) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        at = (host, port or _PORTS[scheme])
        if scheme == "smtps":
            return smtplib.SMTP_SSL(*at, timeout=_SECONDS, context=trust)
        server = smtplib.SMTP(*at, timeout=_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=trust)
            server.ehlo()
        elif self.password:
            server.close()
            raise Misconfigured("the mail server offers no TLS, and a password is set")
        return server

    def _letter(self, told: Round) -> EmailMessage:
        letter = EmailMessage()
        letter["From"], letter["To"] = self.sender, ", ".join(self.to)
        letter["Subject"] = told.subject
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain="lienthong")
        # Holiday notes need not answer (RFC 3834).
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(told.text)
        return letter
