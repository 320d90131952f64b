"""Reads a telephone number as the forms do, so that it is refused in the same words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from forms.kinds import KINDS, Asked, Refused
from forms.lookups import VietnamProvinces
from forms.messages import say
from forms.spec import Question, Text
from portal import clock

_ASKED = Question(
    "phone", "phone", Text("Số điện thoại", "Phone number"), settings={"mobile": True}
)


@dataclass(frozen=True)
class Read:
    """A number in E.164, or what is wrong with what was typed."""

    phone: str = ""
    error: str = ""


def read_phone(typed: str, lang: str) -> Read:
    """Read what was typed."""
    if not typed.strip():
        return Read(error=_("Nhập số điện thoại"))
    asked = Asked(_ASKED, clock.today(), lang, VietnamProvinces())
    try:
        return Read(KINDS["phone"].parse(asked, typed))
    except Refused as refused:
        return Read(error=say(refused.errors[""], lang))
