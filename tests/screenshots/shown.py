"""Chooses the pictures the documents show, makes them small, and writes ``docs/screens.md``."""

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures" / "screens"
PAGE = ROOT / "docs" / "screens.md"
# The name of a picture, and what is to be seen on it.
SHOWN = {
    "home": "Home: one question, and the moments of a life",
    "search": "Search: everyday words, accents or none",
    "procedure": "A procedure: who, which papers, how long, how much, on what ground",
    "step-tre-mistakes": "A step with mistakes: the summary first, each line leads to its input",
    "documents": "Papers: from the camera or from a file",
    "review": "The check: every answer with its way back, what follows before the button",
    "submitted": "Received: the code at once, and what comes next",
    "dossier-supplement": "A dossier that waits for its citizen",
    "status-link": "Behind the link of the SMS: where it is, nobody's name",
    "status-link-dark": "The same in the dark",
    "my-dossiers": "My dossiers",
}
_WIDTHS = {"phone": 300, "desktop": 720}
_TALLEST = {"phone": 640, "desktop": 620}
_COLOURS = 48
_HEAD = """# Screens

The pages people meet most, on a telephone (360 px) and at a desk (1280 px), with sample people.
`make screenshots` walks through the running system, takes them all, and writes this page.
"""


def show(folder: Path) -> None:
    """Take the chosen pictures of a whole walk over into the documents."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    parts = [_HEAD]
    for name, told in SHOWN.items():
        parts.append(f"\n## {told}\n")
        for width in _WIDTHS:
            found = sorted(folder.glob(f"[0-9]*-{name}-{width}.png"))
            _small(found[0], width).save(FOLDER / f"{name}-{width}.png", optimize=True)
            parts.append(f"![{told}, {width}](pictures/screens/{name}-{width}.png)\n")
    PAGE.write_text("".join(parts))


def _small(path: Path, width: str) -> Image.Image:
    """Shrink a picture, leave out what is far below, and keep few colours."""
    with Image.open(path) as picture:
        scale = _WIDTHS[width] / picture.width
        size = (_WIDTHS[width], round(picture.height * scale))
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    seen = small.crop((0, 0, small.width, min(small.height, _TALLEST[width])))
    return seen.quantize(_COLOURS)
