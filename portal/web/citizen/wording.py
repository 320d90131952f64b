"""Puts what a form says of fees, times and copies into a citizen's words."""

from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from forms.messages import Lang, inside_sentence
from forms.needs import FeeDue, FeeLine
from forms.spec import Document, Fee, Form, Processing, Sourced
from portal.web.formats import dong, number

_SURE_ENOUGH = 80


def amount(form: Form, fee: Fee, lang: Lang) -> str:
    """Say what a fee is through this portal, before anything is answered."""
    known = fee.amounts.get("online")
    if known is None:
        return str(_("Do tỉnh quy định, cơ quan sẽ báo"))
    if not known:
        return str(_("Miễn phí"))
    counted = next((q for q in form.questions if q.name == fee.per), None)
    if counted is None:
        return dong(known)
    what = inside_sentence(counted.label.in_(lang))
    return str(_("%(amount)s × %(what)s", amount=dong(known), what=what))


def fee_due(due: FeeDue, lang: Lang) -> str:
    """Say what these answers cost."""
    lines = [_fee_line(line, lang) for line in due.lines if line.amount]
    if due.open:
        lines.append(str(_("Có khoản do tỉnh quy định, cơ quan sẽ báo sau.")))
    elif not lines:
        return str(_("Miễn phí."))
    if len(lines) > 1 and due.total:
        lines.insert(0, str(_("%(total)s, gồm:", total=dong(due.total))))
    return " ".join(lines)


def _fee_line(line: FeeLine, lang: Lang) -> str:
    name = line.fee.name.in_(lang)
    if line.quantity > 1 and line.unit_amount:
        return str(
            _(
                "%(name)s: %(amount)s (%(count)s × %(unit)s).",
                name=name,
                amount=dong(line.amount or 0),
                count=number(line.quantity),
                unit=dong(line.unit_amount),
            )
        )
    return str(_("%(name)s: %(amount)s.", name=name, amount=dong(line.amount or 0)))


def term(processing: Processing, lang: Lang) -> str:
    """Say how long the agency has: 7 ngày làm việc."""
    if processing.cut_off is not None and processing.quantity == 1:
        return str(_("Trong ngày làm việc"))
    return _quantity(processing.quantity, processing.unit)


def _quantity(quantity: Decimal, unit: str) -> str:
    count, shown = int(quantity) or 1, number(float(quantity))
    worded = {
        "working_day": lambda: ngettext(
            "%(shown)s ngày làm việc", "%(shown)s ngày làm việc", count, shown=shown
        ),
        "working_hour": lambda: ngettext(
            "%(shown)s giờ làm việc", "%(shown)s giờ làm việc", count, shown=shown
        ),
        "day": lambda: ngettext("%(shown)s ngày", "%(shown)s ngày", count, shown=shown),
        "month": lambda: ngettext("%(shown)s tháng", "%(shown)s tháng", count, shown=shown),
    }
    return str(worded[unit]())


def term_sentence(processing: Processing | None, lang: Lang) -> str:
    """Say how long it takes, with what there is to know about it."""
    if processing is None:
        return str(_("Cơ quan sẽ báo khi tiếp nhận."))
    note = processing.note.in_(lang) if processing.note else ""
    return f"{term(processing, lang)}. {note}".strip()


def copies(document: Document) -> str:
    """Say in how many copies a paper belongs to the dossier; nothing if the portal makes it."""
    if document.from_answers or document.need == "information":
        return ""
    forms = {
        "original": _("bản chính"),
        "certified_copy": _("bản sao chứng thực"),
        "copy": _("bản sao"),
        "photo": _("bản chụp"),
    }
    told = []
    if document.originals:
        told.append(f"{document.originals} {forms[document.presented_as]}")
    if document.copies:
        told.append(f"{document.copies} {forms['copy']}")
    return ", ".join(told)


def unsure(sourced: Sourced) -> str:
    """Say that a value should be checked with the agency, where our sources do not agree."""
    doubtful = sourced.percent is not None and sourced.percent < _SURE_ENOUGH
    if sourced.certainty == "unsure" or doubtful:
        return str(_("các nguồn chúng tôi có chưa thống nhất."))
    return ""
