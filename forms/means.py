"""What a question can mean to a partner: the one list of tags.

A connector maps tags to its partner's fields and so needs to know no procedure. A tag is
`role.attribute`; a form that uses another does not load. Add a tag here when a form needs it.
"""

from collections.abc import Mapping
from typing import Any

from forms.spec import Form, Question

ROLES: dict[str, str] = {
    "submitter": "who sends the dossier (người nộp): the account holder",
    "owner": "whose dossier it is (chủ hồ sơ); without answers of its own, the submitter",
    "child": "the child of a birth registration",
    "mother": "the child's mother",
    "father": "the child's father",
    "spouse": "the intended husband or wife",
    "subject": "the person an extract or certificate is about",
    "householder": "who heads the household (chủ hộ)",
    "lawful_owner": "who owns the lawful place of residence",
    "guardian": "the parent or guardian of a minor",
}

ATTRIBUTES: dict[str, str] = {
    "full_name": "name as on the birth certificate",
    "birth_date": "date of birth, full or partial",
    "birth_date_in_words": "date of birth spelled out",
    "gender": "male or female",
    "citizen_number": "personal identification number, 12 digits",
    "id_document": "identity paper with its number",
    "phone": "phone number in E.164",
    "email": "e-mail address",
    "residence": "place of residence",
    "permanent_residence": "registered permanent residence (thường trú)",
    "current_residence": "where the person lives now",
    "ethnicity": "one of the 54 ethnic groups",
    "nationality": "country of nationality",
    "birth_place": "place of birth",
    "birth_facility": "hospital or health station of birth",
    "home_town": "native place (quê quán)",
    "relation": "relation to the owner, householder or child",
    "acting_as": "self, kin or proxy",
    "organisation": "organisation the person acts for",
    "marital_status": "marital status",
    "tax_code": "tax code, 10, 12 or 13 digits",
    "bank_account": "bank account money is paid to",
    "consent": "agreement given",
    "consented_at": "when the agreement was given",
}

PERSONAL: frozenset[str] = frozenset(ATTRIBUTES) - {
    "relation",
    "acting_as",
    "organisation",
    "consent",
    "consented_at",
    "birth_facility",
}
"""What is true of somebody in whatever role; a relation or a consent belongs to the role."""

OTHERS: dict[str, str] = {
    "request.purpose": "what the result is for",
    "request.content": "what is asked for, in words",
    "request.summary": "what is asked for and where, composed from the answers",
    "request.copies": "number of copies wanted",
    "request.wants_copies": "whether copies are wanted",
    "request.kind": "which paper or extract is wanted",
    "request.agency": "agency addressed (kính gửi)",
    "request.place_date": "place and date of the declaration",
    "request.declaration": "the declarant's pledge",
    "birth.proof": "how the birth is proven",
    "birth.certificate_number": "number of the medical birth certificate (giấy chứng sinh)",
    "birth.certificate_date": "day the medical birth certificate was issued",
    "marriage.number": "number of the parents' or person's marriage certificate",
    "marriage.book": "its register book (quyển số)",
    "marriage.date": "day of the marriage registration",
    "marriage.place": "where the marriage was registered",
    "divorce.proof": "paper that ended an earlier marriage",
    "register.event": "kind of civil-status event",
    "register.number": "entry number in the register (số)",
    "register.book": "register book (quyển số)",
    "register.date": "day of registration",
    "register.place": "authority that registered the event",
    "residence.place": "where residence is registered",
    "residence.basis": "why the person may live there",
    "residence.from": "start of the stay",
    "residence.until": "end of the stay",
    "residence.periods": "places lived at, with from and to",
    "residence.members": "household members who move along",
}

KNOWN: frozenset[str] = frozenset(OTHERS) | frozenset(
    f"{role}.{attribute}" for role in ROLES for attribute in ATTRIBUTES
)

AUTOCOMPLETE: dict[str, str] = {
    "submitter.full_name": "name",
    "submitter.birth_date": "bday",
    "submitter.gender": "sex",
    "submitter.phone": "tel",
    "submitter.email": "email",
    "submitter.residence": "street-address",
    "submitter.current_residence": "street-address",
}
"""What a browser may know of the person who types (WCAG 1.3.5); of others it must not guess."""

EVERY_FORM: tuple[str, ...] = (
    "submitter.full_name",
    "submitter.citizen_number",
    "submitter.phone",
)
"""Tags every form must ask: who sends it, and where the text messages go."""

IDENTITY: tuple[str, ...] = (
    "full_name",
    "citizen_number",
    "birth_date",
    "gender",
    "phone",
    "email",
    "residence",
    "ethnicity",
    "nationality",
)
"""What the identity provider may tell, for `prefill: identity.…`."""


def autocomplete(question: Question) -> str:
    """The autocomplete token of a question, if it asks what browsers know; else nothing."""
    return question.autocomplete or AUTOCOMPLETE.get(question.means or "", "")


def find(form: Form, clean: Mapping[str, Any], tag: str) -> Any:
    """The clean answer that means this, or None; from a single answer, not from inside a group.

    An identity paper that is a citizen number also answers for `….citizen_number`.
    """
    for question in form.questions:
        if question.means == tag and clean.get(question.name) is not None:
            return clean[question.name]
    role, _, attribute = tag.partition(".")
    if attribute == "citizen_number":
        paper = find(form, clean, f"{role}.id_document")
        if isinstance(paper, Mapping) and paper.get("type") == "citizen_number":
            return paper["number"]
    return None
