"""Hostile answers to a question of every kind: told by field or made harmless, never an error."""

import json
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from forms.kinds import KINDS, Asked
from portal.models import Agency, FormVersion
from portal.runtime import Runtime
from tests.forms.kind_cases import CASES
from tests.web.api import every_kind
from tests.web.api.conftest import Caller, faults
from tests.web.citizen.browsing import Browser

TODAY = date(2026, 11, 23)
TEXTS = {
    "a script": "<script>alert(1)</script>",
    "an attribute": '"><img src=x onerror=alert(1)>',
    "a template": "{{ 7 * 7 }}{% raw %}",
    "sql": "'; DROP TABLE drafts; --",
    "right to left": "\u202e0190000000\u202c",
    "marks nobody sees": "\u200b\u200d\ufeff\u2066a\u2069",
    "a flood of combining marks": "a" + "\u0301" * 2_000,
    "other digits": "٠٩١٢٣٤٥٦٧٨",
    "a path": "../../../../etc/passwd",
    "lines": "a\r\nSet-Cookie: x=1\r\n\r\n<p>",
    "long": "x" * 18_000,
    "longer than anybody types": "x" * 21_000,
    "a control character": "a\x07\x1b[31mb",
}
VALUES = {
    "true": True,
    "false": False,
    "zero": 0,
    "minus": -1,
    "the largest number": 2**53 - 1,
    "a fraction": 1.5,
    "a list": ["x"],
    "a list of nothing": [None],
    "a list of lists": [[["x"]]],
    "a list of objects": [{"x": {"y": "z"}}],
    "an object": {"x": "y"},
    "an object of objects": {"province": {"province": "01"}, "type": {}, "number": []},
    "an object without a name": {"": ""},
    "many": ["x"] * 500,
}
UNREADABLE = {
    "not a number": ("NaN", "not_a_number"),
    "infinite": ("-Infinity", "not_a_number"),
    "a huge number": ("9" * 400, "big_number"),
    "a huge exponent": ("1e400", "big_number"),
    "a NUL": ('"a\\u0000b"', "bad_text"),
    "half a letter": ('"\\ud800"', "bad_text"),
    "a key twice": ('{"province": "01", "province": "40"}', "repeated"),
    "depth": ("[" * 60 + "]" * 60, "too_deep"),
}


@pytest.fixture
def draft(rt: Runtime, mau: Caller, agency: Agency) -> Iterator[str]:
    """Give a draft of the form that asks everything."""
    every_kind.publish(rt)
    yield mau.begin(agency)
    with rt.db.write() as session:
        session.execute(sa.delete(FormVersion).where(FormVersion.hash == every_kind.form().hash))
        session.execute(sa.update(FormVersion).values(live_until=None))


def test_every_kind_that_takes_an_answer_is_asked() -> None:
    kinds = {question.kind for question in every_kind.ASKED} | {"computed", "same_person"}
    assert kinds == {kind.name for kind in KINDS.values() if kind.has_value}
    assert {case.kind for case in CASES} == set(KINDS)


@pytest.mark.parametrize("name", [*TEXTS, *VALUES])
def test_each_question_that_refuses_an_answer_is_named(mau: Caller, draft: str, name: str) -> None:
    value = {**TEXTS, **VALUES}[name]
    answers = {question.name: value for question in every_kind.ASKED}
    answer = mau.patch(draft, answers)
    assert answer.status_code in (200, 422), answer.text[:500]
    told = faults(answer) if answer.status_code == 422 else {}
    named = {field.split(".")[1] for field in told}
    for question in every_kind.ASKED:
        kind, asked = KINDS[question.kind], Asked(question, TODAY)
        if not kind.blank(value) and not kind.accepts(asked, value):
            assert question.name in named, (question.kind, told)
    assert named <= set(answers)


@pytest.mark.parametrize("name", [*TEXTS, *VALUES])
def test_what_is_kept_leniently_is_told_and_blocks_nothing_else(
    mau: Caller, draft: str, name: str
) -> None:
    value = {**TEXTS, **VALUES}[name]
    answer = mau.patch(draft, {q.name: value for q in every_kind.ASKED}, lenient=True)
    assert answer.status_code in (200, 422)
    again = mau.get(draft)
    assert again.status_code == 200
    if answer.status_code == 200:
        submitted = mau.post(f"{draft}/submission")
        assert submitted.status_code == 422 and faults(submitted)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_no_reader_should_guess_at_is_named_by_its_place(
    mau: Caller, draft: str, name: str
) -> None:
    text, code = UNREADABLE[name]
    headers = {"If-Match": '"1"', "Content-Type": "application/json"}
    for question in every_kind.ASKED:
        body = f'{{"answers": {{"{question.name}": {text}}}}}'
        answer = mau.call("PATCH", draft, data=body, headers=headers)
        (field,) = faults(answer)
        assert (answer.status_code, faults(answer)[field]) == (400, code)
        assert field.startswith(f"answers.{question.name}")


def test_a_megabyte_is_refused_before_it_is_read(mau: Caller, draft: str) -> None:
    for question in every_kind.ASKED[:3]:
        body = json.dumps({"answers": {question.name: "x" * 2**20}})
        headers = {"If-Match": '"1"', "Content-Type": "application/json"}
        assert mau.call("PATCH", draft, data=body, headers=headers).status_code == 413


def pairs(value: str) -> list[tuple[str, str]]:
    """Write an answer to every question as a page's form would send it, parts and entries too."""
    return [
        (f"{question.name}{part}", value)
        for question in every_kind.ASKED
        for part in [
            "",
            *(f".{name}" for name in KINDS[question.kind].parts(question)),
            *(f".0.{inner.name}" for inner in question.questions),
        ]
    ]


@pytest.mark.parametrize("name", [*TEXTS, "a NUL", "half a megabyte"])
def test_pages_take_it_escape_it_and_name_the_field(mau: Caller, draft: str, name: str) -> None:
    value: Any = {**TEXTS, "a NUL": "a\x00b", "half a megabyte": "x" * 20_000}[name]
    browser = Browser(mau.client)
    step = f"/nhap/{uuid.UUID(draft.rpartition('/')[2])}/{every_kind.STEP}"
    first = browser.open(step)
    assert first.status == 200
    carried = [each for each in first.form().pairs if each[0] in ("csrf_token", "version")]
    sent = browser.post(step, [*carried, *pairs(value), ("action", "continue")])
    assert sent.status in (303, 413, 422), sent.answer.text[:300]
    for page in (browser.open(f"{step}?vi-sao=loi"), browser.open(step)):
        assert page.status == 200
        assert "<script>alert" not in page.answer.text
        assert "<img src=x" not in page.answer.text
    if sent.status == 422:
        assert sent.errors and all(said for said in sent.errors.values())
