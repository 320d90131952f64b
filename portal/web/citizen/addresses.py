"""Where a citizen's pages are: the paths of the portal, written in one place."""

import uuid
from dataclasses import dataclass
from urllib.parse import quote

from flask import g, has_app_context

HOME = "/"
LOOKUP = "/tra-cuu"
ENQUIRE = "/phan-anh"
OWN_ENQUIRIES = f"{ENQUIRE}/cua-toi"
OWN_ENQUIRY = f"{OWN_ENQUIRIES}/<code>"
ANSWERS = "/hoi-dap"
MY_DOSSIERS = "/ho-so"
STORE = "/kho-giay-to"
DOCUMENTS = "giay-to"
REVIEW = "kiem-tra"
COUNTER_STORE = "kho"


@dataclass(frozen=True)
class Setting:
    """Where drafts are gone through: by citizens by themselves, or in an officer's hands.

    ``under`` stands before the path of a draft, ``left`` is where one goes who leaves it, and
    ``dossiers`` is under what it is found once it is a dossier.
    """

    under: str = ""
    left: str = MY_DOSSIERS
    dossiers: str = MY_DOSSIERS


_CITIZENS = Setting()


def setting() -> Setting:
    """Say where the drafts of this request are gone through."""
    found: Setting = g.get("drafts_set") or _CITIZENS if has_app_context() else _CITIZENS
    return found


def before_draft(code: str) -> str:
    """Give the page one came to a draft from: that of its procedure, or the list at a counter."""
    return setting().left if setting().under else procedure(code)


def submitted(code: str) -> str:
    """Give the page of a dossier that was a draft a moment ago."""
    return f"{setting().dossiers}/{quote(code)}"


def procedure(code: str) -> str:
    """Give the page of a procedure."""
    return f"/thu-tuc/{quote(code)}"


def start(code: str, agency: str = "") -> str:
    """Give the page where case and agency are chosen, an agency by its code chosen already."""
    chosen = f"?co-quan={quote(agency)}" if agency else ""
    return f"{procedure(code)}/bat-dau{chosen}"


def draft(draft_id: uuid.UUID) -> str:
    """Give a draft, which opens where it was left."""
    return f"{setting().under}/nhap/{draft_id}"


def step(draft_id: uuid.UUID, stage: str) -> str:
    """Give a step of a draft: one of its form's, the documents or the review."""
    return f"{setting().under}/nhap/{draft_id}/{quote(stage)}"


def autosave(draft_id: uuid.UUID, stage: str) -> str:
    """Give the address a step is saved at while it is being filled in."""
    return f"{step(draft_id, stage)}/luu"


def draft_uploads(draft_id: uuid.UUID) -> str:
    """Give the address a draft's files are sent to piece by piece; nothing at a counter."""
    return "" if setting().under else f"{step(draft_id, DOCUMENTS)}/gui"


def submission(draft_id: uuid.UUID) -> str:
    """Give the address a draft is submitted at."""
    return f"{setting().under}/nhap/{draft_id}/nop"


def counter_store(draft_id: uuid.UUID, document: str) -> str:
    """Give where an officer looks for a document in the submitter's stores; nothing elsewhere."""
    return f"{step(draft_id, COUNTER_STORE)}#{document}-name" if setting().under else ""


def draft_declaration(draft_id: uuid.UUID) -> str:
    """Give the declaration of a draft as it stands (PDF)."""
    return f"{setting().under}/nhap/{draft_id}/to-khai.pdf"


def newer_version(draft_id: uuid.UUID) -> str:
    """Give the address where a draft's citizen chooses between two versions of its form."""
    return f"{setting().under}/nhap/{draft_id}/ban-moi"


def removal(draft_id: uuid.UUID) -> str:
    """Give the address a draft is thrown away at."""
    return f"{setting().under}/nhap/{draft_id}/xoa"


def draft_file(draft_id: uuid.UUID, file_id: uuid.UUID) -> str:
    """Give a file of a draft."""
    return f"{setting().under}/nhap/{draft_id}/tep/{file_id}"


def dossier(code: str, *rest: str) -> str:
    """Give a dossier's page, or something under it."""
    return "/".join((MY_DOSSIERS, quote(code), *rest))


def supplement(code: str) -> str:
    """Give the page where a request for a supplement is answered."""
    return dossier(code, "bo-sung")


def reply_uploads(code: str) -> str:
    """Give the address the files of a supplement are sent to piece by piece."""
    return f"{supplement(code)}/gui"


def messages(code: str) -> str:
    """Give the page where a citizen writes to the agency about a dossier."""
    return dossier(code, "tin-nhan")


def thread(code: str) -> str:
    """Give the messages of a dossier, on its own page."""
    return f"{dossier(code)}#trao-doi"


def rating(code: str) -> str:
    """Give the page where a dossier that is through is rated."""
    return dossier(code, "danh-gia")


def joined(code: str) -> str:
    """Give the page where further procedures are joined to a dossier."""
    return dossier(code, "lien-thong")


def return_way(code: str) -> str:
    """Give the page where it is chosen how the result comes back."""
    return dossier(code, "nhan-ket-qua")


def paying(code: str) -> str:
    """Give the page where phí and lệ phí of a dossier are paid."""
    return dossier(code, "nop-phi")


def check_payment(code: str) -> str:
    """Give the address at which the platform is asked what became of what was begun."""
    return f"{paying(code)}/ket-qua"


def pay_online(code: str, number: int) -> str:
    """Give the address a fee is begun to be paid at, on the platform."""
    return f"{paying(code)}/{number}/truc-tuyen"


def claim(code: str, number: int) -> str:
    """Give the page where an exemption from a fee is claimed."""
    return f"{paying(code)}/{number}/mien-giam"


def take_claim_back(code: str, number: int) -> str:
    """Give the address a claim for an exemption is taken back at."""
    return f"{claim(code, number)}/rut"


def transfer_picture(code: str, number: int) -> str:
    """Give the VietQR code of a transfer for a fee."""
    return f"{paying(code)}/{number}/qr.svg"


def withdrawal(code: str) -> str:
    """Give the page where a dossier is asked back."""
    return dossier(code, "rut-ho-so")


def confirmations(code: str, *rest: str) -> str:
    """Give the page that tells whom a dossier waits for, or something under it."""
    return dossier(code, "xac-nhan", *rest)


def enquiry(token: str) -> str:
    """Give the page by which a question or complaint is followed."""
    return f"/p/{quote(token, safe='')}"


def own_enquiry(code: str, done: str) -> str:
    """Give a question or complaint to whoever wrote it; ``done`` is what has just been done."""
    return f"{OWN_ENQUIRIES}/{quote(code, safe='')}?xong={done}"


def confirmation(token: str, *rest: str) -> str:
    """Give the page by which somebody is asked to confirm, or something under it."""
    return "/".join(("/x", quote(token, safe=""), *rest))


def kept_paper(paper_id: uuid.UUID) -> str:
    """Give a paper of the citizen's own store."""
    return f"{STORE}/{paper_id}/tep"


def sign_in(back: str) -> str:
    """Give the address of sign-in, which leads back to a path of ours."""
    return f"/dang-nhap?tiep={quote(back)}"


COMMUNES = "/dia-danh/{province}"
"""Where the script of a place asks for the communes of a province."""


def fee_receipt(code: str, receipt_id: uuid.UUID, kind: str) -> str:
    """Give a receipt for fees as a file: pdf or xml."""
    return dossier(code, "bien-lai", f"{receipt_id}.{kind}")
