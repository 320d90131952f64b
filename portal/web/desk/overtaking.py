"""What happened to a dossier while an officer filled in a page about it: told on that very page.

The summary of errors goes there, whatever fields the page has.
"""

from dataclasses import replace

from flask import request
from flask_babel import gettext as _

from portal.web.desk.cases import Case

ANCHOR = "overtaken"
"""The id of the place on the page, and the name of the error."""
_LAST = 5


def said() -> str:
    """Say that a deed was not done, and what to do."""
    return str(_("Hồ sơ vừa có thay đổi. Xem điều vừa xảy ra rồi làm lại bước này"))


def told(case: Case) -> Case:
    """Show with a dossier what has happened since the page of this request was made."""
    number = request.form.get("seen", "")
    known = number.isascii() and number.isdigit() and len(number) < 10
    since = [one for one in case.happened if known and one.seq > int(number)]
    return replace(case, overtaken=tuple(since or case.happened)[-_LAST:])
