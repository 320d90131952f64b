"""Reader of the specialised systems a dossier goes on to."""

from typing import get_args

from forms.reading.nodes import At, Keys
from forms.reading.procedure import NOTHING, name
from forms.reading.values import SOURCED, ConditionReader, sourced, translated
from forms.spec import Form
from forms.spec.hops import SYSTEM, FileReader, Hop, HopStart

_KNOWN = "id system name purpose after days when decides files_for".split()
_LONGEST = 365


class HopReader:
    """Reads hops; their conditions look at questions like any other."""

    def __init__(self, conditions: ConditionReader) -> None:
        self.conditions = conditions

    def read(self, at: At) -> Hop:
        """One system, and what for."""
        keys = Keys.of(at, (*_KNOWN, *SOURCED), ("id", "system", "name", "purpose"))
        return Hop(
            id=keys.take("id", name, ""),
            system=keys.take("system", name, ""),
            name=keys.take("name", translated, NOTHING),
            purpose=keys.take("purpose", translated, NOTHING),
            after=keys.take("after", lambda x: x.one_of(get_args(HopStart)), "accepted"),
            days=keys.take("days", At.whole, 5),
            when=keys.take("when", self.conditions.read, None),
            decides=keys.take("decides", At.flag, False),
            files_for=keys.take("files_for", lambda x: x.one_of(get_args(FileReader)), "officer"),
            sourced=sourced(keys),
        )


def check_hops(form: Form, keys: Keys) -> None:
    """Note what is no system, one that is gone to twice, and agencies that are called systems."""
    for competence in form.competence:
        if competence.level.startswith(SYSTEM):
            keys.at.wrong("system_decides", value=competence.level)
    section = keys.get("hops")
    if section is None or not section.is_list:
        return
    seen: set[str] = set()
    for at, hop in zip(section.items(), form.hops, strict=True):
        if not hop.system.startswith(SYSTEM):
            at.wrong("no_system", value=hop.system)
        if hop.system in seen:
            at.wrong("system_twice", value=hop.system)
        if not 1 <= hop.days <= _LONGEST:
            at.wrong("hop_days", value=hop.days)
        seen.add(hop.system)
