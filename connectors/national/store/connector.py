"""Talk with the national store of personal papers: look a person's up, fetch a file."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from connectors.base import Surroundings
from connectors.errors import Reason, Rejected
from connectors.national.store import reading
from connectors.national.store.config import StoreConfig
from connectors.national.store.pause import Pause
from connectors.national.store.session import Patience, Session
from connectors.store_messages import FoundFile, StoreAnswer, StoreQuestion

_NUMBER = re.compile(r"[0-9]{12}", re.ASCII)
_PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}", re.ASCII)
_BLOCK = 64 * 1024


class Store:
    """The national store. Implements ``connectors.national_base.NationalStore``."""

    def __init__(self, config: StoreConfig, around: Surroundings) -> None:
        self._config = config
        self._session = Session(config, around)
        self._pause = Pause(around.clock)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._session.close()

    def check_config(self) -> None:
        """Fetch a session: proves address, way and credentials, and has no other effect."""
        self._session.sign_in()

    def look_up(self, asked: StoreQuestion) -> StoreAnswer:
        """Ask what papers of the wanted kinds somebody has; none is an answer like any other.

        :raises Unavailable: if it does not answer in time, or not so that it can be understood.
        :raises Rejected: if the question is not fit to send, or the store refuses it.
        """
        _check(asked)
        patience = Patience(self._config.seconds)
        with self._pause.kept():
            said = self._session.ask(reading.question(asked, self._config.tables), patience)
        if said.means("nothing") and not said.means("yes"):
            return StoreAnswer((), said.raw.body)
        return StoreAnswer(reading.papers(said.want_yes().result), said.raw.body)

    def fetch(self, file: FoundFile) -> Iterator[bytes]:
        """Give a file's bytes piece by piece; the call is made when the first is asked for.

        :raises Unavailable: if it does not come in time, is too long or is no base64.
        :raises Rejected: if the store has no such file (any more).
        """
        asked = {"CoQuanChuQuan": file.agency, "DuongDan": file.path}
        patience = Patience(self._config.file_seconds)
        with TemporaryDirectory(prefix="national-store-") as folder:
            with self._pause.kept():
                held = self._session.file(asked, patience, Path(folder))
            with held.open("rb") as source:
                while piece := source.read(_BLOCK):
                    yield piece


def _check(asked: StoreQuestion) -> None:
    """Let what is fit to be asked pass: nothing is made up, and nobody asked for without need."""
    wrong = []
    if not _NUMBER.fullmatch(asked.owner_number) or not _NUMBER.fullmatch(asked.asker_number):
        wrong.append(Reason("SoDinhDanh", "a citizen number has twelve digits"))
    if not asked.asker_name:
        wrong.append(Reason("HoTenNguoiYeuCau", "is missing"))
    if not _PROCEDURE.fullmatch(asked.procedure):
        wrong.append(Reason("MaThuTuc", "is no national code of a procedure"))
    if not asked.wanted:
        wrong.append(Reason("DanhSachDanhMucKetQua", "is empty"))
    if wrong:
        raise Rejected("the question is not fit to be asked", reasons=wrong)
