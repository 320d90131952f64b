"""Whose account a dossier's fees are paid into."""

import re
import uuid
from collections.abc import Mapping

from sqlalchemy.orm import Session

from forms.lookups.banks import BANKS
from portal.domain.errors import Unacceptable
from portal.models import Payee

_ACCOUNT = re.compile(r"[0-9A-Z]{4,24}", re.ASCII)
_TAX = re.compile(r"[0-9]{10}(-?[0-9]{3})?", re.ASCII)
# {yy} stands for the last two digits of the year a receipt is issued in.
_SYMBOL = re.compile(r"(?=.{2,20}\Z)[0-9A-Z/-]*(\{yy\})?[0-9A-Z/-]*", re.ASCII)
_TEMPLATE = re.compile(r"[0-9A-Z/-]{0,20}", re.ASCII)
FIELDS = ("account", "bank", "holder", "tax_code", "template", "symbol")


def of(session: Session, agency_id: uuid.UUID) -> Payee | None:
    """Give the account of an agency; None if its fees are paid at its counter alone."""
    return session.get(Payee, agency_id)


def keep(session: Session, agency_id: uuid.UUID, told: Mapping[str, str]) -> Payee:
    """Keep the account of an agency, as an operator tells it.

    :raises Unacceptable: naming the field that cannot be.
    """
    given = {name: str(told.get(name, "")).strip() for name in FIELDS}
    rules = {
        "account": bool(_ACCOUNT.fullmatch(given["account"])),
        "bank": given["bank"] in BANKS,
        "holder": bool(given["holder"]) and given["holder"].isprintable(),
        "tax_code": not given["tax_code"] or bool(_TAX.fullmatch(given["tax_code"])),
        "symbol": not given["symbol"] or bool(_SYMBOL.fullmatch(given["symbol"])),
        "template": bool(_TEMPLATE.fullmatch(given["template"])),
    }
    # A receipt without the tax code of who issues it is none.
    rules["tax_code"] = rules["tax_code"] and bool(given["tax_code"] or not given["symbol"])
    wrong = sorted({*told} - {*FIELDS}) + [name for name, fits in rules.items() if not fits]
    if wrong:
        raise Unacceptable(wrong[0])
    found = session.merge(Payee(agency_id=agency_id, **given))
    session.flush()
    return found
