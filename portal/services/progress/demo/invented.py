"""Invents units and what they did, the same each time for one seed and one month.

Units are called (mẫu) and have identifiers no organisation has: letters that Quyết định
20/2020/QĐ-TTg gives to nobody. Their provinces are the real ones, since the tiles show those.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from forms.lookups import VietnamProvinces
from portal.domain.progress.periods import Period
from portal.services.progress.adding import Change
from portal.services.progress.linking import Link
from portal.services.progress.units import DEMO, LINKS, Unit

SINCE = date(2025, 7, 1)
_COMMUNES = 6
_MINISTRIES = (
    ("Bộ Nội vụ", "Ministry of Home Affairs"),
    ("Bộ Tư pháp", "Ministry of Justice"),
    ("Bộ Tài chính", "Ministry of Finance"),
    ("Bộ Xây dựng", "Ministry of Construction"),
    ("Bộ Y tế", "Ministry of Health"),
    ("Bộ Giáo dục và Đào tạo", "Ministry of Education and Training"),
    ("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology"),
    ("Bộ Nông nghiệp và Môi trường", "Ministry of Agriculture and Environment"),
)
_OFFICES = (
    ("Văn phòng", "Office"),
    ("Vụ Pháp chế", "Legal Department"),
    ("Vụ Tổ chức cán bộ", "Personnel Department"),
    ("Vụ Kế hoạch", "Planning Department"),
    ("Vụ Hợp tác quốc tế", "Department of International Cooperation"),
    ("Cục Chuyển đổi số", "Digital Transformation Agency"),
)
_DEPARTMENTS = (
    ("Sở Tư pháp", "Department of Justice"),
    ("Sở Nội vụ", "Department of Home Affairs"),
    ("Sở Tài chính", "Department of Finance"),
    ("Sở Xây dựng", "Department of Construction"),
    ("Sở Y tế", "Department of Health"),
    ("Sở Giáo dục và Đào tạo", "Department of Education and Training"),
    ("Sở Khoa học và Công nghệ", "Department of Science and Technology"),
    ("Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment"),
)
# How many of a hundred units of a level have each connection, and how many dossiers and documents
# a month one has.
_LINKED = {
    "ministry": (100, 100, 100, 88),
    "ministry_department": (0, 92, 90, 0),
    "province": (100, 100, 97, 94),
    "province_department": (88, 90, 78, 60),
    "commune": (74, 62, 45, 30),
}
_BUSY = {
    "ministry": (120, 900),
    "ministry_department": (0, 150),
    "province": (0, 700),
    "province_department": (260, 180),
    "commune": (340, 60),
}


def invented_units() -> Iterator[Unit]:
    """Invent ministries with their departments, provinces with theirs and some communes."""
    for number, (name, name_en) in enumerate(_MINISTRIES, start=1):
        code = f"Y{number:02d}"
        yield _unit(code, (name, name_en), "ministry")
        for place, (part, part_en) in enumerate(_OFFICES, start=1):
            names = (f"{part}, {name}", f"{part_en}, {name_en}")
            yield _unit(f"{code}.{place:02d}", names, "ministry_department")
    for province in VietnamProvinces().provinces():
        yield from _province(province.code, province.name)


def _province(code: str, name: str) -> Iterator[Unit]:
    head = f"X{code}"
    named = f"Ủy ban nhân dân {name[0].lower()}{name[1:]}", f"People's Committee of {name}"
    yield _unit(head, named, "province", code)
    for place, (part, part_en) in enumerate(_DEPARTMENTS, start=1):
        names = (f"{part}, {name}", f"{part_en}, {name}")
        yield _unit(f"{head}.{place:02d}", names, "province_department", code)
    communes = VietnamProvinces().communes(code)
    for place, commune in enumerate(communes[:: max(1, len(communes) // _COMMUNES)][:_COMMUNES]):
        own = f"{commune.name[0].lower()}{commune.name[1:]}"
        names = (f"Ủy ban nhân dân {own}, {name}", f"People's Committee of {commune.name}, {name}")
        yield _unit(f"{head}.{place + 51}", names, "commune", code)


def _unit(code: str, names: tuple[str, str], level: str, province: str = "") -> Unit:
    return Unit(code, f"{names[0]} (mẫu)", f"{names[1]} (sample)", level, province, DEMO, SINCE)


def invented_links(unit: Unit, now: datetime, seed: int) -> Iterator[Link]:
    """Invent the connections of a unit."""
    chance = random.Random(f"{seed} links {unit.code}")
    for kind, of_hundred in zip(LINKS, _LINKED[unit.level], strict=True):
        since = SINCE + timedelta(days=chance.randrange(300))
        quiet = timedelta(minutes=chance.randrange(5, 60 * 40))
        if chance.randrange(100) < of_hundred:
            yield Link(unit.code, kind, min(since, now.date()), now - quiet)


def invented_month(
    unit: Unit, kinds: frozenset[str], month: Period, today: date, seed: int
) -> Counter[Change]:
    """Invent what a unit did in a month, told on its middle day, or today."""
    chance = random.Random(f"{seed} {month} {unit.code}")
    # Each unit has a bent of its own, and all of them get better with the months.
    bent = random.Random(f"{seed} bent {unit.code[:3]}").uniform(-0.12, 0.08)
    better = min(0.3, ((month.year - 2025) * 12 + month.month - 7) * 0.015)
    day = min(date(month.year, month.month, 15), today)
    dossiers, documents = (round(n * chance.uniform(0.7, 1.3)) for n in _BUSY[unit.level])
    facts: Counter[str] = Counter()
    if "portal" in kinds and dossiers:
        _dossiers(facts, dossiers, 0.62 + bent + better, chance)
    if "documents" in kinds:
        _documents(facts, documents, 0.6 + bent + better, chance)
    if "office" in kinds and chance.random() < 0.9:
        facts["documents_online"] = _part(chance, facts["documents_received"], 0.55 + better)
    return Counter({(unit.code, day, name): value for name, value in facts.items() if value})


def _dossiers(facts: Counter[str], submitted: int, good: float, chance: random.Random) -> None:
    finished = _part(chance, submitted, 0.97)
    accepted = max(finished, _part(chance, submitted, 0.98))
    facts.update(submitted=submitted, accepted=accepted, finished=finished)
    facts["accepted_synced"] = _part(chance, accepted, good + 0.22)
    facts["handed_over"], facts["news_heard"] = submitted, accepted + finished
    facts["submitted_online"] = _part(chance, submitted, good)
    facts["submitted_verified"] = _part(chance, submitted, good + 0.05)
    facts["finished_on_time"] = _part(chance, finished, good + 0.2)
    facts["finished_late"] = finished - facts["finished_on_time"]
    facts["finished_online"] = min(_part(chance, finished, good - 0.12), facts["submitted_online"])
    facts["finished_with_fee"] = _part(chance, finished, 0.4)
    facts["finished_paid_online"] = _part(chance, facts["finished_with_fee"], good - 0.02)
    facts["decided"] = _part(chance, finished, 0.96)
    facts["decided_electronic"] = _part(chance, facts["decided"], good)
    facts["rated"] = _part(chance, finished, 0.15)
    facts["rated_disliked"] = _part(chance, facts["rated"], 0.3 - good / 4)
    facts["open"] = submitted - finished
    facts["overdue_open"] = _part(chance, facts["open"], 0.2)
    facts["submitted_reused"] = _part(chance, submitted, good - 0.4)
    facts["finished_components"] = _part(chance, finished, 0.9)
    facts["finished_digitised"] = _part(chance, facts["finished_components"], good - 0.2)


def _documents(facts: Counter[str], count: int, good: float, chance: random.Random) -> None:
    facts["documents_received"], facts["documents_sent"] = count, _part(chance, count, 0.45)
    both = facts["documents_sent"] + count
    facts["documents_signed"] = _part(chance, both, good + 0.25)
    facts["documents_same_day"] = _part(chance, facts["documents_sent"], good + 0.1)
    facts["documents_acknowledged"] = _part(chance, count, good + 0.15)


def _part(chance: random.Random, whole: int, share: float) -> int:
    """Take about a share of a whole: never more than all of it, never less than none."""
    return max(0, min(whole, round(whole * (share + chance.uniform(-0.06, 0.06)))))
