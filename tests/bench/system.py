"""How soon the whole system is up, and how much memory each of its processes takes."""

import re
from contextlib import ExitStack
from pathlib import Path

from tests.bench import pages
from tests.bench.figures import Figure
from tests.jobs.houses import House
from tests.servers.whole_system import whole_system

_READY = re.compile(r"Ready in ([\d.]+) s")
_SANDBOXES = re.compile(r"portal\.sandbox\.(\w+)")


def measure(folder: Path) -> list[Figure]:
    """Start the system three times; look at the third while it serves pages."""
    folder.mkdir()
    figures = []
    for number, name in enumerate(("first", "second", "third"), 1):
        with ExitStack() as kept:
            house, base_url = kept.enter_context(whole_system(folder))
            found = _READY.search(house.output())
            assert found is not None
            figures.append(Figure(f"portal run to Ready, {name} start", float(found[1]), "s"))
            if number == 3:
                figures += [*pages.measure(base_url), *_memory(house)]
    return figures


def _memory(house: House) -> list[Figure]:
    """Give what each process holds, and its fair share of what it shares with others."""
    held = sorted((_name(pid, house), *_held(pid)) for pid in house.processes())
    figures = [
        Figure(f"Memory of {name}, {what}", amount, "MB")
        for name, rss, pss in held
        for what, amount in (("RSS", rss), ("PSS", pss))
    ]
    total = sum(pss for _, _, pss in held)
    return [*figures, Figure("Memory of the whole system, PSS", total, "MB")]


def _held(pid: int) -> tuple[float, float]:
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    sizes = dict(re.findall(r"^(\w+): +(\d+) kB", told, re.MULTILINE))
    return int(sizes["Rss"]) / 1024, int(sizes["Pss"]) / 1024


def _name(pid: int, house: House) -> str:
    """Name a process by what it runs."""
    line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    if pid == house.process.pid:
        return "the supervisor"
    module = _SANDBOXES.search(line)
    if module is not None:
        return f"sandbox {module[1]}"
    name = Path(f"/proc/{pid}/comm").read_text().strip()
    if name == "web":
        parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        return "web, parent" if parent == house.process.pid else "web, worker"
    if "supervise" in line:
        return "the guard"
    return "broker" if "valkey" in line else name
