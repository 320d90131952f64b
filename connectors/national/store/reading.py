"""What goes to the store and what comes from it: written strictly, read tolerantly.

No official description is at hand: codes come as numbers or text, and one object stands where a
list of one is meant. What cannot be fetched (no path) is no paper that can be used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from connectors.errors import Raw, Reason, Rejected, Unavailable
from connectors.messages import Json
from connectors.national.store.tables import Tables
from connectors.store_messages import FoundFile, FoundPaper, StoreQuestion

MOST_PAPERS, MOST_FILES = 50, 10
"""How many papers, and files of each, are read at most."""
_CODES = ("errorCode", "error_code", "code")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says, its code as text however it was typed (0, "0", "00")."""

    code: str
    message: str
    result: Any = field(repr=False)
    whole: Mapping[str, Any] = field(repr=False)
    raw: Raw
    tables: Tables = field(repr=False)

    def means(self, answer: str) -> bool:
        """Say whether it means ``yes``, ``nothing``, ``session_over`` …, by the table."""
        return self.tables.means(answer, self.code, self.message)

    def want_yes(self) -> "Said":
        """Let a yes pass; whatever else is said is a no, with the store's own words.

        :raises Unavailable: if it asks us to try again.
        :raises Rejected: for every other no.
        """
        if self.means("yes"):
            return self
        if self.means("try_later"):
            raise Unavailable("the national store asks us to try later", self.raw)
        said = self.message or f"errorCode {self.code}"
        raise Rejected("the national store refuses this", self.raw, [Reason("", said[:_LONGEST])])


def said(whole: Mapping[str, Any], raw: Raw, tables: Tables) -> Said:
    """Open the envelope of an answer.

    :raises Unavailable: if it has no code: as good as no answer.
    """
    code = next((whole[name] for name in _CODES if whole.get(name) is not None), None)
    if not _is_word(code):
        raise Unavailable("the answer of the national store has no errorCode", raw)
    message = whole.get("message")
    return Said(
        code=str(code).strip(),
        message=message if isinstance(message, str) else "",
        result=whole.get("result", whole.get("data")),
        whole=whole,
        raw=raw,
        tables=tables,
    )


def question(asked: StoreQuestion, tables: Tables) -> dict[str, Json]:
    """Write a look-up."""
    return {
        "SoDinhDanhChuSoHuu": asked.owner_number,
        "HoTenNguoiYeuCau": asked.asker_name,
        "KenhThucHien": tables.askers[asked.asker][0],
        "SoDinhDanhNguoiYeuCau": asked.asker_number,
        "MaThuTuc": asked.procedure,
        "DanhSachDanhMucKetQua": [
            {"MaKetQua": one.code, "SoKyHieu": one.number} for one in asked.wanted
        ],
    }


def papers(result: Any) -> tuple[FoundPaper, ...]:
    """Read the papers of a look-up, those with a file that can be fetched."""
    listed = result.get("DanhSachGiayToKetQua") if isinstance(result, dict) else result
    found = (_paper(one) for one in _objects(listed)[:MOST_PAPERS])
    return tuple(paper for paper in found if paper.code and paper.files)


def _paper(one: Mapping[str, Any]) -> FoundPaper:
    agency, title = _word(one.get("CoQuanChuQuan")), _word(one.get("TenGiayTo"))
    return FoundPaper(
        code=_word(one.get("MaKetQua")),
        title=title,
        number=_word(one.get("SoKyHieu")),
        agency=agency,
        files=tuple(_files(one.get("DanhSachTepDinhKem"), agency, title)),
    )


def _files(listed: Any, agency: str, title: str) -> Iterator[FoundFile]:
    for one in _objects(listed)[:MOST_FILES]:
        # A path that was cut would lead elsewhere.
        path = one.get("DuongDan")
        if isinstance(path, str) and 0 < len(path.strip()) <= 2000:
            yield FoundFile(_word(one.get("TenTep")) or title, agency, path.strip())


def _objects(value: Any) -> list[Mapping[str, Any]]:
    """Give what is listed; a lone object is a list of one."""
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict) and one]


def _word(value: Any) -> str:
    return " ".join(str(value).split())[:_LONGEST] if _is_word(value) else ""


def _is_word(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
