"""Who acts for whom: whether they may, need an authorisation, and need it certified.

Three rules of the procedure (may a proxy act, does one need an authorisation, a certified one),
and the same for kin. Documents and texts follow from them, so that they cannot contradict.
"""

from dataclasses import dataclass

from forms.logic import Scope, words_of
from forms.messages import message, say
from forms.spec import Acting, Actor, Form, Text


@dataclass(frozen=True)
class Authorisation:
    """Whether whoever acts needs a written authorisation, and needs it certified."""

    needed: bool
    certified: bool

    @property
    def told(self) -> Text:
        """What to say beside the document."""
        return _text("acting.certified" if self.certified else "acting.not_certified")


def actor(form: Form, scope: Scope) -> Actor:
    """Who acts, as these answers tell; whoever did not say is the person themselves."""
    acting = form.acting
    told = words_of(scope.value(acting.told_by)) if acting.told_by else ()
    if any(word in acting.proxy_words for word in told):
        return "proxy"
    return "kin" if any(word in acting.kin_words for word in told) else "self"


def authorisation(form: Form, scope: Scope) -> Authorisation:
    """What whoever acts has to show.

    A form that does not say how its answers tell (`told_by`) shows its documents by their own
    conditions alone.
    """
    acting = form.acting
    if acting.told_by is None:
        return Authorisation(True, acting.authorisation_certified)
    return _rules(acting)[actor(form, scope)]


def acting_text(acting: Acting) -> Text:
    """What the rules come to, for the page of the procedure."""
    texts = [_text(key) for key in _keys(acting)]
    return Text.made(texts, " ".join)


def _keys(acting: Acting) -> list[str]:
    if not {"kin", "proxy"} & set(acting.who):
        return ["acting.self_only"]
    keys = []
    for who in ("kin", "proxy"):
        if who not in acting.who:
            keys += ["acting.no_proxy"] if who == "proxy" else []
            continue
        rule = _rules(acting)[who]
        what = "certified" if rule.certified else "plain"
        keys.append(f"acting.{who}.{what if rule.needed else 'free'}")
    return keys


def _rules(acting: Acting) -> dict[str, Authorisation]:
    return {
        "self": Authorisation(False, False),
        "kin": Authorisation(acting.kin_needs_authorisation, acting.kin_certified),
        "proxy": Authorisation(acting.proxy_needs_authorisation, acting.authorisation_certified),
    }


def _text(key: str) -> Text:
    return Text(say(message(key), "vi"), say(message(key), "en"))
