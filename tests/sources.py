"""Our own sources as the tests of the house read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

Function = ast.FunctionDef | ast.AsyncFunctionDef
Named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked() -> tuple[Path, ...]:
    """List the files of the project: those git knows, and those it would be told of next."""
    argv = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(argv, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    paths = {ROOT / name for name in listed.split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def named(path: Path) -> str:
    """Name a file as everybody does, from the top of the project."""
    return path.relative_to(ROOT).as_posix()


def modules(*rooms: str) -> list[Path]:
    """List the modules of some rooms, or all."""
    ours = [path for path in tracked() if path.suffix == ".py"]
    return [path for path in ours if not rooms or named(path).startswith(tuple(rooms))]


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text(), filename=named(path))


def functions(path: Path) -> Iterator[Function]:
    """List every function of a module, methods and inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def place(path: Path, node: ast.stmt | ast.expr) -> str:
    """Name a place as editors open it."""
    return f"{named(path)}:{node.lineno}"


def texts() -> Iterator[tuple[str, str]]:
    """Give every text file of the project with its content."""
    for path in tracked():
        try:
            yield named(path), path.read_text()
        except UnicodeDecodeError:
            continue


def docs() -> str:
    """Give all that is written for readers: README and the folder of documents."""
    written = [path for path in tracked() if named(path).startswith(("docs/", "README"))]
    return "\n".join(path.read_text() for path in written if path.suffix == ".md")
