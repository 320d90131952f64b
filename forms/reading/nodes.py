"""YAML nodes that know their line, and the list of what is wrong with a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from forms.reading.problems import PROBLEMS

T = TypeVar("T")
Word = TypeVar("Word", bound=str)
MOST_NODES, DEEPEST = 50_000, 30
# libyaml's reader is ten times as fast, and no wheel of PyYAML comes without it.
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a form file, in plain words, and where."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        """`file:line: what is wrong`."""
        return f"{self.file}:{self.line}: {self.text}"


@dataclass
class Report:
    """Collects problems while a file is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, problem_key: str, /, **blanks: object) -> None:
        """Note a problem; the same one at the same line once."""
        problem = Problem(self.file, line, PROBLEMS[problem_key].format(**blanks))
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass(frozen=True)
class At:
    """A node of the file, with where to report what is wrong with it."""

    node: Node
    report: Report
    what: str = "form"

    @property
    def line(self) -> int:
        """The line it begins on, counted from 1."""
        return self.node.start_mark.line + 1

    def wrong(self, problem_key: str, /, **blanks: object) -> None:
        """Note what is wrong here."""
        self.report.add(self.line, problem_key, **{"what": self.what, **blanks})

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, SequenceNode)

    @property
    def is_map(self) -> bool:
        """Whether it has keys."""
        return isinstance(self.node, MappingNode)

    def items(self) -> "tuple[At, ...]":
        """The entries of a list; a problem and none if it is not one."""
        if not isinstance(self.node, SequenceNode):
            self.wrong("not_a_list")
            return ()
        return tuple(At(item, self.report, self.what) for item in self.node.value)

    def pairs(self) -> "Iterator[tuple[At, At]]":
        """Keys and values; a problem and none if it has no keys."""
        if not isinstance(self.node, MappingNode):
            self.wrong("not_a_map")
            return
        for key, value in self.node.value:
            name = key.value if isinstance(key, ScalarNode) else "?"
            yield At(key, self.report, name), At(value, self.report, name)

    def text(self) -> str:
        """A text, exactly as written; `yes` stays `yes`."""
        if not isinstance(self.node, ScalarNode):
            self.wrong("not_a_text")
            return ""
        if not self.node.value.strip():
            self.wrong("empty")
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """A list of texts, or a single one."""
        if self.is_list:
            return tuple(item.text() for item in self.items())
        return (self.text(),)

    def whole(self) -> int:
        """A whole number from 0."""
        text = self.text()
        if text.isascii() and text.isdigit() and len(text) < 16:
            return int(text)
        self.wrong("not_a_number", value=text)
        return 0

    def decimal(self) -> Decimal:
        """A number above 0, possibly with a point (7.5)."""
        text = self.text()
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal(0)
        if not number.is_finite() or number <= 0:
            self.wrong("not_a_number", value=text)
            return Decimal(1)
        return number

    def flag(self) -> bool:
        """`true` or `false`."""
        text = self.text()
        if text not in ("true", "false"):
            self.wrong("not_a_flag", value=text)
        return text == "true"

    def day(self) -> date:
        """A date written 2025-07-01."""
        text = self.text()
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.wrong("not_a_date", value=text)
            return date(2000, 1, 1)

    def one_of(self, choices: tuple[Word, ...]) -> Word:
        """One of these words."""
        text = self.text()
        chosen = next((choice for choice in choices if choice == text), None)
        if chosen is None:
            self.wrong("not_a_choice", value=text, choices=", ".join(choices))
            return choices[0]
        return chosen


@dataclass(frozen=True)
class Keys:
    """The keys of a map, taken one by one; what nobody knows is a problem."""

    at: At
    found: dict[str, At]

    @classmethod
    def of(cls, at: At, known: tuple[str, ...], required: tuple[str, ...] = ()) -> "Keys":
        """Read a map; unknown, repeated and absent keys are noted."""
        found: dict[str, At] = {}
        for key, value in at.pairs():
            name = key.what
            if name not in known:
                key.report.add(key.line, "unknown_key", key=name, known=", ".join(known))
            elif name in found:
                key.report.add(key.line, "repeated_key", key=name)
            else:
                found[name] = value
        if at.is_map:
            for name in required:
                if name not in found:
                    at.wrong("missing_key", key=name)
        return cls(at, found)

    def get(self, name: str) -> At | None:
        """The node of a key, if it is there."""
        return self.found.get(name)

    def take(self, name: str, read: Callable[[At], T], default: T) -> T:
        """The value of a key, read; the default if it is not there."""
        at = self.found.get(name)
        return default if at is None else read(at)

    def each(self, name: str, read: Callable[[At], T]) -> tuple[T, ...]:
        """The values of a list under a key; none if it is not there."""
        at = self.found.get(name)
        return () if at is None else tuple(read(item) for item in at.items())


def compose(text: str, report: Report) -> At | None:
    """The root of a YAML text, or None with what is wrong noted."""
    try:
        if not _shallow(text, report):
            return None
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(mark.line + 1 if mark else 1, "yaml", problem=error.problem or "")
        return None
    except (yaml.YAMLError, ValueError):
        report.add(1, "unreadable")
        return None
    if root is None:
        report.add(1, "unreadable")
        return None
    return At(root, report) if _finite(root, report) else None


def _shallow(text: str, report: Report) -> bool:
    """A file that goes too deep is told before a tree is made of it, which libyaml dies of."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            mark = event.start_mark
            report.add(mark.line + 1 if mark else 1, "unreadable")
            return False
    return True


def _finite(root: Node, report: Report) -> bool:
    """An alias may repeat a part, but neither contain itself nor blow the file up."""
    stack, seen = [(root, frozenset[int]())], 0
    while stack:
        node, above = stack.pop()
        seen += 1
        if id(node) in above or seen > MOST_NODES or len(above) > DEEPEST:
            report.add(node.start_mark.line + 1, "endless")
            return False
        inside = above | {id(node)}
        if isinstance(node, MappingNode):
            stack += [(part, inside) for pair in node.value for part in pair]
        elif isinstance(node, SequenceNode):
            stack += [(part, inside) for part in node.value]
    return True
