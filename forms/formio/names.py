"""Names our files allow, made of the keys and titles Form.io allows: each once."""

from forms.characters import folded
from forms.reading.questions import NAME, RESERVED_NAMES, RESERVED_STEPS, SLUG

_LONGEST = 50


def snake(key: str) -> str:
    """A key as a name: `ownerFullname` → `owner_fullname`, `hồ sơ.số` → `ho_so_so`."""
    spaced = ""
    for before, letter in zip(" " + key, key, strict=False):
        spaced += " " if letter.isupper() and (before.islower() or before.isdigit()) else ""
        spaced += letter
    return _ascii(spaced, "_") or "question"


def slug(title: str) -> str:
    """A title as a page's address: `Thông tin của trẻ` → `thong-tin-cua-tre`."""
    return _ascii(title, "-") or "trang"


def _ascii(text: str, between: str) -> str:
    bare = "".join(c if c.isascii() and c.isalnum() else " " for c in folded(text))
    joined = between.join(bare.split())[:_LONGEST].strip(between)
    return f"q{between}{joined}" if joined[:1].isdigit() else joined


class Names:
    """Names given so far in one scope."""

    def __init__(self, reserved: frozenset[str] = RESERVED_NAMES) -> None:
        self._taken = set(reserved)

    def name(self, key: str) -> str:
        """A question's name; a key that is a name already stays as it is."""
        return self._free(key if NAME.fullmatch(key) else snake(key), "_")

    def step(self, title: str) -> str:
        """A page's address."""
        return self._free(title if SLUG.fullmatch(title) else slug(title), "-")

    def _free(self, wanted: str, between: str) -> str:
        name, count = wanted, 1
        while name in self._taken:
            count += 1
            name = f"{wanted}{between}{count}"
        self._taken.add(name)
        return name


def step_names() -> Names:
    """A scope for pages."""
    return Names(RESERVED_STEPS)
