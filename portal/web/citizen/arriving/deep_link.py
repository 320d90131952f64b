"""The link by which the national portal sends somebody to a form of ours: signed in, and there.

``/?vnconnect=1&MaTTHCDP=<procedure>&MaCoQuanThucHien=<agency>&MaDVC=<service>``: what it does not
know of us it may leave out, and a procedure nobody offers here leads to the search.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.runtime import Runtime
from portal.services import publishing
from portal.web.citizen import addresses


def asked(args: Mapping[str, str]) -> bool:
    """Say whether a request for the home page is such a link."""
    return args.get("vnconnect") == "1" and bool(args.get("MaTTHCDP", "").strip())


def leads_to(session: Session, rt: Runtime, args: Mapping[str, str]) -> str | None:
    """Give the page a link leads to, None if nobody offers the procedure here.

    A local suffix of the procedure's code is left off where no form has it.
    """
    code = args["MaTTHCDP"].strip()
    for spelt in dict.fromkeys((code, ".".join(code.split(".")[:2]))):
        try:
            form = publishing.live(session, rt, spelt)
        except NotFound:
            continue
        return addresses.start(form.code, args.get("MaCoQuanThucHien", "").strip())
    return None
