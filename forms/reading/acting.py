"""Reader of who may submit, and checks of what has to follow from it."""

from dataclasses import replace
from typing import TypeAlias, get_args

from forms.needs import acting_text
from forms.reading.ledger import Ledger
from forms.reading.nodes import At, Keys
from forms.reading.values import SOURCED, sourced, translated
from forms.spec import Acting, Actor, Form

_KNOWN = (
    "who proxy_needs_authorisation authorisation_certified kin_needs_authorisation kin_certified "
    "told_by owner_may_submit note"
).split()

_Told: TypeAlias = tuple[str | None, tuple[str, ...], tuple[str, ...]]
_NO_WORDS: tuple[str, ...] = ()
_NOBODY: _Told = (None, (), ())


class ActingReader:
    """Reads the rules of acting, noting the question that tells who acts."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def read(self, at: At) -> Acting:
        """Who may submit; without a note of its own, the rules say it."""
        keys = Keys.of(at, (*_KNOWN, *SOURCED), ("who",))
        told_by, kin, proxy = keys.take("told_by", self._told_by, _NOBODY)
        acting = Acting(
            who=keys.each("who", lambda item: item.one_of(get_args(Actor))),
            proxy_needs_authorisation=keys.take("proxy_needs_authorisation", At.flag, True),
            authorisation_certified=keys.take("authorisation_certified", At.flag, True),
            kin_needs_authorisation=keys.take("kin_needs_authorisation", At.flag, False),
            kin_certified=keys.take("kin_certified", At.flag, False),
            note=keys.take("note", translated, None),
            sourced=sourced(keys),
            told_by=told_by,
            kin_words=kin,
            proxy_words=proxy,
            owner_may_submit=keys.take("owner_may_submit", At.flag, False),
        )
        return replace(acting, note=acting.note or acting_text(acting))

    def _told_by(self, at: At) -> _Told:
        keys = Keys.of(at, ("question", "kin", "proxy"), ("question",))
        kin, proxy = (keys.take(who, At.texts, _NO_WORDS) for who in ("kin", "proxy"))
        question = keys.get("question")
        if question is None:
            return _NOBODY
        return self.ledger.refer(question, "in", (*kin, *proxy)), kin, proxy


def check_acting(form: Form, keys: Keys) -> None:
    """Note rules that nothing in the form follows from, or that it contradicts."""
    acting, at = form.acting, keys.get("acting")
    if at is None:
        return
    authorising = any(document.authorises for document in form.documents)
    if acting.told_by is None:
        if authorising:
            at.wrong("who_acts")
        return
    for who, words in (("kin", acting.kin_words), ("proxy", acting.proxy_words)):
        if words and who not in acting.who:
            at.wrong("may_not_act", who=who, value=", ".join(words))
    needed = (acting.kin_words and acting.kin_needs_authorisation) or (
        acting.proxy_words and acting.proxy_needs_authorisation
    )
    if needed and not authorising:
        at.wrong("lacking_authorisation")
