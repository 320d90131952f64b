"""The texts of a definition in both languages: where translations stand, and what marks a gap.

Form.io keeps no translations in a component; those who need them keep a dictionary beside the
form (`i18n`, by the text itself), Open Forms keeps them in each component (`openForms`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.characters import one_line
from forms.formio.markup import Plain, words
from forms.formio.nodes import Node
from forms.formio.part import Part, text_of
from forms.messages import LANGUAGE

_OPEN, _CLOSE = "⟦", "⟧"
_MARK = re.compile(f"{_OPEN}(.*?){_CLOSE}")
# Letters of a script in a language code (ISO 15924): zh-Hant.
_SCRIPT = 4
_SHELVES = ("i18n", "translations")


@dataclass(frozen=True)
class Placeholder:
    """A value nobody has given yet: its line in the file (from 1), and what stands there."""

    line: int
    text: str


def marked(text: str) -> str:
    """A text marked as one to be written still."""
    return f"{_OPEN}{text.replace(_OPEN, '').replace(_CLOSE, '')}{_CLOSE}"


def placeholders(source: str) -> tuple[Placeholder, ...]:
    """Every mark of a form file, so that a check can point at what is still to be written."""
    found = []
    for number, line in enumerate(source.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        marks = _MARK.findall(line)
        found += [Placeholder(number, text) for text in marks]
        if not marks and UNKNOWN_CODE in line:
            found.append(Placeholder(number, UNKNOWN_CODE))
    return tuple(found)


UNKNOWN_CODE = "0.000000"
"""Stands for a national procedure code that the definition does not tell."""


class Words:
    """Words texts of one form in both languages."""

    def __init__(self, form: Part) -> None:
        self._form = form
        self._shared: dict[str, dict[str, str]] = {}
        for shelf in _SHELVES:
            self._learn(form.get(shelf))
            for around in ("settings", "options"):
                inner = form.given.get(around)
                self._learn(inner.get(shelf) if isinstance(inner, Mapping) else None)

    def _learn(self, shelf: Any) -> None:
        for lang, texts in _languages(shelf):
            inner = texts.get("translation", texts)
            known = self._shared.setdefault(lang, {})
            for said, meant in inner.items() if isinstance(inner, Mapping) else ():
                if isinstance(meant, str) and isinstance(said, str):
                    known.setdefault(one_line(said), meant)

    def of(self, part: Part, *keys: str) -> Node | None:
        """The text under the first key that has one, on one line; None if none has."""
        found = [key for key in keys if part.text(key)]
        if not found:
            return None
        return self.text(part, found[0])

    def text(self, part: Part, key: str) -> Node | None:
        """The text under a key as `{vi, en}`, without its markup; what more it was is told."""
        return self._both(part, key, lambda plain: one_line(f"{plain.heading} {plain.text}"))

    def heading(self, part: Part, key: str) -> Node | None:
        """The heading that markup under a key begins with."""
        return self._both(part, key, lambda plain: plain.heading)

    def paragraphs(self, part: Part, key: str) -> Node | None:
        """What follows the heading, paragraphs apart."""
        return self._both(part, key, lambda plain: plain.text)

    def say(self, text: str) -> Node:
        """A text that stands nowhere in particular, translated by the form's dictionary."""
        return _node(text, {lang: self._known(lang, text) for lang in self._shared})

    def _both(self, part: Part, key: str, pick: Any) -> Node | None:
        given = part.text(key)
        plain = words(given)
        _tell(part, key, plain)
        own = {lang: pick(words(text)) for lang, text in self._own(part, key)}
        text = pick(plain)
        for lang in self._shared:
            if not own.get(lang) and (known := self._known(lang, given, text)):
                own[lang] = pick(words(known))
        return _node(text, own) if text else None

    def _known(self, lang: str, *texts: str) -> str:
        shelf = self._shared.get(lang, {})
        return next((shelf[one_line(text)] for text in texts if one_line(text) in shelf), "")

    def _own(self, part: Part, key: str) -> Iterator[tuple[str, str]]:
        """The component's own translations of one of its texts; the form's shelves are shared."""
        shelves = [part.part("openForms").part("translations")] if part.has("openForms") else []
        if part is not self._form:
            shelves += [part.part(name) for name in _SHELVES if part.has(name)]
        told: set[str] = set()
        for shelf in shelves:
            for named in shelf.given:
                lang = _code(text_of(named))
                if LANGUAGE.fullmatch(lang) and lang not in told and shelf.has(named):
                    text = shelf.part(named).text(key)
                    told |= {lang} if text else set()
                    yield from [(lang, text)] * bool(text)


def _node(text: str, translations: Mapping[str, str]) -> Node:
    """Every language. The text itself is the one that no translation stands for."""
    given = {lang: said for lang, said in translations.items() if said}
    vietnamese, english = given.pop("vi", ""), given.pop("en", "")
    if not english and vietnamese and vietnamese != text:
        english = text
    # Numbers, dates and dashes read the same everywhere.
    same = not any(letter.isalpha() for letter in text)
    both = Node(vi=vietnamese or text, en=english or (text if same else marked(text)))
    return Node(**both, **dict(sorted(given.items())))


def _tell(part: Part, key: str, plain: Plain) -> None:
    if plain.lost:
        part.leave(key, "markup", what=", ".join(plain.lost))
    if plain.filled_in:
        part.leave(key, "fill_in")


def _languages(shelf: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The dictionaries of a shelf by language, as Form.io or i18next lays them out."""
    if not isinstance(shelf, Mapping):
        return
    inner = shelf.get("resources", shelf)
    for lang, texts in inner.items() if isinstance(inner, Mapping) else ():
        if isinstance(texts, Mapping) and LANGUAGE.fullmatch(_code(text_of(lang))):
            yield _code(text_of(lang)), texts


def _code(named: str) -> str:
    """The language of a dictionary: `en-US` and `EN` are en, zh-Hant is itself."""
    first, *rest = named.replace("_", "-").split("-")
    return "-".join([first.lower(), *(part for part in rest if len(part) == _SCRIPT)])
