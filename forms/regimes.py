"""From a YAML text to a report regime, or every problem of the text at once, each with its line."""

from dataclasses import replace
from pathlib import Path

from forms.loader import FormError, text_hash
from forms.reading.nodes import Problem, Report, compose
from forms.reading.regime import regime
from forms.spec.reports import Regime

FOLDER = Path(__file__).parent / "reports"
"""The regimes that come with the program."""


def load_regime(text: str, name: str = "report.yaml") -> Regime:
    """Make a regime of a YAML text; `name` is how its file is called in problems.

    :raises FormError: with every problem found.
    """
    report = Report(name)
    root = compose(text, report)
    if root is None:
        raise FormError(report.problems)
    read = regime(replace(root, what="report"), text_hash(text))
    if report.problems:
        raise FormError(report.problems)
    return read


def load_regimes(folder: Path = FOLDER) -> dict[str, Regime]:
    """Every regime of a folder, by its code.

    :raises FormError: with the problems of all files together.
    """
    found: dict[str, tuple[str, Regime]] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            read = load_regime(path.read_text(encoding="utf-8"), path.name)
        except FormError as error:
            problems += error.problems
            continue
        if read.code in found:
            report = Report(path.name)
            report.add(1, "same_report", value=read.code, other=found[read.code][0])
            problems += report.problems
        found[read.code] = (path.name, read)
    if problems:
        raise FormError(problems)
    return {code: found[code][1] for code in sorted(found)}


def sources(folder: Path = FOLDER) -> dict[str, str]:
    """The text of every regime of a folder, by the hash its regime bears."""
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.yaml"))
    return {text_hash(text): text for text in texts}


def find(regimes: dict[str, Regime], name: str) -> Regime | None:
    """The regime of a code, or of its part before the first slash: II.06a for II.06a/VPCP/KSTT."""
    wanted = name.casefold()
    for code, regime_ in regimes.items():
        if wanted in (code.casefold(), code.casefold().partition("/")[0]):
            return regime_
    return None
