"""What has to be known of the way to the national store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from connectors.http import Destination, read_destination
from connectors.national.store import tables
from connectors.national.store.tables import Tables
from connectors.national_ways import USUAL_DESTINATION, paths
from connectors.settings import SettingsReader

# Signing in was seen; where papers are looked up and files fetched is assumed.
_PATHS = {
    "auth_path": "/bndp/public/v1/login",
    "look_up_path": "/bndp/public/v1/KhoSoHoaDVCQG",
    "file_path": "/bndp/public/v1/KhoSoHoaDVCQG/tep",
}
USUAL_PROVIDER = "https://apigiaytocanhan.dichvucong.gov.vn"
_PLACES = ("body", "bearer")


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Settings of the way to the store.

    ``username`` is the code of the agency that asks. ``dstcode`` and ``provider_url`` name the
    store to the security server. ``session_in`` says where a session is shown: in the ``body``, or
    as a ``bearer`` token; ``file_field`` under which name a file's base64 comes. ``seconds`` is how
    long a look-up may take in all, signing in with it, ``file_seconds`` a file; ``file_limit`` is
    in bytes.
    """

    destination: Destination
    username: str
    password: str = field(repr=False)
    paths: Mapping[str, str]
    dstcode: str
    provider_url: str
    session_in: str
    session_seconds: float
    file_field: str
    seconds: float
    file_seconds: float
    file_limit: int
    tables: Tables

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "StoreConfig":
        """Read the settings: base_url, username, password, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("national_store", given)
        password = reader.text("password")
        config = cls(
            destination=read_destination(reader, (password,)),
            username=reader.text("username"),
            password=password,
            paths=paths(reader, _PATHS),
            dstcode=reader.text("dstcode", USUAL_DESTINATION),
            provider_url=reader.text("provider_url", USUAL_PROVIDER),
            session_in=reader.choice("session_in", _PLACES),
            session_seconds=reader.number("session_seconds", 600.0),
            file_field=reader.text("file_field", "Base64"),
            seconds=reader.number("seconds", 6.0),
            file_seconds=reader.number("file_seconds", 20.0),
            file_limit=int(reader.number("file_limit", 50 * 1024 * 1024)),
            tables=_tables(reader),
        )
        reader.finish()
        return config

    def target(self, path: str) -> str:
        """Give where a call goes, with what the security server wants to know."""
        named = f"dstcode={quote(self.dstcode, safe=':')}"
        return f"{self.paths[path]}?{named}&providerurl={quote(self.provider_url, safe=':/')}"


def _tables(reader: SettingsReader) -> Tables:
    try:
        return tables.read(reader.mapping("tables"))
    except ValueError as error:
        reader.problems.append(f"tables: {error}")
        return tables.read({})
