"""Which level of agency a name in the catalogue means: a table, read from names in use (2026)."""

from collections.abc import Iterator

from forms.characters import folded

# The first whose words are all in the name. There is no district level since 01/7/2025.
_LEVELS: tuple[tuple[str, str], ...] = (
    ("commune_police", "cong an xa"),
    ("commune_police", "cong an phuong"),
    ("province_police", "cong an tinh"),
    ("province_police", "cong an thanh pho"),
    ("ministry", "bo cong an"),
    ("province_justice", "so tu phap"),
    ("commune", "xa"),
    ("commune", "phuong"),
    ("province", "so"),
    ("province", "tinh"),
    ("province", "thanh pho"),
    ("ministry", "bo"),
    ("ministry", "cuc"),
)
_ENGLISH = {
    "commune_police": "Commune police",
    "province_police": "Province police",
    "province_justice": "Provincial Department of Justice",
    "commune": "Commune People's Committee",
}


def agencies(texts: tuple[str, ...]) -> Iterator[str]:
    """The agencies one by one: a record names several in one text."""
    seen: set[str] = set()
    for text in texts:
        for part in text.replace("\n", ";").replace(",", ";").split(";"):
            name = part.strip(" .")
            if name and folded(name) not in seen:
                seen.add(folded(name))
                yield name


def level(name: str) -> str:
    """The level, or "" if the name does not tell."""
    words = folded(name).replace(" cap ", " ").split()
    if "huyen" in words:
        return ""
    return next((found for found, wanted in _LEVELS if _within(wanted.split(), words)), "")


def in_english(found: str) -> str:
    """How the level is called in English, or "" where that has to be written."""
    return _ENGLISH.get(found, "")


def _within(wanted: list[str], words: list[str]) -> bool:
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))
