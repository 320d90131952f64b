"""What a form is, as frozen values: a procedure's questions, documents, fees, times and papers.

Built by `loader` from one YAML text and by nothing else; `Form.hash` names that text, so a dossier
pinned to a form version can always be checked again with exactly the rules it was made with.
Whatever is not certain carries a `Sourced`: how sure, by whom.
"""

from forms.spec.asking import Option, Prefill, Question, Rule, Step
from forms.spec.computed import (
    Composed,
    Computation,
    Formula,
    Product,
    Segment,
    Shown,
    Spelled,
    Sum,
    YearsBetween,
    looked_at,
    operands,
)
from forms.spec.confirming import Confirmation
from forms.spec.facts import (
    Acting,
    Actor,
    Case,
    Channel,
    Competence,
    Document,
    DocumentForm,
    DocumentNeed,
    Exemption,
    Fee,
    FeeType,
    Field,
    FileKind,
    LegalBasis,
    Paper,
    Processing,
    Result,
    TimeUnit,
)
from forms.spec.form import Example, Form
from forms.spec.hops import Hop
from forms.spec.words import Certainty, Sourced, Text

__all__ = [
    "Acting",
    "Actor",
    "Case",
    "Certainty",
    "Channel",
    "Competence",
    "Composed",
    "Computation",
    "Confirmation",
    "Document",
    "DocumentForm",
    "DocumentNeed",
    "Example",
    "Exemption",
    "Fee",
    "FeeType",
    "Field",
    "FileKind",
    "Form",
    "Formula",
    "Hop",
    "LegalBasis",
    "Option",
    "Paper",
    "Prefill",
    "Processing",
    "Product",
    "Question",
    "Result",
    "Rule",
    "Segment",
    "Shown",
    "Sourced",
    "Spelled",
    "Step",
    "Sum",
    "Text",
    "TimeUnit",
    "YearsBetween",
    "looked_at",
    "operands",
]
