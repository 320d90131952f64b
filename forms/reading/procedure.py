"""Readers of what surrounds the questions: cases, documents, fees, times, papers, legal basis."""

from collections.abc import Mapping
from typing import get_args

from forms.conditions import All, AnyOf, Compare, Condition, Filled
from forms.life_events import LIFE_EVENTS
from forms.patterns import pattern
from forms.reading.nodes import At, Keys
from forms.reading.questions import NAME
from forms.reading.values import SOURCED, ConditionReader, clock, sourced, translated
from forms.spec import (
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
    Rule,
    Text,
    TimeUnit,
)

NOTHING = Text("", "")
_DOCUMENT = (
    "id name code hint need show_when required_when presented_as originals copies "
    "min_files max_files max_size kinds from_answers authorises results"
).split()
_SIZE = pattern(r"([1-9][0-9]{0,3}) (MB|KB)")
_ORIGINAL: tuple[DocumentForm, ...] = ("original",)
_EVERY_FILE: tuple[FileKind, ...] = ("pdf", "photo")
CHANNELS: tuple[Channel, ...] = ("online", "direct", "postal")


def field_of(at: At) -> Field:
    """The field a procedure belongs to."""
    keys = Keys.of(at, ("code", "name"), ("code", "name"))
    return Field(keys.take("code", At.text, ""), keys.take("name", translated, NOTHING))


def case(at: At) -> Case:
    """One case of the procedure."""
    keys = Keys.of(at, ("id", "name", "hint", "code", *SOURCED), ("id", "name"))
    return Case(
        id=keys.take("id", name, ""),
        name=keys.take("name", translated, NOTHING),
        hint=keys.take("hint", translated, None),
        code=keys.take("code", At.text, None),
        sourced=sourced(keys),
    )


def name(at: At) -> str:
    """A name in small letters, digits and underscores."""
    text = at.text()
    if not NAME.fullmatch(text):
        at.wrong("bad_name", value=text)
    return text


def competence(at: At) -> Competence:
    """A level of agency that decides."""
    keys = Keys.of(at, ("level", "name", "from", "until", *SOURCED), ("level", "name"))
    return Competence(
        level=keys.take("level", name, ""),
        name=keys.take("name", translated, NOTHING),
        valid_from=keys.take("from", At.day, None),
        valid_until=keys.take("until", At.day, None),
        sourced=sourced(keys),
    )


def result(at: At) -> Result:
    """What comes out."""
    keys = Keys.of(at, ("name", "code", "from", "until", *SOURCED), ("name",))
    return Result(
        name=keys.take("name", translated, NOTHING),
        code=keys.take("code", At.text, None),
        valid_from=keys.take("from", At.day, None),
        valid_until=keys.take("until", At.day, None),
        sourced=sourced(keys),
    )


def papers(at: At) -> Mapping[str, Paper]:
    """The printed forms the agency answers with, by what they are for."""
    keys = Keys.of(at, ("receipt", "supplement", "refusal"), ("receipt",))
    return {purpose: _paper(value) for purpose, value in keys.found.items()}


def _paper(at: At) -> Paper:
    keys = Keys.of(at, ("form", "basis", "name", *SOURCED), ("form", "basis", "name"))
    return Paper(
        form=keys.take("form", At.text, ""),
        basis=keys.take("basis", At.text, ""),
        name=keys.take("name", translated, NOTHING),
        sourced=sourced(keys),
    )


def legal(at: At) -> LegalBasis:
    """An act the procedure stands on."""
    keys = Keys.of(at, ("number", "title", *SOURCED), ("number", "title"))
    return LegalBasis(
        number=keys.take("number", At.text, ""),
        title=keys.take("title", translated, NOTHING),
        sourced=sourced(keys),
    )


def life_events(at: At) -> tuple[str, ...]:
    """The life events the procedure is found under."""
    return tuple(item.one_of(tuple(LIFE_EVENTS)) for item in at.items())


