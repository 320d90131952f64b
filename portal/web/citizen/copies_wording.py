"""Says what files are handed in as, what their signatures are worth, what has to come on paper."""

from collections.abc import Callable, Iterable, Sequence

from flask_babel import gettext as _

from forms.messages import Lang
from forms.spec import Document, DocumentForm
from portal import clock
from portal.domain.signatures import Signature, SignatureState
from portal.services.attachments import Held
from portal.services.copies import presenting
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_check import Finding, Tone
from portal.web.formats import day

PRESENTED = "presented_as"
"""The name a form sends it by, before a point and the document."""


def finding(found: Signature) -> Finding | None:
    """Say what a file's signatures are worth; nothing of a file that nobody signed."""
    told = _TOLD.get(found.state)
    return Finding(told[0](found), told[1]) if told else None


def _valid(found: Signature) -> str:
    who = ", ".join(dict.fromkeys(signer.name for signer in found.signers))
    at = next((one.signed_at for one in reversed(found.signers) if one.signed_at), None)
    if at is None:
        return str(
            _(
                "Bản sao chứng thực điện tử hợp lệ, ký bởi %(who)s. Bạn không cần nộp bản giấy.",
                who=who,
            )
        )
    return str(
        _(
            "Bản sao chứng thực điện tử hợp lệ, ký bởi %(who)s ngày %(day)s. "
            "Bạn không cần nộp bản giấy.",
            who=who,
            day=day(clock.day(at)),
        )
    )


def _unverifiable(found: Signature) -> str:
    who = ", ".join(dict.fromkeys(signer.name for signer in found.signers))
    if not who:
        return str(
            _(
                "Tệp có chữ ký số nhưng Cổng chưa kiểm tra được. Cán bộ sẽ xem; "
                "hãy giữ bản giấy để nộp khi cơ quan yêu cầu."
            )
        )
    return str(
        _(
            "Tệp có chữ ký số ghi tên %(who)s nhưng Cổng chưa kiểm tra được. Cán bộ sẽ xem; "
            "hãy giữ bản giấy để nộp khi cơ quan yêu cầu.",
            who=who,
        )
    )


def _broken(_found: Signature) -> str:
    return str(
        _(
            "Tệp đã bị sửa sau khi ký số nên không được tính là bản sao chứng thực. "
            "Hãy tải lên đúng tệp bạn được cấp, hoặc chuẩn bị bản giấy."
        )
    )


def _expired(_found: Signature) -> str:
    return str(
        _(
            "Chứng thư số của người ký đã hết hạn nên tệp không được tính là bản sao chứng thực. "
            "Cán bộ sẽ xem; hãy chuẩn bị bản giấy."
        )
    )


def _revoked(_found: Signature) -> str:
    return str(
        _(
            "Chứng thư số của người ký đã bị thu hồi nên tệp không được tính là "
            "bản sao chứng thực. Hãy xin lại bản sao, hoặc chuẩn bị bản giấy."
        )
    )


_TOLD: dict[SignatureState, tuple[Callable[[Signature], str], Tone]] = {
    SignatureState.VALID: (_valid, Tone.GOOD),
    SignatureState.UNVERIFIABLE: (_unverifiable, Tone.WAIT),
    SignatureState.EXPIRED: (_expired, Tone.WAIT),
    SignatureState.REVOKED: (_revoked, Tone.BAD),
    SignatureState.BROKEN: (_broken, Tone.BAD),
}


def form_name(form: str) -> str:
    """Name what a file is handed in as; nothing where nobody said."""
    named = {
        "original": _("bản chính"),
        "certified_copy": _("bản sao chứng thực"),
        "copy": _("bản sao"),
        "photo": _("bản chụp"),
    }
    return str(named.get(form, ""))


def presented_as(file: Held) -> str:
    """Name what a file is handed in as; a certified electronic copy by its whole name."""
    if file.signature.certifies:
        return str(_("bản sao chứng thực điện tử"))
    return form_name(file.presented_as)


def question(document: Document, files: Iterable[Held]) -> Field | None:
    """Ask what the files of a document are handed in as, where several things will do.

    Certified electronic copies are not asked about; if there are no other files, nobody is.
    """
    own = [file for file in files if file.document == document.id]
    settled = bool(own) and all(file.signature.certifies for file in own)
    if len(document.forms) < 2 or settled:
        return None
    return Field(
        name=f"{PRESENTED}.{document.id}",
        kind="radio",
        label=_("Bạn nộp giấy tờ này dưới dạng nào?"),
        value=presenting.chosen(document, own),
        options=tuple(Option(form, *_explained(form)) for form in document.forms),
    )


def _explained(form: DocumentForm) -> tuple[str, str]:
    said = {
        "original": (_("Bản chính"), _("Tải tệp lên bây giờ và mang bản giấy đến khi cơ quan hẹn")),
        "certified_copy": (
            _("Bản sao chứng thực"),
            _("Bản giấy thì mang đến khi cơ quan hẹn; bản điện tử có chữ ký số thì không cần"),
        ),
        "copy": (_("Bản sao"), _("Không chứng thực, không phải mang bản giấy")),
        "photo": (_("Bản chụp"), _("Ảnh chụp hoặc bản quét, không phải mang bản giấy")),
    }
    label, hint = said[form]
    return str(label), str(hint)


def on_paper(documents: Iterable[Document], files: Sequence[Held], lang: Lang) -> tuple[str, ...]:
    """Name the papers that still have to be brought, each with what it has to be."""
    wanted = ((one, presenting.on_paper(one, files)) for one in documents)
    return tuple(f"{one.name.in_(lang)} ({form_name(form)})" for one, form in wanted if form)
