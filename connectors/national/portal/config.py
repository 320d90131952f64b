"""What has to be known of the way to the national portal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from connectors.http import Destination, read_destination
from connectors.national.portal import tables
from connectors.national.portal.tables import Tables
from connectors.national_ways import USUAL_DESTINATION, paths
from connectors.settings import SettingsReader

# Which path beneath the adapter takes what: signing in, catalogues, everything else.
_PATHS = {"auth_path": "/mapi/login", "share_path": "/mapi/g", "integration_path": "/mapi/g"}
SESSION_SECONDS = 600.0
CHUNK = 10
SHORTEST_TOKEN = 32
_PLACES = ("query", "header")


@dataclass(frozen=True, slots=True)
class PortalConfig:
    """Settings of the way to the national portal.

    ``unit`` (madonvi) is the unit we speak for. ``dstcode`` names the national portal to the
    security server, in the ``query`` or in a ``header``. ``look_up`` says whether it is asked for
    a dossier each time (else only when in doubt). ``chunk`` is how much progress goes at once.
    ``catalogue_page`` is how many entries of a catalogue a page has, 0 for all at once, and
    ``enquiry_page`` the same of questions asked there; ``enquiries`` whether these are fetched,
    ``enquiry_steps`` whether it is told of each step on the way to an answer.
    ``inward_token`` is what the portal proves itself by when it hands dossiers over, "" if it may
    not; ``files_url`` is where alone their papers are fetched from, "" if they come inside.
    """

    destination: Destination
    username: str
    password: str = field(repr=False)
    unit: str
    paths: Mapping[str, str]
    dstcode: str
    dstcode_in: str
    look_up: bool
    chunk: int
    catalogue_page: int
    enquiry_page: int
    enquiries: bool
    enquiry_steps: bool
    session_seconds: float
    inward_token: str = field(repr=False)
    files: Destination | None
    tables: Tables

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "PortalConfig":
        """Read the settings: base_url, username, password, unit, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("national_portal", given)
        password, token = reader.text("password"), reader.text("inward_token", "")
        destination = read_destination(reader, (password, token))
        config = cls(
            destination=destination,
            username=reader.text("username"),
            password=password,
            unit=reader.text("unit"),
            paths=paths(reader, _PATHS),
            dstcode=reader.text("dstcode", USUAL_DESTINATION),
            dstcode_in=reader.choice("dstcode_in", _PLACES),
            look_up=not reader.flag("skip_look_up"),
            chunk=max(1, int(reader.number("chunk", CHUNK))),
            catalogue_page=_page(reader, given, "catalogue_page"),
            enquiry_page=_page(reader, given, "enquiry_page"),
            enquiries=not reader.flag("skip_enquiries"),
            enquiry_steps=reader.flag("enquiry_steps"),
            session_seconds=reader.number("session_seconds", SESSION_SECONDS),
            tables=_tables(reader),
            inward_token=token,
            files=_files(reader, destination),
        )
        if token and len(token) < SHORTEST_TOKEN:
            reader.problems.append(f"inward_token has {SHORTEST_TOKEN} characters or more")
        reader.finish()
        return config

    def target(self, path: str) -> str:
        """Give where a call goes, with the name of the national portal if it stands there."""
        where = self.paths[path]
        named = self.dstcode_in == "query" and self.dstcode
        return f"{where}?dstcode={quote(self.dstcode, safe=':')}" if named else where

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the headers of every call."""
        usual = {"Content-Type": "application/json", "Charset": "utf-8"}
        return {**usual, "dstcode": self.dstcode} if self.dstcode_in == "header" else usual


def _page(reader: SettingsReader, given: Mapping[str, object], name: str) -> int:
    # Without it a list is asked for all at once.
    return int(reader.number(name, 1)) if name in given else 0


def _files(reader: SettingsReader, destination: Destination) -> Destination | None:
    url = reader.text("files_url", "")
    return replace(destination, base_url=url) if url else None


def _tables(reader: SettingsReader) -> Tables:
    try:
        return tables.read(reader.mapping("tables"))
    except ValueError as error:
        reader.problems.append(f"tables: {error}")
        return tables.read({})
