"""Every form we bring can be filled in on its pages, as its own examples do, and submitted."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

import pytest

from forms.fields import to_fields
from forms.loader import Loaded, load_catalog
from forms.schema import Context, check
from forms.spec import Example, Form
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import agencies, publishing
from portal.services.agencies import NewAgency
from tests.web.citizen.browsing import Browser
from tests.web.citizen.filling import PDF

CATALOG = load_catalog()
WALKS = [
    pytest.param(loaded, example, id=f"{loaded.form.code}-{number}")
    for loaded in CATALOG
    for number, example in enumerate(loaded.form.examples)
    if not example.errors
]


def identity(form: Form, example: Example) -> dict[str, Any]:
    """What the identity provider says of the person of an example."""
    said = {}
    for question in form.questions:
        for prefill in question.prefills:
            where, _, name = prefill.source.partition(".")
            if where == "identity" and prefill.locked and question.name in example.answers:
                said[name] = example.answers[question.name]
    return said


def agency_for(rt: Runtime, form: Form) -> Agency:
    """An agency that decides on a form."""
    level = form.competence[0].level
    new = NewAgency(
        code="H99.01.02",
        name="Cơ quan thử",
        name_en="Trial agency",
        level=level,
        place="00004",
        connector="one_stop",
        endpoint={"base_url": "http://127.0.0.1:1"},
        secret={"key": "k", "secret": "s"},
    )
    with rt.db.write() as session:
        return agencies.add(session, rt, new)


def step_answers(form: Form, step_id: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The pairs of one step."""
    names = {question.name for question in form.step(step_id).questions}
    answers: dict[str, Any] = {}
    for name, value in to_fields({k: v for k, v in raw.items() if k in names}):
        answers.setdefault(name, []).append(value)
    return answers


def walk(browser: Browser, form: Form, example: Example, draft: str) -> None:
    """Go through the steps an example is asked, each until it leads on."""
    context = Context(example.case, example.today)
    for step_id in check(form, example.answers, context).steps:
        page = browser.open(f"{draft}/{step_id}")
        if page.status == 303:
            continue
        answers = step_answers(form, step_id, example.answers)
        for _ in range(3):
            sent = browser.send(page, answers)
            assert sent.status == 303, (step_id, sent.errors)
            if not sent.leads_to.startswith(f"{draft}/{step_id}"):
                break
            page = browser.follow(sent)
        else:
            pytest.fail(f"{step_id} leads nowhere")


@pytest.mark.parametrize(("loaded", "example"), WALKS)
def test_an_example_can_be_filled_in_and_submitted(
    rt: Runtime, enter, hands, loaded: Loaded, example: Example
):
    form = loaded.form
    hands.now = datetime.combine(example.today, time(3), UTC)
    with rt.db.write() as session:
        publishing.publish(session, form, loaded.source, "test")
    agency = agency_for(rt, form)
    browser = enter(profile_of=form.code, **identity(form, example))
    page = browser.open(f"/thu-tuc/{form.code}/bat-dau")
    draft = browser.send(page, {"case": example.case, "agency": str(agency.id)}).leads_to
    walk(browser, form, example, draft)
    for document in example.files:
        browser.upload(browser.open(f"{draft}/giay-to"), document, [("giay.pdf", PDF)])
    review = browser.open(f"{draft}/kiem-tra")
    pledges = {
        name: "yes" for name, _ in to_fields(example.answers) if f'"{name}"' in review.answer.text
    }
    sent = browser.send(review, pledges)
    assert sent.status == 303, (sent.errors, sent.text)
    assert browser.follow(sent).heading == "Đã nhận hồ sơ của bạn"
