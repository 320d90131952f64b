"""What surrounds the questions: cases, documents, fees, times, who decides, papers, legal basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal, TypeAlias

from forms.conditions import Condition
from forms.spec.words import Sourced, Text

Channel: TypeAlias = Literal["online", "direct", "postal"]
FeeType: TypeAlias = Literal["phi", "le_phi"]
TimeUnit: TypeAlias = Literal["working_day", "working_hour", "day", "month"]
Actor: TypeAlias = Literal["self", "kin", "proxy"]
DocumentNeed: TypeAlias = Literal["required", "optional", "may_be_needed", "information"]
DocumentForm: TypeAlias = Literal["original", "certified_copy", "copy", "photo"]
FileKind: TypeAlias = Literal["pdf", "photo"]


@dataclass(frozen=True)
class Field:
    """The field a procedure belongs to (lĩnh vực), e.g. G15-TP07 Hộ tịch."""

    code: str
    name: Text


@dataclass(frozen=True)
class Case:
    """A citizen's situation (trường hợp) under one procedure; `code` is the national case code."""

    id: str
    name: Text
    hint: Text | None = None
    code: str | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Document:
    """A part of the dossier (thành phần hồ sơ). `code` is the national one (`…KQ004389`).

    `may_be_needed` is shown as "tùy trường hợp"; `information` asks for no file. `from_answers`
    is the declaration itself (tờ khai), which the portal makes from the answers. What it may be
    presented as stands in `forms`, best first. Files: which `kinds`, how many, `max_size` bytes
    each (None: as the portal has it). One that `authorises` is wanted as the rules of acting say.
    `results` are national codes of results that will do in its place (kết quả thay thế).
    """

    id: str
    name: Text
    code: str | None = None
    hint: Text | None = None
    need: DocumentNeed = "required"
    show_when: Condition | None = None
    required_when: Condition | None = None
    presented_as: DocumentForm = "original"
    originals: int = 1
    copies: int = 0
    max_files: int = 10
    from_answers: bool = False
    sourced: Sourced = Sourced()
    forms: tuple[DocumentForm, ...] = ("original",)
    kinds: tuple[FileKind, ...] = ("pdf", "photo")
    min_files: int = 1
    max_size: int | None = None
    authorises: bool = False
    results: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """The codes of papers that will do: its own, and those of results in its place."""
        return tuple(dict.fromkeys(code for code in (self.code, *self.results) if code))


@dataclass(frozen=True)
class Exemption:
    """A ground for which a fee need not be paid, or not whole (căn cứ miễn, giảm).

    `proof` says what shows it; None if what was declared already does. `source` is the law.
    """

    id: str
    name: Text
    source: str
    proof: Text | None = None


@dataclass(frozen=True)
class Fee:
    """A fee: `phi` pays for a service, `le_phi` is a duty. Amounts in đồng by channel.

    `per` names the number question it is multiplied by (8,000 a copy). An amount of None is set
    locally (HĐND cấp tỉnh) and is told by the agency.
    """

    id: str
    name: Text
    type: FeeType
    amounts: Mapping[Channel, int | None]
    per: str | None = None
    when: Condition | None = None
    exempt: Text | None = None
    sourced: Sourced = Sourced()
    exemptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True)
class Processing:
    """How long the agency has. `cut_off` makes it a same-day duty (before 15:00)."""

    quantity: Decimal
    unit: TimeUnit
    cut_off: time | None = None
    when: Condition | None = None
    note: Text | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Competence:
    """Which agencies decide (cấp thực hiện): `commune`, `commune_police`, `province_justice` …"""

    level: str
    name: Text
    valid_from: date | None = None
    valid_until: date | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Result:
    """What the citizen gets in the end (kết quả)."""

    name: Text
    code: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Paper:
    """The printed form an agency answers with: form 01 of TT 03/2025/TT-VPCP, or CT04 …"""

    form: str
    basis: str
    name: Text
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class LegalBasis:
    """An act the procedure stands on (căn cứ pháp lý)."""

    number: str
    title: Text
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Acting:
    """Who may submit, and whether a proxy needs an authorisation, and needs it certified.

    `told_by` names the question that says who acts, by `kin_words` and `proxy_words`. The owner of
    a dossier is not its submitter by another name, unless `owner_may_submit` says so.
    """

    who: tuple[Actor, ...]
    proxy_needs_authorisation: bool = True
    authorisation_certified: bool = True
    kin_certified: bool = False
    note: Text | None = None
    sourced: Sourced = Sourced()
    kin_needs_authorisation: bool = False
    told_by: str | None = None
    kin_words: tuple[str, ...] = ()
    proxy_words: tuple[str, ...] = ()
    owner_may_submit: bool = False