class ConditionalReader:
    """Reads the parts that hang on answers: documents, fees, processing times, rules, notices."""

    def __init__(self, conditions: ConditionReader) -> None:
        self.conditions = conditions
        self.ledger = conditions.ledger

    def document(self, at: At) -> Document:
        """A part of the dossier."""
        keys = Keys.of(at, (*_DOCUMENT, *SOURCED), ("id", "name"))
        forms = keys.take("presented_as", _presented, _ORIGINAL)
        document = Document(
            id=keys.take("id", name, ""),
            name=keys.take("name", translated, NOTHING),
            code=keys.take("code", At.text, None),
            hint=keys.take("hint", translated, None),
            need=keys.take("need", lambda x: x.one_of(get_args(DocumentNeed)), "required"),
            show_when=keys.take("show_when", self.conditions.read, None),
            required_when=keys.take("required_when", self.conditions.read, None),
            presented_as=forms[0],
            forms=forms,
            originals=keys.take("originals", At.whole, 1),
            copies=keys.take("copies", At.whole, 0),
            max_files=keys.take("max_files", At.whole, 10),
            from_answers=keys.take("from_answers", At.flag, False),
            kinds=keys.take("kinds", _file_kinds, _EVERY_FILE),
            min_files=keys.take("min_files", At.whole, 1),
            max_size=keys.take("max_size", _bytes, None),
            authorises=keys.take("authorises", At.flag, False),
            results=keys.take("results", At.texts, ()),
            sourced=sourced(keys),
        )
        if not 1 <= document.min_files <= document.max_files:
            at.wrong("file_counts", least=document.min_files, most=document.max_files)
        return document

    def fee(self, at: At) -> Fee:
        """A fee, with an amount for each channel; `local` where the province sets it."""
        keys = Keys.of(
            at,
            (*"id name type amounts per when exempt exemptions".split(), *SOURCED),
            ("id", "name", "type", "amounts"),
        )
        return Fee(
            id=keys.take("id", name, ""),
            name=keys.take("name", translated, NOTHING),
            type=keys.take("type", lambda x: x.one_of(get_args(FeeType)), "phi"),
            amounts=keys.take("amounts", _amounts, {}),
            per=keys.take("per", lambda node: self.ledger.refer(node, "per"), None),
            when=keys.take("when", self.conditions.read, None),
            exempt=keys.take("exempt", translated, None),
            sourced=sourced(keys),
            exemptions=keys.take("exemptions", _exemptions, ()),
        )

    def processing(self, at: At) -> Processing:
        """A processing time."""
        keys = Keys.of(at, ("qty", "unit", "cut_off", "when", "note", *SOURCED), ("qty", "unit"))
        qty = keys.get("qty")
        return Processing(
            quantity=qty.decimal() if qty else At.decimal(at),
            unit=keys.take("unit", lambda x: x.one_of(get_args(TimeUnit)), "working_day"),
            cut_off=keys.take("cut_off", clock, None),
            when=keys.take("when", self.conditions.read, None),
            note=keys.take("note", translated, None),
            sourced=sourced(keys),
        )

    def notice(self, at: At) -> tuple[Condition | None, Text]:
        """Something to know before starting."""
        keys = Keys.of(at, ("when", "text"), ("text",))
        return keys.take("when", self.conditions.read, None), keys.take("text", translated, NOTHING)

    def rule(self, at: At) -> Rule:
        """A demand between answers: `must`, `at_least_one` or `compare`."""
        known = ("must", "at_least_one", "compare", "when", "at", "message", "warns")
        keys = Keys.of(at, known, ("at", "message"))
        when = keys.take("when", self.conditions.read, None)
        must: Condition = All(())
        demands = [word for word in ("must", "at_least_one", "compare") if keys.get(word)]
        if len(demands) != 1:
            at.wrong("mixed_condition" if demands else "empty_condition", choices=", ".join(known))
        elif demands[0] == "compare":
            must, when = self._compare(keys.found["compare"], when)
        elif demands[0] == "at_least_one":
            must = AnyOf(tuple(self._filled(item) for item in keys.found["at_least_one"].items()))
        else:
            must = self.conditions.read(keys.found["must"])
        if where := keys.get("at"):
            self.ledger.paths.append(where)
        return Rule(
            must=must,
            message=keys.take("message", translated, NOTHING),
            at=keys.take("at", At.text, ""),
            when=when,
            warns=keys.take("warns", At.flag, False),
        )

    def _filled(self, at: At) -> Condition:
        """A question, or a list of questions that count together (a parent)."""
        nodes = at.items() if at.is_list else (at,)
        parts = tuple(Filled(self.ledger.refer(node, "filled")) for node in nodes)
        return parts[0] if len(parts) == 1 else All(parts)

    def _compare(self, at: At, when: Condition | None) -> tuple[Condition, Condition | None]:
        """A comparison demanded only while both answers are there."""
        must = self.conditions.read(at)
        if not isinstance(must, Compare):
            at.wrong("not_a_choice", value="…", choices="question + before, after, same_as …")
            return must, when
        both = (Filled(must.first), Filled(must.second))
        return must, All(both if when is None else (when, *both))


def _exemptions(at: At) -> tuple[Exemption, ...]:
    """The grounds for which a fee need not be paid, each with the law it stands in."""
    found = tuple(_exemption(item) for item in at.items())
    if len({each.id for each in found}) < len(found):
        at.wrong("ground_twice", value=", ".join(each.id for each in found))
    return found


def _exemption(at: At) -> Exemption:
    keys = Keys.of(at, ("id", "name", "source", "proof"), ("id", "name", "source"))
    return Exemption(
        id=keys.take("id", name, ""),
        name=keys.take("name", translated, NOTHING),
        source=keys.take("source", At.text, ""),
        proof=keys.take("proof", translated, None),
    )


def _amounts(at: At) -> Mapping[Channel, int | None]:
    keys = Keys.of(at, CHANNELS)
    return {
        channel: None if node.text() == "local" else node.whole()
        for channel in CHANNELS
        if (node := keys.get(channel)) is not None
    }


def _presented(at: At) -> tuple[DocumentForm, ...]:
    """What a document may be presented as, best first: original, certified copy, photo."""
    nodes = at.items() if at.is_list else (at,)
    return tuple(node.one_of(get_args(DocumentForm)) for node in nodes) or _ORIGINAL


def _file_kinds(at: At) -> tuple[FileKind, ...]:
    chosen = {node.one_of(_EVERY_FILE) for node in at.items()}
    return tuple(kind for kind in _EVERY_FILE if kind in chosen) or _EVERY_FILE


def _bytes(at: At) -> int | None:
    """A size as people write it: 5 MB, 500 KB."""
    found = _SIZE.fullmatch(at.text())
    if found is None:
        at.wrong("not_a_size", value=at.text())
        return None
    number, unit = found.groups()
    return int(number) * (1024**2 if unit == "MB" else 1024)
