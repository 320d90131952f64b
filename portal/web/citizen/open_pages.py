"""Draws the pages that need nobody signed in: home with its search, and a procedure."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from forms import search
from forms.life_events import LIFE_EVENTS
from forms.messages import Lang
from forms.spec import Competence, Document, Form, Result
from portal.web.citizen import addresses, wording
from portal.web.citizen.present_pages import (
    DocumentNeed,
    Fact,
    HomePage,
    LegalBasis,
    LifeEvent,
    Link,
    ProcedurePage,
)

LONGEST_QUERY = 200


def home_page(forms: Sequence[Form], query: str | None, lang: Lang) -> HomePage:
    """Draw the home page; a query finds procedures by everyday words."""
    typed = (query or "").strip()[:LONGEST_QUERY]
    hits = None
    if typed:
        found = search.find(forms, typed, lang)
        hits = tuple(_link(each.form, lang, note=True) for each in found)
    return HomePage(events=_events(forms, lang), query=typed, hits=hits)


def _events(forms: Sequence[Form], lang: Lang) -> tuple[LifeEvent, ...]:
    return tuple(
        LifeEvent(LIFE_EVENTS[event].in_(lang), tuple(_link(form, lang) for form in found))
        for event, found in search.by_life_event(forms).items()
    )


def _link(form: Form, lang: Lang, *, note: bool = False) -> Link:
    told = form.summary.in_(lang) if note else ""
    return Link(form.name.in_(lang), addresses.procedure(form.code), told)


def procedure_page(
    form: Form, lang: Lang, today: date, *, served: bool, draft_href: str = ""
) -> ProcedurePage:
    """Draw a procedure as of today."""
    return ProcedurePage(
        code=form.code,
        name=form.name.in_(lang),
        summary=form.summary.in_(lang),
        who=_who(form, lang),
        cases=_cases(form, lang),
        documents=tuple(_document(document, lang) for document in form.documents),
        fees=_fees(form, lang),
        times=_times(form, lang),
        agency=_agency(form, lang, today),
        results=tuple(
            Fact(result.name.in_(lang), unsure=wording.unsure(result.sourced))
            for result in form.results
            if _valid(result, today)
        ),
        legal=tuple(LegalBasis(act.number, act.title.in_(lang)) for act in form.legal),
        start_href=addresses.start(form.code) if served else "",
        closed="" if served else _("Chưa có cơ quan nào nhận thủ tục này qua Cổng."),
        draft_href=draft_href,
    )


def _who(form: Form, lang: Lang) -> tuple[Fact, ...]:
    """Who may do it."""
    acting = form.acting
    if not acting.note:
        return ()
    return (Fact(acting.note.in_(lang), unsure=wording.unsure(acting.sourced)),)


def _cases(form: Form, lang: Lang) -> tuple[Fact, ...]:
    """In which situations, if there are several."""
    if len(form.cases) < 2:
        return ()
    return tuple(
        Fact(
            case.name.in_(lang),
            note=case.hint.in_(lang) if case.hint else "",
            unsure=wording.unsure(case.sourced),
        )
        for case in form.cases
    )


def _document(document: Document, lang: Lang) -> DocumentNeed:
    always = document.need == "required" and not document.show_when and not document.required_when
    return DocumentNeed(
        name=document.name.in_(lang),
        when=document.hint.in_(lang) if document.hint else "",
        copies=wording.copies(document),
        required=always,
        unsure=wording.unsure(document.sourced),
    )


def _fees(form: Form, lang: Lang) -> tuple[Fact, ...]:
    told = tuple(
        Fact(
            wording.amount(form, fee, lang),
            fee.name.in_(lang),
            fee.exempt.in_(lang) if fee.exempt else "",
            wording.unsure(fee.sourced),
        )
        for fee in form.fees
        if "online" in fee.amounts
    )
    return told or (Fact(_("Miễn phí")),)


def _times(form: Form, lang: Lang) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            wording.term(each, lang),
            note=each.note.in_(lang) if each.note else "",
            unsure=wording.unsure(each.sourced),
        )
        for each in form.processing
    )


def _agency(form: Form, lang: Lang, today: date) -> Fact:
    competent = [each for each in form.competence if _valid(each, today)]
    names = ", ".join(each.name.in_(lang) for each in competent)
    return Fact(
        names, unsure=next((u for each in competent if (u := wording.unsure(each.sourced))), "")
    )


def _valid(rule: Competence | Result, today: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= today
    return begun and (rule.valid_until is None or today <= rule.valid_until)
