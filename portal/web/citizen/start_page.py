"""Draws the page where case and agency are chosen, and reads the choice."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from forms.lookups import VietnamProvinces
from forms.messages import Lang
from forms.spec import Form
from portal.models import Agency
from portal.web.citizen import addresses
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_pages import StartPage

_FEW = 6


@dataclass(frozen=True)
class Choice:
    """What was chosen so far, and what is wrong with it."""

    case: str = ""
    agency: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def chosen_already(agencies: Sequence[Agency], code: str) -> Choice:
    """Choose the agency a link names, if it takes this procedure."""
    found = (str(agency.id) for agency in agencies if agency.code == code)
    return Choice(agency=next(found, ""))


def read_choice(
    form: Form, agencies: Sequence[Agency], typed: Mapping[str, str]
) -> tuple[Choice, uuid.UUID | None]:
    """Read a choice; gives the agency's id if there is nothing to mend."""
    case = typed.get("case", "") if len(form.cases) > 1 else form.cases[0].id
    wanted = typed.get("agency", "")
    chosen = next((agency.id for agency in agencies if str(agency.id) == wanted), None)
    errors = {}
    if form.case(case) is None:
        errors["case"] = _("Chọn trường hợp của bạn")
    if chosen is None:
        errors["agency"] = _("Chọn cơ quan nhận hồ sơ")
    return Choice(case, wanted, errors), None if errors else chosen


def start_page(form: Form, agencies: Sequence[Agency], choice: Choice, lang: Lang) -> StartPage:
    """Draw the choice; a question with one possible answer is not asked, or answered already."""
    cases = (_cases(form, choice, lang),) if len(form.cases) > 1 else ()
    return StartPage(
        procedure=form.name.in_(lang),
        action=addresses.start(form.code),
        fields=(*cases, _agencies(agencies, choice, lang)),
        back_href=addresses.procedure(form.code),
    )


def signed_out_page(form: Form, lang: Lang) -> StartPage:
    """Draw the page for somebody who is not signed in yet."""
    return StartPage(
        procedure=form.name.in_(lang),
        action="",
        fields=(),
        back_href=addresses.procedure(form.code),
        sign_in_href=addresses.sign_in(addresses.start(form.code)),
    )


def _cases(form: Form, choice: Choice, lang: Lang) -> Field:
    options = tuple(
        Option(case.id, case.name.in_(lang), case.hint.in_(lang) if case.hint else "")
        for case in form.cases
    )
    label = _("Bạn thuộc trường hợp nào?")
    error = choice.errors.get("case", "")
    return Field("case", "radio", label, value=choice.case, options=options, error=error)


def _agencies(agencies: Sequence[Agency], choice: Choice, lang: Lang) -> Field:
    many = len(agencies) > _FEW
    options = tuple(
        Option(
            str(agency.id),
            agency.name_in(lang),
            group=_province(agency.place) if many else "",
        )
        for agency in agencies
    )
    return Field(
        "agency",
        "select" if many else "radio",
        _("Nộp hồ sơ ở đâu?"),
        value=choice.agency or (options[0].value if len(options) == 1 else ""),
        options=options,
        error=choice.errors.get("agency", ""),
    )


def _province(place: str) -> str:
    """Name the province an agency is in, by the code of its province or commune."""
    places = VietnamProvinces()
    found = places.commune(place)
    if found:
        return found[1].name
    return next((each.name for each in places.provinces() if each.code == place), "")
