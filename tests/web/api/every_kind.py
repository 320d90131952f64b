"""The small form with a question of every kind more: each parameter set of the kinds' contract."""

import hashlib
from dataclasses import replace

from forms.kinds import KINDS
from forms.loader import load
from forms.spec import Form, Question, Step, Text
from portal.models import FormVersion
from portal.runtime import Runtime
from portal.services import publishing
from tests.forms.kind_cases import CASES
from tests.furnished.house import SOURCE

STEP = "moi-kieu"
# They look at other questions, which stand in no parameter set: nobody answers them either way.
_ALONE = [case for case in CASES if case.kind not in ("computed", "same_person")]
QUESTIONS: tuple[Question, ...] = tuple(
    replace(case.question, name=f"q{number}", required=False, label=Text(f"Câu {number}", "Q"))
    for number, case in enumerate(_ALONE)
)
ASKED = tuple(question for question in QUESTIONS if KINDS[question.kind].has_value)


def form() -> Form:
    """Make the form; its hash is its own, since no text has it."""
    small = load(SOURCE)
    step = Step(STEP, Text("Mọi kiểu", "Every kind"), QUESTIONS)
    digest = hashlib.sha256(b"every kind").hexdigest()
    return replace(small, hash=digest, steps=(*small.steps, step))


def publish(rt: Runtime) -> None:
    """Let the small form's procedure ask it; no text has it, so the shelf is told what it is."""
    made = form()
    rt.forms._forms[made.hash] = made
    with rt.db.write() as session:
        if session.get(FormVersion, made.hash) is None:
            publishing.publish(session, made, SOURCE, "test")
