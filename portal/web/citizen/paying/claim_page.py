"""Draws the page where a citizen claims that a fee need not be paid, or not whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from portal.services.attachments import Held
from portal.services.paying import claiming
from portal.services.paying.claiming import Claim
from portal.settings import Settings
from portal.web.citizen import addresses
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.citizen.present_check import UploadedFile


@dataclass(frozen=True)
class ClaimPage:
    """A claim as far as it is written. Context of ``claim.html``; sizes in bytes, sums in đồng.

    ``turn`` is how often the fee was claimed before, ``last`` that it cannot be claimed after this
    once more; ``ground`` is None where the procedure names
    no grounds.
    """

    code: str
    procedure: str
    agency: str
    action: str
    back_href: str
    total: int
    turn: int
    ground: Field | None
    text: Field
    limit: int
    total_limit: int
    files: tuple[UploadedFile, ...] = ()
    file_error: str = ""
    accept: str = "application/pdf,image/*,.heic,.heif"
    last: bool = False
    kinds: str = "PDF, JPG, PNG, HEIC, WEBP, TIFF"

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        wrong = (ErrorLine("file", self.file_error),) if self.file_error else ()
        asked = self.ground.errors() if self.ground else ()
        return (*asked, *self.text.errors(), *wrong)


@dataclass(frozen=True)
class Told:
    """What the page needs besides the claim: what is wrong by field, whose language, limits."""

    language: str
    settings: Settings
    wrong: Mapping[str, str] = field(default_factory=dict)


def claim_page(claim: Claim, told: Told) -> ClaimPage:
    """Draw a claim."""
    dossier, number = claim.content.dossier, claim.owed.notice.number
    return ClaimPage(
        code=dossier.code,
        procedure=claim.content.form.name.in_("en" if told.language == "en" else "vi"),
        agency=claim.content.agency.name_in(told.language),
        action=addresses.claim(dossier.code, number),
        back_href=addresses.paying(dossier.code),
        total=claim.owed.notice.total,
        turn=claim.turn,
        last=claim.last,
        ground=_ground(claim, told) if claim.grounds else None,
        text=_text(claim, told),
        limit=told.settings.file_limit,
        total_limit=told.settings.dossier_limit,
        files=tuple(_file(dossier.code, each) for each in claim.files),
        file_error=told.wrong.get("file", ""),
    )


def _ground(claim: Claim, told: Told) -> Field:
    lang = "en" if told.language == "en" else "vi"
    named = tuple(
        Option(
            one.id,
            one.name.in_(lang),
            (
                _("Gửi kèm: %(proof)s. %(source)s", proof=one.proof.in_(lang), source=one.source)
                if one.proof
                else _("Không cần gửi thêm giấy tờ. %(source)s", source=one.source)
            ),
        )
        for one in claim.grounds
    )
    other = Option(claiming.OTHER, _("Căn cứ khác"), _("Viết rõ ở ô dưới và gửi kèm giấy tờ."))
    return Field(
        name="ground",
        kind="radio",
        label=_("Bạn thuộc diện nào?"),
        value=claim.ground,
        error=told.wrong.get("ground", ""),
        options=(*named, other),
    )


def _text(claim: Claim, told: Told) -> Field:
    return Field(
        name="text",
        kind="long_text",
        label=_("Bạn giải thích thêm") if claim.grounds else _("Vì sao bạn được miễn, giảm?"),
        hint=_("Ví dụ: Gia đình tôi là hộ nghèo năm 2026, giấy chứng nhận gửi kèm."),
        required=not claim.grounds,
        value=claim.text,
        error=told.wrong.get("text", ""),
        max_length=claiming.LONGEST,
    )


def _file(code: str, file: Held) -> UploadedFile:
    href = addresses.dossier(code, "tep", str(file.id))
    return UploadedFile(id=str(file.id), name=file.name, size=file.size, href=href)
