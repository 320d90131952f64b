"""What the national store has to keep: tried with a person who agreed, at its TEST system only."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace

from connectors.base import Surroundings
from connectors.contract.checks import Broken, Check, Report, run
from connectors.errors import Misconfigured, Raw, Rejected
from connectors.national.store import Store, StoreConfig
from connectors.national_base import NationalStore
from connectors.store_messages import Asker, FoundFile, StoreQuestion, WantedPaper

# No province has the number 000, and none ever had: nobody has this number.
_NOBODY = "000000000042"
_WANTED = (WantedPaper("000.00.00.G15-KQ004389"), WantedPaper("000.00.00.G01-KQ003605"))


def _question(number: str) -> StoreQuestion:
    return StoreQuestion(number, "Diễn Tập", number, Asker.CITIZEN, "1.001193", _WANTED)


class _Attempts:
    """The attempts; ``whom`` is the number of a test person who agreed."""

    def __init__(self, ours: NationalStore, strange: NationalStore, whom: str) -> None:
        self._ours, self._strange, self._whom = ours, strange, whom

    def reachable(self) -> Iterator[Raw]:
        self._ours.check_config()
        yield from ()

    def stranger(self) -> Iterator[Raw]:
        try:
            self._strange.check_config()
        except (Misconfigured, Rejected) as refusal:
            yield refusal.raw
        else:
            raise Broken("a wrong password was let in")

    def nobody(self) -> Iterator[Raw]:
        try:
            found = self._ours.look_up(_question(_NOBODY))
        except Rejected as refusal:
            yield refusal.raw
            return
        if found.papers:
            raise Broken("somebody who does not exist has papers")
        yield Raw("look_up", 200, found.raw)

    def papers(self) -> Iterator[Raw]:
        found = self._ours.look_up(_question(self._whom))
        yield Raw("look_up", 200, found.raw)
        for paper in found.papers[:1]:
            if not any(self._ours.fetch(paper.files[0])):
                raise Broken("a file it lists has no content")

    def no_file(self) -> Iterator[Raw]:
        try:
            list(self._ours.fetch(FoundFile("", "", f"/khong-co/{secrets.token_hex(8)}.pdf")))
        except Rejected as refusal:
            yield refusal.raw
        else:
            raise Broken("a file that does not exist was given")


def _rules(attempts: _Attempts) -> list[tuple[str, str, str, Callable[[], Iterator[Raw]]]]:
    return [
        ("reachable", "Kết nối được", "It is reached and lets us in", attempts.reachable),
        (
            "wrong-password",
            "Từ chối mật khẩu sai",
            "A wrong password is refused",
            attempts.stranger,
        ),
        (
            "nobodys-papers",
            "Số định danh không có thật thì không có giấy tờ",
            "A number nobody has has no papers",
            attempts.nobody,
        ),
        (
            "own-papers",
            "Tra cứu được giấy tờ của người đồng ý, tệp tải về được",
            "Papers of the person who agreed are told, and a file of theirs is given",
            attempts.papers,
        ),
        (
            "no-such-file",
            "Từ chối tệp không có",
            "A file that does not exist is refused",
            attempts.no_file,
        ),
    ]


def examine(config: StoreConfig, around: Surroundings, whom: str) -> Report:
    """Try the dialect against a live TEST system, with the papers of a person who agreed."""
    ours = Store(config, around)
    strange = Store(replace(config, password=secrets.token_hex(16)), around)
    try:
        attempts = _Attempts(ours, strange, whom)
        return run("national_store", [Check(*rule) for rule in _rules(attempts)])
    finally:
        ours.close()
        strange.close()
