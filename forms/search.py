"""Finds procedures by everyday words: "làm giấy khai sinh", "nhap ho khau", "giay khaisinh"."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from forms.characters import folded
from forms.identifiers import procedure_code
from forms.life_events import LIFE_EVENTS
from forms.messages import Lang
from forms.spec import Form
from forms.spelling import mended

# What everybody writes and nobody means; it may help, it never decides.
_EMPTY = frozenset(
    "lam xin toi muon can cho cua con o dau nhu the nao thu tuc ve va cach giay to dang ky "
    "vua moi muon duoc phai sao giup bi "
    "a an the to for of my how do i want need get apply register".split()
)
_PHRASE = 6.0
_PREFIX = 0.6


@dataclass(frozen=True)
class Found:
    """A form and how well it fits; only the order of the numbers means something."""

    form: Form
    score: float


@dataclass(frozen=True)
class _Card:
    """What is searched of one form, folded: texts with their weights, and the words in them."""

    texts: tuple[tuple[str, float], ...]
    words: dict[str, float]
    spelled: frozenset[str]


# Of the words that mean something, so many must fit: one syllable of four is chance.
_ENOUGH = 0.34
# Whoever typed accents meant them: thuế is not thuê, yet a slip may be.
_OTHER_ACCENT = 0.3

# What fits this much worse than the best only shares a syllable with it.
_FAR_BEHIND = 0.2


def find(forms: Sequence[Form], words: str, lang: Lang = "vi") -> list[Found]:
    """The forms that fit some words, best first; none if nothing fits.

    Both languages are searched whatever `lang` is, which only decides between equals.
    """
    code = procedure_code(words)
    if code is not None:
        return [Found(form, 1.0) for form in forms if form.code == code]
    cards = [_card(form) for form in forms]
    known = {word for card in cards for word in card.words} | _EMPTY
    typed = " ".join(mended(folded(words[:200]).split(), sorted(known)))
    accents = {folded(each): _spelled(each) for each in words[:200].split() if _accented(each)}
    weights = _weights(typed.split(), cards)
    found = [Found(form, _score(typed, weights, accents, card)) for form, card in zip(forms, cards)]
    best = max((one.score for one in found), default=0.0)
    ranked = [one for one in found if one.score > best * _FAR_BEHIND]
    return sorted(ranked, key=lambda one: (-one.score, folded(one.form.name.in_(lang))))


def by_life_event(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """The forms of each life event that has any, in the order events are shown."""
    listed = sorted(forms, key=lambda form: form.code)
    events = {event: [f for f in listed if event in f.life_events] for event in LIFE_EVENTS}
    return {event: found for event, found in events.items() if found}


@lru_cache(maxsize=1024)
def _card(form: Form) -> _Card:
    texts = [(text, 3.0) for text in form.name.by_language.values()]
    texts += [(word, 3.0) for word in form.words]
    texts += [(LIFE_EVENTS[event].vi, 0.5) for event in form.life_events]
    texts += [(result.name.vi, 1.5) for result in form.results]
    texts += [(text, 0.7) for text in form.summary.by_language.values()]
    texts += [(case.name.vi, 0.7) for case in form.cases]
    weighed = tuple((folded(text), weight) for text, weight in texts)
    words: dict[str, float] = {}
    for text, weight in weighed:
        for word in text.split():
            words[word] = max(weight, words.get(word, 0.0))
    spelled = frozenset(_spelled(word) for text, _ in texts for word in text.split())
    return _Card(weighed, words, spelled)


def _accented(word: str) -> bool:
    return not word.isascii()


def _spelled(word: str) -> str:
    """A word with its accents, wherever in it they stand: hoà is hòa."""
    bare = unicodedata.normalize("NFD", word.casefold().replace("đ", "d\u0335"))
    return folded(word) + "".join(sorted(c for c in bare if unicodedata.combining(c)))


def _weights(typed: list[str], cards: list[_Card]) -> dict[str, float]:
    """A word counts for more the fewer forms have it; words nobody means count for little."""
    held = Counter(word for card in cards for word in set(typed) if _weight(word, card))
    return {
        word: (0.1 if word in _EMPTY else 1.0) * math.log(1 + len(cards) / held[word])
        for word in dict.fromkeys(typed)
        if held[word]
    }


def _weight(word: str, card: _Card) -> float:
    """How much a word says about a form; the beginning of a longer word counts for less."""
    if word in card.words:
        return card.words[word]
    if len(word) < 3:
        return 0.0
    begun = [weight for known, weight in card.words.items() if known.startswith(word)]
    return _PREFIX * max(begun, default=0.0)


def _score(
    typed: str, weights: Mapping[str, float], accents: Mapping[str, str], card: _Card
) -> float:
    def fit(word: str) -> float:
        return 1.0 if accents.get(word, word) in {word, *card.spelled} else _OTHER_ACCENT

    meant = [word for word in typed.split() if word not in _EMPTY]
    hits = sum(fit(word) for word in meant if _weight(word, card))
    if meant and hits < len(meant) * _ENOUGH:
        return 0.0
    score = sum(weight * _weight(word, card) * fit(word) for word, weight in weights.items())
    if meant:
        score *= (hits / len(meant)) ** 2
    return score + max((_phrase(typed, text) * weight for text, weight in card.texts), default=0.0)


def _phrase(typed: str, text: str) -> float:
    """Whole phrases: what was typed stands in a text, or a text in what was typed."""
    if typed == text:
        return 2 * _PHRASE
    if f" {typed} " in f" {text} ":
        return _PHRASE * (0.5 + 0.5 * len(typed) / len(text))
    return _PHRASE * 0.8 if " " in text and f" {text} " in f" {typed} " else 0.0
