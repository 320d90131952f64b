"""The rules of the house that no linter checks; each failure names the place."""

import ast
import configparser
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
import yaml

from connectors.registry import CONNECTORS
from forms.kinds import KINDS
from tests.sources import (
    ROOT,
    Function,
    Named,
    docs,
    functions,
    modules,
    named,
    place,
    texts,
    tracked,
    tree,
)

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
ELSEWHERE = {
    "the notes a project began with": r"\.\./shared|/shared/(?:design|domain|hooks)",
    "a path of one machine": r"(?m)(?:^|[\s\"'=`(])/(?:work/main|root/|home/[a-z]+/|opt/)",
    "the host of a package registry": r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org",
}
COMPILED = re.compile(r"\.min\.(?:js|css)$|/assets/built/|\.(?:woff2?|ttf|otf|eot|mo)$")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")
# Only one room takes moments and converts zones, so that a test can live in another moment.
MOMENTS = re.compile(
    r"\b(?:datetime\.(?:now|utcnow|today|fromtimestamp)|date\.(?:today|fromtimestamp)"
    r"|ZoneInfo)\(|\.astimezone\((?!UTC\))"
)


def size(node: Function) -> int:
    """Count the lines of a function, what it says of itself left out."""
    first = node.body[0]
    said = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) is not None else 0
    return node.end_lineno - node.lineno + 1 - said


def asked(node: Function) -> int:
    """Count what a caller passes."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([argument for argument in given if argument.arg not in ("self", "cls")])


def undocumented(parent: ast.Module | ast.ClassDef) -> Iterator[Named]:
    """List the public classes and functions of a scope that say nothing of themselves."""
    for node in parent.body:
        if not isinstance(node, Named) or node.name.startswith("_") or node.name == "Meta":
            continue
        if ast.get_docstring(node) is None and "overload" not in map(
            ast.unparse, node.decorator_list
        ):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node)


def imported(path: Path) -> set[str]:
    """List the top-level packages a module imports."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def matches(pattern: re.Pattern[str], *rooms: str) -> list[str]:
    """List the lines of some rooms' modules that match."""
    return [
        f"{named(path)}:{number}: {line.strip()}"
        for path in modules(*rooms)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]


def none(found: Collection[object]) -> None:
    """Fail with everything that breaks a rule, one a line."""
    lines = (
        [f"{key}: {value}" for key, value in found.items()] if isinstance(found, dict) else found
    )
    if lines:
        pytest.fail("\n".join(map(str, lines)), pytrace=False)


def test_files_have_at_most_300_lines():
    lines = {named(path): len(path.read_text().splitlines()) for path in modules()}
    none({name: count for name, count in lines.items() if count > 300})


def test_shared_fixtures_have_at_most_150_lines():
    shared = [path for path in modules("tests/") if path.name == "conftest.py"]
    lines = {named(path): len(path.read_text().splitlines()) for path in shared}
    none({name: count for name, count in lines.items() if count > 150})


def test_functions_have_at_most_30_lines():
    # A migration is one list of statements; cutting it up would hide it.
    ours = [path for path in modules() if not named(path).startswith("migrations/versions/")]
    long = [(place(path, node), size(node)) for path in ours for node in functions(path)]
    none([found for found in long if found[1] > 30])


def test_functions_take_at_most_5_arguments():
    taken = [(place(path, node), asked(node)) for path in modules() for node in functions(path)]
    none([found for found in taken if found[1] > 5])


def test_everything_public_says_what_it_does():
    silent = [named(path) for path in modules() if ast.get_docstring(tree(path)) is None]
    for path in modules("portal/", "connectors/", "forms/"):
        silent += [f"{place(path, node)} {node.name}" for node in undocumented(tree(path))]
    none(silent)


def test_no_module_is_named_after_nothing():
    parts = {named(path): {*path.relative_to(ROOT).parts[:-1], path.stem} for path in modules()}
    none([name for name, words in parts.items() if words & BANNED_NAMES])


def test_nothing_is_imported_inside_a_function():
    inside = [
        place(path, node)
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    none(inside)


def test_identifiers_are_ascii():
    names = [
        (place(path, node), node.name)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, Named)
    ]
    none([found for found in names if not found[1].isascii()])


def test_only_the_clock_takes_moments_and_converts_zones():
    rooms = ("portal/", "connectors/", "forms/")
    own = ("portal/clock.py", "portal/sandbox/")  # a counterparty has a clock of its own
    none([at for at in matches(MOMENTS, *rooms) if not at.startswith(own)])


def test_nothing_is_left_unfinished():
    none(matches(UNFINISHED, "portal/", "connectors/", "forms/", "migrations/"))


def test_tests_wait_for_events_and_fake_nothing_of_ours():
    none(matches(re.compile(r"\btime\.sleep\(|unittest\.mock|import\s+mock"), "tests/"))


def test_migrations_outlive_the_code_they_were_written_with():
    written = modules("migrations/versions/")
    allowed = {"alembic", "sqlalchemy", "collections", "typing"}
    none({named(path): more for path in written if (more := imported(path) - allowed)})


@pytest.mark.parametrize("what", ELSEWHERE)
def test_no_file_names_what_others_do_not_have(what):
    pattern = re.compile(ELSEWHERE[what])
    found = {name: match[0] for name, text in texts() if (match := pattern.search(text))}
    none(found)


def test_what_can_be_built_is_not_kept():
    none([named(path) for path in tracked() if COMPILED.search(named(path))])


def test_locked_packages_come_from_wherever_the_machine_gets_its_packages():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    none([name for name, package in packages.items() if "resolved" in package])


def test_every_dependency_is_pinned_to_one_version():
    setup = configparser.ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg")
    wanted = setup["options"]["install_requires"] + setup["options.extras_require"]["test"]
    pinned = (ROOT / "constraints.txt").read_text().splitlines()
    none([line for line in pinned if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.]+", line)])
    names = {plain(line.partition("==")[0]) for line in pinned}
    stated = re.findall(r"^\s*([A-Za-z0-9._-]+)", wanted, re.MULTILINE)
    none({plain(name) for name in stated} - names)


def plain(name: str) -> str:
    """Write a package's name as all its spellings are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_documents_name_every_connector():
    none([name for name in sorted(CONNECTORS) if f"`{name}`" not in docs()])


def test_the_documents_name_every_kind_of_question():
    none([name for name in sorted(KINDS) if f"`{name}`" not in docs()])


def test_the_documents_name_every_report():
    files = sorted(ROOT.glob("forms/reports/*.yaml"))
    assert files
    none(
        [
            code
            for path in files
            if (code := yaml.safe_load(path.read_text())["report"]) not in docs()
        ]
    )


def test_the_documents_name_every_form():
    forms = [yaml.safe_load(path.read_text()) for path in sorted(ROOT.glob("forms/catalog/*.yaml"))]
    assert forms
    none([form["procedure"] for form in forms if form["procedure"] not in docs()])
