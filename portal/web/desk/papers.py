"""The papers of a dossier on the desk, to be printed or handed over."""

from werkzeug.wrappers import Response

from portal.services import notices, receipts
from portal.services.desk import control, slips
from portal.web.citizen.downloads import send_paper
from portal.web.context import reading, rt
from portal.web.desk import addresses
from portal.web.desk.cases import opened
from portal.web.desk.guard import guarded

blueprint = guarded("desk_papers", __name__)


@blueprint.get(f"{addresses.CASE}/giay/<name>.pdf")
def paper(agency: str, code: str, name: str) -> Response:
    """Press one of the papers."""
    with reading() as session:
        case = opened(session, agency, code)
        if name == "to-khai":
            pressed = receipts.declaration(rt(), case.content)
        elif name == "giay-tiep-nhan":
            pressed = receipts.receipt(session, rt(), case.content)
        elif name == "phieu-tra-ket-qua":
            pressed = slips.return_slip(rt(), case.content)
        elif name.startswith("PBG-"):
            pressed = slips.transfer_slip(session, rt(), case.content, name)
        elif name == "kiem-soat-qua-trinh":
            pressed = control.control_slip(session, rt(), case.content)
        else:
            pressed = notices.notice(session, rt(), case.content, name)
    return send_paper(pressed, f"{name}-{code}.pdf")
