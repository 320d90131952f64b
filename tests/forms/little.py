"""A small form to vary in tests: whatever a test is about is put in where it belongs."""

from datetime import date
from typing import Any

from forms.loader import load
from forms.schema import Checked, Context, check
from forms.spec import Form

TODAY = date(2026, 11, 23)

PEOPLE = """
      - {name: full_name, kind: person_name, label: {vi: Họ và tên, en: Full name},
         means: submitter.full_name, prefill: identity.full_name, locked: true}
      - {name: number, kind: citizen_number, label: {vi: Số định danh, en: Number},
         means: submitter.citizen_number, prefill: identity.citizen_number, locked: true}
      - {name: phone, kind: phone, label: {vi: Số điện thoại, en: Phone},
         means: submitter.phone, prefill: identity.phone}
"""

TEXT = """\
procedure: "9.000001"
name: {{vi: Thủ tục thử, en: A trial}}
summary: {{vi: Tóm tắt, en: Summary}}
field: {{code: G00, name: {{vi: Lĩnh vực, en: Field}}}}
acting: {{who: [self]}}
cases:
  - {{id: usual, name: {{vi: Thường, en: Usual}}}}
  - {{id: special, name: {{vi: Riêng, en: Special}}}}
steps:
  - id: one
    title: {{vi: Một, en: One}}
    questions:{people}
  - id: two
    title: {{vi: Hai, en: Two}}
    questions:
{questions}
documents:
{documents}
processing:
{processing}
competence: [{{level: commune, name: {{vi: Xã, en: Commune}}}}]
results: [{{name: {{vi: Giấy, en: Paper}}}}]
papers: {{receipt: {{form: "01", basis: TT, name: {{vi: Giấy tiếp nhận, en: Receipt}}}}}}
legal: [{{number: L1, title: {{vi: Luật, en: Law}}}}]
{more}
"""

NOTHING = "      - {name: nothing, kind: info, label: {vi: Đọc, en: Read}}"

GOOD = {"full_name": "Trần Thị Bình", "number": "000190001234", "phone": "0912345678"}


def text(
    questions: str = NOTHING,
    more: str = "",
    documents: str = "  []",
    processing: str = "  [{qty: 1, unit: working_day}]",
) -> str:
    """The YAML of the small form with these parts in it."""
    return TEXT.format(
        people=PEOPLE.rstrip("\n"),
        questions=questions.strip("\n"),
        more=more,
        documents=documents,
        processing=processing,
    )


def form(questions: str = NOTHING, **parts: str) -> Form:
    """The small form."""
    return load(text(questions, **parts))


def checked(made: Form, answers: dict[str, Any], **context: Any) -> Checked:
    """Check answers, with the people of step one filled in well."""
    return check(made, {**GOOD, **answers}, Context(**{"case": "usual", "today": TODAY, **context}))
