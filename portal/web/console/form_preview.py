"""Draws the steps of a form as citizens will meet them, nothing filled in and nothing to send."""

from dataclasses import dataclass, replace

from forms.loader import load
from forms.lookups import Lists
from forms.messages import Lang
from forms.spec import Form
from portal import clock
from portal.models import FormProposal
from portal.web.citizen import addresses as citizens
from portal.web.citizen.fields import field_of
from portal.web.citizen.present import Field
from portal.web.citizen.sheet import Sheet
from portal.web.context import language


@dataclass(frozen=True)
class PreviewPage:
    """One step of a form on show; ``asked_if`` marks questions that are not always asked."""

    proposal: FormProposal
    procedure: str
    steps: tuple[tuple[str, str], ...]
    current: str
    title: str
    intro: str
    fields: tuple[tuple[Field, bool], ...]
    communes_href: str = citizens.COMMUNES


def preview_page(row: FormProposal, step_id: str, lists: Lists) -> PreviewPage:
    """Draw one step, the first unless another one is asked for, with every question it may ask.

    ``lists`` are the code lists that are kept here.
    """
    form, lang = load(row.source, row.file_name), language()
    step = form.step(step_id) or form.steps[0]
    sheet = replace(_blank(form, lang), lists=lists)
    return PreviewPage(
        proposal=row,
        procedure=form.name.in_(lang),
        steps=tuple((each.id, each.title.in_(lang)) for each in form.steps),
        current=step.id,
        title=step.title.in_(lang),
        intro=step.intro.in_(lang) if step.intro else "",
        fields=tuple((field_of(sheet, one), one.show_when is not None) for one in step.questions),
    )


def _blank(form: Form, lang: Lang) -> Sheet:
    names = frozenset(question.name for question in form.questions)
    case = form.cases[0].id
    return Sheet(case=case, today=clock.today(), lang=lang, raw={}, clean={}, visible=names)
