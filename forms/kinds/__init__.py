"""Every kind of question there is, by the name a form file uses."""

from forms.kinds.bank import BANK_ACCOUNT
from forms.kinds.base import Asked, Choice, Kind, Part, Refused, Setting
from forms.kinds.choices import CHECKBOXES, CONSENT, RADIO, YES_NO
from forms.kinds.code_lists import SELECT
from forms.kinds.computed import COMPUTED
from forms.kinds.dates import DATE, DATE_IN_WORDS, PARTIAL_DATE
from forms.kinds.listed import COUNTRY, ETHNIC_GROUP, NATIONALITY
from forms.kinds.numbers import DECIMAL, MONEY, WHOLE_NUMBER
from forms.kinds.people import CITIZEN_NUMBER, EMAIL, ID_DOCUMENT, PHONE
from forms.kinds.place import PLACE
from forms.kinds.same_person import SAME_PERSON
from forms.kinds.structure import GROUP, INFO
from forms.kinds.tax import TAX_CODE
from forms.kinds.text import LONG_TEXT, PERSON_NAME, TEXT
from forms.kinds.times import TIME

__all__ = ["KINDS", "Asked", "Choice", "Kind", "Part", "Refused", "Setting"]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        TEXT,
        LONG_TEXT,
        PERSON_NAME,
        WHOLE_NUMBER,
        DECIMAL,
        MONEY,
        DATE,
        PARTIAL_DATE,
        DATE_IN_WORDS,
        TIME,
        YES_NO,
        RADIO,
        CHECKBOXES,
        SELECT,
        PLACE,
        COUNTRY,
        NATIONALITY,
        ETHNIC_GROUP,
        SAME_PERSON,
        CITIZEN_NUMBER,
        ID_DOCUMENT,
        TAX_CODE,
        BANK_ACCOUNT,
        PHONE,
        EMAIL,
        CONSENT,
        GROUP,
        COMPUTED,
        INFO,
    )
}
"""Adding a kind is adding its module, its name here, its parameters in the contract suite and its
template in the portal."""
