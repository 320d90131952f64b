"""Where the citizen of a draft can be told something before there is a dossier."""

from dataclasses import dataclass, field

import phonenumbers

from forms.display import person
from portal.services.drafts import Open


@dataclass(frozen=True)
class Contact:
    """A telephone number in international form (+84…); ``given`` if the citizen typed it.

    One that was not typed is the identity provider's.
    """

    phone: str = field(repr=False)
    given: bool


def of(opened: Open) -> Contact | None:
    """Find the number to tell a citizen at: the draft's, else the provider's, else none."""
    own = _readable(opened.identity.get("phone", ""))
    given = str(person(opened.form, opened.check("vi").clean, "submitter").get("phone") or "")
    if given:
        return Contact(given, given != own)
    return Contact(own, given=False) if own else None


def _readable(text: str) -> str:
    """Read a number as a provider writes it; what is none is as good as nothing."""
    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
